"""kg cypher where nobody sits before it: arguments, files, pipes, what is printed where, and the exit status."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kg.graphs.embedded import EmbeddedGraph
from tests.cli.running import Here, kg
from tests.queries import rivers

NO_SERVER = {"NEO4J_URI": "", "NEO4J_PASSWORD": ""}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("rivers")
    rivers.library(folder / "papers.kg").close()
    return folder


@pytest.fixture
def here(folder: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Here:
    return Here(folder, monkeypatch, capfd)


def test_parameters_standard_input_and_formats(folder: Path, here: Here) -> None:
    query = "MATCH (m:Method) WHERE m.papers >= $least AND m.name <> $name RETURN m.name AS name ORDER BY name"
    done = here("cypher", query, "-p", "least=3", "-P", "name=Rill", "--format", "jsonl")
    assert (done.status, done.out) == (0, '{"name": "Brook"}\n')
    piped = kg(
        "cypher", "--format", "csv", cwd=folder, input=b"RETURN 1 AS one; // a ; in a comment\nRETURN ';' AS two;\n"
    )
    assert piped.out == "one\n1\ntwo\n;\n"
    nothing = here("cypher", "MATCH (m:Method) WHERE m.name = 'x' RETURN m.name AS name", "--format", "json")
    assert (nothing.status, json.loads(nothing.out)) == (0, [])


def test_every_machine_format_holds_every_row_and_value_whole(here: Here) -> None:
    query = "UNWIND range(1, 3000) AS n RETURN n, 'tab\\tnew\\nline' AS text, [n, 2] AS list, null AS nothing"
    rows = json.loads(here("cypher", query, "--format", "json").out)
    assert len(rows) == 3000 and rows[-1] == {"n": 3000, "text": "tab\tnew\nline", "list": [3000, 2], "nothing": None}
    assert [json.loads(line) for line in here("cypher", query, "--format", "jsonl").out.splitlines()] == rows
    as_csv = list(csv.DictReader(io.StringIO(here("cypher", query, "--format", "csv").out)))
    assert len(as_csv) == 3000 and as_csv[-1] == {
        "n": "3000",
        "text": "tab\tnew\nline",
        "list": "[3000, 2]",
        "nothing": "",
    }
    tsv = here("cypher", query, "--format", "tsv").out.splitlines()
    assert len(tsv) == 3001 and tsv[-1] == "3000\ttab\\tnew\\nline\t[3000, 2]\t"
    assert len(here("cypher", query, "--format", "md").out.splitlines()) == 3002


def test_a_vertical_row_has_a_line_for_each_value(here: Here) -> None:
    done = here("cypher", "RETURN 'Brook' AS name, null AS year", "--format", "vertical")
    assert done.out.splitlines()[1:] == ["name  Brook", "year  null"]
    assert done.said[-1].startswith("1 row, ")


@pytest.mark.parametrize(
    ("arguments", "out", "said", "status"),
    [
        ((), "1\n", ["kg: query: begins with 'RETRN'", "  2 | RETRN 2"], 2),
        (("--fail-fast",), "1\n", ["kg: query: begins with 'RETRN'"], 2),
        (("--fail-at-end",), "1\n3\n", ["kg: query: begins with 'RETRN'"], 2),
    ],
)
def test_a_failure_ends_a_script_or_is_told_at_the_end(
    folder: Path, here: Here, arguments: tuple[str, ...], out: str, said: list[str], status: int
) -> None:
    (folder / "three.cypher").write_text("RETURN 1 AS n;\nRETRN 2;\nRETURN 3 AS n", encoding="utf-8")
    done = here("cypher", "-f", "three.cypher", "--format", "csv", *arguments)
    assert done.out.replace("n\n", "") == out
    assert done.status == status
    assert all(any(line.startswith(wanted) for line in done.said) for wanted in said), done.err


def test_a_file_may_hold_commands_and_run_others(folder: Path, here: Here) -> None:
    (folder / "inner.cypher").write_text("RETURN $least AS least;", encoding="utf-8")
    (folder / "outer.cypher").write_text(
        ":format jsonl\n:param least => {a: [1, 2], b: 'x'}\n// a comment\n:source inner.cypher\n:out kept.jsonl\n"
        "RETURN 1 AS n;\nRETURN 2 AS n;\n:out\nRETURN 3 AS n;\n:exit\nRETURN 4 AS n;",
        encoding="utf-8",
    )
    done = here("cypher", "-f", "outer.cypher")
    assert (done.status, done.out) == (0, '{"least": {"a": [1, 2], "b": "x"}}\n{"n": 3}\n')
    assert (folder / "kept.jsonl").read_text(encoding="utf-8") == '{"n": 1}\n{"n": 2}\n'
    (folder / "loop.cypher").write_text(":source loop.cypher", encoding="utf-8")
    looped = here("cypher", "-f", "loop.cypher")
    assert looped.status == 2 and "one of them runs itself" in looped.err


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("MATCH (n) DETACH DELETE n",), "DETACH is refused"),
        (("MATCH (n RETURN n",), "never closed"),
        (("MATCH (n) RETURN $x",), "no value is given for $x"),
        (("RETURN 'x",), "has no proper end"),
        (("-f", "nowhere.cypher"), "nowhere.cypher: cannot be read"),
        (("RETURN 1", "-f", "x"), "not both"),
        (("RETURN 1", "-P", "1x"), "write it as name=value"),
        (("RETURN 1", "--write"), "--write is for a Neo4j server"),
        (("RETURN 1", "--server"), "NEO4J_URI"),
        (("RETURN 1", "-l", "nowhere.kg"), "nowhere.kg"),
        ((":formt csv",), "no command is called :formt; did you mean :format"),
        ((":format xml",), "no format is called"),
        ((":param x",), "write it as :param x => 1"),
        ((":param x => [1, oops]",), "is no value"),
        ((":use another",), "a library has no databases"),
        ((":q nothing_such",), "no question is called"),
        ((":out nowhere/at/all",), "cannot be written to"),
    ],
)
def test_what_is_wrong_is_said_with_status_2(
    here: Here, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], says: str
) -> None:
    for name in NO_SERVER:
        monkeypatch.delenv(name, raising=False)
    done = here("cypher", *arguments)
    assert done.status == 2 and done.out == ""
    assert says in done.said[0] and done.said[0].startswith("kg: ")


def test_an_error_shows_its_line_a_caret_and_what_was_meant(here: Here) -> None:
    done = here("cypher", "MATCH (m:Method)\nWHERE m.naem = 'Brook'\nRETURN m")
    assert done.said == [
        "kg: query: m has no property naem; did you mean name?",
        "  2 | WHERE m.naem = 'Brook'",
        "    |         ^",
    ]


@pytest.mark.parametrize(
    ("query", "says", "at"),
    [
        ("MATCH (m:Metod) RETURN m", "no label is called Metod; did you mean Method?", "Metod"),
        ("MATCH (m)-[:USSES]->(n) RETURN m", "no relation type is called USSES; did you mean USES?", "USSES"),
        ("MATCH (m:Method) RETURN m.nmae", "m has no property nmae; did you mean name?", "nmae"),
        ("MATCH (m:Method) RETURN toUper(m.name)", "no function is called toUper; did you mean toupper", "toUper"),
        ("MATCH (method:Method) RETURN metod", "nothing here is called metod; did you mean method?", "metod"),
        ("MATCH (m:Method) RETURN m ORDER m", "'m' is not expected here", " m "),
        ("MATCH (m:Method) RETURN m LIMIT", "something is missing at its end", None),
    ],
)
def test_did_you_mean(here: Here, query: str, says: str, at: str | None) -> None:
    done = here("cypher", query)
    assert says in done.said[0]
    caret = done.said[2].index("^") - len("  1 | ")
    if at == " m ":
        assert query[caret:] in ("ORDER m", "m")
    else:
        assert caret == (len(query) if at is None else query.rindex(at))


def test_ctrl_c_stops_a_running_query_with_status_130(folder: Path) -> None:
    forever = "UNWIND range(1, 100000) AS a UNWIND range(1, 100000) AS b RETURN sum(a * b) AS n"
    process = subprocess.Popen(
        [sys.executable, "-m", "kg", "cypher", forever], cwd=folder, stderr=subprocess.PIPE, start_new_session=True
    )
    time.sleep(2.5)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=20)
    assert (process.returncode, said.decode()) == (130, "kg: query: stopped\n")


def test_a_query_that_takes_too_much_memory_is_stopped(here: Here, monkeypatch: pytest.MonkeyPatch) -> None:
    assert EmbeddedGraph.__init__.__kwdefaults__["memory"] == 2**30
    monkeypatch.setitem(EmbeddedGraph.__init__.__kwdefaults__, "memory", 2**25)  # to be there sooner
    done = here("cypher", "UNWIND range(1, 1000000) AS a WITH a ORDER BY -a RETURN collect(a)[0] AS n")
    assert done.status == 2 and "needs more memory than it may have" in done.said[0]


def test_nothing_of_the_terminal_is_imported_for_a_script_or_a_question(folder: Path) -> None:
    program = (
        "import sys; sys.argv = ['kg', 'cypher', 'RETURN 1 AS n']\n"
        "from kg.cli import main\n"
        "main.__globals__['sys'].exit = lambda *a: None\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "print([m for m in ('prompt_toolkit', 'pygments', 'rich', 'rapidfuzz', 'numpy') if m in sys.modules])"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program],
        cwd=folder,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONUTF8": "1"},
    )
    assert ran.stdout.splitlines()[-1] == "[]", ran.stderr
