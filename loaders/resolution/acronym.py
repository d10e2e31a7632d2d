"""Which names are acronyms, and whether a longer name spells one out.

The test follows Schwartz and Hearst (2003, "A simple algorithm for identifying abbreviation definitions in biomedical
text"), made strict: letters match beginnings of words, in order, and no word that carries meaning is left over. Their
own test lets any inner letter match, which joins far too much once short and long form never stood side by side.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from loaders.resolution.normal import plain
from loaders.resolution.spelling import SMALL_WORDS

#: Heads an acronym may leave unsaid: "LDA model".
_HEADS = frozenset(
    "model models framework method algorithm approach architecture system technique dataset benchmark corpus "
    "task score metric loss network networks module".split()
)
#: Word beginnings that acronyms give a letter of their own: "variational autoencoder", VAE.
_PREFIX = re.compile(
    r"(auto|multi|semi|self|inter|intra|cross|hyper|meta|super|sub|back|spatio|photo|electro|bio|neuro|micro|macro|tele|"
    r"counter|geo|thermo|hetero|homo|time|life|hand|data|key|black|white|video|audio|text|image|pre|re|un|non|co|de|out|"
    r"over|under|up|down|mid|trans|poly|radio|cyber|nano|psycho|socio|histo|cardio|electro|encephalo|magneto|open|"
    r"frame|work|web|wave|band|width|base|line|bench|mark)(?=\w{3})"
)
#: Hyphened beginnings whose second part often gives no letter: "generative pre-trained transformer", GPT; so "x-ray".
_FORE = frozenset("pre post auto re non co un de multi sub over under bi e".split())
_SOUNDS = {"2": ("to",), "4": ("for",)}
#: Spelt-out symbols at the head of a compound, which an acronym may leave out: "ε-differential privacy", DP.
_SYMBOLS = frozenset("alpha beta gamma delta epsilon lambda k n".split())
_BREAKS = re.compile(r"[\s/_,:;()–—]+")
_LONG_WORDS = re.compile(r"[A-Za-z]+|\d+[A-Za-z]*")
_SHORT = re.compile(r"[A-Za-z0-9][A-Za-z0-9\-/&.]{0,13}[A-Za-z0-9]")
_CAPITAL_RUN = re.compile(r"(?<=[a-z])(?=[A-Z][a-z])")


@lru_cache(maxsize=1 << 18)
def is_acronym(name: str) -> bool:
    """Whether `name` is written like one: no spaces, 2 to 10 letters, two capitals, or few letters and one inside."""
    if " " in name.strip():
        return False
    name = _bare(name)
    alphas = [c for c in name if c.isalpha()]
    capitals = sum(c.isupper() for c in alphas)
    if not _SHORT.fullmatch(name) or not 2 <= len(alphas) + sum(c.isdigit() for c in name) <= 10 or not alphas:
        return False
    return (capitals >= 2 and 2 * capitals >= len(alphas)) or (len(alphas) <= 5 and any(c.isupper() for c in name[1:]))


def _bare(name: str) -> str:
    """`name` without LaTeX and without the small s of a plural."""
    text = plain(name).strip()
    return text[:-1] if len(text) > 2 and text.endswith("s") and text[-2].isupper() else text


@lru_cache(maxsize=1 << 18)
def spells_out(short: str, long: str) -> bool:
    """Whether the letters of `short` are the beginnings of the words of `long`, in order, none left over."""
    if not is_acronym(short) or is_acronym(long):
        return False
    bare = _bare(short)
    row = re.sub(r"[^A-Za-z0-9]", "", bare)
    pieces = _pieces(long)
    wanted = sum(not p.optional for p in pieces)
    if not 2 <= len(pieces) <= 14 or wanted > len(row) or any(p.written.lower() in _tokens(bare) for p in pieces):
        return False
    return _Match(row, pieces).holds(0, 0)


def initials(long: str) -> frozenset[str]:
    """Letter rows that acronyms of `long` most often are, in lower case, for looking candidates up."""
    pieces = _pieces(long)
    firsts = [(p.written[0].lower(), p.optional, p.written.lower() in SMALL_WORDS) for p in pieces]
    every = "".join(letter for letter, _, _ in firsts)
    if not any(optional or small for _, optional, small in firsts):
        return frozenset((every,))
    wanted = "".join(letter for letter, optional, _ in firsts if not optional)
    return frozenset((every, wanted, "".join(letter for letter, _, small in firsts if not small)))


def letters(short: str) -> str:
    """The letters and digits of an acronym in lower case, without a plural s."""
    return re.sub(r"[^a-z0-9]", "", _bare(short).lower())


def abbreviates(short: str, long: str) -> bool:
    """Schwartz and Hearst's own test: the letters in order, the first at the beginning of a word.

    Only good where something else already says that `long` is what `short` stands for.
    """
    row, text = letters(short), plain(long).lower()
    starts = [m.end() for m in re.finditer(rf"(?<![a-z0-9]){row[0]}", text)] if row else []
    return any(_in_order(row[1:], text[start:]) for start in starts)


@lru_cache(maxsize=1 << 16)
def cut_to(short: str, long: str) -> str:
    """The last words of `long`, as few as spell `short` out: "vanilla supervised fine-tuning" for SFT is not all meant.

    `long` itself where all of it or no end of it spells `short` out.
    """
    if spells_out(short, long):
        return long
    starts = reversed([m.start() for m in re.finditer(r"\S+", long)])
    return next((long[start:] for start in starts if spells_out(short, long[start:])), long)


def _in_order(row: str, text: str) -> bool:
    characters = iter(text)
    return all(letter in characters for letter in row)


def _tokens(bare: str) -> set[str]:
    return {t.lower() for t in re.findall(r"[A-Za-z0-9]{2,}", bare)}


class _Piece(NamedTuple):
    """A word, or a part of one, that may give letters; an optional one may be passed over."""

    written: str
    optional: bool


@lru_cache(maxsize=1 << 16)
def _pieces(long: str) -> tuple[_Piece, ...]:
    chunks = [c for c in _BREAKS.split(_CAPITAL_RUN.sub("-", plain(long))) if c]
    found: list[_Piece] = []
    for position, chunk in enumerate(chunks):
        pieces = _chunk(chunk)
        last = position == len(chunks) - 1
        if position == 0 and not last and pieces and pieces[0].written.lower() in _SYMBOLS:
            pieces = (_Piece(pieces[0].written, True), *pieces[1:])
        elif last and len(found) > 1 and chunk.lower() in _HEADS:
            pieces = tuple(_Piece(piece.written, True) for piece in pieces)
        found += pieces
    return tuple(found)


@lru_cache(maxsize=1 << 16)
def _chunk(chunk: str) -> tuple[_Piece, ...]:
    """The pieces of what stands between two spaces, wherever it stands."""
    found: list[_Piece] = []
    parts = _LONG_WORDS.findall(chunk)
    for place, part in enumerate(parts):
        lower = part.lower()
        joined = place > 0 and (parts[0].lower() in _FORE or len(parts[0]) == 1)
        optional = lower in SMALL_WORDS or joined or (place > 0 and lower == "based")
        if prefix := _PREFIX.match(lower):
            found += [_Piece(part[: prefix.end()], optional), _Piece(part[prefix.end() :], True)]
        else:
            found.append(_Piece(part, optional))
    return tuple(found)


class _Match:
    """One attempt to read `letters` off `pieces`. A capital begins a piece; small letters may go on in it.

    In an acronym all in capitals a piece gives more than one letter only where the long form shows them
    ("DEtection TRansformer").
    """

    def __init__(self, row: str, pieces: tuple[_Piece, ...]) -> None:
        self._row, self._pieces = row, pieces
        self._mixed = any(c.islower() for c in row)
        self._dead: set[tuple[int, int]] = set()

    def holds(self, at: int, piece: int) -> bool:
        """Whether the letters from `at` on are the beginnings of the pieces from `piece` on."""
        if piece == len(self._pieces):
            return at == len(self._row)
        if (at, piece) in self._dead:
            return False
        if self._pieces[piece].optional and self.holds(at, piece + 1):
            return True
        if any(self.holds(at + run, piece + 1) for run in self._runs(at, self._pieces[piece].written)):
            return True
        self._dead.add((at, piece))
        return False

    def _runs(self, at: int, word: str) -> Iterator[int]:
        row, lower = self._row, word.lower()
        if at >= len(row):
            return
        letter = row[at].lower()
        if letter == lower[0] or lower in _SOUNDS.get(letter, ()) or (letter == "x" and lower.startswith("ex")):
            yield 1
        for run in range(2, min(len(word), len(row) - at) + 1):
            follows = row[at + run - 1]
            if follows.lower() != lower[run - 1] or not (
                follows.islower() or follows.isdigit() or (not self._mixed and word[run - 1].isupper())
            ):
                return
            if lower.startswith(row[at : at + run].lower()):
                yield run
