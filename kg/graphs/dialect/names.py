"""Names that are keywords to the embedded engine, in backticks: Neo4j takes them for the names they are."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from kg.graphs.dialect.pieces import Group, Leaf, Piece, get, is_group, is_sign, is_word, leaves

_RESERVED = (
    "ACYCLIC ALL ANY ASC CALL CASE CAST COLUMN DEFAULT DESC DISTINCT ELSE END ENDS EXISTS GLOB GROUP HINT IN JOIN MACRO"
    " MULTI_JOIN NONE NOT ON ONLY OPTIONAL OR ORDER PRIMARY PROFILE SHORTEST SINGLE STARTS TABLE THEN TRAIL UNION"
    " UNWIND WHEN WHERE WITH WSHORTEST XOR"
).split()
#: Those that say something wherever they stand, even where a variable is called so: only its definition is quoted.
_ALWAYS_SAID = {"CASE", "DISTINCT", "ELSE", "END", "ENDS", "IN", "NOT", "OR", "STARTS", "THEN", "WHEN", "XOR", "EXISTS"}


def quoted(items: Sequence[Piece]) -> list[Piece]:
    """The pieces with such names in backticks: aliases, what refers to them, property keys and keys of maps."""
    found = list(leaves(items))
    aliases = {b.text for a, b in pairwise(found) if is_word(a, "AS") and is_word(b, *_RESERVED)}
    return _quoted(items, aliases, in_map=False)


def _quoted(items: Sequence[Piece], aliases: set[str], *, in_map: bool) -> list[Piece]:
    out: list[Piece] = []
    for at, item in enumerate(items):
        if isinstance(item, Group):
            out.append(Group(item.open, _quoted(item.items, aliases, in_map=item.open.text == "{"), item.close))
        elif is_word(item, *_RESERVED) and _is_name(item, items, at, aliases, in_map):
            out.append(item._replace(kind="quoted", text=f"`{item.text}`"))
        else:
            out.append(item)
    return out


def _is_name(item: Leaf, items: Sequence[Piece], at: int, aliases: set[str], in_map: bool) -> bool:
    before, after = get(items, at - 1), get(items, at + 1)
    if is_word(before, "AS") or is_sign(before, "."):
        return True
    if in_map and is_sign(after, ":") and (before is None or is_sign(before, ",")):
        return True
    refers = item.text in aliases and item.text.upper() not in _ALWAYS_SAID
    return refers and not is_group(after, "(") and not is_word(after, "BY")
