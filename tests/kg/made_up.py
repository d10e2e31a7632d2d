"""A made-up library that has every label, every relation type and the texts that break exports."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from kg.library import Store
from kg.records import (
    Concept,
    Entity,
    Evidence,
    Extraction,
    Mention,
    Origin,
    Paper,
    Reference,
    Relation,
    Result,
    title_key,
)

NASTY = (
    "Tab\there, \\u0041 \\n, \"quotes\" & <b>tags</b>, =SUM(A1), `ticks`, back\\slash, $param, 'single', {brace};"
    " \u202eRTL"
)


def evidence(start: int = 0, end: int = 5, rule: str = "stated", confidence: float = 0.75) -> Evidence:
    return Evidence(start, end, rule, confidence)


def entity(name: str, type_: str, role: str, *aliases: str, start: int = 0) -> Entity:
    return Entity(name, type_, role, (Mention(start, start + len(name)),), evidence(start, start + 7), aliases)


OWL = Paper(
    title="Owl: a bird's eye on language",
    abstract="We present Owl, built on Wren. Owl reaches 61.5 accuracy on Forest-QA, over Wren. It is tuned on Leaves.",
    arxiv="2401.00001",
    source_id="owl",
    year=2024,
    date="2024-01-02",
    venue="Nest",
    url="https://example.org/owl",
    authors=("Ana Árbol", "Bo Birch", "Ana Arbol"),
    references=(
        Reference(title="Wren"),
        Reference(title="Not loaded", doi="10.1/stub"),
        Reference(arxiv="2401.00001"),
        Reference(source_id="finch"),
    ),
)
OWL_FOUND = Extraction(
    (
        entity("Owl", "Method", "introduced", "OWL"),
        entity("Wren", "Method", "used"),
        entity("Forest-QA", "Benchmark", "evaluated_on", "ForestQA"),
        entity("Leaves", "Dataset", "trained_on"),
        entity("accuracy", "Metric", "used"),
        entity("question answering", "Task", "addressed"),
        entity("Finch", "Method", "evaluated"),
        entity("OWL", "Method", "mentioned"),  # the same concept under another name
        entity("Old Trees", "Dataset", "mentioned"),
    ),
    (
        Relation("Owl", "USES", "Wren", evidence(26, 57)),
        Relation("Owl", "OUTPERFORMS", "Wren", evidence(58, 112, confidence=0.5)),
        Relation("Owl", "OUTPERFORMS", "Wren", evidence(26, 57, confidence=0.9)),  # surer, so this one counts
        Relation("OWL", "USES", "Owl", evidence()),  # one concept: nothing
        Relation("Owl", "EVALUATED_ON", "Forest-QA", evidence(58, 112)),  # its numbers take its place
        Relation("Owl", "USED_FOR", "question answering", evidence()),
        Relation("Owl", "TRAINED_ON", "Leaves", evidence()),
        Relation("Forest-QA", "FOR_TASK", "question answering", evidence()),
        Relation("Finch", "EVALUATED_ON", "Forest-QA", evidence()),
    ),
    (
        Result("Owl", "Forest-QA", "accuracy", "61.5", "absolute", evidence(58, 112)),
        Result("Owl", "Forest-QA", "accuracy", "4.2", "gain", evidence(58, 112)),
        Result("OWL", "Forest-QA", "accuracy", "61.5", "absolute", evidence(60, 112)),  # said twice
    ),
)
WREN = Paper(
    title="Wren",
    abstract=f"A small model scores 40% on Forest-QA. {NASTY}",
    doi="10.5/wren",
    year=2022,
    authors=("Bo Birch",),
    references=(Reference(title="Not loaded"), Reference(title="Another", acl="2020.x-1.1")),
)
WREN_FOUND = Extraction(
    (
        entity("Wren", "Method", "introduced"),
        entity("Forest-QA", "Benchmark", "evaluated_on"),
        entity("Owl 2", "Method", "mentioned"),
        entity(NASTY, "Task", "addressed"),
    ),
    (),
    (Result(None, "Forest-QA", None, "40%", "absolute", evidence(5, 43)),),
)
FINCH = Paper(title="Finch, unread", source_id="finch")
PAPERS = ((OWL, OWL_FOUND), (WREN, WREN_FOUND), (FINCH, Extraction()))
VARIANTS = {"method:owl2": "method:owl1", "method:owl1": "method:owl"}  # nothing names Owl 1


def library(path: Path, papers: Iterable[tuple[Paper, Extraction]] = PAPERS) -> Store:
    """A library at `path` of these papers, resolved."""
    store = Store.open(path, create=True)
    for paper, found in papers:
        add(store, paper, found)
    resolve(store)
    return store


def add(store: Store, paper: Paper, found: Extraction) -> None:
    """Put one paper in, from a source of its own id."""
    with store.transaction():
        read = replace(paper, origins=(Origin("birds", paper.id),))
        entry = store.papers.put_entry(store.papers.source("birds"), paper.id, read)
        keys = {paper.id, f"title:{title_key(paper.title)}"}
        row, _ = store.papers.put(paper, keys, [entry])
        store.facts.put(row, found, store.facts.extractor("made up"))
        store.changed(names=True)


def remove(store: Store, paper_id: str) -> None:
    """Take one paper out."""
    row = store.papers.row(paper_id)
    assert row is not None
    with store.transaction():
        store.papers.delete(row)
        store.changed(names=True)


def resolve(store: Store, same: Mapping[str, str] | None = None) -> None:
    """Take names for one concept when letters and digits are the same, or `same` says so of their normal forms."""
    same = same or {}
    concepts: dict[str, Concept] = {}
    concept_of: dict[tuple[str, int], str] = {}
    for row in store.facts.names():
        key = same.get(title_key(row.name), title_key(row.name))
        label = "Benchmark" if key == "forestqa" else row.type
        id_ = f"{label.lower()}:{key}"
        known = concepts.get(id_, Concept(id_, label, row.name))
        aliases = sorted({*known.aliases, *row.aliases, row.name} - {known.name})
        concepts[id_] = Concept(id_, label, known.name, tuple(aliases), VARIANTS.get(id_))
        concept_of[row.paper, row.entity] = id_
    for id_ in set(VARIANTS.values()) - set(concepts):
        concepts[id_] = Concept(id_, "Method", id_, (), VARIANTS.get(id_))
    with store.transaction():
        store.names.replace(concepts.values(), (), concept_of, title_key)
        store.resolved("made up")
