"""show, why, merge, split, merges and review: which names are one concept."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kg.cli import portraits
from kg.cli.opening import opened, opened_library
from kg.cli.options import DEFAULT_LIBRARY, LibraryOption, MinConfidenceOption, Neo4jOption, ServerOption
from kg.numbers import counted

if TYPE_CHECKING:
    from kg.records import Concept, Decision
    from loaders.resolution.explaining import Explanation
    from queries.portraits import PaperPortrait

app = typer.Typer()


class Form(StrEnum):
    """How the outcome is printed."""

    TABLE = "table"
    JSON = "json"


class Questions(StrEnum):
    """What review does with its questions."""

    ASK = "ask"
    JSONL = "jsonl"


FormOption = Annotated[Form, typer.Option("--format", "-f", help="How the outcome is printed.")]
WhyOption = Annotated[str, typer.Option("--why", help="The reason, kept with the decision.", show_default=False)]


def _name(help: str) -> Any:
    return typer.Argument(help=help, show_default=False)


@app.command()
def show(
    concept: Annotated[str, _name("Any name of it, or its id; a paper's title or id.")],
    library: LibraryOption = DEFAULT_LIBRARY,
    min_confidence: MinConfidenceOption = None,
    format: FormOption = Form.TABLE,
    neo4j: Neo4jOption = None,
    server: ServerOption = False,
) -> None:
    """Show a concept: its type, aliases, family, variants, papers by role, and relations; or a paper: what it names.

    Exit status: 0 shown, 1 no such name (the nearest are named).
    """
    from kg.errors import NothingFound
    from queries.portraits import papers
    from queries.portraits import show as shown

    with opened(library, neo4j, server, min_confidence) as (graph, names):
        try:
            found = shown(graph, names, concept)
        except NothingFound:
            if not (meant := papers(graph, names, concept)):
                raise
            _papers_shown(meant, format)
            return
    if format is Form.JSON:
        _json([portraits.as_json(portrait) for portrait in found])
    else:
        _lines(line for portrait in found for line in portraits.drawn(portrait))


@app.command()
def why(
    name: Annotated[str, _name("Any name of a concept, or its id.")],
    other: Annotated[str | None, _name("A second name: are the two one concept?")] = None,
    library: LibraryOption = DEFAULT_LIBRARY,
    format: FormOption = Form.TABLE,
) -> None:
    """Say why a concept has the names it has; with two names, whether they are one concept, and the reason.

    Two names that the library has not are judged by the names alone. Exit status: 0 said, 1 no such name.
    """
    from kg.errors import PaperKGError
    from loaders.resolution import explaining

    if not all(given.strip() for given in (name, other) if given is not None):
        raise PaperKGError("a name is empty; kg why NAME, or kg why NAME OTHER")
    with opened_library(library) as store:
        if other is not None:
            answers = [
                {"a": name, "b": other, "same": found.same, "step": found.step, "reason": found.reason}
                for found in explaining.between(store, name, other)
            ]
            if format is Form.JSON:
                _json(answers)
            else:
                _lines(f"{'one concept' if row['same'] else 'two concepts'}: {row['reason']}" for row in answers)
            return
        explanations = explaining.why(store, name)
    if format is Form.JSON:
        _json([_explanation(explanation) for explanation in explanations])
    else:
        _lines(line for explanation in explanations for line in _told(explanation))


@app.command()
def merge(
    a: Annotated[str, _name("Any name of a concept, or its id.")],
    b: Annotated[str, _name("Any name of the other.")],
    library: LibraryOption = DEFAULT_LIBRARY,
    why: WhyOption = "",
) -> None:
    """Make two concepts one. The decision stands above every automatic step and outlives rebuilds.

    Exit status: 0 done, 1 no such name, 2 names of several concepts, or of two kinds.
    """
    from kg.build.naming import merge as merge_names
    from kg.cli.showing import Showing

    with Showing() as showing:
        merged = merge_names(library, a, b, why, showing)
        showing.note(f"{merged.id} is now {_named(merged)}; `kg split` takes a name out again")


@app.command()
def split(
    name: Annotated[str, _name("The name to be a concept of its own.")],
    library: LibraryOption = DEFAULT_LIBRARY,
    why: WhyOption = "",
) -> None:
    """Make a name a concept of its own. The decision stands above every automatic step and outlives rebuilds.

    Exit status: 0 done, 1 no such name, 2 a name of two kinds, or the only one of its concept.
    """
    from kg.build.naming import split as split_name
    from kg.cli.showing import Showing

    with Showing() as showing:
        own, rest = split_name(library, name, why, showing)
        showing.note(f"{own.id} is now {_named(own)}; {rest.id} is {_named(rest)}")


@app.command()
def merges(
    library: LibraryOption = DEFAULT_LIBRARY,
    undo: Annotated[
        int | None, typer.Option("--undo", metavar="NUMBER", help="Take this decision back.", show_default=False)
    ] = None,
    format: FormOption = Form.TABLE,
) -> None:
    """List what you decided about names, each with its number, and what your list of names says; --undo takes one back.

    Exit status: 0 listed or taken back, 1 nothing decided, or no such number.
    """
    from kg.build.naming import undo as undo_decision
    from kg.cli.showing import Showing
    from kg.errors import NothingFound

    if undo is not None:
        with Showing() as showing:
            showing.note(f"taken back: {_spoken(undo_decision(library, undo, showing))}")
        return
    with opened_library(library) as store:
        said: list[tuple[int | None, Decision]] = [*store.names.said()]
        said += [(None, decision) for decision in store.names.listed()]
    if format is Form.JSON:
        _json([{"number": number, **asdict(decision)} for number, decision in said])
    elif not said:
        raise NothingFound(f"{library}: nothing was decided about names; kg merge and kg split do")
    else:
        _lines(f"{'list' if number is None else number}: {_spoken(decision)}" for number, decision in said)


def _spoken(decision: Decision) -> str:
    about = f" ({decision.kind})" if decision.kind else ""
    other = f" / {decision.other}" if decision.other else ""
    return f"{decision.verb} {decision.name}{other}{about}" + (f": {decision.why}" if decision.why else "")


@app.command()
def review(
    library: LibraryOption = DEFAULT_LIBRARY,
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, help="How many decisions at most.")] = 20,
    answers: Annotated[
        Path | None,
        typer.Option(
            "--answers", metavar="FILE", help="Take answers as JSON lines from this file, or - .", show_default=False
        ),
    ] = None,
    format: Annotated[Questions, typer.Option("--format", "-f", help="Ask, or print the questions.")] = Questions.ASK,
) -> None:
    """Walk the least certain decisions about names: y (one concept), n (two), s (skip), u (undo the last), q (quit).

    What you answer stands above every automatic step. For scripts: --format jsonl prints a question a line, and
    --answers takes such lines with "answer": "y" or "n" (and "why"). Exit status: 0 done, 1 nothing to review.
    """
    from kg.cli import reviewing
    from kg.errors import NothingFound

    if answers is not None:
        reviewing.take(library, answers)
        return
    with opened_library(library) as store:
        questions = reviewing.questions(store, limit)
    if format is Questions.JSONL:
        for question in questions:
            _json(question.as_json())
    elif not questions:
        raise NothingFound(f"{library}: no decision about names is in doubt")
    else:
        reviewing.walk(library, questions)


def _named(concept: Concept) -> str:
    return ", ".join((concept.name, *concept.aliases))


def _json(found: object) -> None:
    typer.echo(json.dumps(found, ensure_ascii=False))


def _lines(lines: Iterable[str]) -> None:
    from kg.tables import safe

    for line in lines:
        depth = len(line) - len(line.lstrip(" "))
        typer.echo(" " * depth + safe(line))


def _papers_shown(found: list[PaperPortrait], format: Form) -> None:
    if format is Form.JSON:
        _json([portraits.paper_as_json(paper) for paper in found])
    else:
        _lines(line for paper in found for line in portraits.paper_drawn(paper))


def _told(explanation: Explanation) -> Iterable[str]:
    yield portraits.heading(explanation.concept)
    for alias in explanation.aliases:
        if alias.one_with:
            continue
        yield f"  {alias.name}: {counted(len(alias.papers), 'paper')}" + (
            f" ({portraits.some(alias.papers[:3])})" if alias.papers else ""
        )
        if same := [f"{a.name} ({len(a.papers)})" for a in explanation.aliases if a.one_with == alias.name]:
            yield f"    normal form: also written {portraits.some(same)}"
        for step, reason in alias.steps[: portraits.MOST]:
            yield f"    {step}: {reason}"
    for number, decision in explanation.decisions:
        where = "your list" if number is None else f"kg merges, {number}"
        yield f"  you said: {_spoken(decision)} ({where})"
    for note in explanation.aside:
        yield f"  {note.step}: {note.name}{' / ' + note.other if note.other else ''}: {note.reason}"


def _explanation(explanation: Explanation) -> dict[str, object]:
    return {
        **portraits.concept_as_json(explanation.concept),
        "names": [
            {
                "name": alias.name,
                "papers": alias.papers,
                "steps": [{"step": step, "reason": reason} for step, reason in alias.steps],
            }
            for alias in explanation.aliases
        ],
        "decisions": [{"number": number, **asdict(decision)} for number, decision in explanation.decisions],
        "notes": [
            {"step": step.step, "name": step.name, "other": step.other, "reason": step.reason}
            for step in explanation.aside
        ],
    }
