"""Pairs of long names worth comparing: only names that share a block are ever looked at, so time grows with names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import cache, lru_cache

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
    near = _near()
    options = {k for shorter in _deletions(word) for k in near.get(shorter, ()) if misspelt(word, k, known)}
    return options.pop() if len(options) == 1 else word


@cache
def _near() -> dict[str, list[str]]:
    """The known words by what is left of each when a letter is taken out."""
    near: dict[str, list[str]] = defaultdict(list)
    for word in sorted(lexicon.words()):
        if len(word) >= SHORTEST:
            for shorter in _deletions(word):
                near[shorter].append(word)
    return near


def _deletions(word: str) -> set[str]:
    """The word and the word less one letter: two words one keystroke apart share one of them."""
    return {word, *(word[:at] + word[at + 1 :] for at in range(len(word)))}
