"""What a number in a text is worth: its size, and whether more of it is better."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from pathlib import Path

_NUMBER = re.compile(r"[-+−]?\d+(?:,\d{3})*(?:\.\d+)?|[-+−]?\.\d+")


def number(value: str) -> float | None:
    """The first number in a value as a text writes it: "87.2%", "1,234", "−0.3", "76.4 ± 0.2"; None without one."""
    found = _NUMBER.search(value)
    return float(found[0].replace(",", "").replace("−", "-")) if found else None


def lower_is_better(metric: str | None) -> bool:
    """Whether less of this metric is better (queries/metrics.toml); a metric nobody named counts as more is better."""
    said = " " + re.sub(r"[\s_-]+", " ", (metric or "").lower()) + " "
    return any(f" {words} " in said for words in _lower())


@cache
def _lower() -> tuple[str, ...]:
    import tomllib

    data = tomllib.loads((Path(__file__).parent / "metrics.toml").read_text(encoding="utf-8"))
    return tuple(words.replace("-", " ") for words in data["lower_is_better"])


def ranked(rows: list[dict[str, object]]) -> list[dict[str, object]]:
    """Rows with `metric` and `value`, best first within each metric, with their `rank` there (equals share one).

    The metric with most rows comes first, results without a metric last; rows whose value holds no number are left out.
    """
    sized = [(size, row) for row in rows if (size := number(str(row["value"]))) is not None]
    count = Counter(row["metric"] for _, row in sized)

    def place(item: tuple[float, dict[str, object]]) -> tuple[object, ...]:
        size, row = item
        metric = row["metric"]
        worth = size if lower_is_better(_text(metric)) else -size
        tie = (str(row.get("method") or "￿"), str(row.get("paper")))
        return (metric is None, -count[metric], str(metric), worth, *tie)

    placed: list[dict[str, object]] = []
    seen = 0
    last: tuple[object, float] | None = None
    for size, row in sorted(sized, key=place):
        seen = seen + 1 if last and last[0] == row["metric"] else 1
        rank = placed[-1]["rank"] if last == (row["metric"], size) else seen
        placed.append({**row, "rank": rank})
        last = (row["metric"], size)
    return placed


def _text(value: object) -> str | None:
    return None if value is None else str(value)
