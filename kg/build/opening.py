"""A library ready to be asked: what a stopped build left undone is done, and the graph is as the library is."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from kg.build.resolving import finish
from kg.build.watching import Watcher
from kg.library import Store

if TYPE_CHECKING:
    from kg.graphs import Graph
    from queries import Names


@contextmanager
def resolved(library: Path, watcher: Watcher | None = None) -> Iterator[Store]:
    """The library open for reading, every name of it resolved. Raises PaperKGError where there is none."""
    watcher = watcher or Watcher()
    with Store.open(library, readonly=True) as store:
        if store.unresolved:
            finish(library, watcher)
        if papers := store.facts.not_read():
            watcher.note(f"{library}: papers not read yet: {papers}; run kg build again")
        yield store


@contextmanager
def ready(
    library: Path, watcher: Watcher | None = None, *, min_confidence: float | None = None
) -> Iterator[tuple[Graph, Names]]:
    """The library's embedded graph, as if it held only facts as sure as `min_confidence`, and the names in it."""
    from kg.graphs.embedded import open_graph
    from queries.names import LibraryNames

    with resolved(library, watcher) as store, closing(open_graph(store)) as graph:
        yield surer(graph, min_confidence), LibraryNames(store, graph)


def surer(graph: Graph, min_confidence: float | None) -> Graph:
    """The graph as if it held only facts as sure as this; the very same for None."""
    if min_confidence is None:
        return graph
    from kg.graphs.sure import Sure

    return Sure(graph, min_confidence)
