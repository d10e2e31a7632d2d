"""A Neo4j 5 server: opened for questions, or made equal to the library (`kg push`, kg.graphs.pushing).

The driver is imported when a server is asked for: it is the optional extra `neo4j`.
"""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from kg import schema
from kg.errors import PaperKGError
from kg.graphs import NO_PARAMETERS, values
from kg.graphs.embedded import QUERY_SECONDS
from kg.graphs.pushing import Pushed, Report, push_nodes_and_edges
from kg.graphs.refusals import told
from kg.projection import Projection
from kg.records import Table

if TYPE_CHECKING:
    import neo4j

#: Major version of the server.
OLDEST = 5
#: Of a server's address: +s asks for TLS with a certificate that is trusted, +ssc for TLS with any.
SCHEMES = ("neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc")


@dataclass(frozen=True, slots=True)
class Server:
    """Where a server is and who asks. `database` None is the user's home database."""

    uri: str
    user: str
    password: str = field(repr=False)
    database: str | None = None

    @classmethod
    def from_environment(cls, uri: str | None = None) -> Server:
        """By NEO4J_URI (unless `uri` is given), NEO4J_USERNAME, NEO4J_PASSWORD and NEO4J_DATABASE.

        Raises PaperKGError naming the variable that is missing.
        """
        uri = uri or os.environ.get("NEO4J_URI")
        password = os.environ.get("NEO4J_PASSWORD")
        if uri and "@" in uri:  # not shown: a password stands in it
            raise PaperKGError("neo4j: the URI is to have no user and password; set NEO4J_USERNAME and NEO4J_PASSWORD")
        if not uri:
            raise PaperKGError("neo4j: no server is named; set NEO4J_URI, for example neo4j://localhost:7687")
        if uri.partition("://")[0] not in SCHEMES:
            raise PaperKGError(f"neo4j: {uri}: a server is named by {', '.join(SCHEMES)}, as in neo4j://localhost:7687")
        if not password:
            raise PaperKGError("neo4j: set NEO4J_PASSWORD (and NEO4J_USERNAME where it is not neo4j)")
        user = os.environ.get("NEO4J_USERNAME") or "neo4j"
        return cls(uri, user, password, os.environ.get("NEO4J_DATABASE") or None)

    def told(self, seconds: float = QUERY_SECONDS) -> AbstractContextManager[None]:
        """Turns the driver's errors into lines that speak of this server."""
        return told(self.uri, self.user, self.database, seconds)


def open_server(uri: str, user: str, password: str, database: str | None = None) -> ServerGraph:
    """The graph that a server holds, for reading. Raises PaperKGError where it cannot be reached or does not let in."""
    return ServerGraph(Server(uri, user, password, database))


def push(
    server: Server, projection: Projection, report: Report = lambda done, total: None, *, full: bool = False
) -> Pushed:
    """Make the server's graph equal to the projection, sending only what differs; gives what was sent.

    With `full`, what earlier pushes made is deleted first. Touches none but the nodes that it made itself. Stopped at
    any moment, it is finished by pushing again. Raises PaperKGError for whatever the server refuses.
    """
    with _driver(server) as driver, server.told(), driver.session(database=server.database) as session:
        return push_nodes_and_edges(session, projection, report, full=full)


class ServerGraph:
    """The graph on a server, read-only; `kg.graphs.Graph`."""

    def __init__(self, server: Server, *, seconds: float = QUERY_SECONDS) -> None:
        self._server = server
        self._seconds = seconds
        self._open = _driver(server)
        self._driver = self._open.__enter__()

    def run(self, query: str, parameters: Mapping[str, object] = NO_PARAMETERS) -> Table:
        """The rows of a reading query, as `Graph.run`."""
        import neo4j

        @neo4j.unit_of_work(timeout=self._seconds)
        def read(transaction: neo4j.ManagedTransaction) -> Table:
            result = transaction.run(query, dict(parameters))
            columns = tuple(result.keys())
            return Table(columns, [tuple(plain_value(value) for value in record.values()) for record in result])

        with self._server.told(self._seconds), self._driver.session(database=self._server.database) as session:
            return session.execute_read(read)

    def close(self) -> None:
        """Let go of the connection."""
        self._open.__exit__(None, None, None)

    def __enter__(self) -> ServerGraph:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()


@contextmanager
def _driver(server: Server) -> Iterator[neo4j.Driver]:
    try:
        import neo4j
    except ImportError:
        raise PaperKGError('neo4j: the driver is not installed; run: pip install "paperkg[neo4j]"') from None
    logging.getLogger("neo4j").addHandler(logging.NullHandler())  # what matters of it is told as an error
    with server.told():
        driver = neo4j.GraphDatabase.driver(server.uri, auth=(server.user, server.password))
    with driver:
        with server.told():
            agent = driver.get_server_info().agent
        version = re.match(r"Neo4j/(\d+)\.", agent)
        if version is None or int(version[1]) < OLDEST:
            raise PaperKGError(f"neo4j: {server.uri} is {agent}; Neo4j {OLDEST} or newer is needed")
        yield driver


def plain_value(value: Any) -> object:
    """A value of the driver in the form that `Graph` promises."""
    import neo4j.graph
    import neo4j.spatial
    import neo4j.time

    match value:
        case neo4j.graph.Node():
            ours = [label for label in schema.LABELS if label in value.labels]
            if ours:
                return values.node(ours[0], value)
            return {
                "label": min(value.labels, default=None),
                **{name: plain_value(item) for name, item in value.items()},
            }
        case neo4j.graph.Relationship():
            if value.type in schema.RELATIONS:
                return values.relation(value.type, value)
            return {"type": value.type, **{name: plain_value(item) for name, item in value.items()}}
        case neo4j.graph.Path():
            forward = [r.start_node == n for r, n in zip(value.relationships, value.nodes, strict=False)]
            return values.path(map(plain_value, value.nodes), map(plain_value, value.relationships), forward)
        case neo4j.time.Duration():
            return values.duration(value.months, value.days, value.seconds, value.nanoseconds)
        case neo4j.time.Date() | neo4j.time.DateTime() | neo4j.time.Time():
            return values.plain(value.to_native())
        case neo4j.spatial.Point() | list() | tuple():
            return [plain_value(item) for item in value]
        case dict():
            return {name: plain_value(item) for name, item in value.items()}
    return values.plain(value)
