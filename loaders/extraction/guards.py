"""The sentences that are no ground for a fact: negated, hedged, about future work, examples of what there is.

A wrong edge is worse than a missing one. Whatever the classifiers think, an entity that is only named within the reach
of such words is at most mentioned, and no relation or result is drawn there.
"""

from __future__ import annotations

import re

from loaders.extraction.cues import GUARDS
from loaders.extraction.reading import Reading
from loaders.extraction.surroundings import surroundings

#: Where the reach of a negation or hedge ends: the sentence turns to what is claimed.
_TURN = re.compile(
    r";|[,:(]?\s*\b(?:but|however|whereas|instead,|yet)\b|,\s*(?:and\s+)?(?:we|our|which)\b|"
    r"\bwe (?:propose|introduce|present)\b",
    re.I,
)

_COMMA = re.compile(r"[,;]")
_CLAUSE = re.compile(r"[,;]|\band\b")
#: The words before a name: "pre-trained from scratch on the public ...".
_TRAINED_ON = re.compile(
    r"\b(?:pre|re)?train(?:ed|ing|s)?(?: (?:from scratch|just|\w+ly))* on"
    r"(?: (?:the|a|an|our|all|full|whole|large|scale|public|filtered|raw|data|datasets?|texts?|images?|from|of|-))*$"
)


def guard(reading: Reading, place: int) -> str | None:
    """What forbids a fact at this word ("negated", "hedged", "future" or "example"), or None."""
    at = reading.starts[place]
    return next((name for name, start, end in _reaches(reading, reading.sentence[place]) if start <= at < end), None)


def _reaches(reading: Reading, sentence: int) -> list[tuple[str, int, int]]:
    """Each guard in a sentence: its name, where it stands and how far it reaches; looked for once."""
    key = ("guards", sentence)
    kept: list[tuple[str, int, int]] | None = reading.memo.get(key)
    if kept is None:
        start, end = reading.sentences[sentence]
        kept = reading.memo[key] = []
        for name, pattern, reach in GUARDS:
            for found in pattern.finditer(reading.text, start, end):
                if reach == "clause":
                    before = [b.end() for b in _CLAUSE.finditer(reading.text, start, found.start())]
                    kept.append((name, before[-1] if before else start, found.end()))
                    continue
                turn = (_TURN if reach == "turn" else _COMMA).search(reading.text, found.end(), end)
                kept.append((name, found.start(), turn.start() if turn else end))
    return kept


def guarded(reading: Reading, index: int) -> bool:
    """Whether every mention of entity `index` outside the title is guarded, and there is one."""
    places = [p for p in reading.places[index] if reading.sentence[p] > 0]
    return bool(places) and all(guard(reading, p) for p in places)


def only_trained_on(reading: Reading, index: int) -> bool:
    """Whether all that the abstract says of entity `index` is that something is trained on it, and it says so.

    Of the annotated data of which that holds, nine in eleven are for training, where of all data one in twenty is: too
    few for the classifiers to have learned it.
    """
    key = ("trained on", index)
    kept: bool | None = reading.memo.get(key)
    if kept is None:
        places = [p for p in reading.places[index] if reading.sentence[p] > 0]
        before = (" ".join(reversed(surroundings(reading, p).left)) for p in places)
        kept = reading.memo[key] = bool(places) and all(map(_TRAINED_ON.search, before))
    return kept
