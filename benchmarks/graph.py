"""How long the embedded graph of a large library takes to make, to follow a change and to open, and what it needs.

    python -m benchmarks.graph [--papers 200000] [--library FILE]

Without FILE a synthetic library is made first, in a temporary folder. Every step runs in a process of its own.
"""

from __future__ import annotations

import argparse
import multiprocessing
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from kg.graphs.embedded import graph_path, open_graph
from kg.library import Store


def project(library: Path) -> str:
    """The projection alone."""
    from kg.projection import project

    with Store.open(library, readonly=True) as store:
        projection = project(store)
    return f"{len(projection.nodes):,} nodes, {len(projection.edges):,} edges"


def load(library: Path) -> str:
    """Projection and load, from no graph file at all."""
    graph_path(library).unlink(missing_ok=True)
    _open(library)
    return f"{graph_path(library).stat().st_size / 2**20:,.0f} MiB on disk"


def follow(library: Path) -> str:
    """The first opening after one paper was taken out."""
    with Store.open(library) as store:
        gone = store.papers.ids()[0]
        with store.transaction():
            row = store.papers.row(gone)
            assert row is not None
            store.papers.delete(row)
            store.changed(names=False)
    _open(library)
    return f"without {gone}"


def cold(library: Path) -> str:
    """Opening an unchanged library in a new process and asking one question."""
    return _open(library)


def _open(library: Path) -> str:
    query = "MATCH (m:Method)-[r:EVALUATED_ON]->(b:Benchmark {name: 'MMLU'}) RETURN count(DISTINCT m) AS methods"
    with Store.open(library, readonly=True) as store, open_graph(store) as graph:
        return f"{graph.run(query).rows[0][0]} methods on MMLU"


def _measured(step: Callable[[Path], str], library: Path) -> tuple[float, float, str]:
    """(seconds, peak of resident memory in MiB, what it says) of a step."""
    import resource

    start = time.perf_counter()
    says = step(library)
    return time.perf_counter() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**10, says


def main() -> None:
    """Print a line a step."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--papers", type=int, default=200_000, help="papers of the synthetic library")
    parser.add_argument("--library", type=Path, help="measure this library, which loses a paper, instead")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        library = options.library
        if library is None:
            from benchmarks.synthetic import write

            library = Path(folder) / "synthetic.kg"
            write(library, options.papers)
        print(f"{'step':<22}{'seconds':>9}{'peak MiB':>10}")
        for step in (project, load, cold, follow, cold):
            with multiprocessing.get_context("spawn").Pool(1) as process:
                seconds, memory, says = process.apply(_measured, (step, library))
            print(f"{step.__name__:<22}{seconds:>9.2f}{memory:>10,.0f}  {says}", flush=True)


if __name__ == "__main__":
    main()
