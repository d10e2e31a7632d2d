"""A Neo4j server as the console has it: read-only unless it was opened for writing, with plans and what was changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from itertools import pairwise
from secrets import token_hex
from typing import Any

from kg.errors import PaperKGError, QueryError
from kg.graphs import NO_PARAMETERS
from kg.graphs.neo4j import Server, ServerGraph, plain_value
from kg.graphs.plans import Plan, from_server
from kg.graphs.tokens import tokens
from kg.records import Table

_MARK = "paperkg"
_RUNNING = f"SHOW TRANSACTIONS YIELD transactionId AS id, metaData AS m WHERE m.{_MARK} = $mark RETURN id"
_ONLY_READ = "queries only read"


class ConsoleServer(ServerGraph):
    """The graph on a server; `kg.graphs.Graph`. `changes` counts what the last statement changed, by Neo4j's names."""

    def __init__(self, server: Server, *, write: bool = False) -> None:
        super().__init__(server)
        self.write = write
        self._mark = token_hex(8)  # its statements are told by it from those of others
        self.changes: dict[str, int] = {}

    @property
    def name(self) -> str:
        """The server and its database, as the user named them."""
        return f"{self._server.uri} {self._server.database or ''}".strip()

    def run(self, query: str, parameters: Mapping[str, object] = NO_PARAMETERS) -> Table:
        """The rows of a query, as `Graph.run`; one that writes is refused by the server unless `write`."""
        table, summary = self._alone(query, parameters)
        counters = summary.counters
        self.changes = {name: number for name, number in vars(counters).items() if type(number) is int and number}
        return table

    def plan(self, query: str, parameters: Mapping[str, object] = NO_PARAMETERS) -> Plan | None:
        """The plan of a statement that begins with EXPLAIN or PROFILE."""
        _, summary = self._alone(query, parameters)
        found = summary.profile or summary.plan
        return from_server(found) if found else None

    def interrupt(self) -> None:
        """Have the server stop the statement that runs in another thread, which raises PaperKGError there."""
        with self._server.told(), self._driver.session(database=self._server.database) as session:
            for id_ in session.run(_RUNNING, mark=self._mark).value():
                session.run("TERMINATE TRANSACTIONS $id", id=id_).consume()

    def _alone(self, query: str, parameters: Mapping[str, object]) -> tuple[Table, Any]:
        """The rows and the summary of a statement in a transaction of its own, which is not tried twice."""
        import neo4j

        if not self.write:
            _refuse_files(query)
        asked = neo4j.Query(query, timeout=self._seconds, metadata={_MARK: self._mark})
        access = neo4j.WRITE_ACCESS if self.write else neo4j.READ_ACCESS
        with (
            self._told(),
            self._driver.session(database=self._server.database, default_access_mode=access) as session,
        ):
            result = session.run(asked, dict(parameters))
            columns = tuple(result.keys())
            rows = [tuple(plain_value(value) for value in record.values()) for record in result]
            return Table(columns, rows), result.consume()

    @contextmanager
    def _told(self) -> Iterator[None]:
        """The server's errors as ours; one that refuses to write says how it may."""
        try:
            with self._server.told(self._seconds):
                yield
        except PaperKGError as error:
            if _ONLY_READ in str(error):
                raise QueryError("query: it writes, and the server is only read; allow it with --write") from None
            raise


def _refuse_files(query: str) -> None:
    """A server reads files and addresses for whoever may ask it; a console that only reads the graph does not ask."""
    at = 0
    words: list[tuple[str, int]] = []
    for token in tokens(query):
        if token.kind == "word":
            words.append((token.text.upper(), at))
        at += len(token.text)
    for (word, place), (after, _) in pairwise(words):
        if (word, after) == ("LOAD", "CSV"):
            raise QueryError("query: LOAD CSV is refused, it reads files of the server; allow it with --write", place)
