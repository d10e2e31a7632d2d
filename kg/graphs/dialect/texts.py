"""Texts put together by +: null with one that is null, where the engine takes null for an empty text.

What is seen to be a sum of numbers is left as it is; the others are made null, whatever they are: so they are in Neo4j.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from kg import schema
from kg.graphs.dialect.pieces import Leaf, Piece, gap_of, is_end, is_group, is_name, is_sign, is_word, name_of, spaced

_ENDS = "AND OR XOR NOT CASE WHEN THEN ELSE END AS DISTINCT WHERE IN IS ASC DESC CONTAINS STARTS ENDS WITH BY".split()
_OTHERS = ("-", "*", "/", "%", "^")
_NUMBERS = {
    key
    for properties in (*schema.NODE_PROPERTIES.values(), *(r.properties for r in schema.RELATIONS.values()))
    for key, type_ in properties.items()
    if type_ in ("integer", "number")
}
_COUNTING = ("ABS", "AVG", "COUNT", "LENGTH", "SIZE", "SUM", "TOFLOAT", "TOINTEGER")


def joined(items: list[Piece], numbers: Collection[str] = ()) -> list[Piece]:
    """The pieces with every sum of texts made null where a part of it is; `numbers` are variables that hold some."""
    out: list[Piece] = []
    start = 0
    for at in range(len(items) + 1):
        if at == len(items) or _parts(items[at]):
            out += _joined(items[start:at], numbers)
            out += items[at : at + 1]
            start = at + 1
    return out


def _parts(item: Piece) -> bool:
    return is_sign(item, ",", "|", "<", ">", "=") or is_word(item, *_ENDS) or is_end(item)


def _joined(items: Sequence[Piece], numbers: Collection[str]) -> Sequence[Piece]:
    operands: list[list[Piece]] = [[]]
    for item in items:
        if is_sign(item, *_OTHERS):
            return items
        if is_sign(item, "+"):
            operands.append([])
        else:
            operands[-1].append(item)
    doubtful = [operand for operand in operands if not _is_literal(operand)]
    if len(operands) < 2 or not doubtful or not all(operands):
        return items
    if any(_is_number(operand, numbers) or is_group(operand[0], "[") for operand in operands):
        return items
    at = items[0].at
    out: list[Piece] = [Leaf("word", "CASE", at, gap_of(items[0])), Leaf("word", "WHEN", at, " ")]
    for number, operand in enumerate(doubtful):
        out += [Leaf("word", "AND", at, " ")] if number else []
        out += [*spaced(operand, " "), *(Leaf("word", word, at, " ") for word in ("IS", "NOT", "NULL"))]
    return [*out, Leaf("word", "THEN", at, " "), *spaced(items, " "), Leaf("word", "END", at, " ")]


def _is_literal(operand: Sequence[Piece]) -> bool:
    return len(operand) == 1 and isinstance(operand[0], Leaf) and operand[0].kind in ("string", "number")


def _is_number(operand: Sequence[Piece], numbers: Collection[str]) -> bool:
    first, last = operand[0], operand[-1]
    if is_word(first, *_COUNTING) and len(operand) == 2:
        return True
    if not isinstance(last, Leaf):
        return False
    if len(operand) == 1:
        return last.kind == "number" or (is_name(last) and name_of(last) in numbers)
    return len(operand) > 2 and is_sign(operand[-2], ".") and name_of(last) in _NUMBERS
