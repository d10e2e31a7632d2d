"""How long every question of the library takes on a large graph, warm; and how well plain words are understood.

    python -m benchmarks.questions [--papers 200000] [--library FILE]
    python -m benchmarks.questions --phrasings

Without FILE a synthetic library is made first, in a temporary folder. Each slot takes a well-known name, the hundredth
in how many papers use it; beside it stands the time with the very first, in whose answers are thousands of rows. Each
time is the best of three, by the clock and as work of all cores: the two differ on a machine that does other things.
"""

from __future__ import annotations

import argparse
import resource
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

from benchmarks.synthetic import write
from kg import schema
from kg.graphs import Graph
from kg.graphs.embedded import open_graph
from kg.library import Store
from queries import Question, answer, load
from queries.questions import SLOT_LABELS, YEAR

LIMIT = 0.1  # seconds
ROUNDS = 3
RANK = 100


def names(graph: Graph, rank: int) -> dict[str, list[str]]:
    """Two ids of each label: those that come after `rank` others in how many papers name, cite or wrote them."""
    found = {}
    for label in schema.CONCEPTS:
        found[label] = graph.run(f"MATCH (c:{label}) RETURN c.id ORDER BY c.papers DESC, c.id SKIP {rank} LIMIT 2")
    for label, edge in (("Paper", "<-[:CITES]-()"), ("Author", "-[:WROTE]->()")):
        found[label] = graph.run(
            f"MATCH (n:{label}){edge} WITH n, count(*) AS many ORDER BY many DESC, n.id SKIP {rank} LIMIT 2 RETURN n.id"
        )
    return {label: [str(id_) for (id_,) in table.rows] for label, table in found.items()}


def filled(question: Question, known: Mapping[str, list[str]]) -> dict[str, object]:
    """The question's slots with these nodes, different ones where two slots are of one type."""
    slots: dict[str, object] = {}
    for slot in question.slots:
        if slot.type == YEAR:
            slots[slot.name] = 2010
        else:
            slots[slot.name] = next(id_ for id_ in known[SLOT_LABELS[slot.type][0]] if id_ not in slots.values())
    return slots


def best(graph: Graph, question: Question, slots: dict[str, object]) -> tuple[float, float, int]:
    """(seconds by the clock and of all cores in the fastest round, rows)."""
    times, worked = [], []
    for _ in range(ROUNDS):
        started, work = time.perf_counter(), time.process_time()
        rows = len(answer(graph, question, slots).rows)
        times.append(time.perf_counter() - started)
        worked.append(time.process_time() - work)
    return min(times), min(worked), rows


def measure(library: Path) -> int:
    """Print a row for each question; gives how many were over the limit."""
    late = busy = 0
    started, work = time.perf_counter(), time.process_time()
    with Store.open(library, readonly=True) as store, open_graph(store) as graph:
        opened, worked = time.perf_counter() - started, time.process_time() - work
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**10
        print(f"graph ready in {opened:,.1f} s (CPU {worked:,.1f} s); peak of resident memory {peak:,.0f} MiB")
        known = [names(graph, rank) for rank in (RANK, 0)]
        print(f"{'question':36}{'ms':>8}{'CPU ms':>8}{'rows':>8}{'busiest ms':>12}{'CPU ms':>8}{'rows':>8}")
        for question in load().values():
            used, hub = (best(graph, question, filled(question, which)) for which in known)
            late += used[0] > LIMIT
            busy += used[1] > LIMIT
            print(
                f"{question.name:36}{used[0] * 1000:8.1f}{used[1] * 1000:8.1f}{used[2]:8,}"
                f"{hub[0] * 1000:12.1f}{hub[1] * 1000:8.1f}{hub[2]:8,}",
                flush=True,
            )
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**10
        limit = f"{LIMIT * 1000:.0f} ms"
        print(f"over {limit}: {late} by the clock, {busy} by CPU; peak of resident memory {peak:,.0f} MiB")
    return busy


def phrasings() -> None:
    """Print the scores of the two tables of phrasings."""
    from tests.queries.test_asking import score

    for name, said in (("phrasings.jsonl", "tuned on"), ("phrasings_held_out.jsonl", "kept aside")):
        understood, rows = score(name)
        print(f"{said:12} {understood:4} of {rows:4} understood  {understood / max(rows, 1):6.1%}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--papers", type=int, default=200_000)
    parser.add_argument("--library", type=Path)
    parser.add_argument("--phrasings", action="store_true")
    arguments = parser.parse_args()
    if arguments.phrasings:
        phrasings()
    elif arguments.library:
        raise SystemExit(measure(arguments.library) > 0)
    else:
        with tempfile.TemporaryDirectory() as folder:
            library = Path(folder) / "papers.kg"
            write(library, arguments.papers)
            raise SystemExit(measure(library) > 0)


if __name__ == "__main__":
    main()
