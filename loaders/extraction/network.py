"""The tagger's network: hashed word features and floret vectors, a convolutional encoder, and scores of BIOES tags.

Sources: hashed embeddings, Miranda et al., "Multi hash embeddings in spaCy" (2022); vectors from character n-grams,
Bojanowski et al., "Enriching Word Vectors with Subword Information" (TACL 2017), in floret's table; residual
convolutions with maxout as in spaCy's `MaxoutWindowEncoder`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import numpy as np
from spacy.attrs import LOWER, ORTH, PREFIX, SHAPE, SUFFIX  # type: ignore[import-not-found]
from thinc.api import (
    Embed,
    HashEmbed,
    Linear,
    Maxout,
    Model,
    NumpyOps,
    chain,
    clone,
    concatenate,
    expand_window,
    residual,
    uniqued,
    with_array,
)

from loaders.extraction.word_vectors import Vectors

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

    Features = NDArray[np.uint64]

#: (attribute, width, rows) of the hashed features, in the order of a feature array's columns.
HASHED = ((ORTH, 48, 6000), (LOWER, 96, 10000), (PREFIX, 16, 500), (SUFFIX, 48, 4000), (SHAPE, 32, 1000))


class BlasOps(NumpyOps):  # type: ignore[misc]
    """thinc's NumPy backend with NumPy's own matrix product, which is several times faster than the bundled one."""

    name = "paperkg_blas"
    xp = np

    def gemm(self, x: Any, y: Any, out: Any = None, trans1: bool = False, trans2: bool = False) -> Any:
        return np.matmul(x.T if trans1 else x, y.T if trans2 else y, out=out)


def features(doc: Doc, lexicon: NDArray[np.int64]) -> Features:
    """One row a word: the hashed attributes, then the code of its place in the lists of names."""
    hashed = doc.to_array([attribute for attribute, _, _ in HASHED])
    return np.concatenate([hashed, lexicon[:, None].astype(np.uint64)], axis=1)


def build(
    vocab: Vocab, *, tags: int, codes: int, width: int, depth: int, vectors: int
) -> Model[list[Features], list[Any]]:
    """The network from feature arrays to tag scores, one array a sequence.

    Args:
        vocab: holds the strings and the floret vectors.
        tags: how many tags.
        codes: how many lexicon codes.
        width: of the encoder's hidden layers.
        depth: how many convolutions, each of which sees one word more on either side.
        vectors: width of the floret vectors.
    """
    embeds: list[Any] = [HashEmbed(w, rows, column=i) for i, (_, w, rows) in enumerate(HASHED)]
    mixed = sum(w for _, w, _ in HASHED) + vectors
    words = uniqued(
        chain(concatenate(*embeds, _floret(vocab, vectors)), Maxout(width, mixed, nP=3, normalize=True)), column=0
    )
    lists: Any = Embed(24, codes, column=len(HASHED))
    convolution: Any = chain(expand_window(1), Maxout(width, width * 3, nP=3, normalize=True, dropout=0.0))
    network: Any = chain(
        with_array(cast(Any, concatenate(words, lists))),
        with_array(
            chain(Maxout(width, width + 24, nP=3, normalize=True, dropout=0.0), clone(residual(convolution), depth)),
            pad=depth,
        ),
        with_array(Linear(tags, width)),
    )
    ops = BlasOps()
    for node in network.walk():
        node.ops = ops
    return cast("Model[list[Features], list[Any]]", network)


def _floret(vocab: Vocab, width: int) -> Model[Any, Any]:
    """Static vectors of the words in column 0."""
    vectors = Vectors(vocab)

    def forward(model: Model[Any, Any], keys: Features, is_train: bool) -> Any:
        return vectors.of(vocab.strings[int(k)] for k in keys[:, 0]), lambda gradient: keys

    return Model("floret", forward, dims={"nO": width})
