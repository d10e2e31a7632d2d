"""kg push on a real Neo4j server: only what changed is sent, whatever is killed and whatever else is there."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import neo4j
import pytest

from kg import schema
from kg.errors import PaperKGError
from kg.graphs import pushing
from kg.graphs.neo4j import Server, open_server, push
from kg.library import Store
from kg.projection import Edge, Node, checked, project
from kg.records import Extraction, Paper, Reference
from tests.kg import made_up
from tests.kg.graphs.contents import of_graph, of_projection


@pytest.fixture
def server(neo4j_server: Server) -> Iterator[Server]:
    yield neo4j_server
    push(neo4j_server, checked([], []))


@pytest.fixture
def driver(server: Server) -> Iterator[neo4j.Driver]:
    with neo4j.GraphDatabase.driver(server.uri, auth=(server.user, server.password)) as driver:
        yield driver
        driver.execute_query("MATCH (n:!PaperKG) DETACH DELETE n")


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return made_up.library(tmp_path / "papers.kg")


def assert_equal(server: Server, store: Store) -> None:
    with open_server(server.uri, server.user, server.password, server.database) as graph:
        assert of_graph(graph) == of_projection(project(store))


def test_only_what_changed_is_sent(server: Server, store: Store) -> None:
    everything = push(server, project(store))
    assert everything.new == len(project(store).nodes) and everything.edges == len(project(store).edges)
    assert_equal(server, store)
    assert not push(server, project(store))

    made_up.add(store, Paper(title="Not loaded", doi="10.1/stub", references=(Reference(title="N"),)), Extraction())
    sent = push(server, project(store))
    assert (sent.new, sent.changed, sent.gone, sent.edges) == (1, 1, 0, 1)
    assert_equal(server, store)

    made_up.resolve(store, {"finch": "wren"})
    push(server, project(store))
    assert_equal(server, store)

    made_up.remove(store, made_up.OWL.id)
    made_up.resolve(store)
    assert push(server, project(store)).gone > 0
    assert_equal(server, store)
    assert not push(server, project(store))


def test_batches_and_progress(server: Server, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pushing, "_BATCH", 3)
    projection = project(store)
    told: list[tuple[int, int]] = []
    push(server, projection, lambda done, total: told.append((done, total)))
    assert_equal(server, store)
    assert told == sorted(told) and told[-1] == (len(projection.nodes) + len(projection.edges),) * 2
    made_up.remove(store, made_up.OWL.id)
    made_up.resolve(store)
    told.clear()
    push(server, project(store), lambda done, total: told.append((done, total)))
    assert_equal(server, store)
    assert told[-1][0] == told[-1][1]


def test_full_mends_what_others_changed(server: Server, store: Store, driver: neo4j.Driver) -> None:
    push(server, project(store))
    driver.execute_query("CREATE (:Mine {id: 'mine'})")
    driver.execute_query("MATCH (:PaperKG)-[r:USES]->() DELETE r")
    driver.execute_query("MATCH (m:Method:PaperKG) SET m.name = 'nonsense'")
    assert not push(server, project(store))
    sent = push(server, project(store), full=True)
    assert (sent.new, sent.changed, sent.gone) == (len(project(store).nodes), 0, len(project(store).nodes))
    assert [dict(r["n"]) for r in driver.execute_query("MATCH (n:!PaperKG) RETURN n").records] == [{"id": "mine"}]
    driver.execute_query("MATCH (n:Mine) DELETE n")
    assert_equal(server, store)


def others(driver: neo4j.Driver) -> list[Any]:
    """All that is not ours: nodes, relations between them, and indexes, in full."""
    nodes = driver.execute_query(
        "MATCH (n:!PaperKG) OPTIONAL MATCH (n)-[r]-(o:!PaperKG)"
        " RETURN labels(n) AS labels, n {.*} AS node, type(r) AS type, r {.*} AS edge, o.id AS other, elementId(n)"
        " ORDER BY elementId(n), elementId(r)"
    )
    return [record.values() for record in nodes.records]


def test_other_data_in_the_database_stays_as_it_was(server: Server, store: Store, driver: neo4j.Driver) -> None:
    """Theirs have our labels, our ids, our types and papers; one of our nodes has a label of theirs."""
    for label in schema.LABELS:
        driver.execute_query(
            f"CREATE (a:{label} {{id: $id, name: 'theirs', title: 'theirs', loaded: true}})"
            f" CREATE (b:{label}:Other {{id: 'method:owl'}}) CREATE (a)-[:CITES]->(b)-[:USES {{paper: $id}}]->(a)",
            id=made_up.OWL.id,
        )
    before = others(driver)
    push(server, project(store))
    driver.execute_query("MATCH (p:PaperKG {id: $id}) SET p:Favourite", id=made_up.OWL.id)
    assert others(driver) == before
    assert not push(server, project(store))
    made_up.remove(store, made_up.WREN.id)
    made_up.resolve(store)
    push(server, project(store))
    assert others(driver) == before
    push(server, project(store), full=True)
    assert others(driver) == before
    push(server, checked([], []))
    assert others(driver) == before
    assert driver.execute_query("MATCH (n:PaperKG) RETURN count(n) AS n").records[0]["n"] == 0


def test_what_the_questions_look_up_is_indexed_and_names_in_full_text(
    server: Server, store: Store, driver: neo4j.Driver
) -> None:
    push(server, project(store))
    indexes = {
        (record["type"], *(record["labelsOrTypes"] or ()), *(record["properties"] or ()))
        for record in driver.execute_query("SHOW INDEXES WHERE state = 'ONLINE'").records
    }
    assert {("RANGE", label, "id") for label in schema.LABELS} < indexes
    assert {("RANGE", name, "paper") for name, r in schema.RELATIONS.items() if "paper" in r.properties} < indexes
    constraints = driver.execute_query("SHOW CONSTRAINTS").records
    assert [(c["type"], c["labelsOrTypes"], c["properties"]) for c in constraints] == [
        ("UNIQUENESS", ["PaperKG"], ["id"])
    ]
    for words in ("forestqa", "forest"):  # an alias; a word of the name
        found = driver.execute_query("CALL db.index.fulltext.queryNodes('paperkg_names', $words)", words=words)
        assert [record["node"]["name"] for record in found.records] == ["Forest-QA"]


def test_a_text_too_long_for_an_index_is_left_out_and_told(server: Server) -> None:
    def paper(id_: str, title: str) -> Node:
        return Node("Paper", id_, {"id": id_, "title": title})

    long = "".join(chr(0x4E00 + at) for at in range(3_000))
    nodes = [paper("doi:10.1/a", "short"), paper("doi:10.1/b", "fits " * 1_590), paper(f"title:{long}", long)]
    edges = [Edge("CITES", "Paper", head.id, "Paper", tail.id, {}) for head, tail in pairwise(nodes)]
    sent = push(server, checked(nodes, edges))
    assert (sent.new, sent.edges, sent.left_out) == (2, 1, (f"title:{long}",))
    assert not push(server, checked(nodes, edges))


def killed_at(statement: int, server: Server, store: Store) -> None:
    """A push in a process of its own that ends by SIGKILL before it runs its n-th statement."""

    def dying(*arguments: Any, **parameters: Any) -> int:
        calls.append(1)
        if len(calls) == statement:
            os.kill(os.getpid(), signal.SIGKILL)
        return number(*arguments, **parameters)

    def killed() -> None:
        pushing._number = dying
        push(server, projection)

    number, calls = pushing._number, list[int]()
    projection = project(store)
    process = multiprocessing.get_context("fork").Process(target=killed)  # with all that is imported already
    process.start()
    process.join()
    assert process.exitcode == -signal.SIGKILL


@pytest.mark.skipif(os.name == "nt", reason="no SIGKILL on Windows")
def test_a_push_that_was_killed_is_finished_by_the_next(
    server: Server, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Killed while nodes are written, within a transaction for edges, in a later push."""
    monkeypatch.setattr(pushing, "_BATCH", 4)
    for statement in (4, 13, 15):
        killed_at(statement, server, store)
    push(server, project(store))
    assert_equal(server, store)
    made_up.remove(store, made_up.WREN.id)
    made_up.resolve(store)
    for statement in (2, 5, 12):
        killed_at(statement, server, store)
    push(server, project(store))
    assert_equal(server, store)


