"""How the second reader's network is made: tuned on annotated papers and the names that a tagger finds in them.

Needs torch and onnx (the extra `train`). Seeded; the same on the same machine.
"""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from kg.records import Entity, Paper
from loaders.extraction.fact_examples import Gold, align
from loaders.extraction.floating import in_floats
from loaders.extraction.judging import NOTHING
from loaders.extraction.marking import KINDS, Marked, Pairs, mark, pair_up
from loaders.extraction.quantities import digits
from loaders.extraction.reader_network import FROZEN, Encoder, Heads, Scores, Things
from loaders.extraction.reading import read
from loaders.extraction.second_reader import BONDS, NUMBERS, OF_NUMBERS, ROLES, TYPES, WORTH, placed_numbers
from loaders.extraction.self_training import Thought

EPOCHS = 4
BATCH = 8  # papers
RATE, RATE_OF_HEADS = 1e-4, 1e-3  # of the uppermost layer, less below; of all that starts from nothing
LESS = 0.95  # a layer's rate, of that of the next above
WARM_UP = 60  # steps
_OF_RESULTS = ("on", "method", "metric")  # bonds that are fields of an annotated result, too


@dataclass(slots=True)
class Sample:
    """A text as the network sees it, and what it should say of its things (rows of probabilities, of NaN where nothing
    is to be learned) and of their pairs (those that are not there have none)."""

    marked: Marked
    pairs: Pairs
    chances: NDArray[Any]
    types: NDArray[Any]
    roles: NDArray[Any]
    numbers: NDArray[Any]
    bonds: Mapping[tuple[int, str, int], float]
    lower: Tensor | None = None  # what the frozen layers make of it


def samples(
    tokenizer: Any,
    papers: Sequence[Paper],
    golds: Sequence[Gold],
    found: Sequence[Sequence[Entity]],
    chances: Sequence[NDArray[Any]],
) -> list[Sample]:
    """Annotated papers with the names found in them.

    Args:
        found: all names, however unlikely, that a tagger finds in texts that it was not trained on.
        chances: P(type) of each, in the order of `TYPES`, by a judge that did not see the paper.
    """
    rows = zip(papers, golds, found, chances, strict=True)
    return [sample(tokenizer, *row) for row in rows]


def sample(tokenizer: Any, paper: Paper, gold: Gold, entities: Sequence[Entity], first: NDArray[Any]) -> Sample:
    reading = read(paper.text, entities)
    likely = 1 - first[:, TYPES.index(NOTHING)]
    numbers = placed_numbers(reading, likely)
    marked = mark(tokenizer, reading, likely.tolist(), [(n.quantity.start, n.quantity.end) for n in numbers])
    is_a = align(gold["entities"], entities, same_kind=False)
    annotated = [gold["entities"][is_a[i]] if i in is_a else None for i in range(len(entities))]
    visible = set(marked.mentions[:, 0].tolist())

    def targets(names: Sequence[str], of: Sequence[str | None], start: int = 0) -> NDArray[Any]:
        """Which of `names` each thing has, for the things from `start` on."""
        rows = np.full((len(marked.kinds), len(names)), np.nan)
        for thing, name in enumerate(of, start):
            if name is not None and thing in visible:
                rows[thing] = [other == name for other in names]
        return rows

    results = [[r for r in gold["results"] if digits(r["value"]) == digits(n.quantity.value)] for n in numbers]
    worth = {i for i, e in enumerate(annotated) if e or likely[i] >= WORTH}
    return Sample(
        marked,
        pair_up(marked, set(BONDS.values()), worth | set(range(len(entities), len(marked.kinds)))),
        np.concatenate([first, np.tile(OF_NUMBERS, (len(numbers), 1))]),
        targets(TYPES, [e["type"] if e else NOTHING for e in annotated]),
        targets(ROLES, [e["role"] if e else None for e in annotated]),
        targets(NUMBERS, [r[0]["kind"] if r else "none" for r in results], len(entities)),
        dict.fromkeys(_bonds(gold, {n: i for i, n in is_a.items()}, results, len(entities)), 1.0),
    )


def thought_of(tokenizer: Any, thought: Thought) -> Sample:
    """A text that nobody annotated, with what is thought of it."""
    reading, entities = thought.reading, len(thought.first)
    likely = 1 - thought.first[:, TYPES.index(NOTHING)]
    numbers = placed_numbers(reading, likely)
    marked = mark(tokenizer, reading, likely.tolist(), [(n.quantity.start, n.quantity.end) for n in numbers])
    unseen = np.setdiff1d(np.arange(len(marked.kinds)), marked.mentions[:, 0])
    types, roles, of_numbers = (rows.copy() for rows in (thought.types, thought.roles, thought.numbers))
    for rows in (types, roles, of_numbers):
        rows[unseen] = np.nan
    wanted = {*thought.kept, *range(entities, len(marked.kinds))}
    pairs = pair_up(marked, set(BONDS.values()), wanted)
    chances = np.concatenate([thought.first, np.tile(OF_NUMBERS, (len(numbers), 1))])
    return Sample(marked, pairs, chances, types, roles, of_numbers, thought.bonds)


