"""The embedded engine filters rightly what nodes chosen before are joined to: its own shortcut there does not."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.graphs.delta import digests
from kg.graphs.embedded import EmbeddedGraph
from kg.graphs.loading import load
from kg.projection import Edge, Node, checked

PAPERS, BENCHMARKS = 300, 60


def edge(paper: int, benchmark: int) -> Edge:
    properties = {"paper": f"p{paper:03}", "confidence": (paper * 7 + benchmark * 13) % 100 / 100}
    return Edge("EVALUATES_ON", "Paper", f"p{paper:03}", "Benchmark", f"benchmark:{benchmark:02}", properties)


@pytest.mark.parametrize("chosen", ["(b:Benchmark)", "(p:Paper)"])
@pytest.mark.parametrize("order", ["ASC", "DESC"])
def test_a_filter_after_a_limit_keeps_to_the_nodes_chosen(chosen: str, order: str, tmp_path: Path) -> None:
    edges = [edge(paper, (paper * n) % BENCHMARKS) for paper in range(PAPERS) for n in (1, 2, 3) if paper]
    unique = list({e.identity: e for e in edges}.values())
    nodes = [Node("Paper", f"p{n:03}", {"id": f"p{n:03}"}) for n in range(PAPERS)]
    nodes += [Node("Benchmark", f"benchmark:{n:02}", {"id": f"benchmark:{n:02}"}) for n in range(BENCHMARKS)]
    projection = checked(nodes, unique)
    load(tmp_path / "graph", projection, digests(projection), "")
    ids = sorted({e.tail if chosen[1] == "b" else e.head for e in unique}, reverse=order == "DESC")
    first = set(ids[:5])
    wanted = {
        (e.head, e.tail)
        for e in unique
        if (e.tail if chosen[1] == "b" else e.head) in first and float(str(e.properties["confidence"])) >= 0.5
    }
    variable = chosen[1]
    query = (
        f"MATCH {chosen} WHERE EXISTS {{ MATCH {chosen}--() }} WITH {variable} ORDER BY {variable}.id {order} LIMIT 5"
        " MATCH (p:Paper)-[r:EVALUATES_ON]->(b:Benchmark) WHERE r.confidence >= 0.5 RETURN p.id, b.id"
    )
    with EmbeddedGraph(tmp_path / "graph") as graph:
        assert sorted(graph.run(query).rows) == sorted(wanted)
