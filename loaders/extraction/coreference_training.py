"""How the weights of `coreference` are made: from annotated papers and the names that a tagger finds in them.

Needs scikit-learn (the extra `train`).
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from kg.records import Entity, Paper
from loaders.extraction.coreference import LABEL, WEIGHTS
from loaders.extraction.coreference_features import compared
from loaders.extraction.fact_examples import Gold
from loaders.extraction.linear import Linear, save
from loaders.extraction.linear_fitting import Rows, fit_each
from loaders.extraction.reading import read
from loaders.extraction.renown import Renown
from loaders.resolution.normal import normal_form

SOFTNESS = 0.05
FOLDS = 4


def train(
    papers: Sequence[Paper], golds: Sequence[Gold], found: Sequence[Sequence[Entity]], known: Renown, out: Path
) -> tuple[Linear, list[Linear]]:
    """Write `coreference.npz` into `out`; return its model, and for each of `FOLDS` folds (every fourth paper) one of
    the others.

    Args:
        found: all names, however unlikely, that a tagger finds in texts that it was not trained on.
    """
    pairs = [_pairs(*row, known) for row in zip(papers, golds, found, strict=True)]
    model = _fitted(pairs)
    save(out / WEIGHTS, {LABEL: model})
    return model, [_fitted([p for n, p in enumerate(pairs) if n % FOLDS != fold]) for fold in range(FOLDS)]


Pairs = tuple[Rows, list[bool]]


def _pairs(paper: Paper, gold: Gold, found: Sequence[Entity], known: Renown) -> Pairs:
    """Pairs of names that are both annotated: their features, and whether they are names of one thing.

    What no annotation has says nothing of when two names are one.
    """
    owner = {
        normal_form(surface): n
        for n, entity in reversed(list(enumerate(gold["entities"])))
        for surface in (entity["name"], *entity["aliases"])
    }
    annotated = [{owner[form] for form in map(normal_form, e.surfaces) if form in owner} for e in found]
    rows, same = [], []
    for i, others in compared(read(paper.text, found), known):
        for j, features in others.items():
            if annotated[i] and annotated[j]:
                rows.append(features)
                same.append(bool(annotated[i] & annotated[j]))
    return rows, same


def _fitted(pairs: Sequence[Pairs]) -> Linear:
    rows = [row for some, _ in pairs for row in some]
    same = np.array([s for _, some in pairs for s in some])
    return fit_each(rows, (LABEL,), same[:, None], SOFTNESS)
