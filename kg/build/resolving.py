"""Names -> concepts: run over all names of a library, its outcome kept for the projection."""

from __future__ import annotations

from pathlib import Path

from kg.build.watching import Watcher
from kg.library import Store
from kg.library.lock import writing


def resolve_names(store: Store) -> bool:
    """Bring the stored concepts up to the stored names, the decisions and the rules of this version.

    Gives whether there was anything to do.
    """
    from loaders import resolution

    version = resolution.version()
    if not store.unresolved and store.resolver == version:
        return False
    uses = (resolution.NameUse(*name) for name in store.facts.names())
    outcome = resolution.resolve(uses, store.names.decisions())
    with store.transaction():
        store.names.replace(outcome.concepts, outcome.steps, outcome.concept_of, resolution.normal_form)
        store.resolved(version)
    return True


def finish(library: Path, watcher: Watcher) -> None:
    """Resolve what a stopped build left unresolved, so that the library can be asked; waits for a running one."""
    with writing(library, watcher.note), Store.open(library) as store:
        if store.unresolved:
            watcher.note(f"{library}: the last build was stopped; resolving the names it read")
            resolve_names(store)
