"""How fast papers are read, beside spaCy's own `ner`, and how much memory it takes.

    python -m benchmarks.extraction [SOURCE...] [--papers 500] [--model accurate]

The bundled sample is read where no source is named.

Prints a table: time to load the model, papers a second in one process, by `kg extract` on all cores (its start
included) and by a stock spaCy pipeline with an untrained `ner` of our labels, resident memory, and where the time goes.
Run it with OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 for one core.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from itertools import islice

from kg.demo import sample_files
from kg.records import Paper
from kg.schema import CONCEPTS
from loaders import extraction
from loaders.sources import read


def by_command(papers: Sequence[Paper], model: str) -> float:
    """Seconds that `kg extract` takes for the papers on all cores."""
    rows = [json.dumps({"id": str(n), "title": p.title, "abstract": p.abstract}) for n, p in enumerate(papers)]
    command = [sys.executable, "-m", "kg", "extract", "-", "--model", model]
    began = time.perf_counter()
    subprocess.run(command, input="\n".join(rows).encode(), stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - began


def stock(papers: Sequence[Paper]) -> float:
    """Seconds that a spaCy pipeline of nothing but its own `ner` takes for them."""
    import spacy

    nlp = spacy.blank("en")
    ner = nlp.add_pipe("ner")
    for label in CONCEPTS:
        ner.add_label(label)  # type: ignore[attr-defined]
    nlp.initialize()
    began = time.perf_counter()
    for _ in nlp.pipe(p.text for p in papers):
        pass
    return time.perf_counter() - began


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sources", nargs="*", metavar="SOURCE")
    parser.add_argument("--papers", type=int, default=500)
    parser.add_argument("--model", default=extraction.FAST)
    options = parser.parse_args()
    sources = options.sources or [str(sample_files()[0])]

    began = time.perf_counter()
    extractor = extraction.load(options.model)
    loaded = time.perf_counter() - began
    papers = [p for p in islice(read(sources, print), 3 * options.papers) if p.abstract][: options.papers]

    began, cpu = time.perf_counter(), time.process_time()
    found = list(extractor.extract(papers))
    wall, cpu = time.perf_counter() - began, time.process_time() - cpu
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"load the model          {loaded:8.1f} s")
    print(
        f"papers                  {len(papers):8d}   of {sum(len(p.text) for p in papers) / len(papers):.0f} characters"
    )
    print(f"papers a second         {len(papers) / wall:8.1f}   ({len(papers) / cpu:.1f} a second of processor time)")
    print(f"  by kg extract         {len(papers) / by_command(papers, options.model):8.1f}   ({os.cpu_count()} cores)")
    print(f"  by a stock spaCy ner  {len(papers) / stock(papers):8.1f}   (one core)")
    print(f"entities a paper        {sum(len(e.entities) for e in found) / len(papers):8.1f}")
    print(f"peak memory             {memory:8.0f} MB")

    spent: dict[str, float] = {}
    docs = [extractor.nlp.make_doc(p.text) for p in papers]
    for name, component in extractor.nlp.pipeline:
        start = time.process_time()
        if hasattr(component, "pipe"):
            docs = list(component.pipe(docs, batch_size=extraction.BATCH))
        else:
            docs = [component(doc) for doc in docs]
        spent[name] = time.process_time() - start
    for name, seconds in spent.items():
        print(f"  {name:22}{1000 * seconds / len(papers):8.2f} ms a paper")


if __name__ == "__main__":
    main()
