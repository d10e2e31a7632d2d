"""Neo4j's Cypher made into that of the embedded engine, so that one query says the same on both.

What the engine calls otherwise is renamed; what it counts, orders or matches otherwise is rewritten; what it lacks is
refused with the way to write it (refusals.py). All of it works on tokens: strings, comments and names never change.
docs/console.md lists what differs still.
"""

from __future__ import annotations

from functools import lru_cache

from kg.graphs.dialect.clauses import translated
from kg.graphs.dialect.expressions import Context
from kg.graphs.dialect.matching import in_expression
from kg.graphs.dialect.names import quoted
from kg.graphs.dialect.pieces import Translation, parsed, rendered

__all__ = ["Translation", "translate"]


@lru_cache(maxsize=256)
def translate(query: str) -> Translation:
    """A reading query as the engine is to get it. Raises QueryError for what it cannot be made into."""
    return rendered(translated(quoted(parsed(query)), Context(translated, in_expression)))
