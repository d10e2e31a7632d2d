"""Names -> concepts: what changed since the last time, with all that belongs to it, is resolved again and stored."""

from __future__ import annotations

from pathlib import Path

from kg.build.watching import Watcher
from kg.library import Store
from kg.library.lock import writing
from kg.memory import no_collection

#: From this share of new names on, all are taken up anew: looking for what belongs to each costs more.
_MOST = 0.2


def resolve_names(store: Store) -> bool:
    """Bring the stored concepts up to the stored names, the decisions and the rules of this version.

    Only components of names that changed are looked at (loaders.resolution.components), which gives what resolving
    all of them would give. Gives whether there was anything to do.
    """
    from loaders import resolution
    from loaders.resolution.components import joins, signs
    from loaders.resolution.concepts import resolve_patterns
    from loaders.resolution.patterns import Pattern, Signs

    version = resolution.version()
    if not store.unresolved and store.resolver == version:
        return False
    decisions = store.names.decisions()
    with no_collection(), store.transaction():
        new, every = store.patterns.waiting()
        if store.resolver != version or new > _MOST * every > 0:
            store.patterns.forget()
            store.patterns.take_up(signs)
            store.patterns.take_all()
        else:
            store.patterns.take_up(signs)
            store.patterns.take_touched(joins(decisions))
        rows = list(store.patterns.in_scope())
        patterns = [
            Pattern(row.name, row.type, row.aliases, list(row.places), Signs(row.offers, row.wants)) for row in rows
        ]
        outcome = resolve_patterns(patterns, decisions)
        uses = [(*place, meant) for row in rows for place, meant in zip(row.places, row.meant, strict=True)]
        standing = {meant for row in rows for meant in row.meant if meant is not None}.union(store.patterns.gone())
        store.names.change(outcome.concepts, outcome.steps, outcome.concept_of, resolution.normal_form, standing, uses)
        store.patterns.settled()
        store.resolved(version)
    return True


def finish(library: Path, watcher: Watcher) -> None:
    """Resolve what a stopped build left unresolved, so that the library can be asked; waits for a running one."""
    with writing(library, watcher.note), Store.open(library) as store:
        if store.unresolved:
            watcher.note(f"{library}: the last build was stopped; resolving the names it read")
            resolve_names(store)
