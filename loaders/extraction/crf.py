"""A linear-chain CRF over BIOES tags, in NumPy: the best path, and the marginals that training and confidences rest on.

Source: Lafferty, McCallum and Pereira, "Conditional Random Fields" (ICML 2001). Transitions are not learned: what BIOES
allows is all there is to know about them.

All sequences of a call are padded to one length: `scores` is (sequences, words, tags), `lengths` (sequences,).
Every operation is elementwise over sequences, so that a sequence's outcome does not depend on its neighbours.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

FORBIDDEN = -1e4


def tag_names(types: Sequence[str]) -> list[str]:
    """O, then B- I- E- S- of each type."""
    return ["O", *(f"{p}-{t}" for t in types for p in "BIES")]


def allowed(tags: Sequence[str]) -> tuple[Floats, Floats, Floats]:
    """Penalties (0 or FORBIDDEN) of transitions, first tags and last tags under BIOES."""
    n = len(tags)
    inner = np.zeros((n, n), "f")
    first, last = np.zeros(n, "f"), np.zeros(n, "f")
    for i, a in enumerate(tags):
        first[i] = 0.0 if a[0] in "OBS" else FORBIDDEN
        last[i] = 0.0 if a[0] in "OES" else FORBIDDEN
        for j, b in enumerate(tags):
            fits = (b[0] in "IE" and b[2:] == a[2:]) if a[0] in "BI" else b[0] in "OBS"
            inner[i, j] = 0.0 if fits else FORBIDDEN
    return inner, first, last


def _forward(scores: Floats, lengths: NDArray[np.int64], inner: Floats, first: Floats) -> tuple[Floats, Floats]:
    """Scaled forward probabilities and the log of each step's scale."""
    batch, words, _ = scores.shape
    top = scores.max(axis=2)
    weights = np.exp(scores - top[:, :, None])
    steps = np.exp(inner)[None]
    alphas = np.empty_like(scores)
    scales = np.zeros((batch, words), "f")
    alpha = weights[:, 0] * np.exp(first)[None]
    for t in range(words):
        if t:
            alpha = (alphas[:, t - 1, :, None] * steps).sum(axis=1) * weights[:, t]
        total = np.maximum(alpha.sum(axis=1), 1e-30)
        live = t < lengths
        alphas[:, t] = np.where(live[:, None], alpha / total[:, None], alphas[:, t - 1] if t else alpha)
        scales[:, t] = np.where(live, np.log(total) + top[:, t], 0.0)
    return alphas, scales


def marginals(
    scores: Floats, lengths: NDArray[np.int64], inner: Floats, first: Floats, last: Floats
) -> tuple[Floats, Floats]:
    """(P(tag of a word) under all valid paths, log partition of each sequence)."""
    batch, words, tags = scores.shape
    alphas, scales = _forward(scores, lengths, inner, first)
    end = np.exp(last)[None]
    log_z = scales.sum(axis=1) + np.log(np.maximum((alphas[:, -1] * end).sum(axis=1), 1e-30))
    weights = np.exp(scores - scores.max(axis=2)[:, :, None])
    steps = np.exp(inner).T[None]
    out = np.zeros_like(scores)
    beta = np.broadcast_to(end, (batch, tags)).astype("f")
    for t in range(words - 1, -1, -1):
        live = (t < lengths)[:, None]
        p = alphas[:, t] * beta
        out[:, t] = np.where(live, p / np.maximum(p.sum(axis=1, keepdims=True), 1e-30), 0.0)
        ahead = weights[:, t] * beta
        back = (steps * ahead[:, :, None]).sum(axis=1)
        beta = np.where(live, back / np.maximum(back.max(axis=1, keepdims=True), 1e-30), beta)
    return out, log_z


def best_paths(
    scores: Floats, lengths: NDArray[np.int64], inner: Floats, first: Floats, last: Floats
) -> list[NDArray[np.int64]]:
    """The most probable tags of each sequence (Viterbi)."""
    batch, words, tags = scores.shape
    back = np.zeros((batch, words, tags), np.int64)
    best = scores[:, 0] + first[None]
    for t in range(1, words):
        reach = best[:, :, None] + inner[None]
        back[:, t] = reach.argmax(axis=1)
        live = (t < lengths)[:, None]
        best = np.where(live, reach.max(axis=1) + scores[:, t], best)
    paths = []
    for b in range(batch):
        path = np.empty(lengths[b], np.int64)
        tag = int((best[b] + last).argmax())
        for t in range(lengths[b] - 1, -1, -1):
            path[t] = tag
            tag = int(back[b, t, tag])
        paths.append(path)
    return paths
