"""kg export and kg push, as a user meets them."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from kg.graphs.neo4j import Server, push
from kg.projection import checked
from tests.kg import made_up


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made_up.library(tmp_path / "papers.kg").close()
    return tmp_path


def kg(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    variables = {name: value for name, value in os.environ.items() if not name.startswith(("NEO4J_", "KG_"))}
    return subprocess.run(
        [sys.executable, "-m", "kg", *arguments],
        cwd=folder,
        env={**variables, **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def test_export_writes_the_file_and_says_what_it_holds(folder: Path) -> None:
    run = kg(folder, "export", "graph.json")
    assert (run.returncode, run.stdout) == (0, "")
    graph = json.loads((folder / "graph.json").read_text(encoding="utf-8"))
    assert run.stderr == f"graph.json: {len(graph['nodes'])} nodes, {len(graph['edges'])} edges\n"


def test_a_pair_of_files_is_counted_once(folder: Path) -> None:
    assert kg(folder, "export", "graph.csv").stderr == "graph.nodes.csv and graph.edges.csv: 17 nodes, 29 edges\n"


def test_export_for_the_bulk_importer_writes_a_folder(folder: Path) -> None:
    run = kg(folder, "export", "--neo4j-admin", "files")
    assert (run.returncode, run.stdout, run.stderr) == (0, "", f"{Path('files/import.args')}: 17 nodes, 29 edges\n")
    arguments = (folder / "files" / "import.args").read_text(encoding="utf-8")
    assert "--nodes=Paper:PaperKG=Paper.csv\n" in arguments and (folder / "files" / "Paper.csv").is_file()


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("export", "graph.docx"), ".csv, .cypher, .gexf, .graphml, .json, .jsonl"),
        (("export", "graph"), ".graphml"),
        (("export",), "--neo4j-admin DIR"),
        (("export", "graph.json", "--neo4j-admin", "folder"), "graph.json and --neo4j-admin folder are two exports"),
        (("export", "--neo4j-admin", "papers.kg"), "cannot be written"),
        (("export", "none/graph.json"), "cannot be written"),
        (("export", "graph.json", "--library", "none.kg"), "none.kg"),
        (("push",), "NEO4J_URI"),
        (("push", "--neo4j", "bolt://127.0.0.1:1"), "NEO4J_PASSWORD"),
        (("push", "--neo4j", "bolt://me:secret@127.0.0.1:1"), "no user and password"),
    ],
)
def test_bad_input_is_one_line_and_status_2(folder: Path, arguments: tuple[str, ...], says: str) -> None:
    run = kg(folder, *arguments)
    assert (run.returncode, run.stdout, run.stderr.count("\n")) == (2, "", 1)
    assert says in run.stderr and "secret" not in run.stderr


def test_push_says_what_it_sent_and_sends_nothing_twice(folder: Path, neo4j_server: Server) -> None:
    server = neo4j_server
    settings = {"NEO4J_USERNAME": server.user, "NEO4J_PASSWORD": server.password}
    try:
        first = kg(folder, "push", "--neo4j", server.uri, **settings)
        assert first.returncode == 0 and first.stdout.startswith("sent 17 new and 0 changed nodes with")
        again = kg(folder, "push", **settings, NEO4J_URI=server.uri, NEO4J_DATABASE="neo4j")
        assert (again.returncode, again.stdout) == (0, "nothing to send: the server holds this library\n")
        anew = kg(folder, "push", "--full", **settings, NEO4J_URI=server.uri)
        assert (anew.returncode, anew.stdout.split(" with ")[0]) == (0, "sent 17 new and 0 changed nodes")
        assert anew.stdout.endswith("deleted 17 nodes\n")
        wrong = kg(folder, "push", "--neo4j", server.uri, NEO4J_PASSWORD="not this one")
        assert (wrong.returncode, wrong.stdout, wrong.stderr.count("\n")) == (2, "", 1)
        down = kg(folder, "push", "--neo4j", "bolt://127.0.0.1:1", NEO4J_PASSWORD="not this one")
        assert (down.returncode, down.stdout, down.stderr.count("\n")) == (2, "", 1)
        for ran in (first, again, anew, wrong, down):
            assert server.password not in ran.stdout + ran.stderr and "not this one" not in ran.stdout + ran.stderr
    finally:
        push(server, checked([], []))


@pytest.mark.skipif(os.name == "nt", reason="no pseudo-terminals on Windows")
def test_push_shows_a_bar_on_a_terminal(folder: Path, neo4j_server: Server) -> None:
    import pty

    server = neo4j_server
    settings = {"NEO4J_URI": server.uri, "NEO4J_USERNAME": server.user, "NEO4J_PASSWORD": server.password}
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "kg", "push"]
    environment = {**os.environ, **settings, "TERM": "xterm", "COLUMNS": "100"}
    try:
        with subprocess.Popen(command, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=theirs) as ran:
            os.close(theirs)
            shown = b""
            with contextlib.suppress(OSError):  # what Linux says at the end
                while some := os.read(ours, 4096):
                    shown += some
        assert ran.returncode == 0
        assert b"sending" in shown and "━".encode() in shown
    finally:
        os.close(ours)
        push(server, checked([], []))
