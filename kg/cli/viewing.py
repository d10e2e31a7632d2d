"""view, export and push: the graph on its way out."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.opening import opened_library
from kg.cli.options import DEFAULT_LIBRARY, LibraryOption

if TYPE_CHECKING:
    from kg.projection import Projection

app = typer.Typer()


@app.command()
def export(
    file: Annotated[Path, typer.Argument(help="What to write: .graphml, .gexf, .json, .jsonl, .csv or .cypher.")],
    library: LibraryOption = DEFAULT_LIBRARY,
) -> None:
    """Write the whole graph to a file, in the format of its suffix."""
    from kg.exports import export as write
    from kg.exports import format_of

    format_of(file)  # before the work
    graph = _projected(library)
    for path in write(graph, file):
        print(f"{path}: {len(graph.nodes)} nodes, {len(graph.edges)} edges", file=sys.stderr)


@app.command()
def push(
    neo4j: Annotated[
        str | None, typer.Option("--neo4j", metavar="URI", help="The server; else $NEO4J_URI.", show_default=False)
    ] = None,
    library: LibraryOption = DEFAULT_LIBRARY,
) -> None:
    """Make the graph on a Neo4j server equal to the library, sending only what changed.

    The user and password are $NEO4J_USERNAME and $NEO4J_PASSWORD, the database $NEO4J_DATABASE.
    """
    from kg.graphs.neo4j import Server
    from kg.graphs.neo4j import push as send

    server = Server.from_environment(neo4j)
    sent = send(server, _projected(library), _progress if sys.stderr.isatty() else lambda done, total: None)
    if not sent:
        print("nothing to send: the server holds this library")
        return
    print(f"sent {sent.new} new and {sent.changed} changed nodes with {sent.edges} edges; deleted {sent.gone} nodes")


def _projected(library: Path) -> Projection:
    from kg.projection import project

    with opened_library(library) as store:
        return project(store)


def _progress(done: int, total: int) -> None:
    print(f"\rsending: {done} of {total} nodes", end="\n" if done == total else "", file=sys.stderr, flush=True)
