"""Training texts: gold names and the teacher's spans as entities of spaCy docs.

Gold lists names without places, so every verbatim occurrence of a name or alias between word boundaries is taken, the
longest first.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from spacy.util import filter_spans

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from spacy.language import Language
    from spacy.tokens import Doc, Span

SURE = 0.6  # a silver span below this is neither taken nor denied: any tag may stand there
DOUBTFUL = 0.25  # below this it is denied


def read_jsonl(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def papers_path(path: Path) -> Path:
    """Where the texts of a file of annotations are."""
    return path.with_name(path.name.replace(".jsonl", ".papers.jsonl"))


def papers_beside(path: Path) -> dict[str, str]:
    """Text by id, from the `*.papers.jsonl` beside a file of annotations."""
    return {p["id"]: f"{p['title']}\n{p['abstract']}" for p in read_jsonl(papers_path(path))}


def gold_docs(nlp: Language, path: Path) -> Iterator[tuple[str, Doc]]:
    """(id, doc with entities) of annotated papers."""
    texts = papers_beside(path)
    for paper in read_jsonl(path):
        doc = nlp.make_doc(texts[paper["id"]])
        names = {s: e["type"] for e in paper["entities"] for s in (e["name"], *e["aliases"])}
        doc.set_ents(occurrences(doc, names))
        yield paper["id"], doc


def occurrences(doc: Doc, names: dict[str, str]) -> list[Span]:
    """Every place where one of the names stands, the longest winning; `names` gives each its label."""
    if not names:
        return []
    pattern = "|".join(re.escape(n) for n in sorted(names, key=len, reverse=True))
    found = re.finditer(rf"(?<!\w)(?:{pattern})(?!\w)", doc.text)
    spans = (doc.char_span(m.start(), m.end(), label=names[m.group()]) for m in found)
    return [s for s in spans if s is not None]


def silver_docs(nlp: Language, path: Path) -> Iterator[tuple[Doc, list[Span]]]:
    """(doc with the teacher's sure spans as entities, spans of which nothing is known)."""
    texts = papers_beside(path)
    for paper in read_jsonl(path):
        doc = nlp.make_doc(texts[paper["id"]])
        sure: list[Span] = []
        open_: list[Span] = []
        for start, end, label, score in paper["spans"]:
            span = doc.char_span(start, end, label=label, alignment_mode="expand")
            if span is not None and score >= DOUBTFUL:
                (sure if score >= SURE else open_).append(span)
        doc.set_ents(filter_spans(sure))
        yield doc, open_
