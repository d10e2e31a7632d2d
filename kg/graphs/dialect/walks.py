"""Lists of a path's nodes or relations: from the second thousand rows on, the engine's functions of lists take others.

What it gives of one property of them all is right, so that is asked for where an expression reads no other.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.graphs.dialect import refusals
from kg.graphs.dialect.pieces import Group, Leaf, Piece, filled, get, is_group, is_name, is_sign, is_word, name_of

_LABEL = "_LABEL"  # the engine's own property that label() reads


def is_walk(source: Sequence[Piece]) -> bool:
    """Whether a list is that of a path's nodes or relations."""
    return len(source) == 2 and is_word(source[0], "NODES", "RELS", "RELATIONSHIPS") and is_group(source[1], "(")


def by_property(
    source: Sequence[Piece], variable: Piece, bodies: Sequence[Sequence[Piece]]
) -> tuple[list[Piece], list[list[Piece]]]:
    """The values of the one property that expressions read of each of the list, and the expressions of a value.

    Raises QueryError where they read more than one.
    """
    assert isinstance(variable, Leaf)
    keys: set[str] = set()
    made = [_read(body, name_of(variable), keys) for body in bodies]
    if len(keys) > 1 or "" in keys:
        raise refusals.walked(source[0], name_of(variable))
    if not keys:
        return list(source), made
    (key,) = keys
    return filled(f"properties($0, '{key}')", source, at=source[0].at), made


def _read(body: Sequence[Piece], variable: str, keys: set[str]) -> list[Piece]:
    out: list[Piece] = []
    at = 0
    while at < len(body):
        item = body[at]
        inner = get(body, at + 1)
        key = get(body, at + 2)
        if is_word(item, "LABEL") and is_group(inner, "(") and _is(inner.items, variable):
            keys.add(_LABEL)
            out += [leaf._replace(gap=item.gap) for leaf in inner.items if isinstance(leaf, Leaf)]
            at += 2
        elif isinstance(item, Group):
            out.append(Group(item.open, _read(item.items, variable, keys), item.close))
            at += 1
        elif is_name(item) and name_of(item) == variable and not is_sign(get(body, at - 1), "."):
            of_property = is_sign(inner, ".") and is_name(key) and name_of(key).isidentifier()
            keys.add(name_of(key) if of_property and is_name(key) else "")
            out.append(item)
            at += 3 if of_property else 1
        else:
            out.append(item)
            at += 1
    return out


def _is(items: Sequence[Piece], variable: str) -> bool:
    return len(items) == 1 and is_name(items[0]) and name_of(items[0]) == variable
