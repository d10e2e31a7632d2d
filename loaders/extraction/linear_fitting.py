"""Fits linear models over named features, and chooses from which score on they are believed. Needs scikit-learn."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from loaders.extraction.linear import Linear

Rows = list[set[str]]

RARE = 5  # features seen in fewer rows are left out
FAINT = 0.01  # and so are those whose weights all stay below this
SLACK = 0.002  # F1 is often flat for a tenth of probability around its best; the surer end is taken
SHIFTS = [n / 5 for n in range(-5, 9)]


def fit_exclusive(rows: Rows, labels: Sequence[str], softness: float) -> Linear:
    """One softmax over the labels."""
    from sklearn.linear_model import LogisticRegression

    vocabulary = _vocabulary(rows)
    model = LogisticRegression(C=softness, max_iter=200, tol=1e-3).fit(_matrix(rows, vocabulary), labels)
    if len(model.classes_) == 2:
        weights, bias = np.vstack([-model.coef_, model.coef_]) / 2, np.array([-1, 1]) * model.intercept_ / 2
    else:
        weights, bias = model.coef_, model.intercept_
    return _linear(tuple(model.classes_), vocabulary, weights, bias, exclusive=True)


def fit_each(rows: Rows, labels: Sequence[str], truth: np.ndarray, softness: float) -> Linear:
    """Each label against all else."""
    from sklearn.linear_model import LogisticRegression

    vocabulary = _vocabulary(rows)
    matrix = _matrix(rows, vocabulary)
    fitted = [
        LogisticRegression(C=softness, max_iter=200, tol=1e-3).fit(matrix, truth[:, i]) for i in range(len(labels))
    ]
    weights = np.vstack([m.coef_ for m in fitted])
    return _linear(tuple(labels), vocabulary, weights, np.concatenate([m.intercept_ for m in fitted]), exclusive=False)


def fit_choice(rows: Rows, groups: np.ndarray, right: np.ndarray, label: str, softness: float) -> Linear:
    """One of each group of rows is chosen: the probability of a row is its share of the exponentials of the scores.

    Args:
        groups: of each row, the number of its group.
        right: of each row, whether it may be chosen; groups without such a row teach nothing.
    """
    from scipy.optimize import minimize

    taught = np.bincount(groups, right) > 0
    kept = taught[groups]
    rows, right = [row for row, k in zip(rows, kept, strict=True) if k], right[kept]
    groups = np.unique(groups[kept], return_inverse=True)[1]
    vocabulary = _vocabulary(rows)
    matrix = _matrix(rows, vocabulary)

    def shares(scores: np.ndarray) -> tuple[float, np.ndarray]:
        """The logarithms of the groups' sums of exponentials, added up, and each row's share of its group's."""
        most = np.full(groups[-1] + 1, -np.inf)
        np.maximum.at(most, groups, scores)
        raised = np.exp(scores - most[groups])
        sums = np.bincount(groups, raised)
        return float((most + np.log(sums)).sum()), raised / sums[groups]

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        scores = matrix @ weights
        total, share = shares(scores)
        of_right, share_of_right = shares(np.where(right, scores, -1e9))
        slope = matrix.T @ (share - share_of_right)
        return total - of_right + float(weights @ weights) / (2 * softness), slope + weights / softness

    fitted = minimize(loss, np.zeros(len(vocabulary)), jac=True, method="L-BFGS-B", options={"maxiter": 100})
    return _linear((label,), vocabulary, fitted.x[None], np.zeros(1), exclusive=False)


def _vocabulary(rows: Rows) -> dict[str, int]:
    counts = Counter(feature for row in rows for feature in row)
    return {feature: i for i, feature in enumerate(sorted(f for f, n in counts.items() if n >= RARE))}


def _matrix(rows: Rows, vocabulary: Mapping[str, int]) -> Any:
    from scipy.sparse import csr_matrix

    columns: list[int] = []
    ends = [0]
    for row in rows:
        columns.extend(sorted(vocabulary[f] for f in row if f in vocabulary))
        ends.append(len(columns))
    return csr_matrix((np.ones(len(columns), np.float32), columns, ends), shape=(len(rows), len(vocabulary)))


def _linear(
    labels: tuple[str, ...], vocabulary: Mapping[str, int], weights: np.ndarray, bias: np.ndarray, *, exclusive: bool
) -> Linear:
    """Weights (label, feature) as a model, without the features that hardly weigh."""
    strong = np.abs(weights).max(axis=0) >= FAINT
    names = [feature for feature, column in vocabulary.items() if strong[column]]
    table = np.vstack([bias, weights[:, strong].T]).astype(np.float16).astype(np.float32)
    return Linear(labels, {feature: row for row, feature in enumerate(names, 1)}, table, exclusive)


def best_threshold(guesses: np.ndarray, truth: np.ndarray, total: int, base: tuple[int, int] = (0, 0)) -> float:
    """The probability from which taking the guesses gives the best F1, or as good as that and surer.

    Args:
        total: how many there are to find, in the guesses or not.
        base: how many are right, and how many are taken, whatever the threshold.
    """

    def f1(threshold: float) -> float:
        taken = guesses >= threshold
        right, said = base[0] + int((taken & truth).sum()), base[1] + int(taken.sum())
        return 2 * right / max(1, said + total)

    steps = [step / 50 for step in range(5, 40)]
    scores = list(map(f1, steps))
    return max(step for step, score in zip(steps, scores, strict=True) if score >= max(scores) - SLACK)


def best_shift(
    labels: Sequence[str], guesses: np.ndarray, truth: Sequence[str], wanted: Mapping[str, int]
) -> np.ndarray:
    """What to add to the labels' scores so that taking the likeliest label gives the best F1 of the labels wanted.

    Args:
        wanted: how many of each there are to find, in the guesses or not.
    """
    facts = [i for i, label in enumerate(labels) if label in wanted]
    right = np.array([labels.index(t) for t in truth])
    total = sum(wanted.values())
    shift = np.zeros(len(labels), np.float32)

    def f1() -> float:
        taken = (guesses * np.exp(shift)).argmax(axis=1)
        counted = np.isin(taken, facts)
        return 2 * float((counted & (taken == right)).sum()) / max(1, int(counted.sum()) + total)

    for column in facts * 2:
        tried = {}
        for value in SHIFTS:
            shift[column] = value
            tried[value] = f1()
        shift[column] = max(SHIFTS, key=lambda value: (tried[value], -abs(value)))
    return shift
