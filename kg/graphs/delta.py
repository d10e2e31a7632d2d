"""What differs between a graph that stands somewhere and a new projection.

Every edge belongs to one node (`Edge.owner`), with which it comes and goes. A node's digest is taken over its
properties and its edges, so a target that keeps the digest of each node knows what to send from the digests alone.
"""

from __future__ import annotations

import marshal
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any

from kg.projection import Edge, Node, Projection

#: The node property that keeps the digest; no part of the schema, and left out of every answer.
DIGEST = "_digest"

_WORD = 2**64


def digests(projection: Projection) -> dict[str, int]:
    """The digest of every node by its id: a signed 64-bit number, the same on every machine."""
    sums: defaultdict[str, int] = defaultdict(int)
    for node in projection.nodes:
        sums[node.id] += _number((node.label, *node.properties.items()))
    for edge in projection.edges:
        # A sum, so that no order of the edges has to be kept; all edges of a graph differ.
        sums[edge.owner] += _number((edge.type, edge.head, edge.tail, *edge.properties.values()))
    return {id_: (total + _WORD // 2) % _WORD - _WORD // 2 for id_, total in sums.items()}


def _number(values: tuple[Any, ...]) -> int:
    # Version 2 of marshal writes equal values as equal bytes; later ones write how often a value is referred to.
    return int.from_bytes(blake2b(marshal.dumps(values, 2), digest_size=8).digest(), "little")


@dataclass(slots=True)
class Delta:
    """What to do to a graph: delete the nodes `gone` with all their edges, write `changed` nodes' properties anew, make
    `new` nodes, delete what edges the `changed` nodes own, then make `edges`.
    """

    gone: dict[str, list[str]] = field(default_factory=dict)  # ids by label
    changed: list[Node] = field(default_factory=list)
    new: list[Node] = field(default_factory=list)
    edges: list[Edge] = field(default_factory=list)

    @property
    def nodes(self) -> int:
        """How many nodes it touches."""
        return sum(map(len, self.gone.values())) + len(self.changed) + len(self.new)

    def changed_ids(self, label: str) -> list[str]:
        """The changed nodes with this label."""
        return [node.id for node in self.changed if node.label == label]


def difference(standing: Mapping[str, tuple[str, int | None]], projection: Projection, now: Mapping[str, int]) -> Delta:
    """From the graph whose nodes have these (label, digest) by id to the projection, whose digests are `now`.

    A digest that is None is that of an unfinished node, which is changed.
    """
    delta = Delta()
    for id_, (label, _) in standing.items():
        if id_ not in now:
            delta.gone.setdefault(label, []).append(id_)
    for node in projection.nodes:
        if node.id not in standing:
            delta.new.append(node)
        elif standing[node.id] != (node.label, now[node.id]):
            delta.changed.append(node)
    touched = {node.id for node in (*delta.new, *delta.changed)}
    delta.edges = [edge for edge in projection.edges if edge.owner in touched]
    return delta