def _bonds(
    gold: Gold, to_found: dict[int, int], results: Sequence[Sequence[Any]], entities: int
) -> Iterator[tuple[int, str, int]]:
    """What is annotated of pairs of things."""
    things = {
        surface: to_found[n]
        for n, e in enumerate(gold["entities"])
        for surface in (e["name"], *e["aliases"])
        if n in to_found
    }
    for head, type_, tail in gold["relations"]:
        if head in things and tail in things:
            yield things[head], type_, things[tail]
    for number, its in enumerate(results, entities):
        for result in its:
            for bond in _OF_RESULTS:
                if result[bond] in things:
                    yield number, bond, things[result[bond]]


def fit(
    base: Path, data: Sequence[Sample], *, epochs: int = EPOCHS, seed: int = 1, log: Callable[[str], None]
) -> tuple[Encoder, Heads]:
    """Tune the upper layers of a network, and heads on it.

    Args:
        base: bge-small-en-v1.5 as an ONNX file.
    """
    torch.manual_seed(seed)
    encoder, heads = Encoder(base), Heads()
    tune(encoder, heads, data, epochs=epochs, seed=seed, log=log)
    return encoder, heads


def tune(
    encoder: Encoder,
    heads: Heads,
    data: Sequence[Sample],
    *,
    epochs: int = 1,
    seed: int,
    share: float = 1.0,
    log: Callable[[str], None],
) -> None:
    """Go on tuning, with rates that rise, then fall to nothing.

    Args:
        share: of the full rates, that are reached.
    """
    rng = random.Random(seed)
    see_lower(encoder, data)
    optimizer = torch.optim.AdamW(_groups(encoder, heads), betas=(0.9, 0.98))
    rates = [share * group["lr"] for group in optimizer.param_groups]
    parameters = [p for group in optimizer.param_groups for p in group["params"]]
    plan = [batch for _ in range(epochs) for batch in _batches(data, rng)]
    encoder.train()
    heads.train()
    losses = []
    for done, batch in enumerate(plan):
        for group, rate in zip(optimizer.param_groups, rates, strict=True):
            group["lr"] = rate * min(1, (done + 1) / WARM_UP) * max(0.02, 1 - done / len(plan))
        loss = _loss(forward(encoder, heads, batch), batch)
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(parameters, 1.0)
        optimizer.step()
        losses.append(float(loss.detach()))
        if (done + 1) % 50 == 0:
            log(f"second reader: step {done + 1}/{len(plan)} loss {np.mean(losses[-50:]):.3f}")
    encoder.eval()
    heads.eval()


def halfway(network: nn.Module, before: Mapping[str, Tensor]) -> None:
    """Set the weights of a network to the mean of what they were before and what they are.

    On texts unlike those it was tuned on such means err less: Wortsman et al., "Robust fine-tuning of zero-shot models"
    (CVPR 2022).
    """
    network.load_state_dict({name: (before[name] + now) / 2 for name, now in network.state_dict().items()})


def see_lower(encoder: Encoder, data: Sequence[Sample]) -> None:
    """Work out once what the frozen layers make of each text."""
    encoder.eval()
    with torch.no_grad():
        for one in data:
            ids = torch.from_numpy(one.marked.ids)[None]
            one.lower = encoder.lower(ids, torch.zeros(1, 1, 1, 1))[0].half()


def _groups(encoder: Encoder, heads: Heads) -> list[dict[str, Any]]:
    """What is trained and how fast; matrices shrink, biases and norms do not."""
    layers = list(encoder.layers)
    rates = {layer: RATE * LESS ** (len(layers) - 1 - n) for n, layer in enumerate(layers) if n >= FROZEN}
    rates |= dict.fromkeys((encoder.cases, encoder.marks, encoder.sure, heads), RATE_OF_HEADS)
    groups = []
    for module, rate in rates.items():
        parameters = list(module.parameters())
        groups.append({"params": [p for p in parameters if p.ndim > 1], "lr": rate, "weight_decay": 0.01})
        groups.append({"params": [p for p in parameters if p.ndim < 2], "lr": rate, "weight_decay": 0.0})
    return groups


def _batches(data: Sequence[Sample], rng: random.Random) -> list[list[Sample]]:
    """Shuffled batches of texts of like length."""
    order = list(data)
    rng.shuffle(order)
    pool = 20 * BATCH
    out = []
    for i in range(0, len(order), pool):
        alike = sorted(order[i : i + pool], key=lambda s: len(s.marked.ids))
        out += [alike[j : j + BATCH] for j in range(0, len(alike), BATCH)]
    rng.shuffle(out)
    return out


