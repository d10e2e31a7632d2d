"""Reference lists -> CITES edges and stub papers.

A reference and a paper are one when they share an outside id or the normal form of the title, or the citing source's
own id. Cited papers that are not loaded are stubs; references that share any such key are one stub, whatever the order.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from kg.projection.records import Edge, Node
from kg.records import Paper, Reference, stable_id, title_key


class Citations:
    """Collects the references of every paper, then gives the stubs and the edges."""

    def __init__(self, keys: Iterable[tuple[str, str]], own_ids: Iterable[tuple[str, str, str]]) -> None:
        """`keys` and `own_ids` of the loaded papers, as `Papers` gives them."""
        self._paper_of = dict(keys)
        self._paper_by_own_id = {(source, own_id): paper for source, own_id, paper in own_ids}
        self._cited: set[tuple[str, str]] = set()
        self._unknown: list[tuple[str, str]] = []  # citing paper, first key
        self._same: dict[str, str] = {}  # key -> another key of the same stub, ending in one that maps to itself
        self._references: defaultdict[str, set[Reference]] = defaultdict(set)  # by first key

    def add(self, paper: Paper) -> None:
        """Take up the reference list of a loaded paper."""
        sources = {origin.source for origin in paper.origins}
        for reference in paper.references:
            keys = _keys(reference)
            loaded = self._loaded(keys, reference.source_id, sources)
            if loaded is not None:
                self._cited.add((paper.id, loaded))
            elif keys:
                self._unknown.append((paper.id, keys[0]))
                self._references[keys[0]].add(reference)
                for key in keys:
                    self._join(keys[0], key)

    def nodes(self) -> Iterator[Node]:
        """The stub papers."""
        references: defaultdict[str, set[Reference]] = defaultdict(set)
        for key, some in self._references.items():
            references[self._stub(key)] |= some
        for stub, all_of in references.items():
            yield Node("Paper", stub, {"id": stub, **_described(all_of), "loaded": False})

    def edges(self) -> Iterator[Edge]:
        """Who cites whom, each once; no paper cites itself."""
        cited = self._cited | {(paper, self._stub(key)) for paper, key in self._unknown}
        return (Edge("CITES", "Paper", head, "Paper", tail, {}) for head, tail in cited if head != tail)

    def _loaded(self, keys: list[str], own_id: str | None, sources: set[str]) -> str | None:
        for key in keys:
            if key in self._paper_of:
                return self._paper_of[key]
        if own_id is not None:
            for source in sorted(sources):
                if (source, own_id) in self._paper_by_own_id:
                    return self._paper_by_own_id[source, own_id]
        return None

    def _join(self, one: str, other: str) -> None:
        one, other = self._root(one), self._root(other)
        # The best key of a stub is its root, so the root does not depend on the order of the references.
        best = min(one, other, key=_rank)
        self._same[one] = self._same[other] = best

    def _root(self, key: str) -> str:
        while (above := self._same.setdefault(key, key)) != key:
            self._same[key] = self._same[above]
            key = above
        return key

    _stub = _root


def _rank(key: str) -> tuple[int, str]:
    return ("arxiv", "doi", "acl", "title").index(key.partition(":")[0]), key


def _keys(reference: Reference) -> list[str]:
    """The identity keys of a reference; the form is that of stable ids."""
    keys = [
        stable_id(reference.arxiv, None, None, "") if reference.arxiv else "",
        stable_id(None, reference.doi, None, "") if reference.doi else "",
        stable_id(None, None, reference.acl, "") if reference.acl else "",
        f"title:{title_key(reference.title)}" if reference.title and title_key(reference.title) else "",
    ]
    own_id = title_key(reference.source_id or "")
    return [key for key in keys if key] or ([f"title:{own_id}"] if own_id else [])


def _described(references: set[Reference]) -> dict[str, str | None]:
    """What the references say of a stub; where they differ, the longest, then the first in the order of letters."""

    def best(name: str) -> str | None:
        values = {value for reference in references if (value := getattr(reference, name))}
        return min(values, key=lambda value: (-len(value), value), default=None)

    return {name: best(name) for name in ("title", "doi", "arxiv")}
