"""merges, --undo, review and the user's own list of names: what people say stands, and can be taken back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.build import resolve_names
from kg.build.naming import merge
from kg.library import Store
from kg.records import Extraction, Paper
from tests.cli.running import Here
from tests.kg.building import texts, tiny_model, write
from tests.kg.made_up import add, entity


def fill(path: Path, *papers: tuple[str, ...]) -> None:
    """A library of papers that each name methods: title, then each method's name."""
    with Store.open(path, create=True) as store:
        for title, *names in papers:
            found = Extraction(tuple(entity(name, "Method", "used") for name in names))
            add(store, Paper(title, f"About {title}."), found)
        resolve_names(store)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Here:
    fill(tmp_path / "papers.kg", ("One", "Owl", "Barn Owl"), ("Two", "QXWP", "quick x-ray wavelet pooling"))
    return Here(tmp_path, monkeypatch, capfd)


def concepts(here: Here) -> set[str]:
    with Store.open(Path("papers.kg"), readonly=True) as store:
        return {concept.id for concept in store.names.concepts()}


def rebuild() -> None:
    """Resolve all anew, as a new version of the rules would."""
    with Store.open(Path("papers.kg")) as store:
        with store.transaction():
            store.resolved("another version")
        assert resolve_names(store)


def test_merges_lists_what_was_said_and_takes_one_back(here: Here) -> None:
    before = concepts(here)
    assert here("merges").status == 1
    assert here("merge", "Owl", "Barn Owl", "--why", "one bird").status == 0
    assert here("split", "QXWP").status == 0
    rows = json.loads(here("merges", "--format", "json").out)
    assert [(row["verb"], row["name"], row["why"]) for row in rows] == [
        ("merge", "Owl", "one bird"),
        ("split", "QXWP", ""),
    ]
    assert "merge Owl / Barn Owl (Method): one bird" in here("merges").out
    decided = concepts(here)
    rebuild()
    assert concepts(here) == decided != before
    for row in rows:
        assert here("merges", "--undo", str(row["number"])).status == 0
    assert concepts(here) == before
    assert here("merges", "--undo", "7").status == 1


def test_a_merge_is_in_every_export_after_it(here: Here) -> None:
    assert here("merge", "Owl", "Barn Owl").status == 0
    for _ in range(2):
        assert here("export", "graph.json").status == 0
        named = Path("graph.json").read_text(encoding="utf-8")
        assert "method:owl" in named and "method:barn-owl" not in named
        rebuild()


