"""Tables of papers: a header line with a title column, then a paper a row, in CSV with any of the usual delimiters."""

from __future__ import annotations

import csv
from collections.abc import Iterator

from kg.records import Paper
from loaders.sources.document import MAX_LINE, Document
from loaders.sources.record import read_record

NAME = "CSV or TSV (.csv, .tsv)"

#: A text under such a name is a table, whatever stands in its cells.
SUFFIXES = (".csv", ".tsv", ".tab")

_DELIMITERS = (",", "\t", ";", "|")


def sniff(head: str, name: str) -> bool:
    columns = _columns(_header(head))
    return name.endswith(SUFFIXES) or (len(columns) > 1 and "title" in columns)


def read(document: Document) -> Iterator[Paper]:
    header = _header(document.head)
    columns = _columns(header)
    if "title" not in columns:
        document.problem("line 1", f"no column is called title; the columns are {', '.join(columns)}")
        return
    csv.field_size_limit(MAX_LINE)
    lines = _Lines(document)
    rows = csv.reader(lines, delimiter=_delimiter(header), skipinitialspace=True)
    before_header = True
    while True:
        start = lines.number + 1
        try:
            row = next(rows, None)
        except csv.Error as error:
            # Mostly a quote that is never closed: what follows it cannot be told into rows.
            document.problem(f"line {start}", f"not valid CSV: {error}; nothing after it is read")
            return
        if row is None:
            return
        if lines.ended:  # the reader asked for more than there was: it stands within quotes
            document.problem(f"line {start}", "a quote is never closed; nothing after it is read")
            return
        if before_header:
            before_header = [_name(cell) for cell in row] != columns
        elif any(cell.strip() for cell in row):
            yield from _paper(columns, row, document, f"line {start}")


class _Lines:
    """The document's lines with their ends, as the csv module wants them; the number of the last one; whether all
    are out."""

    def __init__(self, document: Document) -> None:
        self._lines = document.lines()
        self.number = 0
        self.ended = False

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        try:
            self.number, line = next(self._lines)
        except StopIteration:
            self.ended = True
            raise
        return line + "\n"


def _paper(columns: list[str], row: list[str], document: Document, place: str) -> Iterator[Paper]:
    if any(cell.strip() for cell in row[len(columns) :]):
        document.problem(place, f"{len(row)} cells where the header has {len(columns)}")
    elif paper := read_record(dict(zip(columns, row, strict=False)), document, place):
        yield paper


def _header(head: str) -> str:
    """The first line that is not blank and not Excel's "sep=;"."""
    lines = (line for line in head.split("\n") if line.strip() and not line.startswith("sep="))
    return next(lines, "")


def _delimiter(header: str) -> str:
    """The delimiter that finds a title column, else the one that finds most columns."""
    return max(_DELIMITERS, key=lambda d: ("title" in _cells(header, d), len(_cells(header, d))))


def _columns(header: str) -> list[str]:
    return _cells(header, _delimiter(header))


def _cells(header: str, delimiter: str) -> list[str]:
    try:
        return [_name(cell) for cell in next(csv.reader([header], delimiter=delimiter, skipinitialspace=True), [])]
    except csv.Error:
        return []


def _name(cell: str) -> str:
    return cell.strip().casefold()