def forward(encoder: Encoder, heads: Heads, batch: Sequence[Sample]) -> Scores:
    """What the network says of the things and pairs of some texts."""
    longest = max(len(s.marked.ids) for s in batch)

    def padded(rows: Sequence[NDArray[Any] | Tensor]) -> Tensor:
        out = torch.zeros(len(rows), longest, *rows[0].shape[1:], dtype=torch.as_tensor(rows[0]).dtype)
        for n, row in enumerate(rows):
            out[n, : len(row)] = torch.as_tensor(row)
        return out

    mask = padded([np.zeros(len(s.marked.ids), np.float32) + 1 for s in batch])
    mask = (1 - mask)[:, None, None, :] * -1e4
    hidden = encoder.upper(
        padded([s.lower for s in batch if s.lower is not None]).float(),
        padded([s.marked.cases for s in batch]),
        padded([s.marked.marks for s in batch]),
        padded([s.marked.sure for s in batch]),
        mask,
    )
    scores: Scores = heads(hidden, flat(batch))
    return scores


def flat(batch: Sequence[Sample]) -> Things:
    """The things of some texts counted through."""
    mentions, pairs = [], []
    things = rows = of_pairs = 0
    for n, s in enumerate(batch):
        at = s.marked.mentions
        mentions.append(np.stack([np.full(len(at), n), at[:, 1], at[:, 2], at[:, 0] + things], axis=1))
        pairs.append(s.pairs.mentions + np.array([rows, rows, 0, 0, of_pairs]))
        things += len(s.marked.kinds)
        rows += len(at)
        of_pairs += len(s.pairs.things)
    return Things(
        torch.from_numpy(np.concatenate(mentions)),
        torch.from_numpy(np.concatenate([s.marked.kinds for s in batch])),
        torch.from_numpy(np.concatenate([s.chances for s in batch]).astype(np.float32)),
        torch.from_numpy(np.concatenate(pairs)),
        of_pairs,
    )


def _loss(scores: Scores, batch: Sequence[Sample]) -> Tensor:
    """Cross entropy of all that is said of the texts, a text's part of it."""
    total = torch.zeros(())
    for said, name in ((scores.types, "types"), (scores.roles, "roles"), (scores.numbers, "numbers")):
        targets = torch.from_numpy(np.concatenate([getattr(s, name) for s in batch]).astype(np.float32))
        known = ~targets[:, 0].isnan()
        total = total - (targets[known] * functional.log_softmax(said[known], 1)).sum()
    allowed, truth = torch.zeros_like(scores.bonds), torch.zeros_like(scores.bonds)
    row = 0
    for s in batch:
        for one, other in s.pairs.things:
            of = (KINDS[s.marked.kinds[one]], KINDS[s.marked.kinds[other]])
            for column, (bond, kinds) in enumerate(BONDS.items()):
                allowed[row, column] = kinds == of
                truth[row, column] = s.bonds.get((one, bond, other), 0.0)
            row += 1
    each = functional.binary_cross_entropy_with_logits(scores.bonds, truth, reduction="none")
    return (total + (each * allowed).sum()) / len(batch) / 10


def export(encoder: Encoder, heads: Heads, tokenizer: Path, folder: Path) -> None:
    """Write the network, its matrices in int8, and the heads at half precision, as `second_reader` reads them."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    folder.mkdir(parents=True, exist_ok=True)
    names = ["ids", "cases", "marks", "sure"]
    length = 8
    inputs = (
        torch.ones(1, length, dtype=torch.long),
        torch.zeros(1, length, dtype=torch.long),
        torch.zeros(1, length, 2 * len(KINDS)),
        torch.zeros(1, length),
    )
    whole, small = folder / "whole.onnx", folder / "small.onnx"
    torch.onnx.export(
        encoder.eval(),
        inputs,
        str(whole),
        input_names=names,
        output_names=["hidden"],
        dynamic_axes={name: {1: "pieces"} for name in (*names, "hidden")},
        opset_version=17,
        dynamo=False,
    )
    quantize_dynamic(
        whole,
        small,
        op_types_to_quantize=["MatMul", "Gather"],
        weight_type=QuantType.QInt8,
        per_channel=True,
    )
    in_floats(small, folder / "network.onnx")
    whole.unlink()
    small.unlink()
    shutil.copyfile(tokenizer, folder / "tokenizer.json")
    arrays = {name: value.detach().numpy().astype(np.float16) for name, value in heads.state_dict().items()}
    np.savez_compressed(folder / "heads.npz", **arrays)
