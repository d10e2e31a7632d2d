"""The second reader: what it sees of a text, how its opinion is made one with another, and what it changes."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.records import Entity, Evidence, Mention, Paper
from loaders.extraction import pipeline
from loaders.extraction.linear import SHIPPED
from loaders.extraction.marking import KINDS, mark, pair_up
from loaders.extraction.opinion import Opinion, Weights, of_each, of_one
from loaders.extraction.reading import Reading, group, read
from loaders.extraction.second_reader import BONDS, FOLDER, make_second_reader
from loaders.extraction.transformer import tokenizer_of

NAMES = {"RouteNet": "Method", "BERT": "Method", "SQuAD 2.0": "Dataset", "accuracy": "Metric", "parsing": "Task"}
WORDS = st.sampled_from([*NAMES, "reaches", "92.1 %", "on", "μ-law", "naïve", "$x^2$", ".", "\n", "Ångström,"])


@pytest.fixture(scope="module")
def tokenizer() -> Any:
    return tokenizer_of(SHIPPED / FOLDER / "tokenizer.json")


def reading_of(text: str) -> Reading:
    """A text with our names marked as entities wherever they stand."""
    entities = []
    for name, type_ in NAMES.items():
        starts = [i for i in range(len(text)) if text.startswith(name, i)]
        if starts:
            places = tuple(Mention(i, i + len(name)) for i in starts)
            entities.append(Entity(name, type_, "mentioned", places, Evidence(0, 1, "test")))
    return read(text, entities)


@given(st.lists(WORDS, max_size=60))
def test_a_mark_stands_where_its_name_does(tokenizer: Any, words: list[str]) -> None:
    reading = reading_of(" ".join(["A title", "\n", *words]))
    marked = mark(tokenizer, reading, [0.5] * len(reading.entities), [])
    vocabulary = [tokenizer.id_to_token(i) for i in marked.ids.tolist()]
    places = [m for e in reading.entities for m in e.mentions[:8]]
    assert len(marked.mentions) == len(places)
    for (thing, first, last, _), place in zip(marked.mentions.tolist(), places, strict=True):
        said = "".join(vocabulary[first : last + 1]).replace("##", "")
        assert said == reading.text[place.start : place.end].replace(" ", "").lower()
        kind = KINDS.index(group(reading.entities[thing]))
        assert marked.marks[first, 2 * kind] == 1
        assert (marked.marks[first + 1 : last + 1, 2 * kind + 1] == 1).all()
        assert (marked.sure[first : last + 1] == 0.5).all()
    outside = np.ones(len(marked.ids), bool)
    for _, first, last, _ in marked.mentions.tolist():
        outside[first : last + 1] = False
    assert not marked.marks[outside].any()


def test_what_stands_too_far_behind_is_not_seen(tokenizer: Any) -> None:
    reading = reading_of("A title\n" + "We use RouteNet. " + "word " * 600 + "BERT.")
    marked = mark(tokenizer, reading, [1.0, 1.0], [])
    assert len(marked.ids) == 512
    assert [reading.entities[thing].name for thing in marked.mentions[:, 0]] == ["RouteNet"]


def test_pairs_are_of_the_kinds_asked_for_and_seen_from_their_closest_mentions(tokenizer: Any) -> None:
    reading = reading_of("RouteNet\nRouteNet is like BERT. On SQuAD 2.0 BERT reaches 90.1 accuracy.")
    start = reading.text.index("90.1")
    marked = mark(tokenizer, reading, [1.0] * 4, [(start, start + 4)])
    pairs = pair_up(marked, set(BONDS.values()), range(5))
    names = [*(e.name for e in reading.entities), "90.1"]
    assert {(names[a], names[b]) for a, b in pairs.things} == {
        ("RouteNet", "BERT"), ("BERT", "RouteNet"), ("RouteNet", "SQuAD 2.0"), ("BERT", "SQuAD 2.0"),
        ("90.1", "SQuAD 2.0"), ("90.1", "RouteNet"), ("90.1", "BERT"), ("90.1", "accuracy"),
    }  # fmt: skip
    near = pairs.things.index((names.index("BERT"), names.index("SQuAD 2.0")))
    one, other, sentences, _, _ = next(row for row in pairs.mentions.tolist() if row[4] == near)
    assert marked.mentions[one, 3] == marked.mentions[other, 3] and sentences == 3  # one sentence: no distance


CHANCES = st.floats(0.001, 0.999)


@given(st.lists(CHANCES, min_size=3, max_size=3), st.lists(CHANCES, min_size=3, max_size=3), st.floats(0, 1))
def test_two_opinions_become_one_between_them(own: list[float], other: list[float], weight: float) -> None:
    labels = ["a", "b", "c"]
    mixed = of_each(np.array(own), labels, dict(zip(labels, other, strict=True)), weight)
    for low, high, both in zip(np.minimum(own, other), np.maximum(own, other), mixed, strict=True):
        assert low - 1e-6 <= both <= high + 1e-6
    shares = dict(zip(labels, np.array(other) / sum(other), strict=True))
    one = of_one(np.array(own) / sum(own), labels, shares, weight)
    assert one.sum() == pytest.approx(1)
    if weight in (0, 1):
        wanted = np.array(other if weight else own)
        assert one == pytest.approx(wanted / wanted.sum(), abs=1e-3)
    assert (of_each(np.array(own), labels, None, weight) == own).all()


def test_what_the_reader_was_not_asked_of_a_pair_is_no_opinion() -> None:
    thought = {(0, 1): {"USES": 0.9}}
    opinion = Opinion(Weights(relations=1.0), {}, roles={}, relations=thought, kinds={}, bonds={})
    own = np.array([0.2, 0.2])
    assert opinion.of_relations(own, ["USED_FOR", "USES"], (0, 1)).tolist() == pytest.approx([0.2, 0.9])
    assert (opinion.of_relations(own, ["USED_FOR", "USES"], (1, 0)) == own).all()


def test_when_to_believe_it_is_kept_beside_the_network(tmp_path: Path) -> None:
    nlp = pipeline.load(SHIPPED)
    reader = make_second_reader(nlp, "second_reader", None)
    reader.weights, reader.thresholds = Weights(0.25, 0.5, 0.75, 1.0), {"USES": 0.375}
    shutil.copytree(SHIPPED / FOLDER, tmp_path / FOLDER)
    reader.keep_cuts(tmp_path)
    again = make_second_reader(nlp, "second_reader", str(tmp_path))
    assert (again.weights, again.thresholds) == (reader.weights, reader.thresholds)
    assert again.heads.arrays.keys() == reader.heads.arrays.keys()


def test_heads_in_numpy_say_what_the_trained_ones_do(tokenizer: Any) -> None:
    torch = pytest.importorskip("torch", reason="needs the extra `train`")
    pytest.importorskip("onnx", reason="needs the extra `train`")
    from loaders.extraction import reader_network, reader_training
    from loaders.extraction.second_reader import Heads

    paper = Paper("RouteNet", "RouteNet is like BERT. On SQuAD 2.0 BERT reaches 90.1 accuracy.")
    entities = reading_of(paper.text).entities
    gold: dict[str, Any] = {"entities": [], "relations": [], "results": []}
    sample = reader_training.sample(tokenizer, paper, gold, entities, np.full((len(entities), 6), 1 / 6))
    torch.manual_seed(0)
    heads = reader_network.Heads().eval()
    hidden = torch.randn(1, len(sample.marked.ids), reader_network.WIDTH)
    with torch.no_grad():
        theirs = heads(hidden, reader_training.flat([sample]))
    ours = Heads({name: value.numpy() for name, value in heads.state_dict().items()})
    mentions = ours.mentions(hidden[0].numpy(), sample.marked)
    things = ours.things(mentions, sample.marked, sample.chances)
    assert ours.types(things, sample.chances) == pytest.approx(torch.softmax(theirs.types, 1).numpy(), abs=1e-4)
    bonds = ours.bonds(mentions, things, sample.marked, sample.pairs)
    assert len(bonds) and bonds == pytest.approx(torch.sigmoid(theirs.bonds).numpy(), abs=1e-4)
