"""`kg ask --variants`: the answer for the exact name first, then for versions and subsets, each row telling which."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.build import resolve_names
from kg.library import Store
from kg.records import Extraction, Paper, Relation
from tests.cli.running import Here
from tests.kg.made_up import add, entity, evidence


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Here:
    with Store.open(tmp_path / "papers.kg", create=True) as store:
        for method, benchmark in (("Owl", "ForestQA"), ("Wren", "ForestQA-Pro"), ("Finch", "ForestQA-Pro-Hard")):
            found = (entity(method, "Method", "introduced"), entity(benchmark, "Benchmark", "evaluated_on"))
            stated = (Relation(method, "EVALUATED_ON", benchmark, evidence()),)
            add(store, Paper(f"On {method}", "About it."), Extraction(found, stated))
        resolve_names(store)
    return Here(tmp_path, monkeypatch, capfd)


def test_variants_are_left_out_unless_asked_for(here: Here) -> None:
    question = ("ask", "which methods were evaluated on ForestQA", "--format", "json")
    assert [row["method"] for row in json.loads(here(*question).out)] == ["Owl"]
    rows = json.loads(here(*question, "--variants").out)
    assert [(row["method"], row["variant"]) for row in rows] == [
        ("Owl", None),
        ("Wren", "ForestQA-Pro"),
        ("Finch", "ForestQA-Pro-Hard"),
    ]
    (row,) = json.loads(here("query", "methods_for_benchmark", "-p", "benchmark=ForestQA-Pro-Hard", "--variants", "-e",
                             "--format", "json").out)  # fmt: skip
    assert list(row)[-2:] == ["variant", "evidence"] and row["evidence"]


def test_variants_alone_are_an_answer(here: Here) -> None:
    with Store.open(Path("papers.kg")) as store:
        add(store, Paper("No result", "None."), Extraction((entity("ForestQA", "Benchmark", "mentioned"),)))
        with store.transaction():
            store.papers.delete(store.papers.row("title:onowl") or 0)
            store.changed(names=True)
        resolve_names(store)
    assert here("ask", "which methods were evaluated on ForestQA").status == 1
    ran = here("ask", "which methods were evaluated on ForestQA", "--variants")
    assert ran.status == 0 and "Wren" in ran.out
