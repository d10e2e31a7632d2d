"""Lists: Neo4j counts from 0 and gives null beyond the end, the engine counts from 1 and fails there."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from kg.graphs.dialect import refusals, walks
from kg.graphs.dialect.patterns import run_at
from kg.graphs.dialect.pieces import (
    Group,
    Leaf,
    Piece,
    filled,
    gap_of,
    get,
    is_group,
    is_name,
    is_sign,
    is_word,
    name_of,
    spaced,
    split,
)

Translate = Callable[[Sequence[Piece]], list[Piece]]

_ANY = (
    "list_extract(CASE WHEN $1 < size($0) AND $1 >= 0 - size($0) THEN $0 END,"
    " CASE WHEN $1 >= 0 THEN $1 + 1 ELSE $1 END)"
)


def listed(group: Group, translate: Translate) -> list[Piece]:
    """A list as it is written, or a list comprehension by the engine's functions."""
    items = group.items
    if not (is_name(get(items, 0)) and is_word(get(items, 1), "IN")):
        if (run := _pattern(items)) is not None:
            raise refusals.pattern_comprehension(items[run])
        if len({_kind(part) for part in split(items, ",")} - {""}) > 1:
            raise refusals.mixed_list(group.open)
        return [Group(group.open, translate(items), group.close)]
    variable = spaced(items[:1], "")
    bar = _place(items, lambda item: is_sign(item, "|"), len(items))
    where = _place(items[:bar], lambda item: is_word(item, "WHERE"), bar)
    found = settled(translate(items[2:where]))
    condition = spaced(translate(items[where + 1 : bar]), "")
    mapped = spaced(translate(items[bar + 1 :]), "")
    if walks.is_walk(found):
        if where < bar == len(items):  # what is left are nodes, which no property is
            raise refusals.walked(found[0], name_of(items[0]) if is_name(items[0]) else "n")
        found, (condition, mapped) = walks.by_property(found, items[0], (condition, mapped))
    if where < bar:
        found = filled("list_filter($0, $1 -> $2)", found, variable, condition, at=group.at)
    if bar < len(items):
        found = filled("list_transform($0, $1 -> $2)", found, variable, mapped, at=group.at)
    return spaced(found, group.open.gap)


def _kind(part: Sequence[Piece]) -> str:
    """What kind of value is written out, "" for none."""
    only = part[0] if len(part) == 1 else None
    if is_word(only, "TRUE", "FALSE"):
        return "boolean"
    return only.kind if isinstance(only, Leaf) and only.kind in ("string", "number") else ""


def settled(items: Sequence[Piece]) -> list[Piece]:
    """A list that a function is called on for each of its values, copied unless it is written out there.

    The engine takes the values of other rows for those of a list that was collected; a copy has its own.
    """
    found = spaced(items, "")
    if not found or is_group(found[0], "[") or walks.is_walk(found):
        return found
    return filled("coalesce($0, NULL)", found, at=found[0].at)


def quantified(name: Leaf, group: Group, translate: Translate) -> list[Piece]:
    """`any(x IN list WHERE condition)`, and all, none and single."""
    items = group.items
    where = _place(items, lambda item: is_word(item, "WHERE"), len(items))
    if not (is_name(get(items, 0)) and is_word(get(items, 1), "IN") and where < len(items)):
        return [name, Group(group.open, translate(items), group.close)]
    over, condition = settled(translate(items[2:where])), translate(items[where + 1 :])
    if walks.is_walk(over):
        over, (condition,) = walks.by_property(over, items[0], (condition,))
    inside = [*items[:2], *spaced(over, " "), items[where], *condition]
    return [name, Group(group.open, inside, group.close)]


def _place(items: Sequence[Piece], wanted: Callable[[Piece], bool], default: int) -> int:
    return next((at for at, item in enumerate(items) if wanted(item)), default)


def _pattern(items: Sequence[Piece]) -> int | None:
    """Where the pattern of a pattern comprehension begins."""
    start = 2 if is_sign(get(items, 1), "=") else 0
    run = run_at(items, start)
    if run is not None and run.steps and any(is_sign(item, "|") for item in items):
        return start
    return None


