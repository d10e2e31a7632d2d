"""What tells whether a name is the one that was found, or one that begins or ends at another word."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from loaders.extraction.cuts import Cut, Words
from loaders.extraction.decoding import FAINTEST
from loaders.extraction.mentions import Found
from loaders.extraction.renown import Renown, steps


def cut_features(words: Words, found: Found, cuts: Sequence[Cut], known: Renown) -> list[set[str]]:
    """The features of a name as it was found (first), and of all that it may be instead."""
    whole = cuts[0]
    kind = max(found.scores, key=found.scores.__getitem__)[:4]
    count = _counted(words, whole)
    often = words.lower.count(whole.name.lower())
    rows = [{"as found", f"words:{min(count, 6)}:{kind}", f"often:{min(often, 4)}"}]
    rows += [set(_moved(words, whole, cut, kind)) for cut in cuts[1:]]
    renowned = sum(known.counts(whole.key)[:-1])
    for cut, row in zip(cuts, rows, strict=True):
        way = _way(whole, cut)
        *sure, doubtful = known.counts(cut.key)
        row.update(
            (
                f"{way} known:{steps(sum(sure), 6)}:{steps(doubtful, 6)}",
                f"{way} known beside:{steps(sum(sure), 6)}:{steps(renowned, 6)}",
                f"{way} begins:{_log_steps(words.begins[cut.first])}",
                f"{way} stops:{_log_steps(words.stops[cut.last - 1])}",
                f"{way} words:{min(_counted(words, cut), 5)}",
            )
        )
        if any(sure):
            row.add(f"{way} known as:{sure.index(max(sure))}:{kind}")
        if cut is not whole:
            shorter = len(cut.name) < len(whole.name)
            elsewhere = words.lower.count(cut.name.lower()) - (often if shorter else 0)
            row.add(f"{way} elsewhere:{min(elsewhere, 3)}")
            row.add(f"{way} found:{cut.key in words.named and cut.key != whole.key}")
    return rows


def _moved(words: Words, whole: Cut, cut: Cut, kind: str) -> Iterator[str]:
    """How far each boundary was moved, over what."""
    for side, at, gone, more in (
        ("first", cut.first, range(cut.first - 1, whole.first - 1, -1), range(whole.first - 1, cut.first - 1, -1)),
        ("last", cut.last - 1, range(cut.last, whole.last), range(whole.last, cut.last)),
    ):
        moved = [i for i in (gone or more) if words.letters[i]]
        if not moved:
            continue
        way = f"{side} {'gone' if gone else 'more'}"
        next_to = moved[0] if gone else moved[-1]
        glued = any(words.glues(i) for i in (gone or more))
        yield f"{way}:{min(len(moved), 3)}"
        yield f"{way}:{kind}"
        yield f"{way}:{glued}"
        yield f"{way}:{glued}:{words.words[next_to].lower()}"
        shapes = _shape(words.words[next_to]) + _shape(words.words[at])
        yield f"{way}:{shapes}"
        yield f"{way}:{shapes}:{kind}"
        if more:
            yield f"{way} outside:{_log_steps(words.nothing[next_to])}"


def _way(whole: Cut, cut: Cut) -> str:
    """Where a name is shorter (capital) or longer than the whole."""
    first = "L" if cut.first > whole.first else "l" if cut.first < whole.first else ""
    last = "R" if cut.last < whole.last else "r" if cut.last > whole.last else ""
    return first + last


def _counted(words: Words, cut: Cut) -> int:
    return sum(words.letters[cut.first : cut.last])


def _shape(word: str) -> str:
    if word.isdigit():
        return "d"
    if any(c.isdigit() for c in word):
        return "D"
    if word.isupper() and len(word) > 1:
        return "A"
    return "m" if any(c.isupper() for c in word[1:]) else "T" if word[:1].isupper() else "l"


def _log_steps(chance: float) -> int:
    """Twice the logarithm of a probability, rounded down."""
    return max(-8, math.floor(2 * math.log(max(chance, FAINTEST))))
