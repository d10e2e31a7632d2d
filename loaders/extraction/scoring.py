"""Predicted concepts, relations and results against gold annotations, paper by paper, by the rules of gold/score.py.

Entities match when any of their surfaces agree after normalisation, each gold entity once: `strict` with equal types,
`kind` with Dataset and Benchmark as one, `any` whatever the type; `named` is `kind` on what looks like a proper name.
Relations match when type, head and tail do; roles are scored as relations of the paper; a result by its data and value.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from loaders.extraction.quantities import digits

Annotation = Mapping[str, Any]

_HEADS = frozenset(
    "benchmark dataset corpus corpora model framework challenge task method algorithm suite leaderboard score test "
    "data".split()
)
_ROLE_EDGES = {
    "introduced": "INTRODUCES",
    "evaluated_on": "EVALUATED_ON",
    "trained_on": "TRAINED_ON",
    "addressed": "ADDRESSES",
}
_KINDS = ("Method", "Data", "Task", "Metric")
_NOTHING: Annotation = {"entities": [], "relations": [], "results": []}


@dataclass
class Tally:
    """How many were right, wrongly predicted, and missed."""

    right: int = 0
    extra: int = 0
    missed: int = 0

    def add(self, right: int, predicted: int, gold: int) -> None:
        """Count `right` of so many predicted and so many gold."""
        self.right += right
        self.extra += predicted - right
        self.missed += gold - right

    def row(self) -> dict[str, float]:
        """Precision, recall and F1 in percent, and the numbers they are of."""
        predicted, gold = self.right + self.extra, self.right + self.missed
        p = self.right / predicted if predicted else 0.0
        r = self.right / gold if gold else 0.0
        f1 = 2 * p * r / (p + r) if p + r else 0.0
        return {
            "p": round(100 * p, 1),
            "r": round(100 * r, 1),
            "f1": round(100 * f1, 1),
            "gold": gold,
            "pred": predicted,
        }


@dataclass
class Score:
    """The tallies by name, in the order they are printed, and the names most often missed and invented."""

    tallies: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    missed: Counter[tuple[str, str]] = field(default_factory=Counter)
    extra: Counter[tuple[str, str]] = field(default_factory=Counter)

    def rows(self) -> dict[str, dict[str, float]]:
        """Every tally's row."""
        return {name: tally.row() for name, tally in self.tallies.items()}

    def lines(self, errors: int = 0) -> Iterator[str]:
        """What gold/score.py prints."""
        for name, r in self.rows().items():
            yield (
                f"{name:24} P {r['p']:5.1f}  R {r['r']:5.1f}  F1 {r['f1']:5.1f}"
                f"   gold {r['gold']:5d}  predicted {r['pred']:5d}"
            )
        if errors:
            for title, names in (("missed", self.missed), ("extra", self.extra)):
                listed = ", ".join(f"{name} [{kind}]x{n}" for (kind, name), n in names.most_common(errors))
                yield f"\n{title}: {listed}"


def score(gold: Iterable[Annotation], predicted: Iterable[Annotation]) -> Score:
    """Joined by id; predicted papers without gold are left out, gold papers without a prediction count as empty."""
    found = {annotation["id"]: annotation for annotation in predicted}
    total = Score()
    for annotation in {a["id"]: a for a in gold}.values():
        _Paper(annotation, found.get(annotation["id"], _NOTHING), total).count()
    return total


def normal(name: str) -> str:
    """The scorer's own normal form: case, punctuation, plural and generic heads aside."""
    words = re.sub(r"[\W_]+", " ", re.sub(r"\\[a-z]+|[{}$]", " ", name)).casefold().split()
    words = [w[:-1] if len(w) > 3 and w.endswith("s") and not w.endswith(("ss", "us", "is")) else w for w in words]
    while len(words) > 1 and words[-1] in _HEADS:
        words.pop()
    return "".join(words)


def _names(entity: Annotation) -> list[str]:
    return [entity["name"], *entity.get("aliases", [])]


def _surfaces(entity: Annotation) -> set[str]:
    return {form for name in _names(entity) if (form := normal(name))}


def _is_named(entity: Annotation) -> bool:
    tokens = (token for name in _names(entity) for token in name.split())
    return any(re.search(r"[A-Za-z0-9][A-Z]|\d|^[A-Z]{2,}$", token) for token in tokens)


def _kind(entity: Annotation) -> str:
    type_: str = entity["type"]
    return "Data" if type_ in ("Dataset", "Benchmark") else type_


def _same_type(a: Annotation, b: Annotation) -> bool:
    return bool(a["type"] == b["type"])


