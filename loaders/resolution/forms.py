"""Names of one kind, gathered over all papers: which normal forms there are, how they are written, and where."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from loaders.resolution.acronym import cut_to, is_acronym
from loaders.resolution.deciding import in_parts
from loaders.resolution.normal import normal_form
from loaders.resolution.records import NameUse


@dataclass
class Form:
    """A name in its normal form: its spellings, each with how many papers write it so, and the papers."""

    key: str
    spellings: Counter[str] = field(default_factory=Counter)
    papers: set[str] = field(default_factory=set)

    @cached_property
    def best(self) -> str:
        """The spelling most papers use; ties by length, then alphabet; LaTeX only where there is nothing else."""
        return min(self.spellings, key=lambda s: (is_latex(s), -self.spellings[s], len(s), s))

    @cached_property
    def short(self) -> bool:
        """Whether it is written like an acronym."""
        return is_acronym(self.best)


def is_latex(spelling: str) -> bool:
    """Whether the spelling holds LaTeX or markdown."""
    return any(sign in spelling for sign in ("$", "\\", "{", "**"))


def _surfaces(use: NameUse) -> list[str]:
    """The names of a use, its own first: definitions taken apart, long forms cut to what their acronym stands for."""
    parts = [part for surface in use.surfaces for part in in_parts(surface)]
    shorts = [part for part in parts if is_acronym(part)]
    cut = []
    for part in parts:
        if part not in shorts:
            part = min((cut_to(short, part) for short in shorts), key=lambda end: (len(end), end), default=part)
        cut.append(part)
    return cut


class Forms:
    """The forms of one kind and the forms of each use: its name's first, then those of its aliases."""

    def __init__(self, uses: Iterable[NameUse], alone: Collection[str] = ()) -> None:
        """`alone` are keys that say nothing of the names beside them: what the user split off."""
        self._forms: dict[str, Form] = {}
        self.keys_of: dict[tuple[str, int], tuple[str, ...]] = {}
        self.uses_of: dict[str, list[tuple[str, int]]] = defaultdict(list)
        for use in uses:
            spelt: dict[str, dict[str, None]] = defaultdict(dict)
            for surface in _surfaces(use):
                spelt[normal_form(surface)][surface] = None
            keys = tuple(spelt)
            keys = keys[:1] if keys[0] in alone else tuple(k for k in keys if k not in alone)
            self.keys_of[use.paper, use.entity] = keys
            for name in keys:
                form = self._forms.setdefault(name, Form(name))
                form.spellings.update(list(spelt[name]))
                form.papers.add(use.paper)
                self.uses_of[name].append((use.paper, use.entity))

    def __getitem__(self, name: str) -> Form:
        return self._forms[name]

    def __contains__(self, name: str) -> bool:
        return name in self._forms

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(self._forms))
