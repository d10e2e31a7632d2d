"""A graph as if it held only its surer facts: what `--min-confidence` asks.

The query itself is made to ask every relation that it matches for its confidence. So no question can forget it, also
none of a user's, and a question that is asked without is sent as it is written.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kg import schema
from kg.errors import PaperKGError, QueryError
from kg.graphs import NO_PARAMETERS, Graph
from kg.graphs.tokens import Token, tokens
from kg.records import Table

PARAMETER = "min_confidence"
#: The relations that a text states: all have a confidence, and no other has one.
STATED = frozenset(name for name, relation in schema.RELATIONS.items() if "confidence" in relation.properties)

_NAMES = ("word", "quoted")
_OPEN, _CLOSE = frozenset("([{"), frozenset(")]}")
_CLAUSES = frozenset(
    "MATCH OPTIONAL WHERE RETURN WITH UNWIND UNION CALL ORDER SKIP OFFSET LIMIT"
    " CREATE MERGE SET DELETE DETACH REMOVE FOREACH LOAD FINISH".split()
)


def confidence(said: object) -> float:
    """What a user writes for a least confidence. Raises PaperKGError for what is no number from 0 to 1."""
    try:
        least = float(str(said))
    except ValueError:
        least = -1.0
    if not 0 <= least <= 1:  # nor is "nan"
        raise PaperKGError(f"min-confidence {said}: write a number from 0 to 1, such as 0.7")
    return least


class Sure:
    """The facts of at least some confidence in a graph, which is `whole`; `kg.graphs.Graph`.

    Citations, authors and variants are not read from text and stay, as do the nodes and their counts.
    """

    def __init__(self, graph: Graph, least: float) -> None:
        self.whole = graph
        self.least = confidence(least)

    def run(self, query: str, parameters: Mapping[str, object] = NO_PARAMETERS) -> Table:
        """The rows of a reading query, as `Graph.run`."""
        asked = of_sure(query)
        return self.whole.run(asked, parameters if asked is query else {**parameters, PARAMETER: self.least})

    def close(self) -> None:
        """Let go of the graph."""
        self.whole.close()


def of_sure(query: str) -> str:
    """The query with a condition on the confidence of each relation that it matches; the very same where it has none.

    With conditions it is not `Own`: not tested to have the right answer by the engine's shortest way. Raises QueryError
    where it follows stated relations over several steps, or has a pattern outside of MATCH.
    """
    text = _Text(list(tokens(query)))
    matched: set[int] = set()
    for place, word in enumerate(text.words):
        if word.upper() == "MATCH" and text.is_keyword(place):
            end = text.clause_end(place + 1)
            matched.update(range(place, end))
            condition = _condition(text, place + 1, end)
            if not condition:
                continue
            if end < len(text.words) and text.words[end].upper() == "WHERE":
                text.write_after(end, f" {condition} AND (")
                text.write_after(text.clause_end(end + 1) - 1, ")")
            else:
                text.write_after(end - 1, f" WHERE {condition}")
    if any(at not in matched for at in text.arrows()):
        raise QueryError(
            "query: a pattern outside of MATCH cannot be asked for its confidence; write EXISTS { MATCH … }"
        )
    return str(text) if text.written else query


@dataclass
class _Text:
    """The tokens of a query, and what is to be written after some. Places pass over blanks and comments."""

    tokens: Sequence[Token]
    written: dict[int, str] = field(default_factory=dict)
    _named: dict[int, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._at = [i for i, token in enumerate(self.tokens) if token.kind not in ("blank", "comment")]
        self.words = [self.tokens[i].text for i in self._at]

    def kind(self, place: int) -> str:
        return self.tokens[self._at[place]].kind

    def is_keyword(self, place: int) -> bool:
        """Whether a word here may begin a clause: no label, property or part of STARTS WITH."""
        before = self.words[place - 1].upper() if place else ""
        return self.kind(place) == "word" and before not in (".", ":", "STARTS", "ENDS")

    def clause_end(self, place: int) -> int:
        """Where what begins here ends: at the next clause, or at the bracket around it."""
        depth = 0
        while place < len(self.words):
            word = self.words[place]
            depth += (word in _OPEN) - (word in _CLOSE)
            if depth < 0 or (depth == 0 and (word == ";" or (word.upper() in _CLAUSES and self.is_keyword(place)))):
                break
            place += 1
        return place

    def closing(self, place: int) -> int:
        """Where the bracket around this place ends."""
        depth = 0
        for at in range(place, len(self.words)):
            depth += (self.words[at] in _OPEN) - (self.words[at] in _CLOSE)
            if depth < 0:
                return at
        raise QueryError("query: a bracket does not end")

    def arrows(self, first: int = 0, end: int | None = None) -> Iterator[int]:
        """Where relations begin: the places of the first hyphen between two nodes."""
        for at in range(max(first, 1), len(self.words) - 1 if end is None else end - 1):
            before = self.words[at - 2 : at] if self.words[at - 1] == "<" else self.words[at - 1 : at]
            if self.words[at] == "-" and before[:1] == [")"] and self.words[at + 1] in ("-", "["):
                yield at

    def write_after(self, place: int, what: str) -> None:
        self.written[self._at[place]] = self.written.get(self._at[place], "") + what

    def named(self, at: int) -> str:
        """The name of the relation that begins here, which gets one where it has none."""
        if at not in self._named:
            self._named[at] = f"relation_{len(self._named) + 1}"
            if self.words[at + 1] == "-":
                self.write_after(at, f"[{self._named[at]}]")
            elif self.kind(at + 2) in _NAMES:
                self._named[at] = self.words[at + 2]
            else:
                self.write_after(at + 1, self._named[at])
        return self._named[at]

    def __str__(self) -> str:
        return "".join(token.text + self.written.get(i, "") for i, token in enumerate(self.tokens))


def _condition(text: _Text, first: int, end: int) -> str:
    """What the relations of a pattern are to fulfil, "" for nothing; those without a name get one."""
    found = [_relation(text, at) for at in text.arrows(first, end)]
    if not any(stated for _, stated in found):
        return ""
    asked = [stated or f"{text.named(at)} IS NOT NULL" for at, stated in found]
    if len(asked) == 1:
        return asked[0]
    # One expression of all relations: ladybug 0.22 loses a filter on one relation beside a filter on a node or another
    # relation of the same pattern, and gives rows that it should not.
    return f"CASE WHEN {' AND '.join(asked)} THEN true ELSE false END"


def _relation(text: _Text, at: int) -> tuple[int, str]:
    """The place of a relation and the condition on it, "" where no text states it."""
    if text.words[at + 1] == "-":
        return at, f"coalesce({text.named(at)}.confidence, 1.0) >= ${PARAMETER}"
    close = text.closing(at + 2)
    inside = range(at + 2, close)
    named = bool(inside) and text.kind(at + 2) in _NAMES
    until = next((i for i in inside if text.words[i] in ("*", "{")), close)
    types = [text.words[i].strip("`") for i in range(at + 2 + named, until) if text.kind(i) in _NAMES]
    if types and STATED.isdisjoint(types) and schema.RELATIONS.keys() >= set(types):
        return at, ""
    after = close + 2 + (text.words[close + 2 : close + 3] == [">"])
    if "*" in text.words[until:close] or text.words[after : after + 1] in (["*"], ["+"], ["{"]):
        raise QueryError("query: relations over several steps cannot be asked for their confidence; write each step")
    name = text.named(at)
    asked = f"{name}.confidence" if types and STATED.issuperset(types) else f"coalesce({name}.confidence, 1.0)"
    return at, f"{asked} >= ${PARAMETER}"
