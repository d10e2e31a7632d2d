"""Lists of names as features: which words of a text stand in a known name, of which kind.

A match is a hint to the tagger, never a decision. Lookup: longest match over words, left to right.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from loaders.extraction.prose import words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from numpy.typing import NDArray
    from spacy.tokens import Doc

KINDS = "MDTC"  # Method, Data, Task, metriC
NAMES = "names.tsv"  # in the tagger's folder
HEADER = (
    "# Names of methods (M), data (D), tasks (T) and metrics (C), made by `python -m loaders.extraction.train`.\n"
    "# Source: lists and leaderboards of Papers with Code (paperswithcode.com), filtered; licence CC BY-SA 4.0.\n"
)


class Lexicon:
    """Names with their kinds.

    Args:
        names: (name split into words by spaces, its kinds as letters of KINDS). A name written all in lower case is
            found in any case, another only as it is written.
    """

    codes = 1 + 2 * (2 ** len(KINDS))  # none; else a set of kinds, and whether the word is the name's first

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        self.names = list(names)
        self._tree: dict[str, dict[tuple[str, ...], int]] = {}
        for name, kinds in self.names:
            words = tuple(name.split(" "))
            code = sum(1 << KINDS.index(k) for k in kinds)
            known = self._tree.setdefault(words[0], {})
            known[words] = known.get(words, 0) | code
        self._lengths = {first: sorted(set(map(len, known)), reverse=True) for first, known in self._tree.items()}

    def matches(self, words: Sequence[str]) -> list[tuple[int, int, int]]:
        """(start, end, set of kinds as bits) of the longest names, none inside another."""
        lower = [w.lower() for w in words]
        out, i = [], 0
        while i < len(words):
            end, code = i, 0
            for form in (words, lower) if words[i] != lower[i] else (lower,):
                for n in self._lengths.get(form[i], ()):
                    if i + n <= end:
                        break
                    if found := self._tree[form[i]].get(tuple(form[i : i + n]), 0):
                        end, code = i + n, found
            if code:
                out.append((i, end, code))
            i = max(end, i + 1)
        return out

    def codes_of(self, doc: Doc) -> NDArray[np.int64]:
        """One code a word; 0 outside any name."""
        codes = np.zeros(len(doc), np.int64)
        for start, end, kinds in self.matches(words_of(doc)[0]):
            codes[start:end] = 1 + 2 * kinds
            codes[start] = 2 * kinds
        return codes

    def to_disk(self, folder: Path) -> None:
        """Write the names, one a line, into the folder."""
        lines = "".join(f"{name}\t{kinds}\n" for name, kinds in self.names)
        folder.joinpath(NAMES).write_text(HEADER + lines, encoding="utf-8", newline="\n")

    @classmethod
    def from_disk(cls, folder: Path) -> Lexicon:
        """The names in the folder; none when there are none."""
        path = folder / NAMES
        text = path.read_text(encoding="utf-8") if path.is_file() else ""
        rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
        return cls((name, kinds) for name, kinds in rows)
