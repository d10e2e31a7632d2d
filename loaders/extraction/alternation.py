"""How numbers and data take turns in a sentence, which says whose a number is.

In "A 58.9, B 63.6" each number follows its data, in "61.2 on A and 64.8 on B" it stands before them, and "A, B and C by
2 points" has one number for all: so what counts is not the distance in words but the turns between the two, and how the
sentence begins and ends.
"""

from __future__ import annotations

from typing import NamedTuple

from loaders.extraction.placed import Placed, placed_quantities
from loaders.extraction.reading import Reading, group
from loaders.extraction.surroundings import surroundings

_FAR = 4  # turns; further ones look alike
_CONTRASTS = frozenset({"while", "whereas", "but", "and"})


class Turn(NamedTuple):
    """An enumeration of data, or numbers with no data between them: their first and last word."""

    first: int
    last: int
    is_data: bool
    size: int  # how many data or numbers


def turns(reading: Reading, sentence: int) -> list[Turn]:
    """The turns of a sentence, in order."""
    key = ("turns", sentence)
    kept: list[Turn] | None = reading.memo.get(key)
    if kept is None:
        kept = reading.memo[key] = _turns(reading, sentence)
    return kept


def _turns(reading: Reading, sentence: int) -> list[Turn]:
    numbers = [Turn(n.first, n.last, False, 1) for n in placed_quantities(reading) if n.sentence == sentence]
    data = set()
    for word in range(*reading.bounds(sentence)):
        entity = reading.entity[word]
        if entity >= 0 and group(reading.entities[entity]) == "data":
            around = surroundings(reading, word)
            listed = reading.words[around.first : around.last + 1].count(reading.words[word])
            data.add(Turn(around.first, around.last, True, listed))
    out: list[Turn] = []
    for turn in sorted([*numbers, *data]):
        if out and not turn.is_data and not out[-1].is_data:
            out[-1] = Turn(out[-1].first, turn.last, False, out[-1].size + 1)
        else:
            out.append(turn)
    return out


def even_turns(reading: Reading, sentence: int) -> list[tuple[Turn, int]]:
    """The turns of numbers with the data (index) that each belongs to, where single data and numbers take turns from
    end to end of the sentence, as in "A 58.9, B 63.6"; none in any other sentence."""
    all_ = turns(reading, sentence)
    pairs = list(zip(all_[::2], all_[1::2], strict=False))
    if len(pairs) < 2 or len(all_) % 2 or any(t.is_data and t.size > 1 for t in all_):
        return []
    if any(one.is_data == other.is_data for one, other in pairs):
        return []
    ordered = ((other, one) if one.is_data else (one, other) for one, other in pairs)
    return [(number, reading.entity[data.first]) for number, data in ordered]


def evenness(reading: Reading, sentence: int) -> set[str]:
    """How regularly numbers and data take turns in a sentence."""
    all_ = turns(reading, sentence)
    data = sum(t.is_data for t in all_)
    sizes = [t.size for t in all_ if not t.is_data]
    ends = f"{all_[0].is_data}:{all_[-1].is_data}" if all_ else ""
    return {
        f"turns:{ends}:{min(data, 3)}:{2 * data == len(all_)}:{len(set(sizes)) == 1}",
        f"data here:{min(data, 4)}",
        f"numbers here:{min(sum(sizes), 6)}",
    }


def turn_features(reading: Reading, number: Placed, index: int) -> set[str]:
    """How many turns lie between a number and the mentions of data `index` in its sentence, and what stands there."""
    here = [p for p in reading.places[index] if reading.sentence[p] == number.sentence]
    all_ = turns(reading, number.sentence) if here else []
    mine = next((n for n, t in enumerate(all_) if not t.is_data and t.first <= number.first <= t.last), None)
    found: set[str] = set()
    if mine is None:
        return found
    data = sum(t.is_data for t in all_)
    ends = "".join("D" if t.is_data else "N" for t in (all_[0], all_[-1]))
    shape = f"{ends}:{min(data, 3)}:{min(len(all_) - data, 3)}"
    numbers = min(all_[mine].size, 3)
    first, last = reading.bounds(number.sentence)
    told_apart = "respectively" in reading.words[first:last]
    for place in here:
        at = surroundings(reading, place).first
        other = next((n for n, t in enumerate(all_) if t.is_data and t.first == at), None)
        if other is None:
            continue
        step = max(-_FAR, min(_FAR, other - mine))
        size = min(all_[other].size, 3)
        one, two = sorted((all_[mine], all_[other]))
        between = reading.words[one.last + 1 : two.first]
        mark = _separation(between)
        found.update(
            (
                f"step:{step}",
                f"step:{step}:{shape}",
                f"step:{step}:{shape}:{size}:{numbers}",
                f"step:{step}:{size}:{numbers}:{number.run > 1}",
                f"gap:{step}:{min(len(between), 12) // 2}",
                f"mark:{step}:{mark}",
                f"mark:{step}:{mark}:{shape}",
            )
        )
        if len(between) <= 4:
            found.add(f"step:{step}:{' '.join(between)}")
        if size > 1:
            found.add(f"listed:{step}:{min(number.run, 3)}:{told_apart}")
    return found


def _separation(words: list[str]) -> str:
    """What most keeps two stretches apart that have these words between them."""
    opened, closed = words.count("("), words.count(")")
    if opened != closed:
        return "(" if opened > closed else ")"
    if ";" in words:
        return ";"
    if "," in words:
        return "contrast" if _CONTRASTS.intersection(words) else ","
    return "and" if "and" in words else "none"
