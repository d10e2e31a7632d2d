"""The component `roles`: what each entity is to its paper (introduced, evaluated on, used, only mentioned ...).

A linear model for each kind of entity reads all mentions at once; guards have the last word.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from spacy.language import Language
from spacy.tokens import Doc

from kg.records import Entity, Evidence
from loaders.extraction.guards import guarded, only_trained_on
from loaders.extraction.linear import SHIPPED, Linear, load
from loaders.extraction.opinion import Opinion
from loaders.extraction.reading import Reading, group, reading_of
from loaders.extraction.role_features import place_features, role_features

if TYPE_CHECKING:
    import numpy as np

if not Doc.has_extension("entities"):
    Doc.set_extension("entities", default=())

_GUARDED_TYPES = frozenset({"Method", "Dataset", "Benchmark"})


class Roles:
    """Replaces each `Entity` in `doc._.entities` with one that has its role and the sentence that decided it."""

    def __init__(self, weights: Path) -> None:
        self.models, _ = load(weights)

    def __call__(self, doc: Doc) -> Doc:
        if doc._.entities:
            doc._.entities = self.decide(reading_of(doc), doc._.opinion)
        return doc

    def decide(self, reading: Reading, opinion: Opinion | None = None) -> list[Entity]:
        """The reading's entities, each with its role."""
        entities: list[Entity] = list(reading.entities)
        for index, model, row in self.chances(reading, opinion):
            entities[index] = _with_role(reading, model, index, row)
        return entities

    def chances(self, reading: Reading, opinion: Opinion | None) -> Iterator[tuple[int, Linear, np.ndarray]]:
        """Of each entity (index): the model for its kind, and the probability of each of the model's roles."""
        for kind, model in self.models.items():
            indices = [i for i, e in enumerate(reading.entities) if group(e) == kind]
            rows = model.probabilities([role_features(reading, i) for i in indices])
            for index, row in zip(indices, rows, strict=True):
                yield index, model, opinion.of_role(row, model.labels, index) if opinion else row


def _with_role(reading: Reading, model: Linear, index: int, row: np.ndarray) -> Entity:
    entity = reading.entities[index]
    best = int(row.argmax())
    role = model.labels[best]
    rule, confidence = "roles", float(row[best]) * entity.confidence  # right only where the entity is right, too
    if role != "mentioned" and entity.type in _GUARDED_TYPES and guarded(reading, index):
        role, rule, confidence = "mentioned", "roles:guarded", 1.0
    if role == "evaluated_on" and only_trained_on(reading, index):
        role, rule = "trained_on", "roles:trained"
    start, end = reading.sentences[_deciding_sentence(reading, model, index, best)] if reading.sentences else (0, 0)
    return replace(entity, role=role, evidence=Evidence(start, end, rule, round(confidence, 4)))


def _deciding_sentence(reading: Reading, model: Linear, index: int, label: int) -> int:
    """The sentence of the mention that alone speaks most for the label."""
    places = reading.places[index]
    if len({reading.sentence[p] for p in places}) < 2:
        return reading.sentence[places[0]] if places else 0
    alone = model.probabilities([place_features(reading, p) for p in places])
    return reading.sentence[places[int(alone[:, label].argmax())]]


@Language.factory("roles", default_config={"weights": None})
def make_roles(nlp: Language, name: str, weights: str | None) -> Roles:
    """The component with the weights that ship, or with those of a file."""
    return Roles(Path(weights) if weights else SHIPPED / "roles.npz")
