"""A pair of CSV files, NAME.nodes.csv and NAME.edges.csv, with a header line each.

Values stand as they are, so a spreadsheet may take a title that begins with "=" for a formula: import the columns as
text there. A list is JSON; a missing value is an empty field; true and false are lower case.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Sequence
from itertools import chain
from pathlib import Path

from kg import schema
from kg.projection import Projection
from kg.projection.records import Value

SUFFIX = ".csv"
SAYS = "two CSV files, NAME.nodes.csv and NAME.edges.csv"


def write(projection: Projection, path: Path) -> Sequence[Path]:
    """Every property that any label or type has is a column."""
    nodes = path.with_name(f"{path.stem}.nodes.csv")
    edges = path.with_name(f"{path.stem}.edges.csv")
    of_nodes = list(dict.fromkeys(chain.from_iterable(schema.NODE_PROPERTIES.values())))
    of_edges = list(dict.fromkeys(chain.from_iterable(r.properties for r in schema.RELATIONS.values())))
    with nodes.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(["label", *of_nodes])
        rows.writerows(
            [node.label, *(_text(node.properties.get(name)) for name in of_nodes)] for node in projection.nodes
        )
    with edges.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(["type", "head", "tail", *of_edges])
        rows.writerows(
            [edge.type, edge.head, edge.tail, *(_text(edge.properties.get(name)) for name in of_edges)]
            for edge in projection.edges
        )
    return [nodes, edges]


def _text(value: Value) -> Value:
    if isinstance(value, list | bool):
        return json.dumps(value, ensure_ascii=False)
    return value
