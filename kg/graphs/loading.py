"""Fills and changes ladybug databases. New rows go in by COPY from Arrow tables, some 400 times faster than UNWIND."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa

from kg import schema
from kg.graphs.delta import DIGEST, Delta
from kg.graphs.engine import ladybug
from kg.projection import Edge, Node, Projection
from kg.projection.records import Properties

LOAD_MEMORY = 2 * 2**30  # bytes of the buffer pool

_COLUMN: dict[str, tuple[str, pa.DataType]] = {
    "string": ("STRING", pa.string()),
    "integer": ("INT64", pa.int64()),
    "number": ("DOUBLE", pa.float64()),
    "boolean": ("BOOL", pa.bool_()),
    "strings": ("STRING[]", pa.list_(pa.string())),
}


def load(path: Path, projection: Projection, digests: Mapping[str, int], stamp: str) -> None:
    """Make a database at `path`, where there is none, that holds the projection and carries the stamp."""
    with ladybug.Database(path, buffer_pool_size=LOAD_MEMORY) as database, ladybug.Connection(database) as connection:
        connection.execute("BEGIN TRANSACTION")  # one for all is several times faster than one a statement
        _create_tables(connection)
        _copy_nodes(connection, projection.nodes, digests)
        _copy_edges(connection, projection.edges)
        _put_stamp(connection, stamp)
        connection.execute("COMMIT")
        connection.execute("CHECKPOINT")  # all into the one file, which is all that is kept


def change(path: Path, delta: Delta, digests: Mapping[str, int], stamp: str) -> None:
    """Apply the delta to the database at `path` and give it a new stamp, all or nothing."""
    with ladybug.Database(path, buffer_pool_size=LOAD_MEMORY) as database, ladybug.Connection(database) as connection:
        connection.execute("BEGIN TRANSACTION")
        _delete_edges(connection, delta)
        for label, ids in delta.gone.items():
            connection.execute(f"MATCH (n:`{label}`) WHERE n.id IN $ids DETACH DELETE n", {"ids": ids})
        for node in delta.changed:
            _set_properties(connection, node, digests[node.id])
        _copy_nodes(connection, delta.new, digests)
        _copy_edges(connection, delta.edges)
        _put_stamp(connection, stamp)
        connection.execute("COMMIT")
        connection.execute("CHECKPOINT")  # all into the one file, which is all that is kept


def standing(connection: ladybug.Connection) -> dict[str, tuple[str, int]]:
    """(label, digest) of every node by its id."""
    found: dict[str, tuple[str, int]] = {}
    for label in schema.LABELS:
        result = connection.execute(f"MATCH (n:`{label}`) RETURN n.id, n.{DIGEST}")
        assert isinstance(result, ladybug.QueryResult)
        ids, digests = result.get_as_arrow().columns
        found |= {id_: (label, digest) for id_, digest in zip(ids.to_pylist(), digests.to_pylist(), strict=True)}
    return found


def _create_tables(connection: ladybug.Connection) -> None:
    for label, properties in schema.NODE_PROPERTIES.items():
        columns = ", ".join([*_columns(properties), f"{DIGEST} INT64", "PRIMARY KEY (`id`)"])
        connection.execute(f"CREATE NODE TABLE `{label}`({columns})")
    for relation in schema.RELATIONS.values():
        ends = [f"FROM `{head}` TO `{tail}`" for head, tail in relation.endpoints()]
        connection.execute(f"CREATE REL TABLE `{relation.name}`({', '.join([*ends, *_columns(relation.properties)])})")


def _copy_nodes(connection: ladybug.Connection, nodes: list[Node], digests: Mapping[str, int]) -> None:
    by_label: defaultdict[str, list[Node]] = defaultdict(list)
    for node in nodes:
        by_label[node.label].append(node)
    for label, group in by_label.items():
        columns = _arrays([node.properties for node in group], schema.NODE_PROPERTIES[label])
        columns[DIGEST] = pa.array([digests[node.id] for node in group], pa.int64())
        connection.execute(f"COPY `{label}` FROM $rows", {"rows": pa.table(columns)})


def _copy_edges(connection: ladybug.Connection, edges: list[Edge]) -> None:
    by_ends: defaultdict[tuple[str, str, str], list[Edge]] = defaultdict(list)
    for edge in edges:
        by_ends[edge.type, edge.head_label, edge.tail_label].append(edge)
    for (kind, head, tail), group in by_ends.items():
        # The first two columns are the ends, whatever they are called.
        columns = {"from": pa.array([edge.head for edge in group]), "to": pa.array([edge.tail for edge in group])}
        columns |= _arrays([edge.properties for edge in group], schema.RELATIONS[kind].properties)
        rows = {"rows": pa.table(columns)}
        connection.execute(f"COPY `{kind}` FROM $rows (from='{head}', to='{tail}')", rows)


def _delete_edges(connection: ladybug.Connection, delta: Delta) -> None:
    """Delete what the changed nodes own; gone nodes take theirs along, and a gone paper's facts name it."""
    papers = delta.changed_ids("Paper") + delta.gone.get("Paper", [])
    for relation in schema.RELATIONS.values():
        if "paper" in relation.properties:
            pattern, owners = f"()-[r:`{relation.name}`]->() WHERE r.paper IN $ids", papers
        elif relation.name == "WROTE":
            pattern, owners = "()-[r:WROTE]->(n:Paper) WHERE n.id IN $ids", papers
        else:
            pattern = f"(n)-[r:`{relation.name}`]->() WHERE n.id IN $ids"
            owners = [node.id for node in delta.changed if node.label in relation.heads]
        if owners:
            connection.execute(f"MATCH {pattern} DELETE r", {"ids": owners})


def _set_properties(connection: ladybug.Connection, node: Node, digest: int) -> None:
    values = {**node.properties, DIGEST: digest}
    del values["id"]
    settings = ", ".join(f"n.`{name}` = ${name}" for name in values)
    connection.execute(f"MATCH (n:`{node.label}` {{id: $id}}) SET {settings}", {"id": node.id, **values})


def _put_stamp(connection: ladybug.Connection, stamp: str) -> None:
    # A comment, because no query for nodes sees it and it is part of the transaction.
    connection.execute(f"COMMENT ON TABLE `Paper` IS '{stamp}'")


def _columns(properties: dict[str, schema.PropertyType]) -> list[str]:
    return [f"`{name}` {_COLUMN[kind][0]}" for name, kind in properties.items()]


def _arrays(rows: list[Properties], properties: dict[str, schema.PropertyType]) -> dict[str, Any]:
    return {name: pa.array([row[name] for row in rows], _COLUMN[kind][1]) for name, kind in properties.items()}
