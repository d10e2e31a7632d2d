"""The projection as a NetworkX graph: offline, in Python, for whoever computes on graphs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.projection import Projection

if TYPE_CHECKING:
    from networkx import MultiDiGraph


def to_networkx(projection: Projection) -> MultiDiGraph:
    """A MultiDiGraph with the nodes and edges of the projection, in its order.

    A node is its id; its attributes are `label` and the properties of kg.schema, None where there is no value. An edge
    runs from head to tail under its stable key (`Edge.key`); its attributes are `type` and its properties.
    """
    import networkx

    graph = networkx.MultiDiGraph()
    graph.add_nodes_from((node.id, {"label": node.label, **node.properties}) for node in projection.nodes)
    graph.add_edges_from((e.head, e.tail, e.key, {"type": e.type, **e.properties}) for e in projection.edges)
    return graph
