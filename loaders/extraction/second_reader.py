"""The component `second_reader`: a transformer reads the text again, with all that may be an entity marked in it.

It takes the place of `judging`, whose probabilities it starts from: what both together find likely enough stays. What
it thinks of roles, relations and results goes on as the document's opinion. Its network is bge-small-en-v1.5 (12
layers, 384 wide) tuned on annotated abstracts (`reader_training`); what stands on top of it is small, and done in
numpy: from the vectors of a thing's mentions, what it is; from those of two mentions, how their things are related,
where the pair of mentions that says most decides. Sources: Devlin et al., "BERT" (NAACL 2019); Xiao et al., "C-Pack:
Packed Resources For General Chinese Embeddings" (SIGIR 2024), whose weights it starts from.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from kg.schema import CONCEPTS
from loaders.extraction.grouping import everywhere, with_evidence
from loaders.extraction.judging import NOTHING, Judging, judged
from loaders.extraction.linear import SHIPPED
from loaders.extraction.marking import KINDS, Marked, Pairs, mark, pair_up
from loaders.extraction.opinion import Opinion, Weights, blended
from loaders.extraction.placed import Placed, placed_quantities
from loaders.extraction.reading import Reading, read, reading_of
from loaders.extraction.transformer import network_of, tokenizer_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kg.records import Entity

    Floats = NDArray[np.floating[Any]]

#: In a model's folder, that of the network: `network.onnx`, `tokenizer.json`, `heads.npz`.
FOLDER = "second_reader"
TYPES = (*CONCEPTS, NOTHING)
ROLES = ("introduced", "evaluated_on", "trained_on", "addressed", "used", "evaluated", "mentioned")
NUMBERS = ("none", "absolute", "gain")
#: What two things may be to each other, and of which kinds they are then.
BONDS = {
    "OUTPERFORMS": ("method", "method"),
    "USES": ("method", "method"),
    "EVALUATED_ON": ("method", "data"),
    "TRAINED_ON": ("method", "data"),
    "USED_FOR": ("method", "task"),
    "FOR_TASK": ("data", "task"),
    "on": ("number", "data"),
    "method": ("number", "method"),
    "metric": ("number", "metric"),
}
#: What is known of a number's type before it is read.
OF_NUMBERS = np.array([0.01, 0.01, 0.01, 0.01, 0.01, 0.95], np.float32)
#: Before the name of what a probability has to reach, in the file of the heads.
THRESHOLD = "threshold:"
#: How likely a name has to be before numbers in it are none, and before it is paired with others.
WORTH = 0.25


@dataclass(frozen=True, slots=True)
class Heads:
    """The small networks over the encoder's vectors: layers by name, as `reader_training` names them."""

    arrays: Mapping[str, Floats]

    def linear(self, name: str, x: Floats) -> Floats:
        return np.asarray(x @ self.arrays[f"{name}.weight"].T + self.arrays[f"{name}.bias"])

    def mentions(self, hidden: Floats, marked: Marked) -> Floats:
        """A vector of each mention: the mean of its first and last piece's."""
        return np.asarray((hidden[marked.mentions[:, 1]] + hidden[marked.mentions[:, 2]]) / 2)

    def things(self, mentions: Floats, marked: Marked, chances: Floats) -> Floats:
        """A vector of each thing: from all its mentions, its kind, and the probabilities of `TYPES` known so far."""
        rows = []
        for thing, kind in enumerate(marked.kinds.tolist()):
            own = mentions[marked.mentions[:, 0] == thing]
            if not len(own):
                own = np.zeros((1, mentions.shape[1]), mentions.dtype)
            ends = [np.log(np.maximum(chances[thing], 1e-4)), [np.log(len(own))]]
            rows.append(np.concatenate([own.mean(axis=0), own.max(axis=0), self.arrays["of_kind.weight"][kind], *ends]))
        return _gelu(self.linear("thing", np.array(rows)))

    def types(self, things: Floats, chances: Floats) -> Floats:
        """P(type of a thing)."""
        return _softmax(self.linear("types", things) + self.arrays["trust"] * np.log(np.maximum(chances, 1e-4)))

    def bonds(self, mentions: Floats, things: Floats, marked: Marked, pairs: Pairs) -> Floats:
        """P(bond of a pair of things), for each of `BONDS`."""
        if not pairs.things:
            return np.zeros((0, len(BONDS)))
        one, other, sentences, pieces, pair = pairs.mentions.T
        whole = np.concatenate([mentions, things[marked.mentions[:, 0]]], axis=1)
        x = self.linear("first", whole)[one] + self.linear("second", whole)[other]
        beside = self.linear("first_beside", mentions)[one] * self.linear("second_beside", mentions)[other]
        x += self.linear("product", beside)
        x += self.arrays["sentences.weight"][sentences] + self.arrays["pieces.weight"][pieces]
        scores = self.linear("bonds", _gelu(self.linear("pair", _gelu(x))))
        total = np.full((len(pairs.things), scores.shape[1]), -np.inf)
        np.logaddexp.at(total, pair, scores)
        return np.asarray(1 / (1 + np.exp(-total)))


@dataclass(frozen=True, slots=True)
class Seen:
    """A text as the network has read it: where its numbers start, vectors of its mentions and things, and P(type) of
    each entity."""

    marked: Marked
    numbers: list[int]
    mentions: Floats
    things: Floats
    types: Floats


