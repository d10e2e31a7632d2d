"""Dates and years as sources write them."""

from __future__ import annotations

import re
from datetime import date

_NAMES = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_MONTHS = _NAMES.split("|")
_MONTH = rf"({_NAMES})[a-z]*\.?"
_ISO = re.compile(r"(\d{4})[-/](\d{1,2})(?:[-/](\d{1,2}))?(?:[T ].*)?")
_DIGITS = re.compile(r"(\d{4})(\d\d)(\d\d)")
_MONTH_FIRST = re.compile(rf"{_MONTH}\s+(\d{{1,2}}),?\s+(\d{{4}})", re.IGNORECASE)
_DAY_FIRST = re.compile(rf"(\d{{1,2}})\.?\s+{_MONTH},?\s+(\d{{4}})", re.IGNORECASE)


def iso_date(text: str) -> str | None:
    """ISO 8601 of a date ("2024-06-05") or of a month without a day ("2024-06"); None where it is neither."""
    text = text.strip()
    if match := _ISO.fullmatch(text) or _DIGITS.fullmatch(text):
        year, month, day = int(match[1]), int(match[2]), match[3]
    elif match := _MONTH_FIRST.fullmatch(text):
        year, month, day = int(match[3]), _MONTHS.index(match[1].lower()) + 1, match[2]
    elif match := _DAY_FIRST.fullmatch(text):
        year, month, day = int(match[3]), _MONTHS.index(match[2].lower()) + 1, match[1]
    else:
        return None
    try:
        whole = date(year, month, int(day or 1)).isoformat()
    except ValueError:
        return None
    return whole if day else whole[:7]


def year_of(value: object) -> int | None:
    """The year in a number or text (2024, 2024.0, "2024"), if it is one that a paper can have."""
    if isinstance(value, str) and re.fullmatch(r"\s*\d{4}(?:\.0)?\s*", value):
        value = float(value)
    if isinstance(value, bool) or not isinstance(value, int | float) or not 1500 <= value <= 2200:
        return None  # NaN is in no range
    return int(value) if value == int(value) else None
