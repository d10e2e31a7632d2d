"""Chooses the least probability that an entity of each type needs, on annotated papers that trained nothing."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from loaders.resolution.normal import key

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kg.records import Entity

KIND = {"Dataset": "Data", "Benchmark": "Data"}
STEPS = [n / 50 for n in range(5, 46)]


def choose(found: Sequence[Sequence[Entity]], annotated: Sequence[Mapping[str, Any]]) -> dict[str, float]:
    """By type, the cut with the best F1 of its kind. `found` holds all entities, however unlikely."""
    rows: dict[str, list[tuple[float, bool]]] = defaultdict(list)
    gold: dict[str, int] = defaultdict(int)
    for entities, paper in zip(found, annotated, strict=True):
        names: dict[tuple[str, str], int] = {}
        for i, e in enumerate(paper["entities"]):
            kind = KIND.get(e["type"], e["type"])
            gold[kind] += 1
            names.update({(kind, key(s)): i for s in (e["name"], *e["aliases"])})
        taken: set[int] = set()
        for entity in sorted(entities, key=lambda e: -e.confidence):
            kind = KIND.get(entity.type, entity.type)
            hits = {names[kind, k] for k in map(key, entity.surfaces) if (kind, k) in names} - taken
            taken |= set(sorted(hits)[:1])
            rows[kind].append((entity.confidence, bool(hits)))
    cuts = {kind: max(STEPS, key=lambda cut: _f1(rows[kind], cut, gold[kind])) for kind in sorted(gold)}
    return {t: cuts.get(KIND.get(t, t), 0.5) for t in ("Method", "Dataset", "Benchmark", "Task", "Metric")}


def _f1(rows: Sequence[tuple[float, bool]], cut: float, gold: int) -> float:
    kept = [right for confidence, right in rows if confidence >= cut]
    return 2 * sum(kept) / max(1, len(kept) + gold)
