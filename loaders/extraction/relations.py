"""The component `relations`: which entities of a paper stand in which relation, drawn from pairs and their roles.

Each pair that the schema allows is scored by a linear model over the words between and around the two. A relation
needs words that say it: standing side by side is not enough, and guarded sentences say nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from kg.records import Entity, Evidence, Relation
from loaders.extraction.guards import guard, guarded, only_trained_on
from loaders.extraction.linear import SHIPPED, Linear, load
from loaders.extraction.opinion import Opinion
from loaders.extraction.reading import Reading, group, reading_of
from loaders.extraction.relation_features import pair_features
from loaders.extraction.winning import wins

if not Doc.has_extension("relations"):
    Doc.set_extension("relations", default=())

#: Model name -> the kinds of its heads and tails.
PAIRS = {
    "method-method": ("method", "method"),
    "method-data": ("method", "data"),
    "method-task": ("method", "task"),
    "data-task": ("data", "task"),
}

#: What is not said of what a paper only mentions: of 9,755 annotated relations of these types 19 are.
_OF_THE_WORK = frozenset({"EVALUATED_ON", "TRAINED_ON", "USED_FOR", "OUTPERFORMS"})

_Pair = tuple[int, int]


def candidates(entities: Sequence[Entity], heads: str, tails: str) -> Iterator[_Pair]:
    """Every (head, tail) of entities of these kinds."""
    kinds = [group(e) for e in entities]
    for head, kind in enumerate(kinds):
        if kind == heads:
            yield from ((head, tail) for tail, other in enumerate(kinds) if other == tails and tail != head)


class Relations:
    """Sets `doc._.relations` from `doc._.entities` and their roles."""

    def __init__(self, weights: Path) -> None:
        self.models, self.thresholds = load(weights)

    def __call__(self, doc: Doc) -> Doc:
        doc._.relations = self.decide(reading_of(doc), doc._.entities, doc._.opinion) if doc._.entities else []
        return doc

    def decide(self, reading: Reading, entities: Sequence[Entity], opinion: Opinion | None = None) -> list[Relation]:
        """The relations between entities (those of the reading, with roles), strongest first within a type."""
        roles = [e.role for e in entities]
        thresholds = opinion.thresholds if opinion else self.thresholds
        found = []
        for head, tail, type_, chance in self.likely(reading, entities, opinion, thresholds):
            model = next(m for m in self.models.values() if type_ in m.labels)
            start, end = reading.sentences[_deciding_sentence(reading, model, roles, (head, tail), type_)]
            evidence = Evidence(start, end, "relations", round(chance, 4))
            found.append(Relation(entities[head].name, type_, entities[tail].name, evidence))
        return found

    def likely(
        self, reading: Reading, entities: Sequence[Entity], opinion: Opinion | None, least: Mapping[str, float]
    ) -> Iterator[tuple[int, int, str, float]]:
        """The relations that the text may state and that are as likely as `least` says for their type: head, tail
        (indices), type, probability."""
        roles = [e.role for e in entities]
        for name, (heads, tails) in PAIRS.items():
            model = self.models[name]
            pairs = list(candidates(entities, heads, tails))
            rows = model.probabilities([pair_features(reading, roles, h, t) for h, t in pairs])
            for (head, tail), row in zip(pairs, rows, strict=True):
                if opinion:
                    row = opinion.of_relations(row, model.labels, (head, tail))
                if tails == "data" and only_trained_on(reading, tail):
                    row = _of_training(row, model.labels, least)
                for type_, chance in zip(model.labels, row.tolist(), strict=True):
                    if chance >= least[type_] and stated(reading, roles, head, tail, type_):
                        yield head, tail, type_, chance


def stated(reading: Reading, roles: Sequence[str], head: int, tail: int, type_: str) -> bool:
    """Whether the text says this of the pair at all: not only where guards stand, nor of the background; a win with a
    word for winning.

    A win that is denied in one sentence is none, whatever the others say.
    """
    if guarded(reading, head) or (type_ in _OF_THE_WORK and "mentioned" in (roles[head], roles[tail])):
        return False
    heads = {reading.sentence[p] for p in reading.places[head]}
    tails = reading.places[tail]
    places = [p for p in tails if reading.sentence[p] in heads] or tails
    free = [p for p in places if guard(reading, p) is None]
    if type_ == "OUTPERFORMS":
        if any(guard(reading, p) == "negated" for p in places):
            return False
        return any(wins(reading, head, tail, p) for p in free)
    return bool(heads) and bool(free)


def _of_training(row: np.ndarray, labels: Sequence[str], least: Mapping[str, float]) -> np.ndarray:
    """The probabilities where what is likely enough to be an evaluation can only be training."""
    row = row.copy()
    evaluated, trained = labels.index("EVALUATED_ON"), labels.index("TRAINED_ON")
    if row[evaluated] >= least["EVALUATED_ON"]:
        row[trained] = max(row[trained], row[evaluated])
    row[evaluated] = 0.0
    return row


def _deciding_sentence(reading: Reading, model: Linear, roles: Sequence[str], pair: _Pair, type_: str) -> int:
    """The shared sentence that alone speaks most for the relation, or the tail's, nearest to the head.

    For a win only sentences that say so count.
    """
    head, tail = pair
    heads = {reading.sentence[p] for p in reading.places[head]}
    won = type_ == "OUTPERFORMS"
    tails = {reading.sentence[p] for p in reading.places[tail] if not won or wins(reading, head, tail, p)}
    shared = sorted(heads & tails)
    if len(shared) == 1:
        return shared[0]
    if shared:
        alone = model.probabilities([pair_features(reading, roles, head, tail, s) for s in shared])
        return shared[int(alone[:, model.labels.index(type_)].argmax())]
    return min(tails, key=lambda s: (s == 0, min(abs(s - h) for h in heads), s))


@Language.factory("relations", default_config={"weights": None})
def make_relations(nlp: Language, name: str, weights: str | None) -> Relations:
    """The component with the weights that ship, or with those of a file."""
    return Relations(Path(weights) if weights else SHIPPED / "relations.npz")
