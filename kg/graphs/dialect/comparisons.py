"""`1 < x <= 3`, which the engine refuses, as `1 < x AND x <= 3`."""

from __future__ import annotations

from collections.abc import Sequence

from kg.graphs.dialect.pieces import Leaf, Piece, gap_of, get, is_end, is_sign, is_word, spaced

_BOUNDARIES = tuple("AND OR XOR NOT CASE WHEN THEN ELSE END AS DISTINCT WHERE IN IS ASC DESC".split())


def unchained(items: list[Piece]) -> list[Piece]:
    """The pieces with every chain of comparisons parted."""
    out: list[Piece] = []
    start = 0
    for at in range(len(items) + 1):
        if at == len(items) or is_sign(items[at], ",", "|") or is_word(items[at], *_BOUNDARIES) or is_end(items[at]):
            out += _parted(items[start:at])
            out += items[at : at + 1]
            start = at + 1
    return out


def _parted(items: Sequence[Piece]) -> Sequence[Piece]:
    operands: list[list[Piece]] = [[]]
    signs: list[list[Piece]] = []
    for at, item in enumerate(items):
        before = get(items, at - 1)
        if is_sign(item, "<", ">", "=") and not (is_sign(item, ">") and is_sign(before, "-")):
            if is_sign(before, "<", ">", "=") and signs:
                signs[-1].append(item)
            else:
                signs.append([item])
                operands.append([])
        else:
            operands[-1].append(item)
    if len(signs) < 2 or not all(operands):
        return items
    out: list[Piece] = []
    for number, sign in enumerate(signs):
        left = list(operands[number])
        if number:
            out.append(Leaf("word", "AND", sign[0].at, " "))
            left = spaced(left, " ")
        out += [*left, *sign, *operands[number + 1]]
    at = items[0].at
    return [Leaf("sign", "(", at, gap_of(items[0])), *spaced(out, ""), Leaf("sign", ")", at)]
