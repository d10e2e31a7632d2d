"""Library -> nodes and edges, checked against kg/schema.py: what every graph target and every export holds.

The same library content gives the same projection, in the same order, wherever and however often it is computed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from kg import schema
from kg.errors import PaperKGError

Value = str | int | float | bool | list[str] | None
Properties = dict[str, Value]

_TYPES: dict[str, tuple[type, ...]] = {
    "string": (str,),
    "integer": (int,),
    "number": (float, int),
    "boolean": (bool,),
    "strings": (list,),
}


class Node(NamedTuple):
    """A node: its label, its id (unique over all labels) and its properties, the id among them."""

    label: str
    id: str
    properties: Properties


class Edge(NamedTuple):
    """A relation from the node `head` to the node `tail`."""

    type: str
    head_label: str
    head: str
    tail_label: str
    tail: str
    properties: Properties

    @property
    def key(self) -> str:
        """What tells this edge from the others between its head and tail: its type, paper and result."""
        parts = (self.type, *(self.properties.get(name) for name in ("paper", "metric", "value", "kind")))
        return "|".join("" if p is None else str(p).replace("\\", "\\\\").replace("|", "\\|") for p in parts).rstrip(
            "|"
        )


@dataclass(frozen=True, slots=True)
class Projection:
    """All nodes and edges of one library content, sorted: nodes by label and id, edges by type, ends and key."""

    nodes: list[Node]
    edges: list[Edge]


def projection(nodes: Iterable[Node], edges: Iterable[Edge]) -> Projection:
    """Nodes and edges, sorted and checked: every property known to the schema and of its type, every end a node.

    Raises PaperKGError naming the node or edge that the schema does not allow.
    """
    found = Projection(
        sorted(nodes, key=lambda node: (schema.LABELS.index(node.label), node.id)),
        sorted(edges, key=lambda edge: (edge.type, edge.head, edge.tail, edge.key)),
    )
    labels: dict[str, str] = {}
    for node in found.nodes:
        _check_properties(node.properties, schema.NODE_PROPERTIES[node.label], node.id)
        if labels.setdefault(node.id, node.label) != node.label or node.properties.get("id") != node.id:
            raise PaperKGError(f"node {node.id}: the id is taken, or its property differs")
    for edge in found.edges:
        where = f"{edge.head} -{edge.type}-> {edge.tail}"
        relation = schema.RELATIONS.get(edge.type)
        if relation is None or not relation.allows(edge.head_label, edge.tail_label):
            raise PaperKGError(f"edge {where}: not in the schema from {edge.head_label} to {edge.tail_label}")
        if labels.get(edge.head) != edge.head_label or labels.get(edge.tail) != edge.tail_label:
            raise PaperKGError(f"edge {where}: an end is not a node")
        _check_properties(edge.properties, relation.properties, where)
    return found


def _check_properties(properties: Properties, allowed: dict[str, schema.PropertyType], where: str) -> None:
    for name, value in properties.items():
        kind = allowed.get(name)
        if kind is None:
            raise PaperKGError(f"{where}: property {name} is not in the schema")
        if value is not None and (not isinstance(value, _TYPES[kind]) or (kind != "boolean" and value is True)):
            raise PaperKGError(f"{where}: property {name} is {value!r}, not of type {kind}")
