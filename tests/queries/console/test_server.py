"""The console on a real Neo4j: read-only unless told otherwise, stopped by Ctrl-C, beside a library."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.graphs.embedded import open_graph
from kg.graphs.neo4j import Server, push
from kg.library import Store
from kg.projection import checked, project
from tests.cli.running import Here
from tests.queries import rivers

FOREVER = "UNWIND range(1, 1000000) AS a UNWIND range(1, 1000000) AS b RETURN sum(a * b) AS n"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, neo4j_server: Server) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("rivers")
    rivers.library(folder / "papers.kg").close()
    with Store.open(folder / "papers.kg", readonly=True) as store:
        push(neo4j_server, project(store))
    yield folder
    push(neo4j_server, checked([], []))


@pytest.fixture
def environment(neo4j_server: Server) -> dict[str, str]:
    found = {
        "NEO4J_URI": neo4j_server.uri,
        "NEO4J_USERNAME": neo4j_server.user,
        "NEO4J_PASSWORD": neo4j_server.password,
        "NEO4J_DATABASE": neo4j_server.database or "",
    }
    return {name: value for name, value in found.items() if value}


@pytest.fixture
def here(
    folder: Path,
    environment: dict[str, str],
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    neo4j_server: Server,
) -> Iterator[Here]:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    yield Here(folder, monkeypatch, capfd)
    everything = capfd.readouterr()
    assert neo4j_server.password not in everything.out + everything.err


@pytest.mark.parametrize(
    "query",
    [
        "CREATE (:Scratch {n: 1})",
        "MATCH (n) DETACH DELETE n",
        "MATCH (m:Method) SET m.name = 'x'",
        "MERGE (:Scratch)",
        "CREATE INDEX scratch FOR (n:Scratch) ON (n.x)",
        "CREATE USER nobody SET PASSWORD 'abcdefgh'",
        "MATCH (n) CALL { WITH n DELETE n } IN TRANSACTIONS",
        "LOAD CSV FROM 'file:///etc/passwd' AS row RETURN row",
        "load /* */ csv from 'file:///etc/passwd' as row return row",
    ],
)
def test_nothing_is_written_and_no_file_read_unless_told(here: Here, query: str) -> None:
    refused = here("cypher", "--server", query)
    assert refused.status == 2 and refused.out == ""
    assert "it writes, and the server is only read; allow it with --write" in refused.err or "refused" in refused.err
    counted = here("cypher", "--server", "MATCH (n:Scratch) RETURN count(n) AS n", "--format", "csv")
    assert counted.out == "n\n0\n"


def test_told_to_write_it_writes_and_says_what(here: Here) -> None:
    made = here("cypher", "--server", "--write", "CREATE (a:Scratch {n: $n})-[:TO]->(:Scratch)", "-P", "n=5")
    assert made.status == 0 and made.out == ""
    assert "nodes created: 2" in made.said[0] and "relationships created: 1" in made.said[0]
    gone = here(
        "cypher", "--server", "--write", "MATCH (n:Scratch) DETACH DELETE n RETURN count(n) AS n", "--format", "csv"
    )
    assert gone.out == "n\n2\n" and "nodes deleted: 2" in gone.said[0]


def test_names_that_nothing_has_are_noted_and_errors_have_a_place(here: Here) -> None:
    noted = here("cypher", "--server", "MATCH (m:Metod)-[:USE]->(o) RETURN m.nmae", "--format", "json")
    assert (noted.status, noted.out) == (0, "[]\n")
    assert noted.said == [
        "note: no label is called Metod; did you mean Method?",
        "  1 | MATCH (m:Metod)-[:USE]->(o) RETURN m.nmae",
        "    |          ^",
        "note: no relation type is called USE; did you mean USES?",
        "  1 | MATCH (m:Metod)-[:USE]->(o) RETURN m.nmae",
        "    |                   ^",
        "note: no property is called nmae; did you mean name?",
        "  1 | MATCH (m:Metod)-[:USE]->(o) RETURN m.nmae",
        "    |                                      ^",
    ]
    wrong = here("cypher", "--server", "MATCH (m:Method)\nRETURN toUper(m.name)")
    assert wrong.status == 2 and "did you mean toUpper" in wrong.said[0]
    assert wrong.said[1:] == ["  2 | RETURN toUper(m.name)", "    |        ^"]


def test_plans_are_trees_on_either_engine(here: Here) -> None:
    query = "MATCH (m:Method)-[:USES]->(o) WHERE m.papers > 1 RETURN o.name, count(*) AS n"
    for engine in ((), ("--server",)):
        planned = here("cypher", *engine, f"EXPLAIN {query}").out.splitlines()
        assert len(planned) > 3 and planned[1].startswith(("└─ ", "├─ ")), planned
        ran = here("cypher", *engine, f"PROFILE {query}").out
        assert " rows" in ran and "│" not in ran.splitlines()[0]


def test_a_path_is_drawn_with_the_way_that_each_relation_points_on_either_engine(here: Here) -> None:
    query = (
        "MATCH p = (:Method {name: 'Brook'})<-[:USES]-(b)-[:EVALUATED_ON]->(c) RETURN p ORDER BY b.name, c.name LIMIT 1"
    )
    for engine in ((), ("--server",)):
        assert here("cypher", *engine, query).out.splitlines()[2] == (
            "(:Method {name: 'Brook'})<-[:USES]-(:Method {name: 'Rill'})"
            "-[:EVALUATED_ON]->(:Benchmark {name: 'Delta-Bench'})"
        )


def test_one_console_asks_both(here: Here, folder: Path) -> None:
    count = "MATCH (m:Method) RETURN count(m) AS n;"
    (folder / "both.cypher").write_text(
        f":format csv\n{count}\n:use neo4j\n{count}\n:use\n:schema\n:q uses method=Torrent\n"
        ":use library\n:use\n:schema",
        encoding="utf-8",
    )
    done = here("cypher", "-f", "both.cypher")
    with Store.open(folder / "papers.kg", readonly=True) as store, open_graph(store) as graph:
        methods = graph.run("MATCH (m:Method) RETURN count(m)").rows[0][0]
    assert done.status == 0, done.err
    assert done.out.startswith(f"n\n{methods}\nn\n{methods}\nserver ")
    head, offline = done.out.split("library papers.kg, read-only\n")
    assert offline == head[head.index("label,") : head.index("method,paper")]  # :schema, the same on both
    assert here("cypher", "--server", ":why Brook").status == 2


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals")
def test_ctrl_c_stops_a_statement_on_the_server(folder: Path, environment: dict[str, str]) -> None:
    from tests.queries.console.terminal import INTERRUPT, Terminal

    terminal = Terminal(folder, "--server", environment=environment)
    terminal.type(FOREVER + ";\r")
    time.sleep(2.5)
    started = time.monotonic()
    terminal.type(INTERRUPT)
    terminal.see("query: stopped")
    assert time.monotonic() - started < 5
    terminal.ready()
    assert "1 row" in terminal.enter("RETURN 'still here' AS x;")
    running = terminal.enter(
        "SHOW TRANSACTIONS YIELD currentQuery WHERE currentQuery STARTS WITH 'UNWIND' RETURN count(*) AS n;"
    )
    assert "\nn\n-\n0\n" in running
    terminal.type("MATCH (m:Meth")
    time.sleep(2)
    terminal.type("\t {name: 'Broo")
    time.sleep(1.5)
    terminal.type("\t'}) RETURN m.name;")
    assert "Brook" in terminal.enter("")
    assert terminal.leave() == 0
