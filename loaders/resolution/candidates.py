"""Pairs of long names worth comparing: only names that share a block are ever looked at, so time grows with names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import lru_cache
from string import ascii_lowercase

from loaders.resolution import lexicon
from loaders.resolution.clusters import Link
from loaders.resolution.deciding import alike, expanded
from loaders.resolution.forms import Forms
from loaders.resolution.normal import key, words
from loaders.resolution.similar import SHORTEST, content, misspelt

_RANK = 3
#: A block beyond this says that its key tells nothing.
_WIDEST = 50


def links(forms: Forms) -> Iterator[Link]:
    """Every pair of long names that `alike` calls one concept."""
    names = [name for name in forms if not forms[name].short]
    if len(names) < 2:
        return
    blocks: tuple[Callable[[str], object], ...] = (
        content,
        lambda best: key(expanded(best)),
        lambda best: corrected(words(best)),
    )
    seen: set[tuple[str, str]] = set()
    for block in blocks:
        groups: dict[object, list[str]] = defaultdict(list)
        for name in names:
            groups[block(forms[name].best)].append(name)
        for group in groups.values():
            if len(group) <= _WIDEST:
                seen |= {(a, b) for at, a in enumerate(group) for b in group[at + 1 :]}
    for a, b in sorted(seen):
        if found := alike(forms[a].best, forms[b].best):
            weight = len(forms[a].papers) + len(forms[b].papers)
            yield Link(_RANK, weight, a, b, found.step, found.reason)


def corrected(row: tuple[str, ...]) -> tuple[str, ...]:
    """The words, with the known word for each that nobody writes and that is one keystroke from just one."""
    return tuple(_corrected(word) if len(word) >= SHORTEST else word for word in row)


@lru_cache(maxsize=1 << 17)
def _corrected(word: str) -> str:
    known = lexicon.words()
    if word in known or not word.isalpha():
        return word
    options = {other for other in _slips(word) if other in known and misspelt(word, other, known)}
    return options.pop() if len(options) == 1 else word


def _slips(word: str) -> Iterator[str]:
    """What is one keystroke from the word: a letter left out, put in, changed or swapped with the next."""
    for at in range(1, len(word) + 1):
        head, tail = word[:at], word[at:]
        yield head + tail[1:]
        yield head + tail[1:2] + tail[:1] + tail[2:]
        for letter in ascii_lowercase:
            yield head + letter + tail[1:]
            yield head + letter + tail
