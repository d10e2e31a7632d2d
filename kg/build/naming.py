"""What a user says about names: kept in the library above every automatic step, and resolved at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from kg.build.resolving import resolve_names
from kg.build.watching import Watcher
from kg.errors import NothingFound, PaperKGError
from kg.library import Store
from kg.library.lock import writing
from kg.records import Concept, Decision

#: The list that is read where a library lies beside it and no other is named.
ALIASES = "aliases.yaml"
#: Lines of a list without effect that are told.
_MOST = 20


def merge(library: Path, a: str, b: str, why: str = "", watcher: Watcher | None = None) -> Concept:
    """Make the concepts that `a` and `b` mean one; gives it.

    Raises NothingFound for an unknown name, PaperKGError for names of several concepts or of two kinds.
    """
    from loaders.resolution import KIND_OF, explaining

    with _writing(library, watcher) as store:
        one, other = _pair(store, a, b)
        kind = KIND_OF[one.label]
        if one.id == other.id:
            raise PaperKGError(f"'{a}' and '{b}' are one concept already: {one.id}")
        decide(store, Decision("merge", kind, one.name, other.name, why))
        # Either name may mean other concepts, too, in papers that define it so.
        shared = {c.id for c in explaining.find(store, other.name)}
        meant = [c for c in explaining.find(store, one.name) if KIND_OF[c.label] == kind]
        return next((c for c in meant if c.id in shared), meant[0])


def split(library: Path, name: str, why: str = "", watcher: Watcher | None = None) -> tuple[Concept, Concept]:
    """Make `name` a concept of its own, in every paper; gives it and the (largest) concept that it is out of.

    Raises NothingFound for an unknown name, PaperKGError for one of two kinds or one that stands alone.
    """
    from loaders.resolution import KIND_OF, explaining, normal_form

    with _writing(library, watcher) as store:
        concepts = [explanation.concept for explanation in explaining.why(store, name)]
        kinds = {KIND_OF[concept.label] for concept in concepts}
        if len(kinds) > 1:
            ids = ", ".join(concept.id for concept in concepts)
            raise PaperKGError(
                f"'{name}' is {len(concepts)} concepts of {len(kinds)} kinds ({ids}); split another name"
            )
        others = [other for c in concepts for other in (c.name, *c.aliases) if normal_form(other) != normal_form(name)]
        if not others or name == concepts[0].id:
            raise PaperKGError(f"'{name}' has no other name to be split from; `kg show` lists the names of a concept")
        kind = kinds.pop()
        decide(store, Decision("split", kind, name, "", why))
        rest = [c for c in explaining.find(store, others[0]) if KIND_OF[c.label] == kind]
        return explaining.the_concept(store, name, kind), rest[0]


def undo(library: Path, number: int, watcher: Watcher | None = None) -> Decision:
    """Take back the decision with this number (`Names.said`); gives it. Raises NothingFound where there is none."""
    with _writing(library, watcher) as store:
        if (decision := dict(store.names.said()).get(number)) is None:
            raise NothingFound(f"no decision {number} in {store.path}; `kg merges` lists them")
        with store.transaction():
            store.names.withdraw(decision)
            _touch(store, [decision])
        resolve_names(store)
    return decision


def answer(library: Path, decision: Decision, watcher: Watcher | None = None) -> int:
    """Keep a decision on names as they stand, whatever they mean now; gives its number."""
    with _writing(library, watcher) as store:
        return decide(store, decision)


def check_list(library: Path, named: Path | None) -> None:
    """Find out before any work whether the user's list can be read. Raises PaperKGError where it cannot."""
    from loaders.resolution import aliases

    path = named or library.absolute().parent / ALIASES
    if named or path.exists():
        aliases.read(path)


def take_list(store: Store, named: Path | None, watcher: Watcher) -> None:
    """Read the user's list: `named`, else the one beside the library, else the one that was read last.

    What it says is resolved with the names, by the next `resolve_names`. Raises PaperKGError where it cannot be read.
    """
    from loaders.resolution import aliases

    beside = store.path.absolute().parent / ALIASES
    last = Path(store.aliases) if store.aliases else None
    path = named or (beside if beside.exists() else last)
    if path is None:
        return
    if named is None and not path.exists():
        watcher.note(f"{path}: gone; what it said of names holds no more")
        decisions: list[Decision] = []
    else:
        decisions = aliases.read(path)
    before = store.names.listed()
    location = str(path.absolute()) if path.exists() else ""
    if decisions != before or location != store.aliases:
        with store.transaction():
            store.names.take_list(decisions)
            store.listed_from(location)
            if decisions != before:
                _touch(store, set(decisions) ^ set(before) or decisions)


def idle(store: Store) -> list[str]:
    """What the user's list says to no effect, a line each: names that no paper has, and names joined across kinds.

    Call it when the names are resolved.
    """
    from loaders.resolution import KIND_OF
    from loaders.resolution.components import name_sign
    from loaders.resolution.told import named

    found: dict[str, None] = {}
    for decision in store.names.listed():
        names = named(decision)
        kinds = {
            name: sorted({kind for kind in KIND_OF.values() if store.patterns.offered(name_sign(name, kind))})
            for name in names
        }
        found |= {f"{decision.why}: no paper names '{name}'": None for name in names if not kinds[name]}
        if decision.verb == "merge" and all(kinds.values()) and set(kinds[names[0]]).isdisjoint(kinds[names[1]]):
            said = " and ".join(f"'{name}' ({', '.join(kinds[name])})" for name in names)
            found[f"{decision.why}: {said} are of two kinds, and stay two"] = None
    lines = list(found)
    more = [f"{len(lines) - _MOST} more such lines"] if len(lines) > _MOST else []
    return lines[:_MOST] + more


@contextmanager
def _writing(library: Path, watcher: Watcher | None) -> Iterator[Store]:
    Store.open(library, readonly=True).close()  # no library: say so before a lock is made beside it
    with writing(library, (watcher or Watcher()).note), Store.open(library) as store:
        yield store


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


def decide(store: Store, decision: Decision) -> int:
    """Keep the decision, take back those it contradicts, and resolve; gives its number."""
    with store.transaction():
        against = [old for _, old in store.names.said() if _contradicts(old, decision)]
        for old in against:
            store.names.withdraw(old)
        number = store.names.decide(decision)
        _touch(store, [decision, *against])
    resolve_names(store)
    return number


def _contradicts(old: Decision, new: Decision) -> bool:
    """Whether two decisions cannot both stand: one joins what the other parts."""
    from loaders.resolution import normal_form

    if old.kind != new.kind or (old.verb == "merge") == (new.verb == "merge"):
        return False
    before, after = ({normal_form(name) for name in (d.name, d.other) if name} for d in (old, new))
    return before == after if "apart" in (old.verb, new.verb) else bool(before & after)


def _touch(store: Store, decisions: Iterable[Decision]) -> None:
    from loaders.resolution.components import decision_signs

    for decision in decisions:
        store.patterns.touch(decision_signs(decision))
    store.changed(names=True)
