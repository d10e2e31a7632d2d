"""A real Neo4j server: made equal to the library, answering as the embedded engine does."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import neo4j
import pytest

from kg.errors import PaperKGError
from kg.graphs.embedded import open_graph
from kg.graphs.neo4j import Server, open_server, push
from kg.library import Store
from kg.projection import checked, project
from kg.records import Extraction, Paper, Reference
from tests.kg import made_up
from tests.kg.graphs.contents import of_graph, of_projection


@pytest.fixture
def server(neo4j_server: Server) -> Iterator[Server]:
    yield neo4j_server
    push(neo4j_server, checked([], []))


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return made_up.library(tmp_path / "papers.kg")


def assert_equal(server: Server, store: Store) -> None:
    with open_server(server.uri, server.user, server.password, server.database) as graph:
        assert of_graph(graph) == of_projection(project(store))


def test_push_makes_the_server_equal_and_sends_only_what_changed(server: Server, store: Store) -> None:
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


def test_other_data_in_the_database_stays_as_it_was(server: Server, store: Store) -> None:
    with neo4j.GraphDatabase.driver(server.uri, auth=(server.user, server.password)) as driver:
        driver.execute_query("CREATE (:Paper {id: 'arxiv:2401.00001', mine: true})-[:CITES {paper: 'x'}]->(:Mine)")
        try:
            push(server, project(store))
            made_up.remove(store, made_up.OWL.id)
            made_up.resolve(store)
            push(server, project(store))
            push(server, checked([], []))
            found = driver.execute_query("MATCH (a)-[r]->(b) RETURN labels(a), a {.*}, r.paper, labels(b)")
            assert [record.values() for record in found.records] == [
                [["Paper"], {"id": "arxiv:2401.00001", "mine": True}, "x", ["Mine"]]
            ]
        finally:
            driver.execute_query("MATCH (n:!PaperKG) DETACH DELETE n")


@pytest.mark.skipif(os.name == "nt", reason="no SIGKILL on Windows")
def test_a_push_that_was_killed_is_finished_by_the_next(server: Server, store: Store) -> None:
    program = (
        "import os, signal, sys; from pathlib import Path; from kg.graphs import neo4j, pushing\n"
        "from kg.library import Store; from kg.projection import project\n"
        "pushing._BATCH = 4; calls = []; write = pushing._write\n"
        "def dying(*arguments):\n"
        "    calls.append(1)\n"
        "    if len(calls) == int(sys.argv[2]): os.kill(os.getpid(), signal.SIGKILL)\n"
        "    write(*arguments)\n"
        "pushing._write = dying\n"
        "neo4j.push(neo4j.Server.from_environment(), project(Store.open(Path(sys.argv[1]))))"
    )
    settings = {"NEO4J_URI": server.uri, "NEO4J_USERNAME": server.user, "NEO4J_PASSWORD": server.password}
    for step in (3, 10, 11):
        command = [sys.executable, "-c", program, str(store.path), str(step)]
        killed = subprocess.run(command, env={**os.environ, **settings}, check=False)
        assert killed.returncode == -signal.SIGKILL
    push(server, project(store))
    assert_equal(server, store)


SHARED = [
    "MATCH (m:Method {id: 'method:owl'})-[r:USES]->(w) RETURN m, r.end, sum(m.papers), count( * ), w.name AS `to`",
    "MATCH path = (:Method {id: 'method:owl2'})-[:VARIANT_OF]->(:Method) RETURN path, length(path) AS hops",
    "MATCH (m:Method) OPTIONAL MATCH (m)-[r:USES]->(o:Method) RETURN m.id, r, o ORDER BY m.id",
    "RETURN date('2024-01-02') AS day, [1.5, null] AS list, {a: {b: true}} AS map, 2 / 4.0 AS half, null AS nothing",
    "MATCH (p:Paper) RETURN p ORDER BY p.id",
    "MATCH (m:Method)-[r:EVALUATED_ON]->(b:Benchmark) RETURN avg(r.confidence) AS a, collect(DISTINCT b.name) AS b",
]
WRITING = ["CREATE (:Method {id: 'x'})", "MATCH (m:Method) SET m.name = 'x'", "MATCH (m) DETACH DELETE m"]


def test_answers_are_those_of_the_embedded_engine_and_nothing_is_written(server: Server, store: Store) -> None:
    push(server, project(store))
    with open_graph(store) as embedded, open_server(server.uri, server.user, server.password) as graph:
        for query in SHARED:
            assert graph.run(query) == embedded.run(query)
        for query in WRITING:
            with pytest.raises(PaperKGError):
                graph.run(query)
    assert_equal(server, store)


def test_what_goes_wrong_is_one_line_without_the_password(server: Server) -> None:
    wrong = "not-the-password"
    tries = {
        "does not let": replace(server, password=wrong),
        "no server answers": Server("bolt://127.0.0.1:1", "neo4j", wrong),
        "ftp": Server("ftp://127.0.0.1:1", "neo4j", wrong),
        "no database": replace(server, database="nowhere"),
    }
    for says, there in tries.items():
        with pytest.raises(PaperKGError, match=says) as error:
            push(there, checked([], []))
        assert "\n" not in str(error.value) and wrong not in str(error.value) + repr(there)
    with open_server(server.uri, server.user, server.password) as graph, pytest.raises(PaperKGError) as error:
        graph.run("MATCH (m RETURN m")
    assert "\n" not in str(error.value)


def test_the_environment_names_the_server(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NEO4J_URI", "NEO4J_USERNAME", "NEO4J_PASSWORD", "NEO4J_DATABASE"):
        monkeypatch.delenv(name, raising=False)
    with pytest.raises(PaperKGError, match="NEO4J_URI"):
        Server.from_environment()
    with pytest.raises(PaperKGError, match="NEO4J_PASSWORD"):
        Server.from_environment("neo4j://there:7687")
    monkeypatch.setenv("NEO4J_PASSWORD", "secret")
    assert Server.from_environment("neo4j://there:7687") == Server("neo4j://there:7687", "neo4j", "secret")
