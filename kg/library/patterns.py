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

    `read_as` is the type that it was taken for when its signs were made; `meant` the row of the concept that each place
    meant until now (None: none).
    """

    row: int
    name: str
    type: str
    aliases: tuple[str, ...]
    read_as: str
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

    def offered(self, sign: int) -> bool:
        """Whether any pattern offers this sign."""
        return self._db.execute("SELECT 1 FROM offer WHERE sign = ? LIMIT 1", (sign,)).fetchone() is not None

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

    def take_up(self, signs: Signs, key: Callable[[str], str]) -> None:
        """Give every entity without one its pattern, which is touched; `key` is the normal form of a name."""
        rows = self._db.execute("SELECT paper, position, name, type, aliases FROM entity WHERE pattern IS NULL")
        taken: dict[tuple[str, str, str], int] = {}
        places = []
        for paper, position, name, type_, aliases in rows.fetchall():
            written = (name, type_, aliases or "[]")
            if (pattern := taken.get(written)) is None:
                pattern = taken[written] = self._row(*written, signs, key)
            places.append((pattern, paper, position))
        self._db.executemany("UPDATE entity SET pattern = ? WHERE paper = ? AND position = ?", places)
        self._db.executemany("INSERT OR IGNORE INTO touched VALUES (?, 0)", [(row,) for row in taken.values()])

    def _row(self, name: str, type_: str, aliases: str, signs: Signs, key: Callable[[str], str]) -> int:
        found = self._db.execute(
            "SELECT id FROM pattern WHERE name = ? AND type = ? AND aliases = ?", (name, type_, aliases)
        ).fetchone()
        if found:
            return int(found[0])
        made = self._db.execute(
            "INSERT INTO pattern (name, type, aliases, key, offers, wants) VALUES (?, ?, ?, ?, x'', x'')",
            (name, type_, aliases, key(name)),
        )
        row = int(made.lastrowid or 0)
        self._sign(row, type_, *signs(name, type_, tuple(json.loads(aliases))))
        return row

    def _sign(self, row: int, read_as: str, offers: Collection[int], wants: Collection[int]) -> None:
        """Have a pattern, taken for one of this type, offer and want these signs."""
        self._db.execute(
            "UPDATE pattern SET read_as = ?, offers = ?, wants = ? WHERE id = ?",
            (read_as, _packed(offers), _packed(wants), row),
        )
        self._db.executemany("INSERT INTO offer VALUES (?, ?)", [(sign, row) for sign in offers])
        self._db.executemany("INSERT INTO want VALUES (?, ?)", [(sign, row) for sign in wants])

    def _unsign(self, row: int, offers: Collection[int], wants: Collection[int]) -> None:
        for table, signs in (("offer", offers), ("want", wants)):
            self._db.executemany(f"DELETE FROM {table} WHERE sign = ? AND pattern = ?", [(sign, row) for sign in signs])

    def read_as(self, pattern: PatternRow, type_: str, signs: Signs, joins: Iterable[Collection[int]]) -> None:
        """Take a pattern for one of this type; all that belonged together with it until now is touched."""
        beside = self._beside({pattern.row}, _joined(joins), set()) | {pattern.row}
        self._db.executemany("INSERT OR IGNORE INTO touched VALUES (?, 0)", [(row,) for row in beside])
        self._unsign(pattern.row, pattern.offers, pattern.wants)
        self._sign(pattern.row, type_, *signs(pattern.name, type_, pattern.aliases))

    def called_alike(self, told: Iterable[str]) -> list[PatternRow]:
        """The patterns whose name is, in its normal form, one that was touched: those with several types or `told`."""
        rows = self._db.execute(
            "SELECT p.id FROM (SELECT DISTINCT q.key FROM touched t CROSS JOIN pattern q ON q.id = t.pattern) n"
            " CROSS JOIN pattern p ON p.key = n.key WHERE EXISTS"
            " (SELECT 1 FROM pattern o WHERE o.key = p.key AND (o.type != p.type OR o.read_as != p.type))"
            " OR p.key IN (SELECT value FROM json_each(?))",
            (json.dumps(list(told)),),
        ).fetchall()
        self._set_scope(row for (row,) in rows)
        return list(self.in_scope())

    def take_all(self) -> None:
        """Have every pattern in scope."""
        self._set_scope(row for (row,) in self._db.execute("SELECT id FROM pattern").fetchall())

    def take_touched(self, joins: Iterable[Collection[int]]) -> None:
        """Have in scope all that belongs together with what was touched; `joins` are signs that the user joined."""
        joined = _joined(joins)
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
            (name, type_, tuple(json.loads(aliases)), row, read_as, offers, wants)
            for row, name, type_, aliases, read_as, offers, wants in self._db.execute(
                "SELECT p.id, p.name, p.type, p.aliases, p.read_as, p.offers, p.wants"
                " FROM scope s CROSS JOIN pattern p ON p.id = s.pattern"
            )
            if row in uses
        ]
        for name, type_, aliases, row, read_as, offers, wants in sorted(written):
            places = [(paper, position) for paper, position, _ in uses[row]]
            meant = [concept for _, _, concept in uses[row]]
            yield PatternRow(row, name, type_, aliases, read_as, places, meant, _unpacked(offers), _unpacked(wants))

    def settled(self) -> None:
        """Say that what was touched is resolved, and drop patterns that nothing writes any more."""
        gone = self._db.execute(
            "SELECT p.id, p.offers, p.wants FROM touched t CROSS JOIN pattern p ON p.id = t.pattern"
            " WHERE NOT EXISTS (SELECT 1 FROM entity e WHERE e.pattern = p.id)"
        ).fetchall()
        for row, offers, wants in gone:
            self._unsign(row, _unpacked(offers), _unpacked(wants))
            self._db.execute("DELETE FROM pattern WHERE id = ?", (row,))
        self._db.execute("DELETE FROM touched")


def _joined(joins: Iterable[Collection[int]]) -> dict[int, set[int]]:
    """sign -> the signs that the user joined with it."""
    joined: dict[int, set[int]] = {}
    for signs in joins:
        for sign in signs:
            joined.setdefault(sign, set()).update(signs)
    return joined


def _packed(signs: Iterable[int]) -> bytes:
    return array("q", sorted(signs)).tobytes()


def _unpacked(blob: bytes) -> array[int]:
    return array("q", blob)
