"""Which kind a name is of where papers disagree, and which label a concept gets."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from loaders.resolution.normal import normal_form
from loaders.resolution.patterns import Pattern, papers_by_type
from loaders.resolution.records import KIND_OF

#: A reading this many times rarer than another, which at least so many papers have, is a slip of the extractor.
RARER, LEAST = 8, 8


def settle(patterns: Sequence[Pattern]) -> tuple[list[Pattern], list[tuple[str, str, str]]]:
    """The patterns with slips put right, and (kind, key, reason) for each name that had some.

    A name may well be of two kinds (a technique and the task it solves), so only a small minority is overruled.
    """
    if len({KIND_OF[pattern.type] for pattern in patterns}) < 2:
        return list(patterns), []
    usual: dict[str, tuple[str, set[str]]] = {}
    notes = []
    for name, by_type in sorted(papers_by_type(patterns).items()):
        if len(by_type) < 2 or len(kinds := _by_kind(by_type)) < 2:
            continue
        (main, most), *others = sorted(kinds.items(), key=lambda item: (-item[1], item[0]))
        slips = {kind for kind, count in others if most >= LEAST and most >= RARER * count}
        if slips:
            type_ = min((t for t in by_type if KIND_OF[t] == main), key=lambda t: (-len(by_type[t]), t))
            usual[name] = type_, slips
            notes.append(
                (main, name, f"{main} in {most} papers, {', '.join(f'{k} in {kinds[k]}' for k in sorted(slips))}")
            )
    settled = []
    for pattern in patterns:
        type_, slips = usual.get(normal_form(pattern.name), ("", set()))
        settled.append(replace(pattern, type=type_) if KIND_OF[pattern.type] in slips else pattern)
    return settled, notes


def _by_kind(by_type: dict[str, set[Any]]) -> dict[str, int]:
    found: dict[str, set[Any]] = defaultdict(set)
    for type_, papers in by_type.items():
        found[KIND_OF[type_]] |= papers
    return {kind: len(papers) for kind, papers in found.items()}
