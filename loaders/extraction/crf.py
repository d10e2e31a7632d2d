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


def _longest_first(scores: Floats, lengths: Lengths) -> tuple[Lengths, Floats, list[int]]:
    """The order of the sequences by length, their scores in it by word, and how many have so many words."""
    order = np.argsort(-lengths, kind="stable")
    alive = np.searchsorted(-lengths[order], -np.arange(scores.shape[1]), side="left")
    return order, scores[order].swapaxes(0, 1).copy(), alive.tolist()


def marginals(scores: Floats, lengths: Lengths) -> tuple[Floats, Floats]:
    """(P(tag of a word) under all valid paths, log partition of each sequence)."""
    batch, words, tags = scores.shape
    before, after = _states(tags)
    order, by_word, alive = _longest_first(scores, lengths)
    top = by_word.max(axis=2)
    weights = np.exp(by_word - top[:, :, None])
    alphas = np.zeros_like(weights)
    totals = np.ones((words, batch), "f")
    outside = np.zeros((batch, tags // 4 + 1), "f")
    outside[:, 0] = 1.0
    state = outside.copy()
    for t, n in enumerate(alive):  # the first n sequences have a word here
        alpha = state[:n, before] * weights[t, :n]
        totals[t, :n] = np.maximum(alpha.sum(axis=1), TINY)
        alphas[t, :n] = alpha / totals[t, :n, None]
        state[:n] = _sums(alphas[t, :n], 0, 1)
    scales = np.where(np.arange(words)[:, None] < lengths[order], np.log(totals) + top, 0.0)
    log_z = np.empty(batch, "f")
    log_z[order] = scales.sum(axis=0) + np.log(np.maximum(state[:, 0], TINY))
    by_tag = np.zeros_like(weights)
    state = outside
    for t in range(words - 1, -1, -1):
        n = alive[t]
        beta = state[:n, after]
        p = alphas[t, :n] * beta
        by_tag[t, :n] = p / np.maximum(p.sum(axis=1, keepdims=True), TINY)
        back = _sums(weights[t, :n] * beta, 1, 2)
        state[:n] = back / np.maximum(back.max(axis=1, keepdims=True), TINY)
    out = np.empty_like(scores)
    out[order] = by_tag.swapaxes(0, 1)
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
    order, by_word, alive = _longest_first(scores, lengths)
    closing = np.flatnonzero(after == 0)
    opening = np.arange(1, tags, 4)
    rows = np.arange(batch)
    back = np.empty((words, batch, tags // 4 + 1), np.int64)  # the best tag before each state
    state = np.full((batch, tags // 4 + 1), FORBIDDEN, "f")
    state[:, 0] = 0.0
    for t, n in enumerate(alive):
        best = state[:n, before] + by_word[t, :n]
        last = closing[best[:, closing].argmax(axis=1)]
        begun, inside = best[:, opening], best[:, opening + 1]
        back[t, :n, 0], back[t, :n, 1:] = last, opening + (inside > begun)
        state[:n, 0], state[:n, 1:] = best[rows[:n], last], np.maximum(begun, inside)
    paths: NDArray[Any] = np.zeros((words, batch), np.int64)
    open_ = np.zeros(batch, np.int64)
    for t in range(words - 1, -1, -1):
        n = alive[t]
        paths[t, :n] = back[t, rows[:n], open_[:n]]
        open_[:n] = before[paths[t, :n]]
    out: list[NDArray[np.int64]] = [np.empty(0, np.int64)] * batch
    for place, i in enumerate(order.tolist()):
        out[i] = paths[: lengths[i], place].copy()
    return out
