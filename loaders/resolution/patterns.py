"""Uses that are written alike: one pattern, however many papers write it. Resolution counts papers, not uses."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from loaders.resolution.acronym import cut_to, is_acronym
from loaders.resolution.deciding import in_parts
from loaders.resolution.records import NameUse

#: A use: its paper (an id or a number, of which nothing but equality and order is used) and its entity there.
Place = tuple[Any, int]


class Signs(NamedTuple):
    """What a pattern may be found by, and what it looks for: 64-bit numbers (loaders.resolution.components)."""

    offers: Collection[int]
    wants: Collection[int]


@dataclass(eq=False, slots=True)
class Pattern:
    """A name with its aliases and type, and where it is written so. Two patterns are never equal: each is itself."""

    name: str
    type: str
    aliases: tuple[str, ...] = ()
    places: list[Place] = field(default_factory=list)
    signs: Signs | None = None  # where they are known already

    @property
    def papers(self) -> set[Any]:
        """The papers that write it."""
        return {paper for paper, _ in self.places}


def gather(uses: Iterable[NameUse]) -> list[Pattern]:
    """The patterns of some uses, sorted."""
    found: dict[tuple[str, str, tuple[str, ...]], Pattern] = {}
    for use in uses:
        written = use.name, use.type, use.aliases
        found.setdefault(written, Pattern(*written)).places.append((use.paper, use.entity))
    return [found[written] for written in sorted(found)]


def surfaces(name: str, aliases: Collection[str]) -> list[str]:
    """The names of a pattern, its own first: definitions taken apart, long forms cut to what their acronym means."""
    parts = [part for surface in (name, *aliases) for part in in_parts(surface)]
    shorts = [part for part in parts if is_acronym(part)]
    cut = []
    for part in parts:
        if shorts and part not in shorts:
            part = min((cut_to(short, part) for short in shorts), key=lambda end: (len(end), end))
        cut.append(part)
    return cut
