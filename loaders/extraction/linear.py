"""Linear models over named features: what the fact components decide with.

Trained elsewhere (`fact_training`), read from a small file, run with numpy alone: a score is the sum of the weights of
the features that are present, so any decision can be explained by listing them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

#: Where the weights that ship with the package lie.
SHIPPED = Path(__file__).parent / "model"


@dataclass(frozen=True, slots=True)
class Linear:
    """Labels with one weight a feature each. `exclusive` labels share one softmax, others are decided one by one.

    `weights` has a row for each feature and, before them, the row of the bias.
    """

    labels: tuple[str, ...]
    features: Mapping[str, int]
    weights: np.ndarray[Any, np.dtype[np.float32]]
    exclusive: bool

    def probabilities(self, rows: Sequence[Iterable[str]]) -> np.ndarray[Any, np.dtype[np.float32]]:
        """The probability of each label (column) for each set of features (row)."""
        scores = self.scores(rows)
        if self.exclusive:
            scores = np.exp(scores - scores.max(axis=1, keepdims=True))
            return np.asarray(scores / scores.sum(axis=1, keepdims=True))
        return np.asarray(1 / (1 + np.exp(-scores)))

    def scores(self, rows: Sequence[Iterable[str]]) -> np.ndarray[Any, np.dtype[np.float32]]:
        """The sum of the weights of each label (column) for each set of features (row)."""
        known = self.features
        found: list[int] = []
        starts: list[int] = []
        for row in rows:
            starts.append(len(found))
            found.append(0)
            found.extend(filter(None, map(known.get, row)))  # no feature has row 0
        if not rows:
            return np.zeros((0, len(self.labels)), np.float32)
        return np.asarray(np.add.reduceat(self.weights[found], starts, axis=0))


def save(path: Path, models: Mapping[str, Linear], thresholds: Mapping[str, float] | None = None) -> None:
    """Write models, and the probability from which each label is taken, to one file."""
    arrays: dict[str, Any] = {}
    for name, model in models.items():
        arrays[f"{name}|features"] = _packed(model.features)
        arrays[f"{name}|labels"] = _packed(model.labels)
        arrays[f"{name}|weights"] = model.weights.astype(np.float16)
        arrays[f"{name}|exclusive"] = np.array(model.exclusive)
    for label, threshold in (thresholds or {}).items():
        arrays[f"{label}|threshold"] = np.array(threshold, np.float32)
    path.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(path, **arrays)


@lru_cache(maxsize=8)
def load(path: Path) -> tuple[dict[str, Linear], dict[str, float]]:
    """The models and thresholds of a file that `save` wrote."""
    models = {}
    with np.load(path) as arrays:
        for key in arrays.files:
            name, part = key.split("|")
            if part == "weights":
                models[name] = Linear(
                    tuple(_unpacked(arrays[f"{name}|labels"])),
                    {feature: row for row, feature in enumerate(_unpacked(arrays[f"{name}|features"]), 1)},
                    arrays[key].astype(np.float32),
                    bool(arrays[f"{name}|exclusive"]),
                )
        thresholds = {k.split("|")[0]: float(arrays[k]) for k in arrays.files if k.endswith("|threshold")}
    return models, thresholds


def _packed(names: Iterable[str]) -> np.ndarray[Any, np.dtype[np.uint8]]:
    return np.frombuffer(json.dumps(list(names), ensure_ascii=False).encode("utf-8"), np.uint8)


def _unpacked(packed: np.ndarray[Any, np.dtype[np.uint8]]) -> list[str]:
    names: list[str] = json.loads(packed.tobytes())
    return names
