"""Which question of the library some words ask: their cues and names beside those of every phrasing.

A phrasing fits when every name of the words has a slot that takes it and every slot a name. How well it fits is the
share of words they have in common, half of it counted in their order, so that "what does BERT outperform" and "what
outperforms BERT" are two questions. Words that turn a question round ("never", "since") must stand on both sides.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import permutations

from queries.questions import SLOT_LABELS, YEAR, Question
from queries.reading import Reading, Token, phrase
from queries.words import vocabulary

#: The least share of words in common for a question to be answered.
ENOUGH = 0.76
_SLOT_WEIGHT = 1.2
_UNKNOWN_WEIGHT = 1.3
_WEAK_WEIGHT = 0.2
#: Words that no question may gain or lose.
_DECISIVE = {
    *("never", "only", "most", "best", "since", "before", "both", "together", "other", "new"),
    *("versus", "like", "cite", "coauthor", "variant", "trend", "why"),
}


@dataclass(frozen=True, slots=True)
class Fit:
    """How well a question fits some words, and which token fills which slot."""

    score: float
    question: Question
    filled: Mapping[str, Token]


@dataclass(frozen=True, slots=True)
class _Phrasing:
    question: Question
    tokens: tuple[Token, ...]
    types: Mapping[str, str]


class Matcher:
    """The phrasings of all questions, read once."""

    def __init__(self, questions: Iterable[Question]) -> None:
        self._phrasings = list(_phrasings(questions))

    def fits(self, reading: Reading) -> list[Fit]:
        """The best fit of each question that fits at all, the best first."""
        best: dict[str, Fit] = {}
        for phrasing in self._phrasings:
            for fit in _fits(reading, phrasing):
                if fit.question.name not in best or fit.score > best[fit.question.name].score:
                    best[fit.question.name] = fit
        return sorted(best.values(), key=lambda fit: (-fit.score, fit.question.name))

    def nearest(self, reading: Reading, count: int = 3) -> list[Question]:
        """The questions whose words are the most like these, whatever their slots take."""
        asked = Counter(_shape(token) for token in reading.tokens)
        best: dict[str, float] = {}
        for phrasing in self._phrasings:
            other = Counter(_shape(token) for token in phrasing.tokens)
            both = sum(_weight(cue) * n for cue, n in (asked & other).items())
            all_ = sum(_weight(cue) * n for cue, n in (asked | other).items())
            name = phrasing.question.name
            best[name] = max(best.get(name, 0.0), both / all_ if all_ else 0.0)
        questions = {p.question.name: p.question for p in self._phrasings}
        return [questions[name] for name in sorted(best, key=lambda name: (-best[name], name))[:count]]


def _phrasings(questions: Iterable[Question]) -> Iterator[_Phrasing]:
    for question in questions:
        types = {slot.name: slot.type for slot in question.slots}
        for tokens in dict.fromkeys(phrase(said).tokens for said in (question.words, *question.asks)):
            yield _Phrasing(question, tokens, types)


def _fits(reading: Reading, phrasing: _Phrasing) -> Iterator[Fit]:
    slots = reading.slots
    if len(slots) != len(phrasing.types) or _decisive(reading.tokens) != _decisive(phrasing.tokens):
        return
    places = [token.text for token in phrasing.tokens if token.is_slot]
    for order in permutations(slots):
        filled = dict(zip(places, order, strict=True))
        exact = [_takes(phrasing.types[place], token) for place, token in filled.items()]
        if all(e is not None for e in exact):
            asked = [_shape(t, filled) for t in reading.tokens]
            score = _alike(asked, [_shape(t) for t in phrasing.tokens]) + sum(e or 0.0 for e in exact)
            yield Fit(score, phrasing.question, filled)


def _takes(kind: str, token: Token) -> float | None:
    """Whether a slot takes a token: None for no, else a small bonus where the type is the very one."""
    if token.year is not None or kind == YEAR:
        return 0.02 if token.year is not None and kind == YEAR else None
    if not token.names:
        return 0.0  # a hole may be anything
    labels = {name.label for name in token.names}
    if kind in labels:
        return 0.02
    return 0.0 if labels & set(SLOT_LABELS[kind]) else None


def _decisive(tokens: Iterable[Token]) -> frozenset[str]:
    return frozenset(token.cue for token in tokens if token.cue in _DECISIVE)


def _shape(token: Token, filled: Mapping[str, Token] | None = None) -> str:
    """What two sides have in common: a cue, or the slot by its place where it is known."""
    if token.cue is not None:
        return token.cue
    if filled is None:
        return "{" + token.text + "}" if not token.names and token.year is None else "{}"
    return next("{" + place + "}" for place, other in filled.items() if other is token)


def _weight(cue: str) -> float:
    if cue.startswith("{"):
        return _SLOT_WEIGHT
    if cue == "?":
        return _UNKNOWN_WEIGHT
    return _WEAK_WEIGHT if cue in vocabulary().weak else 1.0


def _alike(one: list[str], other: list[str]) -> float:
    """The share of weight that two sequences have in common, from 0 to 1: half as a bag, half in order."""
    whole = sum(map(_weight, one)) + sum(map(_weight, other))
    if not whole:
        return 0.0
    bag = sum(_weight(cue) * n for cue, n in (Counter(one) & Counter(other)).items() if cue != "?")
    return (bag + _in_order(one, other)) / whole


def _in_order(one: list[str], other: list[str]) -> float:
    """The weight of the heaviest common subsequence."""
    row = [0.0] * (len(other) + 1)
    for cue in one:
        above = row
        row = [0.0]
        for at, against in enumerate(other):
            here = above[at] + _weight(cue) if cue == against and cue != "?" else 0.0
            row.append(max(here, row[at], above[at + 1]))
    return row[-1]
