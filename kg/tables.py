"""Prints the rows of an answer: for people (cut to the terminal's width) or for programs (whole, never coloured).

The texts come from papers, so nothing in them may steer the terminal: control and direction characters are shown as �.
"""

from __future__ import annotations

import csv
import io
import json
import math
import textwrap
import unicodedata
from collections.abc import Callable, Iterable, Sequence

from kg.records import Table

EVIDENCE = "evidence"

_GAP = "  "
_LEAST = 8  # columns of text that a column keeps when all are cut
_INDENT = "    "


def plain(value: object) -> str:
    """A value in one line; nothing for a missing one."""
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return safe(", ".join(value))
    return safe(str(_cell(value)))


def table(found: Table, width: int | None = None, shown_as: Callable[[object], str] = plain) -> str:
    """Aligned columns under a head, cut to `width` terminal columns; whole where it is None.

    Evidence stands under its row: paper, title and sentence. `shown_as` gives the one line of a value.
    """
    columns = [c for c in found.columns if c != EVIDENCE]
    places = [found.columns.index(c) for c in columns]
    shown = [[shown_as(row[at]) for at in places] for row in found.rows]
    sizes = [max(map(breadth, column)) for column in zip(columns, *shown, strict=True)]
    if width is not None:
        sizes = _fitted(sizes, width - len(_GAP) * (len(sizes) - 1))
    right = [_are_numbers([row[at] for row in found.rows]) for at in places]
    lines = [_line(columns, sizes, right), _line(["-" * size for size in sizes], sizes, right)]
    for row, cells in zip(found.rows, shown, strict=True):
        lines.append(_line(cells, sizes, right))
        if EVIDENCE in found.columns:
            lines += _evidence(row[found.columns.index(EVIDENCE)], width)
    return "\n".join(lines) + "\n"


def vertical(found: Table, width: int | None = None, shown_as: Callable[[object], str] = plain) -> str:
    """A line for every value, under a head for every row; long values go on below, indented, within `width`."""
    columns = [c for c in found.columns if c != EVIDENCE]
    size = max(map(breadth, columns), default=0)
    lines = []
    for number, row in enumerate(found.rows, 1):
        lines.append(f"-[ {number} ]".ljust(min(width or 40, 40), "-"))
        for column, value in zip(found.columns, row, strict=True):
            if column != EVIDENCE:
                before = _padded(column, size, right=False) + _GAP
                lines += _wrapped(shown_as(value), before, " " * (size + len(_GAP)), width)
        if EVIDENCE in found.columns:
            lines += _evidence(row[found.columns.index(EVIDENCE)], width)
    return "".join(f"{line}\n" for line in lines)


def natural_width(found: Table, shown_as: Callable[[object], str] = plain) -> int:
    """The terminal columns that a table takes when nothing is cut."""
    columns = [[c, *(shown_as(row[at]) for row in found.rows)] for at, c in enumerate(found.columns) if c != EVIDENCE]
    return sum(max(map(breadth, column)) for column in columns) + len(_GAP) * (len(columns) - 1)


def as_json(found: Table) -> str:
    """A list of objects, one a line."""
    rows = list(_objects(found))
    return "[" + ",".join(f"\n  {row}" for row in rows) + ("\n]\n" if rows else "]\n")


def jsonl(found: Table) -> str:
    """An object a line."""
    return "".join(f"{row}\n" for row in _objects(found))


