"""The bundled sample: read whole, annotated by hand, extracted well, and enough to answer every question."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg import schema
from kg.graphs.embedded import open_graph
from kg.library import Store
from kg.records import Paper, Problem
from loaders import extraction, papers, sources
from loaders.extraction.scoring import score
from queries import LibraryNames, load, run
from tests.conftest import Demo

DATA = Path(__file__).parents[1] / "kg" / "data"
GOLD = Path(__file__).parent / "data" / "sample.gold.jsonl"


def read(*names: str) -> list[Paper]:
    """The entries of these files of the sample, which are read without a problem."""
    problems: list[Problem] = []
    entries = list(sources.read([str(DATA / name) for name in names], problems.append))
    assert problems == []
    return entries


@pytest.fixture(scope="module")
def sample() -> list[Paper]:
    """The papers of the sample, merged from the page and from the file of their ids."""
    return [papers.merge(entries) for entries in papers.group(read("sample.txt", "sample.jsonl"))]


@pytest.fixture(scope="module")
def gold() -> dict[str, dict]:
    """What a careful reader finds in each paper, by arXiv id."""
    return {row["id"]: row for row in map(json.loads, GOLD.read_text(encoding="utf-8").splitlines())}


def test_the_page_and_the_file_are_the_same_papers(sample: list[Paper]) -> None:
    assert len(sample) == len(read("sample.txt")) == len(read("sample.jsonl")) >= 30
    for paper in sample:
        assert [Path(origin.source).name for origin in paper.origins] == ["sample.jsonl", "sample.txt"]
        assert paper.arxiv and paper.abstract and paper.date
        assert not paper.authors or len(paper.authors) == paper.author_count
    dates = {paper.title: paper.date for paper in read("sample.jsonl")}
    assert {paper.title: paper.date for paper in read("sample.txt")} == dates


def test_citations_are_between_papers_of_the_sample(sample: list[Paper]) -> None:
    known = {paper.id for paper in sample}
    cited = [(paper.id, reference.id) for paper in sample for reference in paper.references]
    assert len(cited) > 200
    assert len(set(cited)) == len(cited)
    assert all(one in known and one != other for other, one in cited)


def test_annotations_are_of_the_texts(sample: list[Paper], gold: dict[str, dict]) -> None:
    texts = {paper.arxiv: paper.text for paper in sample}
    assert gold.keys() == texts.keys()
    for key, found in gold.items():
        types = {entity["name"]: entity["type"] for entity in found["entities"]}
        assert len(types) == len(found["entities"]), key
        for entity in found["entities"]:
            assert all(name in texts[key] for name in (entity["name"], *entity["aliases"])), (key, entity)
            assert entity["role"] in schema.ROLE_EDGES
        for head, relation, tail in found["relations"]:
            assert types[head] in schema.RELATIONS[relation].heads, (key, head, relation)
            assert types[tail] in schema.RELATIONS[relation].tails, (key, relation, tail)
        for result in found["results"]:
            assert types[result["on"]] in schema.DATA
            assert result["method"] is None or types[result["method"]] == "Method"
            assert result["metric"] is None or types[result["metric"]] == "Metric"
            assert result["value"].removeprefix("+") in texts[key], (key, result)


@pytest.fixture(scope="module")
def extracted(sample: list[Paper]) -> dict[str, dict]:
    """What the extractor that ships finds in each paper, by arXiv id."""
    found = extraction.load().extract(sample)
    return {str(paper.arxiv): extraction.as_json(paper, one) for paper, one in zip(sample, found, strict=True)}


@pytest.fixture(scope="module")
def scores(gold: dict[str, dict], extracted: dict[str, dict]) -> dict[str, dict[str, float]]:
    """Precision, recall and F1 of it, in percent."""
    return score(gold.values(), extracted.values()).rows()


@pytest.fixture(scope="module")
def library(demo: Demo) -> Iterator[Store]:
    """The library that the demo built."""
    with Store.open(demo.folder / "papers.kg", readonly=True) as store:
        yield store


def test_every_question_has_an_answer_to_its_example(library: Store) -> None:
    graph = open_graph(library)
    names = LibraryNames(library, graph)
    unanswered = [name for name, question in load().items() if not run(graph, names, name, question.example).rows]
    graph.close()
    assert unanswered == []


@pytest.mark.parametrize(
    ("what", "least"),
    [
        ("entities kind", 76),
        ("entities named", 86),
        ("paper facts", 68),
        ("relations", 46),
        ("results (on, value)", 80),
    ],
)
def test_extraction_agrees_with_a_careful_reader(scores: dict[str, dict[str, float]], what: str, least: int) -> None:
    assert scores[what]["f1"] >= least


@pytest.mark.parametrize("negated", ["SuperGLUE", "Faster R-CNN"])
def test_nothing_follows_from_what_is_denied(extracted: dict[str, dict], negated: str) -> None:
    """LoRA: "we do not evaluate on SuperGLUE"; YOLO and DETR: "does not outperform Faster R-CNN"."""
    relations = [r for key in ("2106.09685", "1506.02640", "2005.12872") for r in extracted[key]["relations"]]
    assert not [r for r in relations if r[1] in ("OUTPERFORMS", "EVALUATED_ON") and r[2] == negated]