class SecondReader:
    """Sets `doc._.entities` and `doc._.opinion`.

    Args:
        folder: where the network's files are.
        judging: the component whose place it takes.
    """

    def __init__(self, folder: Path, judging: Judging) -> None:
        self.network = network_of(folder)
        self.tokenizer = tokenizer_of(folder / "tokenizer.json")
        with np.load(folder / "heads.npz") as arrays:
            layers = {name: arrays[name].astype(np.float32) for name in arrays.files}
        self.weights = Weights(*layers.pop("weights", np.array(Weights())).tolist())
        names = [name for name in layers if name.startswith(THRESHOLD)]
        self.thresholds = {name.removeprefix(THRESHOLD): float(layers.pop(name)) for name in names}
        self.heads = Heads(layers)
        self.judging = judging

    def keep_cuts(self, folder: Path) -> None:
        """Write the weights and the thresholds into the file of the heads."""
        arrays: dict[str, Any] = {name: value.astype(np.float16) for name, value in self.heads.arrays.items()}
        arrays |= {f"{THRESHOLD}{name}": np.array(least, np.float32) for name, least in self.thresholds.items()}
        np.savez_compressed(folder / FOLDER / "heads.npz", weights=np.array(self.weights, np.float32), **arrays)

    def __call__(self, doc: Doc) -> Doc:
        if doc._.entities:
            reading = reading_of(doc)
            kept, doc._.opinion = self.read(reading)
            doc._.entities = with_evidence(reading.text, everywhere(reading.text, kept))
        return doc

    def read(self, reading: Reading) -> tuple[list[Entity], Opinion]:
        """The entities that stay, and what is thought of them."""
        first = self.judging.chances(reading, TYPES)
        seen = self.look(reading, first)
        kept = self.keep(reading, first, seen)
        return list(kept.values()), self.opinion(seen, list(kept))

    def keep(self, reading: Reading, first: Floats, seen: Seen) -> dict[int, Entity]:
        """The entities, by their index, that judge and reader together find likely enough."""
        chances = blended(first, seen.types, self.weights.entities)
        return judged(reading.entities, chances, TYPES, self.judging.thresholds)

    def look(self, reading: Reading, first: Floats) -> Seen:
        """Read the text with its entities marked, of which `first` says so far how likely each of `TYPES` is."""
        likely = 1 - first[:, TYPES.index(NOTHING)]
        spans = [(n.quantity.start, n.quantity.end) for n in placed_numbers(reading, likely)]
        marked = mark(self.tokenizer, reading, likely.tolist(), spans)
        chances = np.concatenate([first, np.tile(OF_NUMBERS, (len(spans), 1))])
        inputs = {
            "ids": marked.ids[None],
            "cases": marked.cases[None],
            "marks": marked.marks[None],
            "sure": marked.sure[None],
        }
        mentions = self.heads.mentions(self.network.run(None, inputs)[0][0], marked)
        things = self.heads.things(mentions, marked, chances)
        unseen = np.setdiff1d(np.arange(len(first)), marked.mentions[:, 0])
        types = self.heads.types(things[: len(first)], first)
        types[unseen] = first[unseen]
        return Seen(marked, [start for start, _ in spans], mentions, things, types)

    def opinion(self, seen: Seen, kept: Sequence[int]) -> Opinion:
        """What is thought of the entities kept (indices), which are counted from 0 in it, and of the numbers."""
        marked, entities = seen.marked, len(seen.types)
        wanted = {thing: n for n, thing in enumerate(kept)}
        numbers = dict(enumerate(seen.numbers, entities))
        pairs = pair_up(marked, set(BONDS.values()), wanted.keys() | numbers.keys())
        relations, bonds = {}, {}
        rows = self.heads.bonds(seen.mentions, seen.things, marked, pairs)
        for (one, other), row in zip(pairs.things, rows.tolist(), strict=True):
            of = (KINDS[marked.kinds[one]], KINDS[marked.kinds[other]])
            chances = {bond: p for (bond, kinds), p in zip(BONDS.items(), row, strict=True) if kinds == of}
            if one in numbers:
                bonds[numbers[one], wanted[other]] = chances
            else:
                relations[wanted[one], wanted[other]] = chances
        visible = set(marked.mentions[:, 0].tolist())
        roles = _softmax(self.heads.linear("roles", seen.things)).tolist()
        kinds = _softmax(self.heads.linear("numbers", seen.things)).tolist()
        return Opinion(
            self.weights,
            self.thresholds,
            roles={n: dict(zip(ROLES, roles[i], strict=True)) for i, n in wanted.items() if i in visible},
            relations=relations,
            kinds={start: dict(zip(NUMBERS, kinds[i], strict=True)) for i, start in numbers.items() if i in visible},
            bonds=bonds,
        )


def placed_numbers(reading: Reading, likely: Floats) -> list[Placed]:
    """The numbers that may be results, outside names that are likely enough to be some."""
    names = [e for e, p in zip(reading.entities, likely.tolist(), strict=True) if p >= WORTH]
    return placed_quantities(read(reading.text, names))


def _gelu(x: Floats) -> Floats:
    return np.asarray(0.5 * x * (1 + np.tanh(0.7978845608 * (x + 0.044715 * x**3))))


def _softmax(scores: Floats) -> Floats:
    chances = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(chances / chances.sum(axis=1, keepdims=True))


@Language.factory("second_reader", requires=["doc._.entities"], default_config={"folder": None})
def make_second_reader(nlp: Language, name: str, folder: str | None) -> SecondReader:
    """The component with the network that ships, or with that of a model's folder, behind the pipeline's judge."""
    judging: Any = nlp.get_pipe("judging")
    return SecondReader(Path(folder or SHIPPED) / FOLDER, judging)
