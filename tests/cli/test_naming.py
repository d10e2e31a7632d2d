"""show, why, merge and split on a library of a few papers."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from kg.build import resolve_names
from kg.library import Store
from kg.records import Extraction, Paper, Relation
from tests.cli.running import Here
from tests.kg.made_up import add, entity, evidence

ESCAPE = "\x1b[31mRed\x1b[0m \u202ename"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Here:
    mmlu = entity("Massive Multitask Language Understanding", "Benchmark", "evaluated_on", "MMLU")
    papers = (
        (
            "One",
            (entity("Owl", "Method", "introduced"), mmlu),
            (Relation("Owl", "EVALUATED_ON", mmlu.name, evidence()),),
        ),
        ("Two", (entity("MMLU", "Benchmark", "evaluated_on"), entity("MMLU-Pro", "Benchmark", "evaluated_on")), ()),
        ("Three", (entity("Owl", "Method", "used"), entity("Owl-2", "Method", "used")), ()),
        ("Four", (entity(ESCAPE, "Task", "addressed"), entity("Barn Owl", "Method", "mentioned")), ()),
        ("Five", (entity("owl", "Task", "addressed"),), ()),
    )
    with Store.open(tmp_path / "papers.kg", create=True) as store:
        for title, entities, relations in papers:
            add(store, Paper(title, f"About {title}."), Extraction(entities, relations))
        with store.transaction():
            store.changed(names=True)
        resolve_names(store)
    return Here(tmp_path, monkeypatch, capfd)


def told(here: Here, *arguments: str) -> Any:
    ran = here(*arguments, "--format", "json")
    assert ran.status == 0 and ran.said == []
    return json.loads(ran.out)


def test_show_by_any_alias_or_id(here: Here) -> None:
    for name in ("MMLU", "mmlu benchmark", "massive multi-task language understanding", "benchmark:mmlu"):
        (shown,) = told(here, "show", name)
        assert (shown["id"], shown["label"], shown["name"]) == ("benchmark:mmlu", "Benchmark", "MMLU")
    assert shown["aliases"] == ["Massive Multitask Language Understanding"]
    assert shown["variants"] == ["benchmark:mmlu-pro"]
    assert [paper["title"] for paper in shown["papers"]] == ["One", "Two"]
    assert shown["relations"] == [{"type": "EVALUATED_ON", "outgoing": False, "other": "Owl", "papers": ["title:one"]}]
    assert told(here, "show", "MMLU-Pro")[0]["family"] == ["benchmark:mmlu"]
    assert "a variant of: MMLU" in here("show", "MMLU-Pro").out


def test_show_names_the_page_that_the_lists_have(here: Here) -> None:
    page = "https://paperswithcode.com/dataset/mmlu"
    assert told(here, "show", "MMLU")[0]["links"] == [page]
    assert f"see: {page}" in here("show", "MMLU").out
    assert told(here, "show", "method:owl")[0]["links"] == []


def test_show_of_a_paper_shows_what_it_names(here: Here) -> None:
    for name in ("one", "title:one", " One "):
        (paper,) = told(here, "show", name)
        assert (paper["label"], paper["id"], paper["name"]) == ("Paper", "title:one", "One")
        assert [(c["role"], c["id"]) for c in paper["concepts"]] == [
            ("introduced", "method:owl"),
            ("evaluated_on", "benchmark:mmlu"),
        ]
    out = here("show", "One").out
    assert out.startswith("One (Paper, title:one)") and "introduced Owl (Method, method:owl)" in out


def test_a_name_of_two_kinds_shows_both(here: Here) -> None:
    assert [shown["id"] for shown in told(here, "show", "Owl")] == ["method:owl", "task:owl"]


def test_an_unknown_name_is_told_with_the_nearest(here: Here) -> None:
    for command in (("show",), ("why",), ("split",), ("merge", "MMLU")):
        ran = here(*command, "MMLUU")
        assert ran.status == 1 and ran.out == ""
        assert len(ran.said) == 1 and "did you mean: MMLU (benchmark:mmlu)" in ran.err


def test_why_tells_papers_step_and_numbers_of_each_name(here: Here) -> None:
    (reasons,) = told(here, "why", "MMLU")
    by_name = {row["name"]: row for row in reasons["names"]}
    assert by_name["MMLU"]["papers"] == ["title:one", "title:two"]
    assert any(s["step"] == "definition" and "1 paper" in s["reason"] for s in by_name["MMLU"]["steps"])
    assert "definition:" in here("why", "MMLU").out


@pytest.mark.parametrize(
    ("a", "b", "same", "reason"),
    [
        ("MMLU", "Massive Multitask Language Understanding", True, "benchmark:mmlu"),
        ("MMLU", "MMLU-Pro", False, "variant"),
        ("Falcon-7B", "Falcon-40B", False, "numbers"),
        ("falcons", "Falcon", True, "normal form"),
    ],
)
def test_why_of_two_names_known_or_not(here: Here, a: str, b: str, same: bool, reason: str) -> None:
    answers = told(here, "why", a, b)
    assert [answer["same"] for answer in answers] == [same]
    assert reason in answers[0]["reason"] or reason in answers[0]["step"]
    assert here("why", a, b).out.startswith("one concept" if same else "two concepts")


def test_why_leaves_no_name_without_a_reason(here: Here) -> None:
    with Store.open(Path("papers.kg")) as store:
        add(store, Paper("Six", "About it."), Extraction((entity("Wings", "Method", "introduced", "Our feathers"),)))
        resolve_names(store)
    (reasons,) = told(here, "why", "Wings")
    assert [(row["name"], [s["step"] for s in row["steps"]]) for row in reasons["names"]] == [
        ("Wings", []),
        ("Our feathers", ["beside"]),
    ]
    assert 'beside: in 1 paper, beside "Wings" for one thing' in here("why", "our feathers").out


def test_merge_outlives_a_rebuild_and_split_takes_it_back(here: Here, tmp_path: Path) -> None:
    ran = here("merge", "method:owl", "Barn Owl", "--why", "one bird")
    assert ran.status == 0 and "method:owl is now" in ran.err
    with Store.open(tmp_path / "papers.kg") as store:
        with store.transaction():
            store.changed(names=True)
        assert resolve_names(store)
    reasons = [step for row in told(here, "why", "barn owl")[0]["names"] for step in row["steps"]]
    assert {"step": "decision", "reason": "one bird"} in reasons
    assert here("merge", "method:owl", "Barn Owl").status == 2
    assert here("split", "Barn Owl").status == 0
    assert {shown["id"] for shown in told(here, "show", "Barn Owl")} == {"method:barn-owl"}


def test_split_puts_a_name_alone_and_merge_takes_it_back(here: Here) -> None:
    assert here("split", "MMLU", "--why", "another suite").status == 0
    assert [a["same"] for a in told(here, "why", "MMLU", "Massive Multitask Language Understanding")] == [False]
    assert here("merge", "MMLU", "Massive Multitask Language Understanding").status == 0
    assert [a["same"] for a in told(here, "why", "MMLU", "Massive Multitask Language Understanding")] == [True]


def test_an_acronym_of_two_things_is_split_off_both(here: Here, tmp_path: Path) -> None:
    ambiguous(tmp_path)
    assert len(told(here, "show", "KRF")) > 1
    ran = here("split", "KRF", "--why", "neither")
    assert ran.status == 0 and "method:krf is now KRF" in ran.err
    assert [shown["id"] for shown in told(here, "show", "KRF")] == ["method:krf"]
    for name in ("kernel random forest", "kinetic reward function"):
        assert "KRF" not in told(here, "show", name)[0]["aliases"]
    assert here("merges", "--undo", "1").status == 0
    assert len(told(here, "show", "KRF")) > 1


def test_what_cannot_be_decided_is_said_in_one_line(here: Here) -> None:
    for command, reason in (
        (("merge", "MMLU", "Barn Owl"), "two kinds"),
        (("merge", "MMLU", "mmlu"), "one concept already"),
        (("split", "Barn Owl"), "no other name"),
        (("split", "owl"), "2 concepts"),
        (("show", "x", "--library", "none.kg"), "no such library"),
    ):
        ran = here(*command)
        assert ran.status == 2 and len(ran.said) == 1 and reason in ran.err


def test_names_cannot_steer_the_terminal(here: Here) -> None:
    for command in ("show", "why"):
        ran = here(command, ESCAPE)
        assert ran.status == 0
        assert "\x1b" not in ran.out and "\u202e" not in ran.out and "Red" in ran.out
    assert "\x1b" not in here("show", "\x1b[31mnone").err


def ambiguous(tmp_path: Path) -> None:
    """KRF is two things, each defined in a paper, and a third paper that does not say which."""
    with Store.open(tmp_path / "papers.kg", create=True) as store:
        for title, row in (
            ("Six", entity("kernel random forest", "Method", "introduced", "KRF")),
            ("Seven", entity("kinetic reward function", "Method", "introduced", "KRF")),
            ("Eight", entity("KRF", "Method", "used")),
        ):
            add(store, Paper(title, f"About {title}."), Extraction((row,), ()))
        with store.transaction():
            store.changed(names=True)
        resolve_names(store)


def test_a_name_of_several_concepts_is_merged_by_id(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    ambiguous(tmp_path)
    here = Here(tmp_path, monkeypatch, capfd)
    assert len(told(here, "show", "KRF")) == 3
    (answer,) = told(here, "why", "KRF", "kinetic reward function")
    assert answer["same"] and 'in other papers "KRF" is method:kernel-random-forest, method:krf' in answer["reason"]
    refused = here("merge", "KRF", "kernel random forest")
    assert refused.status == 2
    (line,) = refused.said
    assert line.count("method:kernel-random-forest") == 1
    assert here("merge", "method:krf", "method:kernel-random-forest").status == 0  # which leaves KRF two concepts
    shown = told(here, "show", "KRF")
    assert len(shown) == 2
    assert sorted(len(one["papers"]) for one in shown) == [1, 2]


def test_names_made_one_have_no_relation_to_themselves_and_each_paper_once(here: Here) -> None:
    with Store.open(Path("papers.kg")) as store:
        found = Extraction(
            (entity("Heron", "Method", "introduced"), entity("Stork", "Method", "introduced")),
            (Relation("Heron", "OUTPERFORMS", "Stork", evidence()),),
        )
        add(store, Paper("Nine", "About Nine."), found)
        with store.transaction():
            store.changed(names=True)
        resolve_names(store)
    assert here("merge", "Heron", "Stork").status == 0
    (shown,) = told(here, "show", "Heron")
    assert shown["relations"] == []
    assert [paper["title"] for paper in shown["papers"]] == ["Nine"]


def test_a_name_that_is_not_utf_8_is_one_line(here: Here) -> None:
    ran = here("show", "\udcff")
    assert ran.status == 2
    assert len(ran.said) == 1 and "UTF-8" in ran.said[0]


@pytest.mark.parametrize(
    ("written", "name"),
    [
        (("owl nets", "Owl Net", "Owl Net"), "Owl Net"),  # what most papers write
        (("Owl-Nets", "owl net"), "owl net"),  # then the shorter
        (("owl-net", "Owl-net", "Owl-Net"), "Owl-Net"),  # then alphabet
        (("$\\lambda$-Owl", "$\\lambda$-Owl", "λ-Owl"), "λ-Owl"),  # never LaTeX where there is a plain form
        (("$\\lambda$-Owl", "\\textbf{$\\lambda$-Owl}"), "$\\lambda$-Owl"),
    ],
)
def test_a_concept_goes_by_the_form_that_most_papers_use(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    written: tuple[str, ...],
    name: str,
) -> None:
    with Store.open(tmp_path / "papers.kg", create=True) as store:
        for number, form in enumerate(written):
            add(store, Paper(f"Paper {number}", "About it."), Extraction((entity(form, "Method", "used"),)))
        resolve_names(store)
    (shown,) = told(Here(tmp_path, monkeypatch, capfd), "show", written[0])
    assert shown["name"] == name
    assert set(shown["aliases"]) == {*written} - {name}