def pattern_comprehension(arguments: Group) -> list[Piece] | None:
    """`[(a)-->(b) WHERE c | d]`, alone in the brackets of a call, as the clauses that match as often."""
    only = get(arguments.items, 0)
    if len(arguments.items) != 1 or not is_group(only, "[") or _pattern(only.items) is None:
        return None
    bar = _place(only.items, lambda item: is_sign(item, "|"), 0)
    return [Leaf("word", "MATCH", only.at), *spaced(only.items[:bar], " ")]


def reduced(name: Leaf, group: Group, translate: Translate) -> list[Piece]:
    """`reduce(sum = 0, x IN list | sum + x)` by the engine's function, which begins with the first of the list."""
    bar = _place(group.items, lambda item: is_sign(item, "|"), len(group.items))
    start, _, rest = group.items[:bar], None, group.items[bar + 1 :]
    parts = split(start, ",")
    if (
        len(parts) < 2
        or not (is_name(get(parts[0], 0)) and is_sign(get(parts[0], 1), "="))
        or not (is_name(get(parts[-1], 0)) and is_word(get(parts[-1], 1), "IN"))
        or len(parts) != 2
    ):
        return [name, group]
    total, value = spaced(parts[0][:1], ""), spaced(parts[1][:1], "")
    first, over = spaced(translate(parts[0][2:]), ""), settled(translate(parts[1][2:]))
    last = spaced(translate(rest), "")
    if walks.is_walk(over):
        over, (last,) = walks.by_property(over, value[0], (last,))
    return filled(
        "list_reduce(list_prepend($0, $1), ($2, $3) -> $4)", over, first, total, value, last, at=name.at, gap=name.gap
    )


def indexed(of: list[Piece], group: Group, translate: Translate) -> list[Piece]:
    """An element, a slice, or the property that a string names."""
    gap = gap_of(of[0])
    value = spaced(of, "")
    bounds = _bounds(group.items)
    if bounds is not None:
        low, high = (spaced(translate(bound), "") for bound in bounds)
        return filled(
            f"list_slice(coalesce($0, NULL), {_low(low)}, {_high(high)})", value, low, high, at=group.at, gap=gap
        )
    if any(is_sign(item, ":") for item in group.items):  # the engine's own slice
        return [*of, group]
    index = spaced(translate(group.items), "")
    only = get(index, 0)
    if len(index) == 1 and isinstance(only, Leaf) and only.kind == "string":
        return filled("struct_extract($0, $1)", value, index, at=group.at, gap=gap)
    number = _number(index)
    if number is None:
        return filled(_ANY, value, index, at=group.at, gap=gap)
    if number >= 0:
        found = f"list_extract(CASE WHEN size($0) > {number} THEN $0 END, {number + 1})"
    else:
        found = f"list_extract(CASE WHEN size($0) >= {-number} THEN $0 END, {number})"
    return filled(found, value, at=group.at, gap=gap)


def _bounds(items: Sequence[Piece]) -> tuple[list[Piece], list[Piece]] | None:
    """What stands before and after two full stops."""
    for at, item in enumerate(items):
        after = get(items, at + 1)
        if is_sign(item, "."):
            if is_sign(after, "."):
                return list(items[:at]), list(items[at + 2 :])
            if isinstance(after, Leaf) and after.kind == "number" and after.text.startswith("."):
                return list(items[:at]), [after._replace(text=after.text[1:]), *items[at + 2 :]]
    return None


def _number(items: Sequence[Piece]) -> int | None:
    text = "".join(item.text if isinstance(item, Leaf) else "(" for item in items)
    return int(text) if text.removeprefix("-").isdecimal() else None


def _low(bound: list[Piece]) -> str:
    if not bound:
        return "1"
    number = _number(bound)
    if number is None:
        return "CASE WHEN $1 >= 0 THEN $1 + 1 ELSE $1 END"
    return str(number + 1 if number >= 0 else number)


def _high(bound: list[Piece]) -> str:
    if not bound:
        return "size($0)"
    number = _number(bound)
    if number is None:
        return "CASE WHEN $2 >= 0 THEN $2 ELSE $2 - 1 END"
    return str(number if number >= 0 else number - 1)
