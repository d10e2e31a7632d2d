"""Names -> concepts: run over all names of a library, its outcome kept for the projection."""

from __future__ import annotations

from kg.library import Store


def resolve_names(store: Store) -> bool:
    """Bring the stored concepts up to the stored names and decisions; gives whether there was anything to do."""
    if not store.unresolved:
        return False
    from loaders import resolution

    uses = (resolution.NameUse(*name) for name in store.facts.names())
    outcome = resolution.resolve(uses, store.names.decisions())
    with store.transaction():
        store.names.replace(outcome.concepts, outcome.steps, outcome.concept_of, resolution.normal_form)
        store.resolved()
    return True
