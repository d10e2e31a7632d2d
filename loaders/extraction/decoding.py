"""From the probabilities of tags to spans: the best valid path, and how probable each type is over its spans."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from spacy.tokens import Doc, Span

from loaders.extraction import crf

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

#: (start, end) of a span in words -> probability of each type
Scores = dict[tuple[int, int], dict[str, float]]

FAINTEST = 1e-6  # no marginal counts as less probable
#: Added to the scores of O for a second look at what the best path left empty: what is likelier than not to be no name,
#: but not by much. Names of one sentence without a cue are found so; which of them are entities is judged later.
SECOND_LOOK = -2.5

if not Doc.has_extension("span_scores"):
    Doc.set_extension("span_scores", default=None)


def padded(sequences: Sequence[Floats], tags: int) -> tuple[Floats, NDArray[np.int64]]:
    """Sequences of tag scores in one array, and their lengths."""
    lengths = np.array([len(s) for s in sequences])
    out = np.zeros((len(sequences), lengths.max(initial=0), tags), "f")
    for i, s in enumerate(sequences):
        out[i, : len(s)] = s
    return out, lengths


def decode(marginals: Floats, lengths: NDArray[np.int64], types: Sequence[str]) -> list[Scores]:
    """The spans of the path with the most probable tags in each sequence, with their probabilities.

    Spans of a second look (`SECOND_LOOK`) that touch none of those follow.
    """
    logs = np.log(np.maximum(marginals, FAINTEST))
    eager = logs.copy()
    eager[:, :, 0] += SECOND_LOOK
    paths = crf.best_paths(np.concatenate([logs, eager]), np.tile(lengths, 2))
    out = []
    for i, (path, other) in enumerate(zip(paths[: len(logs)], paths[len(logs) :], strict=True)):
        spans = spans_of(path)
        spans += [(start, end) for start, end in spans_of(other) if not path[start:end].any()]
        out.append({span: _types(logs[i], *span, types) for span in spans})
    return out


def beside(spans: Scores, marginals: Floats, others: Iterable[tuple[int, int]], types: Sequence[str]) -> Scores:
    """The spans, and of other spans of the sequence those that touch none of them, with their probabilities in it."""
    logs = np.log(np.maximum(marginals, FAINTEST))
    taken = np.zeros(len(logs), bool)
    for start, end in spans:
        taken[start:end] = True
    found = dict(spans)
    for start, end in others:
        if not taken[start:end].any():
            taken[start:end] = True
            found[start, end] = _types(logs, start, end, types)
    return found


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


def spans_of(path: NDArray[np.int64]) -> list[tuple[int, int]]:
    """(start, end) of the spans in a valid BIOES path of tag numbers (O, then B, I, E and S of each type)."""
    single = (path > 0) & (path % 4 == 0)
    starts = np.flatnonzero(single | (path % 4 == 1))
    ends = np.flatnonzero(single | (path % 4 == 3)) + 1
    return list(zip(starts.tolist(), ends.tolist(), strict=True))
