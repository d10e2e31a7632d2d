"""Names joined into clusters: union-find that refuses to bring together two names a guard keeps apart."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple


class Link(NamedTuple):
    """Two names to be joined, by which step, and the reason in words. `rank` orders the steps, the surest first."""

    rank: int
    weight: int  # how much speaks for it; the heavier goes first
    a: str
    b: str
    step: str
    reason: str
    sureness: float = 1.0  # 0 to 1, for asking a user about the least certain first

    @property
    def order(self) -> tuple[int, int, str, str]:
        """Links are taken in this order, whatever order they were found in."""
        return self.rank, -self.weight, self.a, self.b


class Refused(NamedTuple):
    """A link that was not taken: the two names that kept the clusters apart, and why."""

    link: Link
    a: str
    b: str
    reason: str


class Clusters:
    """Disjoint sets of names. The root of a set is its first name in the alphabet, so it tells nothing of the order."""

    def __init__(self, names: Iterable[str]) -> None:
        self._root = {name: name for name in names}
        self._members = {name: [name] for name in self._root}
        self.taken: list[Link] = []
        self.refused: list[Refused] = []

    def root(self, name: str) -> str:
        """The representative of the set that `name` is in."""
        while (above := self._root[name]) != name:
            self._root[name] = self._root[above]
            name = above
        return name

    def members(self, name: str) -> list[str]:
        """All names of the set that `name` is in."""
        return self._members[self.root(name)]

    def join(self, links: Iterable[Link], apart: Callable[[str, str], str | None]) -> None:
        """Take the links in their order, but none that brings together two names that `apart` objects to."""
        for link in sorted(links, key=lambda link: link.order):
            a, b = self.root(link.a), self.root(link.b)
            if a == b:
                continue
            if objection := self._objection(link, a, b, apart):
                self.refused.append(objection)
                continue
            first, second = sorted((a, b))
            self._root[second] = first
            self._members[first] = sorted(self._members[first] + self._members.pop(second))
            self.taken.append(link)

    def _objection(self, link: Link, a: str, b: str, apart: Callable[[str, str], str | None]) -> Refused | None:
        for x in self._members[a]:
            for y in self._members[b]:
                if reason := apart(x, y):
                    return Refused(link, x, y, reason)
        return None
