"""The graph as CSV files for neo4j-admin, which makes a database of millions of edges in seconds.

Nodes have the label and the digest that `kg push` knows them by, so a push into a database imported so sends only what
the library has changed since. It also makes the indexes, and the empty lists, which the importer does not know.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import attrgetter
from pathlib import Path

from kg import schema
from kg.errors import PaperKGError
from kg.graphs.delta import DIGEST, digests
from kg.graphs.indexes import KEYS, MARK, indexable
from kg.projection import Node, Projection
from kg.projection.records import Value

#: The file with the importer's arguments, to be used in the folder: neo4j-admin database import full neo4j @import.args
ARGUMENTS = "import.args"

_OPTIONS = ("--id-type=string", "--multiline-fields=true", "--array-delimiter=U+001F")
_TYPES = {"string": "", "integer": ":long", "number": ":double", "boolean": ":boolean", "strings": ":string[]"}
_BETWEEN = "\x1f"  # the unit separator stands in no text that is read; were it in one, it would part an alias in two


def export(projection: Projection, folder: Path) -> list[str]:
    """Write the files into the folder, made if need be; gives the ids of nodes left out, as `Pushed.left_out`.

    There is a file for each label and each type, whose first line says what the columns are. Raises PaperKGError where
    they cannot be written.
    """
    projection, left_out = indexable(projection)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".kg-export-", dir=folder) as aside:
            for name, lines in _files(projection):
                with Path(aside, name).open("w", encoding="utf-8", newline="") as file:
                    file.writelines(lines)
            for path in sorted(Path(aside).iterdir()):
                path.replace(folder / path.name)
    except OSError as error:
        raise PaperKGError(f"{folder}: cannot be written to ({error.strerror or error})") from None
    return left_out


def _files(projection: Projection) -> Iterator[tuple[str, Iterable[str]]]:
    now = digests(projection)
    arguments = [f"{option}\n" for option in _OPTIONS]
    for label, nodes in groupby(projection.nodes, key=attrgetter("label")):
        arguments.append(f"--nodes={label}:{MARK}={label}.csv\n")
        yield f"{label}.csv", _node_lines(label, list(nodes), now)
    for type_, edges in groupby(projection.edges, key=attrgetter("type")):
        properties = schema.RELATIONS[type_].properties
        arguments.append(f"--relationships={type_}={type_}.csv\n")
        rows = (_line([edge.head, edge.tail, *edge.properties.values()]) for edge in edges)
        yield f"{type_}.csv", _headed([":START_ID", ":END_ID", *_columns(properties)], rows)
    yield ARGUMENTS, arguments


def _node_lines(label: str, nodes: list[Node], now: dict[str, int]) -> Iterator[str]:
    properties = {**schema.NODE_PROPERTIES[label], KEYS: "strings"}
    columns = _columns({name: properties[name] for name in nodes[0].properties if name != "id"})
    rows = (_line([*node.properties.values(), now[node.id]]) for node in nodes)
    return _headed(["id:ID", *columns, f"{DIGEST}:long"], rows)


def _columns(properties: dict[str, schema.PropertyType]) -> list[str]:
    return [name + _TYPES[kind] for name, kind in properties.items()]


def _headed(columns: list[str], lines: Iterable[str]) -> Iterator[str]:
    yield ",".join(columns) + "\n"
    yield from lines


def _line(values: list[Value]) -> str:
    return ",".join(map(_field, values)) + "\n"


def _field(value: Value) -> str:
    """A missing value is an empty field, an empty text an empty one in quotes."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        value = _BETWEEN.join(value)
    return '"' + value.replace('"', '""') + '"' if isinstance(value, str) else repr(value)
