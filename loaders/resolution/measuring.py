"""How well `decide` tells pairs of names that are one concept from pairs that are not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.records import Table
from loaders.resolution.deciding import decide
from loaders.resolution.records import Decided


@dataclass(frozen=True)
class Pair:
    """Two names of a type, whether they are one concept, and what kind of pair it is ("acronym", "near" ...)."""

    a: str
    b: str
    type: str
    same: bool
    kind: str


def judged(pairs: Iterable[Pair]) -> list[tuple[Pair, Decided]]:
    """Every pair with what `decide` says of it."""
    return [(pair, decide(pair.a, pair.b, pair.type)) for pair in pairs]


def tallied(judgements: Sequence[tuple[Pair, Decided]]) -> Table:
    """Precision, recall and F1 in percent, in all and for each kind; None where there is nothing to divide by."""
    groups: Mapping[str, list[tuple[Pair, Decided]]] = {"all": list(judgements)} | {
        kind: [j for j in judgements if j[0].kind == kind] for kind in sorted({pair.kind for pair, _ in judgements})
    }
    table = Table(("kind", "pairs", "same", "joined", "right", "precision", "recall", "f1"))
    for kind, group in groups.items():
        same = sum(pair.same for pair, _ in group)
        joined = sum(decided.same for _, decided in group)
        right = sum(pair.same and decided.same for pair, decided in group)
        precision, recall = _percent(right, joined), _percent(right, same)
        table.rows.append(
            (kind, len(group), same, joined, right, precision, recall, _percent(2 * right, joined + same))
        )
    return table


def _percent(part: int, whole: int) -> float | None:
    return round(100 * part / whole, 1) if whole else None
