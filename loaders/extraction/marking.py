"""A text as the second reader sees it: word pieces, with every name that may be an entity and every number marked.

Names and numbers together are the paper's things: entities first, in their order, then numbers. Marks are added to the
pieces' vectors, so that the text itself stays as it is: typed markers, as in Zhong and Chen, "A Frustratingly Easy
Approach for Entity and Relation Extraction" (NAACL 2021), but all of a text at once.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from loaders.extraction.casing import case_of
from loaders.extraction.reading import Reading, group

if TYPE_CHECKING:
    from numpy.typing import NDArray

#: What a thing may be. A mark is twice its place here, one more behind the first piece.
KINDS = ("method", "data", "task", "metric", "number")
PIECES = 512  # that the network reads; what stands behind is not seen
MENTIONS = 8  # of a thing that are looked at
CLOSEST = 4  # pairs of mentions that speak for a pair of things
SENTENCES = 3  # further apart looks alike
DISTANCES = 16  # codes for how far apart two mentions are, in pieces, by powers of two and direction
_START, _BREAK = 101, 102


@dataclass(frozen=True, slots=True)
class Marked:
    """Word pieces (`ids`, `cases`), what marks them (`marks`: piece x mark, `sure`: how likely the names there are
    entities), the kind of each thing, and where it is mentioned: rows of thing, first piece, last piece, sentence."""

    ids: NDArray[np.int64]
    cases: NDArray[np.int64]
    marks: NDArray[np.float32]
    sure: NDArray[np.float32]
    kinds: NDArray[np.int64]
    mentions: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of things, and the pairs of mentions that speak for them: rows of the first and second mention (indices),
    codes of their distance in sentences and in pieces, and the pair (index)."""

    things: list[tuple[int, int]]
    mentions: NDArray[np.int64]


def mark(tokenizer: Any, reading: Reading, chances: Sequence[float], numbers: Sequence[tuple[int, int]]) -> Marked:
    """The pieces of a text and the marks on them.

    Args:
        tokenizer: of the network's vocabulary (`tokenizers.Tokenizer`).
        chances: how likely each of the reading's entities is one.
        numbers: start and end of those that may be results.
    """
    ids, starts, ends = _pieces(tokenizer, reading)
    spans = [[(m.start, m.end) for m in e.mentions[:MENTIONS]] for e in reading.entities]
    spans += [[number] for number in numbers]
    kinds = [KINDS.index(group(e)) for e in reading.entities] + [KINDS.index("number")] * len(numbers)
    sure = [*chances, *[1.0] * len(numbers)]
    marks = np.zeros((len(ids), 2 * len(KINDS)), np.float32)
    likely = np.zeros(len(ids), np.float32)
    mentions = []
    sentences = [start for start, _ in reading.sentences]
    for thing, places in enumerate(spans):
        for start, end in places:
            first = int(np.searchsorted(ends[:-1], start, "right"))
            last = int(np.searchsorted(starts[:-1], end, "left")) - 1
            if first > last or first >= len(ids) - 1:
                continue  # behind what is read
            marks[first, 2 * kinds[thing]] = 1.0
            marks[first + 1 : last + 1, 2 * kinds[thing] + 1] = 1.0
            likely[first : last + 1] = np.maximum(likely[first : last + 1], sure[thing])
            mentions.append((thing, first, last, bisect_right(sentences, start) - 1))
    return Marked(
        ids,
        np.array([case_of(reading.text[a:b]) for a, b in zip(starts, ends, strict=True)], np.int64),
        marks,
        likely,
        np.array(kinds, np.int64),
        np.array(mentions, np.int64).reshape(-1, 4),
    )


def _pieces(tokenizer: Any, reading: Reading) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Ids, start and end offsets of the pieces: the title and the abstract as two segments."""
    text = reading.text
    middle = text.find("\n")
    middle = len(text) if middle < 0 else middle
    rows = [(_START, 0, 0), *_encoded(tokenizer, text[:middle], 0)]
    rows += [(_BREAK, middle, middle), *_encoded(tokenizer, text[middle:], middle)]
    table = np.array([*rows[: PIECES - 1], (_BREAK, len(text), len(text))], np.int64)
    return table[:, 0], table[:, 1], table[:, 2]


def _encoded(tokenizer: Any, part: str, start: int) -> list[tuple[int, int, int]]:
    found = tokenizer.encode(part, add_special_tokens=False)
    return [(i, a + start, b + start) for i, (a, b) in zip(found.ids, found.offsets, strict=True)]


def pair_up(marked: Marked, kinds: Collection[tuple[str, str]], wanted: Collection[int]) -> Pairs:
    """The pairs of wanted things that are of these kinds, each seen from its closest mentions."""
    allowed = {(KINDS.index(a), KINDS.index(b)) for a, b in kinds}
    places: dict[int, list[int]] = {}
    for row, thing in enumerate(marked.mentions[:, 0].tolist()):
        if thing in wanted:
            places.setdefault(thing, []).append(row)
    things: list[tuple[int, int]] = []
    rows: list[tuple[int, int, int, int, int]] = []
    kind = marked.kinds.tolist()
    for one in places:
        for other in places:
            if one != other and (kind[one], kind[other]) in allowed:
                rows += [(*pair, len(things)) for pair in _closest(marked, places[one], places[other])]
                things.append((one, other))
    return Pairs(things, np.array(rows, np.int64).reshape(-1, 5))


def _closest(marked: Marked, ones: Sequence[int], others: Sequence[int]) -> Iterator[tuple[int, int, int, int]]:
    """The closest pairs of mentions with the codes of their distances."""
    at = marked.mentions
    apart = sorted((abs(int(at[b, 3] - at[a, 3])), abs(int(at[b, 1] - at[a, 1])), a, b) for a in ones for b in others)
    for _, pieces, a, b in apart[:CLOSEST]:
        sentences = int(np.clip(at[b, 3] - at[a, 3], -SENTENCES, SENTENCES)) + SENTENCES
        steps = min(DISTANCES // 2 - 1, (pieces + 1).bit_length() - 1)
        yield a, b, sentences, 2 * steps + int(at[b, 1] > at[a, 1])
