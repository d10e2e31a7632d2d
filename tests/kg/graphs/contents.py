"""All that a graph holds, as plain values that can be compared with a projection."""

from __future__ import annotations

import json

from kg.graphs import Graph
from kg.projection import Projection

Contents = tuple[list[str], list[str]]


def _sorted(values: list[object]) -> list[str]:
    return sorted(json.dumps(value, ensure_ascii=False, sort_keys=True) for value in values)


def of_projection(projection: Projection) -> Contents:
    """Every node with its label and properties; every edge with its ends, type and properties."""
    return (
        _sorted([{"label": node.label, **node.properties} for node in projection.nodes]),
        _sorted([[edge.head, {"type": edge.type, **edge.properties}, edge.tail] for edge in projection.edges]),
    )


def of_graph(graph: Graph) -> Contents:
    """The same, asked from a graph in Cypher."""
    nodes = graph.run("MATCH (n) RETURN n").rows
    edges = graph.run("MATCH (a)-[r]->(b) RETURN a.id, r, b.id").rows
    return _sorted([node for (node,) in nodes]), _sorted([list(row) for row in edges])
