"""Which names can have to do with each other at all: resolution works on each such component by itself.

Each pattern offers signs by which it may be found and wants signs that it looks for; where one wants what another
offers, the two belong to one component. Signs come from the pattern alone, so what is added to a library, or taken
from it, changes only the components that it touches: `resolve` gives for them alone what it gives for them among all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from hashlib import blake2b
from typing import NamedTuple

from kg.records import Decision
from loaders.resolution import lexicon
from loaders.resolution.acronym import initials, is_acronym, letters
from loaders.resolution.candidates import corrected
from loaders.resolution.deciding import expanded
from loaders.resolution.families import face, heads
from loaders.resolution.normal import joined, normal_form, words
from loaders.resolution.patterns import Pattern, surfaces
from loaders.resolution.records import KIND_OF
from loaders.resolution.similar import content


class Signs(NamedTuple):
    """What a pattern may be found by, and what it looks for: 64-bit numbers."""

    offers: frozenset[int]
    wants: frozenset[int]


def signs(name: str, type: str, aliases: Sequence[str] = ()) -> Signs:
    """The signs of a pattern. Equal names share a sign; so do near ones, an acronym and its readings, a family."""
    offers: set[str] = set()
    wants: set[str] = set()
    for surface in surfaces(name, aliases):
        near, offered, wanted = _signs(surface, KIND_OF[type])
        offers |= near | offered
        wants |= near | wanted
    return Signs(frozenset(map(_number, offers)), frozenset(map(_number, wants)))


def decision_signs(decision: Decision) -> frozenset[int]:
    """What a decision joins: patterns with one of these belong together. Only a merge joins."""
    if decision.verb != "merge":
        return frozenset()
    return frozenset(_number(normal_form(name).casefold()) for name in (decision.name, decision.other))


@lru_cache(maxsize=1 << 14)
def _signs(surface: str, kind: str) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """(shared, offered, wanted) signs of a name."""
    near = {normal_form(surface)}
    offered, wanted = set(), set()
    if is_acronym(surface):
        known = {normal_form(reading.long).casefold() for reading in lexicon.readings(surface, kind)}
        wanted = known or {f"initials {letters(surface)}"}
    else:
        near |= {content(surface), normal_form(expanded(surface)), joined(corrected(words(surface)))}
        offered = {f"initials {row}" for row in initials(surface)}
    if own := face(surface):
        offered.add(f"family {kind} {own}")
        wanted |= {f"family {kind} {head}" for head in heads(surface, kind)}
    return frozenset(sign.replace(" ", "").casefold() for sign in near), frozenset(offered), frozenset(wanted)


def _number(sign: str) -> int:
    return int.from_bytes(blake2b(sign.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big", signed=True)


def components(patterns: Sequence[Pattern], decisions: Iterable[Decision]) -> Iterator[list[Pattern]]:
    """The patterns parted into components; the order within each is kept."""
    every = [signs(pattern.name, pattern.type, pattern.aliases) for pattern in patterns]
    every += [Signs(joins, joins) for decision in decisions if (joins := decision_signs(decision))]
    met = set().union(*(found.offers for found in every)) & set().union(*(found.wants for found in every))
    first: dict[int, int] = {}  # sign -> a pattern that has it
    above = list(range(len(every)))

    def root(at: int) -> int:
        while above[at] != at:
            above[at] = at = above[above[at]]
        return at

    for at, found in enumerate(every):
        for sign in (found.offers | found.wants) & met:
            above[root(at)] = root(first.setdefault(sign, at))
    parts: dict[int, list[Pattern]] = {}
    for at, pattern in enumerate(patterns):
        parts.setdefault(root(at), []).append(pattern)
    yield from parts.values()
