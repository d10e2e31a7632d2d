"""How fast a library goes to a Neo4j server: by `kg push`, and as files by Neo4j's own bulk importer.

    python -m benchmarks.push [--papers 200000] [--library FILE]

Without FILE a synthetic library is made first. The server is one of docker/neo4j_server.py on this machine, so its work
and that of the client share the cores. A row is a node or an edge.
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import TypeVar

from kg.graphs import bulk
from kg.graphs.neo4j import Server, push
from kg.library import Store
from kg.projection import Projection, project
from queries.server_names import keyed

_SETTINGS = {"server.memory.pagecache.size": "1g"}
_OPTIONS = ("-Xmx2g",)
Result = TypeVar("Result")


def _launcher() -> ModuleType:
    path = Path(__file__).parents[1] / "docker" / "neo4j_server.py"
    spec = importlib.util.spec_from_file_location("neo4j_server", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def measured(what: str, rows: int, step: Callable[[], Result]) -> Result:
    """Run a step and print a line: how long it took, by the clock and as work of this process, and rows a second."""
    started, worked = time.perf_counter(), time.process_time()
    result = step()
    seconds, work = time.perf_counter() - started, time.process_time() - worked
    print(f"{what:34}{seconds:9.1f} s{work:9.1f} s{rows / seconds if rows else 0:12,.0f}", flush=True)
    return result


def told(done: int, total: int) -> None:
    """Say on standard error, for a push takes its time, how far it is."""
    print(f"\r{done:,} of {total:,}", end="" if done < total else "\n", file=sys.stderr, flush=True)


def without_a_paper(projection: Projection) -> Projection:
    """As if the last paper had been taken out, with all that it says."""
    gone = next(node.id for node in reversed(projection.nodes) if node.label == "Paper")
    edges = [edge for edge in projection.edges if gone not in (edge.owner, edge.head, edge.tail)]
    return Projection([node for node in projection.nodes if node.id != gone], edges)


def measure(launcher: ModuleType, library: Path, folder: Path) -> None:
    """Print a line a step."""
    print(f"{'':34}{'clock':>11}{'CPU here':>11}{'rows/s':>12}")
    with Store.open(library, readonly=True) as store:
        graph = measured("project the library", 0, lambda: keyed(project(store)))
    rows = len(graph.nodes) + len(graph.edges)
    print(f"{rows:,} rows: {len(graph.nodes):,} nodes and {len(graph.edges):,} edges")
    home = folder / "server"
    with launcher.LocalServer(home, settings=_SETTINGS, options=_OPTIONS) as local:
        server = Server(local.uri, local.user, local.password)
        measured("push everything", rows, lambda: push(server, graph, told))
        measured("push nothing", 0, lambda: push(server, graph))
        less = without_a_paper(graph)
        measured("push one paper less", 0, lambda: push(server, less))
    files = folder / "files"
    measured("write files for the importer", rows, lambda: bulk.export(graph, files))
    command = launcher.java(
        "org.neo4j.cli.AdminTool",
        ["database", "import", "full", "neo4j", "--overwrite-destination", f"@{bulk.ARGUMENTS}"],
        *_OPTIONS,
    )
    environment = {**os.environ, "NEO4J_HOME": str(home), "NEO4J_CONF": str(home / "conf")}
    log = folder / "import.log"
    with log.open("wb") as out:
        ran = measured("import them", rows, lambda: subprocess.run(command, cwd=files, env=environment, stdout=out))
    if ran.returncode:
        sys.exit(log.read_text(encoding="utf-8")[-2_000:])
    with launcher.LocalServer(home, local.password, settings=_SETTINGS, options=_OPTIONS) as local:
        server = Server(local.uri, local.user, local.password)
        sent = measured("push after it: the indexes", 0, lambda: push(server, graph))
    print(f"sent after the import: {sent.new} nodes, {sent.edges} edges; indexes made: {sent.indexes}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--papers", type=int, default=200_000)
    parser.add_argument("--library", type=Path)
    arguments = parser.parse_args()
    launcher = _launcher()
    try:
        launcher.jars()
    except launcher.NotPossible as reason:  # `make bench` goes on
        print(f"no Neo4j to measure: {reason}", file=sys.stderr)
        return
    with tempfile.TemporaryDirectory() as folder:
        library = arguments.library or Path(folder, "papers.kg")
        if arguments.library is None:
            from benchmarks.synthetic import write

            write(library, arguments.papers)
        measure(launcher, library, Path(folder))


if __name__ == "__main__":
    main()