def as_csv(found: Table) -> str:
    """Comma-separated values with a head; lists and maps as JSON, missing values empty."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(found.columns)
    writer.writerows([_cell(value) for value in row] for row in found.rows)
    return out.getvalue()


def tsv(found: Table) -> str:
    """Tab-separated values with a head; tabs, line ends and backslashes are escaped, missing values empty."""
    escapes = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})
    rows = [found.columns, *([str(_cell(value)) for value in row] for row in found.rows)]
    return "".join("\t".join(cell.translate(escapes) for cell in row) + "\n" for row in rows)


def md(found: Table) -> str:
    """A Markdown table; what would be markup in a cell is escaped."""
    rows = [found.columns, ["---"] * len(found.columns), *([_md(value) for value in row] for row in found.rows)]
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


RENDERERS = {"json": as_json, "jsonl": jsonl, "csv": as_csv, "tsv": tsv, "md": md}


def render(found: Table, format: str, width: int | None = None, shown_as: Callable[[object], str] = plain) -> str:
    """The rows in one of the formats table, vertical, json, jsonl, csv, tsv and md.

    `width` and `shown_as` are for table and vertical, which people read.
    """
    if format == "table":
        return table(found, width, shown_as)
    if format == "vertical":
        return vertical(found, width, shown_as)
    return RENDERERS[format](found)


def safe(text: str) -> str:
    """The text in one line, with � for every character that a terminal would obey."""
    return "".join("�" if unicodedata.category(c) in ("Cc", "Cf", "Cs") else c for c in " ".join(text.split()))


def _objects(found: Table) -> Iterable[str]:
    for row in found.rows:
        yield json.dumps(dict(zip(found.columns, map(_finite, row), strict=True)), ensure_ascii=False)


def _finite(value: object) -> object:
    """JSON knows no NaN and no infinity: they are missing values."""
    match value:
        case float() if not math.isfinite(value):
            return None
        case list():
            return [_finite(item) for item in value]
        case dict():
            return {key: _finite(item) for key, item in value.items()}
    return value


def _cell(value: object) -> object:
    if value is None:
        return ""
    if isinstance(value, bool | list | dict):
        return json.dumps(_finite(value), ensure_ascii=False)
    return value


def _md(value: object) -> str:
    text = safe(str(_cell(value)))
    for sign in "\\|`*_<>[]":
        text = text.replace(sign, "\\" + sign)
    return text


def _are_numbers(values: Sequence[object]) -> bool:
    """Whether there are numbers, and nothing else but missing values."""
    there = [value for value in values if value is not None]
    return bool(there) and all(isinstance(v, int | float) and not isinstance(v, bool) for v in there)


def _evidence(pieces: object, width: int | None) -> Iterable[str]:
    assert isinstance(pieces, list)
    for piece in pieces:
        said = f"{piece['paper']} {piece['title'] or ''}: “{piece['sentence']}”"
        if width is None:
            yield _INDENT + safe(said)
        else:
            yield from textwrap.wrap(
                safe(said), max(width, 40), initial_indent=_INDENT, subsequent_indent=_INDENT, break_on_hyphens=False
            )


def _wrapped(text: str, before: str, indent: str, width: int | None) -> list[str]:
    if width is None or breadth(before) + breadth(text) <= width:
        return [(before + text).rstrip()]
    return textwrap.wrap(
        text, max(width, 40), initial_indent=before, subsequent_indent=indent, break_on_hyphens=False
    ) or [before.rstrip()]


def _line(cells: Sequence[str], sizes: Sequence[int], right: Sequence[bool]) -> str:
    return _GAP.join(_padded(*cell) for cell in zip(cells, sizes, right, strict=True)).rstrip()


def _padded(text: str, size: int, right: bool) -> str:
    cut = _cut(text, size)
    blank = " " * (size - breadth(cut))
    return blank + cut if right else cut + blank


def _cut(text: str, size: int) -> str:
    if breadth(text) <= size:
        return text
    kept = ""
    for character in text:
        if breadth(kept + character) > size - 1:
            break
        kept += character
    return kept + "…"


def breadth(text: str) -> int:
    """Terminal columns: East Asian wide characters take two, combining marks none."""
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def _fitted(sizes: list[int], width: int) -> list[int]:
    """Sizes cut, the widest first, until they fit or nothing more can go."""
    sizes = list(sizes)
    while sum(sizes) > width and max(sizes) > _LEAST:
        widest = max(sizes)
        next_ = max((size for size in sizes if size < widest), default=_LEAST)
        which = [at for at, size in enumerate(sizes) if size == widest]
        step = max(1, min(widest - max(next_, _LEAST), -(-(sum(sizes) - width) // len(which))))
        for at in which:
            sizes[at] -= step
    return sizes
