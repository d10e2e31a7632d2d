"""JSON Lines: a node or an edge a line, all nodes first, for programs that stream."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from kg.projection import Projection

SUFFIX = ".jsonl"
SAYS = "JSON Lines, nodes first"


def write(projection: Projection, path: Path) -> Sequence[Path]:
    """A line has `kind`, "node" or "edge"; `label` and `id`, or `type`, `head` and `tail`; and `properties`."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for node in projection.nodes:
            row = {"kind": "node", "label": node.label, "id": node.id, "properties": node.properties}
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
        for edge in projection.edges:
            ends = {"kind": "edge", "type": edge.type, "head": edge.head, "tail": edge.tail}
            file.write(json.dumps({**ends, "properties": edge.properties}, ensure_ascii=False) + "\n")
    return [path]
