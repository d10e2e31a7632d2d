"""Which lines of a page are titles and which are abstracts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.records import title_key
from loaders.sources.page_lines import Block, Line

_PROSE = 300  # characters; of 347,000 titles one in ten thousand is longer
_SENTENCES = re.compile(r"[a-z)\]]\. [A-Z]")


@dataclass(frozen=True, slots=True)
class Entry:
    title: Line
    paragraphs: tuple[str, ...]
    block: Block


def entries(items: Iterable[Line | Block], titles: frozenset[str] = frozenset()) -> Iterator[Entry]:
    """Entries in order. `titles` are normal forms of titles that the page marks as such, where it does."""
    texts: list[Line] = []
    for item in items:
        if isinstance(item, Line):
            texts.append(item)
        else:
            yield from _run(texts, item, titles)
            texts = []
    yield from _run(texts, Block(), titles)


def _run(texts: list[Line], block: Block, titles: frozenset[str]) -> Iterator[Entry]:
    """The entries of the texts up to a block, which belongs to the last of them."""
    starts = _marked(texts, titles) if titles else _likely(texts)
    for n, start in enumerate(starts):
        end = starts[n + 1] if n + 1 < len(starts) else len(texts)
        paragraphs = tuple(line.text for line in texts[start + 1 : end])
        yield Entry(texts[start], paragraphs, block if n == len(starts) - 1 else Block())


def _marked(texts: list[Line], titles: frozenset[str]) -> list[int]:
    return [i for i, line in enumerate(texts) if title_key(line.text) in titles]


def _likely(texts: list[Line]) -> list[int]:
    """Where titles stand in the cheapest reading of the texts as (title, abstract, further paragraphs)*.

    A title followed by one abstract is what pages hold, so a text's looks decide only where that does not come out: a
    title without an abstract, an abstract of several paragraphs.
    """
    title, abstract, paragraph = range(3)
    costs = [(0.0, float("inf"), float("inf"))]
    ways: list[tuple[int, int, int]] = []
    for line in texts:
        as_title, as_abstract, as_paragraph = _costs(line.text)
        before = costs[-1]
        bare = before[title] + (2.5 if len(costs) > 1 else 0.0)  # the text before was a title without an abstract
        new = min((bare, title), (before[abstract], abstract), (before[paragraph], paragraph))
        more = min((before[abstract], abstract), (before[paragraph], paragraph))
        under = before[title] if len(costs) > 1 else float("inf")
        costs.append((new[0] + as_title, under + as_abstract, more[0] + as_paragraph))
        ways.append((new[1], title, more[1]))
    last = costs[-1]
    state = min((last[title] + 2.5, title), (last[abstract], abstract), (last[paragraph], paragraph))[1]
    starts = []
    for i in reversed(range(len(texts))):
        if state == title:
            starts.append(i)
        state = ways[i][state]
    return starts[::-1]


def _costs(text: str) -> tuple[float, float, float]:
    """How unlikely a text is as a title, as an abstract and as a further paragraph."""
    if len(text) > _PROSE or (len(text) > _PROSE / 2 and _SENTENCES.search(text)):
        return 6.0, 0.0, 1.5
    if text.endswith("."):
        return 1.0, 0.5, 2.0
    return 0.0, 3.0, 5.0
