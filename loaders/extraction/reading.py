"""A paper's text as its facts are read from it: sentences of words, with each entity's mention as one word.

The components for roles, relations and results share one `Reading` of a document. It needs nothing but the text
and the entities, so that any pipeline's tokens and tagger will do.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from spacy.tokens import Doc

from kg.records import Entity

from loaders.extraction.prose import sentence_spans

_WORD = re.compile(r"\\[A-Za-z]+|[^\W\d_]+(?:['’][a-z]+)?|\d+(?:[.,]\d+)*|[^\w\s]|_")
_NOISE = frozenset("${}\\~*_`")
_GROUPS = {"Method": "method", "Dataset": "data", "Benchmark": "data", "Task": "task", "Metric": "metric"}

#: What a word of the text becomes when an entity stands there.
MARKS = frozenset(f"<{group}>" for group in _GROUPS.values())


def group(entity: Entity) -> str:
    """The kind of thing an entity is: "method", "data" (datasets and benchmarks), "task" or "metric"."""
    return _GROUPS[entity.type]


@dataclass(slots=True)
class Reading:
    """The words of a text in order, in parallel lists: the word (lower case, "0" for digits, or a mark such as "<data>"),
    its offsets, its sentence and its entity (-1 for none). `places[i]` are the words where entity i stands."""

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
    """Read a text with its entities. Of overlapping mentions the longest becomes the word, the others stand there too."""
    reading = Reading(text, entities, sentence_spans(text), places=[[] for _ in entities])
    spans = sorted(
        ((m.start, m.end, i) for i, e in enumerate(entities) for m in e.mentions), key=lambda s: (s[0] - s[1], s)
    )
    taken: dict[int, tuple[int, int, int]] = {}
    covered: set[int] = set()
    for span in spans:
        if not covered.intersection(range(span[0], span[1])):
            covered.update(range(span[0], span[1]))
            taken[span[0]] = span
    for sentence, (start, end) in enumerate(reading.sentences):
        reading.first_word.append(len(reading.words))
        _read_sentence(reading, sentence, start, end, taken)
    reading.first_word.append(len(reading.words))
    _place_nested(reading, spans)
    return reading


def _read_sentence(
    reading: Reading, sentence: int, start: int, end: int, taken: dict[int, tuple[int, int, int]]
) -> None:
    position = start
    marked = sorted(s for s in taken.values() if start <= s[0] < end)
    for left, right, entity in [*marked, (end, end, -1)]:
        for found in _WORD.finditer(reading.text, position, left):
            word = found.group()
            if word in _NOISE or word[0] == "\\":
                continue
            word = re.sub(r"\d+", "0", word) if word[0].isdigit() else word.lower()
            _append(reading, word, found.start(), found.end(), sentence, -1)
        if entity >= 0:
            _append(reading, f"<{group(reading.entities[entity])}>", left, right, sentence, entity)
        position = max(position, right)


def _append(reading: Reading, word: str, start: int, end: int, sentence: int, entity: int) -> None:
    reading.words.append(word)
    reading.starts.append(start)
    reading.ends.append(end)
    reading.sentence.append(sentence)
    reading.entity.append(entity)


def _place_nested(reading: Reading, spans: list[tuple[int, int, int]]) -> None:
    """Say of every mention at which word it stands, also of one inside another's name."""
    at = 0
    for start, end, entity in sorted(spans):
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
        kept = doc.user_data[key] = read(doc.text, entities)
    return kept
