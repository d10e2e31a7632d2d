"""A made-up library of any size, for benchmarks of the graph and its questions: same size and seed, same library.

    python -m benchmarks.synthetic synthetic.kg --papers 200000

Papers cite earlier ones and name some ten concepts each. How often a name is used falls with its rank as in real
literature (Zipf), so the first names, real ones, are hubs: MMLU, accuracy, BERT. No sentence is a real one.
"""

from __future__ import annotations

import argparse
import itertools
import random
import time
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from kg.build.batches import batches
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
from loaders.resolution.normal import normal_form, slug

#: The names that are used most, of each type; the others are made of syllables.
HUBS = {
    "Method": ("BERT", "Transformer", "GPT-4", "Llama 2", "ResNet"),
    "Dataset": ("ImageNet", "CIFAR-10", "SQuAD"),
    "Benchmark": ("MMLU", "GSM8K", "GLUE", "HumanEval"),
    "Task": ("question answering", "machine translation", "image classification"),
    "Metric": ("accuracy", "F1", "BLEU"),
}
#: Different names of each type in a library of 200,000 papers; fewer in a smaller one, by the square root.
NAMES = {"Method": 60_000, "Dataset": 8_000, "Benchmark": 3_000, "Task": 4_000, "Metric": 400}
#: What a paper names: type, role, how many.
PATTERN = (
    ("Method", "introduced", 1),
    ("Method", "used", 2),
    ("Method", "evaluated", 1),
    ("Dataset", "evaluated_on", 1),
    ("Dataset", "trained_on", 1),
    ("Benchmark", "evaluated_on", 1),
    ("Task", "addressed", 1),
    ("Metric", "used", 1),
    ("Method", "mentioned", 1),
)
#: What the name of a variant of a method adds.
VARIANT = "-2"
SYLLABLES = [c + v for c in "bdfgklmnprstvz" for v in "aeiou"]
BATCH = 2_000


class Names:
    """The names of one type; `draw` gives one, those of low rank far more often than the others."""

    def __init__(self, type_: str, size: int, chance: random.Random) -> None:
        made = dict.fromkeys(HUBS[type_])
        while len(made) < size:
            word = "".join(chance.choices(SYLLABLES, k=4))
            made[word if type_ == "Task" else word.capitalize()] = None
            if type_ == "Method" and chance.random() < 0.1:
                made[word.capitalize() + VARIANT] = None
        self.names = list(made)[:size]
        self._weights = list(itertools.accumulate(1 / (rank + 3) for rank in range(size)))
        self._chance = chance

    def draw(self) -> str:
        return self._chance.choices(self.names, cum_weights=self._weights)[0]


