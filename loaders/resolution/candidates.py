"""Pairs of long names worth comparing: only names that share a block are ever looked at, so time grows with names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import cache

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
    spelt = {name: words(forms[name].best) for name in names}
    corrected = _corrections(spelt)
    blocks: tuple[Callable[[str], str], ...] = (
        lambda name: content(forms[name].best),
        lambda name: key(expanded(forms[name].best)),
        lambda name: " ".join(corrected.get(word, word) for word in spelt[name]),
    )
    seen: set[tuple[str, str]] = set()
    for block in blocks:
        groups: dict[str, list[str]] = defaultdict(list)
        for name in names:
            groups[block(name)].append(name)
        for group in groups.values():
            if len(group) <= _WIDEST:
                seen |= {(a, b) for at, a in enumerate(group) for b in group[at + 1 :]}
    for a, b in sorted(seen):
        if found := alike(forms[a].best, forms[b].best):
            weight = len(forms[a].papers) + len(forms[b].papers)
            yield Link(_RANK, weight, a, b, found.step, found.reason)


def _corrections(spelt: dict[str, tuple[str, ...]]) -> dict[str, str]:
    """Words that nobody else writes, each with the known word one keystroke away where there is exactly one."""
    known = lexicon.words()
    used = {word for row in spelt.values() for word in row if len(word) >= SHORTEST and word.isalpha()}
    found: dict[str, str] = {}
    for word in sorted(used - known):
        near = _near()
        options = {k for shorter in _deletions(word) for k in near.get(shorter, ()) if misspelt(word, k, known)}
        if len(options) == 1:
            found[word] = options.pop()
    return found


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
