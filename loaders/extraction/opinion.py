"""What a second reader thinks of a paper's entities and numbers, and how its opinion and another are made one.

The components for roles, relations and results ask for it where there is one (`--model accurate`), and decide alone
where there is none.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from spacy.tokens import Doc

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.floating[Any]]

if not Doc.has_extension("opinion"):
    Doc.set_extension("opinion", default=None)

_LEAST = 1e-4  # a probability as good as none: nobody is surer than that

Chances = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Opinion:
    """Probabilities, by name, of what the reader saw: each entity's roles (by its index), the relations of pairs of
    entities, the kinds of numbers (by where they start), and a number's bonds ("on", "method", "metric") with entities.

    Attributes:
        weight: how much it counts beside another opinion: from 0, not at all, to 1, alone.
        thresholds: from which probability on, the two opinions made one, each relation and bond is believed.
    """

    weight: float
    thresholds: Chances
    roles: Mapping[int, Chances]
    relations: Mapping[tuple[int, int], Chances]
    kinds: Mapping[int, Chances]
    bonds: Mapping[tuple[int, int], Chances]

    def of_one(self, own: Floats, labels: Sequence[str], other: Chances | None) -> Floats:
        """A row of probabilities of labels that exclude each other, mixed with the reader's."""
        if other is None:
            return own
        return blended(own, np.array([other.get(label, 0.0) for label in labels]), self.weight)

    def of_each(self, own: Floats, labels: Sequence[str], other: Chances | None) -> Floats:
        """A row of probabilities of labels that stand for themselves, mixed with the reader's."""
        if other is None:
            return own
        theirs = np.array([other.get(label, 0.0) for label in labels])
        odds = (1 - self.weight) * (_log(own) - _log(1 - own)) + self.weight * (_log(theirs) - _log(1 - theirs))
        return np.asarray(1 / (1 + np.exp(-odds)))


def blended(own: Floats, other: Floats, weight: float) -> Floats:
    """Probabilities (the last axis) of what excludes each other, from two opinions: their weighted geometric mean."""
    scores = (1 - weight) * _log(own) + weight * _log(other)
    chances = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return np.asarray(chances / chances.sum(axis=-1, keepdims=True))


def _log(chances: Any) -> Floats:
    return np.asarray(np.log(np.clip(chances, _LEAST, 1.0)))
