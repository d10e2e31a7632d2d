"""Makes the graph file of a library anew, or changes it where little changed.

The new file is made aside and put in place in one step, so whoever asks meanwhile, and whoever comes after a kill,
finds the old graph or the new one, whole. One process at a time makes it; the others wait and use what it made.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

from kg.errors import PaperKGError
from kg.graphs import delta, loading
from kg.graphs.embedded import EmbeddedGraph, stamp
from kg.library import Store
from kg.library.lock import writing
from kg.projection import Projection, project

#: A delta is applied where it touches at most this many nodes and this share of them; else all is loaded anew.
MOST_NODES = 2_000
MOST_SHARE = 0.2


def refresh(store: Store, path: Path, standing: Callable[[], EmbeddedGraph | None]) -> EmbeddedGraph:
    """Bring the graph file at `path` to the library's present state and open it.

    `standing` opens the present file, where it is any good.
    """
    with writing(path, lambda _: None):
        graph = standing()
        if graph is not None and graph.stamp == stamp(store.revision):
            return graph  # made by another process while this one waited
        new = path.with_name(path.name + ".new")
        _clear(new, *_beside(new, "."))
        projection = project(store)
        digests = delta.digests(projection)
        changes = _changes(graph, projection, digests)
        if changes is None:
            loading.load(new, projection, digests, stamp(projection.revision))
        else:
            shutil.copyfile(path, new)
            loading.change(new, changes, digests, stamp(projection.revision))
        _clear(*_beside(path, ".wal"), *_beside(path, ".shadow"))
        _write_out(new)
        try:
            new.replace(path)
        except OSError as error:
            raise PaperKGError(f"{path}: cannot be replaced ({error.strerror}); close what has it open") from None
        return EmbeddedGraph(path)


def _changes(graph: EmbeddedGraph | None, projection: Projection, digests: dict[str, int]) -> delta.Delta | None:
    """The delta, where there is a graph of this layout to apply it to and the delta is small; closes the graph."""
    if graph is None:
        return None
    with graph:
        if not graph.has_layout:
            return None
        changes = delta.difference(loading.standing(graph.connection), projection, digests)
    return changes if changes.nodes <= min(MOST_NODES, MOST_SHARE * len(projection.nodes)) else None


def _beside(path: Path, begin: str) -> list[Path]:
    """The files that the engine keeps beside a database while it changes it: `.wal`, `.shadow`, `.wal.checkpoint`, …

    What a killed process left of them, the engine would take for part of the next database of that name.
    """
    return [other for other in path.parent.iterdir() if other.name.startswith(path.name + begin)]


def _clear(*paths: Path) -> None:
    for left in paths:
        left.unlink(missing_ok=True)


def _write_out(path: Path) -> None:
    """See that a file is on the disk before it takes the place of another, should the power go."""
    with path.open("r+b") as file:
        os.fsync(file.fileno())
