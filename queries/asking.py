"""Plain words -> a question of the library with its slots linked, or a refusal that says what can be asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kg.errors import NothingFound, PaperKGError
from queries.matching import ENOUGH, Fit, Matcher
from queries.names import Name, Names, beginning, near, preferred, unknown
from queries.questions import SLOT_LABELS, Question
from queries.reading import Token, readings


@dataclass(frozen=True, slots=True)
class Asked:
    """What was understood: the question, the node or year in each slot, and whether "how many" was asked."""

    question: Question
    slots: Mapping[str, Name | int]
    count: bool = False

    @property
    def parameters(self) -> dict[str, object]:
        """The query's parameters: ids of nodes, and numbers."""
        return {name: value if isinstance(value, int) else value.id for name, value in self.slots.items()}

    def __str__(self) -> str:
        """The interpretation in one line, for the user to see: `methods_for_benchmark: benchmark = MMLU`."""
        said = ", ".join(f"{k} = {v if isinstance(v, int) else v.name}" for k, v in self.slots.items())
        return f"{self.question.name}: {said}" if said else self.question.name


def understand(words: str, questions: Mapping[str, Question], names: Names) -> Asked:
    """The question that some words ask.

    Raises NothingFound when no question fits well enough, naming the nearest, or when a name is unknown, with the names
    it may be a misspelling of.
    """
    if not words.strip():
        raise PaperKGError("nothing was asked; try: kg ask “which methods were evaluated on MMLU”")
    matcher = Matcher(questions.values())
    ways = readings(words, names)
    refusal: NothingFound | None = None
    for way in ways:
        fit = next(iter(matcher.fits(way)), None)
        if fit is not None and fit.score >= ENOUGH:
            try:
                return Asked(fit.question, _linked(fit, names), way.count)
            except NothingFound as error:
                refusal = refusal or error
    if refusal:
        raise refusal
    nearest = "; ".join(f"“{question.words}”" for question in matcher.nearest(ways[0]))
    raise NothingFound(f"no question of the library fits these words; the nearest are {nearest}; all: kg questions")


def _linked(fit: Fit, names: Names) -> dict[str, Name | int]:
    return {slot.name: _link(slot.type, fit.filled[slot.name], names) for slot in fit.question.slots}


def _link(kind: str, token: Token, names: Names) -> Name | int:
    if token.year is not None:
        return token.year
    labels = SLOT_LABELS[kind]
    if candidates := [name for name in token.names if name.label in labels]:
        return preferred(candidates, labels, token.text)
    if "Paper" in labels and (paper := beginning(names, token.text)):
        return paper
    raise NothingFound(unknown(kind.lower(), token.text, near(names, token.text, labels)))
