"""An error of a query with the line it is in, a caret under the place, and what may have been meant."""

from __future__ import annotations

import re

from kg.errors import PaperKGError, QueryError
from kg.tables import breadth, safe

_SERVERS_PLACE = re.compile(r"\(line (\d+), column (\d+)(?: \(offset: (\d+)\))?\)")
_MOST = 100  # columns of a line that are shown


def located(error: PaperKGError, query: str) -> int | None:
    """The offset in the query that an error speaks of, None where it does not say."""
    if isinstance(error, QueryError):
        return error.at
    if found := _SERVERS_PLACE.search(str(error)):
        before = query.splitlines(keepends=True)[: int(found[1]) - 1]
        return sum(map(len, before)) + int(found[2]) - 1
    return None


def explained(error: PaperKGError, query: str, first_line: int = 1) -> str:
    """The error's line; under it, where the place is known, the query's line and a caret."""
    said = safe(_SERVERS_PLACE.sub("", str(error)).strip())
    at = located(error, query)
    if at is None or not 0 <= at <= len(query):
        return said
    start = query.rfind("\n", 0, at) + 1
    end = query.find("\n", at)
    line = query[start : end if end >= 0 else len(query)].rstrip()
    number = str(first_line + query.count("\n", 0, at))
    shift = max(0, at - start - _MOST // 2)
    cut = "…" if shift else ""
    shown = cut + line[shift : shift + _MOST].replace("\t", " ")
    before = cut + line[shift : at - start].replace("\t", " ")
    return f"{said}\n  {number} | {_visible(shown)}\n  {' ' * len(number)} | {' ' * breadth(_visible(before))}^"


def _visible(text: str) -> str:
    """The text with the blanks it has, and nothing that a terminal would obey."""
    return "".join(c if c == " " else safe(c) or " " for c in text)
