"""How the weights of `cutting` are made: from annotated papers and the names that a tagger finds in them.

Needs scikit-learn (the extra `train`).
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from spacy.tokens import Doc

from loaders.extraction.cut_features import cut_features
from loaders.extraction.cuts import Words
from loaders.extraction.cutting import LABEL, WEIGHTS
from loaders.extraction.fact_examples import Gold
from loaders.extraction.linear import Linear, save
from loaders.extraction.linear_fitting import Rows, fit_choice
from loaders.extraction.renown import Renown
from loaders.resolution.normal import key

SOFTNESS = 0.3
FOLDS = 4


def train(docs: Sequence[Doc], golds: Sequence[Gold], known: Renown, out: Path) -> tuple[Linear, list[Linear]]:
    """Write `cutting.npz` into `out`; return its model, and for each of `FOLDS` folds (every fourth paper) one of the
    others.

    Args:
        docs: annotated papers in which a tagger that was not trained on them has found names.
    """
    examples = [_examples(doc, gold, known) for doc, gold in zip(docs, golds, strict=True)]
    model = _fitted(examples)
    save(out / WEIGHTS, {LABEL: model})
    return model, [_fitted([e for n, e in enumerate(examples) if n % FOLDS != fold]) for fold in range(FOLDS)]


Choice = tuple[Rows, list[bool]]


def _examples(doc: Doc, gold: Gold, known: Renown) -> list[Choice]:
    """Of each name that could begin or end elsewhere: its features, and whether it is annotated so.

    What was found as it is annotated is right as it is, even where a longer or shorter name is, too.
    """
    words = Words(doc)
    annotated = {key(surface) for e in gold["entities"] for surface in (e["name"], *e["aliases"])}
    out = []
    for number, found in enumerate(words.found):
        cuts = words.cuts(number)
        if len(cuts) > 1:
            whole = cuts[0].key in annotated
            right = [whole, *(cut.key in annotated and not whole for cut in cuts[1:])]
            out.append((cut_features(words, found, cuts, known), right))
    return out


def _fitted(examples: Sequence[list[Choice]]) -> Linear:
    choices = [choice for example in examples for choice in example]
    groups = np.repeat(np.arange(len(choices)), [len(rows) for rows, _ in choices])
    rows = [row for some, _ in choices for row in some]
    right = np.array([r for _, some in choices for r in some])
    return fit_choice(rows, groups, right, LABEL, SOFTNESS)
