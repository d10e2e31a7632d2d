"""Neo4j's Cypher made into that of the embedded engine, so that one query says the same on both.

What the engine calls otherwise is renamed; what it counts, orders or matches otherwise is rewritten; what it lacks is
refused with the way to write it (refusals.py). All of it works on tokens: strings, comments and names never change.
docs/console.md lists what differs still.
"""

from __future__ import annotations

from kg.graphs.dialect.clauses import translated
from kg.graphs.dialect.expressions import Context
from kg.graphs.dialect.matching import in_expression
from kg.graphs.dialect.pieces import Group, Leaf, Piece, Translation, is_sign, parsed, rendered

__all__ = ["Translation", "translate"]


def translate(query: str) -> Translation:
    """A reading query as the engine is to get it. Raises QueryError for what it cannot be made into."""
    return rendered(_quoted(translated(parsed(query), Context(translated, in_expression))))


def _quoted(items: list[Piece]) -> list[Piece]:
    """`r.end`, a keyword to the engine, in backticks: Neo4j takes it for the property it is."""
    out: list[Piece] = []
    for item in items:
        if isinstance(item, Group):
            item = Group(item.open, _quoted(item.items), item.close)
        elif item.kind == "word" and item.text.lower() == "end" and out and is_sign(out[-1], "."):
            item = Leaf(item.kind, f"`{item.text}`", item.at, item.gap)
        out.append(item)
    return out
