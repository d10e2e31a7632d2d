"""JSON in node-link form, as networkx.node_link_graph(edges="edges") and many viewers read it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from kg.projection import Projection

SUFFIX = ".json"
SAYS = "node-link JSON"


def write(projection: Projection, path: Path) -> Sequence[Path]:
    """One object: `directed`, `multigraph`, `graph`, `nodes` and `edges`; one node or edge a line."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write('{"directed": true, "multigraph": true, "graph": {},\n"nodes": [')
        for i, node in enumerate(projection.nodes):
            file.write(",\n" if i else "\n")
            file.write(json.dumps({"label": node.label, **node.properties}, ensure_ascii=False))
        file.write('\n],\n"edges": [')
        for i, edge in enumerate(projection.edges):
            ends = {"source": edge.head, "target": edge.tail, "key": edge.key, "type": edge.type}
            file.write(",\n" if i else "\n")
            file.write(json.dumps({**ends, **edge.properties}, ensure_ascii=False))
        file.write("\n]}\n")
    return [path]
