"""The numbers of an abstract that may be results: at which words they stand, in which lists, which belong together."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from loaders.extraction.guards import guard
from loaders.extraction.quantities import Quantity, quantities
from loaders.extraction.reading import Reading

_LIST_WORDS = frozenset({",", "and", "%", "&", ";", "(", ")", "respectively", "points", "point", "/", "or"})


@dataclass(frozen=True, slots=True)
class Placed:
    """A number and the words (indices) that it spans. It is the `rank`-th of `run` numbers listed together."""

    quantity: Quantity
    first: int
    last: int
    sentence: int
    run: int = 1
    rank: int = 0


def placed_quantities(reading: Reading) -> list[Placed]:
    """The numbers of the abstract that may be results, outside names and guarded clauses."""
    kept: list[Placed] | None = reading.memo.get("numbers")
    if kept is None:
        kept = reading.memo["numbers"] = _with_runs(reading, _quantities(reading))
    return kept


def _quantities(reading: Reading) -> list[Placed]:
    found = []
    for sentence in range(1, len(reading.sentences)):
        for quantity in quantities(reading.text, *reading.sentences[sentence]):
            first = bisect_left(reading.ends, quantity.start + 1)
            last = bisect_left(reading.starts, quantity.end) - 1
            if (
                first <= last
                and all(reading.entity[w] < 0 for w in range(first, last + 1))
                and not guard(reading, first)
            ):
                found.append(Placed(quantity, first, last, sentence))
    return found


def _with_runs(reading: Reading, found: Sequence[Placed]) -> list[Placed]:
    """Number the members of lists such as "71.3, 68.0 and 59.2"."""
    runs: list[list[Placed]] = []
    for one in found:
        before = runs[-1][-1] if runs else None
        if (
            before
            and before.sentence == one.sentence
            and set(reading.words[before.last + 1 : one.first]) <= _LIST_WORDS
        ):
            runs[-1].append(one)
        else:
            runs.append([one])
    return [
        Placed(one.quantity, one.first, one.last, one.sentence, len(run), rank)
        for run in runs
        for rank, one in enumerate(run)
    ]


#: What stands between the two numbers of a change: an arrow, or "to" after "from".
_ARROW = re.compile(r"[\s$\\{}%()]*(?:-{1,2}>|=>|[→⟶➔⇒]|\\?(?:long)?rightarrow)[\s$\\{}()]*")
_TO = re.compile(r"[\s$\\{}%]*(?:[A-Za-z][\w-]*\s){0,2}to\s[\s$\\{}~]*")
_FROM = re.compile(r"\bfrom\s[\s$\\{}~]*$")


def changes(reading: Reading, numbers: Sequence[Placed]) -> dict[int, int]:
    """Pairs of numbers (indices) that are one measure before and after.

    "61.2 -> 64.8", "from 61.2 to 64.8", and after that also "and 30.1 to 35.0".
    """
    found: dict[int, int] = {}
    continued = -1  # the sentence in which "from" was said once for all that follows
    for i, (one, other) in enumerate(pairwise(numbers)):
        if one.sentence != other.sentence or i in found.values():
            continue
        between = reading.text[one.quantity.end : other.quantity.start]
        before = reading.text[max(0, one.quantity.start - 12) : one.quantity.start]
        if _TO.fullmatch(between) and (_FROM.search(before) or continued == one.sentence):
            found[i], continued = i + 1, one.sentence
        elif _ARROW.fullmatch(between):
            found[i] = i + 1
    return found


_LEADS = frozenset({"from", ":", "(", "by", "at", "=", "is", "are"})


def directly_before(reading: Reading, number: Placed, indices: Sequence[int]) -> int | None:
    """Which of the entities the number follows at once, as in "on X from 61.2 to 64.8" or "X: 61.2"."""
    at = number.first - 1
    while at > 0 and reading.words[at] in _LEADS:
        at -= 1
    return next((i for i in indices if at in reading.places[i] and reading.sentence[at] == number.sentence), None)
