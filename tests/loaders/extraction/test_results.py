"""Numbers: which may be results, and whose they are."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.extraction.quantities import quantities


def values(text: str) -> list[str]:
    return [q.value for q in quantities(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("reaches 87.2% on X", ["87.2%"]),
        (r"reaches $92.1\%$ on X", ["92.1%"]),
        (r"reaches \textbf{84.4\%} and \textbf{71}\% on X", ["84.4%", "71%"]),
        ("a gain of +3.06 on X", ["+3.06"]),
        ("drops by 6.90 pp on X", ["6.90 pp"]),
        ("by 3.2 points on X", ["3.2 points"]),
        ("from 61.2 to 64.8 on X", ["61.2", "64.8"]),
        ("23.5->26.9 on X", ["23.5", "26.9"]),
        (r"$0.49 \rightarrow 0.74$", ["0.49", "0.74"]),
        ("71.3, 68.0 and 59.2 on A, B and C respectively", ["71.3", "68.0", "59.2"]),
        ("gains of 1.4-2.2% on X", ["1.4-2.2%"]),
        ("84.1/83.2 on X", ["84.1", "83.2"]),
        (r"an accuracy of 91.2 $\pm$ 0.3 on X", ["91.2"]),
        ("OCR (+2.5%), VQA (-1.4%)", ["+2.5%", "-1.4%"]),
        ("64.1 mIoU on X", ["64.1"]),
        ("an error of .083 on X", [".083"]),
        ("ROUGE-1 of PubMed 50.2, arXiv 48.4", ["50.2", "48.4"]),
    ],
    ids=str,
)
def test_what_may_be_a_result(text, expected):
    assert values(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Llama 2 7B and GPT-4 with 1.5B parameters",
        "a 12-layer model with 110M parameters",
        "65x faster and 3 times smaller, 2.7$\\times$ speed-up",
        "trained on 1,000,000 samples for 30 epochs in 2023",
        "top-5 and top 1 results, 5-shot, 10-fold",
        "CIFAR-10, F1, H2O, 3D scenes, the 2nd place",
        "16 datasets, 7 languages, 24 tasks, 8 GPUs, 12 layers",
        "SemEval 2019 Task 5",
        "the extended versions (arXiv:1901.00001, 1901.00002)",
        "uses 128k tokens and 32 GB",
    ],
    ids=str,
)
def test_what_only_looks_like_one(text):
    assert values(text) == []


@given(st.decimals(min_value=0, max_value=1000, places=2), st.sampled_from(["%", "", " points", r"\%"]), st.booleans())
def test_any_decimal_is_read_as_written(number, unit, latex):
    written = f"${number}{unit}$" if latex else f"{number}{unit}"
    assert values(f"It reaches {written} on the test set.") == [f"{number}{unit}".replace("\\", "")]


@given(st.text(alphabet="0123456789.,+-–%$\\{}x ()toandkB/±", max_size=60))
def test_any_text_gives_numbers_in_order_and_in_place(text):
    found = list(quantities(text))
    assert all(0 <= q.start < q.end <= len(text) for q in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(any(c.isdigit() for c in q.value) and "\\" not in q.value and "$" not in q.value for q in found)


OPENING = "Quillon: Sparse Routing\nWe propose Quillon, a sparse router. "
NAMES = {
    "Quillon": "Method",
    "DenseKing": "Method",
    "RankBowl": "Benchmark",
    "QuestTrove": "Dataset",
    "HayStore": "Dataset",
    "accuracy": "Metric",
    "F1": "Metric",
}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Quillon achieves 71.3% accuracy on RankBowl.",
            [("Quillon", "RankBowl", "accuracy", "71.3%", "absolute")],
        ),
        (
            r"On RankBowl, Quillon reaches an accuracy of $71.3\%$.",
            [("Quillon", "RankBowl", "accuracy", "71.3%", "absolute")],
        ),
        (
            "Quillon reaches an accuracy of 71.3, 68.0 and 59.2 on RankBowl, QuestTrove and HayStore, respectively.",
            [
                ("Quillon", "RankBowl", "accuracy", "71.3", "absolute"),
                ("Quillon", "QuestTrove", "accuracy", "68.0", "absolute"),
                ("Quillon", "HayStore", "accuracy", "59.2", "absolute"),
            ],
        ),
        (
            "Quillon outperforms the best baseline by 3.2 points on RankBowl.",
            [("Quillon", "RankBowl", None, "3.2 points", "gain")],
        ),
        (
            "It brings consistent gains on RankBowl (+2.5 F1) and QuestTrove (+1.4 F1).",
            [("Quillon", "RankBowl", "F1", "+2.5", "gain"), ("Quillon", "QuestTrove", "F1", "+1.4", "gain")],
        ),
        (
            "It achieves 71.3% accuracy on RankBowl and 80.2% accuracy on QuestTrove.",
            [
                ("Quillon", "RankBowl", "accuracy", "71.3%", "absolute"),
                ("Quillon", "QuestTrove", "accuracy", "80.2%", "absolute"),
            ],
        ),
        (
            "Quillon raises accuracy from 61.2% to 64.8% on RankBowl and from 50.1% to 55.3% on QuestTrove.",
            [
                (None, "RankBowl", "accuracy", "61.2%", "absolute"),
                ("Quillon", "RankBowl", "accuracy", "64.8%", "absolute"),
                (None, "QuestTrove", "accuracy", "50.1%", "absolute"),
                ("Quillon", "QuestTrove", "accuracy", "55.3%", "absolute"),
            ],
        ),
        (
            "Quillon raises accuracy on RankBowl from 61.2% to 64.8% and on QuestTrove from 50.1% to 55.3%.",
            [
                (None, "RankBowl", "accuracy", "61.2%", "absolute"),
                ("Quillon", "RankBowl", "accuracy", "64.8%", "absolute"),
                (None, "QuestTrove", "accuracy", "50.1%", "absolute"),
                ("Quillon", "QuestTrove", "accuracy", "55.3%", "absolute"),
            ],
        ),
        (
            "Quillon improves F1 from 35.5% to 44.5% for RankBowl, and 27.6% to 36.2% for QuestTrove.",
            [
                (None, "RankBowl", "F1", "35.5%", "absolute"),
                ("Quillon", "RankBowl", "F1", "44.5%", "absolute"),
                (None, "QuestTrove", "F1", "27.6%", "absolute"),
                ("Quillon", "QuestTrove", "F1", "36.2%", "absolute"),
            ],
        ),
    ],
    ids=["plain", "latex", "respectively", "gain", "brackets", "two", "both", "name first", "from once"],
)
def test_whose_result_it_is(facts, sentence, expected):
    text = OPENING + sentence
    assert facts(text, {n: t for n, t in NAMES.items() if n in text}).values == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "Quillon improves accuracy on RankBowl from 61.2% to 64.8%.",
        "Quillon helps on short texts (e.g., 61.2%->64.8% accuracy on RankBowl).",
        r"Quillon helps on RankBowl (accuracy 61.2% $\rightarrow$ 64.8%).",
        "Quillon helps on RankBowl (accuracy 61.2% rightarrow 64.8%).",
    ],
    ids=["from to", "arrow", "latex", "lost backslash"],
)
def test_before_and_after_are_two_absolute_rows_and_only_the_second_is_the_methods(facts, sentence):
    found = facts(OPENING + sentence, {"Quillon": "Method", "RankBowl": "Benchmark", "accuracy": "Metric"})
    assert found.values == [
        (None, "RankBowl", "accuracy", "61.2%", "absolute"),
        ("Quillon", "RankBowl", "accuracy", "64.8%", "absolute"),
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "Quillon has 12 layers and 110M parameters and is 3x faster on RankBowl.",
        "Quillon uses only 10% of the data of RankBowl for training.",
        "RankBowl was released in 2019 and holds 4,000 questions.",
        "Quillon may reach 80.1% accuracy on RankBowl.",
        "Quillon achieves 71.3% accuracy.",
        "The accuracy of Quillon falls by 16% compared with RankBowl.",
    ],
    ids=str,
)
def test_no_result(facts, sentence):
    text = OPENING + sentence
    assert not facts(text, {n: t for n, t in NAMES.items() if n in text}).results


@pytest.mark.parametrize(
    "sentence",
    [
        "Quillon is better (RankBowl 51.3 -> 60.2 F1, QuestTrove 70.1 -> 73.3 F1, HayStore 40.2 -> 55.0 F1).",
        "RankBowl 51.3 or 60.2, QuestTrove 70.1 or 73.3 and HayStore 40.2 or 55.0 is what Quillon gets.",
    ],
    ids=["brackets", "bare"],
)
def test_numbers_that_take_even_turns_with_data_are_all_results_or_none(facts, sentence):
    found = facts(OPENING + sentence, {n: t for n, t in NAMES.items() if n in sentence}).results
    named = [("RankBowl", "51.3 60.2"), ("QuestTrove", "70.1 73.3"), ("HayStore", "40.2 55.0")]
    assert [(r.on, r.value) for r in found] == [(on, value) for on, values in named for value in values.split()]
    assert len({r.evidence.confidence for r in found}) == 1


def test_without_named_method_and_metric(facts):
    found = facts("A Router\nOur approach reaches 71.3 on RankBowl.", {"RankBowl": "Benchmark"})
    assert found.values == [(None, "RankBowl", None, "71.3", "absolute")]


def test_the_sentence_is_the_evidence(facts):
    found = facts(OPENING + "Quillon achieves 71.3% accuracy on RankBowl. More follows.", NAMES)
    evidence = found.results[0].evidence
    assert found.text[evidence.start : evidence.end] == "Quillon achieves 71.3% accuracy on RankBowl."
