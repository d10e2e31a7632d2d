"""The component `mentions`: what a tagger marked, cut to the name itself.

The guide asks for the minimal noun phrase: no determiner, no generic head behind a proper name ("MMLU", not "MMLU
benchmark"), no stray quote or bracket; nothing inside a web address; nothing that is only a class of everything.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from spacy.language import Language
from spacy.tokens import Doc

from loaders.extraction.generic import is_generic
from loaders.extraction.languages import is_pair
from loaders.extraction.prose import text_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


@dataclass(frozen=True, slots=True)
class Found:
    """A stretch of the text that may be a name, with the probability of each type."""

    start: int
    end: int
    scores: Mapping[str, float]


if not Doc.has_extension("found"):
    Doc.set_extension("found", default=())
if not Doc.has_extension("span_scores"):
    Doc.set_extension("span_scores", default=None)

_LEFT = re.compile(
    r"(?:[\s\"'`“”‘,;:.*_~$]|(?:the|a|an|our|their|its|this|these|new|novel|existing|proposed)\s)+", re.I
)
_ARROW = r"(?:-{1,2}>|=>|[→⇒]|\\?(?:long)?rightarrow\b)"
#: A result that the tagger took along: "59.2 accuracy", "61.7% -> 64.8% F1", "rightarrow 64.8 F1" (LaTeX that lost its
#: backslash, as on saved pages).
_NUMBERS = re.compile(rf"(?:{_ARROW}\s*)?(?:[+\-−±~≈<>]?\d+(?:\.\d+(?:\s?\\?%)?|\s?\\?%)\s*(?:{_ARROW}\s*|\s))+(?=\S)")
#: LaTeX that sets a name in bold or the like: "\\textbf{Name", "\\emph{Name}", "\\bf Name".
_BRACED = re.compile(
    r"\\(?:(?:text(?:bf|it|tt|sc|sf|rm)|emph|underline|math(?:bf|rm|sf|tt))\s?\{|(?:bf|it|sc|tt|em)\s)([^\\{}]+)\}?"
)
_RIGHT = re.compile(r"[\s\"'`“”’,;:.*_~$]+$")
_HEAD = re.compile(
    r"(?<=\S)[\s-]+(?:benchmarks?|data\s?sets?|corpus|corpora|models?|frameworks?|methods?|algorithms?|architectures?"
    r"|approach|approaches|systems?|metrics?|leaderboard|suite|test sets?|datasets?|toolkit|library)$",
    re.I,
)
#: "datasets - Mozilla Common Voice", "ADG-Det / IIT-Heat": of 36,000 annotated surfaces two have one of these.
_APART = re.compile(r"\s+(?:/|-{1,3}|[–—])\s+")
_POINTER = re.compile(r"(?:fig(?:ure|\.)?|table|section|appendix|eq(?:uation|\.)?)[\s~-]*\d+", re.I)
_NAMED = re.compile(r"[A-Za-z0-9][A-Z]|\d|^[A-Z]{2,}$")
_URL = re.compile(r"(?:https?://|www\.)\S+|\b[\w.-]+\.(?:com|org|io|ai|net|edu)(?:/\S*)?")
_OPENS = {")": "(", "]": "[", "}": "{"}
_CLOSES = {opener: closer for closer, opener in _OPENS.items()}


@Language.component("mentions", requires=["doc.ents"], assigns=["doc._.found"])
def mentions(doc: Doc) -> Doc:
    """Set `doc._.found` from `doc.ents`; a tagger without `doc._.span_scores` is believed."""
    text = text_of(doc)
    addresses = [(m.start(), m.end()) for m in _URL.finditer(text)]
    scores = doc._.span_scores or {}
    found = []
    for e in doc.ents:
        if is_pair(text[e.start_char : e.end_char]):
            continue
        for part in parts(text, e.start_char, e.end_char):
            start, end = trim(text, *part)
            name = text[start:end]
            if not re.search(r"[^\W\d_]", name) or name.count("(") != name.count(")") or is_generic(name):
                continue
            if _POINTER.fullmatch(name) or is_pair(name):
                continue
            if any(a < end and start < b for a, b in addresses):
                continue
            found.append(Found(start, end, scores.get((e.start, e.end), {e.label_: 1.0})))
    doc._.found = found
    return doc


def parts(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The offsets of the names that a spaced dash or slash within text[start:end] keeps apart."""
    for dash in _APART.finditer(text, start, end):
        yield start, dash.start()
        start = dash.end()
    yield start, end


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """The offsets of the name within text[start:end]."""
    before = None
    while before != (start, end) and start < end:
        before = start, end
        name = text[start:end]
        if left := _LEFT.match(name) or _NUMBERS.match(name):
            start += left.end()
        elif braced := _BRACED.fullmatch(name):
            start, end = start + braced.start(1), start + braced.end(1)
        elif right := _RIGHT.search(name):
            end = start + right.start()
        elif name[-1] in _OPENS and _OPENS[name[-1]] not in name:
            end -= 1
        elif name[0] in _CLOSES and _CLOSES[name[0]] not in name:
            start += 1
        elif len(name) > 2 and name[0] in _CLOSES and name.find(_CLOSES[name[0]]) == len(name) - 1:
            start, end = start + 1, end - 1
        elif (head := _HEAD.search(name)) and any(_NAMED.search(w) for w in name[: head.start()].split()):
            end = start + head.start()
    if text.count("$", start, end) % 2:  # a formula that begins or ends the name stays whole
        if start and text[start - 1] == "$":
            start -= 1
        elif text[end : end + 1] == "$":
            end += 1
    return start, end
