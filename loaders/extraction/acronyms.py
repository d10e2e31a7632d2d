"""The component `acronyms`: short forms and what they stand for, as the text itself defines them.

Source: Schwartz and Hearst, "A Simple Algorithm for Identifying Abbreviation Definitions in Biomedical Text"
(PSB 2003), for "long form (SF)" and "SF (long form)", also with a plural s and with further
words in the brackets ("SF; 2019").
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from spacy.language import Language
from spacy.tokens import Doc

from loaders.extraction.prose import text_of

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class Acronym:
    """Offsets of a long form and of the short form that stands for it."""

    long: tuple[int, int]
    short: tuple[int, int]


if not Doc.has_extension("acronyms"):
    Doc.set_extension("acronyms", default=())

MAX_SHORT = 12
_BRACKETS = re.compile(r"[(\[]([^()\[\]]{2,160})[)\]]")
_WORD = re.compile(r"[^\W_]+")
_SMALL = frozenset({"of", "for", "and", "in", "on", "the", "to", "with", "a", "an", "by", "from", "at", "as"})
_STOP = re.compile(r"[.!?;:]\s|\n|[()\[\]]")


@Language.component("acronyms", assigns=["doc._.acronyms"])
def acronyms(doc: Doc) -> Doc:
    """Set `doc._.acronyms`."""
    doc._.acronyms = tuple(definitions(text_of(doc)))
    return doc


def definitions(text: str) -> Iterator[Acronym]:
    """The definitions in a text, in order."""
    for bracket in _BRACKETS.finditer(text):
        inside, start = bracket.group(1), bracket.start(1)
        before = _before(text, bracket.start())
        first = re.match(r"[^,;:]+", inside)
        candidate = first.group().strip(" \"'“”‘’*_") if first else ""
        if is_short_form(candidate):
            found = long_form(candidate, text[before : bracket.start()])
            if found is not None:
                at = start + inside.index(candidate)
                yield Acronym((before + found[0], before + found[1]), (at, at + len(candidate)))
                continue
        short = re.search(r"([A-Za-z0-9][\w@+*.&-]*)\s*$", text[before : bracket.start()])
        if short and is_short_form(short.group(1)):
            found = long_form(short.group(1), inside)
            if found is not None and not inside[: found[0]].strip(" \"'“‘*_"):
                at = before + short.start(1)
                yield Acronym((start + found[0], start + found[1]), (at, at + len(short.group(1))))


def is_short_form(form: str) -> bool:
    """Whether a form may be an acronym: short, with a capital, not a number or a citation."""
    return (
        2 <= len(form) <= MAX_SHORT
        and len(form.split()) <= 2
        and form[0].isalnum()
        and bool(re.search(r"[A-Z]", form))
        and not re.fullmatch(r"[A-Z][a-z]+|(?:19|20)\d\d|[\d.,%]+|[A-Z]\.?", form)
    )


def _before(text: str, end: int) -> int:
    """Where the stretch begins that may hold the long form before a bracket: the clause, at most 100 characters."""
    start = max(0, end - 160)
    stops = [m.end() for m in _STOP.finditer(text, start, end)]
    return stops[-1] if stops else start


def long_form(short: str, text: str) -> tuple[int, int] | None:
    """Offsets in `text` of the long form at its end whose letters spell `short`, or None.

    The words whose first letters are the short form, if there are such; else the shortest form in which its letters
    stand in order: they are matched from the right, and the first must begin a word. A long form has at most
    min(|short| + 5, 2 |short|) words, and more letters than the short form.
    """
    letters = [c for c in (short[:-1] if re.search(r"[A-Z]s$", short) else short).casefold() if c.isalnum()]
    if not letters:
        return None
    spelt = _spelt_by_initials(letters, text)
    if spelt is not None:
        return spelt
    folded = text.casefold()
    if len(folded) != len(text):
        folded = text.lower() if len(text.lower()) == len(text) else text
    end = len(text.rstrip(" \t-,\"'”’*_"))
    at = end
    for i in range(len(letters) - 1, -1, -1):
        at -= 1
        while at >= 0 and (folded[at] != letters[i] or (i == 0 and at > 0 and folded[at - 1].isalnum())):
            at -= 1
        if at < 0:
            return None
    start = at
    words = re.findall(r"[^\s-]+", text[start:end])
    limit = min(len(letters) + 5, 2 * len(letters))
    if len(words) > limit or len(text[start:end]) <= len(short) or short in text[start:end].split():
        return None
    return start, end


def _spelt_by_initials(letters: list[str], text: str) -> tuple[int, int] | None:
    """Offsets of the last words of `text` if each begins with the next letter; words such as "of" may stand between.

    Without this "Global Grouping Retrieval Evaluation (GGRE)" would lose its first word: its second has both Gs.
    """
    words = list(_WORD.finditer(text.rstrip(" \t-,\"'”’*_")))
    at, end = len(words), words[-1].end() if words else 0
    for letter in reversed(letters):
        at -= 1
        while at >= 0 and words[at].group()[0].casefold() != letter and words[at].group() in _SMALL:
            at -= 1
        if at < 0 or words[at].group()[0].casefold() != letter:
            return None
    return (words[at].start(), end) if len(letters) > 1 else None
