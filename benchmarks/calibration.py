"""Whether a confidence is what it says: how many facts of each confidence are right, against annotated papers.

    python -m benchmarks.calibration GOLD [--model fast]

GOLD is a file of annotations (dev.jsonl), its texts beside it (dev.papers.jsonl). Prints, for entities, roles that are
facts, relations and results, in steps of confidence: how many there are, their mean confidence, how many are right.
An entity is right whatever data it is taken for; a role or relation needs its entities right, too.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from kg.records import Extraction, Paper
from loaders import extraction
from loaders.extraction.fact_examples import Gold, align
from loaders.extraction.fact_training import FACTS
from loaders.extraction.labelled import papers_path, read_jsonl
from loaders.extraction.quantities import digits

STEPS = (0.0, 0.3, 0.5, 0.7, 0.85, 0.95)


def judged(found: Extraction, gold: Gold) -> Iterator[tuple[str, float, bool]]:
    """(kind of fact, confidence, whether it is right) of everything found in a paper."""
    to_gold = align(gold["entities"], found.entities)
    by_name = {s: to_gold.get(i) for i, e in enumerate(found.entities) for s in e.surfaces}
    names = {s: n for n, e in enumerate(gold["entities"]) for s in (e["name"], *e["aliases"])}
    relations = {(names.get(head), type_, names.get(tail)) for head, type_, tail in gold["relations"]}
    results = {(names.get(r["on"]), digits(r["value"])) for r in gold["results"]}
    for i, e in enumerate(found.entities):
        yield "entities", e.confidence, i in to_gold
        if e.role in FACTS:
            right = i in to_gold and gold["entities"][to_gold[i]]["role"] == e.role
            yield "roles", e.evidence.confidence, right
    for r in found.relations:
        ends = by_name.get(r.head), by_name.get(r.tail)
        yield "relations", r.evidence.confidence, None not in ends and (ends[0], r.type, ends[1]) in relations
    for result in found.results:
        on = by_name.get(result.on)
        yield "results", result.evidence.confidence, on is not None and (on, digits(result.value)) in results


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--model", default=extraction.DEFAULT)
    options = parser.parse_args()
    golds = list(read_jsonl(options.gold))
    rows = {p["id"]: p for p in read_jsonl(papers_path(options.gold))}
    papers = [Paper(rows[g["id"]]["title"], rows[g["id"]]["abstract"]) for g in golds]

    bins: dict[str, dict[float, list[tuple[float, bool]]]] = defaultdict(lambda: defaultdict(list))
    for found, gold in zip(extraction.load(options.model).extract(papers), golds, strict=True):
        for kind, confidence, right in judged(found, gold):
            bins[kind][max(s for s in STEPS if s <= confidence)].append((confidence, right))
    print(f"{'':12}{'confidence from':>16}{'facts':>8}{'mean':>8}{'right':>8}")
    for kind, by_step in bins.items():
        for step, some in sorted(by_step.items()):
            mean, right = (sum(column) / len(some) for column in zip(*some, strict=True))
            print(f"{kind:12}{step:16.2f}{len(some):8d}{mean:8.2f}{right:8.2f}")


if __name__ == "__main__":
    main()
