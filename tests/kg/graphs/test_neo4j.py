"""A real Neo4j server: answering as the embedded engine does, and what goes wrong with one."""

from __future__ import annotations

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
from tests.kg import made_up
from tests.kg.graphs.contents import of_graph, of_projection
from tests.kg.graphs.old_server import saying


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
        "does not let neo4j in": replace(server, password=wrong),
        "no server answers .* \\(Connection refused\\)": Server("neo4j://127.0.0.1:1", "neo4j", wrong),
        "no server answers at bolt://no.invalid": Server("bolt://no.invalid:7687", "neo4j", wrong),
        "ftp": Server("ftp://127.0.0.1:1", "neo4j", wrong),
        "no database nowhere": replace(server, database="nowhere"),
    }
    for says, there in tries.items():
        with pytest.raises(PaperKGError, match=says) as error:
            push(there, checked([], []))
        assert "\n" not in str(error.value) and wrong not in str(error.value) + repr(there)
    with open_server(server.uri, server.user, server.password) as graph, pytest.raises(PaperKGError) as error:
        graph.run("MATCH (m RETURN m")
    assert "\n" not in str(error.value)


def test_a_first_password_and_too_many_wrong_ones_are_told(server: Server) -> None:
    with neo4j.GraphDatabase.driver(server.uri, auth=(server.user, server.password)) as driver:
        driver.execute_query("CREATE USER novice SET PASSWORD 'first-password'", database_="system")
        try:
            with pytest.raises(PaperKGError, match="password of novice is the first one and must be changed"):
                push(replace(server, user="novice", password="first-password"), checked([], []))
            told = []
            for _ in range(6):
                with pytest.raises(PaperKGError) as error:
                    push(replace(server, user="novice", password="wrong"), checked([], []))
                told.append(str(error.value))
            assert "does not let novice in" in told[0] and "too many wrong passwords for novice" in told[-1]
        finally:
            driver.execute_query("DROP USER novice", database_="system")


@pytest.mark.parametrize(
    "agent", ["Neo4j/4.4.38", "Neo4j/3.5.0", "Neo4j/v5.11.0 compatible graph database server - Other", "Other/9.0"]
)
def test_a_server_that_is_too_old_or_another_product_is_told(agent: str) -> None:
    with saying(agent) as uri, pytest.raises(PaperKGError) as error:
        open_server(uri, "neo4j", "secret")
    assert str(error.value) == f"neo4j: {uri} is {agent}; Neo4j 5 or newer is needed"


def test_newer_servers_are_taken() -> None:
    for agent in ("Neo4j/5.0.0", "Neo4j/2025.06.1"):
        with saying(agent) as uri:
            open_server(uri, "neo4j", "secret").close()


def test_the_environment_names_the_server(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NEO4J_URI", "NEO4J_USERNAME", "NEO4J_PASSWORD", "NEO4J_DATABASE"):
        monkeypatch.delenv(name, raising=False)
    with pytest.raises(PaperKGError, match="NEO4J_URI"):
        Server.from_environment()
    with pytest.raises(PaperKGError, match="NEO4J_PASSWORD"):
        Server.from_environment("neo4j://there:7687")
    monkeypatch.setenv("NEO4J_PASSWORD", "secret")
    for uri, says in (
        ("http://there:7687", "neo4j\\+ssc, bolt"),
        ("bolt://me:secret@there", "to have no user and pass"),
    ):
        with pytest.raises(PaperKGError, match=says) as error:
            Server.from_environment(uri)
        assert "secret" not in str(error.value)
    monkeypatch.setenv("NEO4J_URI", "bolt://here")
    monkeypatch.setenv("NEO4J_USERNAME", "me")
    monkeypatch.setenv("NEO4J_DATABASE", "mine")
    assert Server.from_environment() == Server("bolt://here", "me", "secret", "mine")
    for name in ("NEO4J_USERNAME", "NEO4J_DATABASE"):
        monkeypatch.delenv(name)
    assert Server.from_environment("neo4j://there:7687") == Server("neo4j://there:7687", "neo4j", "secret")
