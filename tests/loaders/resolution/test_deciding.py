"""Two names: one concept or two, and the step that says so."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.resolution import decide
from loaders.resolution.acronym import cut_to, is_acronym, spells_out
from loaders.resolution.mining import definitions, mine

ONE = [
    ("diffusion transformers", "Diffusion Transformer", "Method", "normal form"),
    ("graph isomorphism network (GIN)", "GIN", "Method", "normal form"),
    ("MRR", "mean reciprocal rank", "Metric", "lexicon"),
    ("QXWP", "quantised x-ray wavelet pooling", "Method", "letters"),
    ("few-shot NER", "few-shot named entity recognition", "Task", "lexicon"),
    ("learning from noisy demonstrations", "learning with noisy demonstrations", "Task", "fuzzy"),
    ("photometric calibraton of cameras", "photometric calibration of cameras", "Task", "fuzzy"),
]
TWO = [
    ("Falcon-7B", "Falcon-40B", "Method", "numbers"),
    ("WMT 2014", "WMT 2016", "Dataset", "numbers"),
    ("ARC", "ARC-Challenge", "Benchmark", "more words"),
    ("DistilBERT", "BERT", "Method", "before it"),
    ("RAG agent", "RAG", "Method", "more words"),
    ("supervised parsing", "unsupervised parsing", "Task", "opposites"),
    ("intra-class variance", "inter-class variance", "Metric", "opposites"),
    ("LSTM", "LTSM", "Method", "other letters"),
    ("machine translation", "machine transliteration", "Task", ""),
    ("causal attention", "casual attention", "Method", ""),
    ("GIN", "graph isomorphism testing", "Method", ""),
]


@pytest.mark.parametrize(("a", "b", "type", "step"), ONE)
def test_one_concept_by_the_first_step_that_says_so(a: str, b: str, type: str, step: str) -> None:
    for decided in (decide(a, b, type), decide(b, a, type)):
        assert decided.same
        assert decided.step == step


@pytest.mark.parametrize(("a", "b", "type", "reason"), TWO)
def test_two_concepts_and_the_guard_that_keeps_them_apart(a: str, b: str, type: str, reason: str) -> None:
    for decided in (decide(a, b, type), decide(b, a, type)):
        assert not decided.same
        assert reason in decided.reason


names = st.one_of(st.text(max_size=20), st.text(alphabet="ABab12 -+()$", max_size=12))


@given(names, names)
def test_the_order_of_two_names_does_not_matter(a: str, b: str) -> None:
    assert decide(a, b, "Method").same == decide(b, a, "Method").same


@given(names)
def test_a_name_is_itself(name: str) -> None:
    assert decide(name, name, "Task").same or not any(c.isalnum() for c in name)


def test_an_acronym_is_written_like_one() -> None:
    assert all(map(is_acronym, ("RAG", "CoT", "mAP", "GNNs", "HD-CNN", "T2I", "dLLMs")))
    assert not any(map(is_acronym, ("Adam", "graph", "Vision Transformer", "A", "", "123", "Transformers")))


@pytest.mark.parametrize(
    ("short", "long", "spelt"),
    [
        ("VAE", "variational autoencoder", True),
        ("DETR", "DEtection TRansformer", True),
        ("S2S", "speech-to-speech", True),
        ("RLHF", "reinforcement learning from human feedback", True),
        ("GNNs", "graph neural network", True),
        ("XAI", "explainable AI", True),
        ("GloVe", "Global Vectors", True),
        ("RL", "deep reinforcement learning", False),
        ("SSL", "supervised learning", False),
        ("RAG", "RAG agent", False),
        ("ABC", "a completely unrelated long name", False),
    ],
)
def test_an_acronym_is_spelt_out_by_the_beginnings_of_all_words(short: str, long: str, spelt: bool) -> None:
    assert spells_out(short, long) is spelt


def test_a_long_form_is_cut_to_what_its_acronym_stands_for() -> None:
    assert cut_to("SFT", "carefully staged supervised fine-tuning") == "supervised fine-tuning"
    assert cut_to("SFT", "something else") == "something else"


def test_definitions_are_mined_with_counts() -> None:
    text = "We train deep belief nets (DBNs). Results are given (see Table 2)."
    assert list(definitions(text)) == [("DBNs", "deep belief nets")]
    rows, words = mine([text, "Deep belief net (DBN) layers", *["calibration " * 2] * 12])
    assert rows == [("DBN", "Deep belief net", 2)]
    assert words == ["calibration"]
