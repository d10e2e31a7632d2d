"""A made-up library in which every question has an answer, and every rule of an answer a case.

Rill and Torrent are evaluated on the same benchmarks and in one paper; Brook and Delta are never in one. One paper has
no name for its method; one benchmark is a variant of another; one dataset is only ever trained on.
"""

from __future__ import annotations

from pathlib import Path

from kg.library import Store
from kg.records import Concept, Entity, Evidence, Extraction, Mention, Paper, Reference, Relation, Result
from loaders.resolution.normal import key
from tests.kg.made_up import add

VARIANTS = {"benchmark:streamqahard": "benchmark:streamqa", "method:rillxl": "method:rill"}


def paper(title: str, number: int, year: int | None, *cites: int, authors: tuple[str, ...] = ()) -> Paper:
    references = tuple(Reference(arxiv=f"2000.{n:05}") for n in cites)
    abstract = "One sentence of evidence. " * 6
    return Paper(title, abstract, arxiv=f"2000.{number:05}", year=year, authors=authors, references=references)


def said(at: int) -> Evidence:
    return Evidence(at, at + 26, "made up")


def found(entities: str, relations: str = "", results: str = "") -> Extraction:
    """An extraction from lines: `Type role name`, `head RELATION tail`, `method on metric value kind` (- for none)."""
    parts = [[part.strip() for part in line.split("|")] for line in entities.strip().splitlines()]
    links = [[part.strip() for part in line.split("|")] for line in relations.strip().splitlines()]
    numbers = [
        [None if p.strip() == "-" else p.strip() for p in line.split("|")] for line in results.strip().splitlines()
    ]
    return Extraction(
        tuple(
            Entity(names[0], kind, role, (Mention(0, 5),), said(at), tuple(names[1:]))
            for at, (kind, role, *names) in enumerate(parts)
        ),
        tuple(Relation(head, kind, tail, said(30 + at)) for at, (head, kind, tail) in enumerate(links)),
        tuple(
            Result(method, str(on), metric, str(value), str(kind), said(60 + at))
            for at, (method, on, metric, value, kind) in enumerate(numbers)
        ),
    )


