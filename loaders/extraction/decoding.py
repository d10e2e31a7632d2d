"""From the scores of tags to spans: the best valid path, and how probable each type is over each of its spans."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from spacy.tokens import Doc, Span

from loaders.extraction import crf

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

#: (start, end) of a span in words -> probability of each type
Scores = dict[tuple[int, int], dict[str, float]]

FAINTEST = 1e-6  # no marginal counts as less probable

if not Doc.has_extension("span_scores"):
    Doc.set_extension("span_scores", default=None)


def padded(sequences: Sequence[Floats], tags: int) -> tuple[Floats, NDArray[np.int64]]:
    """Sequences of tag scores in one array, and their lengths."""
    lengths = np.array([len(s) for s in sequences])
    out = np.zeros((len(sequences), lengths.max(initial=0), tags), "f")
    for i, s in enumerate(sequences):
        out[i, : len(s)] = s
    return out, lengths


def decode(scores: Floats, marginals: Floats, lengths: NDArray[np.int64], types: Sequence[str]) -> list[Scores]:
    """The spans of the best path through `scores` of each sequence, with their probabilities by the `marginals`."""
    tags = crf.tag_names(types)
    logs = np.log(np.maximum(marginals, FAINTEST))
    return [
        {span: _types(logs[i], *span, types) for span in spans_of(path, tags)}
        for i, path in enumerate(crf.best_paths(scores, lengths))
    ]


def annotate(doc: Doc, spans: Scores) -> None:
    """Set `doc.ents` and `doc._.span_scores`."""
    doc._.span_scores = spans
    doc.set_ents([Span(doc, s, e, label=max(p, key=p.__getitem__)) for (s, e), p in spans.items()])


def _types(logs: Any, start: int, end: int, types: Sequence[str]) -> dict[str, float]:
    """Of each type: the geometric mean of its tags' marginals over the span."""
    by_type = logs[start:end, 1:].reshape(end - start, len(types), 4)
    if end - start == 1:
        total = by_type[0, :, 3]
    else:
        total = by_type[0, :, 0] + by_type[1:-1, :, 1].sum(axis=0) + by_type[-1, :, 2]
    return dict(zip(types, np.exp(total / (end - start)).tolist(), strict=True))


def spans_of(path: Any, tags: list[str]) -> list[tuple[int, int]]:
    """(start, end) of the spans in a valid BIOES path of tag numbers."""
    out, start = [], 0
    for i, tag in enumerate(tags[t] for t in path):
        if tag[0] in "BS":
            start = i
        if tag[0] in "ES":
            out.append((start, i + 1))
    return out
