"""Conditions of a MATCH: with several on nodes and relations of one pattern, the engine loses and invents rows.

It filters each table as it reads it, and goes wrong where two that it joins are filtered. What asks for all in one
CASE cannot be parted, so it filters what is joined. The condition on an id stays apart, for it finds the node at once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.graphs.dialect.expressions import Context
from kg.graphs.dialect.limits import runs
from kg.graphs.dialect.pieces import (
    Group,
    Leaf,
    Piece,
    filled,
    get,
    is_group,
    is_name,
    is_sign,
    is_word,
    leaves,
    spaced,
    split,
)

_SUBQUERIES = ("EXISTS", "COUNT")


def together(condition: Sequence[Piece]) -> list[Piece]:
    """The condition of a pattern with relations in the form that the engine computes right."""
    parts = _conjuncts(condition)
    apart = [part for part in parts if _stays_apart(part)]
    joint = [part for part in parts if not _stays_apart(part)]
    if len(joint) < 2:
        return list(condition)
    at = condition[0].at
    one = filled("CASE WHEN $0 THEN true ELSE false END", _joined(joint, at), at=at)
    return spaced(_joined([*apart, one], at), " ")


def several_filtered(pattern: Sequence[Piece]) -> bool:
    """Whether more than one node or relation of a pattern has properties."""
    return len(list(_maps(pattern))) > 1


def out_of_maps(pattern: Sequence[Piece], context: Context) -> list[list[Piece]]:
    """Take the properties but for the id from the nodes and relations of a pattern; gives them as conditions."""
    conditions: list[list[Piece]] = []
    for group in [*_maps(pattern)]:
        properties = group.items.pop()
        assert isinstance(properties, Group)
        kept: list[list[Piece]] = []
        variable = group.items[0] if group.items and is_name(group.items[0]) else None
        for part in split(properties.items, ","):
            if is_word(part[0], "ID") or not is_sign(get(part, 1), ":"):
                kept.append(part)
                continue
            if variable is None:
                variable = context.name(group.at)
                group.items.insert(0, variable)
            named = [spaced([variable], "")[0], Leaf("sign", ".", part[0].at), *spaced(part[:1], "")]
            conditions.append([*named, Leaf("sign", "=", part[0].at, " "), *_bracketed(part[2:])])
        if kept:
            items: list[Piece] = []
            for part in kept:
                items += [Leaf("sign", ",", properties.at)] if items else []
                items += part
            group.items.append(Group(properties.open, items, properties.close))
    return conditions


def _bracketed(value: Sequence[Piece]) -> list[Piece]:
    at = value[0].at
    if len(value) == 1:
        return spaced(value, " ")
    return [Group(Leaf("sign", "(", at, " "), spaced(value, ""), Leaf("sign", ")", at))]


def _maps(pattern: Sequence[Piece]) -> Iterator[Group]:
    """The nodes and relations of a pattern that have properties; not the relations of variable length."""
    for run in runs(pattern):
        for group in [*run.nodes, *(step.group for step in run.steps if step.group is not None)]:
            if (
                group.items
                and is_group(group.items[-1], "{")
                and not any(isinstance(item, Leaf) and item.text.startswith("*") for item in group.items)
            ):
                yield group


def _conjuncts(condition: Sequence[Piece]) -> list[list[Piece]]:
    """What is joined by AND; the whole where it is joined by anything else."""
    parts: list[list[Piece]] = [[]]
    deep = 0
    for item in condition:
        deep += is_word(item, "CASE") - is_word(item, "END")
        if deep == 0 and is_word(item, "OR", "XOR"):
            return [list(condition)]
        if deep == 0 and is_word(item, "AND"):
            parts.append([])
        else:
            parts[-1].append(item)
    found: list[list[Piece]] = []
    for part in parts:
        only = part[0] if len(part) == 1 else None
        inner = _conjuncts(only.items) if is_group(only, "(") else [part]
        found += inner if len(inner) > 1 or _is_id(inner[0]) else [part]
    return found


def _joined(parts: Sequence[Sequence[Piece]], at: int) -> list[Piece]:
    found: list[Piece] = []
    for part in parts:
        found += [Leaf("word", "AND", at, " ")] if found else []
        found += spaced(part, " " if found else "")
    return found


def _stays_apart(part: Sequence[Piece]) -> bool:
    """Whether it cannot be in a CASE, or needs none: an id, a subquery, a CASE (one in another is computed wrong)."""
    return _is_id(part) or _has_subquery(part) or any(is_word(leaf, "CASE") for leaf in leaves(part))


def _is_id(part: Sequence[Piece]) -> bool:
    """Whether it is `n.id = …`."""
    return is_sign(get(part, 1), ".") and is_word(get(part, 2), "ID") and is_sign(get(part, 3), "=")


def _has_subquery(part: Sequence[Piece]) -> bool:
    """Whether it asks for another pattern, which is no part of a CASE."""
    return any(is_word(leaf, *_SUBQUERIES) for leaf in leaves(part)) or _has_pattern(part)


def _has_pattern(part: Sequence[Piece]) -> bool:
    for at, item in enumerate(part):
        if isinstance(item, Group):
            after = [get(part, at + 1), get(part, at + 2), get(part, at + 3)]
            steps = [piece for piece in after if is_sign(piece, "-", "<")]
            if is_group(item, "(") and steps and any(is_group(piece, "[") for piece in after):
                return True
            if _has_pattern(item.items):
                return True
    return False