def test_review_asks_the_least_certain_first_and_keeps_answers(
    here: Here, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    before = concepts(here)
    (question,) = [json.loads(line) for line in here("review", "--format", "jsonl").out.splitlines()]
    assert {question["a"], question["b"]} == {"QXWP", "quick x-ray wavelet pooling"}
    assert (question["kind"], question["now"], question["step"]) == ("Method", "one", "letters")
    for typed, two in (("n\n", True), ("s\n", False), ("q\n", False), ("", False), ("?\ny\n", False)):
        (tmp_path / "typed").write_text(typed)
        monkeypatch.setattr("sys.stdin", (tmp_path / "typed").open())
        ran = here("review")
        assert ran.status == 0 and "one concept? QXWP" in ran.out
        assert (concepts(here) != before) is two
        if two:
            assert here("review").status == 1  # what a user said is in no doubt
            assert here("merges", "--undo", "1").status == 0
    assert here("review").status == 1


def test_review_undoes_the_last_answer(here: Here, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    fill(tmp_path / "papers.kg", ("Five", "QZWP", "quick zebra wavelet pooling"))
    before = concepts(here)
    (tmp_path / "typed").write_text("n\nu\ns\nn\n")
    monkeypatch.setattr("sys.stdin", (tmp_path / "typed").open())
    ran = here("review")
    assert ran.status == 0 and "1 decided" in ran.err
    assert len(json.loads(here("merges", "--format", "json").out)) == 1
    assert len(concepts(here)) == len(before) + 1


def test_review_takes_answers_from_a_script(here: Here) -> None:
    question = json.loads(here("review", "--format", "jsonl").out)
    Path("answers.jsonl").write_text(json.dumps({**question, "answer": "n", "why": "not that"}) + "\n")
    assert here("review", "--answers", "answers.jsonl").status == 0
    assert {"method:qxwp", "method:quick-x-ray-wavelet-pooling"} <= concepts(here)
    rebuild()
    assert {"method:qxwp", "method:quick-x-ray-wavelet-pooling"} <= concepts(here)
    for line, reason in (
        ("{", "line 1: no JSON"),
        ('{"a": "x"}', '"b"'),
        ('{"a": "x", "b": "y", "kind": "Bird"}', "kind"),
        ('\n{"a": "Owl", "b": "Eagle", "kind": "Method", "answer": "y"}', "line 2: no concept 'Eagle'"),
    ):
        Path("answers.jsonl").write_text(line)
        ran = here("review", "--answers", "answers.jsonl")
        assert ran.status == 2 and len(ran.said) == 1 and reason in ran.err


LIST = """\
same:
  - [Owl, Wren]
different:
  - [Owl, Owl-2]
ignore:
  - Finch
type:
  Leaves: Benchmark
"""


def test_a_list_beside_the_library_is_read_by_every_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    here = Here(tmp_path, monkeypatch, capfd)
    source = write(tmp_path / "papers.jsonl", texts(6))
    build = ("build", source, "--model", tiny_model(), "--jobs", "1")
    assert here(*build).status == 0
    before = concepts(here)
    assert {"method:wren", "method:finch", "dataset:leave"} <= before
    Path("aliases.yaml").write_text(LIST, encoding="utf-8")
    assert here(*build).status == 0
    after = concepts(here)
    assert "benchmark:leave" in after and not after & {"method:finch", "dataset:leave"}
    assert len(after & {"method:wren", "method:owl"}) == 1
    assert "list: merge Owl / Wren: aliases.yaml, line 2" in here("merges").out
    assert "aliases.yaml, line 2" in here("why", "Wren").out
    Path("aliases.yaml").unlink()
    ran = here(*build)
    assert "gone" in ran.err
    assert concepts(here) == before
    Path("mine.yaml").write_text(LIST, encoding="utf-8")
    assert here(*build, "--aliases", "mine.yaml").status == 0
    assert concepts(here) == after
    assert here(*build).status == 0
    assert concepts(here) == after  # read where it was read last


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("same:\n  - [Owl]\n", 2, "two names or more"),
        ("same:\n  - Owl, Wren\n", 2, "two names or more"),
        ("same: {}\n", 1, "two names or more"),
        ("other:\n  - x\n", 1, "none of same"),
        ("ignore:\n  - x\nignore:\n  - y\n", 3, "twice"),
        ("ignore:\n  -\n", 2, "a name is missing"),
        ("\ntype:\n  Owl: Bird\n", 3, "no type"),
        ("same:\n  - [Owl, Wren]\ndifferent:\n  - [wren, Owls]\n", 4, "by line 2"),
        ("different:\n  - [Owl, owls]\n", 2, "one name"),
        ("- x\n", 1, "has the parts"),
        ("same: [\n", 2, "no YAML"),
        ('same:\n  - [Owl, "Wren]\nignore:\n  - Finch\n', 2, "the quote that begins here"),
        ('same:\n  - [Owl, "Wren]\nignore:\n  - "Finch"\n', 2, "the [ that begins here"),
        ("same:\n\t- x\n", 2, "no YAML"),
        ("same: &a [*a]\n", 1, ""),
    ],
)
def test_what_is_wrong_with_a_list_is_told_with_its_line(here: Here, text: str, line: int, reason: str) -> None:
    Path("mine.yaml").write_text(text, encoding="utf-8")
    ran = here("build", "nothing.jsonl", "--aliases", "mine.yaml", "--library", "new.kg")
    assert ran.status == 2 and len(ran.said) == 1
    assert f"mine.yaml: line {line}: " in ran.err and reason in ran.err
    assert not Path("new.kg").exists()


