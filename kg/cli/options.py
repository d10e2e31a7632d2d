"""Options that several commands share, spelt once."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

LibraryOption = Annotated[
    Path, typer.Option("--library", "-l", envvar="KG_LIBRARY", help="The library file.", show_default=True)
]
DEFAULT_LIBRARY = Path("papers.kg")


class Format(StrEnum):
    """How rows are printed. All but `table` and `vertical` are for programs: never cut, wrapped or coloured."""

    TABLE = "table"
    VERTICAL = "vertical"
    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"
    TSV = "tsv"
    MD = "md"


FormatOption = Annotated[Format, typer.Option("--format", "-f", help="How rows are printed.")]
Neo4jOption = Annotated[
    str | None, typer.Option("--neo4j", metavar="URI", help="Ask this Neo4j server instead.", show_default=False)
]
ServerOption = Annotated[bool, typer.Option("--server", help="Ask the Neo4j server that $NEO4J_URI names.")]


def _confidence(said: str) -> float:
    from kg.graphs.sure import confidence

    return confidence(said)


MinConfidenceOption = Annotated[
    float | None,
    typer.Option(
        "--min-confidence",
        metavar="X",
        parser=_confidence,
        help="Count only facts at least as sure as this, from 0 to 1.",
        show_default=False,
    ),
]
ModelOption = Annotated[
    str | None,
    typer.Option(
        "--model",
        help="accurate (if not said), fast (twenty times as fast, finds less), or a spaCy pipeline.",
        show_default=False,
    ),
]