def _same_kind(a: Annotation, b: Annotation) -> bool:
    return _kind(a) == _kind(b)


def _value(result: Annotation) -> str:
    return digits(str(result["value"]))


class _Paper:
    """One paper's gold and prediction, counted into a score."""

    def __init__(self, gold: Annotation, predicted: Annotation, total: Score) -> None:
        self._gold, self._predicted, self._total = gold, predicted, total
        self._ge, self._pe = gold["entities"], predicted.get("entities", [])
        self._aligned = self._align(_same_kind)
        self._to_gold = {j: i for i, j in self._aligned.items()}
        self._gname = {name: i for i, e in enumerate(self._ge) for name in _names(e)}
        self._pname = {name: j for j, e in enumerate(self._pe) for name in _names(e)}

    def count(self) -> None:
        tallies = self._total.tallies
        tallies["entities strict"].add(len(self._align(_same_type)), len(self._pe), len(self._ge))
        tallies["entities kind"].add(len(self._aligned), len(self._pe), len(self._ge))
        for kind in _KINDS:
            self._count_kind(kind)
        self._count_errors()
        tallies["entities any"].add(len(self._align(lambda a, b: True)), len(self._pe), len(self._ge))
        self._count_relations()
        self._count_roles()
        self._count_results()

    def _align(self, agree: Callable[[Annotation, Annotation], bool]) -> dict[int, int]:
        """Gold index -> predicted index: each prediction takes the first free gold entity that it agrees with."""
        gold = [_surfaces(entity) for entity in self._ge]
        taken: dict[int, int] = {}
        for j, entity in enumerate(self._pe):
            surfaces = _surfaces(entity)
            for i, other in enumerate(self._ge):
                if i not in taken and surfaces & gold[i] and agree(other, entity):
                    taken[i] = j
                    break
        return taken

    def _count_kind(self, kind: str) -> None:
        gold = [i for i, e in enumerate(self._ge) if _kind(e) == kind]
        predicted = [j for j, e in enumerate(self._pe) if _kind(e) == kind]
        tallies = self._total.tallies
        tallies[f"  {kind}"].add(sum(i in self._aligned for i in gold), len(predicted), len(gold))
        named = [i for i in gold if _is_named(self._ge[i])]
        right = sum(i in self._aligned for i in named)
        extra = sum(_is_named(self._pe[j]) and j not in self._to_gold for j in predicted)
        for name in ("entities named", f"  named {kind}"):
            tallies[name].add(right, right + extra, len(named))

    def _count_errors(self) -> None:
        missed = (e for i, e in enumerate(self._ge) if i not in self._aligned)
        extra = (e for j, e in enumerate(self._pe) if j not in self._to_gold)
        self._total.missed.update((_kind(e), e["name"]) for e in missed)
        self._total.extra.update((_kind(e), e["name"]) for e in extra)

    def _matched(self, predicted: int | None) -> int | str:
        """The gold entity that a predicted one is, or a name of its own."""
        return self._to_gold.get(predicted, f"p{predicted}") if predicted is not None else "pNone"

    def _count_relations(self) -> None:
        gold = {
            (self._gname[head], type_, self._gname[tail])
            for head, type_, tail in self._gold.get("relations", [])
            if head in self._gname and tail in self._gname
        }
        predicted = {
            (self._matched(self._pname.get(head)), type_, self._matched(self._pname.get(tail)))
            for head, type_, tail in self._predicted.get("relations", [])
        }
        tallies = self._total.tallies
        tallies["relations"].add(len(gold & predicted), len(predicted), len(gold))
        for type_ in sorted({relation[1] for relation in gold | predicted}):
            g, p = ({relation for relation in side if relation[1] == type_} for side in (gold, predicted))
            tallies[f"  {type_}"].add(len(g & p), len(p), len(g))

    def _count_roles(self) -> None:
        for role, edge in _ROLE_EDGES.items():
            gold = {i for i, e in enumerate(self._ge) if e.get("role") == role}
            predicted = {self._matched(j) for j, e in enumerate(self._pe) if e.get("role") == role}
            for name in ("paper facts", f"  Paper {edge}"):
                self._total.tallies[name].add(len(gold & predicted), len(predicted), len(gold))

    def _count_results(self) -> None:
        gold = {(self._gname.get(r["on"]), _value(r)) for r in self._gold.get("results", [])}
        predicted = {
            (self._to_gold.get(self._pname.get(r["on"], -1), "x"), _value(r))
            for r in self._predicted.get("results", [])
        }
        self._total.tallies["results (on, value)"].add(len(gold & predicted), len(predicted), len(gold))
