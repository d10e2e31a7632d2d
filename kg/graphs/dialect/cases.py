"""CASE: what the engine takes for met, though it is not.

`CASE x WHEN a THEN …` is written as `CASE WHEN x = a THEN …`: a null among the values counts as met there. A CASE that
is a condition of another is never met, and is refused.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from kg.graphs.dialect import refusals
from kg.graphs.dialect.pieces import Group, Leaf, Piece, filled, get, is_group, is_word

_JOINING = ("AND", "OR", "XOR", "NOT")


def searched(items: Sequence[Piece]) -> list[Piece]:
    """The pieces with every CASE that compares parted. Raises QueryError for a CASE that is a condition of another."""
    out: list[Piece] = []
    at = 0
    while at < len(items):
        item = items[at]
        out.append(item)
        at += 1
        if not is_word(item, "CASE"):
            continue
        stops = [*_stops(items, at, "WHEN", "THEN")]
        for when, then in zip(stops[::2], stops[1::2], strict=False):
            _refuse_case(items[when + 1 : then])
        if not stops or stops[0] == at:
            continue
        subject = searched(items[at : stops[0]])
        for when, then in zip(stops[::2], stops[1::2], strict=False):
            out += searched(items[at:when]) if when != stops[0] else []
            out.append(items[when])
            out += filled("$0 = $1", subject, searched(items[when + 1 : then]), at=items[when].at, gap=" ")
            at = then
    return out


def start(items: Sequence[Piece], end: int) -> int:
    """Where the CASE begins that ends there; the place after it where none does."""
    deep = 0
    for at in range(end, -1, -1):
        deep += is_word(items[at], "END") - is_word(items[at], "CASE")
        if not deep:
            return at
    return end + 1


def whole(items: Sequence[Piece], within: Callable[[list[Piece]], list[Piece]]) -> list[Piece]:
    """The pieces with every CASE, up to its END, as one piece, in which `within` makes the pieces."""
    out: list[Piece] = []
    at = 0
    while at < len(items):
        item = items[at]
        at += 1
        if is_word(item, "CASE"):
            end = next(_stops(items, at, "END"), len(items))
            nothing = Leaf("sign", "", item.at)
            inner = within(whole(items[at:end], within))
            out.append(Group(nothing, [item, *inner, *items[end : end + 1]], nothing))
            at = end + 1
        else:
            out.append(item)
    return out


def _stops(items: Sequence[Piece], start: int, *words: str) -> Iterator[int]:
    """Where each of the words stands that belong to the CASE whose word stands before the place."""
    deep = 0
    for at in range(start, len(items)):
        item = items[at]
        if deep == 0 and is_word(item, *words):
            yield at
        deep += is_word(item, "CASE") - is_word(item, "END")
        if deep < 0:
            return


def _refuse_case(condition: Sequence[Piece]) -> None:
    for at, item in enumerate(condition):
        begins = at == 0 or is_word(condition[at - 1], *_JOINING)
        if begins and is_group(item, "("):
            _refuse_case(item.items)
        elif begins and is_word(item, "CASE"):
            end = next((place for place in range(at, len(condition)) if is_word(condition[place], "END")), at)
            if get(condition, end + 1) is None or is_word(condition[end + 1], *_JOINING):
                raise refusals.case_of_case(item)
