"""What a user says about names: kept in the library above every automatic step, and resolved at once."""

from __future__ import annotations

from pathlib import Path

from kg.build.resolving import resolve_names
from kg.build.watching import Watcher
from kg.errors import PaperKGError
from kg.library import Store
from kg.library.lock import writing
from kg.records import Concept, Decision


def merge(library: Path, a: str, b: str, why: str = "", watcher: Watcher | None = None) -> Concept:
    """Make the concepts that `a` and `b` mean one; gives it.

    Raises NothingFound for an unknown name, PaperKGError for names of several concepts or of two kinds.
    """
    from loaders.resolution import KIND_OF, explaining

    Store.open(library, readonly=True).close()
    with writing(library, (watcher or Watcher()).note), Store.open(library) as store:
        one, other = _pair(store, a, b)
        kind = KIND_OF[one.label]
        if one.id == other.id:
            raise PaperKGError(f"'{a}' and '{b}' are one concept already: {one.id}")
        _decide(store, Decision("merge", kind, one.name, other.name, why))
        # Either name may mean other concepts, too, in papers that define it so.
        shared = {c.id for c in explaining.find(store, other.name)}
        meant = [c for c in explaining.find(store, one.name) if KIND_OF[c.label] == kind]
        return next((c for c in meant if c.id in shared), meant[0])


def split(library: Path, name: str, why: str = "", watcher: Watcher | None = None) -> tuple[Concept, Concept]:
    """Make `name` a concept of its own; gives it and the concept it is out of.

    Raises NothingFound for an unknown name, PaperKGError for one of several concepts or one that stands alone.
    """
    from loaders.resolution import KIND_OF, explaining, normal_form

    Store.open(library, readonly=True).close()
    with writing(library, (watcher or Watcher()).note), Store.open(library) as store:
        concept = explaining.the_concept(store, name)
        others = [n for n in (concept.name, *concept.aliases) if normal_form(n) != normal_form(name)]
        if not others or name == concept.id:
            raise PaperKGError(f"'{name}' has no other name to be split from; `kg show` lists the names of a concept")
        kind = KIND_OF[concept.label]
        _decide(store, Decision("split", kind, name, "", why))
        return explaining.the_concept(store, name, kind), explaining.the_concept(store, others[0], kind)


def _pair(store: Store, a: str, b: str) -> tuple[Concept, Concept]:
    from loaders.resolution import KIND_OF, explaining

    left, right = explaining.find(store, a), explaining.find(store, b)
    pairs = [(x, y) for x in left for y in right if KIND_OF[x.label] == KIND_OF[y.label]]
    if len(pairs) == 1:
        return pairs[0]
    ids = ", ".join(dict.fromkeys(concept.id for concept in (*left, *right)))
    if not pairs:
        raise PaperKGError(f"'{a}' and '{b}' are of two kinds and cannot be one concept ({ids})")
    raise PaperKGError(f"'{a}' or '{b}' is several concepts: name them by id ({ids})")


def _decide(store: Store, decision: Decision) -> None:
    """Keep the decision, take back those it contradicts, and resolve."""
    from loaders.resolution import normal_form

    names = {normal_form(name) for name in (decision.name, decision.other) if name}
    with store.transaction():
        for old in store.names.decisions():
            about = {normal_form(name) for name in (old.name, old.other) if name}
            if old.verb != decision.verb and old.kind == decision.kind and about & names:
                store.names.withdraw(old)
        store.names.decide(decision)
        store.changed(names=True)
    resolve_names(store)
