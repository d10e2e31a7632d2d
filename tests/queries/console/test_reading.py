"""The reading queries of benchmarks/reading.cypher on both engines: equal or not as they and the docs say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from benchmarks import cypher
from kg.errors import PaperKGError
from kg.graphs.embedded import EmbeddedGraph, open_graph
from kg.graphs.neo4j import Server, ServerGraph, push
from kg.library import Store
from kg.projection import project
from kg.records import Table
from tests.conftest import Demo
from tests.queries.console.chance import Chance
from tests.queries.console.chance_values import ROWS, ChanceValues


@pytest.fixture(scope="module")
def library(demo: Demo) -> Path:
    return demo.folder / "papers.kg"


@pytest.fixture(scope="module")
def engines(library: Path, neo4j_server: Server) -> Iterator[tuple[EmbeddedGraph, ServerGraph]]:
    with Store.open(library, readonly=True) as store, open_graph(store) as offline:
        push(neo4j_server, project(store))
        with ServerGraph(neo4j_server) as server:
            yield offline, server


@pytest.fixture(scope="module")
def found(engines: tuple[EmbeddedGraph, ServerGraph]) -> list[cypher.Outcome]:
    return list(cypher.outcomes(*engines, cypher.readings()))


def test_every_query_has_equal_rows_or_says_why_not(found: list[cypher.Outcome]) -> None:
    wrong = [o for o in found if o.equal == bool(o.reading.differs)]
    assert not wrong, "\n".join(f"{o.reading.query}\n  {o.offline}\n  {o.server}" for o in wrong)
    *_, (_, equal, of) = cypher.table(found)
    assert of >= 200 and equal / of >= 0.9


def test_the_docs_say_what_was_measured(found: list[cypher.Outcome]) -> None:
    docs = cypher.DOCS.read_text(encoding="utf-8")
    assert cypher.written(docs, cypher.documented(found)) == docs, "run: python -m benchmarks.cypher --docs"
    assert cypher.documented(found) in docs


def test_what_differs_offline_is_refused_or_documented_never_silent(found: list[cypher.Outcome]) -> None:
    """Where offline rows differ without an error, the difference is one that cannot be seen before the query runs."""
    silent = [o.reading.query for o in found if not o.equal and not isinstance(o.offline, str)]
    assert sorted(silent) == [
        "MATCH (m:Method {name: 'BERT'}) RETURN labels(m) AS labels",
        "RETURN 'abc' CONTAINS '' AS x",
        "RETURN 1 = '1' AS x",
        "RETURN 2 IN [1, null] AS x",
        "RETURN null IN [] AS x",
    ]


def test_queries_made_up_by_chance_have_equal_rows(engines: tuple[EmbeddedGraph, ServerGraph]) -> None:
    offline, server = engines
    chance = Chance(20261121)
    for _ in range(120):
        query = chance.query()
        wanted = server.run(query)
        if len(wanted.rows) < 5_000:
            found = offline.run(query)
            assert cypher.comparable(found, query) == cypher.comparable(wanted, query), query


def test_expressions_made_up_by_chance_have_equal_values_or_are_refused(
    engines: tuple[EmbeddedGraph, ServerGraph],
) -> None:
    offline, server = engines
    chance = ChanceValues(20261121)
    made = [chance.expression() for _ in range(150)]
    answered = {}
    for expression in made:
        with suppress(PaperKGError):
            answered[expression] = [row[0] for row in offline.run(f"{ROWS} RETURN {expression} AS v").rows]
    assert len(answered) > 0.8 * len(set(made))
    for some in batched(answered, 15):
        items = ", ".join(f"{expression} AS v{at}" for at, expression in enumerate(some))
        wanted = zip(*server.run(f"{ROWS} RETURN {items}").rows, strict=True)
        for expression, values in zip(some, wanted, strict=True):
            one, other = ([[value] for value in of] for of in (answered[expression], values))
            assert cypher.comparable(Table(("v",), one), "") == cypher.comparable(Table(("v",), other), ""), expression


def batched(items: Iterable[str], size: int) -> Iterator[list[str]]:
    listed = list(items)
    yield from (listed[start : start + size] for start in range(0, len(listed), size))
