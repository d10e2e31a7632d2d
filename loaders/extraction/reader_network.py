"""The second reader's network, to be trained: a transformer over word pieces, and heads over its vectors.

Starts from bge-small-en-v1.5 (MIT) as an ONNX file. What `second_reader` does with numpy for one text is done here for
many, so that gradients can flow; the names of the layers are those of its file of weights. Needs torch and onnx (the
extra `train`).
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import Tensor, nn
from torch.nn import functional

from loaders.extraction.casing import CASES
from loaders.extraction.marking import DISTANCES, KINDS, SENTENCES
from loaders.extraction.second_reader import BONDS, NUMBERS, ROLES, TYPES

WIDTH, LAYERS, ATTENTIONS, INNER, WORDS, PLACES = 384, 12, 12, 1536, 30522, 512
OF_KIND, OF_THING, OF_PAIR = 32, 256, 160  # widths of the heads' vectors
FROZEN = 4  # lowest layers, which stay as they are; cases and marks are added behind them


class Things(NamedTuple):
    """What is marked in a batch of texts, flat: a mention's text, first and last piece and thing; each thing's kind and
    first chances; the pairs of mentions (first, second, distance in sentences, in pieces, pair), and how many pairs."""

    mentions: Tensor
    kinds: Tensor
    chances: Tensor
    pairs: Tensor
    of_pairs: int


class Scores(NamedTuple):
    """Scores before softmax (types, roles, numbers) and before the logistic function (bonds)."""

    types: Tensor
    roles: Tensor
    numbers: Tensor
    bonds: Tensor


class Layer(nn.Module):
    """One layer of a transformer, as BERT has it."""

    def __init__(self) -> None:
        super().__init__()
        self.attended = nn.Linear(WIDTH, 3 * WIDTH)
        self.joined = nn.Linear(WIDTH, WIDTH)
        self.first_norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.wide = nn.Linear(WIDTH, INNER)
        self.narrow = nn.Linear(INNER, WIDTH)
        self.second_norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = nn.Dropout(0.1)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        batch, length, _ = x.shape
        heads = self.attended(x).view(batch, length, 3, ATTENTIONS, WIDTH // ATTENTIONS)
        query, key, value = heads.permute(2, 0, 3, 1, 4).unbind(0)
        seen = functional.scaled_dot_product_attention(query, key, value, attn_mask=mask)
        x = self.first_norm(x + self.dropout(self.joined(seen.transpose(1, 2).reshape(batch, length, WIDTH))))
        return self.second_norm(x + self.dropout(self.narrow(functional.gelu(self.wide(x)))))


class Encoder(nn.Module):
    """Word pieces -> their vectors, seen in their text."""

    def __init__(self, base: Path) -> None:
        super().__init__()
        self.words = nn.Embedding(WORDS, WIDTH)
        self.places = nn.Embedding(PLACES, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.cases = nn.Embedding(CASES, WIDTH)
        self.marks = nn.Linear(2 * len(KINDS), WIDTH, bias=False)
        self.sure = nn.Linear(1, WIDTH, bias=False)
        nn.init.zeros_(self.cases.weight)
        nn.init.normal_(self.marks.weight, 0, 0.02)
        nn.init.zeros_(self.sure.weight)
        self.load_state_dict(_base_weights(base), strict=False)

    def forward(self, ids: Tensor, cases: Tensor, marks: Tensor, sure: Tensor) -> Tensor:
        """The vectors of whole texts, without padding."""
        open_ = torch.zeros(1, 1, 1, 1)
        return self.upper(self.lower(ids, open_), cases, marks, sure, open_)

    def lower(self, ids: Tensor, mask: Tensor) -> Tensor:
        """What the layers that are not trained make of a text."""
        x = self.norm(self.words(ids) + self.places.weight[: ids.shape[1]].unsqueeze(0))
        for layer in self.layers[:FROZEN]:
            x = layer(x, mask)
        return x

    def upper(self, x: Tensor, cases: Tensor, marks: Tensor, sure: Tensor, mask: Tensor) -> Tensor:
        x = x + self.cases(cases) + self.marks(marks) + self.sure(sure.unsqueeze(2))
        for layer in self.layers[FROZEN:]:
            x = layer(x, mask)
        return x


class Heads(nn.Module):
    """From the vectors of pieces to the scores of things and pairs; `second_reader.Heads` says what each is."""

    def __init__(self) -> None:
        super().__init__()
        self.of_kind = nn.Embedding(len(KINDS), OF_KIND)
        self.thing = nn.Linear(2 * WIDTH + OF_KIND + len(TYPES) + 1, OF_THING)
        self.types = nn.Linear(OF_THING, len(TYPES))
        self.roles = nn.Linear(OF_THING, len(ROLES))
        self.numbers = nn.Linear(OF_THING, len(NUMBERS))
        self.trust = nn.Parameter(torch.tensor(1.0))
        self.first, self.second = (nn.Linear(WIDTH + OF_THING, OF_PAIR) for _ in range(2))
        self.first_beside, self.second_beside = (nn.Linear(WIDTH, OF_PAIR) for _ in range(2))
        self.product = nn.Linear(OF_PAIR, OF_PAIR)
        self.sentences = nn.Embedding(2 * SENTENCES + 1, OF_PAIR)
        self.pieces = nn.Embedding(DISTANCES, OF_PAIR)
        self.pair = nn.Linear(OF_PAIR, OF_PAIR)
        self.bonds = nn.Linear(OF_PAIR, len(BONDS))
        self.dropout = nn.Dropout(0.2)
        nn.init.constant_(self.bonds.bias, -3.0)

    def forward(self, hidden: Tensor, marked: Things) -> Scores:
        text, first, last, thing = marked.mentions.unbind(1)
        mentions = (hidden[text, first] + hidden[text, last]) / 2
        things = self.of_things(mentions, thing, marked)
        dropped = self.dropout(things)
        types = self.types(dropped) + self.trust * torch.log(marked.chances.clamp(min=1e-4))
        one, other, sentences, pieces, pair = marked.pairs.unbind(1)
        whole = self.dropout(torch.cat([mentions, things[thing]], 1))
        beside = self.product(self.first_beside(mentions)[one] * self.second_beside(mentions)[other])
        x = self.first(whole)[one] + self.second(whole)[other] + beside
        x = x + self.sentences(sentences) + self.pieces(pieces)
        x = _gelu(self.pair(self.dropout(_gelu(x))))
        bonds = _added(self.bonds(self.dropout(x)), pair, marked.of_pairs)
        return Scores(types, self.roles(dropped), self.numbers(dropped), bonds)

    def of_things(self, mentions: Tensor, thing: Tensor, marked: Things) -> Tensor:
        count = len(marked.kinds)
        often = torch.zeros(count).index_add(0, thing, torch.ones(len(thing))).clamp(min=1).unsqueeze(1)
        mean = torch.zeros(count, WIDTH).index_add(0, thing, mentions) / often
        most = torch.full((count, WIDTH), -torch.inf).index_reduce(0, thing, mentions, "amax")
        most = torch.where(most.isinf(), 0.0, most)  # things behind what is read have no mention
        chances = torch.log(marked.chances.clamp(min=1e-4))
        whole = torch.cat([mean, most, self.of_kind(marked.kinds), chances, often.log()], 1)
        return _gelu(self.thing(self.dropout(whole)))


def _added(scores: Tensor, pair: Tensor, pairs: int) -> Tensor:
    """The logarithm of the sum of the exponentials of all rows of a pair."""
    shape = (pairs, scores.shape[1])
    most = torch.full(shape, -torch.inf).index_reduce(0, pair, scores.detach(), "amax")
    return most + torch.log(torch.zeros(shape).index_add(0, pair, torch.exp(scores - most[pair])))


def _gelu(x: Tensor) -> Tensor:
    return functional.gelu(x, approximate="tanh")


def _base_weights(path: Path) -> dict[str, Tensor]:
    """The weights of bge-small-en-v1.5 by our names."""
    given = _initialisers(path)

    def get(name: str) -> Tensor:
        return torch.tensor(np.array(given[name]))

    weights = {
        "words.weight": get("embeddings.word_embeddings.weight"),
        # every text is one segment, so that its vector can go into those of the places
        "places.weight": get("embeddings.position_embeddings.weight")
        + get("embeddings.token_type_embeddings.weight")[0],
        "norm.weight": get("embeddings.LayerNorm.weight"),
        "norm.bias": get("embeddings.LayerNorm.bias"),
    }
    theirs = {
        "joined": "attention.output.dense",
        "first_norm": "attention.output.LayerNorm",
        "wide": "intermediate.dense",
        "narrow": "output.dense",
        "second_norm": "output.LayerNorm",
    }
    for n in range(LAYERS):
        layer = f"encoder.layer.{n}."
        for part in ("weight", "bias"):
            attended = [get(f"{layer}attention.self.{name}.{part}") for name in ("query", "key", "value")]
            weights[f"layers.{n}.attended.{part}"] = torch.cat(attended)
            for our, their in theirs.items():
                weights[f"layers.{n}.{our}.{part}"] = get(f"{layer}{their}.{part}")
    return weights


def _initialisers(path: Path) -> dict[str, Any]:
    """The arrays of an ONNX graph by name; a matrix has none there: it takes that of the bias added after it."""
    graph = onnx.load(str(path)).graph
    arrays: dict[str, Any] = {i.name: numpy_helper.to_array(i) for i in graph.initializer}
    added = {name: node for node in graph.node if node.op_type == "Add" for name in node.input}
    for node in graph.node:
        matrix = next((name for name in node.input if name in arrays), None)
        if node.op_type == "MatMul" and matrix:
            bias = next(name for name in added[node.output[0]].input if name in arrays)
            arrays[bias.replace(".bias", ".weight")] = arrays[matrix].T
    return arrays
