"""How much Cypher says the same offline as on Neo4j: reading queries on both engines, and the share with equal rows.

    python -m benchmarks.cypher [--library FILE] [--docs]

Needs a Neo4j server: that of NEO4J_URI, which the library is pushed to, else one of our own for the time of the run.
FILE is by default the bundled sample, built for the run. --docs writes the outcome into docs/console.md.
"""

from __future__ import annotations

import argparse
import importlib.util
import math
import os
import re
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from kg.build import build
from kg.demo import sample_files
from kg.errors import PaperKGError
from kg.graphs import Graph
from kg.graphs.embedded import open_graph
from kg.graphs.neo4j import Server, open_server, push
from kg.library import Store
from kg.projection import project
from kg.records import Table

QUERIES = Path(__file__).with_name("reading.cypher")
DOCS = Path(__file__).parents[1] / "docs" / "console.md"
PARAMETERS = {"name": "LoRA", "names": ["BERT", "LoRA"], "map": {"a": 1}, "number": 3}

_BEGIN, _END = "<!-- measured: python -m benchmarks.cypher --docs -->", "<!-- end of what was measured -->"


@dataclass(frozen=True)
class Reading:
    """A query, the clause it tries, and why its rows are not the same on both engines, "" where they are."""

    clause: str
    query: str
    differs: str


@dataclass(frozen=True)
class Outcome:
    """What came of a query: the rows or the error of each engine."""

    reading: Reading
    offline: Table | str
    server: Table | str

    @property
    def equal(self) -> bool:
        """Whether both engines gave the same columns and rows; in the same order where one is asked for."""
        if isinstance(self.offline, str) or isinstance(self.server, str):
            return False
        one, other = (comparable(table, self.reading.query) for table in (self.offline, self.server))
        return self.offline.columns == self.server.columns and one == other


def readings() -> list[Reading]:
    """The queries of the file."""
    found = []
    clause = differs = ""
    for line in QUERIES.read_text(encoding="utf-8").splitlines():
        if line.startswith("// ## "):
            clause = line.removeprefix("// ## ")
        elif line.startswith("// differs: "):
            differs = line.removeprefix("// differs: ")
        elif line and not line.startswith("//"):
            found.append(Reading(clause, line.removesuffix(";"), differs))
            differs = ""
    return found


def comparable(table: Table, query: str) -> list[object]:
    """Rows to compare: numbers to nine places, in order only where the end of the query sorts them."""
    rows: list[object] = [[_rounded(value) for value in row] for row in table.rows]
    return rows if "ORDER BY" in query.rpartition("RETURN")[2] else sorted(rows, key=repr)


def _rounded(value: object) -> object:
    match value:
        case bool():
            return value
        case int() | float() if math.isfinite(value):
            return float(f"{value:.9g}")
        case list():
            return [_rounded(item) for item in value]
        case dict():
            return {key: _rounded(value[key]) for key in sorted(value)}
    return value


def outcomes(offline: Graph, server: Graph, these: Iterable[Reading]) -> Iterator[Outcome]:
    """Run every query on both engines."""
    for reading in these:
        yield Outcome(reading, _asked(offline, reading.query), _asked(server, reading.query))


def _asked(graph: Graph, query: str) -> Table | str:
    wanted = {name for name in PARAMETERS if f"${name}" in query}
    try:
        return graph.run(query, {name: PARAMETERS[name] for name in wanted})
    except PaperKGError as error:
        return str(error)


def table(found: Iterable[Outcome]) -> list[tuple[str, int, int]]:
    """(clause, equal, all) in the order of the file, and the sum."""
    counted: defaultdict[str, list[bool]] = defaultdict(list)
    for outcome in found:
        counted[outcome.reading.clause].append(outcome.equal)
    rows = [(clause, sum(equal), len(equal)) for clause, equal in counted.items()]
    return [*rows, ("all", sum(row[1] for row in rows), sum(row[2] for row in rows))]


def documented(found: Iterable[Outcome]) -> str:
    """The outcome as a part of the docs."""
    found = list(found)
    lines = [_BEGIN, "", "| clause | queries | equal rows |", "|---|---|---|"]
    lines += [f"| {clause} | {of} | {equal} ({equal / of:.0%}) |" for clause, equal, of in table(found)]
    lines += ["", "| differs | why, and what to write |", "|---|---|"]
    for outcome in found:
        if not outcome.equal:
            query = outcome.reading.query.replace("|", "\\|")
            lines.append(f"| `{query}` | {outcome.reading.differs.replace('|', '&#124;')} |")
    return "\n".join([*lines, "", _END])


def written(docs: str, part: str) -> str:
    """The docs with this part in the place of the one that stands there."""
    return re.sub(re.escape(_BEGIN) + ".*?" + re.escape(_END), lambda _: part, docs, flags=re.DOTALL)


@contextmanager
def a_server() -> Iterator[Server]:
    """The server that NEO4J_URI names, else one of our own."""
    if os.environ.get("NEO4J_URI"):
        yield Server.from_environment()
        return
    spec = importlib.util.spec_from_file_location(
        "neo4j_server", Path(__file__).parents[1] / "docker" / "neo4j_server.py"
    )
    assert spec is not None and spec.loader is not None
    launcher = sys.modules[spec.name] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(launcher)
    with (
        tempfile.TemporaryDirectory(prefix="neo4j-") as home,
        launcher.LocalServer(Path(home)) as running,
    ):
        yield Server(running.uri, running.user, running.password)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--library", type=Path)
    parser.add_argument("--docs", action="store_true")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, a_server() as there:
        library = arguments.library or Path(folder) / "papers.kg"
        if arguments.library is None:
            build([str(path) for path in sample_files()], library)
        with Store.open(library, readonly=True) as store, open_graph(store) as offline:
            push(there, project(store))
            with open_server(there.uri, there.user, there.password, there.database) as server:
                found = list(outcomes(offline, server, readings()))
    print(f"{'clause':22}{'queries':>8}{'equal':>8}{'share':>8}")
    for clause, equal, of in table(found):
        print(f"{clause:22}{of:8}{equal:8}{equal / of:8.0%}")
    for outcome in found:
        if outcome.equal == bool(outcome.reading.differs):
            print(f"unexpected: {outcome.reading.query}\n  offline {outcome.offline}\n  Neo4j   {outcome.server}")
    if arguments.docs:
        DOCS.write_text(written(DOCS.read_text(encoding="utf-8"), documented(found)), encoding="utf-8")


if __name__ == "__main__":
    main()
