"""Fits the tagger: seeded batches of texts of like length, the CRF's gradient, Adam with a warm start and decay."""

from __future__ import annotations

import random
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from thinc.api import Adam, fix_random_seed, set_dropout_rate

from loaders.extraction import crf
from loaders.extraction.tagger import ConceptTagger, segments

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from numpy.typing import NDArray
    from spacy.tokens import Doc, Span

WORDS_A_GRADIENT = 20.0  # the scale of gradients: as if a batch had so many words
WARM_UP = 0.05  # of all steps


@dataclass(frozen=True, slots=True)
class Sample:
    """A segment of a text: its features, its tags, the words whose tags teach nothing, and how much it counts."""

    x: NDArray[np.uint64]
    tags: NDArray[np.int64]
    unknown: NDArray[np.bool_]
    weight: float


def samples(tagger: ConceptTagger, docs: Iterable[tuple[Doc, Sequence[Span]]], weight: float = 1.0) -> list[Sample]:
    """Training samples of docs whose entities are set; the spans beside a doc are those of which nothing is known."""
    number = {tag: i for i, tag in enumerate(tagger.tags)}
    out = []
    for doc, unknown in docs:
        tags, open_ = np.zeros(len(doc), np.int64), np.zeros(len(doc), np.bool_)
        for span in unknown:
            open_[span.start : span.end] = True
        for e in doc.ents:
            if e.end - e.start == 1:
                tags[e.start] = number[f"S-{e.label_}"]
            else:
                tags[e.start : e.end] = number[f"I-{e.label_}"]
                tags[e.start], tags[e.end - 1] = number[f"B-{e.label_}"], number[f"E-{e.label_}"]
        for (start, x), (_, end) in zip(tagger.features(doc), segments(doc), strict=True):
            out.append(Sample(x, tags[start:end], open_[start:end], weight))
    return out


def batches(data: Sequence[Sample], words: int, rng: random.Random) -> list[list[Sample]]:
    """Shuffled batches of about `words` words, each of samples of like length."""
    order = list(data)
    rng.shuffle(order)
    out: list[list[Sample]] = []
    pool = 400
    for i in range(0, len(order), pool):
        batch: list[Sample] = []
        for sample in sorted(order[i : i + pool], key=lambda s: len(s.tags)):
            if batch and (len(batch) + 1) * len(sample.tags) > words:
                out.append(batch)
                batch = []
            batch.append(sample)
        out.append(batch)
    rng.shuffle(out)
    return out


def step(tagger: ConceptTagger, batch: Sequence[Sample]) -> float:
    """Gradients of the CRF's loss on one batch; returns the loss a word."""
    emissions, backprop = tagger.model.begin_update([s.x for s in batch])
    lengths = np.array([len(s.tags) for s in batch])
    scores = np.zeros((len(batch), lengths.max(), len(tagger.tags)), "f")
    for i, e in enumerate(emissions):
        scores[i, : len(e)] = e
    gradient, log_z = crf.marginals(scores, lengths)
    loss = log_z.sum()
    for i, sample in enumerate(batch):
        words = np.arange(lengths[i])
        loss -= scores[i, words, sample.tags].sum()
        gradient[i, words, sample.tags] -= 1.0
        gradient[i, words[sample.unknown]] = 0.0
        gradient[i] *= sample.weight
    gradient *= WORDS_A_GRADIENT / lengths.sum()
    backprop([np.ascontiguousarray(gradient[i, :n]) for i, n in enumerate(lengths)])
    return float(loss / lengths.sum())


def fit(
    tagger: ConceptTagger,
    data: Sequence[Sample],
    *,
    epochs: int,
    words: int = 3000,
    rate: float = 2e-3,
    dropout: float = 0.2,
    seed: int = 0,
    log: Callable[[str], None],
) -> None:
    """Train from the start, in place: every sample once an epoch, in batches of about `words` words."""
    fix_random_seed(seed)
    tagger.model.initialize()
    rng = random.Random(seed)
    optimizer = Adam(rate, L2=0.01, L2_is_weight_decay=True, grad_clip=1.0, use_averages=True)
    set_dropout_rate(tagger.model, dropout)
    plan = [batches(data, words, rng) for _ in range(epochs)]
    total, done, began = sum(map(len, plan)), 0, time.monotonic()
    for epoch, todo in enumerate(plan):
        losses = []
        for batch in todo:
            warm = min(1.0, (done + 1) / (WARM_UP * total))
            optimizer.learn_rate = rate * warm * max(0.01, 1 - done / total)
            losses.append(step(tagger, batch))
            tagger.model.finish_update(optimizer)
            done += 1
            if done % 50 == 0:
                log(f"step {done}/{total} loss {np.mean(losses[-50:]):.4f} after {time.monotonic() - began:.0f} s")
        log(f"epoch {epoch + 1}/{epochs} loss {np.mean(losses):.4f}")
    _keep_averages(tagger, optimizer.averages)
    tagger.prediction = None


def _keep_averages(tagger: ConceptTagger, averages: Mapping[tuple[int, str], Any]) -> None:
    """Parameters averaged over the steps generalise better than the last ones."""
    for node in tagger.model.walk():
        for name in node.param_names:
            if (node.id, name) in averages:
                node.set_param(name, averages[node.id, name])
