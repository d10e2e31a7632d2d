"""Numbers in words: how many of something there are, how long something lasts."""

from __future__ import annotations


def counted(number: int, one: str, more: str | None = None) -> str:
    """A number with the noun it counts, whose plural is `more` where an s does not make it: "1 paper", "0 entries"."""
    return f"{number:,} {one if number == 1 else more or one + 's'}"


def lasting(seconds: float) -> str:
    """A time in the unit that people would say it in, to two digits or so: "50 s", "12 min", "3.5 h"."""
    if seconds < 90:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 90 * 60 else f"{seconds / 3600:.1f} h"
