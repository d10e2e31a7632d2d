"""What stands around one mention: the words before and after the enumeration it is in, and the nearest cue."""

from __future__ import annotations

from dataclasses import dataclass

from loaders.extraction.cues import CUES
from loaders.extraction.reading import Reading

_JOINERS = frozenset({",", "and", "or", "&", "/", ";", "as", "well"})
#: Classes of nouns and pronouns: they say what is spoken of, not what is done.
_NOUNS = frozenset({"DATA", "MODEL", "TASK", "OURS"})
BAG = 10


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The words around one mention. In "on A, B and C" all three have "on" before them.

    first, last: the words (indices) of the first and last member of the enumeration.
    left, right: up to ten words of the sentence before `first` (nearest first) and after `last`.
    verb: the nearest cue word before that is no noun, or "".
    """

    first: int
    last: int
    left: list[str]
    right: list[str]
    verb: str


def surroundings(reading: Reading, place: int) -> Surroundings:
    """The surroundings of the mention at a word, found once for each reading."""
    kept = reading.memo.get(place)
    if kept is None:
        kept = reading.memo[place] = _look_around(reading, place)
    return kept


def _look_around(reading: Reading, place: int) -> Surroundings:
    words = reading.words
    low, high = reading.bounds(reading.sentence[place])
    mark = words[place]
    first = at = place
    while at > low and (words[at - 1] in _JOINERS or words[at - 1] == mark):
        at -= 1
        if words[at] == mark:
            first = at
    last = at = place
    while at + 1 < high and (words[at + 1] in _JOINERS or words[at + 1] == mark):
        at += 1
        if words[at] == mark:
            last = at
    left = words[max(low, first - BAG) : first][::-1]
    right = words[last + 1 : min(high, last + 1 + BAG)]
    verb = next((w for w in reversed(words[low:first]) if w in CUES and CUES[w] not in _NOUNS), "")
    return Surroundings(first, last, left, right, verb)
