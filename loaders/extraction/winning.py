"""Whether a sentence says that one method is better than another: who wins, over whom, and that anybody wins at all.

A classifier learns that of two methods in a sentence with "outperforms" one beats the other; which one, and whether it
is not a tie, is grammar: the winner stands before the word for winning and the loser after it.
"""

from __future__ import annotations

from itertools import pairwise

from loaders.extraction.cues import CUES
from loaders.extraction.reading import Reading
from loaders.extraction.surroundings import surroundings

#: Verbs whose object is beaten.
_BEATS = frozenset(
    "outperform outperforms outperformed outperforming surpass surpasses surpassed surpassing exceed exceeds exceeded "
    "exceeding beat beats beaten beating".split()
)
#: Verbs whose direct object is beaten; what stands further on was only the place of it.
_RAISES = frozenset(
    "improve improves improved improving lift lifts lifted lifting boost boosts boosted boosting".split()
)
#: Words of a comparison that nobody wins, or that its subject loses.
_TIES = frozenset(
    "comparable comparably competitive competitively parity par similar similarly matching match matches matched rival "
    "rivals trailing trails behind near close approaching approaches underperform underperforms underperforming".split()
)
#: Who is said to do this "to" win does not win.
_FAILS = frozenset("fail fails failed failing struggle struggles struggled struggling unable unlikely hard".split())
#: Words between something that got better and what it is better than.
_OVER = frozenset({"over", "than", "compared", "comparison", "relative", "against", "upon", "versus", "vs", "beyond"})
#: What "more … than" makes a win of, beside the comparatives themselves.
_QUALITIES = frozenset(
    "accurate accuracy effective efficient robust precise reliable stable favorably favourably".split()
)
_FIELD = frozenset("baseline baselines methods models approaches systems alternatives".split())
_OURS = frozenset({"we", "it", "ours", "our"})
_WITH = frozenset({"with", "using", "by", "via", "on", "for", "in", "of", "from"})
#: Where something happens, and of whose thing it is.
_PLACES = frozenset({"within", "in", "on", "at", "using", "under", "across", "of"})
_WHOSE = frozenset(
    "that those performance accuracy result results score scores version versions variant variants".split()
)
_OBJECT = 16  # words from a verb to what it beats
_DIRECT = 4  # words from a verb to its direct object
_SUBJECT = 4  # words from a verb back to its subject, over adverbs and auxiliaries
_JOINED = 6  # words within which "or" joins a tie to a win ("matches or even surpasses")


def wins(reading: Reading, head: int, tail: int, place: int) -> bool:
    """Whether the sentence around the tail's mention at word `place` says that head is better than tail."""
    low, high = reading.bounds(reading.sentence[place])
    around = surroundings(reading, place)
    heads = [p for p in reading.places[head] if low <= p < high]
    if _beaten_by(reading, around.last, high, heads):
        return True
    at = _comparison(reading, low, around.first)
    if at is None:
        return all(p > place for p in heads) and _compared_first(reading, low, around.first, high)
    before = reading.words[max(low, at - _JOINED) : at]
    tied = reading.words[at] in _TIES | {"approach"} or ("or" in before and _TIES.intersection(before))
    if tied or reading.words[at + 1] == "by":  # "is outperformed by": the loser stands before it
        return False
    if _FAILS.intersection(before) and "to" in before:
        return False
    subject = _subject(reading, low, at)
    if subject is not None and not _listed(reading, subject, head):
        return False
    return min(heads) < at if heads else not _names_another(reading, low, at)


def _comparison(reading: Reading, low: int, first: int) -> int | None:
    """The nearest word before a mention that says better or equal: a verb, or anything better "over" or "than" it."""
    words = reading.words
    over = False
    for i in range(first - 1, low - 1, -1):
        word = words[i]
        if word in _TIES and words[i + 1] not in _FIELD:  # "outperforms competitive baselines such as Y" is a win
            return i
        if word == "approach" and words[i + 1] == "<method>":  # the verb: "they surpass X and approach Y"
            return i
        if word in _BEATS and first - i <= _OBJECT and not _goes_on(words[i + 1 : first]):
            return i
        if word in _RAISES and first - i <= _DIRECT:
            return i
        if over and _better(word):
            return next((j for j in range(i - 1, max(low, i - 3) - 1, -1) if words[j] in _TIES), i)
        over = over or word in _OVER
    return None


def _goes_on(words: list[str]) -> bool:
    """Whether something else is said after the verb: ", advancing the field of Y", "across models like Y"."""
    if any(a == "," and b.endswith("ing") for a, b in pairwise(words)):
        return True
    rest = [w for w in words if w not in ("the", "a", "an", "our", "its")][-2:]
    return bool(rest) and rest[-1] in _PLACES and not (rest[-1] == "of" and rest[0] in _WHOSE)


def _better(word: str) -> bool:
    return word in _QUALITIES or CUES.get(word) in ("BEAT", "RESULT")


def _beaten_by(reading: Reading, last: int, high: int, heads: list[int]) -> bool:
    """ "Y is outperformed by X": a verb for winning and "by" between the loser and the winner."""
    words = reading.words
    by = next((i + 1 for i in range(last + 1, high - 1) if words[i] in _BEATS and words[i + 1] == "by"), None)
    return by is not None and any(by < p <= by + _SUBJECT for p in heads)


def _compared_first(reading: Reading, low: int, first: int, high: int) -> bool:
    """ "Compared with Y, X gains three points": the loser at the front, behind a word of comparison."""
    before = reading.words[max(low, first - 3) : first]
    after = reading.words[first:high]
    return bool(_OVER.intersection(before)) and any(w in _BEATS or _better(w) for w in after)


def _subject(reading: Reading, low: int, at: int) -> int | None:
    """The word where the method stands that is itself the subject of a verb for winning, or None."""
    words = reading.words
    if words[at] not in _BEATS | _RAISES:
        return None
    for i in range(at - 1, max(low, at - _SUBJECT) - 1, -1):
        if words[i] == "<method>":
            first = surroundings(reading, i).first
            return None if first > low and words[first - 1] in _WITH else i
        if words[i] in (",", ";", ":", "(", ")", "that", "which", "and", "to"):
            return None
    return None


def _names_another(reading: Reading, low: int, at: int) -> bool:
    """Whether a name that is no known method stands directly before the verb: what wins there is that."""
    before = at - 1
    while before > low and reading.words[before].endswith("ly"):
        before -= 1
    return before > low and reading.text[reading.starts[before]].isupper() and reading.words[before] not in _OURS


def _listed(reading: Reading, place: int, head: int) -> bool:
    """Whether the head is at this word, or in the enumeration with it."""
    around = surroundings(reading, place)
    return any(around.first <= p <= around.last for p in reading.places[head])
