"""The component `coreference`: names of one thing that share no normal form become one entity.

A paper calls a thing by more than one name: "multilingual SLU" and "multilingual spoken language understanding", "graph
structure generation" and, in the title, "graph generation". A linear model says of two names, from their words and from
where they stand, how likely they are names of one thing; those that are, on the mean over all pairs of their names,
likely enough are joined, the likeliest first. Source of the pairwise model: Soon, Ng and Lim, "A Machine Learning
Approach to Coreference Resolution of Noun Phrases" (Computational Linguistics 27, 2001); of the mean over pairs:
average-link clustering (Sokal and Michener, 1958).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from kg.records import Entity
from loaders.extraction import renown
from loaders.extraction.coreference_features import compared
from loaders.extraction.grouping import Candidate, with_evidence
from loaders.extraction.linear import SHIPPED, Linear, load
from loaders.extraction.reading import Reading, reading_of
from loaders.extraction.renown import Renown

#: In a model's folder.
WEIGHTS = "coreference.npz"
LABEL = "same"
JOINED = 0.5  # how likely the names of two groups have to be, on the mean, names of one thing


class Coreference:
    """Joins entities of `doc._.entities`."""

    def __init__(self, model: Linear, known: Renown) -> None:
        self.model = model
        self.known = known

    def __call__(self, doc: Doc) -> Doc:
        if len(doc._.entities) > 1:
            doc._.entities = self.join(reading_of(doc))
        return doc

    def join(self, reading: Reading) -> list[Entity]:
        """The entities of a reading, those that are one thing joined."""
        chances: dict[tuple[int, int], float] = {}
        for i, row in compared(reading, self.known):  # one name at a time: the features of all would fill the memory
            scores = self.model.probabilities(list(row.values()))[:, 0].tolist()
            chances.update(((i, j), chance) for j, chance in zip(row, scores, strict=True))
        groups = _grouped(len(reading.entities), chances)
        if len(groups) == len(reading.entities):
            return list(reading.entities)
        return with_evidence(reading.text, [_joined([reading.entities[i] for i in names]) for names in groups])


def _grouped(count: int, chances: Mapping[tuple[int, int], float]) -> list[list[int]]:
    """So many names in groups that are one thing, in order.

    Args:
        chances: how likely it is of two names (the first the lower); of those that are not there, not at all.
    """
    groups = [[n] for n in range(count)]
    sums = np.zeros((count, count))  # over the pairs of two groups' names
    for (i, j), chance in chances.items():
        sums[i, j] = sums[j, i] = chance
    sizes = np.ones(count)
    while chances:
        means = np.triu(sums / np.outer(sizes, sizes), 1)
        one, other = np.unravel_index(means.argmax(), means.shape)
        if means[one, other] < JOINED:
            break
        groups[one] += groups[other]
        groups[other] = []
        sums[one] += sums[other]
        sums[:, one] += sums[:, other]
        sums[other] = sums[:, other] = 0.0
        sizes[one] += sizes[other]
    return [sorted(names) for names in groups if names]


def _joined(entities: Sequence[Entity]) -> Entity:
    """One entity of several: its name and type are the surest's."""
    if len(entities) == 1:
        return entities[0]
    surest = max(entities, key=lambda e: e.confidence)
    surfaces = dict.fromkeys(s for e in entities for s in e.surfaces)
    scores: dict[str, float] = {}
    for e in entities:
        if isinstance(e, Candidate):
            for label, p in e.scores.items():
                scores[label] = max(p, scores.get(label, 0.0))
    return Candidate(
        name=surest.name,
        type=surest.type,
        role=surest.role,
        mentions=tuple(sorted({m for e in entities for m in e.mentions}, key=lambda m: (m.start, m.end))),
        evidence=surest.evidence,
        aliases=tuple(s for s in surfaces if s != surest.name),
        confidence=surest.confidence,
        scores=scores,
    )


@Language.factory("coreference", requires=["doc._.entities"], default_config={"folder": None})
def make_coreference(nlp: Language, name: str, folder: str | None) -> Coreference:
    """The component with the weights that ship, or with those of a folder."""
    source = Path(folder) if folder else SHIPPED
    return Coreference(load(source / WEIGHTS)[0][LABEL], renown.load(source / "renown.npz"))
