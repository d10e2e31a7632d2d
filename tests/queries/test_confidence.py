"""A question with a least confidence is answered as by a graph that holds only facts as sure as that."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

import pytest

from kg.errors import PaperKGError
from kg.graphs import Graph
from kg.graphs.delta import digests
from kg.graphs.embedded import EmbeddedGraph
from kg.graphs.loading import load as fill
from kg.graphs.neo4j import Server, open_server, push
from kg.graphs.ours import Ours
from kg.graphs.sure import STATED, Sure, of_sure
from kg.projection import Edge, Projection, checked, project
from queries import answer, load
from tests.queries import rivers
from tests.queries.test_library import fillings

QUESTIONS = load([])
LEAST = 0.5
#: Questions that read nothing of what a text states.
OF_NO_TEXT = {
    *("authors_for_paper", "coauthors_of", "most_cited_papers", "papers_by_author", "papers_cited_by"),
    *("papers_citing", "papers_cocited_with", "variants_of"),
}


def doubted(edge: Edge) -> Edge:
    """The edge with a confidence of its own, the same in every run."""
    if edge.type not in STATED:
        return edge
    confidence = zlib.crc32("|".join(edge.identity).encode()) % 100 / 100
    return edge._replace(properties={**edge.properties, "confidence": confidence})


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Projection:
    with rivers.library(tmp_path_factory.mktemp("rivers") / "papers.kg") as store:
        found = project(store)
    return checked(found.nodes, map(doubted, found.edges))


@pytest.fixture(scope="module")
def graph(whole: Projection, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Graph]:
    path = tmp_path_factory.mktemp("graphs") / "whole"
    fill(path, whole, digests(whole), "")
    with EmbeddedGraph(path) as graph:
        yield graph


@pytest.fixture(scope="module")
def cut(whole: Projection, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Graph]:
    """A graph without the facts that are less sure."""
    kept = [e for e in whole.edges if e.type not in STATED or float(str(e.properties["confidence"])) >= LEAST]
    assert len(whole.edges) - len(kept) > 20
    there = Projection(whole.nodes, kept)
    path = tmp_path_factory.mktemp("graphs") / "cut"
    fill(path, there, digests(there), "")
    with EmbeddedGraph(path) as graph:
        yield graph


@pytest.mark.parametrize("name", QUESTIONS)
def test_every_question_is_answered_as_by_a_graph_of_the_surer_facts(
    name: str, whole: Projection, graph: Graph, cut: Graph
) -> None:
    question = QUESTIONS[name]
    sure = Sure(graph, LEAST)
    fewer = 0
    for slots in fillings(question, whole):
        found = answer(sure, question, slots, evidence=True)
        assert found == answer(cut, question, slots, evidence=True), slots
        all_there = answer(graph, question, slots, evidence=True)
        assert answer(Sure(graph, 0.0), question, slots, evidence=True) == all_there
        fewer += found != all_there
    assert bool(fewer) == (name not in OF_NO_TEXT), "no answer differs, so nothing was tested"


def test_a_server_gives_the_same_rows(neo4j_server: Server, whole: Projection, graph: Graph) -> None:
    push(neo4j_server, whole)
    try:
        with open_server(neo4j_server.uri, neo4j_server.user, neo4j_server.password, neo4j_server.database) as server:
            for question in QUESTIONS.values():
                for slots in list(fillings(question, whole))[:3]:
                    asked = question, slots
                    assert answer(Sure(Ours(server), LEAST), *asked) == answer(Sure(graph, LEAST), *asked), asked
    finally:
        push(neo4j_server, checked([], []))


@pytest.mark.parametrize(
    ("query", "sent"),
    [
        ("MATCH (a)-[r:USES]->(b) RETURN a", "MATCH (a)-[r:USES]->(b) WHERE r.confidence >= $min_confidence RETURN a"),
        (
            "MATCH (a)-[:CITES]->(b)-->(c)<-[{paper: 'x'}]-(d) WHERE a.id = 1 OR b.id STARTS WITH 'x' RETURN a",
            "MATCH (a)-[relation_3:CITES]->(b)-[relation_1]->(c)<-[relation_2{paper: 'x'}]-(d) WHERE CASE WHEN"
            " relation_3 IS NOT NULL AND coalesce(relation_1.confidence, 1.0) >= $min_confidence AND"
            " coalesce(relation_2.confidence, 1.0) >= $min_confidence THEN true ELSE false END AND"
            " ( a.id = 1 OR b.id STARTS WITH 'x') RETURN a",
        ),
        ("MATCH p = (a)-[:CITES*1..3]->(b) RETURN 2 - [1, 3][0]", None),
        ("MATCH (n:Match {`where`: '-[:USES]->'}) // (a)-[:USES]->(b)\nRETURN n.match", None),
    ],
)
def test_conditions_stand_where_relations_are_matched(query: str, sent: str | None) -> None:
    assert of_sure(query) == (sent or query)


@pytest.mark.parametrize(
    "query",
    [
        "MATCH (a)-[:USES*1..3]->(b) RETURN a",
        "MATCH (a)-[*]->(b) RETURN a",
        "MATCH (a)-[:USES]->+(b) RETURN a",
        "MATCH (a) WHERE (a)-[:USES]->() RETURN a",
        "MATCH (a) WHERE EXISTS { (a)<-[:USES]-() } RETURN a",
        "MATCH (a) RETURN [(a)-->(b) | b.id]",
    ],
)
def test_what_cannot_be_asked_for_its_confidence_is_refused(query: str) -> None:
    with pytest.raises(PaperKGError, match="confidence"):
        of_sure(query)


@pytest.mark.parametrize("least", [-0.1, 1.1, float("nan"), "much", ""])
def test_a_confidence_is_a_number_from_0_to_1(graph: Graph, least: object) -> None:
    with pytest.raises(PaperKGError, match="from 0 to 1"):
        Sure(graph, least)  # type: ignore[arg-type]