PAPERS: tuple[tuple[Paper, Extraction], ...] = (
    (
        paper("Brook: a model that reads", 1, 2019, authors=("Ada Brook", "Ben Ford")),
        found(
            """
            Method | introduced | Brook | BRK
            Benchmark | evaluated_on | Stream-QA | SQA
            Dataset | evaluated_on | Sand
            Metric | used | accuracy
            Task | addressed | reading comprehension
            """,
            """
            Brook | EVALUATED_ON | Stream-QA
            Brook | EVALUATED_ON | Sand
            Brook | USED_FOR | reading comprehension
            """,
            "Brook | Stream-QA | accuracy | 65.0% | absolute",
        ),
    ),
    (
        paper("Rill: deeper streams", 2, 2021, 1, 4, authors=("Ada Brook", "Cleo Weir")),
        found(
            """
            Method | introduced | Rill
            Method | used | Brook
            Method | evaluated | Spring
            Benchmark | evaluated_on | Stream-QA
            Benchmark | evaluated_on | Delta-Bench
            Dataset | trained_on | Pebbles
            Dataset | trained_on | Sand
            Metric | used | accuracy
            Metric | used | F1
            Task | addressed | reading comprehension
            """,
            """
            Rill | EVALUATED_ON | Stream-QA
            Rill | EVALUATED_ON | Delta-Bench
            Rill | USES | Brook
            Rill | OUTPERFORMS | Brook
            Rill | OUTPERFORMS | Spring
            Rill | TRAINED_ON | Pebbles
            Rill | TRAINED_ON | Sand
            Rill | USED_FOR | reading comprehension
            """,
            """
            Rill | Stream-QA | accuracy | 70.1% | absolute
            Rill | Stream-QA | accuracy | +5.1 | gain
            Rill | Delta-Bench | F1 | 55.0 | absolute
            - | Delta-Bench | F1 | 41.0 | absolute
            """,
        ),
    ),
    (
        paper("A better way to read streams", 3, 2022, 1, 2),
        found(
            """
            Benchmark | evaluated_on | Stream-QA
            Method | evaluated | Brook
            Metric | used | accuracy
            Task | addressed | reading comprehension
            """,
            "",
            "- | Stream-QA | accuracy | 59.3 | absolute",
        ),
    ),
    (
        paper("Stream-QA: questions about rivers", 4, 2018, authors=("Dora Dam",)),
        found(
            """
            Benchmark | introduced | Stream-QA
            Dataset | introduced | Pebbles
            Task | addressed | question answering
            Task | mentioned | reading comprehension
            """,
            """
            Stream-QA | FOR_TASK | reading comprehension
            Stream-QA | FOR_TASK | question answering
            Pebbles | FOR_TASK | question answering
            """,
        ),
    ),
    (
        paper("Stream-QA-Hard", 5, 2023, 2, 4),
        found(
            """
            Benchmark | introduced | Stream-QA-Hard
            Method | evaluated | Rill
            Method | evaluated | Rill-XL
            Benchmark | mentioned | Stream-QA
            Metric | used | accuracy
            """,
            """
            Rill | EVALUATED_ON | Stream-QA-Hard
            Rill-XL | EVALUATED_ON | Stream-QA-Hard
            """,
            """
            Rill | Stream-QA-Hard | accuracy | 40.2 | absolute
            Rill-XL | Stream-QA-Hard | accuracy | 44.0 | absolute
            """,
        ),
    ),
    (
        paper("Torrent", 6, 2023, 1, 2, 4, authors=("Cleo Weir", "Ben Ford")),
        found(
            """
            Method | introduced | Torrent
            Method | used | Rill
            Method | evaluated | Brook
            Benchmark | evaluated_on | Lake-LM
            Benchmark | evaluated_on | Stream-QA
            Metric | used | perplexity
            Task | addressed | language modelling
            """,
            """
            Torrent | EVALUATED_ON | Lake-LM
            Brook | EVALUATED_ON | Lake-LM
            Rill | EVALUATED_ON | Lake-LM
            Torrent | EVALUATED_ON | Stream-QA
            Torrent | USES | Rill
            Torrent | OUTPERFORMS | Brook
            Torrent | USED_FOR | language modelling
            """,
            """
            Torrent | Lake-LM | perplexity | 12.1 | absolute
            Brook | Lake-LM | perplexity | 15.3 | absolute
            Rill | Lake-LM | perplexity | 9.8 | absolute
            """,
        ),
    ),
    (
        paper("A survey of streams", 7, None, 1, 2, 99),
        found("Benchmark | mentioned | Stream-QA\nMethod | mentioned | Rill\nTask | mentioned | question answering"),
    ),
    (
        paper("Delta", 8, 2024, 6, 98),
        found(
            """
            Method | introduced | Delta
            Benchmark | evaluated_on | Delta-Bench
            Benchmark | evaluated_on | Stream-QA
            Dataset | evaluated_on | Sand
            Task | addressed | reading comprehension
            """,
            """
            Delta | EVALUATED_ON | Delta-Bench
            Delta | EVALUATED_ON | Stream-QA
            Delta | TRAINED_ON | Sand
            """,
        ),
    ),
)


def library(path: Path) -> Store:
    """The library at `path`, resolved by normal forms alone."""
    store = Store.open(path, create=True)
    for one, extraction in PAPERS:
        add(store, one, extraction)
    concepts: dict[str, Concept] = {}
    concept_of: dict[tuple[str, int], str] = {}
    for row in store.facts.names():
        id_ = f"{row.type.lower()}:{key(row.name)}"
        aliases = {*(concepts[id_].aliases if id_ in concepts else ()), *row.aliases}
        concepts[id_] = Concept(id_, row.type, row.name, tuple(sorted(aliases)), VARIANTS.get(id_))
        concept_of[row.paper, row.entity] = id_
    with store.transaction():
        store.names.replace(concepts.values(), (), concept_of, key)
        store.resolved("made up")
    return store
