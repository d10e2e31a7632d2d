"""The component `judging`: which of the names found are entities of the paper, and of which type.

The tagger judges a name where it stands. Whether a reader would list it, and as what, is seen from the whole paper:
where its mentions stand and what is said there, how it is written, how sure the tagger was, and how known the name is
(`renown`). A linear model weighs that; it is the second stage of what is called stacking (Wolpert, "Stacked
Generalization", Neural Networks 5, 1992), trained on what a tagger finds in papers that it has not seen.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from spacy.language import Language
from spacy.tokens import Doc

from kg.records import Entity
from loaders.extraction import renown
from loaders.extraction.grouping import everywhere, with_evidence
from loaders.extraction.judge_features import judge_features
from loaders.extraction.linear import SHIPPED, load
from loaders.extraction.reading import GROUPS, Reading, reading_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

#: The label of what is no entity, beside the types.
NOTHING = "none"
#: The least probability by the tagger that makes a name worth judging.
FLOOR = 0.04


class Judging:
    """Replaces `doc._.entities` by those that are likely enough, each with its likeliest type and that probability."""

    def __init__(self, folder: Path) -> None:
        models, self.thresholds = load(folder / "judging.npz")
        self.model = models["entity"]
        self.renown = renown.load(folder / "renown.npz")

    def __call__(self, doc: Doc) -> Doc:
        if doc._.entities:
            doc._.entities = self.judge(reading_of(doc))
        return doc

    def judge(self, reading: Reading) -> list[Entity]:
        """The entities of a reading that stay."""
        labels = self.model.labels
        kept = judged(reading.entities, self.chances(reading, labels), labels, self.thresholds)
        return with_evidence(reading.text, everywhere(reading.text, list(kept.values())))

    def chances(self, reading: Reading, labels: Sequence[str]) -> NDArray[Any]:
        """The probability of each of `labels`, the types and `NOTHING`, for each entity of a reading."""
        rows = self.model.probabilities(judge_features(reading, self.renown))
        return rows[:, [self.model.labels.index(label) for label in labels]]


def judged(
    entities: Sequence[Entity],
    rows: NDArray[Any],
    labels: Sequence[str],
    thresholds: dict[str, float],
) -> dict[int, Entity]:
    """The entities, by their index, with probability enough (by kind), as the type that `rows` find likeliest.

    Args:
        rows: of each entity, the probability of each of `labels`: the types and `NOTHING`.
    """
    kept = {}
    for index, (entity, row) in enumerate(zip(entities, rows.tolist(), strict=True)):
        chances = dict(zip(labels, row, strict=True))
        kinds: dict[str, float] = {}
        for type_, kind in GROUPS.items():
            kinds[kind] = kinds.get(kind, 0.0) + chances[type_]
        best = max(kinds, key=kinds.__getitem__)
        if kinds[best] >= thresholds[best]:
            type_ = max((t for t, kind in GROUPS.items() if kind == best), key=chances.__getitem__)
            kept[index] = replace(entity, type=type_, confidence=round(min(1.0, kinds[best]), 3))
    return kept


@Language.factory("judging", requires=["doc._.entities"], default_config={"folder": None})
def make_judging(nlp: Language, name: str, folder: str | None) -> Judging:
    """The component with the weights and counts that ship, or with those of a folder."""
    return Judging(Path(folder) if folder else SHIPPED)
