"""view, export and push: the graph on its way out."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli import STOPPED
from kg.cli.opening import opened_library
from kg.cli.options import DEFAULT_LIBRARY, LibraryOption
from kg.errors import PaperKGError
from kg.numbers import counted

if TYPE_CHECKING:
    from kg.cli.showing import Showing
    from kg.projection import Projection

app = typer.Typer()


@app.command()
def export(
    file: Annotated[
        Path | None,
        typer.Argument(help="What to write: .graphml, .gexf, .json, .jsonl, .csv or .cypher.", show_default=False),
    ] = None,
    library: LibraryOption = DEFAULT_LIBRARY,
    neo4j_admin: Annotated[
        Path | None,
        typer.Option(
            "--neo4j-admin", metavar="DIR", help="Write CSV files for neo4j-admin to this folder.", show_default=False
        ),
    ] = None,
) -> None:
    """Write the whole graph to a file, in the format of its suffix; or to a folder, for Neo4j's bulk importer.

    The importer makes a database of them in: cd DIR && neo4j-admin database import full neo4j @import.args
    """
    from kg.cli.showing import Showing
    from kg.exports import export as write
    from kg.exports import format_of
    from kg.graphs import bulk
    from queries.server_names import keyed

    if file is not None and neo4j_admin is not None:
        raise PaperKGError(
            f"export: {file} and --neo4j-admin {neo4j_admin} are two exports; ask for one, then the other"
        )
    if file is None and neo4j_admin is None:
        raise PaperKGError("export: name a file to write, such as graph.graphml, or --neo4j-admin DIR")
    if file is not None:
        format_of(file)  # before the work
    with Showing() as showing:
        graph = _projected(library, showing)
        if neo4j_admin is not None:
            _note_left_out(showing, bulk.export(keyed(graph), neo4j_admin))
            paths = [neo4j_admin / bulk.ARGUMENTS]
        else:
            assert file is not None
            paths = write(graph, file)
    held = f"{counted(len(graph.nodes), 'node')}, {counted(len(graph.edges), 'edge')}"
    print(f"{' and '.join(map(str, paths))}: {held}", file=sys.stderr)


@app.command()
def push(
    neo4j: Annotated[
        str | None, typer.Option("--neo4j", metavar="URI", help="The server; else $NEO4J_URI.", show_default=False)
    ] = None,
    full: Annotated[bool, typer.Option("--full", help="Start over: delete what was pushed, send everything.")] = False,
    library: LibraryOption = DEFAULT_LIBRARY,
) -> None:
    """Make the graph on a Neo4j server equal to the library, sending only what changed since the last push.

    The user and password are $NEO4J_USERNAME and $NEO4J_PASSWORD, the database $NEO4J_DATABASE. Other data in the
    database is left alone. A push that was stopped is finished by the next. Exit status: 0 done, 2 not possible, 130
    stopped by Ctrl-C.
    """
    from kg.cli.showing import Showing
    from kg.graphs.neo4j import Server
    from kg.graphs.neo4j import push as send
    from queries.server_names import keyed

    server = Server.from_environment(neo4j)
    with Showing() as showing:
        try:
            graph = keyed(_projected(library, showing))
            sent = send(server, graph, lambda done, total: showing.progress("sending", done, total), full=full)
        except KeyboardInterrupt:
            showing.note("stopped; what was sent is kept: the same command goes on")
            raise typer.Exit(STOPPED) from None
        _note_left_out(showing, sent.left_out)
        if sent.indexes:
            showing.note(f"indexes made: {sent.indexes}")
    if not sent:
        print("nothing to send: the server holds this library")
        return
    print(
        f"sent {sent.new:,} new and {counted(sent.changed, 'changed node')} with {counted(sent.edges, 'edge')};"
        f" deleted {counted(sent.gone, 'node')}"
    )


def _projected(library: Path, showing: Showing) -> Projection:
    from kg.projection import project

    with opened_library(library) as store:
        showing.progress("computing the graph", 0, None)
        return project(store)


def _note_left_out(showing: Showing, ids: Sequence[str]) -> None:
    if ids:
        showing.note(f"left out, too long for an index: {counted(len(ids), 'node')}, the first {ids[0][:60]}")
