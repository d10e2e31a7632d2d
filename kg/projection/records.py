"""Nodes, edges, and all of them together, checked against kg/schema.py."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple

from kg import schema
from kg.errors import PaperKGError

Value = str | int | float | bool | list[str] | None
#: By name, in the order of the schema and with every name of it; None where there is no value.
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
    def identity(self) -> tuple[str, ...]:
        """Type, ends, paper and result: no two edges have the same, and it is what they are sorted by."""
        given = self.properties.get
        result = [str(given(name) or "") for name in ("metric", "value", "kind")] if "metric" in self.properties else ()
        return (self.type, self.head, self.tail, str(given("paper") or ""), *result)

    @property
    def key(self) -> str:
        """What tells this edge from the others between its head and tail, in one string: its type, paper and result."""
        parts = (self.type, *self.identity[3:])
        return "|".join(part.replace("\\", "\\\\").replace("|", "\\|") for part in parts).rstrip("|")

    @property
    def owner(self) -> str:
        """The node with which the edge comes and goes: the paper that states it, else the end that it describes."""
        if "paper" in self.properties:
            return str(self.properties["paper"])
        return self.tail if self.type == "WROTE" else self.head


@dataclass(frozen=True, slots=True)
class Projection:
    """All nodes and edges of one library content, sorted: nodes by label and id, edges by type, ends and key.

    `revision` is that of the library (`Store.revision`).
    """

    nodes: list[Node]
    edges: list[Edge]
    revision: str = ""


def checked(nodes: Iterable[Node], edges: Iterable[Edge], revision: str = "") -> Projection:
    """Nodes and edges, sorted, their properties complete, and each allowed by the schema.

    Raises PaperKGError naming a node or edge that has a property unknown to the schema or not of its type, an end that
    is no node, ends that its type does not join, or a twin.
    """
    found = Projection([_node(node) for node in nodes], [_edge(edge) for edge in edges], revision)
    found.nodes.sort(key=lambda node: (schema.LABELS.index(node.label), node.id))
    found.edges.sort(key=attrgetter("identity"))
    label_of = {node.id: node.label for node in found.nodes}
    if len(label_of) < len(found.nodes):
        raise PaperKGError("projection: two nodes have one id")
    for edge in found.edges:
        if label_of.get(edge.head) != edge.head_label or label_of.get(edge.tail) != edge.tail_label:
            raise PaperKGError(f"projection: {_where(edge)}: an end is not a node")
    for one, other in pairwise(found.edges):
        if one.head == other.head and one.tail == other.tail and one.identity == other.identity:
            raise PaperKGError(f"projection: {_where(one)}: there twice, with the key {one.key}")
    return found


def _node(node: Node) -> Node:
    if node.properties.get("id") != node.id:
        raise PaperKGError(f"projection: node {node.id}: its property id is {node.properties.get('id')!r}")
    properties = _complete(node.properties, schema.NODE_PROPERTIES[node.label], node.id)
    return Node(node.label, node.id, properties)


def _edge(edge: Edge) -> Edge:
    relation = schema.RELATIONS.get(edge.type)
    if relation is None or not relation.allows(edge.head_label, edge.tail_label):
        raise PaperKGError(
            f"projection: {_where(edge)}: the schema has none from {edge.head_label} to {edge.tail_label}"
        )
    return Edge(*edge[:5], _complete(edge.properties, relation.properties, edge))


def _complete(properties: Properties, allowed: dict[str, schema.PropertyType], of: str | Edge) -> Properties:
    """The properties with every allowed name, in order; the very same where they are so already."""
    if list(properties) != list(allowed):
        if unknown := sorted(properties.keys() - allowed.keys()):
            raise PaperKGError(f"projection: {_where(of)}: the schema has no property {', '.join(unknown)}")
        properties = {name: properties.get(name) for name in allowed}
    for (name, kind), value in zip(allowed.items(), properties.values(), strict=True):
        if value is not None and type(value) not in _TYPES[kind]:
            raise PaperKGError(f"projection: {_where(of)}: {name} is {value!r}, not of type {kind}")
    return properties


def _where(of: str | Edge) -> str:
    return of if isinstance(of, str) else f"{of.head} -{of.type}-> {of.tail}"