def test_two_pushes_at_a_time_do_not_write_twice(server: Server, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second begins and ends while the first is at work; the first then looks again."""
    monkeypatch.setattr(pushing, "_BATCH", 4)
    monkeypatch.setattr(pushing, "_PAUSE", 0)
    nested: list[int] = []

    def meanwhile(done: int, total: int) -> None:
        if done > total // 2 and not nested:
            nested.append(done)
            push(server, project(store))

    push(server, project(store), meanwhile)
    assert nested
    assert_equal(server, store)
    assert not push(server, project(store))


def test_constraints_of_others_are_minded(
    server: Server, store: Store, driver: neo4j.Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pushing, "_PAUSE", 0)
    driver.execute_query("DROP INDEX paperkg_paper_id IF EXISTS")
    driver.execute_query("CREATE CONSTRAINT theirs FOR (p:Paper) REQUIRE p.id IS UNIQUE")
    try:
        assert push(server, project(store)).indexes == 0  # theirs does
        push(server, checked([], []))
        driver.execute_query("CREATE (:Paper {id: $id})", id=made_up.OWL.id)
        with pytest.raises(PaperKGError, match="already exists with label `Paper`"):
            push(server, project(store))
    finally:
        driver.execute_query("DROP CONSTRAINT theirs")
    push(server, project(store))
    driver.execute_query("MATCH (n:!PaperKG) DELETE n")
    assert_equal(server, store)
