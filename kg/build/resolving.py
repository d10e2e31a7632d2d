"""Names -> concepts: what changed since the last time, with all that belongs to it, is resolved again and stored."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kg.build.watching import Watcher
from kg.library import Store
from kg.library.lock import writing
from kg.memory import no_collection

if TYPE_CHECKING:
    from kg.library.patterns import PatternRow
    from kg.records import Decision
    from loaders.resolution.patterns import Pattern

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

    version = resolution.version()
    if not store.unresolved and store.resolver == version:
        return False
    decisions = store.names.decisions()
    with no_collection(), store.transaction():
        new, every = store.patterns.waiting()
        anew = store.resolver != version or new > _MOST * every > 0
        if anew:
            store.patterns.forget()
        store.patterns.take_up(signs, resolution.normal_form)
        _settle_types(store, decisions)
        if anew:
            store.patterns.take_all()
        else:
            store.patterns.take_touched(joins(decisions))
        rows = list(store.patterns.in_scope())
        patterns = list(map(_pattern, rows))
        outcome = resolve_patterns(patterns, decisions)
        uses = [(*place, meant) for row in rows for place, meant in zip(row.places, row.meant, strict=True)]
        standing = {meant for row in rows for meant in row.meant if meant is not None}.union(store.patterns.gone())
        store.names.change(outcome.concepts, outcome.steps, outcome.concept_of, resolution.normal_form, standing, uses)
        store.patterns.settled()
        store.resolved(version)
    return True


def _settle_types(store: Store, decisions: Sequence[Decision]) -> None:
    """Give the patterns of names that were touched the signs of the kind that they are taken for."""
    from loaders.resolution import normal_form
    from loaders.resolution.components import joins, signs
    from loaders.resolution.kinds import settle
    from loaders.resolution.told import typed

    rows = store.patterns.called_alike(normal_form(d.name) for d in decisions if d.verb == "type")
    together = joins(decisions)
    settled, _ = settle(typed(list(map(_pattern, rows)), decisions))
    for row, pattern in zip(rows, settled, strict=True):
        if row.read_as != pattern.type:
            store.patterns.read_as(row, pattern.type, signs, together)


def _pattern(row: PatternRow) -> Pattern:
    from loaders.resolution.patterns import Pattern, Signs

    return Pattern(row.name, row.type, row.aliases, row.places, Signs(row.offers, row.wants))


def finish(library: Path, watcher: Watcher) -> None:
    """Resolve what a stopped build left unresolved, so that the library can be asked; waits for a running one."""
    with writing(library, watcher.note), Store.open(library) as store:
        if store.unresolved:
            watcher.note(f"{library}: the last build was stopped; resolving the names it read")
            resolve_names(store)
