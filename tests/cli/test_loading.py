"""kg build, extract, rm and stats as a user and other programs meet them."""

from __future__ import annotations

import json
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from kg import schema
from kg.library import Store
from tests.cli.running import Here, kg
from tests.kg.building import texts, tiny_model, write


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path / "a.jsonl", texts(4))
    return tmp_path


@pytest.fixture
def here(folder: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Here:
    return Here(folder, monkeypatch, capfd)


def test_build_ends_with_the_object_of_the_contract(here: Here) -> None:
    command = ("build", "a.jsonl", "nosuch.txt", "--model", tiny_model(), "--format", "json")
    first, second = here(*command), here(*command)
    assert (first.status, second.status) == (0, 0)
    assert first.said == ["nosuch.txt: cannot be opened: No such file or directory"]
    summary = json.loads(first.out)
    assert summary.pop("seconds") > 0
    problem = {"source": "nosuch.txt", "place": "", "reason": "cannot be opened: No such file or directory"}
    expected = {"read": 4, "papers": 4, "new": 4, "updated": 0, "unchanged": 0, "skipped": 1, "problems": [problem]}
    assert summary == expected
    assert json.loads(second.out) | {"seconds": 0} == expected | {"new": 0, "unchanged": 4, "seconds": 0}


def test_build_of_the_same_again_loads_no_model(folder: Path, here: Here) -> None:
    command = ("build", "a.jsonl", "--model", tiny_model())
    assert here(*command).status == 0
    again = kg(*command, cwd=folder, environment={"PYTHONPROFILEIMPORTTIME": "1"})
    assert again.status == 0
    loaded = {line.rpartition("|")[2].strip() for line in again.said}
    assert "kg.library" in loaded and not loaded & {
        "spacy",
        "thinc",
        "numpy",
        "networkx",
        "rapidfuzz",
        "pyarrow",
        "rich",
    }


def test_build_without_a_paper_is_bad_input_and_makes_no_library(folder: Path, here: Here) -> None:
    ran = here("build", "nosuch.txt")
    assert ran.status == 2 and ran.out == ""
    assert ran.said[-1] == "kg: no paper could be loaded from the sources"
    assert [path.name for path in folder.iterdir()] == ["a.jsonl"]


def test_a_library_in_a_folder_that_is_not_there_is_one_line(here: Here) -> None:
    ran = here("build", "a.jsonl", "--library", "none/b.kg")
    assert (ran.status, ran.said) == (2, ["kg: none: no such folder; make it, or name another with --library"])


def test_one_of_a_thing_is_said_in_the_singular(folder: Path, here: Here) -> None:
    write(folder / "b.jsonl", texts(1))
    ran = here("build", "b.jsonl", "--library", "b.kg", "--model", tiny_model())
    assert ran.said[-1].startswith("kg: b.kg: 1 paper (1 new, 0 updated, 0 unchanged) from 1 entry in ")


def test_the_library_is_named_by_option_or_environment(here: Here, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_LIBRARY", "b.kg")
    assert here("build", "a.jsonl", "--model", tiny_model()).status == 0
    monkeypatch.delenv("KG_LIBRARY")
    assert here("stats", "--library", "b.kg").status == 0
    missing = here("stats")
    assert (missing.status, len(missing.said)) == (2, 1) and "papers.kg: no such library" in missing.err


def test_a_model_that_is_none_is_one_line(folder: Path, here: Here) -> None:
    for command, model in (("build", "."), ("build", "nosuch"), ("extract", "nosuch")):
        ran = here(command, "a.jsonl", "--model", model)
        assert (ran.status, ran.out, len(ran.said)) == (2, "", 1), ran.err
    assert [path.name for path in folder.iterdir()] == ["a.jsonl"], "no library of papers that nothing can read"


def test_papers_that_a_stopped_build_has_not_read_are_told_of(folder: Path, here: Here) -> None:
    here("build", "a.jsonl", "--model", tiny_model())
    assert here("stats").said == []
    with Store.open(folder / "papers.kg") as store, store.transaction():
        store.facts.forget()
    assert here("stats").said == ["kg: papers.kg: papers not read yet: 4; run kg build again"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
@pytest.mark.parametrize(("output", "status", "lines"), [("/dev/full", 2, 1), (None, 0, 0)])
def test_standard_output_that_cannot_be_written_to_is_one_line(output: str | None, status: int, lines: int) -> None:
    command = shlex.join([sys.executable, "-m", "kg", "questions"])
    ran = subprocess.run(f"{command} >{output or '&-'}", shell=True, stderr=subprocess.PIPE, text=True)
    assert (ran.returncode, ran.stderr.count("\n")) == (status, lines), ran.stderr


def test_extract_prints_a_line_a_paper_in_order_and_touches_no_library(folder: Path) -> None:
    ran = kg("extract", "a.jsonl", "-", "--model", tiny_model(), cwd=folder, input=b'{"title": "Wren on River-QA"}\n')
    assert ran.status == 0 and ran.said == []
    found = [json.loads(line) for line in ran.out.splitlines()]
    assert [paper["id"] for paper in found] == ["p0", "p1", "p2", "p3", "title:wrenonriverqa"]
    assert set(found[0]) == {"id", "title", "entities", "relations", "results"}
    owl = next(entity for entity in found[0]["entities"] if entity["name"] == "Owl")
    assert set(owl) == {"name", "aliases", "type", "role", "mentions", "confidence"}
    text = texts(1)[0]["title"] + "\n" + texts(1)[0]["abstract"]  # type: ignore[operator]
    assert {text[m["start"] : m["end"]] for m in owl["mentions"]} == {"Owl"}
    assert [path.name for path in folder.iterdir()] == ["a.jsonl"]


def test_extract_of_nothing_is_bad_input(folder: Path) -> None:
    ran = kg("extract", "-", cwd=folder, input=b"")
    assert ran.status == 2 and ran.said[-1] == "kg: no paper could be read from the sources"


def test_rm_and_stats(here: Here) -> None:
    here("build", "a.jsonl", "--model", tiny_model())
    counted = json.loads(here("stats", "--format", "json").out)
    assert list(counted) == ["papers", "nodes", "edges"]
    assert list(counted["nodes"]) == list(schema.LABELS) and list(counted["edges"]) == list(schema.RELATIONS)
    assert (counted["papers"], counted["nodes"]["Paper"], counted["edges"]["CITES"]) == (4, 4, 3)
    unknown = here("rm", "On bird, part 1")
    assert unknown.status == 1 and len(unknown.said) == 1 and "did you mean: On birds, part 1" in unknown.err
    assert here("rm", "p0").said == ["kg: taken out: On birds, part 0 (title:onbirdspart0)"]
    counted = json.loads(here("stats", "--format", "json").out)
    assert (counted["papers"], counted["nodes"]["Paper"], counted["edges"]["CITES"]) == (3, 4, 3), "cited: a stub now"
    table = here("stats").out.split()
    assert table[table.index("loaded") + 1] == "3"
