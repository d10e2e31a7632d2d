"""cypher: statements from an argument, a file, a pipe, or somebody at a terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.opening import opened
from kg.cli.options import DEFAULT_LIBRARY, Format, LibraryOption, Neo4jOption, ServerOption
from kg.errors import PaperKGError

if TYPE_CHECKING:
    from kg.graphs import Graph
    from queries.names import Names

app = typer.Typer()

FileOption = Annotated[
    str | None,
    typer.Option("--file", "-f", metavar="FILE", help="Run the statements of a file; - is standard input."),
]
ParameterOption = Annotated[
    list[str] | None,
    typer.Option(
        "--param",
        "-P",
        "-p",
        metavar="NAME=VALUE",
        help="A $parameter: JSON or a Cypher value if it is one, else text; repeatable.",
        show_default=False,
    ),
]
FormatOption = Annotated[Format, typer.Option("--format", "-F", help="How rows are printed.")]


@app.command()
def cypher(
    query: Annotated[
        str | None,
        typer.Argument(help="Statements; without, those of standard input, or a console.", show_default=False),
    ] = None,
    file: FileOption = None,
    param: ParameterOption = None,
    library: LibraryOption = DEFAULT_LIBRARY,
    format: FormatOption = Format.TABLE,
    neo4j: Neo4jOption = None,
    server: ServerOption = False,
    write: Annotated[bool, typer.Option("--write", help="Let statements write; on a Neo4j server only.")] = False,
    at_end: Annotated[
        bool,
        typer.Option("--fail-at-end/--fail-fast", help="Run the statements after one that fails, or end there."),
    ] = False,
) -> None:
    """Run Cypher: QUERY, the statements of a file or of standard input, or a console on a terminal.

    Read-only, unless --write on a Neo4j server. Exit status: 0 done, 2 a statement failed, 130 stopped by Ctrl-C.
    """
    from queries.console import Session, run_script
    from queries.console.commands.parameters import value

    if query is not None and file is not None:
        raise PaperKGError("give a query or -f FILE, not both (a format is given by --format)")
    if write and not (neo4j or server):
        raise PaperKGError("--write is for a Neo4j server (--server); the embedded graph is made from the library")
    sits_there = query is None and file is None and sys.stdin.isatty()
    with Session(_Places(write), format=format.value, pages=sits_there) as session:
        for pair in param or ():
            name, equals, text = pair.partition("=")
            if not equals or not name.strip().isidentifier():
                raise PaperKGError(f"-P {pair}: write it as name=value")
            session.parameters[name.strip()] = value(text.strip())
        session.library, session.uri = library, neo4j
        if neo4j or server:
            session.go_to_server(neo4j)
        else:
            session.go_to_library(library)
        if sits_there:
            from queries.console.terminal import converse

            converse(session, write)
            return
        status = run_script(session, query if query is not None else _text(file), at_end=at_end)
    if status:
        raise typer.Exit(status)


def _text(file: str | None) -> str:
    from queries.console.commands.leaving import read

    if file is None or file == "-":
        try:
            return sys.stdin.buffer.read().decode("utf-8-sig")
        except UnicodeDecodeError:
            raise PaperKGError("standard input: not UTF-8 text") from None
    return read(Path(file))


class _Places:
    """`queries.console.Places` as the command line opens them."""

    def __init__(self, write: bool) -> None:
        self._write = write

    def library(self, path: Path) -> AbstractContextManager[tuple[Graph, Names]]:
        return opened(path, None, False)

    @contextmanager
    def server(self, uri: str | None, database: str | None) -> Iterator[tuple[Graph, Names]]:
        from dataclasses import replace

        from kg.graphs.neo4j import Server
        from kg.graphs.ours import Ours
        from kg.graphs.server import ConsoleServer
        from queries.server_names import ServerNames

        there = Server.from_environment(uri)
        if database is not None:
            there = replace(there, database=database)
        with closing(ConsoleServer(there, write=self._write)) as graph:
            yield graph, ServerNames(Ours(graph))

    def why(self, library: Path, name: str, other: str | None) -> None:
        from kg.cli import naming

        naming.why(name, other, library, naming.Form.TABLE)