def test_what_a_list_says_to_no_effect_is_told_with_its_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    here = Here(tmp_path, monkeypatch, capfd)
    source = write(tmp_path / "papers.jsonl", texts(6))
    Path("aliases.yaml").write_text(
        "same:\n  - [Owl, Eagle, Kite]\n  - [Owl, Leaves]\nignore:\n  - Finch\n  - Heron\n", encoding="utf-8"
    )
    ran = here("build", source, "--model", tiny_model(), "--jobs", "1")
    assert ran.status == 0
    assert [line for line in ran.said if "aliases.yaml" in line] == [
        "kg: aliases.yaml, line 2: no paper names 'Eagle'",
        "kg: aliases.yaml, line 2: no paper names 'Kite'",
        "kg: aliases.yaml, line 3: 'Owl' (Method) and 'Leaves' (Data) are of two kinds, and stay two",
        "kg: aliases.yaml, line 6: no paper names 'Heron'",
    ]
    ran = here("why", "finch")
    assert ran.status == 1 and "you want it ignored (aliases.yaml, line 5)" in ran.err


def test_why_tells_every_decision_on_the_name_with_its_reason(here: Here) -> None:
    assert here("merge", "Owl", "Barn Owl", "--why", "one bird").status == 0
    assert "you said: merge Owl / Barn Owl (Method): one bird (kg merges, 1)" in here("why", "barn owls").out
    assert here("split", "Barn Owl", "--why", "two birds").status == 0
    for name in ("Owl", "Barn Owl"):
        out = here("why", name).out
        assert ("you said: split Barn Owl (Method): two birds" in out) is (name == "Barn Owl")
        assert "one bird" not in out
    assert 'you split "Barn Owl" off (decision 1): two birds' in here("why", "Owl", "Barn Owl").out
    (row,) = json.loads(here("why", "Barn Owl", "--format", "json").out)
    assert [(d["verb"], d["why"]) for d in row["decisions"]] == [("split", "two birds")]
    assert here("split", "QXWP", "--why", "no such thing").status == 0
    told = here("why", "QXWP", "quick x-ray wavelet pooling").out
    assert told.startswith("two concepts") and "no such thing" in told


def test_an_empty_name_is_one_line(here: Here) -> None:
    for names in (("", ""), (" ",), ("Owl", "")):
        ran = here("why", *names)
        assert ran.status == 2 and len(ran.said) == 1 and "a name is empty" in ran.err


def test_answers_without_an_answer_are_told(here: Here) -> None:
    questions = here("review", "--format", "jsonl").out
    Path("answers.jsonl").write_text(questions)
    ran = here("review", "--answers", "answers.jsonl")
    assert ran.status == 1 and len(ran.said) == 1 and "no line has an answer" in ran.err
    Path("answers.jsonl").write_text(json.dumps({**json.loads(questions), "answer": "skip"}))
    assert here("review", "--answers", "answers.jsonl").err == "kg: 0 decided, 1 skipped\n"


def test_a_list_that_is_not_there_is_one_line(here: Here) -> None:
    ran = here("build", "nothing.jsonl", "--aliases", "none.yaml")
    assert ran.status == 2 and len(ran.said) == 1 and "none.yaml" in ran.err


def test_a_merged_acronym_keeps_its_long_form(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Bare uses of the acronym were one with its long form before; a merge with another name takes nothing apart."""
    path = tmp_path / "papers.kg"
    with Store.open(path, create=True) as store:
        for n in range(3):
            found = Extraction((entity("quick x-ray wavelet pooling", "Method", "used", "QXWP"),))
            add(store, Paper(f"Both {n}", f"About both, {n}."), found)
        add(store, Paper("Bare", "About it."), Extraction((entity("QXWP", "Method", "used"),)))
        long = entity("in-scene meta QXWP", "Method", "used", "ISM-QXWP")
        add(store, Paper("Other", "About another."), Extraction((long, entity("Owl", "Method", "used"))))
        resolve_names(store)
    monkeypatch.chdir(tmp_path)
    for other in ("Owl", "ISM-QXWP"):
        merge(path, "QXWP", other)
        with Store.open(path, readonly=True) as store:
            (concept,) = [c for c in store.names.concepts() if other in (c.name, *c.aliases)]
            assert {"QXWP", "quick x-ray wavelet pooling", other} <= {concept.name, *concept.aliases}
