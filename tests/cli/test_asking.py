"""ask, query and questions as a user types them: what is printed where, and the exit status."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import typer

from kg.cli.asking import app
from kg.errors import PaperKGError
from queries import load
from tests.queries import rivers

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("rivers")
    rivers.library(folder / "papers.kg").close()
    return folder


@pytest.fixture(scope="module")
def kg(folder: Path) -> Run:
    """Runs kg on the made-up library, in a process of its own."""

    def run(*arguments: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
        environment = {k: v for k, v in os.environ.items() if not k.startswith(("KG_", "NEO4J_"))}
        return subprocess.run(
            [sys.executable, "-m", "kg", *arguments],
            cwd=folder,
            env=environment | {"PYTHONUTF8": "1"},
            input=stdin,
            capture_output=True,
            encoding="utf-8",
            timeout=120,
        )

    return run


def test_ask_prints_rows_and_says_how_it_understood(kg: Run) -> None:
    done = kg("ask", "which", "methods", "were", "evaluated", "on", "SQA", "--format", "json")
    assert done.returncode == 0
    rows = json.loads(done.stdout)
    assert [list(row) for row in rows] == [["method", "metric", "value", "paper", "title"]] * 6
    assert rows[-1] == {
        "method": None,
        "metric": "accuracy",
        "value": "59.3",
        "paper": "arxiv:2000.00003",
        "title": "A better way to read streams",
    }
    assert done.stderr == "methods_for_benchmark: benchmark = Stream-QA\n"


def test_a_table_offers_variants_and_evidence_and_counts(kg: Run) -> None:
    done = kg("ask", "how many methods were evaluated on SQA", "--evidence")
    lines = done.stdout.splitlines()
    assert lines[0].split() == ["method", "metric", "value", "kind", "paper", "title"]
    assert lines[2].split()[:3] == ["Brook", "accuracy", "65.0%"]
    assert lines[3].startswith("    arxiv:2000.00001 Brook: a model that reads: “")
    assert "see also: Stream-QA-Hard\n" in done.stderr
    assert "method: 4, rows: 6\n" in done.stderr
    assert "papers: 4, rows: 4\n" in kg("ask", "how many papers use Brook in each year").stderr


def test_every_format_holds_the_same_rows(kg: Run) -> None:
    ask = ("query", "leaderboard_for_benchmark", "-p", "benchmark=Stream-QA", "-f")
    rows = json.loads(kg(*ask, "json").stdout)
    assert [json.loads(line) for line in kg(*ask, "jsonl").stdout.splitlines()] == rows
    as_csv = list(csv.DictReader(io.StringIO(kg(*ask, "csv").stdout)))
    assert as_csv == [{k: "" if v is None else str(v) for k, v in row.items()} for row in rows]
    md = kg(*ask, "md").stdout.splitlines()
    assert md[:2] == ["| rank | method | metric | value | paper | title |", "| --- | --- | --- | --- | --- | --- |"]
    assert len(md) == 2 + len(rows)


def test_evidence_in_json_is_as_the_contract_says(kg: Run) -> None:
    rows = json.loads(kg("query", "uses", "-p", "method=Torrent", "--evidence", "-f", "json").stdout)
    (row,) = rows
    (piece,) = row["evidence"]
    assert list(piece) == ["paper", "title", "sentence", "start", "end"]
    assert (piece["paper"], piece["title"], piece["end"] - piece["start"]) == ("arxiv:2000.00006", "Torrent", 26)


def test_questions_lists_the_library(kg: Run) -> None:
    listed = json.loads(kg("questions", "--format", "json").stdout)
    assert len(listed) == len(load()) >= 25
    mmlu = next(q for q in listed if q["name"] == "methods_for_benchmark")
    assert mmlu == {
        "name": "methods_for_benchmark",
        "question": "Which methods were evaluated on {benchmark}?",
        "slots": {"benchmark": "Benchmark"},
        "example": {"benchmark": "MMLU"},
        "columns": ["method", "metric", "value", "paper", "title"],
    }


@pytest.mark.parametrize(
    ("arguments", "status", "says"),
    [
        (("ask", "which methods were evaluated on Streem-QA"), 1, "did you mean “Stream-QA”"),
        (("ask", "what is the weather in Paris"), 1, "no question of the library fits"),
        (("ask", "what outperforms Rill"), 1, "nothing is known of this"),
        (("ask", " "), 2, "nothing was asked"),
        (("query", "no_such_question"), 2, "no question is called"),
        (("query", "uses", "-p", "Torrent"), 2, "write it as name=value"),
        (("query", "uses", "-p", "benchmark=x"), 2, "has no slot"),
        (("query", "uses", "-p", "method=Rill", "-p", "method=Brook"), 2, "method has a value already, Rill"),
        (("ask", "what uses Rill", "-l", "nowhere.kg"), 2, "nowhere.kg"),
        (("ask", "what uses Rill", "--server"), 2, "NEO4J_URI"),
    ],
)
def test_errors_are_one_line_and_a_status(
    folder: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], status: int, says: str
) -> None:
    monkeypatch.chdir(folder)
    monkeypatch.delenv("NEO4J_URI", raising=False)
    with pytest.raises(PaperKGError) as error:
        typer.main.get_command(app).main(list(arguments), standalone_mode=False)
    assert error.value.status == status
    assert says in str(error.value)
    assert "\n" not in str(error.value)


def test_an_answer_without_rows_is_an_empty_list(kg: Run) -> None:
    done = kg("ask", "what outperforms Rill", "--format", "json")
    assert (done.returncode, json.loads(done.stdout)) == (1, [])


def test_a_table_without_rows_is_nothing_and_one_line_says_so(kg: Run) -> None:
    done = kg("ask", "what outperforms Rill")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.splitlines()[-1].startswith("kg: nothing is known of this")
    assert kg("ask", "what outperforms Rill", "--format", "csv").stdout == "method,paper,title\n"


def test_a_gain_is_told_from_a_value_in_a_table_alone(kg: Run) -> None:
    head, _, *rows = kg("ask", "methods evaluated on Stream-QA").stdout.splitlines()
    assert head.split() == ["method", "metric", "value", "kind", "paper", "title"]
    assert {"gain", "absolute"} <= {word for row in rows for word in row.split()}
    found = json.loads(kg("ask", "methods evaluated on Stream-QA", "--format", "json").stdout)
    assert list(found[0]) == ["method", "metric", "value", "paper", "title"]


@pytest.mark.parametrize("command", [("stats",), ("ask", "what uses Rill"), ("cypher", "RETURN 1")])
def test_an_empty_file_is_no_library(kg: Run, tmp_path: Path, command: tuple[str, ...]) -> None:
    empty = tmp_path / "empty.kg"
    empty.touch()
    done = kg(*command, "--library", str(empty))
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"kg: {empty}: empty, no library yet; fill it with: kg build SOURCE --library {empty}\n"
    assert list(tmp_path.iterdir()) == [empty]


@pytest.mark.skipif(sys.platform == "win32", reason="head is not everywhere")
@pytest.mark.parametrize(
    "command",
    ["ask methods evaluated on Stream-QA", "cypher 'UNWIND range(1, 99999) AS n RETURN n'"],
)
def test_a_reader_that_leaves_is_no_error(folder: Path, command: str) -> None:
    line = f"{sys.executable} -m kg {command} --library {folder / 'papers.kg'} 2>err | true; cat err; rm err"
    done = subprocess.run(["bash", "-c", line], cwd=folder, capture_output=True, encoding="utf-8")
    assert not [said for said in done.stdout.splitlines() if said.startswith("kg:") or "Error" in said], done.stdout
