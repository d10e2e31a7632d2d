"""The tagger's network as it reads: the numbers of `network`, without what only training needs, in half the time.

What the network makes of a word before it looks around depends on nothing but the word and its code, and is kept. Words
are worked out one by one, texts too, so that nothing depends on what was read before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from thinc.api import Model

    from loaders.extraction.network import Features

    Floats = NDArray[np.float32]

WORDS_KEPT = 50_000
_LEAST = np.float32(1e-8)  # added to a variance, as in thinc
_SPREAD = np.uint64(
    0x9E3779B97F4A7C15
)  # spreads the small codes over 64 bits: a word's hash with another is another key


class Prediction:
    """Tag scores of feature arrays, from the weights that a network has now."""

    def __init__(self, network: Model[Any, Any]) -> None:
        first, encoder, last = (layer.layers[0] for layer in network.layers)
        unique, lists = first.layers
        self._embed, mixing = unique.layers[0].layers
        self._mix = _Maxout(mixing)
        self._codes = _weights(lists.layers[-1], "E")
        enter, convolutions = encoder.layers
        self._pad: int = network.layers[1].attrs["pad"]
        self._enter = _Maxout(enter)
        self._convolutions = [_Maxout(residual) for residual in convolutions.layers]
        self._out: Floats = np.ascontiguousarray(_weights(last, "W").T)
        self._bias = _weights(last, "b")
        self._edge = self._enter(np.zeros((1, self._enter.inputs), "f"))  # of what lies before and behind a text
        self._place: dict[int, int] = {}
        self._known: Floats = np.zeros((WORDS_KEPT, self._enter.width), "f")

    def __call__(self, features: Features) -> Floats:
        """The scores of each tag (column) for each word (row) of one sequence."""
        words = self._words(features)
        size, pad, width = len(words), self._pad, words.shape[1]
        x = np.empty((size + 2 * pad, width), "f")
        x[:pad] = x[pad + size :] = self._edge
        x[pad : pad + size] = words
        around = np.zeros((len(x), 3 * width), "f")  # of each word: the one before, itself, the one behind
        for convolution in self._convolutions:
            around[1:, :width] = x[:-1]
            around[:, width : 2 * width] = x
            around[:-1, 2 * width :] = x[1:]
            x += convolution(around)
        return np.asarray(x[pad : pad + size] @ self._out + self._bias)

    def _words(self, features: Features) -> Floats:
        """What each word is by itself, as the convolutions take it."""
        keys = (features[:, 0] ^ features[:, -1] * _SPREAD).tolist()
        place = self._place
        new = {key: row for row, key in enumerate(keys) if key not in place}
        if len(place) + len(new) > WORDS_KEPT:
            place.clear()
            new = {key: row for row, key in enumerate(keys)}
        if new:
            rows = features[list(new.values())]
            mixed = self._mix(self._embed.predict(rows)[:, None])
            codes = self._codes[rows[:, -1].astype(np.int64)][:, None]
            start = len(place)
            self._known[start : start + len(new)] = self._enter(np.concatenate([mixed, codes], axis=2))[:, 0]
            place.update(zip(new, range(start, start + len(new)), strict=True))
        return self._known[[place[key] for key in keys]]


class _Maxout:
    """A maxout layer, its pieces side by side, and the normalisation behind it."""

    def __init__(self, layers: Model[Any, Any]) -> None:
        maxout, norm = (next(n for n in layers.walk() if n.name == name) for name in ("maxout", "layernorm"))
        weights = _weights(maxout, "W")
        self.width, _, self.inputs = weights.shape
        self.weights = np.ascontiguousarray(weights.transpose(2, 1, 0).reshape(self.inputs, -1))
        self.bias = _weights(maxout, "b").T.ravel()
        self.gain, self.shift = _weights(norm, "G"), _weights(norm, "b")

    def __call__(self, x: Floats) -> Floats:
        scores = x @ self.weights
        scores += self.bias
        best = scores[..., : self.width].copy()
        for start in range(self.width, scores.shape[-1], self.width):
            np.maximum(best, scores[..., start : start + self.width], out=best)
        best -= np.add.reduce(best, axis=-1, keepdims=True) / np.float32(self.width)
        spread = np.einsum("...i,...i->...", best, best) / np.float32(self.width) + _LEAST
        best *= (spread ** np.float32(-0.5))[..., None]
        best *= self.gain
        best += self.shift
        return np.asarray(best)


def _weights(layer: Model[Any, Any], name: str) -> Floats:
    return np.asarray(layer.get_param(name))
