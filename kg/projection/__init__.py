"""Library -> nodes and edges, checked against kg/schema.py: what every graph target and every export holds.

The same library content gives the same projection, in the same order, wherever and however often it is computed.
"""

from __future__ import annotations

from kg.projection.library import project
from kg.projection.records import Edge, Node, Projection, checked

__all__ = ["Edge", "Node", "Projection", "checked", "project"]
