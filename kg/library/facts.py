"""What extraction found in each paper: entities with their mentions, relations and results, each with its sentence."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from typing import NamedTuple

from kg.library.papers import compact
from kg.records import Entity, Evidence, Extraction, Mention, Relation, Result

_OF_CONCEPT = " WHERE e.concept = (SELECT id FROM concept WHERE key = ?)"
_AT_CONCEPT = (
    " WHERE r.paper IN (SELECT paper FROM entity WHERE concept = (SELECT id FROM concept WHERE key = ?))"
    " AND (hc.key = ? OR tc.key = ?)"
)


class NameRow(NamedTuple):
    """An entity as far as its name goes: what resolution reads. `entity` is its index in the paper's extraction."""

    paper: str
    entity: int
    name: str
    type: str
    aliases: tuple[str, ...]


class EntityRow(NamedTuple):
    """An entity of a paper and the concept it means (None before resolution), with the evidence of its role."""

    paper: str
    entity: int
    name: str
    type: str
    role: str
    concept: str | None
    start: int
    end: int
    rule: str
    confidence: float


class RelationRow(NamedTuple):
    """A relation between two concepts, as one paper states it."""

    paper: str
    head: str | None
    type: str
    tail: str | None
    start: int
    end: int
    rule: str
    confidence: float


class ResultRow(NamedTuple):
    """A number that a paper gives: concepts of method, data and metric, each None where the paper names none."""

    paper: str
    method: str | None
    data: str | None
    metric: str | None
    metric_name: str | None
    value: str
    kind: str
    start: int
    end: int
    rule: str
    confidence: float


