"""How much is in a graph, asked of the graph itself, so that every engine gives the same numbers."""

from __future__ import annotations

from dataclasses import dataclass

from kg import schema
from kg.graphs import Graph


@dataclass(frozen=True, slots=True)
class Counts:
    """`papers` that are loaded (no stubs), `nodes` by label and `edges` by type, zero where there are none."""

    papers: int
    nodes: dict[str, int]
    edges: dict[str, int]


def counts(graph: Graph) -> Counts:
    """Count every label and type of the schema."""

    def one(query: str) -> int:
        return int(str(graph.run(query).rows[0][0]))

    return Counts(
        one("MATCH (p:Paper) WHERE p.loaded = true RETURN count(p) AS n"),
        {label: one(f"MATCH (n:{label}) RETURN count(n) AS n") for label in schema.LABELS},
        {type_: one(f"MATCH ()-[r:{type_}]->() RETURN count(r) AS n") for type_ in schema.RELATIONS},
    )
