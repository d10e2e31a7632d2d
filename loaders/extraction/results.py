"""The component `results`: which number is the result of which method, on which data, in which metric.

Every number of the abstract that may be a result is paired with the data, methods and metrics of the paper; linear
models over the words around decide. A result needs named data; `method` and `metric` are None where none fits.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc

from kg.records import Entity, Evidence, Result
from loaders.extraction.alternation import even_turns
from loaders.extraction.linear import SHIPPED, load
from loaders.extraction.opinion import Chances, Opinion
from loaders.extraction.placed import Placed, changes, directly_before, placed_quantities
from loaders.extraction.reading import Reading, group, reading_of
from loaders.extraction.result_features import (
    beside_its_own,
    bond_features,
    listed_together,
    number_features,
    only_compared,
    version_named,
)

if not Doc.has_extension("results"):
    Doc.set_extension("results", default=())


#: The roles of data on which a paper has results.
REPORTED = frozenset({"evaluated_on", "introduced"})


@dataclass(frozen=True, slots=True)
class Numbered:
    """A paper whose numbers are looked at: its entities with their roles, and a second reader's opinion, if any."""

    reading: Reading
    entities: Sequence[Entity]
    roles: Sequence[str]
    opinion: Opinion | None

    def of_kind(self, kind: str) -> list[int]:
        """The entities (indices) of a kind."""
        return [i for i, e in enumerate(self.entities) if group(e) == kind]


class Results:
    """Sets `doc._.results` from `doc._.entities` and their roles."""

    def __init__(self, weights: Path) -> None:
        self.models, self.thresholds = load(weights)

    def __call__(self, doc: Doc) -> Doc:
        doc._.results = self.decide(reading_of(doc), doc._.entities, doc._.opinion) if doc._.entities else []
        return doc

    def decide(self, reading: Reading, entities: Sequence[Entity], opinion: Opinion | None = None) -> list[Result]:
        """The results in the order of the text, one for each number and data."""
        paper = Numbered(reading, entities, [e.role for e in entities], opinion)
        data = paper.of_kind("data")
        if not data:
            return []
        numbers = placed_quantities(reading)
        features = [number_features(reading, number) for number in numbers]
        chances = [self.bonds(paper, "on", number, f, data) for number, f in zip(numbers, features, strict=True)]
        after = changes(reading, numbers)
        for one, other in after.items():  # one measure before and after: what is known of either is true of both
            both = np.maximum(chances[one], chances[other])
            own = directly_before(reading, numbers[one], data)
            if own is not None:
                both = np.where(np.array(data) == own, both.max(), 0.0)
            chances[one] = chances[other] = both
        _share(reading, numbers, data, chances)
        thresholds = self._thresholds(paper)
        found: dict[tuple[str, str], Result] = {}
        for at, number in enumerate(numbers):
            best = int(chances[at].argmax())
            for i, chance in zip(data, chances[at], strict=True):
                least = thresholds["on" if i == data[best] else "on also"]
                if chance >= least and paper.roles[i] in REPORTED and _may_be_on(reading, number, i, data[best]):
                    result = self._result(paper, number, features[at], i, float(chance))
                    if at in after:
                        later = after[at]
                        metric = result.metric or self._bound(paper, numbers[later], features[later], "metric")
                        result = replace(result, method=None, metric=metric, kind="absolute")
                    elif at in after.values():
                        result = replace(result, kind="absolute")
                    found.setdefault((result.on, result.value), result)
        return list(found.values())

    def _thresholds(self, paper: Numbered) -> Chances:
        return paper.opinion.thresholds if paper.opinion else self.thresholds

    def bonds(
        self, paper: Numbered, name: str, number: Placed, features: set[str], indices: Sequence[int]
    ) -> NDArray[np.floating[Any]]:
        """How sure it is that the number is a result on each of the data ("on"), or each method's or metric's."""
        bonds = [bond_features(paper.reading, number, i, paper.roles) for i in indices]
        rows = [features | bond if name == "on" else bound_features(features, bond) for bond in bonds]
        chances = self.models[name].probabilities(rows)
        if opinion := paper.opinion:
            start = number.quantity.start
            pairs = zip(chances, indices, strict=True)
            return np.array([opinion.of_bond(row, name, start, i) for row, i in pairs])
        return chances[:, 0]

    def kinds(self, paper: Numbered, number: Placed, features: set[str]) -> dict[str, float]:
        """How likely the number is a result of each kind, if it is one."""
        model = self.models["kind"]
        row = model.probabilities([features])[0]
        if opinion := paper.opinion:
            row = opinion.of_kind(row, model.labels, number.quantity.start)
        return dict(zip(model.labels, row.tolist(), strict=True))

    def _result(self, paper: Numbered, number: Placed, features: set[str], on: int, chance: float) -> Result:
        start, end = paper.reading.sentences[number.sentence]
        kinds = self.kinds(paper, number, features)
        return Result(
            method=self._bound(paper, number, features, "method"),
            on=paper.entities[on].name,
            metric=self._bound(paper, number, features, "metric"),
            value=number.quantity.value,
            kind=max(kinds, key=kinds.__getitem__),
            evidence=Evidence(start, end, "results", round(chance, 4)),
        )

    def _bound(self, paper: Numbered, number: Placed, features: set[str], kind: str) -> str | None:
        """The name of the method or metric that the number belongs to."""
        indices = paper.of_kind(kind)
        if not indices:
            return None
        chances = self.bonds(paper, kind, number, features, indices)
        best = int(chances.argmax())
        if chances[best] < self._thresholds(paper)[kind]:
            return None
        entity = version_named(paper.reading, number, paper.entities, indices[best], indices)
        return paper.entities[entity].name


def _share(
    reading: Reading, numbers: Sequence[Placed], data: Sequence[int], chances: Sequence[NDArray[np.floating[Any]]]
) -> None:
    """Let the numbers that take even turns with data be as likely as the likeliest of them: all are results or none."""
    for sentence in {number.sentence for number in numbers}:
        pairs = [
            (at, data.index(entity))
            for turn, entity in even_turns(reading, sentence)
            for at, number in enumerate(numbers)
            if number.sentence == sentence and turn.first <= number.first <= turn.last
        ]
        likely = max((float(chances[at][column]) for at, column in pairs), default=0.0)
        for at, column in pairs:
            chances[at][column] = likely


def _may_be_on(reading: Reading, number: Placed, index: int, best: int) -> bool:
    """Whether the sentence allows a result on these data, `best` being the likeliest."""
    if only_compared(reading, number, index) or not beside_its_own(reading, number, index):
        return False
    return index == best or listed_together(reading, number, index, best)


#: Features of the number that say whose it is, not only that it is a result.
_TELLING = ("l0:", "l1:", "r0:", "shape:", "ll:")


def bound_features(number: set[str], bond: set[str]) -> set[str]:
    """The bond, alone and together with what stands beside the number."""
    beside = sorted(f for f in number if f.startswith(_TELLING))
    where = sorted(f for f in bond if f.startswith(("here:<", "here:>", "afar:", "role:")))
    return bond | {f"{b}&{w}" for b in beside for w in where}


@Language.factory("results", default_config={"weights": None})
def make_results(nlp: Language, name: str, weights: str | None) -> Results:
    """The component with the weights that ship, or with those of a file."""
    return Results(Path(weights) if weights else SHIPPED / "results.npz")
