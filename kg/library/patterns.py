"""How names are written, and which of them can have to do with each other: what lets a small change stay small."""

from __future__ import annotations

import json
import sqlite3
from array import array
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from typing import NamedTuple

#: Offered and wanted signs of (name, type, aliases).
Signs = Callable[[str, str, tuple[str, ...]], tuple[Collection[int], Collection[int]]]


class PatternRow(NamedTuple):
    """A way to write a name, with the rows of the papers that do and the entity's position in each.

    `meant` is the row of the concept that each of these meant until now (None: none).
    """

    name: str
    type: str
    aliases: tuple[str, ...]
    places: list[tuple[int, int]]
    meant: list[int | None]
    offers: Collection[int]
    wants: Collection[int]


class Patterns:
    """The patterns of a library. Writing stands inside a transaction of the store.

    CROSS JOIN has SQLite begin with the small table: it knows no sizes, and would walk through all entities.
    """

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def touch(self, signs: Collection[int]) -> None:
        """Have all that offers one of these signs resolved again."""
        self._db.executemany(
            "INSERT OR IGNORE INTO touched SELECT pattern, 0 FROM offer WHERE sign = ?", [(sign,) for sign in signs]
        )

    def forget(self) -> None:
        """Have every pattern taken up anew, and all that any meant replaced."""
        for table in ("pattern", "offer", "want", "touched"):
            self._db.execute(f"DELETE FROM {table}")
        self._db.execute("INSERT INTO touched SELECT 0, id FROM concept")
        self._db.execute("UPDATE entity SET pattern = NULL WHERE pattern IS NOT NULL")

    def waiting(self) -> tuple[int, int]:
        """How many entities have no pattern yet, and how many there are."""
        new: int = self._db.execute("SELECT count(*) FROM entity WHERE pattern IS NULL").fetchone()[0]
        every: int = self._db.execute("SELECT count(*) FROM entity").fetchone()[0] if new > 1000 else 0
        return new, every

    def take_up(self, signs: Signs) -> None:
        """Give every entity without one its pattern, which is touched."""
        rows = self._db.execute("SELECT paper, position, name, type, aliases FROM entity WHERE pattern IS NULL")
        taken: dict[tuple[str, str, str], int] = {}
        places = []
        for paper, position, name, type_, aliases in rows.fetchall():
            written = (name, type_, aliases or "[]")
            if (pattern := taken.get(written)) is None:
                pattern = taken[written] = self._row(*written, signs)
            places.append((pattern, paper, position))
        self._db.executemany("UPDATE entity SET pattern = ? WHERE paper = ? AND position = ?", places)
        self._db.executemany("INSERT OR IGNORE INTO touched VALUES (?, 0)", [(row,) for row in taken.values()])

    def _row(self, name: str, type_: str, aliases: str, signs: Signs) -> int:
        found = self._db.execute(
            "SELECT id FROM pattern WHERE name = ? AND type = ? AND aliases = ?", (name, type_, aliases)
        ).fetchone()
        if found:
            return int(found[0])
        offers, wants = signs(name, type_, tuple(json.loads(aliases)))
        made = self._db.execute(
            "INSERT INTO pattern (name, type, aliases, offers, wants) VALUES (?, ?, ?, ?, ?)",
            (name, type_, aliases, _packed(offers), _packed(wants)),
        )
        row = int(made.lastrowid or 0)
        self._db.executemany("INSERT INTO offer VALUES (?, ?)", [(sign, row) for sign in offers])
        self._db.executemany("INSERT INTO want VALUES (?, ?)", [(sign, row) for sign in wants])
        return row

    def take_all(self) -> None:
        """Have every pattern in scope."""
        self._set_scope(row for (row,) in self._db.execute("SELECT id FROM pattern").fetchall())

    def take_touched(self, joins: Iterable[Collection[int]]) -> None:
        """Have in scope all that belongs together with what was touched; `joins` are signs that the user joined."""
        joined: dict[int, set[int]] = {}
        for signs in joins:
            for sign in signs:
                joined.setdefault(sign, set()).update(signs)
        found: set[int] = set()
        fresh = {row for (row,) in self._db.execute("SELECT DISTINCT pattern FROM touched")}
        asked: set[tuple[str, int]] = set()
        while fresh:
            found |= fresh
            fresh = self._beside(fresh, joined, asked) - found
        self._set_scope(found)

    def _set_scope(self, rows: Iterable[int]) -> None:
        self._db.execute("CREATE TEMP TABLE IF NOT EXISTS scope (pattern INTEGER PRIMARY KEY)")
        self._db.execute("DELETE FROM scope")
        self._db.executemany("INSERT INTO scope VALUES (?)", [(row,) for row in rows])

    def _beside(self, rows: set[int], joined: dict[int, set[int]], asked: set[tuple[str, int]]) -> set[int]:
        """The patterns that want what these offer or offer what they want."""
        questions: set[tuple[str, int]] = set()
        for row in rows:
            found = self._db.execute("SELECT offers, wants FROM pattern WHERE id = ?", (row,)).fetchone()
            if found:
                offers, wants = map(_unpacked, found)
                questions |= {("want", sign) for sign in offers} | {("offer", sign) for sign in wants}
                questions |= {("offer", other) for sign in offers for other in joined.get(sign, ())}
        beside: set[int] = set()
        for table, sign in questions - asked:
            beside.update(row for (row,) in self._db.execute(f"SELECT pattern FROM {table} WHERE sign = ?", (sign,)))
        asked |= questions
        return beside

    def gone(self) -> list[int]:
        """Rows of concepts that uses meant which are no more."""
        rows = self._db.execute("SELECT DISTINCT t.concept FROM touched t CROSS JOIN concept c ON c.id = t.concept")
        return [row for (row,) in rows]

    def in_scope(self) -> Iterator[PatternRow]:
        """The patterns in scope that some paper writes, sorted."""
        uses: dict[int, list[tuple[int, int, int | None]]] = defaultdict(list)
        for row, *use in self._db.execute(
            "SELECT e.pattern, e.paper, e.position, e.concept FROM scope s CROSS JOIN entity e ON e.pattern = s.pattern"
        ):
            uses[row].append(tuple(use))
        written = [
            (name, type_, tuple(json.loads(aliases)), row, offers, wants)
            for row, name, type_, aliases, offers, wants in self._db.execute(
                "SELECT p.id, p.name, p.type, p.aliases, p.offers, p.wants"
                " FROM scope s CROSS JOIN pattern p ON p.id = s.pattern"
            )
            if row in uses
        ]
        for name, type_, aliases, row, offers, wants in sorted(written):
            places = [(paper, position) for paper, position, _ in uses[row]]
            meant = [concept for _, _, concept in uses[row]]
            yield PatternRow(name, type_, aliases, places, meant, _unpacked(offers), _unpacked(wants))

    def settled(self) -> None:
        """Say that what was touched is resolved, and drop patterns that nothing writes any more."""
        gone = self._db.execute(
            "SELECT p.id, p.offers, p.wants FROM touched t CROSS JOIN pattern p ON p.id = t.pattern"
            " WHERE NOT EXISTS (SELECT 1 FROM entity e WHERE e.pattern = p.id)"
        ).fetchall()
        for row, offers, wants in gone:
            for table, signs in (("offer", offers), ("want", wants)):
                self._db.executemany(
                    f"DELETE FROM {table} WHERE sign = ? AND pattern = ?", [(sign, row) for sign in _unpacked(signs)]
                )
            self._db.execute("DELETE FROM pattern WHERE id = ?", (row,))
        self._db.execute("DELETE FROM touched")


def _packed(signs: Iterable[int]) -> bytes:
    return array("q", sorted(signs)).tobytes()


def _unpacked(blob: bytes) -> array[int]:
    return array("q", blob)
