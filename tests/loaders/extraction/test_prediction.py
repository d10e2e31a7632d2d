"""The tagger's network as it reads gives the scores of the network that was trained, whatever it read before."""

from __future__ import annotations

import numpy as np
import pytest
import spacy
from hypothesis import example, given, settings
from hypothesis import strategies as st

from loaders.extraction import SHIPPED, pipeline, prediction
from loaders.extraction.prediction import Prediction
from loaders.extraction.prose import words_of

WORDS = st.sampled_from("We evaluate RouteNet , a router ( BERT ) on SQuAD 2.0 and\n MMLU .".split(" "))
TEXTS = st.lists(WORDS | st.text(max_size=12), min_size=1, max_size=60).map(" ".join)


@pytest.fixture(scope="module")
def nlp() -> spacy.language.Language:
    return pipeline.load(SHIPPED)


@settings(max_examples=60, deadline=None)
@given(st.lists(TEXTS, min_size=1, max_size=4))
@example(["natural means", "natural language inference"])  # a word that has two codes
def test_the_scores_are_those_of_the_trained_network(nlp: spacy.language.Language, texts: list[str]) -> None:
    tagger = nlp.get_pipe("concept_tagger")
    reading = Prediction(tagger.model)
    for text in texts:
        for _, features in tagger.features(nlp.make_doc(text)):
            assert reading(features) == pytest.approx(tagger.model.predict([features])[0], abs=1e-3)


def test_no_text_depends_on_what_was_read_before(nlp: spacy.language.Language, monkeypatch: pytest.MonkeyPatch) -> None:
    tagger = nlp.get_pipe("concept_tagger")
    texts = ["On MMLU, BERT is better than RouteNet.", "RouteNet is a router. " * 5, "BERT on SQuAD 2.0 and MMLU"]
    rows = [tagger.features(nlp.make_doc(text))[0][1] for text in texts]
    alone = [Prediction(tagger.model)(features) for features in rows]
    monkeypatch.setattr(prediction, "WORDS_KEPT", 12)  # of which the third text finds too few left
    reading = Prediction(tagger.model)
    for _ in range(2):
        for features, scores in zip(rows, alone, strict=True):
            assert np.array_equal(reading(features), scores)


@given(TEXTS)
def test_the_words_of_a_text_stand_where_its_tokens_do(nlp: spacy.language.Language, text: str) -> None:
    doc = nlp.make_doc(text)
    assert words_of(doc) == ([token.text for token in doc], [token.idx for token in doc])
