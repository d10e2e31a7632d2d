"""How the weights of the fact components are made: from annotated papers and the entities found in them.

Entities that no annotation knows are in the training data too, as mentioned and related to nothing, so that what the
tagger gets wrong does little harm. Needs scikit-learn (the extra `train`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from kg.records import Entity, Evidence, Mention, Paper
from loaders.extraction.linear import Linear, save
from loaders.extraction.reading import Reading, group, read
from loaders.extraction.relation_features import pair_features
from loaders.extraction.relations import PAIRS, candidates
from loaders.extraction.result_features import bond_features, number_features, placed_quantities
from loaders.extraction.results import bound_features
from loaders.extraction.role_features import role_features

Gold = Mapping[str, Any]
Rows = list[set[str]]

KINDS = ("method", "data", "task", "metric")
LABELS = {
    "method-method": ("OUTPERFORMS", "USES"),
    "method-data": ("EVALUATED_ON", "TRAINED_ON"),
    "method-task": ("USED_FOR",),
    "data-task": ("FOR_TASK",),
}
FOLDS = 4
RARE = 5  # features seen in fewer rows are left out
FAINT = 0.01  # and so are those whose weights all stay below this


@dataclass(frozen=True)
class Example:
    """A paper as the tagger sees it, with what the annotation says of its entities (by their index)."""

    reading: Reading
    roles: list[str]
    relations: set[tuple[int, str, int]]
    gold: Gold


def examples(papers: Sequence[Paper], golds: Sequence[Gold], found: Sequence[Sequence[Entity]]) -> list[Example]:
    """Papers, their annotations and the entities found in them, joined by name within the kind of entity."""
    out = []
    for paper, gold, entities in zip(papers, golds, found, strict=True):
        to_gold = align(gold["entities"], entities)
        roles = [gold["entities"][to_gold[i]]["role"] if i in to_gold else "mentioned" for i in range(len(entities))]
        names = {s: n for n, e in enumerate(gold["entities"]) for s in (e["name"], *e["aliases"])}
        stated = {(names.get(h), r, names.get(t)) for h, r, t in gold["relations"]}
        to_found = {n: i for i, n in to_gold.items()}
        relations = {(to_found[h], r, to_found[t]) for h, r, t in stated if h in to_found and t in to_found}
        out.append(Example(read(paper.text, entities), roles, relations, gold))
    return out


def annotated_entities(paper: Paper, gold: Gold) -> list[Entity]:
    """The annotated entities of a paper, mentioned wherever one of their names stands between word boundaries."""
    entities = []
    for entity in gold["entities"]:
        surfaces = sorted({entity["name"], *entity["aliases"]}, key=len, reverse=True)
        pattern = "|".join(rf"(?<!\w){re.escape(s)}(?!\w)" for s in surfaces if s)
        mentions = tuple(Mention(m.start(), m.end()) for m in re.finditer(pattern, paper.text))
        evidence = Evidence(0, 0, "annotation")
        aliases = tuple(entity["aliases"])
        entities.append(Entity(entity["name"], entity["type"], "mentioned", mentions, evidence, aliases))
    return entities


def align(annotated: Sequence[Mapping[str, Any]], found: Sequence[Entity]) -> dict[int, int]:
    """Index of a found entity -> index of the annotated one that it is, each used once."""
    kind = {"Dataset": "data", "Benchmark": "data"}
    pairs: dict[int, int] = {}
    for n, gold in enumerate(annotated):
        surfaces = {_normal(s) for s in (gold["name"], *gold["aliases"])}
        type_ = kind.get(gold["type"], gold["type"].lower())
        for i, entity in enumerate(found):
            if i not in pairs and group(entity) == type_ and surfaces & {_normal(s) for s in entity.surfaces}:
                pairs[i] = n
                break
    return pairs


def _normal(name: str) -> str:
    return re.sub(r"[\W_]+", "", re.sub(r"s\b", "", name.casefold()))


def train(
    papers: Sequence[Paper],
    golds: Sequence[Gold],
    found: Sequence[Sequence[Entity]],
    out: Path,
    *,
    softness: float = 0.05,
) -> None:
    """Write `roles.npz`, `relations.npz` and `results.npz` into `out`.

    `found` is best what the tagger finds in texts it was not trained on. Every paper is learned from twice: with the
    entities found and with those annotated; its two copies never help to judge each other.
    """
    data = examples(papers, golds, found) + examples(papers, golds, list(map(annotated_entities, papers, golds)))
    order = {text: n for n, text in enumerate(dict.fromkeys(e.reading.text for e in data))}
    folds = [[n for n, e in enumerate(data) if order[e.reading.text] % FOLDS == fold] for fold in range(FOLDS)]
    role_rows = [[role_features(e.reading, i) for i in range(len(e.roles))] for e in data]
    roles: dict[int, list[str]] = {}
    for fold in folds:
        kept = sorted(set(range(len(data))) - set(fold))
        models = _fit_roles(data, role_rows, kept, softness)
        for n in fold:
            roles[n] = predicted_roles(models, data[n], role_rows[n])
    save(out / "roles.npz", _fit_roles(data, role_rows, range(len(data)), softness))
    models, thresholds = _fit_relations(data, [roles[n] for n in range(len(data))], folds, softness)
    save(out / "relations.npz", models, thresholds)
    models, thresholds = _fit_results(data, [roles[n] for n in range(len(data))], folds, softness)
    save(out / "results.npz", models, thresholds)


def _fit_roles(
    data: Sequence[Example], rows: Sequence[Rows], indices: Iterable[int], softness: float
) -> dict[str, Linear]:
    indices = list(indices)
    models = {}
    for kind in KINDS:
        chosen = [(n, i) for n in indices for i, e in enumerate(data[n].reading.entities) if group(e) == kind]
        labels = [data[n].roles[i] for n, i in chosen]
        models[kind] = fit_exclusive([rows[n][i] for n, i in chosen], labels, softness)
    return models


def predicted_roles(models: Mapping[str, Linear], example: Example, rows: Rows) -> list[str]:
    """The roles that the models give to the entities of an example."""
    roles = ["mentioned"] * len(rows)
    for kind, model in models.items():
        chosen = [i for i, e in enumerate(example.reading.entities) if group(e) == kind]
        for i, row in zip(chosen, model.probabilities([rows[i] for i in chosen]), strict=True):
            roles[i] = model.labels[int(row.argmax())]
    return roles


def _fit_relations(
    data: Sequence[Example], roles: Sequence[list[str]], folds: Sequence[list[int]], softness: float
) -> tuple[dict[str, Linear], dict[str, float]]:
    models: dict[str, Linear] = {}
    thresholds: dict[str, float] = {}
    for name, (heads, tails) in PAIRS.items():
        rows: Rows = []
        owner: list[int] = []
        truth: list[list[bool]] = []
        for n, example in enumerate(data):
            for head, tail in candidates(example.reading.entities, heads, tails):
                rows.append(pair_features(example.reading, roles[n], head, tail))
                owner.append(n)
                truth.append([(head, label, tail) in example.relations for label in LABELS[name]])
        labels = np.array(truth)
        guesses = np.zeros(labels.shape)
        for fold in folds:
            out = np.isin(owner, fold)
            model = fit_each([r for r, o in zip(rows, out, strict=True) if not o], LABELS[name], labels[~out], softness)
            guesses[out] = model.probabilities([r for r, o in zip(rows, out, strict=True) if o])
        for column, label in enumerate(LABELS[name]):
            thresholds[label] = best_threshold(guesses[:, column], labels[:, column])
        models[name] = fit_each(rows, LABELS[name], labels, softness)
    return models, thresholds


def _fit_results(
    data: Sequence[Example], roles: Sequence[list[str]], folds: Sequence[list[int]], softness: float
) -> tuple[dict[str, Linear], dict[str, float]]:
    """Models of: is the number a result on this data, its kind, is it this method's, is it in this metric."""
    pairs = {name: _Pairs([], [], []) for name in ("on", "method", "metric")}
    kinds: tuple[Rows, list[str]] = ([], [])
    for n, example in enumerate(data):
        reading, entities = example.reading, example.reading.entities
        indices = {
            kind: [i for i, e in enumerate(entities) if group(e) == kind] for kind in ("data", "method", "metric")
        }
        if not indices["data"]:
            continue
        names = _names(example)
        for number in placed_quantities(reading):
            features = number_features(reading, number)
            results = [r for r in example.gold["results"] if _digits(r["value"]) == _digits(number.quantity.value)]
            on = {names.get(r["on"]) for r in results}
            for i in indices["data"]:
                pairs["on"].add(features | bond_features(reading, number, i, roles[n]), n, i in on)
            if not results:
                continue
            kinds[0].append(features)
            kinds[1].append(results[0]["kind"])
            for kind in ("method", "metric"):
                wanted = {names.get(r[kind]) for r in results}
                for i in indices[kind]:
                    bond = bond_features(reading, number, i, roles[n])
                    pairs[kind].add(bound_features(features, bond), n, i in wanted)
    models = {"kind": fit_exclusive(*kinds, softness)}
    thresholds = {"method": 0.3, "metric": 0.3, "on also": 0.5}
    for name, (rows, owner, truth) in pairs.items():
        labels = np.array(truth)[:, None]
        guesses = np.zeros(labels.shape)
        for fold in folds:
            out = np.isin(owner, fold)
            model = fit_each([r for r, o in zip(rows, out, strict=True) if not o], (name,), labels[~out], softness)
            guesses[out] = model.probabilities([r for r, o in zip(rows, out, strict=True) if o])
        thresholds[name] = best_threshold(guesses[:, 0], labels[:, 0])
        models[name] = fit_each(rows, (name,), labels, softness)
    return models, thresholds


class _Pairs(NamedTuple):
    """Feature rows of pairs, the example each is from, and whether the annotation has the pair."""

    rows: Rows
    owner: list[int]
    truth: list[bool]

    def add(self, row: set[str], owner: int, truth: bool) -> None:
        self.rows.append(row)
        self.owner.append(owner)
        self.truth.append(truth)


def _names(example: Example) -> dict[str, int]:
    """Every annotated surface of an entity that was found -> its index among the found."""
    to_gold = align(example.gold["entities"], example.reading.entities)
    return {s: i for i, n in to_gold.items() for e in [example.gold["entities"][n]] for s in (e["name"], *e["aliases"])}


def _digits(value: str) -> str:
    return re.sub(r"[^\d.]", "", value).strip(".")


def best_threshold(guesses: np.ndarray, truth: np.ndarray) -> float:
    """The probability from which taking the guesses gives the best F1."""
    best, at = 0.0, 0.5
    for threshold in np.arange(0.1, 0.8, 0.02):
        taken = guesses >= threshold
        f1 = 2 * (taken & truth).sum() / max(1, taken.sum() + truth.sum())
        if f1 > best:
            best, at = f1, float(threshold)
    return at


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
