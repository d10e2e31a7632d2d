"""Chooses the lexicon's names from the lists of Papers with Code and its kin: those that prove themselves in texts.

The lists are noisy ("16k", "Natural"). A name stays when it is found in tagged texts and mostly tagged there as
something of its kind, or when it is not found there and looks like a name.
"""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any

from loaders.extraction.lexicon import KINDS, Lexicon

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from spacy.language import Language
    from spacy.tokens import Doc

KIND_OF = {"Method": "M", "Dataset": "D", "Benchmark": "D", "Task": "T", "Metric": "C"}
PROVEN = 0.5  # least share of a name's occurrences that are tagged as its kind
_PLACES = {"task": "T", "dataset": "D", "parent_dataset": "D", "metric": "C"}


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def raw_names(folder: Path) -> Iterator[tuple[str, str]]:
    """(name, kind) as the lists have them."""
    for stem, kind in (("methods", "M"), ("datasets", "D"), ("benchmarks", "D"), ("tasks", "T"), ("metrics", "C")):
        for row in _rows(folder / f"{stem}.jsonl.gz"):
            for name in (row["name"], row.get("full_name"), *row.get("aliases", ())):
                if name:
                    yield name, kind
    for stem in ("ito_sota_2022", "pwc_leaderboards_2020-09", "sota_extractor_leaderboards"):
        for row in _rows(folder / f"{stem}.jsonl.gz"):
            for place, kind in _PLACES.items():
                if row.get(place):
                    yield row[place], kind
    for row in _rows(folder / "orkg_tdm_merged.jsonl.gz"):
        for task, data, metric, *_ in row["tdms"]:
            yield from ((task, "T"), (data, "D"), (metric, "C"))


def readings(name: str) -> Iterator[str]:
    """The name, and for "Full Name (ABBR)" both parts."""
    yield name
    if both := re.fullmatch(r"(.{4,}?) \(([^()]{2,})\)", name):
        yield from both.groups()


def words_of(nlp: Language, name: str) -> str | None:
    """The name as the lexicon keeps it: words of our tokenizer, lower case unless capitals tell it apart."""
    words = [t.text for t in nlp.make_doc(name.strip()) if not t.is_space]
    if not words or len(words) > 8 or len(name) < 2 or not re.search(r"[A-Za-z]{2}", name):
        return None
    named = any(re.search(r"\w[A-Z]|[A-Za-z]\d|\d[A-Za-z]", w) for w in words)
    return " ".join(words) if named or (len(words) == 1 and len(name) < 4) else " ".join(words).lower()


def collect(nlp: Language, folder: Path, tagged: Iterable[Doc]) -> list[tuple[str, str]]:
    """The names worth keeping, sorted. `tagged` are texts with entities, not those the model is measured on."""
    kinds: dict[str, set[str]] = defaultdict(set)
    for name, kind in raw_names(folder):
        for reading in readings(name):
            if words := words_of(nlp, reading):
                kinds[words].add(kind)
    lexicon = Lexicon((name, "".join(sorted(k))) for name, k in kinds.items())
    seen: Counter[str] = Counter()
    right: Counter[tuple[str, str]] = Counter()
    for doc in tagged:
        ents = {(e.start, e.end): KIND_OF[e.label_] for e in doc.ents}
        inside = {i for e in doc.ents for i in range(e.start, e.end)}
        for start, end, _ in lexicon.matches([t.text for t in doc]):
            exact = ents.get((start, end))
            if exact is None and start in inside:
                continue  # part of a longer name: says nothing
            text = doc[start:end].text
            for form in {words_of(nlp, text), " ".join(t.text for t in doc[start:end]).lower()}:
                if form in kinds:
                    seen[form] += 1
                    if exact:
                        right[form, exact] += 1
    kept = []
    for name, known in kinds.items():
        n = seen[name]
        looks_named = name != name.lower() or " " in name
        proven = {k for k in KINDS if n and right[name, k] >= PROVEN * n}
        letters = proven if n >= 2 else known if looks_named else set()
        if letters:
            kept.append((name, "".join(sorted(letters))))
    return sorted(kept)
