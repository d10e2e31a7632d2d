"""How the weights of the fact components are made: from annotated papers and the entities found in them.

Needs scikit-learn (the extra `train`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np

from kg.records import Entity, Paper
from loaders.extraction.fact_examples import Example, Gold, annotated_entities, examples, kind_of, names_of
from loaders.extraction.linear import Linear, save
from loaders.extraction.linear_fitting import Rows, best_shift, best_threshold, fit_each, fit_exclusive
from loaders.extraction.placed import placed_quantities
from loaders.extraction.quantities import digits
from loaders.extraction.reading import group
from loaders.extraction.relation_features import pair_features
from loaders.extraction.relations import PAIRS, candidates, stated
from loaders.extraction.result_features import beside_its_own, bond_features, number_features
from loaders.extraction.results import REPORTED, bound_features
from loaders.extraction.role_features import role_features

KINDS = ("method", "data", "task", "metric")
LABELS = {
    "method-method": ("OUTPERFORMS", "USES"),
    "method-data": ("EVALUATED_ON", "TRAINED_ON"),
    "method-task": ("USED_FOR",),
    "data-task": ("FOR_TASK",),
}
#: The roles that are facts about a paper.
FACTS = ("introduced", "evaluated_on", "trained_on", "addressed")
FOLDS = 4


def train(
    papers: Sequence[Paper],
    golds: Sequence[Gold],
    found: Sequence[Sequence[Entity]],
    out: Path,
    *,
    softness: float = 0.05,
    also_annotated: bool = True,
) -> None:
    """Write `roles.npz`, `relations.npz` and `results.npz` into `out`.

    Every paper is learned from twice: with the entities found and with those annotated; its two copies never help to
    judge each other. Thresholds are those with the best F1 on the entities found, in papers of other folds than the
    model's, where what the annotation has and the tagger did not find counts as missed.

    Args:
        found: what a tagger finds in texts that it was not trained on.
        softness: the inverse of the regularisation's strength.
        also_annotated: whether the annotated entities are learned from too.
    """
    data = examples(papers, golds, found)
    if also_annotated:
        data += examples(papers, golds, list(map(annotated_entities, papers, golds)))
    corpus = Corpus(
        data, len(papers), [[n for n in range(len(data)) if n % len(papers) % FOLDS == f] for f in range(FOLDS)]
    )
    models, roles = _fit_roles(corpus, softness)
    save(out / "roles.npz", models)
    save(out / "relations.npz", *_fit_relations(corpus, roles, softness))
    save(out / "results.npz", *_fit_results(corpus, roles, softness))


@dataclass(frozen=True)
class Corpus:
    """Examples, of which the first `judged` ones are with found entities, and the folds they are in, by index."""

    data: list[Example]
    judged: int
    folds: list[list[int]]

    def apart(self, fold: Sequence[int]) -> list[int]:
        """The indices outside a fold."""
        return sorted(set(range(len(self.data))) - set(fold))


def _fit_roles(corpus: Corpus, softness: float) -> tuple[dict[str, Linear], list[list[str]]]:
    """The models, and the roles that models of other folds give to the entities of every example."""
    data = corpus.data
    rows = [[role_features(e.reading, i) for i in range(len(e.roles))] for e in data]
    roles = [["mentioned"] * len(e.roles) for e in data]
    models = {}
    for kind in KINDS:
        places = [[i for i, e in enumerate(x.reading.entities) if group(e) == kind] for x in data]

        def fitted(indices: Iterable[int], places: list[list[int]] = places) -> Linear:
            chosen = [(n, i) for n in indices for i in places[n]]
            return fit_exclusive([rows[n][i] for n, i in chosen], [data[n].roles[i] for n, i in chosen], softness)

        model = fitted(range(len(data)))
        guesses = {}
        for fold in corpus.folds:
            other = fitted(corpus.apart(fold))
            for n in fold:
                guesses[n] = np.zeros((len(places[n]), len(model.labels)))
                columns = [model.labels.index(label) for label in other.labels]  # a fold may lack a rare role
                guesses[n][:, columns] = other.probabilities([rows[n][i] for i in places[n]])
        judged = range(corpus.judged)
        truth = [data[n].roles[i] for n in judged for i in places[n]]
        stated_roles = (e["role"] for n in judged for e in data[n].gold["entities"] if kind_of(e["type"]) == kind)
        wanted = Counter(role for role in stated_roles if role in FACTS)
        shift = best_shift(model.labels, np.concatenate([guesses[n] for n in judged]), truth, wanted)
        for n, scores in guesses.items():
            for i, row in zip(places[n], scores * np.exp(shift), strict=True):
                roles[n][i] = model.labels[int(row.argmax())]
        model.weights[0] += shift
        models[kind] = model
    return models, roles


def _fit_relations(
    corpus: Corpus, roles: Sequence[list[str]], softness: float
) -> tuple[dict[str, Linear], dict[str, float]]:
    models: dict[str, Linear] = {}
    thresholds: dict[str, float] = {}
    total = Counter(r for e in corpus.data[: corpus.judged] for _, r, _ in {tuple(r) for r in e.gold["relations"]})
    for name, (heads, tails) in PAIRS.items():
        pairs = _Pairs([], [], [], [])
        for n, example in enumerate(corpus.data):
            reading = example.reading
            for head, tail in candidates(reading.entities, heads, tails):
                pairs.rows.append(pair_features(reading, roles[n], head, tail))
                pairs.owner.append(n)
                pairs.truth.append([(head, label, tail) in example.relations for label in LABELS[name]])
                pairs.allowed.append([stated(reading, roles[n], head, tail, label) for label in LABELS[name]])
        models[name], guesses = pairs.fitted(corpus, LABELS[name], softness)
        judged = np.array(pairs.owner) < corpus.judged
        truth = np.array(pairs.truth)
        for column, label in enumerate(LABELS[name]):
            thresholds[label] = best_threshold(guesses[judged, column], truth[judged, column], total[label])
    return models, thresholds


def _fit_results(
    corpus: Corpus, roles: Sequence[list[str]], softness: float
) -> tuple[dict[str, Linear], dict[str, float]]:
    """Models of: is the number a result on this data, its kind, is it this method's, is it in this metric."""
    pairs, numbers, kinds = _numbers(corpus, roles)
    models = {"kind": fit_exclusive(*kinds, softness)}
    thresholds: dict[str, float] = {}
    for name, some in pairs.items():
        models[name], guesses = some.fitted(corpus, (name,), softness)
        judged = np.array(some.owner) < corpus.judged
        chance, truth = guesses[judged, 0], np.array(some.truth)[judged, 0]
        if name == "on":
            total = sum(len({(r["on"], r["value"]) for r in e.gold["results"]}) for e in corpus.data[: corpus.judged])
            thresholds |= thresholds_on(chance, truth, np.array(numbers)[judged], total)
        else:
            thresholds[name] = best_threshold(chance, truth, int(truth.sum()))
    return models, thresholds


