"""The offline Cypher engine: a ladybug database file that holds the projection.

Opening it for a question imports nothing but the engine. It is read-only there, with a time and a memory limit.
"""

from __future__ import annotations

import datetime
import decimal
import re
import uuid
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import ladybug

from kg import schema
from kg.errors import PaperKGError
from kg.graphs import NO_PARAMETERS
from kg.records import Table

QUERY_SECONDS = 60
QUERY_MEMORY = 2**30  # bytes of the buffer pool; it grows with use


class EmbeddedGraph:
    """A graph file, open for reading; `kg.graphs.Graph`."""

    def __init__(self, path: Path, *, seconds: float = QUERY_SECONDS, memory: int = QUERY_MEMORY) -> None:
        self._database = ladybug.Database(path, read_only=True, buffer_pool_size=memory)
        self._connection = ladybug.Connection(self._database)
        self._connection.set_query_timeout(int(seconds * 1000))
        self._seconds = seconds

    def run(self, query: str, parameters: Mapping[str, object] = NO_PARAMETERS) -> Table:
        try:
            result = self._connection.execute(query, dict(parameters))
        except RuntimeError as error:
            raise PaperKGError(self._one_line(str(error))) from None
        assert isinstance(result, ladybug.QueryResult)  # one statement
        with result:
            columns = tuple(result.get_column_names())
            return Table(columns, [tuple(plain(value) for value in row) for row in result])

    def revision(self) -> str | None:
        """What `load` was given for it; None where the file holds no projection of ours."""
        for name, comment in self.run("CALL show_tables() RETURN name, comment").rows:
            if name == "Paper":
                return str(comment)
        return None

    def close(self) -> None:
        self._connection.close()
        self._database.close()

    def __enter__(self) -> EmbeddedGraph:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def _one_line(self, message: str) -> str:
        if message.startswith("Interrupted"):
            return f"the query took longer than {self._seconds:g} s: narrow it"
        first = re.sub(r"^(\w+ )+exception: ", "", message.strip().splitlines()[0])
        return f"query: {first}"


def plain(value: Any) -> object:
    """A value of the engine in the form that `Graph` promises."""
    match value:
        case None | bool() | int() | float() | str():
            return value
        case {"_NODES": nodes, "_RELS": relations}:
            return {"nodes": [plain(n) for n in nodes], "relations": [plain(r) for r in relations]}
        case {"_SRC": _, "_LABEL": kind}:
            return {"type": kind, **{name: plain(value.get(name)) for name in schema.RELATIONS[kind].properties}}
        case {"_ID": _, "_LABEL": label}:
            return {"label": label, **{name: plain(value.get(name)) for name in schema.NODE_PROPERTIES[label]}}
        case dict():
            return {str(key): plain(item) for key, item in value.items()}
        case list() | tuple():
            return [plain(item) for item in value]
        case decimal.Decimal():  # sums of integers
            return int(value) if value == value.to_integral_value() else float(value)
        case datetime.date() | datetime.time():
            return value.isoformat()
        case uuid.UUID() | datetime.timedelta():
            return str(value)
        case bytes():
            return value.hex()
    raise PaperKGError(f"the query returns a {type(value).__name__}, which has no plain form: return its parts")
