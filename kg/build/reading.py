"""Entries of sources -> papers in the library: what is new, what changed, and which entries are one paper.

A source that is read again is compared with what it gave before. An entry is known by its id and title. One whose id
and title are new takes the place of the entry that had its own id, or that stood at its place with the same abstract or
nearly its title, if the source no longer gives that one. An entry that is simply gone stays in the library, without a
place: a saved page that was cut short must not delete papers (`kg rm` does). Standard input has no name to come back
under, so nothing there takes the place of another entry.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from kg.build.batches import batches
from kg.build.watching import Watcher
from kg.library import Store
from kg.library.papers import Entry, StoredEntry, digest, encode
from kg.records import Paper, Problem

#: Entries a transaction: what a kill can lose at most, and the most that are merged at once.
BATCH = 500

#: How much of a title (of 100) must be the same for the other one to be the same title put right.
ALIKE = 80


@dataclass(slots=True)
class _Source:
    """One source while it is read."""

    row: int
    named: bool  # whether it can be read again: a file, not standard input
    times: dict[str, int] = field(default_factory=dict)  # how often an identity came so far
    seen: set[int] = field(default_factory=set)  # entry rows that it still gives
    waiting: list[tuple[str, Paper]] = field(default_factory=list)  # may take another's place; decided at the end


class _Change(NamedTuple):
    """An entry that is to be stored, and the stored one it replaces."""

    source: _Source
    identity: str
    paper: Paper
    replaced: Entry | StoredEntry | None


@dataclass(slots=True)
class Outcome:
    """What reading did to the library: entries read, and the rows of papers that are new, changed, or just seen."""

    read: int = 0
    new: set[int] = field(default_factory=set)
    updated: set[int] = field(default_factory=set)
    seen: set[int] = field(default_factory=set)


class Reading:
    """Takes entries into a store, batch by batch; `outcome` counts."""

    def __init__(self, store: Store, watcher: Watcher) -> None:
        self._store = store
        self._watcher = watcher
        self._sources: dict[str, _Source] = {}
        self._last = store.papers.last_entry()  # what a source gave before stands up to here
        self.outcome = Outcome()

    def take(self, entries: Iterable[Paper]) -> None:
        """Store every entry and merge the papers they belong to."""
        for batch in batches(entries, BATCH):
            self.outcome.read += len(batch)
            with self._store.transaction():
                self._merge(self._compared(batch))
            self._watcher.progress("reading", self.outcome.read, None)
        waiting = [(source, *item) for source in self._sources.values() for item in source.waiting]
        for items in batches(waiting, BATCH):
            with self._store.transaction():
                self._merge([self._settled(*item) for item in items])
        with self._store.transaction():
            for source in self._sources.values():
                self._store.papers.leave(source.row, source.seen)

    def _compared(self, batch: list[Paper]) -> Iterator[_Change]:
        """The entries that are to be stored, each with the stored entry it replaces."""
        for paper in batch:
            name = paper.origins[0].source
            if name not in self._sources:
                self._sources[name] = _Source(self._store.papers.source(name), name != "-")
            source = self._sources[name]
            identity = f"{paper.id}\t{paper.source_id or ''}"
            times = source.times[identity] = source.times.get(identity, 0) + 1
            if times > 1:
                identity = f"{identity}\t{times}"
            if (stored := self._store.papers.entry(source.row, identity)) is None:
                if source.named and self._predecessor(source, paper):
                    source.waiting.append((identity, paper))
                else:
                    yield _Change(source, identity, paper, None)
                continue
            source.seen.add(stored.row)
            if stored.hash != digest(encode(paper)):
                yield _Change(source, identity, paper, stored)
                continue
            self.outcome.seen.add(stored.paper_row)
            if stored.place != paper.origins[0].place:
                self._store.papers.move_entry(stored.row, paper.origins[0].place)

    def _predecessor(self, source: _Source, paper: Paper) -> Entry | None:
        """The stored entry that this one takes the place of, unless the source still gives it."""
        papers = self._store.papers
        if paper.source_id:
            for row in papers.with_own_id(source.row, paper.source_id, self._last):
                if row not in source.seen:
                    return papers.entry_in(row)
        for row in papers.at_place(source.row, paper.origins[0].place, self._last):
            if row not in source.seen and _reworded((entry := papers.entry_in(row)).paper, paper):
                return entry
        return None

    def _settled(self, source: _Source, identity: str, paper: Paper) -> _Change:
        replaced = self._predecessor(source, paper)
        if replaced:
            source.seen.add(replaced.row)
        return _Change(source, identity, paper, replaced)

    def _merge(self, entries: Iterable[_Change]) -> None:
        """Store the entries and make every paper again that they touch."""
        from loaders import papers as identity_of

        papers = self._store.papers
        touched: set[int] = set()
        changed: set[int] = set()
        keys: set[str] = set()
        for source, identity, paper, replaced in entries:
            keys |= identity_of.keys(paper)
            row = papers.put_entry(source.row, identity, paper, replaced.row if replaced else None)
            source.seen.add(row)
            changed.add(row)
            if replaced:
                touched.add(replaced.paper_row)
        if not changed:
            return
        self._store.changed(names=True)
        regroup(self._store, papers.related(touched, keys), changed, self.outcome)


def regroup(store: Store, touched: set[int], changed: set[int], outcome: Outcome) -> None:
    """Make the papers in these rows, and those of new entries, again from their entries; `changed`: entry rows."""
    from loaders import papers as identity_of

    entries = store.papers.entries(touched | {0})
    row_of: dict[int, Entry] = {id(entry.paper): entry for entry in entries}
    groups = [[row_of[id(paper)] for paper in group] for group in identity_of.group([e.paper for e in entries])]
    # A paper keeps its row, and so what was found in it, when one of its entries now tells of another paper.
    groups.sort(key=lambda group: (any(e.row in changed for e in group), min(e.row for e in group)))
    store.papers.vacate(touched)
    free = set(touched)
    for group in groups:
        row = min({e.paper_row for e in group} & free, default=None)
        free.discard(row or 0)
        keys = frozenset().union(*(identity_of.keys(e.paper) for e in group))
        merged = identity_of.merge([e.paper for e in group])
        at, differs = store.papers.put(merged, keys, [e.row for e in group], row)
        outcome.seen.add(at)
        if row is None:
            outcome.new.add(at)
        elif differs and at not in outcome.new:
            outcome.updated.add(at)
    for row in free:
        store.papers.delete(row)
        for rows in (outcome.new, outcome.updated, outcome.seen):
            rows.discard(row)


def _reworded(old: Paper, new: Paper) -> bool:
    """Whether two entries with different titles that stood at one place are one, with its title put right."""
    if old.source_id and new.source_id:
        return False  # two ids: two papers
    if old.abstract and old.abstract == new.abstract:
        return True
    from rapidfuzz.fuzz import ratio

    return ratio(old.title.casefold(), new.title.casefold()) >= ALIKE


def readable(entries: Iterable[Paper], watcher: Watcher) -> Iterator[Paper]:
    """The entries that a paper can be made of: it needs an outside id or a title with a letter or digit."""
    for paper in entries:
        if paper.id == "title:":
            origin = paper.origins[0]
            watcher.problem(Problem(origin.source, origin.place, "no title: no letter or digit in it"))
        else:
            yield paper
