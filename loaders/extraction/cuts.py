"""What a name that was found may be instead: what begins or ends at another word to which the tagger gives a chance."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise, product

import numpy as np
from spacy.tokens import Doc

from kg.schema import CONCEPTS
from loaders.extraction.decoding import FAINTEST
from loaders.extraction.mentions import Found
from loaders.extraction.prose import text_of, words_of
from loaders.resolution.normal import key

FAR = 4  # words that may be cut off at either end
LEAST = 0.02  # how likely the tagger has to find a boundary for it to be thought of
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
        self.words, self.starts = words_of(doc)
        self.ends = [start + len(word) for word, start in zip(self.words, self.starts, strict=True)]
        self.letters = [
            word.isalnum() or bool(_WORD.search(word)) for word in self.words
        ]  # a word or a number, not a mark
        self.tags = marginals[:, 1:].reshape(len(marginals), len(CONCEPTS), 4)
        self.nothing = marginals[:, 0]
        self.begins = (self.tags[:, :, 0] + self.tags[:, :, 3]).sum(axis=1)
        self.stops = (self.tags[:, :, 2] + self.tags[:, :, 3]).sum(axis=1)
        self.found: Sequence[Found] = doc._.found
        self.keys = [key(self.text[f.start : f.end]) for f in self.found]
        self.named = frozenset(self.keys)

    def glues(self, index: int) -> bool:
        """Whether a word holds the parts of another together."""
        return self.words[index] in _GLUE

    def cuts(self, number: int) -> list[Cut]:
        """What a name found may be instead, behind itself."""
        found = self.found[number]
        first = max(0, bisect_right(self.starts, found.start) - 1)
        last = min(len(self.ends), bisect_left(self.ends, found.end) + 1)
        out = [Cut(first, last, self.text[found.start : found.end], self.keys[number])]
        words = [i for i in range(first, last) if self.letters[i]]
        firsts = [first, *(i for i in words[1 : 1 + FAR] if self.begins[i] >= LEAST), *self._further(found, first, -1)]
        lasts = [last]
        for i, gone in list(pairwise(words))[-FAR:]:
            if self.stops[i] >= LEAST and not _VERSION.fullmatch(self.words[gone]):
                lasts.append(i + 1)
        lasts += [i + 1 for i in self._further(found, last - 1, 1)]
        for i, j in product(firsts, lasts):
            if i < j and (i, j) != (first, last) and (cut := self._cut(i, j)).key:
                out.append(cut)
        return out

    def between(self, first: int, last: int) -> Cut | None:
        """The stretch from one word to another (excluded), without hyphens at its ends."""
        while first < last and self.glues(first):
            first += 1
        while first < last and self.glues(last - 1):
            last -= 1
        return self._cut(first, last) if first < last else None

    def _cut(self, first: int, last: int) -> Cut:
        name = self.text[self.starts[first] : self.ends[last - 1]]
        return Cut(first, last, name, key(name))

    def _further(self, found: Found, end: int, step: int) -> Iterator[int]:
        """The next word before or behind a name, if the name may well begin or end there and no other one does."""
        at = end + step
        while 0 <= at < len(self.starts) and self.glues(at):
            at += step
        if not 0 <= at < len(self.starts) or (self.begins if step < 0 else self.stops)[at] < LEAST:
            return
        start, stop = min(self.starts[at], found.start), max(self.ends[at], found.end)
        taken = any(f.start < stop and start < f.end for f in self.found if f is not found)
        if not taken and self.letters[at] and "\n" not in self.text[start:stop]:
            yield at

    def scores(self, cut: Cut) -> Mapping[str, float]:
        """The probability of each type over the words of a name, whatever its boundaries."""
        logs = np.log(np.maximum(self.tags[cut.first : cut.last].sum(axis=2), FAINTEST))
        return dict(zip(CONCEPTS, np.exp(logs.mean(axis=0)).tolist(), strict=True))
