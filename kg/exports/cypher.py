"""A Cypher script that makes the graph in an empty Neo4j 5 database: cypher-shell -f FILE."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import groupby, islice
from pathlib import Path
from typing import TypeVar

from kg import schema
from kg.projection import Projection
from kg.projection.records import Properties, Value

SUFFIX = ".cypher"
SAYS = "a Cypher script for Neo4j"

_BATCH = 200  # rows a statement
_ESCAPES = str.maketrans({"\\": "\\\\", "'": "\\'", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"})

Row = TypeVar("Row")


def write(projection: Projection, path: Path) -> Sequence[Path]:
    """One statement a line, rows in literals; a missing value is left out."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for label in schema.LABELS:
            file.write(f"CREATE INDEX IF NOT EXISTS FOR (n:{label}) ON (n.id);\n")
        file.write("CALL db.awaitIndexes(300);\n")
        for label, nodes in groupby(projection.nodes, key=lambda node: node.label):
            for some in _batches(nodes):
                rows = ", ".join(_map(node.properties) for node in some)
                file.write(f"UNWIND [{rows}] AS row CREATE (n:{label}) SET n = row;\n")
        by_ends = sorted(projection.edges, key=lambda edge: (edge.type, edge.head_label, edge.tail_label))
        for (type_, head, tail), edges in groupby(by_ends, key=lambda e: (e.type, e.head_label, e.tail_label)):
            ends = f"MATCH (a:{head} {{id: row[0]}}) MATCH (b:{tail} {{id: row[1]}})"
            for batch in _batches(edges):
                rows = ", ".join(f"[{_literal(e.head)}, {_literal(e.tail)}, {_map(e.properties)}]" for e in batch)
                file.write(f"UNWIND [{rows}] AS row {ends} CREATE (a)-[r:{type_}]->(b) SET r = row[2];\n")
    return [path]


def _batches(rows: Iterator[Row]) -> Iterator[list[Row]]:
    while batch := list(islice(rows, _BATCH)):
        yield batch


def _map(properties: Properties) -> str:
    values = (f"{name}: {_literal(value)}" for name, value in properties.items() if value is not None)
    return f"{{{', '.join(values)}}}"


def _literal(value: Value) -> str:
    if isinstance(value, str):
        return "'" + value.translate(_ESCAPES) + "'"
    if isinstance(value, list):
        return f"[{', '.join(map(_literal, value))}]"
    return json.dumps(value)
