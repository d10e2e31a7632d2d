"""Finds names: a CRF tagger whose every span carries the probability of each type.

What is an entity is decided by the grouping component, from all mentions of a name at once.
"""

from __future__ import annotations

from bisect import bisect_right
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from spacy.language import Language
from spacy.pipeline.trainable_pipe import TrainablePipe  # type: ignore[import-not-found]
from spacy.tokens import Doc

from kg.schema import CONCEPTS
from loaders.extraction import crf, network
from loaders.extraction.decoding import Scores, annotate, decode, padded
from loaders.extraction.lexicon import Lexicon
from loaders.extraction.prediction import Prediction
from loaders.extraction.prose import sentence_spans, text_of, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray
    from spacy.vocab import Vocab


SEGMENT = 400  # words; longer texts are read in pieces that end with a sentence

#: The spans of a text, and of each word the probability of each tag.
Tagged = tuple[Scores, "NDArray[np.float32]"]

if not Doc.has_extension("tag_marginals"):
    Doc.set_extension("tag_marginals", default=None)


class ConceptTagger(TrainablePipe):  # type: ignore[misc]
    """Sets `doc.ents`, `doc._.span_scores` and `doc._.tag_marginals` (by word and tag, for who reads on from here).

    Args:
        types: the labels of spans.
        width, depth: of the network; `vectors`: width of the vocabulary's floret vectors.
    """

    def __init__(
        self,
        vocab: Vocab,
        name: str,
        *,
        types: list[str],
        width: int,
        depth: int,
        vectors: int,
    ) -> None:
        self.vocab = vocab
        self.name = name
        self.types = types
        self.tags = crf.tag_names(types)
        self.lexicon = Lexicon(())
        self.cfg: dict[str, Any] = {}
        self.model = network.build(
            vocab, tags=len(self.tags), codes=Lexicon.codes, width=width, depth=depth, vectors=vectors
        )
        self.prediction: Prediction | None = None  # made when first asked: training changes the weights

    @property
    def labels(self) -> tuple[str, ...]:
        return tuple(self.types)

    def features(self, doc: Doc) -> list[tuple[int, network.Features]]:
        """(first word, feature array) of each segment of the text."""
        rows = network.features(doc, self.lexicon.codes_of(doc))
        return [(a, rows[a:b]) for a, b in segments(doc)]

    def predict(self, docs: Iterable[Doc]) -> list[Tagged]:
        docs = list(docs)
        pieces = [(d, a, x) for d, doc in enumerate(docs) for a, x in self.features(doc)]
        if self.prediction is None:
            self.prediction = Prediction(self.model)
        emissions = [self.prediction(x) for _, _, x in pieces]
        out: list[Tagged] = [({}, np.zeros((len(doc), len(self.tags)), "f")) for doc in docs]
        if not pieces:
            return out
        scores, lengths = padded(emissions, len(self.tags))
        marginals, _ = crf.marginals(scores, lengths)
        for i, spans in enumerate(decode(marginals, lengths, self.types)):
            d, a, _ = pieces[i]
            out[d][0].update({(a + s, a + e): p for (s, e), p in spans.items()})
            out[d][1][a : a + lengths[i]] = marginals[i, : lengths[i]]
        return out

    def set_annotations(self, docs: Iterable[Doc], scores: list[Tagged]) -> None:
        for doc, (spans, marginals) in zip(docs, scores, strict=True):
            annotate(doc, spans)
            doc._.tag_marginals = marginals

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        super().to_disk(path, exclude=exclude)
        self.lexicon.to_disk(Path(path))

    def from_bytes(self, bytes_data: bytes, *, exclude: Iterable[str] = ()) -> ConceptTagger:
        super().from_bytes(bytes_data, exclude=exclude)
        self.prediction = None
        return self

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> ConceptTagger:
        super().from_disk(path, exclude=exclude)
        self.prediction = None
        self.lexicon = Lexicon.from_disk(Path(path))
        return self


def segments(doc: Doc) -> list[tuple[int, int]]:
    """(start, end) of pieces of at most SEGMENT words that end, where possible, with a sentence."""
    if len(doc) <= SEGMENT:
        return [(0, len(doc))] if len(doc) else []
    starts = {start for start, _ in sentence_spans(text_of(doc))}
    first = [i for i, start in enumerate(words_of(doc)[1]) if start in starts]
    out, start = [], 0
    while len(doc) - start > SEGMENT:
        cut = first[bisect_right(first, start + SEGMENT) - 1] if first else start
        cut = cut if cut > start else start + SEGMENT
        out.append((start, cut))
        start = cut
    out.append((start, len(doc)))
    return out


@Language.factory(
    "concept_tagger",
    assigns=["doc.ents"],
    default_config={
        "types": list(CONCEPTS),
        "width": 128,
        "depth": 4,
        "vectors": 128,
    },
)
def create_tagger(nlp: Language, name: str, types: list[str], width: int, depth: int, vectors: int) -> ConceptTagger:
    return ConceptTagger(nlp.vocab, name, types=types, width=width, depth=depth, vectors=vectors)
