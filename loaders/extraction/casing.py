"""How a word is written, as a code that the networks learn from: their own vocabulary knows no capitals."""

from __future__ import annotations

#: Codes there are: nothing, lower, capital first, all capitals, mixed, digits, signs, with digits, one capital letter.
CASES = 9


def case_of(word: str) -> int:
    """The code of a word or a piece of one."""
    if not word:
        return 0
    if any(c.isdigit() for c in word):
        return 5 if not any(c.isalpha() for c in word) else 7
    if not any(c.isalpha() for c in word):
        return 6
    if word.islower():
        return 1
    if len(word) == 1:
        return 8
    if word.isupper():
        return 3
    return 2 if word[0].isupper() and word[1:].islower() else 4
