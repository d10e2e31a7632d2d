"""A wrong edge is worse than a missing one: each guard with sentences in which only it stands in the way."""

from __future__ import annotations

import pytest

TITLE = "Tessera: Patchwise Captioning of Maps"
OPENING = "Map captioning is hard for small models. We propose Tessera, a patchwise captioner for map captioning."
PLAIN = f"{TITLE}\n{OPENING} We evaluate Tessera on CartoCaps and report BLEU."
NAMES = {
    "Tessera": "Method",
    "GlyphNet": "Method",
    "map captioning": "Task",
    "CartoCaps": "Dataset",
    "AtlasQA": "Benchmark",
    "BLEU": "Metric",
}


def test_a_plain_statement_is_a_fact(facts):
    found = facts(PLAIN, {n: t for n, t in NAMES.items() if n in PLAIN})
    assert found.roles["Tessera"] == "introduced"
    assert found.roles["CartoCaps"] == "evaluated_on"
    assert ("Tessera", "EVALUATED_ON", "CartoCaps") in found.triples


@pytest.mark.parametrize(
    "sentence",
    [
        "We do not evaluate on AtlasQA.",
        "Tessera was not tested on AtlasQA, whose labels are closed.",
        "We have not trained or evaluated Tessera on AtlasQA.",
        "This is achieved without using AtlasQA.",
        "We report no BLEU because we never tested on AtlasQA.",
        "Tessera cannot be evaluated on AtlasQA.",
    ],
    ids=str,
)
def test_negation(facts, sentence):
    _only_mentioned(facts, sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Tessera may also transfer to AtlasQA.",
        "We hypothesize that Tessera reaches strong accuracy on AtlasQA.",
        "In principle, Tessera achieves good results on AtlasQA.",
        "It is possible that Tessera improves results on AtlasQA.",
        "We expect Tessera to perform well on AtlasQA.",
    ],
    ids=str,
)
def test_hedging(facts, sentence):
    _only_mentioned(facts, sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "In future work, we will evaluate Tessera on AtlasQA.",
        "We plan to evaluate Tessera on AtlasQA.",
        "An evaluation on AtlasQA is left for future work.",
        "We leave experiments on AtlasQA to future work.",
        "How Tessera performs on AtlasQA remains to be seen.",
    ],
    ids=str,
)
def test_future_work(facts, sentence):
    _only_mentioned(facts, sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Benchmarks such as AtlasQA have drawn much attention in recent years.",
        "Existing benchmarks such as AtlasQA only cover country names.",
    ],
    ids=str,
)
def test_background_and_examples(facts, sentence):
    text = f"{TITLE}\n{sentence} {OPENING} We evaluate Tessera on CartoCaps and report BLEU."
    found = facts(text, {n: t for n, t in NAMES.items() if n in text})
    assert found.roles["AtlasQA"] == "mentioned"
    assert not [t for t in found.triples if "AtlasQA" in t and t[1] != "FOR_TASK"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Tessera is trained on CartoCaps and evaluated on AtlasQA.",
        "Tessera is pre-trained from scratch on the public CartoCaps dataset. We evaluate it on AtlasQA.",
        "Pretrained only on CartoCaps, Tessera reaches 41.2 BLEU on AtlasQA.",
    ],
    ids=str,
)
def test_what_is_only_trained_on_is_not_evaluated_on(facts, sentence):
    text = f"{TITLE}\n{OPENING} {sentence}"
    found = facts(text, {n: t for n, t in NAMES.items() if n in text})
    assert found.roles["CartoCaps"] == "trained_on"
    assert found.roles["AtlasQA"] == "evaluated_on"
    said = {type_ for head, type_, tail in found.triples if tail == "CartoCaps" and head == "Tessera"}
    assert said == {"TRAINED_ON"}


