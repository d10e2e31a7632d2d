"""Every question of the library, for every value its slots can take: embedded engine = plain traversal = Neo4j."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations, product
from pathlib import Path

import networkx as nx
import pytest

from kg import schema
from kg.graphs import Graph
from kg.graphs.embedded import open_graph
from kg.graphs.neo4j import Server, open_server, push
from kg.graphs.ours import Ours
from kg.library import Store
from kg.projection import Projection, checked, project
from queries import LibraryNames, answer, load, run
from queries.questions import SLOT_LABELS, YEAR, Question
from tests.queries import rivers
from tests.queries.traversals import WALKS
from tests.queries.traversals import Graph as Walked

QUESTIONS = load()
Fullest = dict[str, list[dict[str, object]]]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with rivers.library(tmp_path_factory.mktemp("rivers") / "papers.kg") as store:
        yield store


@pytest.fixture(scope="module")
def projection(store: Store) -> Projection:
    return project(store)


@pytest.fixture(scope="module")
def graph(store: Store) -> Iterator[Graph]:
    with open_graph(store) as graph:
        yield graph


@pytest.fixture(scope="module")
def walked(projection: Projection) -> Walked:
    found = nx.MultiDiGraph()
    for node in projection.nodes:
        found.add_node(node.id, label=node.label, **node.properties)
    for edge in projection.edges:
        found.add_edge(edge.head, edge.tail, type=edge.type, **edge.properties)
    return Walked(found)


@pytest.fixture(scope="module")
def server(neo4j_server: Server, projection: Projection) -> Iterator[Graph]:
    push(neo4j_server, projection)
    with open_server(neo4j_server.uri, neo4j_server.user, neo4j_server.password, neo4j_server.database) as graph:
        yield Ours(graph)
    push(neo4j_server, checked([], []))


def fillings(question: Question, projection: Projection) -> Iterator[dict[str, object]]:
    """Every way to fill the slots with nodes of the graph."""
    values: list[list[object]] = []
    for slot in question.slots:
        labels = SLOT_LABELS.get(slot.type, ())
        values.append([2021] if slot.type == YEAR else [node.id for node in projection.nodes if node.label in labels])
    for chosen in product(*values):
        if len(set(chosen)) == len(chosen):
            yield dict(zip((slot.name for slot in question.slots), chosen, strict=True))


@pytest.fixture(scope="module")
def fullest(graph: Graph, projection: Projection) -> Fullest:
    """The fillings of each question that have most rows, and one that has fewest."""
    found: Fullest = {}
    for name, question in QUESTIONS.items():
        sized = [(len(answer(graph, question, slots).rows), slots) for slots in fillings(question, projection)]
        ordered = [slots for _, slots in sorted(sized, key=lambda pair: -pair[0])]
        found[name] = [*ordered[:3], *ordered[3:][-1:]]
    return found


def unordered(rows: list[tuple[object, ...]]) -> list[str]:
    return sorted({repr(row) for row in rows})


@pytest.mark.parametrize("name", [name for name in QUESTIONS if name != "leaderboard_for_benchmark"])
def test_embedded_gives_what_a_traversal_gives(name: str, projection: Projection, graph: Graph, walked: Walked) -> None:
    question = QUESTIONS[name]
    answered = 0
    for slots in fillings(question, projection):
        found = answer(graph, question, slots)
        assert found.columns == question.columns
        assert unordered(found.rows) == unordered(WALKS[name](walked, **slots)), slots
        assert len({repr(row) for row in found.rows}) == len(found.rows)
        answered += bool(found.rows)
    assert answered, "no filling of the slots has an answer, so nothing was tested"


def test_neo4j_gives_the_same_rows_and_evidence_in_the_same_order(
    fullest: Fullest, graph: Graph, server: Graph
) -> None:
    for name, fillings_of in fullest.items():
        for slots in fillings_of:
            question = QUESTIONS[name]
            assert answer(server, question, slots, evidence=True) == answer(graph, question, slots, evidence=True)


def test_evidence_is_the_sentences_and_does_not_change_the_rows(store: Store, graph: Graph, fullest: Fullest) -> None:
    texts = {paper.id: paper for paper in store.papers}
    for question in QUESTIONS.values():
        for slots in fullest[question.name]:
            bare = answer(graph, question, slots)
            full = answer(graph, question, slots, evidence=True)
            assert full.columns == (*bare.columns, "evidence")
            assert [row[:-1] for row in full.rows] == bare.rows
            for row in full.rows:
                pieces = row[-1]
                assert isinstance(pieces, list)
                for piece in pieces:
                    paper = texts[piece["paper"]]
                    assert piece == {
                        "paper": paper.id,
                        "title": paper.title,
                        "sentence": paper.text[piece["start"] : piece["end"]],
                        "start": piece["start"],
                        "end": piece["end"],
                    }
                assert pieces or "[] AS evidence" in question.query, (question.name, row)


def test_methods_for_benchmark_counts_what_a_careful_reader_counts(store: Store, graph: Graph) -> None:
    rows = run(graph, LibraryNames(store, graph), "methods_for_benchmark", {"benchmark": "SQA"}).rows
    assert [row[:4] for row in rows] == [
        ("Brook", "accuracy", "65.0%", "arxiv:2000.00001"),
        ("Delta", None, None, "arxiv:2000.00008"),
        ("Rill", "accuracy", "+5.1", "arxiv:2000.00002"),
        ("Rill", "accuracy", "70.1%", "arxiv:2000.00002"),
        ("Torrent", None, None, "arxiv:2000.00006"),
        (None, "accuracy", "59.3", "arxiv:2000.00003"),  # no named method; nothing from Stream-QA-Hard or the survey
    ]


def test_a_leaderboard_knows_which_way_is_up(store: Store, graph: Graph) -> None:
    names = LibraryNames(store, graph)
    lower = run(graph, names, "leaderboard_for_benchmark", {"benchmark": "Lake-LM"}).rows
    assert [row[:4] for row in lower] == [
        (1, "Rill", "perplexity", "9.8"),
        (2, "Torrent", "perplexity", "12.1"),
        (3, "Brook", "perplexity", "15.3"),
    ]
    higher = run(graph, names, "leaderboard_for_benchmark", {"benchmark": "Stream-QA"}).rows
    assert [row[:4] for row in higher] == [  # the gain of +5.1 is no result
        (1, "Rill", "accuracy", "70.1%"),
        (2, "Brook", "accuracy", "65.0%"),
        (3, None, "accuracy", "59.3"),
    ]


def test_an_example_of_every_slot_type_is_in_the_schema() -> None:
    for question in QUESTIONS.values():
        for slot in question.slots:
            assert slot.type in (*schema.LABELS, "Concept", YEAR)


def test_a_users_question_stands_beside_and_above_the_library(tmp_path: Path, graph: Graph) -> None:
    (tmp_path / "slow_methods.cypher").write_text(
        "// Which methods begin with {concept}?\n// concept: Concept = Rill\n// columns: method, id\n"
        "// ask: methods beginning with {concept}\nMATCH (m:Method) WHERE m.id STARTS WITH $concept\n"
        "RETURN m.name AS method, m.id AS id,\n    [] AS evidence\n",
        encoding="utf-8",
    )
    questions = load([tmp_path])
    assert set(questions) == {*QUESTIONS, "slow_methods"}
    found = answer(graph, questions["slow_methods"], {"concept": "method:rill"})
    assert found.rows == [("Rill", "method:rill"), ("Rill-XL", "method:rillxl")]


def test_two_slots_of_one_type_are_not_mixed_up(graph: Graph, projection: Projection) -> None:
    methods = [node.id for node in projection.nodes if node.label == "Method"]
    for one, other in permutations(methods, 2):
        there = answer(graph, QUESTIONS["compare_methods"], {"method": one, "other": other}).rows
        assert there == answer(graph, QUESTIONS["compare_methods"], {"method": other, "other": one}).rows
