"""The offline Cypher engine: a ladybug database file beside the library that holds its projection.

Opening it for a question imports nothing but the engine. It is open for reading, with a time and a memory limit.
"""

from __future__ import annotations

import os
import threading
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from kg import schema
from kg.errors import PaperKGError, QueryError
from kg.graphs import NO_PARAMETERS, Own, Shared
from kg.graphs.engine import ladybug
from kg.graphs.values import PLAIN_TYPES, plain_row
from kg.library import Store
from kg.records import Table

if TYPE_CHECKING:
    from kg.graphs.dialect import Translation
    from kg.graphs.plans import Plan

QUERY_SECONDS = 60
QUERY_MEMORY = 2**30  # bytes of the buffer pool, which grows with use

#: Raise it when the same library content comes to be projected or kept differently.
_FORMAT = 1
_LAYOUT = f"{_FORMAT}-{zlib.crc32(repr((schema.NODE_PROPERTIES, schema.RELATIONS)).encode()):08x}"


def stamp(revision: str) -> str:
    """What a graph file carries that holds the library at this revision, laid out as this paperkg does."""
    return f"{_LAYOUT} {revision}"


def graph_path(library: Path) -> Path:
    """The graph file of a library."""
    return library.with_name(library.name + ".graph")


def open_graph(store: Store) -> EmbeddedGraph:
    """The graph of the library as it is now; brought up to date first where it is not.

    A graph file that is damaged or not ours is made anew. Where the folder may not be written to, the graph is made in
    a temporary folder and goes when it is closed. Raises PaperKGError where neither can be.
    """
    path = graph_path(store.path)
    graph = _standing(path)
    if graph is not None:
        if graph.stamp == stamp(store.revision):
            return graph
        graph.close()
    from kg.graphs.refreshing import refresh

    if os.access(path.parent, os.W_OK):
        return refresh(store, path, lambda: _standing(path))
    import tempfile

    folder = tempfile.TemporaryDirectory(prefix="paperkg-")
    graph = refresh(store, Path(folder.name) / path.name, lambda: None)
    graph.on_close = folder.cleanup
    return graph


def _standing(path: Path) -> EmbeddedGraph | None:
    """The graph in the file, None where there is none that opens."""
    try:
        return EmbeddedGraph(path)
    except (RuntimeError, PaperKGError):  # the engine's word for whatever is wrong with a file
        return None


class EmbeddedGraph:
    """A graph file, open for reading; `kg.graphs.Graph`."""

    def __init__(self, path: Path, *, seconds: float = QUERY_SECONDS, memory: int = QUERY_MEMORY) -> None:
        self._database = ladybug.Database(path, read_only=True, buffer_pool_size=memory)
        self.connection = ladybug.Connection(self._database)
        self.connection.set_query_timeout(int(seconds * 1000))
        self._seconds = seconds
        self._one_at_a_time = threading.Lock()  # two threads in one connection wait for each other for ever
        self._masked = True
        self.on_close: Callable[[], object] = lambda: None
        tables = self._table("CALL show_tables() RETURN name, comment", NO_PARAMETERS, masked=True)
        self.stamp = next((str(comment) for name, comment in tables.rows if name == "Paper"), "")

    @property
    def has_layout(self) -> bool:
        """Whether the file has the tables that this paperkg makes."""
        return self.stamp.startswith(stamp(""))

    def run(self, query: str, parameters: Mapping[str, object] = NO_PARAMETERS) -> Table:
        """The rows of a reading query, as `Graph.run`."""
        if isinstance(query, Shared):
            try:
                return self._table(query, parameters, masked=True)
            except RuntimeError as error:
                raise self._limit(str(error)) or PaperKGError(f"query: {error}") from None
        return self._translated(query, parameters)

    def _translated(self, query: str, parameters: Mapping[str, object]) -> Table:
        from kg.graphs.columns import named
        from kg.graphs.dialect import translate
        from kg.graphs.readonly import check
        from kg.graphs.tokens import tokens

        check(query)
        if missing := sorted({t.text for t in tokens(query) if t.kind == "parameter"} - {f"${p}" for p in parameters}):
            raise QueryError(f"query: no value is given for {', '.join(missing)}", query.find(missing[0]))
        sent = translate(query)
        check(sent.text)
        try:
            answer = self._table(sent.text, parameters, masked=isinstance(query, Own))
        except RuntimeError as error:
            raise self._limit(str(error)) or self._complaint(str(error), query, sent) from None
        return Table(named(query, answer.columns), answer.rows)

    def plan(self, query: str, parameters: Mapping[str, object] = NO_PARAMETERS) -> Plan | None:
        """The plan of a statement that begins with EXPLAIN or PROFILE."""
        from kg.graphs.plans import from_boxes
        from kg.graphs.tokens import tokens

        drawn = str(self.run(query, parameters).rows[0][0])
        return from_boxes(drawn, ran="PROFILE" in next(t.text.upper() for t in tokens(query) if t.kind == "word"))

    def interrupt(self) -> None:
        """Stop the query that runs in another thread, which raises PaperKGError there."""
        self.connection.interrupt()

    def functions(self) -> list[str]:
        """The names of the engine's functions."""
        rows = self._table("CALL show_functions() RETURN name", NO_PARAMETERS).rows
        return sorted({str(name).lower() for (name,) in rows})

    def _table(self, query: str, parameters: Mapping[str, object], *, masked: bool = False) -> Table:
        """The rows as the engine gives them.

        `masked`: let it look only at nodes that the rest of the query has found. It is faster so, and in ladybug 0.22
        wrong with some filters: `WITH b LIMIT 5 MATCH (b)-[r]->() WHERE r.confidence > 0.5` gives rows of other nodes.
        """
        try:
            with self._one_at_a_time:
                if masked != self._masked:
                    self.connection.execute(f"CALL enable_semi_mask={str(masked).lower()}")
                    self._masked = masked
                result = self.connection.execute(query, dict(parameters))
                assert isinstance(result, ladybug.QueryResult)  # one statement
                with result:
                    of_row = tuple if PLAIN_TYPES.issuperset(result.get_column_data_types()) else plain_row
                    rows = [of_row(result.get_next()) for _ in range(result.get_num_tuples())]
                    return Table(tuple(result.get_column_names()), rows)
        except (ValueError, TypeError, OverflowError) as error:  # from binding a list of mixed types, say
            said = "query: a parameter has a value that the engine cannot take; a list has values of one type here"
            raise PaperKGError(f"{said} ({error})") from None

    def _limit(self, message: str) -> PaperKGError | None:
        """What to say where a query took too long or too much memory."""
        if message.startswith("Interrupted"):
            return PaperKGError(f"query: stopped after {self._seconds:g} s; narrow it, or add a LIMIT")
        if "buffer pool is full" in message.lower() or "bad_alloc" in message:
            return PaperKGError("query: needs more memory than it may have; narrow it, or add a LIMIT")
        return None

    def _complaint(self, message: str, query: str, sent: Translation) -> PaperKGError:
        from kg.graphs.dialect.complaints import complaint

        return complaint(message, query, sent, self.functions)

    def close(self) -> None:
        """Let go of the file."""
        self.connection.close()
        self._database.close()
        self.on_close()

    def __enter__(self) -> EmbeddedGraph:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()
