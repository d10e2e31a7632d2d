"""Where the sentences of an abstract stand: cheap, on plain text, and careful with the dots of scientific prose."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from spacy.attrs import LENGTH, ORTH, SPACY  # type: ignore[import-not-found]

if TYPE_CHECKING:
    from spacy.tokens import Doc

_BREAK = re.compile(r"\n+|(?<=[.!?])[\"'”’)\]}$*]*\s+(?=[\"'“‘(\[{$\\*]*[^\W_a-zß-öø-ÿ])")
_OPEN = re.compile(
    r"(?:\b(?:et al|e\.\s?g|i\.\s?e|vs|cf|resp|approx|[Ff]igs?|[Ee]qs?|[Ss]ecs?|[Tt]ab|[Nn]o|[Nn]os|[Vv]ol|"
    r"Dr|Prof|Mr|Ms|Mrs|St|w\.\s?r\.\s?t|a\.\s?k\.\s?a|viz|incl|aff)|(?<![\w.])[A-Z])\.$"
)


def text_of(doc: Doc) -> str:
    """The text of a document, put together from its words only once."""
    if "text" not in doc.user_data:
        _keep(doc)
    text: str = doc.user_data["text"]
    return text


def words_of(doc: Doc) -> tuple[list[str], list[int]]:
    """The tokens of a document and where each begins, looked up only once."""
    if "words" not in doc.user_data:
        _keep(doc)
    words: tuple[list[str], list[int]] = doc.user_data["words"]
    return words


def _keep(doc: Doc) -> None:
    """Look the words up without making spaCy's tokens, which takes several times as long."""
    orths, sizes, spaces = doc.to_array([ORTH, LENGTH, SPACY]).T
    strings = doc.vocab.strings
    words = [strings[orth] for orth in orths.tolist()]
    ends = (sizes + spaces).cumsum()
    doc.user_data["words"] = words, (ends - sizes - spaces).tolist()
    doc.user_data["text"] = "".join([w + " " if s else w for w, s in zip(words, spaces.tolist(), strict=True)])


@lru_cache(maxsize=64)  # several components ask for those of one text
def sentence_spans(text: str) -> list[tuple[int, int]]:
    """The (start, end) offsets of the sentences of `text`, without the white space between them.

    A line break always ends a sentence (the title is one). "et al.", "e.g.", "vs.", initials and decimals do not.
    """
    spans: list[tuple[int, int]] = []
    start = 0
    for found in _BREAK.finditer(text):
        end = found.start()
        if text[end] != "\n":
            closing = found.group().rstrip()
            end += len(closing)
            if not closing and _OPEN.search(text, max(start, end - 12), end):
                continue
        _add(spans, text, start, end)
        start = found.end()
    _add(spans, text, start, len(text))
    return spans


def _add(spans: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    piece = text[start:end]
    left = start + len(piece) - len(piece.lstrip())
    right = start + len(piece.rstrip())
    if left < right:
        spans.append((left, right))
