"""Opens what a command asks: the library's own graph, or a Neo4j server."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.graphs import Graph
    from kg.library import Store
    from queries.names import Names


@contextmanager
def opened(
    library: Path, neo4j: str | None, server: bool, min_confidence: float | None = None
) -> Iterator[tuple[Graph, Names]]:
    """The graph to ask, as if it held only facts as sure as `min_confidence`, and the names in it.

    A server needs no library file; its password comes from the environment. Of what it holds it is what was pushed.
    """
    from kg.build.opening import ready, surer

    if neo4j or server:
        from kg.graphs.neo4j import Server, open_server
        from kg.graphs.ours import Ours
        from queries.server_names import ServerNames

        there = Server.from_environment(neo4j)
        with closing(open_server(there.uri, there.user, there.password, there.database)) as graph:
            ours = Ours(graph)
            yield surer(ours, min_confidence), ServerNames(ours)
    else:
        from kg.cli.showing import Showing

        with Showing() as showing, ready(library, showing, min_confidence=min_confidence) as found:
            yield found


@contextmanager
def opened_library(library: Path) -> Iterator[Store]:
    """The library itself, its names resolved."""
    from kg.build.opening import resolved
    from kg.cli.showing import Showing

    with Showing() as showing, resolved(library, showing) as store:
        yield store
