"""What the user said about names, as resolution heeds it: a later word takes back an earlier one against it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Sequence
from dataclasses import replace

from kg.records import Decision
from loaders.resolution.forms import Forms
from loaders.resolution.normal import normal_form
from loaders.resolution.patterns import Pattern

#: A decision with its number; None: it stands in the user's list.
Said = tuple[int | None, Decision]


class Told:
    """The decisions on names of one kind: which are one, which are not, which stand alone."""

    def __init__(self, decisions: Iterable[Decision]) -> None:
        """`decisions` in the order they were made."""
        merged: list[tuple[str, str, str]] = []
        self.split: dict[str, str] = {}  # name -> why
        self._apart: dict[tuple[str, str], str] = {}
        for decision in decisions:
            a, b = normal_form(decision.name), normal_form(decision.other)
            if decision.verb == "merge":
                self.split.pop(a, None)
                self.split.pop(b, None)
                self._apart.pop((min(a, b), max(a, b)), None)
                merged.append((a, b, decision.why))
            elif decision.verb == "split":
                self.split[a] = decision.why
                merged = [m for m in merged if a not in m[:2]]
            elif decision.verb == "apart":
                self._apart[min(a, b), max(a, b)] = decision.why
                merged = [m for m in merged if {a, b} != set(m[:2])]
        self._merged: dict[str, list[tuple[str, str, str]]] = defaultdict(list)  # by the first name, in their order
        for a, b, why in merged:
            self._merged[a].append((a, b, why))
        self.joined = {name for a, b, _ in merged for name in (a, b)}

    def merged(self, forms: Forms) -> list[tuple[str, str, str]]:
        """(name, name, why) of what was joined, both names among the forms."""
        if not self._merged:
            return []
        return [row for name in forms for row in self._merged.get(name, ()) if row[1] in forms]

    def apart(self, a: str, b: str) -> str | None:
        """Why the user keeps two names apart; None where not."""
        for name in (a, b):
            if name in self.split:
                return self.split[name] or "you split it off"
        why = self._apart.get((min(a, b), max(a, b)))
        return None if why is None else why or "you said that they are two"


def about(decisions: Iterable[Said], forms: Container[str], kind: str) -> list[Said]:
    """The decisions, each with its number (None: of the list), that hold for names of a kind in these normal forms."""
    return [
        (number, decision)
        for number, decision in decisions
        if decision.kind in (kind, "") and any(normal_form(name) in forms for name in named(decision))
    ]


def named(decision: Decision) -> tuple[str, ...]:
    """The names that a decision is about."""
    return (decision.name, decision.other) if decision.verb in ("merge", "apart") else (decision.name,)


def typed(patterns: Sequence[Pattern], decisions: Iterable[Decision]) -> list[Pattern]:
    """The patterns with the types that the user gave."""
    types = {normal_form(d.name): d.other for d in decisions if d.verb == "type"}
    if not types:
        return list(patterns)
    return [replace(p, type=type_) if (type_ := types.get(normal_form(p.name))) else p for p in patterns]


def heeded(patterns: Sequence[Pattern], decisions: Iterable[Decision]) -> list[Pattern]:
    """The patterns without the names that the user wants ignored."""
    ignored = {normal_form(d.name) for d in decisions if d.verb == "ignore"}
    if not ignored:
        return list(patterns)
    return [
        replace(pattern, aliases=tuple(alias for alias in pattern.aliases if normal_form(alias) not in ignored))
        for pattern in patterns
        if normal_form(pattern.name) not in ignored
    ]
