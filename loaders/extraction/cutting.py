"""The component `cutting`: where the names begin and end.

The tagger draws each boundary by the words around it. Whether "policy-guided beam search" or "beam search" is the name
shows better in the whole paper, and in how known either is: what also stands alone, or is a name in many other texts,
is likely to be one here. A linear model chooses between a name as it was found and those that begin or end at another
word to which the tagger gives some chance; all mentions of a name have one vote. Source of choosing among a few
candidates with the evidence of the whole text: Collins, "Ranking Algorithms for Named-Entity Extraction" (ACL 2002).
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise, product
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from loaders.extraction import renown
from loaders.extraction.decoding import FAINTEST, TYPES
from loaders.extraction.linear import SHIPPED, Linear, load
from loaders.extraction.mentions import Found, trim
from loaders.extraction.prose import text_of
from loaders.extraction.renown import Renown, steps
from loaders.resolution.normal import key

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.floating[Any]]

#: In a model's folder.
WEIGHTS = "cutting.npz"
LABEL = "name"
FAR = 4  # words that may be cut off at either end
LEAST = 0.02  # how likely the tagger has to find a boundary for it to be thought of
TAKEN = 0.35  # how likely another name has to be for it to be put in the place of the one found
KNOWN = 4  # texts that have to know what is left of a name for it to be a name of its own
_WORD = re.compile(r"\w")
_VERSION = re.compile(r"\d[\d.]*")  # "Med-PaLM 2" is not "Med-PaLM"
_GLUE = frozenset("-/")


@dataclass(frozen=True, slots=True)
class Cut:
    """A stretch of words (the last excluded) that may be the name."""

    first: int
    last: int
    name: str
    key: str


class Words:
    """A text whose names are cut: its words, and how likely the tagger finds a name to begin and to end at each."""

    def __init__(self, doc: Doc) -> None:
        marginals = doc._.tag_marginals
        self.text = text_of(doc)
        self.lower = self.text.lower()
        self.starts = [token.idx for token in doc]
        self.ends = [token.idx + len(token) for token in doc]
        self.tags = marginals[:, 1:].reshape(len(marginals), len(TYPES), 4)
        self.nothing = marginals[:, 0]
        self.begins = (self.tags[:, :, 0] + self.tags[:, :, 3]).sum(axis=1)
        self.stops = (self.tags[:, :, 2] + self.tags[:, :, 3]).sum(axis=1)
        self.found: Sequence[Found] = doc._.found
        self.keys = [key(self.text[f.start : f.end]) for f in self.found]
        self.named = frozenset(self.keys)

    def word(self, index: int) -> str:
        return self.text[self.starts[index] : self.ends[index]]

    def cuts(self, number: int) -> list[Cut]:
        """What a name found may be instead, behind itself."""
        found = self.found[number]
        first = max(0, bisect_right(self.starts, found.start) - 1)
        last = min(len(self.ends), bisect_left(self.ends, found.end) + 1)
        out = [Cut(first, last, self.text[found.start : found.end], self.keys[number])]
        words = [i for i in range(first, last) if _WORD.search(self.word(i))]
        firsts = [first, *(i for i in words[1 : 1 + FAR] if self.begins[i] >= LEAST), *self._further(found, first, -1)]
        lasts = [last]
        for i, gone in list(pairwise(words))[-FAR:]:
            if self.stops[i] >= LEAST and not _VERSION.fullmatch(self.word(gone)):
                lasts.append(i + 1)
        lasts += [i + 1 for i in self._further(found, last - 1, 1)]
        for i, j in product(firsts, lasts):
            if i < j and (i, j) != (first, last) and (cut := self._cut(i, j)).key:
                out.append(cut)
        return out

    def between(self, first: int, last: int) -> Cut | None:
        """The stretch from one word to another (excluded), without hyphens at its ends."""
        while first < last and self.word(first) in _GLUE:
            first += 1
        while first < last and self.word(last - 1) in _GLUE:
            last -= 1
        return self._cut(first, last) if first < last else None

    def _cut(self, first: int, last: int) -> Cut:
        name = self.text[self.starts[first] : self.ends[last - 1]]
        return Cut(first, last, name, key(name))

    def _further(self, found: Found, end: int, step: int) -> Iterator[int]:
        """The next word before or behind a name, if the name may well begin or end there and no other one does."""
        at = end + step
        while 0 <= at < len(self.starts) and self.word(at) in _GLUE:
            at += step
        if not 0 <= at < len(self.starts) or (self.begins if step < 0 else self.stops)[at] < LEAST:
            return
        start, stop = min(self.starts[at], found.start), max(self.ends[at], found.end)
        taken = any(f.start < stop and start < f.end for f in self.found if f is not found)
        if not taken and _WORD.search(self.word(at)) and "\n" not in self.text[start:stop]:
            yield at

    def scores(self, cut: Cut) -> Mapping[str, float]:
        """The probability of each type over the words of a name, whatever its boundaries."""
        logs = np.log(np.maximum(self.tags[cut.first : cut.last].sum(axis=2), FAINTEST))
        return dict(zip(TYPES, np.exp(logs.mean(axis=0)).tolist(), strict=True))


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
            row.add(f"{way} known as:{int(np.argmax(sure))}:{kind}")
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
        moved = [i for i in (gone or more) if _WORD.search(words.word(i))]
        if not moved:
            continue
        way = f"{side} {'gone' if gone else 'more'}"
        next_to = moved[0] if gone else moved[-1]
        glued = any(words.word(i) in _GLUE for i in (gone or more))
        yield f"{way}:{min(len(moved), 3)}"
        yield f"{way}:{kind}"
        yield f"{way}:{glued}"
        yield f"{way}:{glued}:{words.word(next_to).lower()}"
        shapes = _shape(words.word(next_to)) + _shape(words.word(at))
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
    return sum(bool(_WORD.search(words.word(i))) for i in range(cut.first, cut.last))


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
    return max(-8, int(np.floor(2 * np.log(max(chance, FAINTEST)))))


class Cutting:
    """Sets the boundaries, and with them the scores, of `doc._.found`."""

    def __init__(self, model: Linear, known: Renown) -> None:
        self.model = model
        self.known = known

    def __call__(self, doc: Doc) -> Doc:
        if doc._.found:
            doc._.found = self.cut(Words(doc))
        return doc

    def cut(self, words: Words) -> list[Found]:
        """The names with the boundaries that are likeliest."""
        cuts = [words.cuts(number) for number in range(len(words.found))]
        votes = self._votes(words, cuts)
        out: list[Found] = []
        for number, (found, options) in enumerate(zip(words.found, cuts, strict=True)):
            chances = votes[words.keys[number]]
            best = max(options[1:], key=lambda cut: chances[cut.key], default=None)
            names = [found]
            if best and chances[best.key] >= TAKEN:
                names = list(self._names(words, options[0], best))
                if out and names[0].start < out[-1].end:  # the name before has taken the word between them
                    names = [found]
            out += names
        return out

    def _names(self, words: Words, whole: Cut, best: Cut) -> Iterator[Found]:
        """The name that is taken, and what it leaves of the whole before or behind it where that is known, too."""
        for cut in (words.between(whole.first, best.first), best, words.between(best.last, whole.last)):
            if cut and (cut is best or sum(self.known.counts(cut.key)[:-1]) >= KNOWN):
                yield Found(*trim(words.text, words.starts[cut.first], words.ends[cut.last - 1]), words.scores(cut))

    def _votes(self, words: Words, cuts: Sequence[Sequence[Cut]]) -> Mapping[str, Mapping[str, float]]:
        """By the keys of a name and of what it may be instead: how likely that is, the mean over its mentions."""
        asked = [number for number, options in enumerate(cuts) if len(options) > 1]
        rows = [cut_features(words, words.found[number], cuts[number], self.known) for number in asked]
        scores = self.model.scores([row for options in rows for row in options])[:, 0]
        votes: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
        end = 0
        for number, options in zip(asked, rows, strict=True):
            start, end = end, end + len(options)
            chances = np.exp(scores[start:end] - scores[start:end].max())
            own = votes[words.keys[number]]
            for cut, chance in zip(cuts[number][1:], (chances / chances.sum())[1:].tolist(), strict=True):
                own[cut.key] += chance / words.keys.count(words.keys[number])
        return votes


@Language.factory("cutting", requires=["doc._.found", "doc._.tag_marginals"], default_config={"folder": None})
def make_cutting(nlp: Language, name: str, folder: str | None) -> Cutting:
    """The component with the weights that ship, or with those of a folder."""
    source = Path(folder) if folder else SHIPPED
    return Cutting(load(source / WEIGHTS)[0][LABEL], renown.load(source / "renown.npz"))
