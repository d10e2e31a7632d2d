"""Which entries are one paper, and that paper: independent of the order of files and of entries."""

from __future__ import annotations

from bisect import insort
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from kg.records import Paper, Reference, title_key

#: What entries are sorted by.
Order = tuple[int, str, str, str]

#: Outside ids, the one that decides first standing first, as in `Paper.id`.
SCHEMES = ("arxiv", "doi", "acl")


def keys(paper: Paper) -> frozenset[str]:
    """What identifies the paper: "arxiv:…", "doi:…", "acl:…" and "title:<normal form>", as far as it has them.

    Entries that share no key, directly or through other entries, are never one paper.
    """
    found = {f"{scheme}:{value}" for scheme in SCHEMES if (value := getattr(paper, scheme))}
    if title := title_key(paper.title):
        found.add(f"title:{title}")
    return frozenset(found)


def group(entries: Iterable[Paper]) -> list[list[Paper]]:
    """The entries of each paper together; groups and their entries in an order that depends on content only.

    One arXiv id is one paper. One DOI is, unless the arXiv ids differ; one ACL id, unless arXiv ids or DOIs differ; one
    title, unless ids of any one scheme differ: two such papers stay two. An entry that could go to either goes to the
    one with the smaller id. So no two groups have the same `Paper.id`.
    """
    groups = [_Group(order, entry) for order, entry in sorted(((_order(e), e) for e in entries), key=_first)]
    for i, scheme in enumerate((*SCHEMES, "title")):
        stronger = SCHEMES[:i]
        buckets: dict[str, list[_Group]] = defaultdict(list)
        for one in groups:
            for value in one.ids[scheme]:
                buckets[value].append(one)
        for value in sorted(buckets):
            _join(buckets[value], stronger)
        groups = [one for one in groups if one.into is None]
    for one in groups:
        one.entries.sort(key=_first)
    return [[entry for _, entry in one.entries] for one in sorted(groups, key=lambda g: g.order)]


def merge(entries: Sequence[Paper]) -> Paper:
    """One paper from its entries, whatever their order.

    Title and abstract are those of the entry with the longest abstract. Every other field is the first that an entry
    has, longest abstract first, but for: the earliest date and year, a venue rather than a preprint server, the longest
    list of authors, all references, all origins. Raises ValueError where there are no entries.
    """
    if not entries:
        raise ValueError("no entries to merge")
    entries = sorted(entries, key=_order)
    first = {
        field: next((value for e in entries if (value := getattr(e, field))), None)
        for field in ("source_id", *SCHEMES, "url", "organisation")
    }
    dates = [e.date for e in entries if e.date]
    years = [e.year for e in entries if e.year] + [int(date[:4]) for date in dates]
    venues = [e.venue for e in entries if e.venue]
    counts = [e.author_count for e in entries if e.author_count]
    references: dict[str, Reference] = {}
    for reference in (r for e in entries for r in e.references):
        references.setdefault(reference.id, reference)
    return Paper(
        title=entries[0].title,
        abstract=entries[0].abstract,
        year=min(years, default=None),
        date=min(dates, default=None),
        venue=min(venues, key=lambda v: v.lower().startswith("arxiv"), default=None),
        authors=max((e.authors for e in entries), key=len),
        author_count=max(counts, default=None),
        references=tuple(references.values()),
        origins=tuple(sorted({o for e in entries for o in e.origins}, key=lambda o: (o.source, len(o.place), o.place))),
        **first,
    )


def _order(entry: Paper) -> Order:
    """A total order of contents: the longest abstract first, then text, then all else."""
    return -len(entry.abstract), entry.abstract, entry.title, repr(entry)


def _first(pair: tuple[Order, Paper]) -> Order:
    return pair[0]


class _Group:
    """Entries taken for one paper so far, and all their ids and titles."""

    def __init__(self, order: Order, entry: Paper) -> None:
        self.order = order
        self.entries = [(order, entry)]
        self.into: _Group | None = None
        self.ids: dict[str, set[str]] = {s: {v} if (v := getattr(entry, s)) else set() for s in SCHEMES}
        self.ids["title"] = {title} if (title := title_key(entry.title)) else set()

    def final(self) -> _Group:
        one = self
        while one.into:
            one = one.into
        return one

    def contradicts(self, other: _Group, schemes: Sequence[str]) -> bool:
        return any(
            self.ids[scheme] and other.ids[scheme] and self.ids[scheme].isdisjoint(other.ids[scheme])
            for scheme in schemes
        )

    def take(self, other: _Group) -> None:
        other.into = self
        self.entries += other.entries
        self.order = min(self.order, other.order)
        for scheme, values in other.ids.items():
            self.ids[scheme] |= values

    def smallest(self) -> tuple[bool, list[str], list[str], list[str], Order]:
        arxiv, doi, acl = (sorted(self.ids[scheme]) for scheme in SCHEMES)
        return not (arxiv or doi or acl), arxiv, doi, acl, self.order


def _join(bucket: list[_Group], stronger: Sequence[str]) -> None:
    """Join the groups that share a key, each into the first it does not contradict, those with ids before the rest."""
    apart = _Apart(stronger)
    for one in sorted({id(g): g for g in (g.final() for g in bucket)}.values(), key=_Group.smallest):
        apart.add(one)


class _Apart:
    """Groups that share a key and contradict each other, in order: thousands, where the key is the title "Preface"."""

    def __init__(self, schemes: Sequence[str]) -> None:
        self._schemes = schemes
        self._groups: list[_Group] = []
        self._with_id: dict[tuple[str, str], set[int]] = defaultdict(set)
        self._with_schemes: dict[frozenset[str], list[int]] = defaultdict(list)

    def add(self, one: _Group) -> None:
        """Put the group into the first that it does not contradict, or behind all."""
        home = min(self._homes(one), default=None)
        if home is None:
            home = len(self._groups)
            self._groups.append(one)
        else:
            self._with_schemes[self._given(self._groups[home])].remove(home)
            self._groups[home].take(one)
        insort(self._with_schemes[self._given(self._groups[home])], home)
        for scheme in self._schemes:
            for value in one.ids[scheme]:
                self._with_id[scheme, value].add(home)

    def _homes(self, one: _Group) -> Iterator[int]:
        """Groups that it does not contradict, the first of them all included.

        Such a group shares an id with it, or has ids of other schemes only.
        """
        given = self._given(one)
        for schemes, groups in self._with_schemes.items():
            if groups and not schemes & given:
                yield groups[0]
        for scheme in given:
            for value in one.ids[scheme]:
                for i in self._with_id.get((scheme, value), ()):
                    if not self._groups[i].contradicts(one, self._schemes):
                        yield i

    def _given(self, one: _Group) -> frozenset[str]:
        return frozenset(scheme for scheme in self._schemes if one.ids[scheme])