def test_what_is_trained_and_evaluated_on_is_evaluated_on(facts):
    text = f"{TITLE}\n{OPENING} Tessera is trained and evaluated on CartoCaps, where it reaches 41.2 BLEU."
    found = facts(text, {n: t for n, t in NAMES.items() if n in text})
    assert found.roles["CartoCaps"] == "evaluated_on"
    assert ("Tessera", "EVALUATED_ON", "CartoCaps") in found.triples


def test_the_reach_of_a_guard_ends_where_the_claim_begins(facts):
    text = f"{TITLE}\n{OPENING} Without using any labels, Tessera achieves 41.2 BLEU on CartoCaps."
    found = facts(text, {n: t for n, t in NAMES.items() if n in text})
    assert found.roles["CartoCaps"] == "evaluated_on"
    assert ("Tessera", "CartoCaps", "BLEU", "41.2", "absolute") in found.values


@pytest.mark.parametrize(
    "sentence",
    [
        "Tessera is comparable to GlyphNet on CartoCaps.",
        "Tessera is similar to GlyphNet in size.",
        "On CartoCaps, Tessera performs on par with GlyphNet.",
        "On CartoCaps, Tessera does not outperform GlyphNet.",
        "We compare Tessera with GlyphNet on CartoCaps.",
        "Tessera might outperform GlyphNet on longer texts.",
        "Tessera is competitive with GlyphNet.",
        "Tessera achieves superior speed while performing competitively against GlyphNet.",
        "Tessera outperforms OrbitFormer on CartoCaps and reaches parity with GlyphNet.",
        "Tessera surpasses OrbitFormer on CartoCaps while trailing behind GlyphNet.",
        "Tessera matches or even surpasses GlyphNet on CartoCaps.",
        "Of the older systems, OrbitFormer outperforms GlyphNet on CartoCaps, and Tessera is the smallest.",
        "On CartoCaps, GlyphNet outperforms Tessera by a large margin.",
        "Our results did not yield consistent improvements over GlyphNet on CartoCaps.",
    ],
    ids=str,
)
def test_a_comparison_without_winner_is_no_win(facts, sentence):
    text = f"{TITLE}\n{OPENING} {sentence}"
    found = facts(text, {n: t for n, t in NAMES.items() if n in text})
    assert not [t for t in found.triples if t[1] == "OUTPERFORMS" and t[2] == "GlyphNet"]


def test_a_stated_win_is_one(facts):
    text = f"{TITLE}\n{OPENING} On CartoCaps, Tessera outperforms GlyphNet by a large margin."
    found = facts(text, {n: t for n, t in NAMES.items() if n in text})
    assert ("Tessera", "OUTPERFORMS", "GlyphNet") in found.triples
    assert ("GlyphNet", "OUTPERFORMS", "Tessera") not in found.triples


def test_no_relation_from_standing_side_by_side(facts):
    text = "Notes on Maps\nGlyphNet and CartoCaps are well known. Many like AtlasQA and OrbitFormer too."
    found = facts(text, {"GlyphNet": "Method", "OrbitFormer": "Method", "CartoCaps": "Dataset", "AtlasQA": "Benchmark"})
    assert not found.triples


def test_a_benchmark_inside_another_name_is_not_evaluated_on(facts):
    text = f"{TITLE}\n{OPENING} We evaluate Tessera on the AtlasQA-Hard split and report BLEU."
    found = facts(text, {"Tessera": "Method", "AtlasQA-Hard": "Benchmark", "BLEU": "Metric"})
    assert found.roles == {"Tessera": "introduced", "AtlasQA-Hard": "evaluated_on", "BLEU": "used"}


def _only_mentioned(facts, sentence: str) -> None:
    text = f"{PLAIN} {sentence}"
    found = facts(text, {n: t for n, t in NAMES.items() if n in text})
    assert found.roles["AtlasQA"] == "mentioned"
    assert not [t for t in found.triples if "AtlasQA" in t]
    assert not [r for r in found.results if r.on == "AtlasQA"]
    assert found.roles["CartoCaps"] == "evaluated_on"
