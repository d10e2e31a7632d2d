"""Which names can have to do with each other at all: resolution works on each such component by itself.

Each pattern offers signs by which it may be found and wants signs that it looks for; where one wants what another
offers, the two belong to one component. Signs come from the pattern alone, so what is added to a library, or taken
from it, changes only the components that it touches: `resolve` gives for them alone what it gives for them among all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from hashlib import blake2b

from kg.records import Decision
from loaders.resolution import lexicon
from loaders.resolution.acronym import initials, is_acronym, letters
from loaders.resolution.candidates import corrected
from loaders.resolution.deciding import expanded, makerless, with_maker
from loaders.resolution.families import face, heads
from loaders.resolution.normal import joined as as_one
from loaders.resolution.normal import normal_form, words
from loaders.resolution.patterns import Pattern, Signs, surfaces
from loaders.resolution.records import KIND_OF
from loaders.resolution.similar import content
from loaders.resolution.told import named


def signs(name: str, type: str, aliases: Sequence[str] = ()) -> Signs:
    """The signs of a pattern. Equal names share a sign; so do near ones, an acronym and its readings, a family.

    Names are compared within a kind, so those of other kinds share none.
    """
    kind = KIND_OF[type]
    offers: set[str] = set()
    wants: set[str] = set()
    for surface in surfaces(name, aliases):
        near, offered, wanted = _signs(surface, kind)
        offers |= near | offered
        wants |= near | wanted
    return Signs(frozenset(_number(kind, sign) for sign in offers), frozenset(_number(kind, sign) for sign in wants))


def decision_signs(decision: Decision) -> frozenset[int]:
    """The signs of the names that a decision is about."""
    return frozenset[int]().union(*_by_kind(decision))


def joins(decisions: Iterable[Decision]) -> list[frozenset[int]]:
    """Signs that belong together because the user said so."""
    return [signs for decision in decisions if decision.verb == "merge" for signs in _by_kind(decision)]


def name_sign(name: str, kind: str) -> int:
    """The sign that every pattern of a kind offers that has this name, in its normal form, or one near it."""
    return _number(kind, normal_form(name).replace(" ", "").casefold())


def _by_kind(decision: Decision) -> list[frozenset[int]]:
    names = named(decision)
    kinds = (decision.kind,) if decision.kind else sorted(set(KIND_OF.values()))
    return [frozenset(name_sign(name, kind) for name in names) for kind in kinds]


@lru_cache(maxsize=1 << 14)
def _signs(surface: str, kind: str) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """(shared, offered, wanted) signs of a name."""
    near = {normal_form(surface)}
    offered, wanted = set(), set()
    if is_acronym(surface):
        known = {normal_form(reading.long).casefold() for reading in lexicon.readings(surface, kind)}
        wanted = known or {f"initials {letters(surface)}"}
        wanted |= {inner for inner in makerless(normal_form(surface)) if with_maker(inner.upper(), surface, kind)}
    else:
        row = words(surface)
        near |= {content(surface), as_one(corrected(row))}
        if (spelt_out := expanded(surface)) is not surface:
            near.add(normal_form(spelt_out))
        offered = {f"initials {row}" for row in initials(surface)}
    if own := face(surface):
        offered.add(f"family {own}")
        wanted |= {f"family {head}" for head in heads(surface, kind)}
    return frozenset(sign.replace(" ", "").casefold() for sign in near), frozenset(offered), frozenset(wanted)


def _number(kind: str, sign: str) -> int:
    text = f"{kind} {sign}".encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(text, digest_size=8).digest(), "big", signed=True)


def components(patterns: Sequence[Pattern], decisions: Iterable[Decision] = ()) -> Iterator[list[Pattern]]:
    """The patterns parted into components, each of one kind; the order within each is kept."""
    every = [pattern.signs or signs(pattern.name, pattern.type, pattern.aliases) for pattern in patterns]
    every += [Signs(joined, joined) for joined in joins(decisions)]
    met = {sign for found in every for sign in found.offers} & {sign for found in every for sign in found.wants}
    first: dict[int, int] = {}  # sign -> a pattern that has it
    above = list(range(len(every)))

    def root(at: int) -> int:
        while above[at] != at:
            above[at] = at = above[above[at]]
        return at

    for at, found in enumerate(every):
        for sign in (*found.offers, *found.wants):
            if sign in met:
                above[root(at)] = root(first.setdefault(sign, at))
    parts: dict[int, list[Pattern]] = {}
    for at, pattern in enumerate(patterns):
        parts.setdefault(root(at), []).append(pattern)
    yield from parts.values()
