"""Names of one kind, gathered over all papers: which normal forms there are, how they are written, and where."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from loaders.resolution.acronym import is_acronym
from loaders.resolution.normal import normal_form
from loaders.resolution.patterns import Pattern, surfaces


@dataclass
class Form:
    """A name in its normal form: its spellings, each with how many papers write it so, and the papers."""

    key: str
    spellings: Counter[str] = field(default_factory=Counter)
    papers: set[Any] = field(default_factory=set)

    @cached_property
    def best(self) -> str:
        """The spelling most papers use; ties by length, then alphabet; LaTeX only where there is nothing else."""
        if len(self.spellings) == 1:
            return next(iter(self.spellings))
        return min(self.spellings, key=lambda s: (is_latex(s), -self.spellings[s], len(s), s))

    @cached_property
    def short(self) -> bool:
        """Whether it is written like an acronym."""
        return is_acronym(self.best)


def is_latex(spelling: str) -> bool:
    """Whether the spelling holds LaTeX or markdown."""
    return any(sign in spelling for sign in ("$", "\\", "{", "**"))


class Forms:
    """The forms of one kind and the forms of each pattern: its name's first, then those of its aliases."""

    def __init__(self, patterns: Iterable[Pattern], alone: Collection[str] = ()) -> None:
        """`alone` are keys that say nothing of the names beside them: what the user split off."""
        self._forms: dict[str, Form] = {}
        self.keys_of: dict[Pattern, tuple[str, ...]] = {}
        self.spelt_by: dict[Pattern, dict[str, list[str]]] = {}
        self.patterns_of: dict[str, list[Pattern]] = defaultdict(list)
        for pattern in patterns:
            spelt: dict[str, list[str]] = defaultdict(list)
            for surface in dict.fromkeys(surfaces(pattern.name, pattern.aliases)):
                spelt[normal_form(surface)].append(surface)
            keys = tuple(spelt)
            keys = keys[:1] if keys[0] in alone else tuple(k for k in keys if k not in alone)
            self.keys_of[pattern] = keys
            self.spelt_by[pattern] = spelt
            papers = pattern.papers
            for name in keys:
                form = self._forms.setdefault(name, Form(name))
                for spelling in spelt[name]:
                    form.spellings[spelling] += len(papers)
                form.papers |= papers
                self.patterns_of[name].append(pattern)

    def __getitem__(self, name: str) -> Form:
        return self._forms[name]

    def __contains__(self, name: object) -> bool:
        return name in self._forms

    def __len__(self) -> int:
        return len(self._forms)

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(self._forms))
