"""The component `concept_encoder`: a transformer reads the text too, and the tagger and it decide together.

Many times slower than the tagger alone and right more often, above all on datasets, benchmarks and tasks. Its
network is bge-small-en-v1.5 (12 layers, 384 wide) tuned on annotated abstracts, with features of each word's shape and
characters and its floret vector: the teacher's, by `floating`. Sources: Devlin et al., "BERT" (NAACL 2019); Xiao et
al., "C-Pack: Packed Resources For General Chinese Embeddings" (SIGIR 2024), whose weights it starts from.
"""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import minibatch

from kg.schema import CONCEPTS
from loaders.extraction import crf
from loaders.extraction.casing import case_of
from loaders.extraction.decoding import FAINTEST, annotate, beside, decode, padded
from loaders.extraction.prose import words_of
from loaders.extraction.transformer import network_of, tokenizer_of
from loaders.extraction.word_vectors import Vectors

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray
    from spacy.vocab import Vocab

    Floats = NDArray[np.float32]

#: The network's files: `network.onnx`, `tokenizer.json`, `shapes.json`, `transitions.npy`.
SHIPPED = Path(__file__).parent / "encoder"
TOGETHER = 800  # words of a text, at most, that is decoded with others: all take the room of the longest
PIECES = 510  # word pieces that the network reads at once, without the marks of start and end
BACK = 150  # words in which the end of a sentence is looked for where a text has to be cut
CHARACTERS = 20  # of a word, that are looked at one by one
_UNKNOWN, _START, _END = 100, 101, 102


class ConceptEncoder:
    """Sets `doc.ents` and `doc._.span_scores` from the means of the tagger's marginals and its own.

    Args:
        folder: where the network's files are.
        weight: of its own log-probabilities in the mean; the tagger has the rest.
    """

    def __init__(self, vocab: Vocab, folder: Path, weight: float) -> None:
        self.network = network_of(folder)
        self.tokenizer = tokenizer_of(folder / "tokenizer.json")
        self.shapes: dict[str, int] = json.loads((folder / "shapes.json").read_text(encoding="utf-8"))
        self.transitions: Floats = np.load(folder / "transitions.npy")
        self.asked = {i.name for i in self.network.get_inputs()}
        self.vectors, self.weight = Vectors(vocab), weight
        self.pieces = lru_cache(20_000)(self._pieces)

    def __call__(self, doc: Doc) -> Doc:
        self.read([doc])
        return doc

    def pipe(self, docs: Iterable[Doc], *, batch_size: int) -> Iterator[Doc]:
        """The documents, annotated."""
        for batch in minibatch(docs, batch_size):  # type: ignore[no-untyped-call]
            self.read([doc for doc in batch if len(doc) <= TOGETHER])
            for doc in batch:
                yield doc if len(doc) <= TOGETHER else self(doc)

    def read(self, docs: Sequence[Doc]) -> None:
        """Annotate documents: each alone by the network, all at once where that is only faster."""
        docs = [doc for doc in docs if len(doc)]
        if not docs:
            return
        own = [self.marginals(words_of(doc)[0]) for doc in docs]
        means = [
            self.weight * _logs(marginals) + (1 - self.weight) * _logs(doc._.tag_marginals)
            for doc, marginals in zip(docs, own, strict=True)
        ]
        tags = len(crf.tag_names(CONCEPTS))
        scores, lengths = padded(means, tags)
        marginals, _ = crf.marginals(scores, lengths)
        found = decode(marginals, lengths, CONCEPTS)
        found_alone = decode(padded(own, tags)[0], lengths, CONCEPTS)
        for i, doc in enumerate(docs):
            mixed = marginals[i, : lengths[i]]
            # what only one of the two takes for a name has little in the mean, and is for the judge to see all the same
            annotate(doc, beside(found[i], mixed, [*doc._.span_scores, *found_alone[i]], CONCEPTS))
            doc._.tag_marginals = mixed

    def marginals(self, words: Sequence[str]) -> Floats:
        """P(tag of a word) by this network alone."""
        out = []
        for start, end in self._windows(words):
            inputs = self._inputs(words[start:end])
            scores = self.network.run(None, {k: v for k, v in inputs.items() if k in self.asked})[0][0]
            out.append(crf.chain_marginals(scores, self.transitions))
        return np.concatenate(out)

    def _windows(self, words: Sequence[str]) -> Iterator[tuple[int, int]]:
        """(start, end) of stretches that the network can read at once, which end with a sentence where possible."""
        sizes = [len(self.pieces(w)[0]) for w in words]
        start = 0
        while start < len(words):
            end, total = start, 0
            while end < len(words) and total + sizes[end] <= PIECES:
                total += sizes[end]
                end += 1
            end = max(end, start + 1)
            if end < len(words):
                stops = (i for i in range(end, max(start + 1, end - BACK), -1) if words[i - 1] == ".")
                end = next(stops, end)
            yield start, end
            start = end

    def _inputs(self, words: Sequence[str]) -> dict[str, NDArray[Any]]:
        ids, cases, first, last = [_START], [0], [], []
        for word in words:
            found, found_cases = self.pieces(word)
            first.append(min(len(ids), PIECES))
            ids += found
            cases += found_cases
            last.append(min(len(ids) - 1, PIECES))
        ids, cases = [*ids[: PIECES + 1], _END], [*cases[: PIECES + 1], 0]
        letters = [[min(ord(c), 127) for c in w[:CHARACTERS]] for w in words]
        vectors = self.vectors.of(words)
        vectors[[not word.strip() for word in words]] = 0
        return {
            "ids": _row(ids),
            "case": _row(cases),
            "am": np.ones((1, len(ids)), "f"),
            "first": _row(first),
            "last": _row(last),
            "shape": _row([self.shapes.get(_shape(w), 1) for w in words]),
            "wcase": _row([case_of(w) for w in words]),
            "chars": _row([c + [0] * (CHARACTERS - len(c)) for c in letters]),
            "vec": vectors[None],
        }

    def _pieces(self, word: str) -> tuple[list[int], list[int]]:
        """The ids and cases of a word's pieces; a line break ends what is read as a segment."""
        if "\n" in word:
            return [_END], [0]
        encoded = self.tokenizer.encode(word, add_special_tokens=False)
        if not encoded.ids:
            return [_UNKNOWN], [6]
        return encoded.ids, [case_of(word[a:b]) for a, b in encoded.offsets]


def _logs(marginals: Floats) -> Floats:
    return np.asarray(np.log(np.maximum(marginals, FAINTEST)))


def _row(values: Sequence[Any]) -> NDArray[np.int64]:
    return np.asarray(values, np.int64)[None]


def _shape(word: str) -> str:
    """ "ImageNet-1k" -> "XxXx-dx": a letter for each class of characters, at most two alike in a row, at most eight."""
    shape = ""
    for c in word:
        kind = "X" if c.isupper() else "x" if c.islower() else "d" if c.isdigit() else c if c.isascii() else "u"
        if shape[-2:] != kind * 2:
            shape += kind
    return shape[:8]


@Language.factory("concept_encoder", requires=["doc._.tag_marginals"], assigns=["doc.ents", "doc._.tag_marginals"])
def make_encoder(nlp: Language, name: str, folder: str | None = None, weight: float = 0.4) -> ConceptEncoder:
    """The component with the network that ships, or with that of a folder."""
    return ConceptEncoder(nlp.vocab, Path(folder) if folder else SHIPPED, weight)
