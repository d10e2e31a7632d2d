"""How fast names are resolved, beside the usual ways of finding pairs of like names.

    python -m benchmarks.resolution [--names 200000] [--seed 1]

Makes up names in the shapes that papers write (phrases, acronyms with and without definitions, versions and sizes,
plurals, misspellings), one paper for every three uses, and prints for each way: names, seconds (and those of the
processor), names a second and the process's peak memory in MB so far. The ways that look at every pair, or scan all
names for each, run on a sample. Then the names are put into a library and resolved there, and single papers are added
to it: what each costs, the middle one and the slowest.
"""

from __future__ import annotations

import argparse
import gc
import random
import resource
import sys
import time
from collections.abc import Callable, Iterator
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory

from rapidfuzz import fuzz, process

from kg.build import resolve_names
from kg.library import Store
from kg.records import Entity, Evidence, Extraction, Origin, Paper
from loaders.resolution import NameUse, decide, resolve
from loaders.resolution.lexicon import words

SAMPLE = 2_000
#: Papers that are added singly.
PAPERS = 50
_SIZES = ("7B", "13B", "70B", "Base", "Large", "2", "3", "3.1", "v2", "Pro")
_TYPES = ("Method", "Method", "Method", "Dataset", "Benchmark", "Task", "Metric")


def made_up(count: int, seed: int) -> list[NameUse]:
    """Uses with at least `count` distinct names."""
    chance = random.Random(seed)
    vocabulary = sorted(words())
    uses: list[NameUse] = []
    names: set[str] = set()
    while len(names) < count:
        phrase = " ".join(chance.choices(vocabulary, k=chance.choice((2, 3, 3, 4))))
        acronym = "".join(word[0] for word in phrase.split()).upper() + chance.choice(("", "", "Net", "-X"))
        coined = "".join(word[:4].title() for word in phrase.split()[:2])
        for name, aliases in _written(phrase, acronym, coined, chance):
            names |= {name, *aliases}
            uses.append(NameUse(f"p{len(uses) // 3}", len(uses) % 3, name, chance.choice(_TYPES), aliases))
    return uses


def _written(phrase: str, acronym: str, coined: str, chance: random.Random) -> Iterator[tuple[str, tuple[str, ...]]]:
    yield phrase, (acronym,) if chance.random() < 0.5 else ()
    yield chance.choice((phrase.title(), phrase + "s", phrase.replace(" ", "-"), acronym)), ()
    if chance.random() < 0.1:
        at = chance.randrange(1, len(phrase))
        yield phrase[:at] + phrase[at + 1 :], ()
    if chance.random() < 0.5:
        yield coined, ()
        yield f"{coined}-{chance.choice(_SIZES)}", ()


def ours(uses: list[NameUse]) -> None:
    resolve(uses)


def wratio(uses: list[NameUse]) -> None:
    """rapidfuzz's WRatio of every name with all others, 80 and above: the usual recipe."""
    names = sorted({use.name for use in uses})
    for name in names:
        process.extract(name, names, scorer=fuzz.WRatio, score_cutoff=80, limit=None)


def all_pairs(uses: list[NameUse]) -> None:
    """Our own judgement of every pair, without blocks."""
    names = sorted({use.name for use in uses})[: SAMPLE // 2]
    for at, a in enumerate(names):
        for b in names[at + 1 :]:
            decide(a, b, "Method")


def trigrams(uses: list[NameUse]) -> None:
    """TF-IDF of character trigrams, the ten nearest names of each."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    names = sorted({use.name for use in uses})
    vectors = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 3)).fit_transform(names)
    for start in range(0, len(names), 500):
        nearness = (vectors[start : start + 500] @ vectors.T).toarray()
        nearness.argpartition(-min(10, len(names)), axis=1)


def increments(uses: list[NameUse], seed: int) -> Iterator[tuple[str, int, float, float]]:
    """What a library of these names costs: all of them, then the middle one and the slowest of papers added singly.

    Each paper names ten things, nine of the library and one new. Gives (what, names, seconds, processor's seconds).
    """
    chance = random.Random(seed)
    with TemporaryDirectory() as folder, Store.open(Path(folder, "papers.kg"), create=True) as store:
        with store.transaction():
            for paper, group in groupby(uses, key=lambda use: use.paper):
                _put(store, paper, [(use.name, use.type, use.aliases) for use in group])
        yield "paperkg, in a library", *_timed(store, len(uses))
        gc.freeze()  # a command starts with none of what the rows above have left
        took = []
        for n in range(PAPERS):
            named = [(use.name, use.type, use.aliases) for use in chance.sample(uses, 9)]
            with store.transaction():
                _put(store, f"new {n}", [*named, (f"Entirely New Thing {n}", "Method", ())])
            took.append(_timed(store, len(named) + 1))
        took.sort(key=lambda row: row[1])
        yield "one paper more (middle)", *took[len(took) // 2]
        yield "one paper more (slowest)", *took[-1]


def _put(store: Store, title: str, found: list[tuple[str, str, tuple[str, ...]]]) -> None:
    paper = Paper(title, origins=(Origin("made up", title),))
    entry = store.papers.put_entry(store.papers.source("made up"), title, paper)
    row, _ = store.papers.put(paper, {f"title:{title}"}, [entry])
    said = Evidence(0, 1, "made up")
    entities = (Entity(name, type_, "mentioned", (), said, aliases) for name, type_, aliases in found)
    store.facts.put(row, Extraction(tuple(entities)), store.facts.extractor("made up"))
    store.changed(names=True)


def _timed(store: Store, names: int) -> tuple[int, float, float]:
    began, worked = time.perf_counter(), time.process_time()
    resolve_names(store)
    return names, time.perf_counter() - began, time.process_time() - worked


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--names", type=int, default=200_000)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    every = made_up(arguments.names, arguments.seed)
    sample = made_up(SAMPLE, arguments.seed)
    ways: list[tuple[str, Callable[[list[NameUse]], None], list[NameUse]]] = [
        ("paperkg resolve", ours, every),
        ("paperkg resolve", ours, sample),
        ("WRatio >= 80", wratio, sample),
        ("decide, all pairs of half", all_pairs, sample),
        ("TF-IDF trigrams, 10 nearest", trigrams, sample),
        ("TF-IDF trigrams, 10 nearest", trigrams, every[: len(every) // 10]),
    ]
    print(f"{'way':28} {'names':>8} {'seconds':>8} {'cpu s':>8} {'names/s':>8} {'peak MB':>8}")
    for name, way, uses in ways:
        distinct = len({surface for use in uses for surface in use.surfaces})
        began, worked = time.perf_counter(), time.process_time()
        try:
            way(uses)
        except ImportError as missing:
            print(f"{name:28} not run: {missing.name} is not installed", file=sys.stderr)
            continue
        _print(name, distinct, time.perf_counter() - began, time.process_time() - worked)
    for row in increments(every, arguments.seed):
        _print(*row)


def _print(name: str, names: int, took: float, busy: float) -> None:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{name:28} {names:8} {took:8.3f} {busy:8.3f} {names / took:8.0f} {peak:8.0f}", flush=True)


if __name__ == "__main__":
    main()
