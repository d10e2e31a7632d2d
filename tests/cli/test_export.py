"""kg export and kg push, as a user meets them."""

from __future__ import annotations

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


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("export", "graph.docx"), ".csv, .cypher, .gexf, .graphml, .json, .jsonl"),
        (("export", "graph"), ".graphml"),
        (("export", "none/graph.json"), "cannot be written"),
        (("export", "graph.json", "--library", "none.kg"), "none.kg"),
        (("push",), "NEO4J_URI"),
        (("push", "--neo4j", "bolt://127.0.0.1:1"), "NEO4J_PASSWORD"),
    ],
)
def test_bad_input_is_one_line_and_status_2(folder: Path, arguments: tuple[str, ...], says: str) -> None:
    run = kg(folder, *arguments)
    assert (run.returncode, run.stdout, run.stderr.count("\n")) == (2, "", 1)
    assert says in run.stderr


def test_push_says_what_it_sent_and_sends_nothing_twice(folder: Path, neo4j_server: Server) -> None:
    server = neo4j_server
    settings = {"NEO4J_USERNAME": server.user, "NEO4J_PASSWORD": server.password}
    try:
        first = kg(folder, "push", "--neo4j", server.uri, **settings)
        assert first.returncode == 0 and first.stdout.startswith("sent 17 new and 0 changed nodes with")
        again = kg(folder, "push", NEO4J_URI=server.uri, **settings)
        assert (again.returncode, again.stdout) == (0, "nothing to send: the server holds this library\n")
        wrong = kg(folder, "push", "--neo4j", server.uri, NEO4J_PASSWORD="not this one")
        assert (wrong.returncode, wrong.stdout, wrong.stderr.count("\n")) == (2, "", 1)
        down = kg(folder, "push", "--neo4j", "bolt://127.0.0.1:1", NEO4J_PASSWORD="not this one")
        assert (down.returncode, down.stdout, down.stderr.count("\n")) == (2, "", 1)
        assert "not this one" not in wrong.stderr + down.stderr + first.stderr
    finally:
        push(server, checked([], []))
