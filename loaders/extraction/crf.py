"""A linear-chain CRF over BIOES tags, in NumPy: the best path, and the marginals that training and confidences rest on.

Source: Lafferty, McCallum and Pereira, "Conditional Random Fields" (ICML 2001). Transitions are not learned: what BIOES
allows is all there is to know about them. Between two words either no name is open or one of some type is, and only
that decides which tags may stand before and after; so a step goes by these few states, not by a matrix of tags.

All sequences of a call are padded to one length: `scores` is (sequences, words, tags) in the order of `tag_names`,
`lengths` (sequences,). Every operation is elementwise over sequences, so that a sequence's outcome does not depend on
its neighbours.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Lengths = NDArray[np.int64]

FORBIDDEN = -1e4
TINY = np.float32(1e-30)


def tag_names(types: Sequence[str]) -> list[str]:
    """O, then B- I- E- S- of each type."""
    return ["O", *(f"{p}-{t}" for t in types for p in "BIES")]


def _states(tags: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The state before each tag and the state after it: 0 where no name is open, else 1 + the number of its type."""
    types = np.arange(1, tags // 4 + 1)
    outside = np.zeros_like(types)
    before = np.stack([outside, types, types, outside], axis=1).ravel()
    after = np.stack([types, types, outside, outside], axis=1).ravel()
    return np.append(0, before), np.append(0, after)


def _sums(values: Floats, one: int, other: int) -> Floats:
    """By state: what tags hold together. `one`, `other`: the places in BIES of the two tags of an open name."""
    by_type = values[:, 1:].reshape(len(values), -1, 4)
    rest = [p for p in range(4) if p not in (one, other)]
    outside = values[:, 0] + by_type[:, :, rest[0]].sum(axis=1) + by_type[:, :, rest[1]].sum(axis=1)
    return np.concatenate([outside[:, None], by_type[:, :, one] + by_type[:, :, other]], axis=1)


def marginals(scores: Floats, lengths: Lengths) -> tuple[Floats, Floats]:
    """(P(tag of a word) under all valid paths, log partition of each sequence)."""
    batch, words, tags = scores.shape
    before, after = _states(tags)
    top = scores.max(axis=2)
    weights = np.exp(scores - top[:, :, None]).swapaxes(0, 1).copy()  # a step reads all sequences' words at once
    alphas = np.empty_like(weights)
    scales = np.zeros((words, batch), "f")
    outside = np.zeros((batch, tags // 4 + 1), "f")
    outside[:, 0] = 1.0
    state = outside
    for t in range(words):
        alpha = state[:, before] * weights[t]
        total = np.maximum(alpha.sum(axis=1), TINY)
        live = t < lengths
        alphas[t] = alpha / total[:, None]
        scales[t] = np.where(live, np.log(total) + top[:, t], 0.0)
        state = np.where(live[:, None], _sums(alphas[t], 0, 1), state)
    log_z = scales.sum(axis=0) + np.log(np.maximum(state[:, 0], TINY))
    out = np.zeros_like(scores)
    state = outside
    for t in range(words - 1, -1, -1):
        live = (t < lengths)[:, None]
        beta = state[:, after]
        p = alphas[t] * beta
        out[:, t] = np.where(live, p / np.maximum(p.sum(axis=1, keepdims=True), TINY), 0.0)
        back = _sums(weights[t] * beta, 1, 2)
        state = np.where(live, back / np.maximum(back.max(axis=1, keepdims=True), TINY), state)
    return out, log_z


def chain_marginals(scores: Floats, transitions: Floats) -> Floats:
    """P(tag of a word) of one sequence (words, tags) under learned transitions.

    Args:
        transitions: (tags + 2, tags + 2), the last two rows and columns of which are the start and the end.
    """
    words, tags = scores.shape
    step, top = np.exp(transitions[:tags, :tags]), scores.max(axis=1, keepdims=True)
    weights = np.exp(scores - top)
    ahead, behind = np.empty_like(weights), np.empty_like(weights)
    ahead[0] = np.exp(transitions[tags, :tags]) * weights[0]
    for t in range(1, words):
        ahead[t] = (ahead[t - 1] / max(ahead[t - 1].sum(), TINY)) @ step * weights[t]
    behind[-1] = np.exp(transitions[:tags, tags + 1])
    for t in range(words - 2, -1, -1):
        behind[t] = step @ (weights[t + 1] * behind[t + 1])
        behind[t] /= max(behind[t].sum(), TINY)
    out = ahead * behind
    return np.asarray(out / np.maximum(out.sum(axis=1, keepdims=True), TINY))


def best_paths(scores: Floats, lengths: Lengths) -> list[NDArray[np.int64]]:
    """The most probable tags of each sequence (Viterbi)."""
    batch, words, tags = scores.shape
    before, after = _states(tags)
    closing = np.flatnonzero(after == 0)
    opening = np.arange(1, tags, 4)
    rows = np.arange(batch)
    back = np.empty((words, batch, tags // 4 + 1), np.int64)  # the best tag before each state
    state = np.full((batch, tags // 4 + 1), FORBIDDEN, "f")
    state[:, 0] = 0.0
    for t in range(words):
        best = state[:, before] + scores[:, t]
        last = closing[best[:, closing].argmax(axis=1)]
        begun, inside = best[:, opening], best[:, opening + 1]
        back[t, :, 0], back[t, :, 1:] = last, opening + (inside > begun)
        ahead = np.concatenate([best[rows, last][:, None], np.maximum(begun, inside)], axis=1)
        state = np.where((t < lengths)[:, None], ahead, state)
    paths: NDArray[Any] = np.zeros((batch, words), np.int64)
    open_ = np.zeros(batch, np.int64)
    for t in range(words - 1, -1, -1):
        paths[:, t] = back[t, rows, open_]
        open_ = np.where(t < lengths, before[paths[:, t]], open_)
    return [path[:length] for path, length in zip(paths, lengths, strict=True)]
