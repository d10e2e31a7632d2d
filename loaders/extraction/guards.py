"""The sentences that are no ground for a fact: negated, hedged, about future work.

A wrong edge is worse than a missing one. Whatever the classifiers think, an entity that is only named within the reach
of such words is at most mentioned, and no relation or result is drawn there.
"""

from __future__ import annotations

import re

from loaders.extraction.cues import GUARDS
from loaders.extraction.reading import Reading

#: Where the reach of a negation or hedge ends: the sentence turns to what is claimed.
_TURN = re.compile(
    r";|[,:(]?\s*\b(?:but|however|whereas|instead,|yet)\b|,\s*(?:and\s+)?(?:we|our|which)\b|\bwe (?:propose|introduce|present)\b",
    re.I,
)

_COMMA = re.compile(r"[,;]")


def guard(reading: Reading, place: int) -> str | None:
    """What forbids a fact at this word ("negated", "hedged" or "future"), or None."""
    start, end = reading.sentences[reading.sentence[place]]
    at = reading.starts[place]
    for name, pattern, brief in GUARDS:
        for found in pattern.finditer(reading.text, start, end):
            if found.start() > at:
                break
            turn = (_COMMA if brief else _TURN).search(reading.text, found.end(), end)
            if turn is None or turn.start() >= at:
                return name
    return None


def guarded(reading: Reading, index: int) -> bool:
    """Whether every mention of entity `index` outside the title is guarded, and there is one."""
    places = [p for p in reading.places[index] if reading.sentence[p] > 0]
    return bool(places) and all(guard(reading, p) for p in places)
