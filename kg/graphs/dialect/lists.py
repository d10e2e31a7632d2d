"""Lists: Neo4j counts from 0 and gives null beyond the end, the engine counts from 1 and fails there."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from kg.graphs.dialect import refusals, walks
from kg.graphs.dialect.patterns import run_at
from kg.graphs.dialect.pieces import (
    KEYWORDS,
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
    leaves,
    name_of,
    spaced,
    split,
)

#: What is left of a list; the engine gives an empty or missing one the values of another row.
_FILTERED = "CASE WHEN size($0) > 0 THEN list_filter($0, $1 -> {}) ELSE $0 END"
_SOME, _UNKNOWN = (f"size({_FILTERED.format(condition)})" for condition in ("$2", "($2) IS NULL"))
_NOT_ALL = f"size({_FILTERED.format('NOT ($2)')})"
_DOUBT = f"({_UNKNOWN} > 0 AND CAST(NULL AS BOOL))"  # no CASE, which the engine gets wrong as a condition of a CASE
_QUANTIFIED = {
    "any": f"({_SOME} > 0 OR {_DOUBT})",
    "none": f"(NOT ({_SOME} > 0 OR {_DOUBT}))",
    "all": f"(NOT ({_NOT_ALL} > 0 OR {_DOUBT}))",
    "single": f"({_SOME} < 2 AND ({_SOME} = 1 OR {_DOUBT}) AND NOT {_DOUBT})",
}

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
    condition = spaced(translate(items[where + 1 : bar]), "")
    mapped = spaced(translate(items[bar + 1 :]), "")
    found = settled(translate(items[2:where]))
    if walks.is_walk(found):
        if where < bar == len(items):  # what is left are nodes, which no property is
            raise refusals.walked(found[0], name_of(items[0]) if is_name(items[0]) else "n")
        found, (condition, mapped) = walks.by_property(found, items[0], (condition, mapped))
    if where < bar:
        condition = sound(condition, variable, found)
        written = is_group(found[0], "[") and bool(found[0].items)
        found = filled(
            "list_filter($0, $1 -> $2)" if written else _FILTERED.format("$2"), found, variable, condition, at=group.at
        )
    if bar < len(items) and not (where < bar and _is_same(mapped, variable)):
        mapped = sound(mapped, variable, found)
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


def sound(body: list[Piece], own: Sequence[Piece], over: Sequence[Piece]) -> list[Piece]:
    """What a function is to say of each value of a list, in a form that the engine computes right.

    Where one such function stands in another, or in the list of another, and one of them reads the row, has a CASE or
    takes nodes, the engine takes values of other rows, or breaks down: that is refused. One alone that has a CASE is
    right where it reads the row, so it is made to. `own` are the function's own variables.
    """
    if not body:
        return body
    reads, decides = _reads(body, own), any(is_word(leaf, "CASE") for leaf in leaves(body))
    simple = not reads and not decides and not any(is_sign(leaf, ".") for leaf in leaves(body))
    if _has_function(body) or (_has_function(over) and (not simple or _is_unsound(over))):
        raise refusals.list_of_list(body[0])
    read = next(variables(over), None)
    if not decides or reads or read is None:
        return body
    return filled("CASE WHEN $0 IS NULL THEN $1 ELSE $1 END", [read._replace(gap="")], body, at=body[0].at)


def _is_same(one: Sequence[Piece], other: Sequence[Piece]) -> bool:
    return [leaf.text for leaf in leaves(one)] == [leaf.text for leaf in leaves(other)]


def _reads(body: Sequence[Piece], own: Sequence[Piece]) -> bool:
    bound = {name_of(leaf) for leaf in leaves(own) if is_name(leaf)}
    return any(name_of(leaf) not in bound for leaf in variables(body))


def _has_function(items: Sequence[Piece]) -> bool:
    return any(is_sign(a, "-") and is_sign(b, ">") for a, b in pairwise(leaves(items)))


def _is_unsound(items: Sequence[Piece]) -> bool:
    """Whether a function over a list in there reads the row or has a CASE."""
    for group in (item for item in items if isinstance(item, Group)):
        inner = group.items
        arrow = next(
            (at for at, pair in enumerate(pairwise(inner)) if is_sign(pair[0], "-") and is_sign(pair[1], ">")), 0
        )
        body = inner[arrow + 2 :]
        if arrow and (_reads(body, inner[arrow - 1 : arrow]) or any(is_word(leaf, "CASE") for leaf in leaves(body))):
            return True
        if _is_unsound(inner):
            return True
    return False


def quantified(name: Leaf, group: Group, translate: Translate) -> list[Piece]:
    """`any(x IN list WHERE condition)`, and all, none and single: null where a condition is null and might decide."""
    items = group.items
    where = _place(items, lambda item: is_word(item, "WHERE"), len(items))
    if not (is_name(get(items, 0)) and is_word(get(items, 1), "IN") and where < len(items)):
        return [name, Group(group.open, translate(items), group.close)]
    variable, condition = spaced(items[:1], ""), spaced(translate(items[where + 1 :]), "")
    over = translate(items[2:where])
    if walks.is_walk(over):
        over, (condition,) = walks.by_property(over, items[0], (condition,))
    else:
        over = settled(over)
    condition = sound(condition, variable, over)
    return filled(_QUANTIFIED[name.text.lower()], over, variable, condition, at=name.at, gap=name.gap)


def variables(items: Sequence[Piece]) -> Iterator[Leaf]:
    """The names of variables in an expression, but for those of functions over lists within it."""
    found = [*leaves(items)]
    bound = {name_of(leaf) for at, leaf in enumerate(found) if is_name(leaf) and _is_bound(found[at + 1 :])}
    for at, leaf in enumerate(found):
        before, after = get(found, at - 1), get(found, at + 1)
        if not is_name(leaf) or is_sign(before, ".") or is_word(leaf, "TRUE", "FALSE", "NULL", *KEYWORDS):
            continue
        is_key = is_sign(after, ":") and is_sign(before, "{", ",")
        if not is_key and not (is_word(leaf) and is_sign(after, "(")) and name_of(leaf) not in bound:
            yield leaf


def _is_bound(after: Sequence[Leaf]) -> bool:
    """Whether what follows a name makes it the variable of a function: `->`, or `, other) ->`."""
    texts = [leaf.text for leaf in after[:5]]
    return (
        texts[:2] == ["-", ">"] or texts[:3] == [")", "-", ">"] or (texts[:1] == [","] and texts[2:] == [")", "-", ">"])
    )


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
    first, last = spaced(translate(parts[0][2:]), ""), spaced(translate(rest), "")
    over = settled(translate(parts[1][2:]))
    if walks.is_walk(over):
        over, (last,) = walks.by_property(over, value[0], (last,))
    last = sound(last, [*total, *value], over)
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
