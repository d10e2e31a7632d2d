"""Numbers as texts write them, and which way a metric points."""

from __future__ import annotations

import pytest

from queries.results import lower_is_better, number, ranked


@pytest.mark.parametrize(
    ("value", "size"),
    [
        ("87.2%", 87.2),
        ("+3.06", 3.06),
        ("1,234", 1234),
        ("−0.3", -0.3),
        ("76.4 ± 0.2", 76.4),
        (".5", 0.5),
        ("many", None),
    ],
)
def test_number(value: str, size: float | None) -> None:
    assert number(value) == size


@pytest.mark.parametrize(
    "metric", ["perplexity", "FID", "word error rate", "WER", "top-5 error", "MAE", "Training Loss"]
)
def test_less_of_it_is_better(metric: str) -> None:
    assert lower_is_better(metric)


@pytest.mark.parametrize("metric", ["accuracy", "F1", "BLEU", "lossless accuracy", "mAP", "Recall@10", None])
def test_more_of_it_is_better(metric: str | None) -> None:
    assert not lower_is_better(metric)


def test_ranks_begin_anew_for_each_metric_and_equals_share_one() -> None:
    def row(metric: str | None, value: str) -> dict[str, object]:
        return {"rank": 0, "method": value, "metric": metric, "value": value, "paper": "p"}

    rows = [
        row("WER", "5"),
        row("WER", "4"),
        row(None, "9"),
        row("F1", "70"),
        row("F1", "80%"),
        row("F1", "80"),
        row("F1", "?"),
    ]
    assert [(r["rank"], r["metric"], r["value"]) for r in ranked(rows)] == [
        (1, "F1", "80"),
        (1, "F1", "80%"),
        (3, "F1", "70"),
        (1, "WER", "4"),
        (2, "WER", "5"),
        (1, None, "9"),
    ]
