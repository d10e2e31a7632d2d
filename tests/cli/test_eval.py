"""kg eval: pairs of names, gold annotations, and what is neither."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from loaders.extraction.scoring import score
from tests.cli.running import Here
from tests.kg.building import tiny_model

PAIRS = [
    {"a": "Owl net", "b": "owl-nets", "type": "Method", "same": True, "kind": "plural"},
    {"a": "Owl-7B", "b": "Owl-13B", "type": "Method", "same": False, "kind": "variant"},
    {"a": "Barn owl", "b": "Tyto alba", "type": "Task", "same": True, "kind": "other"},
]
TEXT = {"id": "a", "title": "On birds", "abstract": "We present Owl. It reaches 61.5 accuracy on Forest-QA."}
GOLD = {
    "id": "a",
    "entities": [
        {"name": "Owl", "aliases": [], "type": "Method", "role": "introduced"},
        {"name": "Forest-QA", "aliases": [], "type": "Dataset", "role": "evaluated_on"},
        {"name": "Night-QA", "aliases": [], "type": "Dataset", "role": "mentioned"},
    ],
    "relations": [["Owl", "EVALUATED_ON", "Forest-QA"]],
    "results": [{"method": "Owl", "on": "Forest-QA", "metric": "accuracy", "value": "61.5", "kind": "absolute"}],
}


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Here:
    for name, rows in (("pairs.jsonl", PAIRS), ("gold.jsonl", [GOLD]), ("gold.papers.jsonl", [TEXT])):
        (tmp_path / name).write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return Here(tmp_path, monkeypatch, capfd)


def test_pairs_in_all_and_by_kind(here: Here) -> None:
    rows = {row["kind"]: row for row in json.loads(here("eval", "pairs.jsonl", "--format", "json").out)}
    assert rows["all"]["precision"] == 100.0 and rows["all"]["recall"] == 50.0
    assert (rows["variant"]["joined"], rows["variant"]["precision"]) == (0, None)
    assert here("eval", "pairs.jsonl").out.splitlines()[2].split()[:2] == ["all", "3"]


def test_every_pair_comes_back_with_its_prediction_and_reason(here: Here) -> None:
    rows = [json.loads(line) for line in here("eval", "pairs.jsonl", "--format", "jsonl").out.splitlines()]
    assert [row["predicted"] for row in rows] == [True, False, False]
    assert [{name: row[name] for name in PAIRS[0]} for row in rows] == PAIRS
    assert "numbers" in rows[1]["reason"]


def test_annotations_are_compared_with_what_is_extracted_beside_them(here: Here) -> None:
    ran = here("eval", "gold.jsonl", "--model", tiny_model(), "--errors", "3")
    assert ran.status == 0 and ran.said == []
    lines = ran.out.splitlines()
    assert lines[1].startswith("entities kind            P  66.7  R  66.7  F1  66.7   gold     3  predicted     3")
    assert lines[-3] == "missed: Night-QA [Data]x1" and lines[-1] == "extra: accuracy [Metric]x1"
    rows = json.loads(here("eval", "gold.jsonl", "--model", tiny_model(), "--json").out)
    assert rows["entities kind"] == {"p": 66.7, "r": 66.7, "f1": 66.7, "gold": 3, "pred": 3}


def test_a_perfect_prediction_scores_full_and_none_scores_nothing() -> None:
    full = score([GOLD], [GOLD, {**GOLD, "id": "not in gold"}]).rows()
    assert all(row["f1"] == 100.0 for row in full.values() if row["gold"])
    none = score([GOLD], []).rows()
    assert all(row["f1"] == 0.0 for row in none.values()) and none["relations"]["gold"] == 1


def test_the_same_names_in_other_writing_match_and_each_gold_entity_once() -> None:
    other = {
        **GOLD,
        "entities": [
            {**GOLD["entities"][1], "name": name, "type": "Benchmark"} for name in ("ForestQA dataset", "forest-qa")
        ],
    }
    rows = score([GOLD], [other]).rows()
    assert (rows["entities kind"]["pred"], rows["entities kind"]["p"]) == (2, 50.0)
    assert rows["entities strict"]["p"] == 0.0


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (None, "No such file"),
        ("", "nothing in it"),
        ("{", "line 1: not JSON"),
        ("[1]", "line 1: not a JSON object"),
        ('{"a": "x"}', "line 1: 'b' is missing"),
        ('{"a": "x", "b": "y", "type": "Bird", "same": true, "kind": "k"}', "'Bird' is no type"),
        ('{"id": "x", "entities": []}', "bad.papers.jsonl: no such file"),
    ],
)
def test_bad_gold_is_one_line(here: Here, text: str | None, reason: str) -> None:
    if text is not None:
        Path("bad.jsonl").write_text(text, encoding="utf-8")
    ran = here("eval", "bad.jsonl")
    assert ran.status == 2 and ran.out == "" and len(ran.said) == 1 and reason in ran.err
