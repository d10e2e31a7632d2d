"""Whether a library gives the same answers on the embedded engine and on Neo4j: all questions, at its own names.

    python -m benchmarks.engines LIBRARY [--times N]

Each question is asked N times (20 if not said), half of them about the most connected things, half about any, with the
sentences behind each row; then both engines count what they hold. Needs a Neo4j server, as benchmarks.cypher does.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from benchmarks.cypher import a_server
from kg import schema
from kg.graphs import Graph
from kg.graphs.counting import counts
from kg.graphs.embedded import open_graph
from kg.graphs.neo4j import open_server, push
from kg.graphs.ours import Ours
from kg.library import Store
from kg.projection import project
from queries import answer, load
from queries.questions import SLOT_LABELS, YEAR, Question
from queries.server_names import keyed

_MOST = 20  # of each label, that count as the most connected


def connected(graph: Graph) -> dict[str, list[object]]:
    """The ids of each label's nodes, those with the most relations first."""
    return {
        label: [
            id_
            for id_, _ in graph.run(
                f"MATCH (n:{label})-[r]-() RETURN n.id AS id, count(r) AS relations ORDER BY relations DESC, id"
            ).rows
        ]
        for label in schema.LABELS
    }


def fillings(question: Question, ids: Mapping[str, Sequence[object]], times: int) -> Iterator[dict[str, object]]:
    """Values for a question's slots, the same in every run; none where the library has nothing of a slot's type."""
    chance = random.Random(question.name)
    for turn in range(times if question.slots else 1):
        filled: dict[str, object] = {}
        for slot in question.slots:
            some = [
                id_ for label in SLOT_LABELS.get(slot.type, ()) for id_ in ids[label][: None if turn % 2 else _MOST]
            ]
            if slot.type != YEAR and not some:
                return
            filled[slot.name] = chance.randint(2018, 2026) if slot.type == YEAR else chance.choice(some)
        yield filled


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("library", type=Path)
    parser.add_argument("--times", type=int, default=20)
    arguments = parser.parse_args()
    asked = rows = unequal = 0
    started = time.monotonic()
    with a_server() as there, Store.open(arguments.library, readonly=True) as store, open_graph(store) as offline:
        push(there, keyed(project(store)))
        with open_server(there.uri, there.user, there.password, there.database) as opened:
            server = Ours(opened)
            ids = connected(offline)
            for question in load([]).values():
                for values in fillings(question, ids, arguments.times):
                    one, other = (answer(graph, question, values, evidence=True) for graph in (offline, server))
                    asked, rows = asked + 1, rows + len(one.rows)
                    if one != other:
                        unequal += 1
                        print(f"unequal: {question.name} {values}")
            print(f"counts: {'equal' if counts(offline) == counts(server) else 'unequal'}")
    print(f"{asked} questions, {rows} rows, {unequal} unequal, {time.monotonic() - started:.0f} s")


if __name__ == "__main__":
    main()
