"""How the judge's weights are made: from annotated papers and all that a tagger takes for a name in them.

Needs scikit-learn (the extra `train`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from kg.records import Entity, Paper
from loaders.extraction import renown
from loaders.extraction.fact_examples import Gold, align, kind_of
from loaders.extraction.judge_features import judge_features
from loaders.extraction.judging import NOTHING, judged
from loaders.extraction.linear import save
from loaders.extraction.linear_fitting import best_threshold, fit_exclusive
from loaders.extraction.reading import GROUPS, read
from loaders.extraction.renown import Renown

FOLDS = 4


class Judged(NamedTuple):
    """What judges that have not seen a paper leave of the names found in it, and how likely they find each label."""

    left: list[list[Entity]]
    labels: Sequence[str]
    chances: list[NDArray[Any]]


def train(
    papers: Sequence[Paper],
    golds: Sequence[Gold],
    found: Sequence[Sequence[Entity]],
    known: Renown,
    out: Path,
    *,
    softness: float = 0.02,
) -> Judged:
    """Write `judging.npz` and `renown.npz` into `out`; return what judges of other papers say of the names found.

    Thresholds are, for each kind, those with the best F1 by judges that did not see the paper; what is annotated and
    was not found counts as missed.

    Args:
        found: all names, however unlikely, that a tagger finds in texts that it was not trained on.
        softness: the inverse of the regularisation's strength.
    """
    rows, labels, owner = [], [], []
    for n, (paper, gold, entities) in enumerate(zip(papers, golds, found, strict=True)):
        rows += judge_features(read(paper.text, entities), known)
        labels += _labels(gold, entities)
        owner += [n] * len(entities)
    model = fit_exclusive(rows, labels, softness)
    fold = np.array(owner) % FOLDS
    guesses = np.zeros((len(rows), len(model.labels)))
    for f in range(FOLDS):
        inside = fold == f
        other = fit_exclusive(
            [r for r, i in zip(rows, inside, strict=True) if not i],
            [label for label, i in zip(labels, inside, strict=True) if not i],
            softness,
        )
        guesses[inside] = other.probabilities([r for r, i in zip(rows, inside, strict=True) if i])
    thresholds = _thresholds(model.labels, guesses, labels, golds)
    save(out / "judging.npz", {"entity": model}, thresholds)
    renown.save(out / "renown.npz", known)
    parts = np.split(guesses, np.cumsum([len(entities) for entities in found])[:-1])
    left = [
        list(judged(entities, part, model.labels, thresholds).values())
        for entities, part in zip(found, parts, strict=True)
    ]
    return Judged(left, model.labels, parts)


def _labels(gold: Gold, found: Sequence[Entity]) -> list[str]:
    """The annotated type of each entity found, or `NOTHING`."""
    is_a = align(gold["entities"], found, same_kind=False)
    return [gold["entities"][is_a[i]]["type"] if i in is_a else NOTHING for i in range(len(found))]


def _thresholds(
    labels: Sequence[str], guesses: np.ndarray, truth: Sequence[str], golds: Sequence[Gold]
) -> dict[str, float]:
    """Of each kind: the probability from which its likeliest names are taken."""
    kinds = sorted(set(GROUPS.values()))
    of_kind = [[n for n, label in enumerate(labels) if GROUPS.get(label) == kind] for kind in kinds]
    chances = np.stack([guesses[:, columns].sum(axis=1) for columns in of_kind], axis=1)
    likeliest = chances.argmax(axis=1)
    true_kinds = np.array([GROUPS.get(label, NOTHING) for label in truth])
    total = Counter(kind_of(e["type"]) for gold in golds for e in gold["entities"])
    found = {}
    for n, kind in enumerate(kinds):
        mine = likeliest == n
        found[kind] = best_threshold(chances[mine, n], true_kinds[mine] == kind, total[kind])
    return found
