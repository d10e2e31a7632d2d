"""Where names begin and end: decided from the whole paper, and never beyond what the tagger thinks possible."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from spacy.tokens import Doc

from kg.schema import CONCEPTS
from loaders.extraction import cutting, cutting_training, pipeline, renown
from loaders.extraction.cutting import Cutting
from loaders.extraction.linear import SHIPPED as MODEL
from loaders.extraction.linear import Linear, load
from loaders.extraction.mentions import Found

NLP = pipeline.blank()
KNOWN = renown.Renown({}, {})
TAGS = 1 + 4 * len(CONCEPTS)
TEXT = "We add sparse-gated tree search to Quillon.\nTree search and plain tree search for Quillon planning."


def marked(text: str, names: list[str], marginals: np.ndarray | None = None) -> Doc:
    """A text in which these names were found, in order; without marginals the tagger is sure that each is a method."""
    doc = NLP.make_doc(text)
    found, start = [], 0
    for name in names:
        start = text.index(name, start)
        found.append(Found(start, start + len(name), {"Method": 0.9}))
        start += len(name)
    doc._.found = found
    doc._.tag_marginals = np.zeros((len(doc), TAGS), "f") if marginals is None else marginals[: len(doc)]
    return doc


def names_of(doc: Doc) -> list[str]:
    return [doc.text[f.start : f.end] for f in doc._.found]


SHIPPED = cutting.make_cutting(NLP, "cutting", None)


@settings(deadline=None)
@given(arrays.arrays("f", (24, TAGS), elements=st.floats(0, 1, width=32)))
def test_whatever_the_tagger_thinks_names_stay_in_order_apart_and_inside_the_text(weights: np.ndarray) -> None:
    marginals = (weights + 1e-3) / (weights + 1e-3).sum(axis=1, keepdims=True)
    doc = SHIPPED(marked(TEXT, ["sparse-gated tree search", "Quillon", "Tree search", "plain tree search"], marginals))
    end = 0
    for found in doc._.found:
        assert end <= found.start < found.end <= len(TEXT)
        assert TEXT[found.start : found.end].strip() == TEXT[found.start : found.end]
        assert "\n" not in TEXT[found.start : found.end]
        assert all(0 <= p <= 1.001 for p in found.scores.values())
        end = found.end


def test_no_boundary_is_moved_to_where_the_tagger_gives_none_a_chance() -> None:
    names = ["sparse-gated tree search", "Quillon", "Tree search", "plain tree search", "Quillon planning"]
    assert names_of(SHIPPED(marked(TEXT, names))) == names


WEIGHTS = {
    "as found": 1.0,
    "L found:True": 3.0,
    "R found:True": 3.0,
}  # what is also a name where it stands alone is the name
BY_HAND = Cutting(
    Linear(
        (cutting.LABEL,),
        {name: n for n, name in enumerate(WEIGHTS, 1)},
        np.array([[0.0], *([w] for w in WEIGHTS.values())], "f"),
        False,
    ),
    KNOWN,
)
CASES = [
    ("A plain lathe here.\nThe lathe turns.", ["plain lathe", "lathe"], ["lathe", "lathe"]),
    ("A plain lathe here.\nNobody turns.", ["plain lathe"], ["plain lathe"]),
    ("A plain lathe, a plain lathe.\nThe lathe turns.", ["plain lathe", "plain lathe", "lathe"], ["lathe"] * 3),
    ("A plain lathe 2 here.\nA plain lathe turns.", ["plain lathe 2", "plain lathe"], ["plain lathe 2", "plain lathe"]),
    ("News En-De here.\nNo En-De turns.", ["News En-De", "En-De"], ["News En-De", "En-De"]),
]


def in_doubt(text: str, names: list[str]) -> Doc:
    """A text in which the tagger finds it possible that a name begins or ends at any word."""
    doc = marked(text, names)
    doc._.tag_marginals[:, 1] = doc._.tag_marginals[:, 3] = 0.3
    return doc


@pytest.mark.parametrize(("text", "found", "left"), CASES)
def test_a_name_is_cut_as_it_stands_elsewhere(text: str, found: list[str], left: list[str]) -> None:
    assert names_of(BY_HAND(in_doubt(text, found))) == left


def test_what_is_left_of_a_cut_name_stays_where_many_texts_know_it() -> None:
    text, found = "We use Lathe turning here.\nTurning is old.", ["Lathe turning", "Turning"]
    known = renown.Renown({"lathe": [0, 9, 0, 0, 0]}, {})
    assert names_of(BY_HAND(in_doubt(text, found))) == ["turning", "Turning"]
    assert names_of(Cutting(BY_HAND.model, known)(in_doubt(text, found))) == ["Lathe", "turning", "Turning"]


@pytest.mark.parametrize(("text", "found", "left"), CASES[:3])
def test_that_is_learned_from_papers_where_it_is_so(
    tmp_path: Path, text: str, found: list[str], left: list[str]
) -> None:
    docs, golds = [], []
    for n in range(40):
        alone = n % 2
        names = [f"plain tool{n}", f"tool{n}"] if alone else [f"plain tool{n}"]
        docs.append(in_doubt(f"We use plain tool{n} here.\nAnd {f'tool{n}' if alone else 'that'} is good.", names))
        golds.append({"entities": [{"name": names[-1], "aliases": [], "type": "Method", "role": "used"}]})
    model, others = cutting_training.train(docs, golds, KNOWN, tmp_path)
    assert len(others) == cutting_training.FOLDS
    assert load(tmp_path / cutting.WEIGHTS)[0][cutting.LABEL].features == model.features
    assert names_of(Cutting(model, KNOWN)(in_doubt(text, found))) == left


def test_names_are_cut_between_the_tagger_and_the_acronyms_only_where_there_are_weights_for_it(tmp_path: Path) -> None:
    ours = pipeline.load(MODEL).pipe_names
    assert ours[ours.index("mentions") + 1 :][:2] == ["cutting", "acronyms"]
    assert "cutting" not in pipeline.complete(pipeline.blank(), tmp_path).pipe_names
