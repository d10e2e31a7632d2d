"""Which graph a command asks: the embedded one of the library, or a Neo4j server's."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from kg.graphs import Graph

Neo4jOption = Annotated[
    str | None, typer.Option("--neo4j", metavar="URI", help="Ask this Neo4j server.", show_default=False)
]
ServerOption = Annotated[bool, typer.Option("--server", help="Ask the Neo4j server that $NEO4J_URI names.")]


@contextmanager
def graph_of(library: Path, neo4j: str | None = None, server: bool = False) -> Iterator[Graph]:
    """The graph that the options mean, open for the block; a library that a stopped build left half done is finished.

    Raises PaperKGError where the library or the server cannot be opened.
    """
    if neo4j or server:
        from kg.graphs.neo4j import Server, ServerGraph

        graph: Graph = ServerGraph(Server.from_environment(neo4j))
    else:
        from kg.graphs.embedded import open_graph
        from kg.library import Store

        with Store.open(library, readonly=True) as store:
            if store.unresolved:
                from kg.build import finish
                from kg.cli.showing import Showing

                with Showing() as showing:
                    finish(library, showing)
            graph = open_graph(store)
    try:
        yield graph
    finally:
        graph.close()