def thresholds_on(chance: np.ndarray, truth: np.ndarray, number: np.ndarray, total: int) -> dict[str, float]:
    """Of a number's likeliest data, and of its other data."""
    best = np.zeros(int(number.max()) + 1)
    np.maximum.at(best, number, chance)
    first = chance == best[number]
    on = best_threshold(chance[first], truth[first], total)
    taken = first & (chance >= on)
    base = (int((taken & truth).sum()), int(taken.sum()))
    return {"on": on, "on also": best_threshold(chance[~first], truth[~first], total, base)}


def _numbers(corpus: Corpus, roles: Sequence[list[str]]) -> tuple[dict[str, _Pairs], list[int], tuple[Rows, list[str]]]:
    """Pairs of numbers with data, methods and metrics; the number of each pair with data; and results with kinds."""
    pairs = {name: _Pairs([], [], [], []) for name in ("on", "method", "metric")}
    kinds: tuple[Rows, list[str]] = ([], [])
    numbers: list[int] = []
    for n, example in enumerate(corpus.data):
        reading, entities = example.reading, example.reading.entities
        indices = {
            kind: [i for i, e in enumerate(entities) if group(e) == kind] for kind in ("data", "method", "metric")
        }
        if not indices["data"]:
            continue
        names = names_of(example)
        for number in placed_quantities(reading):
            features = number_features(reading, number)
            results = [r for r in example.gold["results"] if digits(r["value"]) == digits(number.quantity.value)]
            on = {names.get(r["on"]) for r in results}
            numbers.extend([numbers[-1] + 1 if numbers else 0] * len(indices["data"]))
            for i in indices["data"]:
                row = features | bond_features(reading, number, i, roles[n])
                allowed = roles[n][i] in REPORTED and beside_its_own(reading, number, i)
                pairs["on"].add(row, n, i in on, allowed)
            if not results:
                continue
            kinds[0].append(features)
            kinds[1].append(results[0]["kind"])
            for kind in ("method", "metric"):
                wanted = {names.get(r[kind]) for r in results}
                for i in indices[kind]:
                    bond = bond_features(reading, number, i, roles[n])
                    pairs[kind].add(bound_features(features, bond), n, i in wanted)
    return pairs, numbers, kinds


class _Pairs(NamedTuple):
    """Feature rows of pairs, the example each is from, and by label: whether it is so, and whether it may be said."""

    rows: Rows
    owner: list[int]
    truth: list[list[bool]]
    allowed: list[list[bool]]

    def add(self, row: set[str], owner: int, truth: bool, allowed: bool = True) -> None:
        self.rows.append(row)
        self.owner.append(owner)
        self.truth.append([truth])
        self.allowed.append([allowed])

    def fitted(self, corpus: Corpus, labels: Sequence[str], softness: float) -> tuple[Linear, np.ndarray]:
        """The model, and what models of other folds say of each pair: the probability of each label."""
        truth = np.array(self.truth)
        guesses = np.zeros(truth.shape)
        for fold in corpus.folds:
            out = np.isin(self.owner, fold)
            model = fit_each([r for r, o in zip(self.rows, out, strict=True) if not o], labels, truth[~out], softness)
            guesses[out] = model.probabilities([r for r, o in zip(self.rows, out, strict=True) if o])
        return fit_each(self.rows, labels, truth, softness), np.where(self.allowed, guesses, 0.0)
