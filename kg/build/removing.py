"""Taking papers out of a library, with exactly what they brought."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from kg.build.resolving import resolve_names
from kg.build.watching import Watcher
from kg.errors import NothingFound, PaperKGError
from kg.library import Store
from kg.library.lock import writing
from kg.records import Paper


def remove(library: Path, names: Sequence[str], watcher: Watcher | None = None) -> list[Paper]:
    """Take out the papers with these ids (stable, outside or a source's own) or titles; all of them or none.

    Entries, findings and citations of a paper go; one that others cite stays a stub of the graph; concepts that
    nothing names any more are gone. Raises NothingFound for an unknown name, PaperKGError for one of several papers.
    """
    watcher = watcher or Watcher()
    Store.open(library, readonly=True).close()  # no library: say so before a lock is made beside it
    with writing(library, watcher.note), Store.open(library) as store:
        ids = dict.fromkeys(_the_paper(store, name) for name in names)
        gone = [paper for paper_id in ids if (paper := store.papers.get(paper_id))]
        with store.transaction():
            for paper_id in ids:
                if row := store.papers.row(paper_id):
                    store.papers.delete(row)
            store.changed(names=True)
        resolve_names(store)
    return gone


def _the_paper(store: Store, name: str) -> str:
    found = store.papers.find(name)
    if len(found) == 1:
        return found[0]
    if found:
        raise PaperKGError(f"'{name}' is {len(found)} papers: name one of {', '.join(found)}")
    from rapidfuzz import process

    titles = {paper.id: paper.title for paper in store.papers}
    near = process.extract(name, titles, limit=3, score_cutoff=70)
    meant = "; ".join(f"{title} ({paper_id})" for title, _, paper_id in near)
    raise NothingFound(f"no paper '{name}' in {store.path}" + (f"; did you mean: {meant}" if meant else ""))
