"""eval: how good the extraction and the names are."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kg.cli.options import Format, FormatOption, ModelOption
from kg.errors import PaperKGError

if TYPE_CHECKING:
    pass

app = typer.Typer()

_PAIR: dict[str, type] = {"a": str, "b": str, "type": str, "same": bool, "kind": str}
_GOLD: dict[str, type] = {"id": str, "entities": list}
Rows = list[tuple[int, dict[str, Any]]]


ErrorsOption = Annotated[
    int, typer.Option("--errors", min=0, help="Print this many of the names most often missed and invented.")
]


@app.command("eval")
def evaluate(
    gold: Annotated[Path, typer.Argument(metavar="GOLD", help="Gold annotations or pairs of names, JSON Lines.")],
    format: FormatOption = Format.TABLE,
    as_json: Annotated[bool, typer.Option("--json", help="The same as --format json.")] = False,
    errors: ErrorsOption = 0,
    model: ModelOption = None,
) -> None:
    """Measure extraction or resolution against GOLD.

    Annotations (id, entities, relations, results) are compared with what is extracted from the texts beside them:
    dev.jsonl goes with dev.papers.jsonl. Pairs (a, b, type, same, kind) are compared with what resolution decides from
    the names alone; --format jsonl gives every pair back with "predicted" and "reason". --errors and --model are for
    annotations. Exit status: 0 measured, 2 bad input.
    """
    rows = _read(gold)
    form = Format.JSON if as_json else format
    if "entities" in rows[0][1]:
        _extraction(gold, _checked(gold, rows, _GOLD), form, errors, model)
    else:
        _resolution(_checked(gold, rows, _PAIR), form)


def _read(path: Path) -> Rows:
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise PaperKGError(f"{path}: {getattr(error, 'strerror', None) or 'not UTF-8 text'}") from error
    rows = []
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                row = json.loads(line)
            except (ValueError, RecursionError) as error:
                raise PaperKGError(f"{path}: line {number}: not JSON") from error
            if not isinstance(row, dict):
                raise PaperKGError(f"{path}: line {number}: not a JSON object")
            rows.append((number, row))
    if not rows:
        raise PaperKGError(f"{path}: nothing in it; give gold annotations or pairs of names, one JSON object a line")
    return rows


def _checked(path: Path, rows: Rows, wanted: dict[str, type]) -> list[dict[str, Any]]:
    for number, row in rows:
        for name, type_ in wanted.items():
            if not isinstance(row.get(name), type_):
                raise PaperKGError(f"{path}: line {number}: '{name}' is missing or no {type_.__name__}")
    return [row for _, row in rows]


def _resolution(rows: list[dict[str, Any]], format: Format) -> None:
    from kg.tables import render
    from loaders.resolution import KIND_OF
    from loaders.resolution.measuring import Pair, judged, tallied

    for row in rows:
        if row["type"] not in KIND_OF:
            raise PaperKGError(f"'{row['type']}' is no type; types are {', '.join(KIND_OF)}")
    judgements = judged(Pair(**{name: row[name] for name in _PAIR}) for row in rows)
    if format is Format.JSONL:
        for row, (_, decided) in zip(rows, judgements, strict=True):
            answer = {**row, "predicted": decided.same, "step": decided.step, "reason": decided.reason}
            typer.echo(json.dumps(answer, ensure_ascii=False))
    else:
        typer.echo(render(tallied(judgements), format), nl=False)


def _extraction(gold: Path, annotations: list[dict[str, Any]], format: Format, errors: int, model: str | None) -> None:
    from kg.records import Table
    from kg.tables import render
    from loaders.extraction.scoring import score

    extracted = list(_extracted(gold.with_suffix(".papers.jsonl"), model))
    try:
        outcome = score(annotations, extracted)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise PaperKGError(f"{gold}: not in the form that gold annotations have ({error!r})") from error
    if format is Format.TABLE:
        for line in outcome.lines(errors):
            typer.echo(line)
    elif format is Format.JSON:
        typer.echo(json.dumps(outcome.rows()))
    else:
        table = Table(("measure", "p", "r", "f1", "gold", "pred"))
        table.rows.extend((name.strip(), *row.values()) for name, row in outcome.rows().items())
        typer.echo(render(table, format), nl=False)


def _extracted(texts: Path, model: str | None) -> Iterator[dict[str, Any]]:
    from kg.build import extract
    from kg.cli.showing import Showing
    from loaders.extraction import as_json
    from loaders.sources import read

    if not texts.is_file():
        raise PaperKGError(f"{texts}: no such file; the texts of gold annotations stand beside them under this name")
    with Showing() as showing:
        for paper, found in extract(read([str(texts)], showing.problem), model):
            if not isinstance(found, str):
                yield as_json(paper, found)
