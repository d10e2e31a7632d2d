"""ask, query and questions: what is asked of the graph in words, or by the name of a question."""

from __future__ import annotations

import shutil
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.opening import opened
from kg.cli.options import (
    DEFAULT_LIBRARY,
    Format,
    FormatOption,
    LibraryOption,
    MinConfidenceOption,
    Neo4jOption,
    ServerOption,
)
from kg.errors import NothingFound, PaperKGError
from kg.numbers import counted
from kg.records import Table
from kg.tables import render, safe

if TYPE_CHECKING:
    from kg.graphs import Graph
    from queries import Asked

app = typer.Typer()

EvidenceOption = Annotated[bool, typer.Option("--evidence", "-e", help="Add the papers and sentences behind each row.")]
VariantsOption = Annotated[
    bool, typer.Option("--variants", help="Take in versions, sizes and subsets of what is asked about, too.")
]
SlotOption = Annotated[
    list[str] | None,
    typer.Option("--param", "-p", metavar="SLOT=VALUE", help="What stands in a slot; repeatable.", show_default=False),
]


@app.command()
def ask(
    words: Annotated[list[str], typer.Argument(metavar="WORDS...", help="The question.", show_default=False)],
    library: LibraryOption = DEFAULT_LIBRARY,
    evidence: EvidenceOption = False,
    variants: VariantsOption = False,
    min_confidence: MinConfidenceOption = None,
    format: FormatOption = Format.TABLE,
    neo4j: Neo4jOption = None,
    server: ServerOption = False,
) -> None:
    """Answer a question in plain words, such as: kg ask which methods were evaluated on MMLU.

    How it was understood is said on standard error. Exit status 1: no such question, no such name, or no answer.
    """
    from queries import load, understand

    with opened(library, neo4j, server, min_confidence) as (graph, names):
        asked = understand(" ".join(words), load(), names)
        _answer(graph, asked, evidence, variants, format)


@app.command()
def query(
    name: Annotated[str, typer.Argument(help="A question of the library, see: kg questions.", show_default=False)],
    param: SlotOption = None,
    library: LibraryOption = DEFAULT_LIBRARY,
    evidence: EvidenceOption = False,
    variants: VariantsOption = False,
    min_confidence: MinConfidenceOption = None,
    format: FormatOption = Format.TABLE,
    neo4j: Neo4jOption = None,
    server: ServerOption = False,
) -> None:
    """Answer a question of the library by its name, such as: kg query methods_for_benchmark -p benchmark=MMLU."""
    from queries import linked, load

    with opened(library, neo4j, server, min_confidence) as (graph, names):
        _answer(graph, linked(load(), names, name, _pairs(param)), evidence, variants, format)


@app.command()
def questions(format: FormatOption = Format.TABLE) -> None:
    """List the questions of the library, with their slots, an example and the columns of the answer."""
    from queries import load

    found = load().values()
    if format is Format.TABLE:
        table = Table(("name", "question"), [(q.name, q.words) for q in found])
    else:
        table = Table(
            ("name", "question", "slots", "example", "columns"),
            [(q.name, q.words, {s.name: s.type for s in q.slots}, q.example, list(q.columns)) for q in found],
        )
    _print(table, format)


def _answer(graph: Graph, asked: Asked, evidence: bool, with_variants: bool, format: Format) -> None:
    from queries import variants

    _note(str(asked))
    for other in asked.others:
        _note(f"the name also means {other}; to ask about that one, write it so")
    people = format in (Format.TABLE, Format.VERTICAL)
    found = _found(graph, asked, evidence, with_variants, people)
    if found.rows or not people:  # a head without rows says nothing
        _print(found, format)
    if format is Format.TABLE and not with_variants and (kin := variants(graph, asked)):
        _note(f"see also: {', '.join(kin)}")
    if asked.count:
        _note(_count(asked, found))
    if not found.rows:
        raise NothingFound(f"nothing is known of this{_less_sure(graph, asked, with_variants)}: {asked.words}")


def _found(graph: Graph, asked: Asked, evidence: bool, with_variants: bool, beside: bool) -> Table:
    from queries import answer, answer_with_variants

    if with_variants:
        return answer_with_variants(graph, asked, evidence=evidence, beside=beside)
    return answer(graph, asked.question, asked.parameters, evidence=evidence, beside=beside)


def _count(asked: Asked, found: Table) -> str:
    """How many values the first column has; of a question that counts by itself, the sum of its counts."""
    last = asked.question.columns[-1]
    counts = [row[found.columns.index(last)] for row in found.rows]
    if asked.question.words.startswith("How many") and all(isinstance(n, int) for n in counts):
        return f"{last}: {sum(counts)}, rows: {len(found.rows)}"  # type: ignore[arg-type]
    return (
        f"{found.columns[0]}: {len({str(row[0]) for row in found.rows if row[0] is not None})}, rows: {len(found.rows)}"
    )


def _less_sure(graph: Graph, asked: Asked, with_variants: bool) -> str:
    """What to say beside an empty answer of a graph of which only the surer facts were asked."""
    from kg.graphs.sure import Sure

    if not isinstance(graph, Sure):
        return ""
    rows = len(_found(graph.whole, asked, False, with_variants, False).rows)
    said = f"; {counted(rows, 'row')} without --min-confidence" if rows else ""
    return f" with a confidence of {graph.least:g} or more{said}"


def _print(found: Table, format: Format) -> None:
    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else None
    # Not the locale's encoding: rows are the same bytes on every machine.
    sys.stdout.flush()
    sys.stdout.buffer.write(render(found, format.value, width).encode("utf-8", "replace"))
    sys.stdout.flush()


def _note(text: str) -> None:
    print(safe(text), file=sys.stderr)


def _pairs(params: list[str] | None) -> dict[str, str]:
    found: dict[str, str] = {}
    for pair in params or ():
        name, equals, value = pair.partition("=")
        if not equals or not name.strip():
            raise PaperKGError(f"-p {pair}: write it as name=value")
        if name.strip() in found:
            raise PaperKGError(
                f"-p {pair}: {name.strip()} has a value already, {found[name.strip()]}; a slot takes one"
            )
        found[name.strip()] = value.strip()
    return found
