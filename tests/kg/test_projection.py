"""The projection: what becomes a node and an edge, and what does not."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from kg import schema
from kg.errors import PaperKGError
from kg.projection import Edge, Node, Projection, checked, project
from kg.records import Extraction, Paper, Reference
from tests.kg import made_up


@pytest.fixture
def projection(tmp_path: Path) -> Projection:
    return project(made_up.library(tmp_path / "papers.kg"))


def edges(projection: Projection, *types: str) -> list[tuple[object, ...]]:
    return [
        (e.head, e.type, e.tail, *(e.properties.get(name) for name in ("metric", "value", "kind")))[
            : 3 if "metric" not in e.properties else 6
        ]
        for e in projection.edges
        if e.type in types
    ]


def test_every_label_and_type_of_the_schema_is_there(projection: Projection) -> None:
    assert {node.label for node in projection.nodes} == set(schema.LABELS)
    assert {edge.type for edge in projection.edges} == set(schema.RELATIONS)
    for node in projection.nodes:
        assert list(node.properties) == list(schema.NODE_PROPERTIES[node.label])
    for edge in projection.edges:
        assert list(edge.properties) == list(schema.RELATIONS[edge.type].properties)


def test_one_concept_under_two_names_is_one_node_and_no_loop(projection: Projection) -> None:
    owl = next(node for node in projection.nodes if node.id == "method:owl")
    assert owl.properties == {"id": "method:owl", "name": "Owl", "aliases": ["OWL"], "papers": 1}
    assert not [edge for edge in projection.edges if edge.head == edge.tail]
    assert ("arxiv:2401.00001", "MENTIONS", "method:owl") not in edges(projection, "MENTIONS")


def test_concepts_that_nothing_names_are_left_out_and_stepped_over(projection: Projection) -> None:
    assert "method:owl1" not in {node.id for node in projection.nodes}
    assert edges(projection, "VARIANT_OF") == [("method:owl2", "VARIANT_OF", "method:owl")]


def test_each_number_is_one_edge_in_place_of_the_bare_one(projection: Projection) -> None:
    forest = "benchmark:forestqa"
    assert edges(projection, "EVALUATED_ON") == [
        ("method:finch", "EVALUATED_ON", forest, None, None, None),
        ("method:owl", "EVALUATED_ON", forest, "accuracy", "4.2", "gain"),
        ("method:owl", "EVALUATED_ON", forest, "accuracy", "61.5", "absolute"),
    ]
    assert edges(projection, "EVALUATES_ON") == [
        ("arxiv:2401.00001", "EVALUATES_ON", forest, None, None, None),
        ("doi:10.5/wren", "EVALUATES_ON", forest, None, "40%", "absolute"),
    ]


def test_the_surest_of_two_sentences_is_the_evidence(projection: Projection) -> None:
    (edge,) = [edge for edge in projection.edges if edge.type == "OUTPERFORMS"]
    assert edge.properties["confidence"] == 0.9
    assert edge.properties["sentence"] == made_up.OWL.text[26:57]


def test_citations_reach_loaded_papers_by_any_key_and_share_stubs(projection: Projection) -> None:
    owl, wren = "arxiv:2401.00001", "doi:10.5/wren"
    assert edges(projection, "CITES") == [
        (owl, "CITES", "doi:10.1/stub"),
        (owl, "CITES", wren),  # by its title
        (owl, "CITES", "title:finchunread"),  # by the source's own id
        (wren, "CITES", "acl:2020.x-1.1"),
        (wren, "CITES", "doi:10.1/stub"),  # by the title that the other reference gives with the doi
    ]
    stub = next(node for node in projection.nodes if node.id == "doi:10.1/stub")
    assert stub.properties["loaded"] is False and stub.properties["title"] == "Not loaded"
    citations = {node.id: node.properties["citations"] for node in projection.nodes if node.label == "Paper"}
    assert (citations[owl], citations[wren], citations[stub.id]) == (0, 1, 2)


def test_authors_are_one_over_spellings(projection: Projection) -> None:
    assert [node.properties["name"] for node in projection.nodes if node.label == "Author"] == ["Ana Árbol", "Bo Birch"]
    assert len(edges(projection, "WROTE")) == 3


def test_a_cited_paper_that_is_loaded_later_is_no_stub_any_more(tmp_path: Path) -> None:
    store = made_up.library(tmp_path / "papers.kg")
    made_up.add(store, Paper(title="Not loaded", doi="10.1/stub"), Extraction())
    later = project(store)
    assert [n.properties["loaded"] for n in later.nodes if n.id == "doi:10.1/stub"] == [True]
    assert len(edges(later, "CITES")) == 5


def test_the_order_of_papers_and_what_came_and_went_do_not_matter(projection: Projection, tmp_path: Path) -> None:
    papers = list(made_up.PAPERS)
    random.Random(7).shuffle(papers)
    store = made_up.library(tmp_path / "other.kg", papers)
    made_up.add(
        store, Paper(title="Passing", references=(Reference(title="Not loaded", arxiv="1"),)), made_up.WREN_FOUND
    )
    made_up.remove(store, "title:passing")
    made_up.resolve(store)
    again = project(store)
    assert (again.nodes, again.edges) == (projection.nodes, projection.edges)


METHOD = Node("Method", "method:a", {"id": "method:a", "name": "A", "aliases": [], "papers": 1})
OTHER = Node("Method", "method:b", {"id": "method:b", "name": "B", "aliases": [], "papers": 1})


@pytest.mark.parametrize(
    ("nodes", "given"),
    [
        ([METHOD, METHOD], []),
        ([METHOD._replace(id="method:x")], []),
        ([METHOD._replace(properties={**METHOD.properties, "colour": "red"})], []),
        ([METHOD._replace(properties={**METHOD.properties, "papers": "1"})], []),
        ([METHOD._replace(properties={**METHOD.properties, "papers": True})], []),
        ([METHOD], [Edge("VARIANT_OF", "Method", "method:a", "Method", "method:b", {})]),
        ([METHOD, OTHER], [Edge("VARIANT_OF", "Method", "method:a", "Task", "method:b", {})]),
        ([METHOD, OTHER], [Edge("CITES", "Method", "method:a", "Method", "method:b", {})]),
        ([METHOD, OTHER], [Edge("LIKES", "Method", "method:a", "Method", "method:b", {})]),
        ([METHOD, OTHER], [Edge("VARIANT_OF", "Method", "method:a", "Method", "method:b", {})] * 2),
    ],
)
def test_what_the_schema_does_not_allow_is_refused(nodes: list[Node], given: list[Edge]) -> None:
    with pytest.raises(PaperKGError):
        checked(nodes, given)
