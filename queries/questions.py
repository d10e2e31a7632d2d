"""The question library: one .cypher file a question, and what its header says.

    // Which methods were evaluated on {benchmark}?
    // note: A row of its own for every result.
    // benchmark: Benchmark = MMLU
    // columns: method, metric, value, paper, title
    // beside: kind
    // order: method, -value
    // ask: {benchmark} methods
    MATCH …

The first line is the question; a slot has a type and an example; `ask` lines are other ways to say it (queries.words
knows their synonyms); `beside` names columns that only a table for people shows; `order` sorts the rows (all columns
from left to right without it, "-" for descending, "best" for a leaderboard). The query gets a concept, paper or author
slot as the id of the node, a year slot as an integer, and returns the columns and, alone on the last line of each
RETURN, the list `evidence`. A query of ours that the embedded engine would read otherwise than Neo4j (two relations in
one MATCH, say) has a line `offline: translated`; a user's own query is always translated.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from kg import schema
from kg.errors import PaperKGError
from kg.graphs import Own, Shared

#: Slot type -> the labels of the nodes it takes. Papers call the same data a dataset here and a benchmark there, so
#: either slot takes both.
SLOT_LABELS: dict[str, tuple[str, ...]] = {
    **{label: (label,) for label in schema.LABELS},
    "Benchmark": ("Benchmark", "Dataset"),
    "Dataset": ("Dataset", "Benchmark"),
    "Concept": schema.CONCEPTS,
}
YEAR = "year"
BEST = "best"
EVIDENCE = "evidence"

_FOLDER = Path(__file__).parent / "library"
_SLOT = re.compile(r"(\w+): (\w+) = (.+)")


class Slot(NamedTuple):
    """A place in a question for a name: its type is a label, `Concept` or `year`."""

    name: str
    type: str
    example: str


@dataclass(frozen=True, slots=True)
class Question:
    """A question of the library, as its file gives it.

    `query` is `Own` where the file is ours, and `Shared` where every engine reads it alike (it is not to be
    `translated`). `order` holds column names, "-" before a descending one; `beside` are columns that only people see.
    """

    name: str
    words: str
    slots: tuple[Slot, ...]
    columns: tuple[str, ...]
    beside: tuple[str, ...]
    order: tuple[str, ...]
    asks: tuple[str, ...]
    notes: tuple[str, ...]
    query: str
    translated: bool = False

    @property
    def example(self) -> dict[str, str]:
        """A value for each slot that has an answer on the bundled sample."""
        return {slot.name: slot.example for slot in self.slots}

    def said(self, values: dict[str, str]) -> str:
        """The question with its slots filled."""
        return self.words.format(**values)


def load(folders: Iterable[Path] | None = None) -> dict[str, Question]:
    """The questions of the library and of the user's `folders` (by default those of $KG_QUESTIONS), by name, sorted.

    A user's file with the name of a library question stands in its place. Raises PaperKGError naming the file and line
    that is not in the form above.
    """
    if folders is None:
        folders = [Path(folder) for folder in os.environ.get("KG_QUESTIONS", "").split(os.pathsep) if folder]
    found = {path.stem: _trusted(read(path)) for path in _FOLDER.glob("*.cypher")}
    for folder in folders:
        if not folder.is_dir():
            raise PaperKGError(f"{folder}: no such folder of questions")
        found |= {path.stem: read(path) for path in folder.glob("*.cypher")}
    return dict(sorted(found.items()))


def _trusted(question: Question) -> Question:
    return replace(question, query=(Own if question.translated else Shared)(question.query))


def read(path: Path) -> Question:
    """The question in one file."""
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise PaperKGError(f"{path}: cannot be read as UTF-8 text: {error}") from None
    try:
        return parse(path.stem, lines)
    except ValueError as error:
        raise PaperKGError(f"{path}: {error}") from None


def parse(name: str, lines: list[str]) -> Question:
    """A question from the lines of its file. Raises ValueError naming the line."""
    size = next((i for i, line in enumerate(lines) if not line.startswith("//")), len(lines))
    header = [line.removeprefix("//").strip() for line in lines[:size]]
    query = "\n".join(lines[size:]).strip()
    if not header or not query:
        raise ValueError("a question starts with // and its words, and ends with a query")
    slots: list[Slot] = []
    lists: dict[str, list[str]] = {"note": [], "ask": [], "columns": [], "beside": [], "order": [], "offline": []}
    for number, line in enumerate(header[1:], 2):
        word, _, rest = line.partition(": ")
        if word in ("columns", "beside", "order"):
            lists[word] += [column.strip() for column in rest.split(",")]
        elif word in lists:
            lists[word].append(rest)
        elif (slot := _SLOT.fullmatch(line)) and slot[2] in (*SLOT_LABELS, YEAR):
            slots.append(Slot(slot[1], slot[2], slot[3]))
        else:
            raise ValueError(f"line {number}: neither note, columns, order, ask nor “slot: Type = example”: {line}")
    columns, order = tuple(lists["columns"]), tuple(lists["order"] or lists["columns"])
    if unknown := [c for c in order if c.removeprefix("-") not in columns and c != BEST]:
        raise ValueError(f"order names {', '.join(unknown)}, not among the columns")
    for said in (header[0], *lists["ask"]):
        if said.count("{") != len(slots) or not all(f"{{{slot.name}}}" in said for slot in slots):
            raise ValueError(f"“{said}” does not name each slot once in braces")
    beside = tuple(lists["beside"])
    asks, notes = tuple(lists["ask"]), tuple(lists["note"])
    translated = bool(lists["offline"])
    return Question(name, header[0], tuple(slots), columns, beside, order, asks, notes, query, translated)
