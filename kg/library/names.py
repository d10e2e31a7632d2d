"""Which concept a name means, why, and what the user decided about it."""

from __future__ import annotations

import itertools
import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping

from kg.library.papers import compact
from kg.records import Concept, Decision, Step

_CONCEPT = "SELECT key, label, name, aliases, variant_of FROM concept"


def _concept(row: tuple[str, str, str, str, str | None]) -> Concept:
    key, label, name, aliases, variant_of = row
    return Concept(key, label, name, tuple(json.loads(aliases)), variant_of)


class Names:
    """The concepts of a library as last resolved, and the decisions that outlive every rebuild."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    # concepts

    def concepts(self) -> Iterator[Concept]:
        """Every concept, in the order of ids."""
        return map(_concept, self._db.execute(f"{_CONCEPT} ORDER BY key"))

    def concept(self, concept_id: str) -> Concept | None:
        """The concept with this id."""
        row = self._db.execute(f"{_CONCEPT} WHERE key = ?", (concept_id,)).fetchone()
        return _concept(row) if row else None

    def find(self, key: str) -> list[Concept]:
        """The concepts that have a spelling with this normal form, in the order of ids."""
        rows = self._db.execute(f"{_CONCEPT} WHERE id IN (SELECT concept FROM name WHERE key = ?) ORDER BY key", (key,))
        return [_concept(row) for row in rows]

    def keys(self) -> Iterator[tuple[str, str]]:
        """(normal form, concept id) of every spelling, sorted."""
        return iter(
            self._db.execute("SELECT n.key, c.key FROM name n JOIN concept c ON c.id = n.concept ORDER BY 1, 2")
        )

    def steps(self, concept_id: str) -> list[Step]:
        """Why each name belongs to this concept or is kept from it, in the order resolution gave."""
        rows = self._db.execute(
            "SELECT c.key, s.name, s.other, s.step, s.reason, s.sureness FROM step s JOIN concept c ON c.id = s.concept"
            " WHERE c.key = ? ORDER BY s.position",
            (concept_id,),
        )
        return [Step(*row) for row in rows]

    def replace(
        self,
        concepts: Iterable[Concept],
        steps: Iterable[Step],
        concept_of: Mapping[tuple[str, int], str],
        key: Callable[[str], str],
    ) -> None:
        """Store concepts, steps and what each (paper id, entity) means in place of all that was; `key` is the normal
        form that `find` goes by.
        """
        rows = {id_: row for row, id_ in self._db.execute("SELECT id, key FROM paper")}
        by_row = {(rows[paper], entity): id_ for (paper, entity), id_ in concept_of.items()}
        standing = [row for (row,) in self._db.execute("SELECT id FROM concept")]
        uses = self._db.execute("SELECT paper, position, concept FROM entity").fetchall()
        self.change(concepts, steps, by_row, key, standing, uses)

    def change(
        self,
        concepts: Iterable[Concept],
        steps: Iterable[Step],
        concept_of: Mapping[tuple[int, int], str],
        key: Callable[[str], str],
        standing: Iterable[int],
        uses: Iterable[tuple[int, int, int | None]],
    ) -> None:
        """Store concepts, steps and what each (row of a paper, entity) means in place of the concepts in the rows
        `standing`; `uses` are all that mean one of the two: paper, entity, and the row of the concept it meant.

        Only rows that differ are written, so a small change to a large library is a small write.
        """
        wanted = {c.id: (c.label, c.name, compact(c.aliases), c.variant_of) for c in concepts}
        stored = {}
        for number in standing:
            row = self._db.execute("SELECT key, label, name, aliases, variant_of FROM concept WHERE id = ?", (number,))
            id_, *values = row.fetchone()
            stored[id_] = (number, tuple(values))
        rows = {id_: number for id_, (number, _) in stored.items() if id_ in wanted}
        gone = {number for id_, (number, _) in stored.items() if id_ not in wanted}
        self._db.executemany("DELETE FROM concept WHERE id = ?", [(number,) for number in gone])
        different = [id_ for id_, values in wanted.items() if id_ not in stored or stored[id_][1] != values]
        for id_ in different:
            self._db.execute(
                "INSERT INTO concept (key, label, name, aliases, variant_of) VALUES (?, ?, ?, ?, ?) ON CONFLICT (key)"
                " DO UPDATE SET label = excluded.label, name = excluded.name, aliases = excluded.aliases,"
                " variant_of = excluded.variant_of",
                (id_, *wanted[id_]),
            )
            if id_ not in rows:
                rows[id_] = self._db.execute("SELECT id FROM concept WHERE key = ?", (id_,)).fetchone()[0]
        self._replace_names(different, wanted, rows, key)
        self._replace_steps(steps, rows)
        # A concept that is gone took itself out of its entities, and its number may be another's by now.
        self._db.executemany(
            "UPDATE entity SET concept = ? WHERE paper = ? AND position = ?",
            [
                (want, paper, position)
                for paper, position, have in uses
                if (want := rows.get(concept_of.get((paper, position), ""))) != have or have in gone
            ],
        )

    def _replace_names(
        self,
        different: list[str],
        wanted: Mapping[str, tuple[str, str, str, str | None]],
        rows: Mapping[str, int],
        key: Callable[[str], str],
    ) -> None:
        self._db.executemany("DELETE FROM name WHERE concept = ?", [(rows[id_],) for id_ in different])
        self._db.executemany(
            "INSERT OR IGNORE INTO name VALUES (?, ?)",
            [
                (key(surface), rows[id_])
                for id_ in different
                for surface in (wanted[id_][1], *json.loads(wanted[id_][2]))
            ],
        )

    def _replace_steps(self, steps: Iterable[Step], rows: Mapping[str, int]) -> None:
        positions: dict[str, int] = {}
        values = []
        for step in steps:
            position = positions[step.concept] = positions.get(step.concept, -1) + 1
            values.append((rows[step.concept], position, step.name, step.other, step.step, step.reason, step.sureness))
        self._db.executemany("DELETE FROM step WHERE concept = ?", [(row,) for row in rows.values()])
        self._db.executemany("INSERT INTO step VALUES (?, ?, ?, ?, ?, ?, ?)", values)

    # decisions

    def decisions(self) -> list[Decision]:
        """What the user said about names, the latest last: the list first, what was said to the library above it."""
        return [*self.listed(), *(decision for _, decision in self.said())]

    def said(self) -> list[tuple[int, Decision]]:
        """What was said to the library itself, each with its number, the latest last."""
        rows = self._db.execute("SELECT id, verb, kind, name, other, why FROM decision ORDER BY id")
        return [(number, Decision(*row)) for number, *row in rows]

    def decide(self, decision: Decision) -> int:
        """Keep a decision; said again, it counts as the latest. Gives its number.

        Call `Store.changed(names=True)` beside it, and touch the patterns of its names.
        """
        self.withdraw(decision)
        made = self._db.execute(
            "INSERT INTO decision (verb, kind, name, other, why) VALUES (?, ?, ?, ?, ?)",
            (decision.verb, decision.kind, decision.name, decision.other, decision.why),
        )
        return int(made.lastrowid or 0)

    def withdraw(self, decision: Decision) -> bool:
        """Delete a decision (whatever its reason) and so undo it; gives whether it was there."""
        gone = self._db.execute(
            "DELETE FROM decision WHERE verb = ? AND kind = ? AND name = ? AND other = ?",
            (decision.verb, decision.kind, decision.name, decision.other),
        )
        return gone.rowcount > 0

    def listed(self) -> list[Decision]:
        """The decisions of the user's list, as it was last read."""
        return [
            Decision(*row) for row in self._db.execute("SELECT verb, kind, name, other, why FROM listed ORDER BY id")
        ]

    def take_list(self, decisions: Iterable[Decision]) -> None:
        """Take these for the user's list in place of those before."""
        self._db.execute("DELETE FROM listed")
        self._db.executemany(
            "INSERT INTO listed (verb, kind, name, other, why) VALUES (?, ?, ?, ?, ?)",
            [(d.verb, d.kind, d.name, d.other, d.why) for d in decisions],
        )

    # what is least certain

    def unsure(self, below: float) -> Iterator[Step]:
        """Steps less sure than this, the least sure first, each once, whatever concepts it is kept with."""
        rows = self._db.execute(
            "SELECT min(c.key), s.name, s.other, s.step, s.reason, s.sureness FROM step s JOIN concept c"
            " ON c.id = s.concept WHERE s.sureness < ? GROUP BY s.name, s.other, s.step, s.reason"
            " ORDER BY s.sureness, 1, 2, 3",
            (below,),
        )
        return itertools.starmap(Step, rows)
