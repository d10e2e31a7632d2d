"""Entries as sources gave them, and the papers merged from them."""

from __future__ import annotations

import itertools
import json
import os
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Set
from dataclasses import dataclass, fields
from hashlib import blake2b
from pathlib import Path
from typing import Any, NamedTuple

from kg.records import Origin, Paper, Reference, title_key

_PAPER_FIELDS = tuple(f.name for f in fields(Paper) if f.name not in ("title", "abstract", "references", "origins"))
#: Compact JSON, with one encoder: making one for each call costs more than the encoding.
compact = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_REFERENCE_FIELDS = tuple(f.name for f in fields(Reference))


def encode(paper: Paper) -> str:
    """A paper as compact JSON without its origins; equal papers give equal text."""
    record: dict[str, Any] = {"title": paper.title, "abstract": paper.abstract}
    record |= {name: value for name in _PAPER_FIELDS if (value := getattr(paper, name)) not in (None, ())}
    if paper.references:
        record["references"] = [
            {name: value for name in _REFERENCE_FIELDS if (value := getattr(r, name)) is not None}
            for r in paper.references
        ]
    return compact(record)


def decode(record: str, origins: tuple[Origin, ...] = ()) -> Paper:
    """The paper that `encode` wrote."""
    values = json.loads(record)
    values["authors"] = tuple(values.get("authors", ()))
    values["references"] = tuple(Reference(**r) for r in values.get("references", ()))
    return Paper(**values, origins=origins)


def digest(record: str) -> bytes:
    """The content hash by which an unchanged entry is known."""
    return blake2b(record.encode("utf-8"), digest_size=16).digest()


@dataclass(frozen=True, slots=True)
class Entry:
    """A stored entry: its row, the row of its paper, and what its source gave (with its one origin)."""

    row: int
    paper_row: int
    paper: Paper


class StoredEntry(NamedTuple):
    """An entry as its source is compared with: its row, the row of its paper, its content hash, its place."""

    row: int
    paper_row: int
    hash: bytes
    place: str