def papers(size: int, seed: int = 0) -> Iterator[tuple[Paper, Extraction]]:
    """Papers with what was found in them."""
    chance = random.Random(seed)
    share = min(1.0, (size / 200_000) ** 0.5)
    names = {type_: Names(type_, max(len(HUBS[type_]), int(n * share)), chance) for type_, n in NAMES.items()}
    authors = [
        " ".join("".join(chance.choices(SYLLABLES, k=3)).capitalize() for _ in range(2)) for _ in range(size // 2 + 3)
    ]
    for number in range(size):
        yield _paper(number, names, authors, chance)


def _paper(number: int, names: dict[str, Names], authors: list[str], chance: random.Random) -> tuple[Paper, Extraction]:
    entities: dict[str, Entity] = {}
    title = f"A made-up paper on {chance.choice(names['Task'].names)} number {number}"
    abstract = ""
    for type_, role, count in PATTERN:
        for _ in range(count):
            name = names[type_].draw()
            if name in entities:
                continue
            start = len(title) + 1 + len(abstract)
            at = start + len("It says ")
            abstract += f"It says {name} here. "
            evidence = Evidence(start, start + len(f"It says {name} here."), "made up", 0.9)
            entities[name] = Entity(name, type_, role, (Mention(at, at + len(name)),), evidence)
    paper = Paper(
        title=title,
        abstract=abstract.strip(),
        arxiv=_arxiv(number),
        year=2000 + number * 25 // 200_000,
        authors=tuple(chance.sample(authors, 3)),
        origins=(Origin("synthetic", f"number {number}"),),
        references=tuple(
            Reference(arxiv=_arxiv(int(number * chance.random() ** 0.5))) for _ in range(8 if number else 0)
        ),
    )
    return paper, Extraction(tuple(entities.values()), *_facts(list(entities.values()), chance))


def _arxiv(number: int) -> str:
    return f"{number // 100_000:04d}.{number % 100_000:05d}"


def _facts(entities: list[Entity], chance: random.Random) -> tuple[tuple[Relation, ...], tuple[Result, ...]]:
    def named(type_: str, role: str) -> list[Entity]:
        return [e for e in entities if e.type == type_ and e.role == role]

    relations: list[Relation] = []
    results: list[Result] = []
    data = named("Dataset", "evaluated_on") + named("Benchmark", "evaluated_on")
    tasks = named("Task", "addressed")
    metric = next(iter(named("Metric", "used")), None)
    for method in named("Method", "introduced"):
        relations += [Relation(method.name, "USES", used.name, used.evidence) for used in named("Method", "used")]
        relations += [Relation(method.name, "OUTPERFORMS", e.name, e.evidence) for e in named("Method", "evaluated")]
        relations += [Relation(method.name, "USED_FOR", task.name, task.evidence) for task in tasks]
        relations += [Relation(method.name, "EVALUATED_ON", on.name, on.evidence) for on in data]
        relations += [Relation(method.name, "TRAINED_ON", e.name, e.evidence) for e in named("Dataset", "trained_on")]
    relations += [Relation(on.name, "FOR_TASK", task.name, on.evidence) for on in data[:1] for task in tasks]
    if metric and data and chance.random() < 0.5:
        method_name = next((e.name for e in named("Method", "introduced")), None)
        value = f"{chance.uniform(20, 99):.1f}"
        results.append(Result(method_name, data[-1].name, metric.name, value, "absolute", data[-1].evidence))
    return tuple(relations), tuple(results)


def write(path: Path, size: int, seed: int = 0) -> None:
    """Write a library of `size` papers at `path`, where none may be yet."""
    concept_of: dict[tuple[str, int], str] = {}
    concepts: dict[str, Concept] = {}
    with Store.open(path, create=True) as store:
        for batch in batches(papers(size, seed), BATCH):
            with store.transaction():
                source = store.papers.source("synthetic")
                extractor = store.facts.extractor("synthetic")
                for paper, found in batch:
                    entry = store.papers.put_entry(source, paper.id, paper)
                    row, _ = store.papers.put(paper, (paper.id, f"title:{title_key(paper.title)}"), [entry])
                    store.facts.put(row, found, extractor)
                    for position, entity in enumerate(found.entities):
                        concept = _concept(entity.type, entity.name)
                        concepts[concept.id] = concept
                        concept_of[paper.id, position] = concept.id
        with store.transaction():
            store.names.replace(concepts.values(), (), concept_of, normal_form)
            store.resolved("made up")


@cache
def _concept(type_: str, name: str) -> Concept:
    variant_of = _concept(type_, name.removesuffix(VARIANT)).id if name.endswith(VARIANT) else None
    return Concept(f"{type_.lower()}:{slug(name)}", type_, name, (), variant_of)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("library", type=Path)
    parser.add_argument("--papers", type=int, default=200_000)
    parser.add_argument("--seed", type=int, default=0)
    arguments = parser.parse_args()
    if arguments.library.exists():
        parser.error(f"{arguments.library} is there already")
    started = time.monotonic()
    write(arguments.library, arguments.papers, arguments.seed)
    size = arguments.library.stat().st_size / 2**20
    print(f"{arguments.library}: {arguments.papers:,} papers, {size:,.0f} MiB, {time.monotonic() - started:.0f} s")


if __name__ == "__main__":
    main()
