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
from spacy.tokens import Doc, Span

from loaders.extraction import crf, network
from loaders.extraction.lexicon import Lexicon
from loaders.extraction.prose import sentence_spans

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spacy.vocab import Vocab


SEGMENT = 400  # words; longer texts are read in pieces that end with a sentence

#: (start, end) of a span in words -> probability of each type
Scores = dict[tuple[int, int], dict[str, float]]

if not Doc.has_extension("span_scores"):
    Doc.set_extension("span_scores", default=None)


class ConceptTagger(TrainablePipe):  # type: ignore[misc]
    """Sets `doc.ents` and `doc._.span_scores`.

    Args:
        types: the labels of spans.
        width, depth: of the network; `vectors`: width of the vocabulary's floret vectors.
        bias: added to the scores of O when the best path is looked for; lower finds more and less certain names.
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
        bias: float,
    ) -> None:
        self.vocab = vocab
        self.name = name
        self.types = types
        self.tags = crf.tag_names(types)
        self.lexicon = Lexicon(())
        self.cfg: dict[str, Any] = {"bias": bias}
        self.model = network.build(
            vocab, tags=len(self.tags), codes=Lexicon.codes, width=width, depth=depth, vectors=vectors
        )
        self.model.initialize()

    @property
    def labels(self) -> tuple[str, ...]:
        return tuple(self.types)

    def features(self, doc: Doc) -> list[tuple[int, network.Features]]:
        """(first word, feature array) of each segment of the text."""
        rows = network.features(doc, self.lexicon.codes_of(doc))
        return [(a, rows[a:b]) for a, b in segments(doc)]

    def predict(self, docs: Iterable[Doc]) -> list[Scores]:
        docs = list(docs)
        pieces = [(d, a, x) for d, doc in enumerate(docs) for a, x in self.features(doc)]
        emissions = [self.model.predict([x])[0] for _, _, x in pieces]  # one by one: no piece depends on another
        out: list[Scores] = [{} for _ in docs]
        for (d, a, _), spans in zip(pieces, self._decode(emissions), strict=True):
            out[d].update({(a + s, a + e): p for (s, e), p in spans.items()})
        return out

    def _decode(self, emissions: list[Any]) -> Iterator[Scores]:
        if not emissions:
            return
        lengths = np.array([len(e) for e in emissions])
        padded = np.zeros((len(emissions), lengths.max(), len(self.tags)), "f")
        for i, e in enumerate(emissions):
            padded[i, : len(e)] = e
        probabilities, _ = crf.marginals(padded, lengths)
        padded[:, :, 0] += self.cfg["bias"]
        logs = np.log(np.maximum(probabilities, 1e-6))
        for i, path in enumerate(crf.best_paths(padded, lengths)):
            yield {span: self._types(logs[i], *span) for span in spans_of(path, self.tags)}

    def _types(self, logs: Any, start: int, end: int) -> dict[str, float]:
        """Of each type: the geometric mean of its tags' marginals over the span."""
        by_type = logs[start:end, 1:].reshape(end - start, len(self.types), 4)
        if end - start == 1:
            total = by_type[0, :, 3]
        else:
            total = by_type[0, :, 0] + by_type[1:-1, :, 1].sum(axis=0) + by_type[-1, :, 2]
        return dict(zip(self.types, np.exp(total / (end - start)).tolist(), strict=True))

    def set_annotations(self, docs: Iterable[Doc], scores: list[Scores]) -> None:
        for doc, spans in zip(docs, scores, strict=True):
            doc._.span_scores = spans
            doc.set_ents([Span(doc, s, e, label=max(p, key=p.__getitem__)) for (s, e), p in spans.items()])

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        super().to_disk(path, exclude=exclude)
        self.lexicon.to_disk(Path(path))

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> ConceptTagger:
        super().from_disk(path, exclude=exclude)
        self.lexicon = Lexicon.from_disk(Path(path))
        return self


def segments(doc: Doc) -> list[tuple[int, int]]:
    """(start, end) of pieces of at most SEGMENT words that end, where possible, with a sentence."""
    if len(doc) <= SEGMENT:
        return [(0, len(doc))] if len(doc) else []
    starts = {start for start, _ in sentence_spans(doc.text)}
    first = [i for i, token in enumerate(doc) if token.idx in starts]
    out, start = [], 0
    while len(doc) - start > SEGMENT:
        cut = first[bisect_right(first, start + SEGMENT) - 1] if first else start
        cut = cut if cut > start else start + SEGMENT
        out.append((start, cut))
        start = cut
    out.append((start, len(doc)))
    return out


def spans_of(path: Any, tags: list[str]) -> list[tuple[int, int]]:
    """(start, end) of the spans in a valid BIOES path of tag numbers."""
    out, start = [], 0
    for i, tag in enumerate(tags[t] for t in path):
        if tag[0] in "BS":
            start = i
        if tag[0] in "ES":
            out.append((start, i + 1))
    return out


@Language.factory(
    "concept_tagger",
    assigns=["doc.ents"],
    default_config={
        "types": ["Method", "Dataset", "Benchmark", "Task", "Metric"],
        "width": 128,
        "depth": 4,
        "vectors": 128,
        "bias": 0.0,
    },
)
def create_tagger(
    nlp: Language, name: str, types: list[str], width: int, depth: int, vectors: int, bias: float
) -> ConceptTagger:
    return ConceptTagger(nlp.vocab, name, types=types, width=width, depth=depth, vectors=vectors, bias=bias)