class Papers:
    """The papers of a library, iterated in the order of their stable ids."""

    def __init__(self, db: sqlite3.Connection, path: Path) -> None:
        self._db = db
        self._folder = path.absolute().parent

    # reading

    def __len__(self) -> int:
        return int(self._db.execute("SELECT count(*) FROM paper").fetchone()[0])

    def __iter__(self) -> Iterator[Paper]:
        rows = self._db.execute(
            "SELECT p.id, p.record, s.name, e.place FROM paper p JOIN entry e ON e.paper = p.id"
            " JOIN source s ON s.id = e.source ORDER BY p.key, s.location, e.identity"
        )
        for _, group in itertools.groupby(rows, key=lambda row: row[0]):
            entries = list(group)
            yield decode(entries[0][1], tuple(Origin(name, place) for _, _, name, place in entries))

    def ids(self) -> list[str]:
        """The stable ids, sorted."""
        return [key for (key,) in self._db.execute("SELECT key FROM paper ORDER BY key")]

    def get(self, paper_id: str) -> Paper | None:
        """The paper with this stable id."""
        row = self._db.execute("SELECT id, record FROM paper WHERE key = ?", (paper_id,)).fetchone()
        if row is None:
            return None
        origins = self._db.execute(
            "SELECT s.name, e.place FROM entry e JOIN source s ON s.id = e.source WHERE e.paper = ?"
            " ORDER BY s.location, e.identity",
            (row[0],),
        )
        return decode(row[1], tuple(Origin(name, place) for name, place in origins))

    def at(self, row: int) -> Paper:
        """The paper in this row, without origins."""
        return decode(self._db.execute("SELECT record FROM paper WHERE id = ?", (row,)).fetchone()[0])

    def row(self, paper_id: str) -> int | None:
        """The row of the paper with this stable id."""
        found = self._db.execute("SELECT id FROM paper WHERE key = ?", (paper_id,)).fetchone()
        return int(found[0]) if found else None

    def keys(self) -> Iterator[tuple[str, str]]:
        """(identity key, stable id) of every paper: by its title and by each outside id of any of its entries."""
        return iter(
            self._db.execute("SELECT k.key, p.key FROM paper_key k JOIN paper p ON p.id = k.paper ORDER BY 1, 2")
        )

    def own_ids(self) -> Iterator[tuple[str, str, str]]:
        """(source, the source's own id, stable id) of every entry whose source gives it an id."""
        return iter(
            self._db.execute(
                "SELECT s.name, e.own_id, p.key FROM entry e JOIN source s ON s.id = e.source"
                " JOIN paper p ON p.id = e.paper WHERE e.own_id IS NOT NULL ORDER BY 1, 2, 3"
            )
        )

    def find(self, name: str) -> list[str]:
        """Stable ids of the papers that a user may mean: by stable id, source's own id, outside id or title."""
        bare = name.strip()
        keys = [bare, f"title:{title_key(bare)}"]
        keys += [f"{scheme}:{bare}" for scheme in ("arxiv", "acl")] + [f"doi:{bare.lower()}"]
        found = self._db.execute(
            "SELECT key FROM paper WHERE key = :name UNION SELECT p.key FROM entry e JOIN paper p ON p.id = e.paper"
            " WHERE e.own_id = :name UNION SELECT p.key FROM paper_key k JOIN paper p ON p.id = k.paper"
            " WHERE k.key IN (SELECT value FROM json_each(:keys)) ORDER BY 1",
            {"name": bare, "keys": json.dumps(keys)},
        )
        return [key for (key,) in found]

    # writing: entries

    def source(self, name: str) -> int:
        """The row of a source, made where it is new. Two names of one file are one source."""
        location = self._location(name)
        row = self._db.execute("SELECT id, name FROM source WHERE location = ?", (location,)).fetchone()
        if row is None:
            made = self._db.execute("INSERT INTO source (location, name) VALUES (?, ?)", (location, name))
            return int(made.lastrowid or 0)
        if row[1] != name:
            self._db.execute("UPDATE source SET name = ? WHERE id = ?", (name, row[0]))
        return int(row[0])

    def _location(self, name: str) -> str:
        if name == "-":
            return name
        try:
            return Path(os.path.relpath(name, self._folder)).as_posix()
        except ValueError:  # another drive on Windows
            return Path(name).absolute().as_posix()

    def entry(self, source: int, identity: str) -> StoredEntry | None:
        """The entry that a source gave under this identity."""
        row = self._db.execute(
            "SELECT id, paper, hash, place FROM entry WHERE source = ? AND identity = ?", (source, identity)
        ).fetchone()
        return StoredEntry(*row) if row else None

    def last_entry(self) -> int:
        """The row of the entry stored last, 0 where there is none; the next one's is greater."""
        return int(self._db.execute("SELECT coalesce(max(id), 0) FROM entry").fetchone()[0])

    def with_own_id(self, source: int, own_id: str, last: int) -> Iterator[int]:
        """Rows, up to `last`, of the entries that a source gave under this id of its own."""
        rows = self._db.execute(
            "SELECT id FROM entry WHERE source = ? AND own_id = ? AND id <= ? ORDER BY id", (source, own_id, last)
        )
        return (row for (row,) in rows)

    def at_place(self, source: int, place: str, last: int) -> Iterator[int]:
        """Rows, up to `last`, of the entries that a source gave at this place."""
        rows = self._db.execute(
            "SELECT id FROM entry WHERE source = ? AND place = ? AND id <= ? ORDER BY id", (source, place, last)
        )
        return (row for (row,) in rows)

    def entry_in(self, row: int) -> Entry:
        """The entry in this row."""
        return self._entries("e.id = ?", (row,))[0]

    def entries(self, papers: Collection[int]) -> list[Entry]:
        """The entries that the papers in these rows were merged from."""
        return self._entries("e.paper IN (SELECT value FROM json_each(?))", (json.dumps(sorted(papers)),))

    def _entries(self, condition: str, values: tuple[object, ...]) -> list[Entry]:
        rows = self._db.execute(
            "SELECT e.id, e.paper, e.record, s.name, e.place FROM entry e JOIN source s ON s.id = e.source"
            f" WHERE {condition} ORDER BY e.id",
            values,
        )
        return [Entry(row, paper, decode(record, (Origin(name, place),))) for row, paper, record, name, place in rows]

    def related(self, papers: Collection[int], keys: Iterable[str]) -> set[int]:
        """Rows of these papers, of those with any of these identity keys, and of all that share a key with those.

        Whether two entries are one paper depends on nothing outside of that.
        """
        found = self._db.execute(
            # A key is a row too: were papers joined with papers, n of them with one key would be n * n.
            "WITH RECURSIVE reached (paper, key) AS ("
            " SELECT value, NULL FROM json_each(?) UNION SELECT NULL, value FROM json_each(?)"
            " UNION SELECT NULL, own.key FROM reached JOIN paper_key own ON own.paper = reached.paper"
            " UNION SELECT other.paper, NULL FROM reached JOIN paper_key other ON other.key = reached.key"
            ") SELECT paper FROM reached WHERE paper IS NOT NULL",
            (json.dumps(list(papers)), json.dumps(list(keys))),
        )
        return {paper for (paper,) in found}

    def put_entry(self, source: int, identity: str, paper: Paper, row: int | None = None) -> int:
        """Store an entry, over the one in `row` or as a new one, and give its row.

        A new one waits in paper row 0, which the transaction cannot end with, for `put` to hang it on a paper.
        """
        record = encode(paper)
        values = (source, paper.origins[0].place, identity, paper.source_id, digest(record), record)
        if row is None:
            made = self._db.execute(
                "INSERT INTO entry (source, place, identity, own_id, hash, record, paper) VALUES (?, ?, ?, ?, ?, ?, 0)",
                values,
            )
            return int(made.lastrowid or 0)
        self._db.execute(
            "UPDATE entry SET source = ?, place = ?, identity = ?, own_id = ?, hash = ?, record = ? WHERE id = ?",
            (*values, row),
        )
        return row

    def move_entry(self, row: int, place: str) -> None:
        """Note that an unchanged entry now stands elsewhere in its source."""
        self._db.execute("UPDATE entry SET place = ? WHERE id = ?", (place, row))

    def leave(self, source: int, still: Set[int]) -> None:
        """Note that a source, read to its end, gives only the entries in the rows `still`."""
        rows = self._db.execute("SELECT id FROM entry WHERE source = ? AND place <> ''", (source,)).fetchall()
        self._db.executemany("UPDATE entry SET place = '' WHERE id = ?", [row for row in rows if row[0] not in still])

    # writing: papers

    def vacate(self, papers: Collection[int]) -> None:
        """Free the ids and keys of the papers in these rows, which `put` or `delete` is about to be called for."""
        rows = [(row,) for row in papers]
        self._db.executemany("DELETE FROM paper_key WHERE paper = ?", rows)
        self._db.executemany("UPDATE paper SET key = '?' || id WHERE id = ?", rows)

    def put(
        self, paper: Paper, keys: Iterable[str], entries: Iterable[int], row: int | None = None
    ) -> tuple[int, bool]:
        """Store a merged paper, over the one in `row` or as a new one, and hang its entries on it.

        Gives its row and whether anything but its origins changed. A changed text loses what was found in it.
        """
        record = encode(paper)
        changed = True
        if row is None:
            made = self._db.execute("INSERT INTO paper (key, record) VALUES (?, ?)", (paper.id, record))
            row = int(made.lastrowid or 0)
        else:
            (old,) = self._db.execute("SELECT record FROM paper WHERE id = ?", (row,)).fetchone()
            changed = old != record
            if changed and decode(old).text != paper.text:
                self._db.execute("DELETE FROM entity WHERE paper = ?", (row,))
                self._db.execute("UPDATE paper SET extractor = NULL WHERE id = ?", (row,))
            self._db.execute("UPDATE paper SET key = ?, record = ? WHERE id = ?", (paper.id, record, row))
        self._db.executemany("INSERT INTO paper_key VALUES (?, ?)", [(key, row) for key in sorted(keys)])
        self._db.executemany("UPDATE entry SET paper = ? WHERE id = ?", [(row, entry) for entry in entries])
        return row, changed

    def delete(self, row: int) -> None:
        """Take out the paper in this row, its entries and all that was found in it."""
        self._db.execute("DELETE FROM entry WHERE paper = ?", (row,))
        self._db.execute("DELETE FROM paper WHERE id = ?", (row,))
