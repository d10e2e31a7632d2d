"""Names in a query that a server's graph does not know: Neo4j answers such a query with nothing, and says nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.errors import PaperKGError
from kg.graphs.dialect.complaints import meant
from kg.graphs.dialect.patterns import bracket_of, label_of, run_at
from kg.graphs.dialect.pieces import Group, Leaf, Piece, get, is_group, is_name, is_sign, name_of, parsed
from kg.graphs.tokens import tokens

if TYPE_CHECKING:
    from queries.console.session import Session

_READING = ("MATCH", "OPTIONAL", "UNWIND", "WITH", "RETURN", "CALL")


def doubts(query: str, session: Session) -> Iterator[tuple[str, int]]:
    """Notes on labels, relation types and properties that no node or relation has, each with its place."""
    opener = next((token.text.upper() for token in tokens(query) if token.kind == "word"), "")
    writes = {token.text.upper() for token in tokens(query) if token.kind == "word"} & {"CREATE", "MERGE", "SET"}
    if opener not in _READING or writes:
        return
    try:
        items = parsed(query)
    except PaperKGError:  # the server will say what is wrong
        return
    words = session.vocabulary
    known = {"label": words.labels, "relation type": words.types, "property": words.all_keys}
    for kind, leaf in _named(items):
        name = name_of(leaf)
        if name not in known[kind]:
            yield f"note: no {kind} is called {name}{meant(name, known[kind])}", leaf.at


def _named(items: list[Piece]) -> Iterator[tuple[str, Leaf]]:
    at = 0
    while at < len(items):
        item = items[at]
        run = run_at(items, at)
        if run is not None:
            for node in run.nodes:
                yield from (("label", label) for label in label_of(node)[1])
            for step in run.steps:
                if step.group is not None:
                    yield from (("relation type", type_) for type_ in bracket_of(step.group).types)
        if isinstance(item, Group):
            yield from _named(item.items)
        elif is_sign(item, ".") and is_name(get(items, at - 1)) and is_name(key := get(items, at + 1)):
            called = is_group(get(items, at + 2), "(")
            yield from [] if called else [("property", key)]
        at += 1


def unknown_function(error: PaperKGError, session: Session) -> PaperKGError | None:
    """A server's complaint of a function that it does not have, with the one that may have been meant."""
    found = re.search(r"Unknown function '([^']+)'", str(error))
    if found is None:
        return None
    said = f"Unknown function '{found[1]}'{meant(found[1], session.vocabulary.functions)}"
    return PaperKGError(str(error).replace(found[0], said))
