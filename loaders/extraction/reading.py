"""A paper's text as its facts are read from it: sentences of words, with each entity's mention as one word.

The components for roles, relations and results share one `Reading` of a document. It needs nothing but the text
and the entities, so that any pipeline's tokens and tagger will do.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from spacy.tokens import Doc

from kg.records import Entity
from loaders.extraction.prose import sentence_spans, text_of

_WORD = re.compile(r"\\[A-Za-z]+|[^\W\d_]+(?:['’][a-z]+)?|\d+(?:[.,]\d+)*|[^\w\s]|_")
_DIGITS = re.compile(r"\d+")
_NOISE = frozenset("${}\\~*_`")
#: The kind of each type.
GROUPS = {"Method": "method", "Dataset": "data", "Benchmark": "data", "Task": "task", "Metric": "metric"}

_STEPS = (0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99)
_Span = tuple[int, int, int]  # start, end, entity

#: What a word of the text becomes when an entity stands there.
MARKS = frozenset(f"<{group}>" for group in GROUPS.values())


def group(entity: Entity) -> str:
    """The kind of thing an entity is: "method", "data" (datasets and benchmarks), "task" or "metric"."""
    return GROUPS[entity.type]


def sureness(entity: Entity) -> list[str]:
    """Which steps of confidence an entity reaches."""
    return [f"sure:{step}" for step in _STEPS if entity.confidence >= step]


@dataclass(slots=True)
class Reading:
    """The words of a text in order, in parallel lists: each word (lower case, "0" for digits, or a mark such as
    "<data>"), its offsets, its sentence and its entity (-1 for none); `places[i]` has the words that entity i is."""

    text: str
    entities: Sequence[Entity]
    sentences: list[tuple[int, int]]
    words: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    sentence: list[int] = field(default_factory=list)
    entity: list[int] = field(default_factory=list)
    places: list[list[int]] = field(default_factory=list)
    first_word: list[int] = field(default_factory=list)  # of each sentence, and the number of words at the end
    memo: dict[Any, Any] = field(default_factory=dict)  # what the components work out once and share

    def bounds(self, sentence: int) -> tuple[int, int]:
        """The first word of a sentence and the first after it."""
        return self.first_word[sentence], self.first_word[sentence + 1]


def read(text: str, entities: Sequence[Entity]) -> Reading:
    """Read a text with its entities. Of overlapping mentions the longest becomes the word."""
    reading = Reading(text, entities, sentence_spans(text), places=[[] for _ in entities])
    spans = sorted((m.start, m.end, i) for i, e in enumerate(entities) for m in e.mentions)
    outer = _outermost(spans)
    at = 0
    for sentence, (start, end) in enumerate(reading.sentences):
        reading.first_word.append(len(reading.words))
        until = at
        while until < len(outer) and outer[until][0] < end:
            until += 1
        _read_sentence(reading, sentence, start, end, outer[at:until])
        at = until
    reading.first_word.append(len(reading.words))
    _place_nested(reading, spans)
    return reading


def _outermost(spans: list[_Span]) -> list[_Span]:
    """The longest of spans that overlap, in order."""
    kept: list[_Span] = []
    for span in spans:
        if not kept or span[0] >= kept[-1][1]:
            kept.append(span)
        elif span[1] - span[0] > kept[-1][1] - kept[-1][0]:
            kept[-1] = span
    return kept


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of a text before anything is marked in it, and the places that are within one."""

    words: list[str]
    starts: list[int]
    ends: list[int]
    within: bytearray


@lru_cache(maxsize=4)
def _words(text: str) -> _Words:
    """The words of a whole text. Each component that changes the entities reads the text again, but not these."""
    words, starts, ends = _words_between(text, 0, len(text))
    within = bytearray(len(text) + 1)
    for start, end in zip(starts, ends, strict=True):
        within[start + 1 : end] = b"\1" * (end - start - 1)
    return _Words(words, starts, ends, within)


def _words_between(text: str, start: int, end: int) -> tuple[list[str], list[int], list[int]]:
    """The words of a stretch of text, their starts and ends."""
    words, starts, ends = [], [], []
    for found in _WORD.finditer(text, start, end):
        word = found.group()
        if word in _NOISE or word[0] == "\\":
            continue
        words.append(_DIGITS.sub("0", word) if word[0].isdigit() else word.lower())
        starts.append(found.start())
        ends.append(found.end())
    return words, starts, ends


def _read_sentence(reading: Reading, sentence: int, start: int, end: int, marked: list[_Span]) -> None:
    position = start
    first = len(reading.words)
    known = _words(reading.text)
    for left, right, entity in [*marked, (end, end, -1)]:
        if position < left:
            if known.within[position] or known.within[left]:  # a mention ends within a word
                words, starts, ends = _words_between(reading.text, position, left)
            else:
                this = slice(bisect_left(known.starts, position), bisect_left(known.starts, left))
                words, starts, ends = known.words[this], known.starts[this], known.ends[this]
            reading.words += words
            reading.starts += starts
            reading.ends += ends
            reading.entity += [-1] * len(words)
        if entity >= 0:
            reading.words.append(f"<{group(reading.entities[entity])}>")
            reading.starts.append(left)
            reading.ends.append(right)
            reading.entity.append(entity)
        position = max(position, right)
    reading.sentence.extend([sentence] * (len(reading.words) - first))


def _place_nested(reading: Reading, spans: list[_Span]) -> None:
    """Say of every mention at which word it stands, also of one inside another's name."""
    at = 0
    for start, end, entity in spans:
        while at < len(reading.ends) and reading.ends[at] <= start:
            at += 1
        if at < len(reading.words) and reading.starts[at] < end:
            places = reading.places[entity]
            if not places or places[-1] != at:
                places.append(at)


def reading_of(doc: Doc) -> Reading:
    """The reading of a document with the entities in `doc._.entities`, made once and kept while those do not change."""
    key = "facts.reading"
    kept = doc.user_data.get(key)
    entities = doc._.entities
    if (
        kept is None
        or len(kept.entities) != len(entities)
        or any(a.mentions is not b.mentions or a.type != b.type for a, b in zip(kept.entities, entities, strict=True))
    ):
        kept = doc.user_data[key] = read(text_of(doc), entities)
    return kept
