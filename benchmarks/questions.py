"""How long every question of the library takes on a large graph, warm; and how well plain words are understood.

    python -m benchmarks.questions [--papers 200000] [--library FILE]
    python -m benchmarks.questions --phrasings

Without FILE a synthetic library is made first, in a temporary folder. Each slot takes the names that most papers use,
so the times are those of the largest answers; each is the best of three.
"""

from __future__ import annotations

import argparse
import resource
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

from benchmarks.synthetic import write
from kg.graphs import Graph
from kg.graphs.embedded import open_graph
from kg.library import Store
from queries import Question, answer, load
from queries.questions import SLOT_LABELS, YEAR

LIMIT = 0.1  # seconds
ROUNDS = 3


def hubs(graph: Graph) -> dict[str, list[str]]:
    """The ids of each label that the most edges end in."""
    found = {}
    for label in ("Method", "Dataset", "Benchmark", "Task", "Metric"):
        rows = graph.run(f"MATCH (c:{label}) RETURN c.id ORDER BY c.papers DESC, c.id LIMIT 2").rows
        found[label] = [str(id_) for (id_,) in rows]
    cited = "MATCH (p:Paper)<-[:CITES]-() WITH p, count(*) AS n ORDER BY n DESC, p.id LIMIT 2 RETURN p.id"
    found["Paper"] = [str(id_) for (id_,) in graph.run(cited).rows]
    found["Author"] = [str(id_) for (id_,) in graph.run("MATCH (a:Author) RETURN a.id ORDER BY a.id LIMIT 2").rows]
    return found


def filled(question: Question, hubs: Mapping[str, list[str]]) -> dict[str, object]:
    """The question's slots with the busiest nodes, different ones where two slots are of one type."""
    slots: dict[str, object] = {}
    for slot in question.slots:
        if slot.type == YEAR:
            slots[slot.name] = 2010
        else:
            slots[slot.name] = next(id_ for id_ in hubs[SLOT_LABELS[slot.type][0]] if id_ not in slots.values())
    return slots


def measure(library: Path) -> int:
    """Print a row for each question; gives how many were over the limit."""
    over = 0
    with Store.open(library, readonly=True) as store, open_graph(store) as graph:
        busiest = hubs(graph)
        print(f"{'question':38} {'ms':>7} {'rows':>7}  slots")
        for question in load().values():
            slots = filled(question, busiest)
            times = []
            for _ in range(ROUNDS):
                started = time.perf_counter()
                rows = len(answer(graph, question, slots).rows)
                times.append(time.perf_counter() - started)
            over += min(times) > LIMIT
            said = ", ".join(map(str, slots.values()))
            print(f"{question.name:38} {min(times) * 1000:7.1f} {rows:7,}  {said}{' OVER' * (min(times) > LIMIT)}")
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**10
        print(f"{over} over {LIMIT * 1000:.0f} ms; peak of resident memory {peak:,.0f} MiB")
    return over


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
