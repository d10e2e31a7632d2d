"""What a second reader thinks of a paper's entities and numbers, and how its opinion and another are made one.

The components for roles, relations and results ask for it where there is one (the accurate model), and decide alone
where there is none.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from spacy.tokens import Doc

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.floating[Any]]

if not Doc.has_extension("opinion"):
    Doc.set_extension("opinion", default=None)

_LEAST = 1e-4  # a probability as good as none: nobody is surer than that

Chances = Mapping[str, float]


class Weights(NamedTuple):
    """How much a second reader counts beside the linear models: from 0, not at all, to 1, alone."""

    entities: float = 0.5
    roles: float = 0.5
    relations: float = 0.5
    results: float = 0.5


@dataclass(frozen=True, slots=True)
class Opinion:
    """Probabilities, by name, of what the reader saw: each entity's roles (by its index), the relations of pairs of
    entities, the kinds of numbers (by where they start), and a number's bonds ("on", "method", "metric") with entities.

    Attributes:
        thresholds: from which probability on, the two opinions made one, each relation and bond is believed.
    """

    weights: Weights
    thresholds: Chances
    roles: Mapping[int, Chances]
    relations: Mapping[tuple[int, int], Chances]
    kinds: Mapping[int, Chances]
    bonds: Mapping[tuple[int, int], Chances]

    def of_role(self, own: Floats, labels: Sequence[str], entity: int) -> Floats:
        """The probabilities of an entity's roles, mixed with the reader's."""
        return of_one(own, labels, self.roles.get(entity), self.weights.roles)

    def of_relations(self, own: Floats, labels: Sequence[str], pair: tuple[int, int]) -> Floats:
        """The probabilities of the relations of a pair of entities, mixed with the reader's."""
        return of_each(own, labels, self.relations.get(pair), self.weights.relations)

    def of_kind(self, own: Floats, labels: Sequence[str], start: int) -> Floats:
        """The probabilities of what a number is, mixed with the reader's."""
        return of_one(own, labels, self.kinds.get(start), self.weights.results)

    def of_bond(self, own: Floats, bond: str, start: int, entity: int) -> float:
        """The probability of a number's bond with an entity, mixed with the reader's.

        Where the reader took the entity for something that has no such bond, it finds the bond unlikely.
        """
        thought = self.bonds.get((start, entity))
        chances = None if thought is None else {bond: thought.get(bond, 0.0)}
        return float(of_each(own, (bond,), chances, self.weights.results)[0])


def of_one(own: Floats, labels: Sequence[str], other: Chances | None, weight: float) -> Floats:
    """A row of probabilities of labels that exclude each other, mixed with another."""
    if other is None:
        return own
    return blended(own, np.array([other.get(label, 0.0) for label in labels]), weight)


def of_each(own: Floats, labels: Sequence[str], other: Chances | None, weight: float) -> Floats:
    """A row of probabilities of labels that stand for themselves, mixed with another where that has the label."""
    if other is None:
        return own
    theirs = np.array([other.get(label, p) for label, p in zip(labels, own, strict=True)])
    odds = (1 - weight) * (_log(own) - _log(1 - own)) + weight * (_log(theirs) - _log(1 - theirs))
    return np.asarray(1 / (1 + np.exp(-odds)))


def blended(own: Floats, other: Floats, weight: float) -> Floats:
    """Probabilities (the last axis) of what excludes each other, from two opinions: their weighted geometric mean."""
    scores = (1 - weight) * _log(own) + weight * _log(other)
    chances = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return np.asarray(chances / chances.sum(axis=-1, keepdims=True))


def _log(chances: Any) -> Floats:
    return np.asarray(np.log(np.clip(chances, _LEAST, 1.0)))
