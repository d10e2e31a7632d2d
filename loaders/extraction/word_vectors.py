"""The static vectors of words, from the floret table of a vocabulary. Those of recent words are kept: making one is
what takes time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray
    from spacy.vocab import Vocab

KEPT = 20_000


class Vectors:
    """Looks up vectors in the table that a vocabulary has when it is asked."""

    def __init__(self, vocab: Vocab) -> None:
        self._vocab = vocab
        self._cache: dict[str, Any] = {}

    def of(self, words: Iterable[str]) -> NDArray[np.float32]:
        """One row a word."""
        words = list(words)
        if len(self._cache) > KEPT:
            self._cache.clear()
        missing = [word for word in dict.fromkeys(words) if word not in self._cache]
        if missing:
            self._cache.update(zip(missing, self._vocab.vectors.get_batch(missing), strict=True))
        return np.stack([self._cache[word] for word in words])
