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
    starts, ends = _known()
    near = {*starts.get(word[:3], ()), *ends.get(word[0] + word[-3:], ())}
    options = {other for other in near if abs(len(other) - len(word)) < 2 and misspelt(word, other, known)}
    return options.pop() if len(options) == 1 else word


@cache
def _known() -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """The long known words by how they begin and by how they end: one keystroke leaves one of the two as it is."""
    starts: dict[str, list[str]] = defaultdict(list)
    ends: dict[str, list[str]] = defaultdict(list)
    for word in lexicon.words():
        if len(word) >= SHORTEST:
            starts[word[:3]].append(word)
            ends[word[0] + word[-3:]].append(word)
    return starts, ends
