"""When to believe the second reader: how much it counts beside the linear models, and from which probability on.

Chosen by what all of them say of annotated papers that they did not see.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from kg.records import Entity, Extraction, Paper
from loaders.extraction import as_json
from loaders.extraction.fact_examples import Example, Gold, examples, names_of
from loaders.extraction.fact_training import thresholds_on
from loaders.extraction.grouping import everywhere
from loaders.extraction.linear_fitting import best_threshold
from loaders.extraction.opinion import Opinion
from loaders.extraction.placed import placed_quantities
from loaders.extraction.quantities import digits
from loaders.extraction.reading import read
from loaders.extraction.result_features import beside_its_own, number_features
from loaders.extraction.results import REPORTED, Numbered
from loaders.extraction.scoring import score
from loaders.extraction.second_reader import TYPES, SecondReader

if TYPE_CHECKING:
    from spacy.language import Language

    from loaders.extraction.relations import Relations
    from loaders.extraction.results import Results
    from loaders.extraction.roles import Roles

WEIGHTS = (0.0, 0.2, 0.3, 0.4, 0.5, 0.7, 1.0)
#: The figures (F1) by which the weight of each part is chosen, in the order in which the parts build on each other.
FIGURES = {
    "entities": "entities kind",
    "roles": "paper facts",
    "relations": "relations",
    "results": "results (on, value)",
}
SLACK = 0.3  # points: of weights as good as the best the least is taken, as few papers choose it
UNLIKELY = 0.1  # no threshold is looked for below
FEW = 50  # annotated relations, of which no threshold can be read off


@dataclass
class _Guesses:
    """Probabilities of what may be said, and whether it is so."""

    chances: list[float] = field(default_factory=list)
    truth: list[bool] = field(default_factory=list)

    def add(self, chance: float, truth: bool) -> None:
        self.chances.append(chance)
        self.truth.append(truth)

    def arrays(self) -> tuple[NDArray[Any], NDArray[Any]]:
        return np.array(self.chances), np.array(self.truth, bool)


def calibrate(nlp: Language, papers: Sequence[Paper], golds: Sequence[Gold], log: Callable[[str], None]) -> None:
    """Set the weights and the thresholds of a pipeline's second reader.

    Args:
        nlp: with a second reader, roles, relations and results that have not seen these papers.
    """
    reader: SecondReader = nlp.get_pipe("second_reader")  # type: ignore[assignment]
    behind = ("second_reader", "roles", "relations", "results")
    with nlp.select_pipes(disable=list(behind)):
        found = [doc._.entities for doc in nlp.pipe(paper.text for paper in papers)]
    readings = [read(paper.text, entities) for paper, entities in zip(papers, found, strict=True)]
    first = [reader.judging.chances(reading, TYPES) for reading in readings]
    seen = [reader.look(*row) for row in zip(readings, first, strict=True)]

    def trial() -> _Trial:
        kept = [reader.keep(*row) for row in zip(readings, first, seen, strict=True)]
        entities = [everywhere(r.text, list(k.values())) for r, k in zip(readings, kept, strict=True)]
        opinions = [reader.opinion(one, list(k)) for one, k in zip(seen, kept, strict=True)]
        return _Trial(nlp, papers, golds, entities, opinions)

    for part, figure in FIGURES.items():
        reached = {}
        for weight in WEIGHTS:
            reader.weights = reader.weights._replace(**{part: weight})
            reached[weight] = trial().figures[figure]
        log(f"second reader: weight of {part}: " + ", ".join(f"{weight} {f1}" for weight, f1 in reached.items()))
        best = min(weight for weight, f1 in reached.items() if f1 >= max(reached.values()) - SLACK)
        reader.weights = reader.weights._replace(**{part: best})
    reader.thresholds = trial().thresholds


def half_of_best(chances: NDArray[Any], truth: NDArray[Any], total: int) -> float:
    """The threshold with the best F1 that can be had, where probabilities are what they say: half of that F1.

    On few papers it is steadier than the threshold that is best on them. Source: Lipton, Elkan and Naryanaswamy,
    "Optimal Thresholding of Classifiers to Maximize F1 Measure" (ECML PKDD 2014).

    Args:
        total: how many there are to find, among the guesses or not.
    """
    right = np.cumsum(truth[np.argsort(-chances, kind="stable")])
    return float(np.max(right / (np.arange(1, len(right) + 1) + total), initial=0.0))


class _Trial:
    """What comes of some weights: the best thresholds with it, and the figures that they reach."""

    def __init__(
        self,
        nlp: Language,
        papers: Sequence[Paper],
        golds: Sequence[Gold],
        entities: Sequence[Sequence[Entity]],
        opinions: Sequence[Opinion],
    ) -> None:
        roles: Roles = nlp.get_pipe("roles")  # type: ignore[assignment]
        self.relations: Relations = nlp.get_pipe("relations")  # type: ignore[assignment]
        self.results: Results = nlp.get_pipe("results")  # type: ignore[assignment]
        self.papers, self.golds = papers, golds
        self.entities = [
            roles.decide(read(paper.text, some), opinion)
            for paper, some, opinion in zip(papers, entities, opinions, strict=True)
        ]
        self.examples = examples(papers, golds, self.entities)
        self.thresholds = self._of_relations(opinions) | self._of_results(opinions)
        self.opinions = [replace(opinion, thresholds=self.thresholds) for opinion in opinions]
        rows = self._rows()
        self.figures = {name: rows[name]["f1"] for name in FIGURES.values()}

    def _of_relations(self, opinions: Sequence[Opinion]) -> dict[str, float]:
        total = Counter(type_ for gold in self.golds for _, type_, _ in {tuple(r) for r in gold["relations"]})
        guesses = {label: _Guesses() for model in self.relations.models.values() for label in model.labels}
        least = dict.fromkeys(guesses, UNLIKELY)
        for example, entities, opinion in zip(self.examples, self.entities, opinions, strict=True):
            for head, tail, type_, chance in self.relations.likely(example.reading, entities, opinion, least):
                guesses[type_].add(chance, (head, type_, tail) in example.relations)
        known = self.relations.thresholds
        return {
            label: half_of_best(*some.arrays(), total[label]) if total[label] >= FEW else known[label]
            for label, some in guesses.items()
        }

    def _of_results(self, opinions: Sequence[Opinion]) -> dict[str, float]:
        guesses = {name: _Guesses() for name in ("on", "method", "metric")}
        numbers: list[int] = []
        for example, entities, opinion in zip(self.examples, self.entities, opinions, strict=True):
            paper = Numbered(example.reading, entities, [e.role for e in entities], opinion)
            self._of_numbers(paper, example, guesses, numbers)
        total = sum(len({(r["on"], r["value"]) for r in gold["results"]}) for gold in self.golds)
        cuts = thresholds_on(*guesses["on"].arrays(), np.array(numbers), total)
        for kind in ("method", "metric"):
            chances, truth = guesses[kind].arrays()
            cuts[kind] = best_threshold(chances, truth, int(truth.sum()))
        return cuts

    def _of_numbers(
        self, paper: Numbered, example: Example, guesses: Mapping[str, _Guesses], numbers: list[int]
    ) -> None:
        names = names_of(example)
        data = paper.of_kind("data")
        for number in placed_quantities(paper.reading) if data else ():
            features = number_features(paper.reading, number)
            results = [r for r in example.gold["results"] if digits(r["value"]) == digits(number.quantity.value)]
            on = {names.get(r["on"]) for r in results}
            numbers += [numbers[-1] + 1 if numbers else 0] * len(data)
            for i, chance in zip(data, self.results.bonds(paper, "on", number, features, data), strict=True):
                allowed = paper.roles[i] in REPORTED and beside_its_own(paper.reading, number, i)
                guesses["on"].add(float(chance) if allowed else 0.0, i in on)
            for kind in ("method", "metric") if results else ():
                wanted = {names.get(r[kind]) for r in results}
                some = paper.of_kind(kind)
                for i, chance in zip(some, self.results.bonds(paper, kind, number, features, some), strict=True):
                    guesses[kind].add(float(chance), i in wanted)

    def _rows(self) -> dict[str, dict[str, float]]:
        """The figures of `kg eval`."""
        said = []
        for paper, example, entities, opinion in zip(
            self.papers, self.examples, self.entities, self.opinions, strict=True
        ):
            relations = self.relations.decide(example.reading, entities, opinion)
            results = self.results.decide(example.reading, entities, opinion)
            said.append(as_json(paper, Extraction(tuple(entities), tuple(relations), tuple(results))))
        return score(self.golds, said).rows()
