"""--min-confidence as a user meets it: on a build, on every question, and where it is said wrongly."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import kg
from kg.graphs.sure import STATED
from kg.library import Store
from kg.projection import project
from tests.cli.running import Here
from tests.kg import made_up
from tests.kg.building import graph, texts, tiny_model, write


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Here:
    """Where papers.kg is a library in which Owl outperforms Wren with 0.9, and all else is said with 0.75."""
    made_up.library(tmp_path / "papers.kg").close()
    return Here(tmp_path, monkeypatch, capfd)


def test_a_question_counts_only_facts_as_sure_as_asked(here: Here) -> None:
    assert "Wren" in here("ask", "what does Owl use").out
    assert "Wren" in here("ask", "what does Owl use", "--min-confidence", "0.75").out
    sure = here("ask", "what does Owl outperform", "--min-confidence", "0.9", "--evidence", "--format", "json")
    (row,) = json.loads(sure.out)
    assert (row["method"], len(row["evidence"])) == ("Wren", 1)
    none = here("query", "uses", "-p", "method=Owl", "--min-confidence", "0.8")
    assert (none.status, none.out) == (1, "")
    assert none.said[-1] == (
        "kg: nothing is known of this with a confidence of 0.8 or more; 1 row without --min-confidence:"
        " Which methods does Owl use?"
    )
    nothing = here("ask", "what outperforms Owl", "--min-confidence", "0.8")
    assert nothing.said[-1].startswith("kg: nothing is known of this with a confidence of 0.8 or more: Which")


def test_show_and_view_show_only_facts_as_sure_as_asked(here: Here, tmp_path: Path) -> None:
    whole, sure = (here("show", "Owl", *some).out for some in ((), ("--min-confidence", "0.8")))
    assert "-USES->" in whole and "-OUTPERFORMS->" in whole
    assert "-USES->" not in sure and "-OUTPERFORMS-> Wren (1 paper)" in sure and "papers: 0" in sure
    drawn = here("view", "Owl", "-o", "owl.html", "--min-confidence", "0.8")
    assert drawn.said == ["owl.html: Owl, 2 of 2 neighbours shown"]  # Wren, and Owl 2 which is a variant
    assert here("view", "Owl", "-o", "owl.html").said != drawn.said


def test_from_python(here: Here) -> None:
    library = kg.open("papers.kg")
    assert library.query("uses", method="Owl") and not library.query("uses", method="Owl", min_confidence=0.8)
    assert library.ask("what does Owl use") and not library.ask("what does Owl use", min_confidence=0.8)
    library.view("owl.html", "Owl", min_confidence=0.8)
    with pytest.raises(kg.PaperKGError, match="from 0 to 1"):
        library.query("uses", method="Owl", min_confidence=70)
    with pytest.raises(kg.PaperKGError, match="from 0 to 1"):
        library.add("nothing.jsonl", min_confidence=-1)


@pytest.mark.parametrize("said", ["2", "-0.1", "nan", "70%", "", "0,7"])
@pytest.mark.parametrize(
    "command", [("ask", "what does Owl use"), ("query", "uses"), ("show", "Owl"), ("view",), ("build", "a.jsonl")]
)
def test_what_is_no_confidence_is_one_line(here: Here, command: tuple[str, ...], said: str) -> None:
    ran = here(*command, f"--min-confidence={said}")
    assert (ran.status, ran.out) == (2, "")
    assert ran.said == [f"kg: min-confidence {said}: write a number from 0 to 1, such as 0.7"]


def stated(library: Path) -> list[float]:
    """The confidence of every fact in the graph of a library."""
    with Store.open(library, readonly=True) as store:
        return [float(str(e.properties["confidence"])) for e in project(store).edges if e.type in STATED]


def test_a_build_cuts_the_graph_and_remembers_it(here: Here, tmp_path: Path) -> None:
    write(tmp_path / "b.jsonl", texts(6))
    library = tmp_path / "b.kg"
    build = ("build", "b.jsonl", "--library", "b.kg", "--model", tiny_model())
    here(*build)
    whole, all_facts = graph(library), stated(library)
    least = sorted(all_facts)[len(all_facts) // 2]
    assert min(all_facts) < least < max(all_facts)
    counted = json.loads(here("stats", "-l", "b.kg", "--format", "json").out)

    cut = here(*build, "--min-confidence", str(least))
    assert cut.said[0] == (
        f"kg: b.kg: facts with a confidence below {least:g} stay out of the graph (--min-confidence 0 takes them in)"
    )
    assert "(0 new, 0 updated, 6 unchanged)" in cut.said[-1], "nothing is read again"
    assert sorted(stated(library)) == sorted(c for c in all_facts if c >= least)
    fewer = json.loads(here("stats", "-l", "b.kg", "--format", "json").out)
    assert fewer.pop("min_confidence") == least and list(fewer) == list(counted)
    assert sum(fewer["edges"].values()) < sum(counted["edges"].values())
    assert f"below {least:g} are left out" in here("stats", "-l", "b.kg").out
    here("export", "cut.json", "-l", "b.kg")
    exported = json.loads((tmp_path / "cut.json").read_text(encoding="utf-8"))
    assert len(exported["edges"]) == sum(fewer["edges"].values())
    of_cut = graph(library)

    write(tmp_path / "b.jsonl", texts(7))
    assert here(*build).said[0] == cut.said[0], "a later build keeps to it"
    assert min(stated(library)) >= least
    write(tmp_path / "b.jsonl", texts(6))
    here("rm", "p6", "-l", "b.kg")
    assert graph(library) == of_cut

    back = here(*build, "--min-confidence", "0")
    assert len(back.said) == 1 and graph(library) == whole


def test_what_only_unsure_facts_name_is_no_node(here: Here) -> None:
    with Store.open("papers.kg") as store, store.transaction():
        store.cut_at(0.8)
    counted = json.loads(here("stats", "--format", "json").out)
    assert {label: n for label, n in counted["nodes"].items() if n} == {"Paper": 5, "Method": 2, "Author": 2}
    unknown = here("show", "Forest-QA")
    assert (unknown.status, unknown.out, len(unknown.said)) == (1, "", 1)
    assert "nothing is known of 'Forest-QA'" in unknown.err
    assert here("ask", "which methods were evaluated on Forest-QA").status == 1
