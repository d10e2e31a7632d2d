"""build, extract, rm and stats: what goes into a library and what is in it."""

from __future__ import annotations

import json
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from kg.cli import STOPPED
from kg.cli.opening import opened
from kg.cli.options import DEFAULT_LIBRARY, LibraryOption, MinConfidenceOption, ModelOption, Neo4jOption, ServerOption
from kg.errors import PaperKGError
from kg.numbers import counted

app = typer.Typer()

SourcesArgument = Annotated[
    list[str],
    typer.Argument(metavar="SOURCE...", help="Files, folders, globs, or - for standard input.", show_default=False),
]
JobsOption = Annotated[
    int | None,
    typer.Option(
        "--jobs", "-j", min=1, help="Processes at once; as many as there are cores if not said.", show_default=False
    ),
]

AliasesOption = Annotated[
    Path | None,
    typer.Option("--aliases", metavar="FILE", help="Your list of names; else aliases.yaml beside the library."),
]


class Summary(StrEnum):
    """How the outcome is printed."""

    TABLE = "table"
    JSON = "json"


SummaryOption = Annotated[Summary, typer.Option("--format", "-f", help="How the outcome is printed.")]


@app.command()
def build(
    sources: SourcesArgument,
    library: LibraryOption = DEFAULT_LIBRARY,
    format: SummaryOption = Summary.TABLE,
    model: ModelOption = None,
    reextract: Annotated[bool, typer.Option("--reextract", help="Read every paper again, changed or not.")] = False,
    jobs: JobsOption = None,
    aliases: AliasesOption = None,
    min_confidence: MinConfidenceOption = None,
) -> None:
    """Bring the library up to the sources: new and changed papers are read, the others skipped.

    What cannot be read is one line each, the rest is loaded. A build that was stopped goes on where it was when it is
    run again. Papers that a source no longer gives stay; `kg rm` takes papers out. With --min-confidence the graph
    holds only facts as sure as that, from now on; the library keeps the others, for another build to take in. Exit
    status: 0 done, 2 nothing in the sources could be loaded, 130 stopped by Ctrl-C (what was done is kept).
    """
    from kg.build import build as build_library
    from kg.cli.showing import Showing

    with Showing() as showing:
        try:
            summary = build_library(
                sources,
                library,
                model=model,
                reextract=reextract,
                jobs=jobs,
                aliases=aliases,
                min_confidence=min_confidence,
                watcher=showing,
            )
        except KeyboardInterrupt:
            showing.note(f"stopped; what was done is kept in {library}: the same command goes on")
            raise typer.Exit(STOPPED) from None
        if format is Summary.JSON:
            typer.echo(json.dumps(summary.as_json(), ensure_ascii=False))
        else:
            showing.note(
                f"{library}: {counted(summary.papers, 'paper')} ({summary.new} new, {summary.updated} updated,"
                f" {summary.unchanged} unchanged) from {counted(summary.read, 'entry', 'entries')}"
                f" in {summary.seconds:.1f} s; {summary.skipped} skipped"
            )
    if not summary.read:
        raise PaperKGError("no paper could be loaded from the sources")


@app.command()
def extract(sources: SourcesArgument, model: ModelOption = None, jobs: JobsOption = None) -> None:
    """Print what is found in each paper, one JSON object a line, in the order of the sources. No library is touched.

    Exit status: 0 done, 2 nothing in the sources could be read.
    """
    from kg.build import extract as found_in
    from kg.cli.showing import Showing
    from kg.records import Problem
    from loaders import extraction
    from loaders.sources import read

    done = 0
    with Showing() as showing:
        for paper, found in found_in(read(sources, showing.problem), model, jobs):
            if isinstance(found, str):
                showing.problem(Problem(paper.origins[0].source, paper.origins[0].place, found))
                continue
            typer.echo(json.dumps(extraction.as_json(paper, found), ensure_ascii=False))
            done += 1
    if not done:
        raise PaperKGError("no paper could be read from the sources")


@app.command()
def rm(
    papers: Annotated[list[str], typer.Argument(metavar="PAPER...", help="Ids or exact titles.", show_default=False)],
    library: LibraryOption = DEFAULT_LIBRARY,
) -> None:
    """Take papers out of the library with exactly what they brought.

    A paper is named by its id (arxiv:..., doi:..., acl:..., title:...), its source's own id or its title. One that
    other papers cite stays in the graph as a stub. Exit status: 0 done, 1 no such paper (then none is taken out).
    """
    from kg.build import remove
    from kg.cli.showing import Showing

    with Showing() as showing:
        for paper in remove(library, papers, showing):
            showing.note(f"taken out: {paper.title} ({paper.id})")


@app.command()
def stats(
    library: LibraryOption = DEFAULT_LIBRARY,
    neo4j: Neo4jOption = None,
    server: ServerOption = False,
    format: SummaryOption = Summary.TABLE,
) -> None:
    """Count the papers, and the nodes and edges of the graph by label and type."""
    from kg.graphs.counting import counts

    with opened(library, neo4j, server) as (graph, _):
        found = counts(graph)
    least = 0.0 if neo4j or server else _min_confidence(library)
    if format is Summary.JSON:
        typer.echo(json.dumps(asdict(found) | ({"min_confidence": least} if least else {})))
        return
    for name, number in (found.nodes | found.edges).items():
        typer.echo(f"{name:<13}{number:>10,}")
    typer.echo(f"{'papers loaded':<13}{found.papers:>10,}")
    if least:
        typer.echo(f"facts with a confidence below {least:g} are left out (kg build --min-confidence)")


def _min_confidence(library: Path) -> float:
    from kg.library import Store

    with Store.open(library, readonly=True) as store:
        return store.min_confidence
