"""Which question of the library some words ask: their cues and names beside those of every phrasing.

A phrasing fits when every name of the words has a slot that takes it and every slot a name. How well it fits is the
share of words they have in common, half of it counted in their order, so that "what does BERT outperform" and "what
outperforms BERT" are two questions. Words that turn a question round ("never", "since") must stand on both sides.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, permutations
from typing import NamedTuple

from queries.questions import SLOT_LABELS, YEAR, Question
from queries.reading import Reading, Token, phrase
from queries.words import vocabulary

#: The least share of words in common for a question to be answered.
ENOUGH = 0.76
_SLOT_WEIGHT = 1.2
_UNKNOWN_WEIGHT = 2.5
_WEAK_WEIGHT = 0.2
#: Words that no question may gain or lose.
_DECISIVE = {
    *("never", "only", "most", "best", "since", "before", "both", "together", "other", "new"),
    *("versus", "like", "cite", "citation", "coauthor", "variant", "trend", "year", "time", "why"),
}


class Fit(NamedTuple):
    """How well a question fits some words, and which token fills which slot."""

    score: float
    question: Question
    filled: Mapping[str, Token]


class _Phrasing(NamedTuple):
    question: Question
    tokens: tuple[Token, ...]
    types: Mapping[str, str]


class Matcher:
    """The phrasings of all questions, each read once."""

    def __init__(self, questions: Iterable[Question]) -> None:
        self._questions = list(questions)
        self._read: dict[str, list[_Phrasing]] = {}

    def _phrasings(self, question: Question) -> list[_Phrasing]:
        """The phrasings of a question, read when they are first wanted: most questions take other names."""
        if question.name not in self._read:
            self._read[question.name] = list(_phrasings(question))
        return self._read[question.name]

    def fits(self, reading: Reading) -> list[Fit]:
        """The best fit of each question that fits well enough to be answered, the best first."""
        best: dict[str, Fit] = {}
        taking = [question for question in self._questions if _seats(reading, question)]
        for phrasing in chain.from_iterable(map(self._phrasings, taking)):
            for fit in _fits(reading, phrasing):
                if fit.question.name not in best or fit.score > best[fit.question.name].score:
                    best[fit.question.name] = fit
        return sorted(best.values(), key=lambda fit: (-fit.score, fit.question.name))

    def nearest(self, reading: Reading, count: int = 3) -> list[Question]:
        """The questions that have most in common with the words, whatever they lack."""
        best: dict[str, float] = {}
        for phrasing in chain.from_iterable(map(self._phrasings, self._questions)):
            name = phrasing.question.name
            best[name] = max(best.get(name, 0.0), _nearness(reading, phrasing))
        return sorted(self._questions, key=lambda q: (-best[q.name], q.name))[:count]


def _seats(reading: Reading, question: Question) -> bool:
    """Whether the names can be put into the slots of the question, each in one that takes it."""
    return len(reading.slots) == len(question.slots) and any(
        all(_takes(slot.type, token) is not None for slot, token in zip(question.slots, order, strict=True))
        for order in permutations(reading.slots)
    )


def _nearness(reading: Reading, phrasing: _Phrasing) -> float:
    """The share of cues, and of slots that take a name, that both sides have."""
    asked = Counter(token.cue for token in reading.tokens if token.cue)
    other = Counter(token.cue for token in phrasing.tokens if token.cue)
    common = sum(_weight(cue) * n for cue, n in (asked & other).items())
    whole = sum(_weight(cue) * n for cue, n in (asked | other).items())
    open_ = list(phrasing.types.values())
    for token in reading.slots:
        kind = next((kind for kind in open_ if _takes(kind, token) is not None), None)
        if kind is not None:
            open_.remove(kind)
            common += _SLOT_WEIGHT
        whole += _SLOT_WEIGHT
    return common / (whole + _SLOT_WEIGHT * len(open_)) if whole else 0.0


def _phrasings(question: Question) -> Iterator[_Phrasing]:
    types = {slot.name: slot.type for slot in question.slots}
    for tokens in dict.fromkeys(phrase(said).tokens for said in (question.words, *question.asks)):
        yield _Phrasing(question, tokens, types)


def _fits(reading: Reading, phrasing: _Phrasing) -> Iterator[Fit]:
    slots = reading.slots
    if _decisive(reading.tokens) != _decisive(phrasing.tokens):
        return
    places = [token.text for token in phrasing.tokens if token.is_slot]
    for order in permutations(slots):
        filled = dict(zip(places, order, strict=True))
        exact = [_takes(phrasing.types[place], token) for place, token in filled.items()]
        if all(e is not None for e in exact):
            place_of = {id(token): "{" + place + "}" for place, token in filled.items()}
            asked = [t.cue or place_of[id(t)] for t in reading.tokens]
            score = _alike(asked, [t.cue or "{" + t.text + "}" for t in phrasing.tokens]) + sum(e or 0.0 for e in exact)
            if score >= ENOUGH:
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


def _weight(cue: str) -> float:
    if cue.startswith("{"):
        return _SLOT_WEIGHT
    if cue == "?":
        return _UNKNOWN_WEIGHT
    return _WEAK_WEIGHT if cue in vocabulary().weak else 1.0


def _alike(one: list[str], other: list[str]) -> float:
    """The share of weight that two sequences have in common, from 0 to 1: half as a bag, half in order.

    Where the bags alone say that it is far from enough, the order is not looked at.
    """
    whole = sum(map(_weight, one)) + sum(map(_weight, other))
    bag = sum(_weight(cue) * n for cue, n in (Counter(one) & Counter(other)).items() if cue != "?")
    if 2 * bag < (ENOUGH - 0.1) * whole or not whole:
        return 0.0
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
