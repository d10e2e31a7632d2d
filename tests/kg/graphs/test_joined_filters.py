"""Filters on several nodes and relations of one pattern keep just the rows that they should, in the embedded engine."""

from __future__ import annotations

import random
from pathlib import Path

from kg.graphs.delta import digests
from kg.graphs.embedded import EmbeddedGraph
from kg.graphs.loading import load
from kg.projection import Edge, Node, checked
from kg.projection.records import Properties

CHANCE = random.Random(1)
METHODS = {f"method:{n:02}": f"n{n % 7}" for n in range(60)}
BENCHMARKS = {f"benchmark:{n:02}": f"n{n % 7}" for n in range(30)}
NAMES = METHODS | BENCHMARKS


def an_edge(kind: str) -> Edge:
    tails = METHODS if kind in ("USES", "OUTPERFORMS") else BENCHMARKS
    head, tail = CHANCE.choice([*METHODS]), CHANCE.choice([*tails])
    properties: Properties = {"paper": f"p{CHANCE.randrange(9)}", "confidence": CHANCE.randrange(20) / 20}
    label = "Method" if tails is METHODS else "Benchmark"
    return Edge(kind, "Method", head, label, tail, properties)


def test_filters_on_several_parts_of_a_pattern(tmp_path: Path) -> None:
    kinds = ["USES", "OUTPERFORMS", "EVALUATED_ON"]
    found = [an_edge(kind) for kind in kinds for _ in range(200)]
    edges = [*{edge.identity: edge for edge in found if edge.head != edge.tail}.values()]
    nodes = [Node(id_.split(":")[0].title(), id_, {"id": id_, "name": name}) for id_, name in NAMES.items()]
    nodes += [Node("Paper", f"p{n}", {"id": f"p{n}"}) for n in range(9)]
    projection = checked(nodes, edges)
    load(tmp_path / "graph", projection, digests(projection), "")
    wrong = []
    with EmbeddedGraph(tmp_path / "graph") as graph:
        for _ in range(80):
            first, second = CHANCE.choice(kinds), CHANCE.choice(kinds)
            least, most = CHANCE.randrange(20) / 20, CHANCE.randrange(20) / 20
            name = CHANCE.choice(["", *METHODS.values()])
            where = f"r.confidence >= {least} AND s.confidence < {most}"
            if name and CHANCE.random() < 0.5:
                where, node = f"{where} AND a.name = '{name}'", "(a)"
            else:
                node = f"(a {{name: '{name}'}})" if name else "(a)"
            query = f"MATCH {node}-[r:{first}]->(b)<-[s:{second}]-(c) WHERE {where} RETURN a.id, b.id, c.id"
            wanted = [
                (one.head, one.tail, other.head)
                for one in edges
                for other in edges
                if (one.type, other.type) == (first, second)
                and one.tail == other.tail
                and one is not other
                and name in ("", NAMES[one.head])
                and float(str(one.properties["confidence"])) >= least
                and float(str(other.properties["confidence"])) < most
            ]
            if sorted(graph.run(query).rows) != sorted(wanted):
                wrong.append(query)
    assert not wrong