class Facts:
    """The extractions of a library. Bulk readers give rows in the order of stable paper id, then of the extraction."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    # one paper

    def get(self, paper_id: str) -> Extraction | None:
        """What was found in the paper with this stable id; None where it was not read yet."""
        found = self._db.execute("SELECT id FROM paper WHERE key = ? AND extractor IS NOT NULL", (paper_id,)).fetchone()
        if found is None:
            return None
        entities = tuple(
            Entity(
                name,
                type_,
                role,
                tuple(Mention(*pair) for pair in zip(*[iter(json.loads(mentions))] * 2, strict=True)),
                Evidence(*evidence),
                tuple(json.loads(aliases)) if aliases else (),
                sureness,
            )
            for name, type_, role, aliases, mentions, sureness, *evidence in self._db.execute(
                "SELECT name, type, role, aliases, mentions, sureness, start, end, rule, confidence FROM entity"
                " WHERE paper = ? ORDER BY position",
                found,
            )
        )
        name_of: dict[int | None, str] = {i: entity.name for i, entity in enumerate(entities)}
        relations = tuple(
            Relation(name_of[head], type_, name_of[tail], Evidence(*evidence))
            for head, type_, tail, *evidence in self._db.execute(
                "SELECT head, type, tail, start, end, rule, confidence FROM relation WHERE paper = ? ORDER BY position",
                found,
            )
        )
        results = tuple(
            Result(name_of.get(method), name_of[data], name_of.get(metric), value, kind, Evidence(*evidence))
            for method, data, metric, value, kind, *evidence in self._db.execute(
                "SELECT method, data, metric, value, kind, start, end, rule, confidence FROM result"
                " WHERE paper = ? ORDER BY position",
                found,
            )
        )
        return Extraction(entities, relations, results)

    def put(self, paper_row: int, extraction: Extraction, extractor: int) -> None:
        """Store what an extractor (row of `extractor`) found in the paper in this row, in place of what was there."""
        self._db.execute("DELETE FROM entity WHERE paper = ?", (paper_row,))
        self._db.executemany(
            "INSERT INTO entity VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL, NULL)",
            [
                (
                    paper_row,
                    position,
                    e.name,
                    e.type,
                    e.role,
                    compact(e.aliases) if e.aliases else None,
                    compact([offset for m in e.mentions for offset in (m.start, m.end)]),
                    e.confidence,
                    *_evidence(e.evidence),
                )
                for position, e in enumerate(extraction.entities)
            ],
        )
        at: dict[str | None, int | None] = {None: None}
        for position, entity in enumerate(extraction.entities):
            at.setdefault(entity.name, position)
        self._db.executemany(
            "INSERT INTO relation VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (paper_row, position, at[r.head], r.type, at[r.tail], *_evidence(r.evidence))
                for position, r in enumerate(extraction.relations)
            ],
        )
        self._db.executemany(
            "INSERT INTO result VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (paper_row, position, at[r.method], at[r.on], at[r.metric], r.value, r.kind, *_evidence(r.evidence))
                for position, r in enumerate(extraction.results)
            ],
        )
        self._db.execute("UPDATE paper SET extractor = ? WHERE id = ?", (extractor, paper_row))

    # extractors

    def extractor(self, version: str) -> int:
        """The row of an extractor's version, made where it is new."""
        self._db.execute("INSERT OR IGNORE INTO extractor (version) VALUES (?)", (version,))
        return int(self._db.execute("SELECT id FROM extractor WHERE version = ?", (version,)).fetchone()[0])

    def versions(self) -> dict[str | None, int]:
        """How many papers each extractor's version has read; None: not read yet."""
        return dict(
            self._db.execute(
                "SELECT x.version, count(*) FROM paper p LEFT JOIN extractor x ON x.id = p.extractor"
                " GROUP BY p.extractor"
            )
        )

    def forget(self) -> None:
        """Mark every paper as not read; what was found stays until it is read again."""
        self._db.execute("UPDATE paper SET extractor = NULL")

    def not_read(self) -> int:
        """How many papers no extractor has read, because a build was stopped before or it failed on them."""
        return int(self._db.execute("SELECT count(*) FROM paper WHERE extractor IS NULL").fetchone()[0])

    def unread(self, version: str) -> list[int]:
        """Rows of the papers that this version of the extractor has not read, in the order they came."""
        rows = self._db.execute(
            "SELECT id FROM paper WHERE coalesce(extractor, 0) <>"
            " coalesce((SELECT id FROM extractor WHERE version = ?), -1) ORDER BY id",
            (version,),
        )
        return [row for (row,) in rows]

    # all papers

    def names(self, concept: str | None = None) -> Iterator[NameRow]:
        """Every entity's names; with a concept's id, those of the entities that mean it."""
        rows = self._db.execute(
            "SELECT p.key, e.position, e.name, e.type, e.aliases FROM paper p JOIN entity e ON e.paper = p.id"
            f"{_OF_CONCEPT if concept else ''} ORDER BY p.key, e.position",
            (concept,) if concept else (),
        )
        for paper, entity, name, type_, aliases in rows:
            yield NameRow(paper, entity, name, type_, tuple(json.loads(aliases)) if aliases else ())

    def entities(self, concept: str | None = None) -> Iterator[EntityRow]:
        """Every entity with its concept; with a concept's id, those that mean it."""
        return map(
            EntityRow._make,
            self._db.execute(
                "SELECT p.key, e.position, e.name, e.type, e.role, c.key, e.start, e.end, e.rule, e.confidence"
                " FROM paper p JOIN entity e ON e.paper = p.id LEFT JOIN concept c ON c.id = e.concept"
                f"{_OF_CONCEPT if concept else ''} ORDER BY p.key, e.position",
                (concept,) if concept else (),
            ),
        )

    def relations(self, concept: str | None = None) -> Iterator[RelationRow]:
        """Every relation between concepts; with a concept's id, those it stands in."""
        return map(
            RelationRow._make,
            self._db.execute(
                "SELECT p.key, hc.key, r.type, tc.key, r.start, r.end, r.rule, r.confidence FROM paper p"
                " JOIN relation r ON r.paper = p.id"
                " JOIN entity h ON h.paper = r.paper AND h.position = r.head"
                " JOIN entity t ON t.paper = r.paper AND t.position = r.tail"
                " LEFT JOIN concept hc ON hc.id = h.concept LEFT JOIN concept tc ON tc.id = t.concept"
                f"{_AT_CONCEPT if concept else ''} ORDER BY p.key, r.position",
                (concept, concept, concept) if concept else (),
            ),
        )

    def results(self) -> Iterator[ResultRow]:
        """Every number, with the concepts it is about."""
        return map(
            ResultRow._make,
            self._db.execute(
                "SELECT p.key, mc.key, dc.key, sc.key, coalesce(sc.name, s.name), r.value, r.kind,"
                " r.start, r.end, r.rule, r.confidence FROM paper p JOIN result r ON r.paper = p.id"
                " JOIN entity d ON d.paper = r.paper AND d.position = r.data"
                " LEFT JOIN entity m ON m.paper = r.paper AND m.position = r.method"
                " LEFT JOIN entity s ON s.paper = r.paper AND s.position = r.metric"
                " LEFT JOIN concept mc ON mc.id = m.concept LEFT JOIN concept dc ON dc.id = d.concept"
                " LEFT JOIN concept sc ON sc.id = s.concept ORDER BY p.key, r.position"
            ),
        )


def _evidence(evidence: Evidence) -> tuple[int, int, str, float]:
    return evidence.start, evidence.end, evidence.rule, evidence.confidence
