"""What was pushed to a server, apart from the other data there: for questions, whose answers are of the library alone.

Whoever writes Cypher sees the whole database; a question of ours sees nodes of ours, by their label `PaperKG`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kg.graphs import NO_PARAMETERS, Graph
from kg.graphs.indexes import MARK
from kg.graphs.tokens import Token, tokens
from kg.records import Table

_NAMES = ("word", "quoted")


class Ours:
    """A server's graph as if nothing else were there; `kg.graphs.Graph`."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph

    def run(self, query: str, parameters: Mapping[str, object] = NO_PARAMETERS) -> Table:
        """The rows of a reading query, as `Graph.run`."""
        return self._graph.run(of_ours(query), parameters)

    def close(self) -> None:
        """Let go of the connection."""
        self._graph.close()


def of_ours(query: str) -> str:
    """The query with the label of ours in every node pattern: in each with a label, without a variable or at an arrow.

    In Cypher as the questions are written: `(n:A|B)` becomes `(n:(A|B)&PaperKG)`.
    """
    found = list(tokens(query))
    at = [i for i, token in enumerate(found) if token.kind not in ("blank", "comment")]
    after = dict.fromkeys(at, "")  # what is to be written after a token
    before = dict(after)
    words = [found[i].text for i in at]
    for place, word in enumerate(words):
        if word != "(" or _called(found, at[place]):
            continue
        inner = place + 1 + (place + 1 < len(at) and found[at[place + 1]].kind in _NAMES)
        if words[inner : inner + 1] == [":"]:
            end = inner + 1
            while end < len(words) and (words[end] == "|" or found[at[end]].kind in _NAMES):
                end += 1
            after[at[inner]] = "("
            after[at[end - 1]] = f")&{MARK}"
        elif words[inner : inner + 1] == [")"] and (inner == place + 1 or _is_node(words[:place])):
            before[at[inner]] = f":{MARK}"
    return "".join(before.get(i, "") + token.text + after.get(i, "") for i, token in enumerate(found))


def _called(found: Sequence[Token], place: int) -> bool:
    """Whether the bracket here follows a name at once, as that of a function does."""
    return place > 0 and found[place - 1].kind in _NAMES


def _is_node(words: Sequence[str]) -> bool:
    """Whether what follows these words is a node: after MATCH or an arrow."""
    arrows = (("-", ">"), ("]", "-"), ("-", "-"))
    return bool(words) and (words[-1].upper() == "MATCH" or tuple(words[-2:]) in arrows)
