"""Plain words -> a question of the library with its slots linked, or a refusal that says what can be asked."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, repeat

from kg import schema
from kg.errors import NothingFound, PaperKGError
from queries.matching import Fit, Matcher
from queries.names import Link, Name, Names, link, nothing_called, suggested
from queries.questions import Question
from queries.reading import Reading, readings, wider

#: Words before a name that ask for nothing but what it is.
_OPENING = re.compile(
    r"(?:(?:what|who)(?:'s|\s+is|\s+are)|(?:tell\s+me|what)\s+about|explain|describe|define)\s+", re.IGNORECASE
)
#: How much better a question has to fit for an unknown name to take in words that the question knows.
_WIDER = 0.1


@dataclass(frozen=True, slots=True)
class Asked:
    """What was understood: the question, the node or year in each slot, and whether "how many" was asked."""

    question: Question
    slots: Mapping[str, Name | int]
    count: bool = False
    others: tuple[str, ...] = ()  # names of further nodes that a slot's name means

    @property
    def parameters(self) -> dict[str, object]:
        """The query's parameters: ids of nodes, and numbers."""
        return {name: value if isinstance(value, int) else value.id for name, value in self.slots.items()}

    @property
    def values(self) -> dict[str, str]:
        """What stands in each slot, as the graph calls it."""
        return {name: str(value) if isinstance(value, int) else value.name for name, value in self.slots.items()}

    @property
    def words(self) -> str:
        """The question with its slots filled."""
        return self.question.words.format(**self.values)

    def __str__(self) -> str:
        """The interpretation in one line, for the user to see: `methods_for_benchmark: benchmark = MMLU`."""
        said = ", ".join(f"{name} = {value}" for name, value in self.values.items())
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
    if name := _alone(ways[0], words):
        first = "; ".join(f"“{q.said({q.slots[0].name: name.name})}”" for q in _about(name, questions))
        raise NothingFound(f"what of “{name.name}”? ask {first}; or see all that is known: kg show {name.name!r}")
    refusal: NothingFound | None = None
    score = 0.0
    for way, wide in chain(zip(ways, repeat(False)), zip(wider(words, names), repeat(True))):
        fits = matcher.fits(way)
        if not fits or (wide and fits[0].score < score + _WIDER):
            continue
        try:
            return _asked(fits[0].question, _links(fits, names), way.count)
        except NothingFound as error:
            if wide or refusal is None:
                refusal, score = error, fits[0].score
    if refusal:
        raise refusal
    nearest = "; ".join(f"“{question.words}”" for question in matcher.nearest(ways[0]))
    unknown = "".join(f"nothing is called {hole}; " for hole in _unknown(ways[-1], names))
    raise NothingFound(
        f"no question of the library fits these words; {unknown}the nearest are {nearest}; all: kg questions"
    )


def _alone(reading: Reading, words: str) -> Name | None:
    """The name that the words are, without any that ask something: "LoRA", "what is LoRA"."""
    rest = _OPENING.sub("", words.strip()).strip(" ?!.\"'“”„«»‘’")
    return next((token.names[0] for token in reading.slots if token.names and token.text == rest), None)


def _about(name: Name, questions: Mapping[str, Question]) -> list[Question]:
    """A few questions that take the name and nothing else: those that can be asked in most ways."""
    taking = [q for q in questions.values() if [slot.type for slot in q.slots] == [name.label]]
    return sorted(taking, key=lambda question: -len(question.asks))[:3]


def _unknown(reading: Reading, names: Names) -> list[str]:
    """What stands in the place of names and names nothing, each with the names that it may be a misspelling of."""
    holes = [token.text for token in reading.slots if not token.names and token.year is None]
    return [f"“{text}”{suggested(names, text, schema.LABELS)}" for text in holes]


def linked(questions: Mapping[str, Question], names: Names, name: str, values: Mapping[str, object]) -> Asked:
    """A question by its name, with its slots linked from values as a user writes them.

    Raises PaperKGError for an unknown question or slot, NothingFound for an unknown name in a slot.
    """
    question = questions.get(name)
    if question is None:
        raise PaperKGError(f"no question is called “{name}”{_like(name, questions)}; all: kg questions")
    wanted = [slot.name for slot in question.slots]
    if unasked := [slot for slot in values if slot not in wanted]:
        raise PaperKGError(f"{name} has no slot “{unasked[0]}”; it has {', '.join(wanted) or 'none'}")
    if missing := [slot for slot in wanted if slot not in values]:
        example = f"-p {missing[0]}={question.example[missing[0]]!r}"
        raise PaperKGError(f"{name} needs {', '.join(missing)}; for example {example}")
    return _asked(question, {slot.name: link(names, slot.type, str(values[slot.name])) for slot in question.slots})


def _like(name: str, questions: Mapping[str, Question]) -> str:
    from rapidfuzz import process

    found = process.extractOne(name, list(questions), score_cutoff=70)
    return f"; did you mean {found[0]}?" if found else ""


def _asked(question: Question, links: Mapping[str, Link], count: bool = False) -> Asked:
    others = tuple(name.name for link in links.values() for name in link.others)
    return Asked(question, {slot.name: links[slot.name].value for slot in question.slots}, count, others)


def _links(fits: Sequence[Fit], names: Names) -> dict[str, Link]:
    """What stands in each slot of the first fit. Raises NothingFound for a name that nothing has."""
    found: dict[str, Link] = {}
    for slot, token in fits[0].filled.items():
        try:
            kind = _kind(fits[0], slot)
            found[slot] = Link(token.year) if token.year else link(names, kind, token.text, token.names)
        except NothingFound:
            as_good = [fit for fit in fits if fit.score == fits[0].score and len(fit.filled) == 1]
            if len(as_good) < 2:
                raise
            kinds = dict.fromkeys(_kind(fit, slot) for fit in as_good for slot in fit.filled)
            raise nothing_called(names, list(kinds), token.text) from None
    return found


def _kind(fit: Fit, slot: str) -> str:
    return next(s.type for s in fit.question.slots if s.name == slot)
