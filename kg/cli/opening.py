"""Opens what a command asks: the library's own graph, or a Neo4j server."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING


if TYPE_CHECKING:
    from kg.graphs import Graph
    from queries.names import Names


@contextmanager
def opened(library: Path, neo4j: str | None, server: bool) -> Iterator[tuple[Graph, Names]]:
    """The graph to ask and the names in it. A server needs no library file; its password comes from the environment."""
    if neo4j or server:
        yield from _on_server(neo4j)
        return
    from kg.graphs.embedded import open_graph
    from kg.library import Store
    from queries.names import LibraryNames

    with Store.open(library, readonly=True) as store:
        if store.unresolved:
            complete(library)
        graph = open_graph(store)
        try:
            yield graph, LibraryNames(store, graph)
        finally:
            graph.close()


def complete(library: Path) -> None:
    """Do what a stopped build left: names must be resolved before anything can be asked."""
    from kg.build import finish
    from kg.cli.showing import Showing

    with Showing() as showing:
        finish(library, showing)


def _on_server(uri: str | None) -> Iterator[tuple[Graph, Names]]:
    from kg.graphs.neo4j import Server, open_server
    from queries.names import GraphNames

    server = Server.from_environment(uri)
    graph = open_server(server.uri, server.user, server.password, server.database)
    try:
        yield graph, GraphNames(graph)
    finally:
        graph.close()
