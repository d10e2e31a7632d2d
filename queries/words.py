"""Reads words into cues: synonyms become one cue, words that carry nothing go (queries/words.txt)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

_WORD = re.compile(r"\S+")
_EDGE = "?!.,;:()[]{}\"“”„«»'‘’`"


class Word(NamedTuple):
    """A word of the question: its text without punctuation around it, and where it stands."""

    text: str
    start: int
    end: int


def split(text: str) -> list[Word]:
    """The words of a text, without the punctuation around them and the English genitive."""
    found = []
    for match in _WORD.finditer(text):
        word = match[0].lstrip(_EDGE)
        start = match.end() - len(word)
        word = re.sub(r"['’]s$", "", word.rstrip(_EDGE))
        if word:
            found.append(Word(word, start, start + len(word)))
    return found


def bare(text: str) -> list[str]:
    """The words of a phrasing, without the punctuation around them."""
    return [word for part in text.split() if (word := part.strip(_EDGE))]


class Vocabulary(NamedTuple):
    """Word group -> its cues; () for what is dropped. `weak` cues count little.

    `sizes` says of a word how long the groups are that begin with it, the longest first.
    """

    cues: dict[tuple[str, ...], tuple[str, ...]]
    weak: frozenset[str]
    sizes: dict[str, list[int]]

    def read(self, words: list[str]) -> list[tuple[str | None, int, int]]:
        """(cue, first, one past last) for the words, the longest groups first; an unknown word has the cue None."""
        found: list[tuple[str | None, int, int]] = []
        at = 0
        lower = [word.lower().replace("’", "'") for word in words]
        while at < len(words):
            for size in self.sizes.get(lower[at], ()):
                cues = self.cues.get(tuple(lower[at : at + size]))
                if cues is not None:
                    found += [(cue, at, at + size) for cue in cues]
                    at += size
                    break
            else:
                found.append((None, at, at + 1))
                at += 1
        return found

    def knows(self, word: str) -> bool:
        """Whether the word alone is a cue or dropped."""
        return (word.lower().replace("’", "'"),) in self.cues


@cache
def vocabulary() -> Vocabulary:
    """The words of queries/words.txt."""
    cues: dict[tuple[str, ...], tuple[str, ...]] = {}
    weak: frozenset[str] = frozenset()
    for joined, words in _lines((Path(__file__).parent / "words.txt").read_text(encoding="utf-8")):
        if joined == "weak":
            weak = frozenset(words)
            cues |= {(word,): (word,) for word in words}
            continue
        cue = () if joined == "dropped" else tuple(joined.split("+"))
        own = (joined,) if len(cue) == 1 else ()
        cues |= {tuple(word.split("_")): cue for word in (*own, *words)}
    sizes: dict[str, list[int]] = {}
    for group in sorted(cues, key=len, reverse=True):
        known = sizes.setdefault(group[0], [])
        if len(group) not in known:
            known.append(len(group))
    return Vocabulary(cues, weak, sizes)


def _lines(text: str) -> Iterator[tuple[str, list[str]]]:
    """(cue, words) of each line of the list, with the lines that go on."""
    cue, words = "", list[str]()
    for line in text.splitlines():
        if line.startswith(" "):
            words += line.split()
        elif line and not line.startswith("#"):
            if cue:
                yield cue, words
            cue, _, rest = line.partition(":")
            words = rest.split()
    yield cue, words
