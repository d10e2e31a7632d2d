"""How many of something there are, in words."""

from __future__ import annotations


def counted(number: int, one: str, more: str | None = None) -> str:
    """A number with the noun it counts, whose plural is `more` where an s does not make it: "1 paper", "0 entries"."""
    return f"{number:,} {one if number == 1 else more or one + 's'}"
