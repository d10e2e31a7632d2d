"""What the accurate model thinks of a text that nobody annotated, as its second reader would learn it."""

from __future__ import annotations

import numpy as np
import pytest

from loaders.extraction import pipeline
from loaders.extraction.linear import SHIPPED
from loaders.extraction.second_reader import ROLES, TYPES
from loaders.extraction.self_training import thoughts

TEXT = (
    "RouteNet: Sparse Routing for Question Answering\nWe introduce RouteNet, a sparse routing network built on BERT. "
    "On SQuAD 2.0, RouteNet reaches 85.2 F1 and outperforms RoBERTa."
)


def test_thoughts_are_probabilities_of_what_was_found() -> None:
    nlp = pipeline.with_second_reader(pipeline.load(SHIPPED), SHIPPED)
    [thought] = thoughts(nlp, [TEXT])
    names = [e.name for e in thought.reading.entities]
    ours, data = names.index("RouteNet"), names.index("SQuAD 2.0")
    number = len(names)  # the only one that is no part of a name
    assert len(thought.numbers) == len(names) + 1
    assert thought.types[: len(names)].sum(axis=1) == pytest.approx(1)
    assert np.isnan(thought.types[len(names) :]).all()
    assert thought.roles[thought.kept].sum(axis=1) == pytest.approx(1)
    assert np.isnan(np.delete(thought.roles, thought.kept, axis=0)).all()
    assert TYPES[int(thought.types[ours].argmax())] == "Method"
    assert ROLES[int(thought.roles[ours].argmax())] == "introduced"
    assert thought.numbers[number, 1:].sum() > 0.5
    assert thought.bonds[number, "on", data] > 0.5
    assert thought.bonds[ours, "EVALUATED_ON", data] > 0.5
    assert thought.bonds.get((data, "EVALUATED_ON", ours)) is None


def test_a_text_that_names_nothing_is_passed_over() -> None:
    nlp = pipeline.with_second_reader(pipeline.load(SHIPPED), SHIPPED)
    assert list(thoughts(nlp, ["", "\n", "A Title\nThis is it."])) == []
