"""Which kind a name is of where papers disagree, and which label a concept gets."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from loaders.resolution.normal import normal_form
from loaders.resolution.patterns import Pattern
from loaders.resolution.records import KIND_OF

#: A reading this many times rarer than another, which at least so many papers have, is a slip of the extractor.
RARER, LEAST = 8, 8


def settle(patterns: Sequence[Pattern]) -> tuple[list[Pattern], dict[tuple[str, str], str]]:
    """The patterns with slips put right, and the reason for each (kind, key) that had some.

    A name may well be of two kinds (a technique and the task it solves), so only a small minority is overruled. What a
    pattern is taken for depends on those with its name alone.
    """
    alike: dict[str, list[Pattern]] = defaultdict(list)
    for pattern in patterns:
        alike[normal_form(pattern.name)].append(pattern)
    usual: dict[Pattern, str] = {}
    reasons: dict[tuple[str, str], str] = {}
    for name, named in alike.items():
        if len(named) == 1 or len({KIND_OF[pattern.type] for pattern in named}) < 2:
            continue
        counts = _papers(named, lambda type_: KIND_OF[type_])
        (main, most), *others = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
        slips = {kind for kind, count in others if most >= LEAST and most >= RARER * count}
        if slips:
            types = _papers([p for p in named if KIND_OF[p.type] == main], str)
            type_ = min(types, key=lambda t: (-types[t], t))
            usual |= {pattern: type_ for pattern in named if KIND_OF[pattern.type] in slips}
            said = ", ".join(f"{kind} in {counts[kind]}" for kind in sorted(slips))
            reasons[main, name] = f"{main} in {most} papers, {said}"
    settled = [replace(p, type=usual[p]) if p in usual else p for p in patterns] if usual else list(patterns)
    return settled, reasons


def _papers(patterns: Sequence[Pattern], of: Callable[[str], str]) -> dict[str, int]:
    """How many papers give a type, by what that is `of`."""
    found: dict[str, set[Any]] = defaultdict(set)
    for pattern in patterns:
        found[of(pattern.type)] |= pattern.papers
    return {what: len(papers) for what, papers in found.items()}
