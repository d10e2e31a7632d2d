"""view: the graph as a picture."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.opening import opened
from kg.cli.options import DEFAULT_LIBRARY, LibraryOption, MinConfidenceOption, Neo4jOption, ServerOption
from kg.errors import PaperKGError
from kg.numbers import counted

app = typer.Typer()


@app.command()
def view(
    concept: Annotated[
        list[str] | None,
        typer.Argument(metavar="[CONCEPT]", help="A name; without it the most named concepts.", show_default=False),
    ] = None,
    ask: Annotated[
        str | None, typer.Option("--ask", metavar="WORDS", help="Draw the answer to a question.", show_default=False)
    ] = None,
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FILE.html", help="Where it goes.")] = Path(
        "view.html"
    ),
    limit: Annotated[int, typer.Option(min=1, max=500, help="Nodes shown at most.")] = 40,
    min_confidence: MinConfidenceOption = None,
    library: LibraryOption = DEFAULT_LIBRARY,
    neo4j: Neo4jOption = None,
    server: ServerOption = False,
) -> None:
    """Draw a neighbourhood as one HTML file that opens from disk: kg view MMLU -o mmlu.html.

    Exit status: 0 done, 1 no such name or no answer, 2 the file cannot be written.
    """
    if output.suffix.lower() not in (".html", ".htm"):
        raise PaperKGError(f"{output}: a view is an .html file")
    import viz

    overall = not concept and not ask
    with opened(library, neo4j, server, min_confidence) as (graph, names):
        scene = viz.choose(graph, names, " ".join(concept or ()), ask, limit)
    viz.write_view(scene, output)
    shown = len(scene.nodes) - (scene.focus is not None)
    of = counted(scene.total, "concept" if overall else "neighbour")
    print(f"{output}: {scene.title}, {shown} of {of} shown", file=sys.stderr)
