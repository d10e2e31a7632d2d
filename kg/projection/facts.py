"""What one paper says of concepts -> edges, each with its sentence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kg import schema
from kg.library.facts import EntityRow, RelationRow, ResultRow
from kg.projection.records import Edge, Properties
from kg.records import Concept, Paper


class PaperFacts:
    """Gathers the edges that stand on one paper's text, of facts that are at least as sure as `min_confidence`.

    There is one for each (head, type, tail), the surest, then the earliest, for facts said twice; but one for each
    number where numbers are given. A fact whose names mean one concept, or concepts its type does not join, is none.
    """

    def __init__(self, paper: Paper, concepts: Mapping[str, Concept], min_confidence: float = 0.0) -> None:
        self._paper = paper.id
        self._text = paper.text
        self._concepts = concepts
        self._least = min_confidence
        self._edges: dict[tuple[str | None, ...], Edge] = {}
        self._sentences: dict[tuple[int, int], str] = {}

    def entities(self, rows: Iterable[EntityRow]) -> None:
        """Take up the roles."""
        for row in rows:
            if row.concept is None:
                continue
            label = self._concepts[row.concept].label
            self._add(self._paper, schema.ROLE_EDGES.get(row.role, {}).get(label, "MENTIONS"), row.concept, row)
        for head, kind, tail, *_ in list(self._edges):
            # What a paper works with is not background to it, by whatever other name it speaks of it.
            if kind != "MENTIONS":
                self._edges.pop((head, "MENTIONS", tail), None)

    def relations(self, rows: Iterable[RelationRow]) -> None:
        """Take up what is said of two concepts."""
        for row in rows:
            if row.head and row.tail:
                self._add(row.head, row.type, row.tail, row)

    def results(self, rows: Iterable[ResultRow]) -> None:
        """Take up the numbers. One without a named method is the paper's; one takes the place of the bare edge."""
        for row in rows:
            if row.data is None:
                continue
            head, kind = (row.method, "EVALUATED_ON") if row.method else (self._paper, "EVALUATES_ON")
            if self._add(head, kind, row.data, row, metric=row.metric_name, value=row.value, kind=row.kind):
                self._edges.pop((head, kind, row.data), None)

    def edges(self) -> Iterable[Edge]:
        """What was gathered."""
        return self._edges.values()

    def concepts(self) -> set[str]:
        """The concepts that the paper names in what was gathered."""
        return {end for edge in self._edges.values() for end in (edge.head, edge.tail)} - {self._paper}

    def _add(
        self, head: str, type_: str, tail: str, row: EntityRow | RelationRow | ResultRow, **result: str | None
    ) -> bool:
        """Keep the edge unless it is unsure, says nothing or a better one stands; gives whether one stands now."""
        if row.confidence < self._least:
            return False
        head_label, tail_label = self._label(head), self._label(tail)
        if head == tail or not schema.RELATIONS[type_].allows(head_label, tail_label):
            return False
        properties: Properties = {
            "paper": self._paper,
            "sentence": self._sentence(row.start, row.end),
            "start": row.start,
            "end": row.end,
            "rule": row.rule,
            "confidence": row.confidence,
            **result,
        }
        edge = Edge(type_, head_label, head, tail_label, tail, properties)
        identity = (head, type_, tail, *result.values())
        twin = self._edges.get(identity)
        if twin is None or _rank(edge) < _rank(twin):
            self._edges[identity] = edge
        return True

    def _sentence(self, start: int, end: int) -> str:
        # Many facts rest on one sentence; they share it.
        sentence = self._sentences.get((start, end))
        if sentence is None:
            sentence = self._sentences[start, end] = self._text[start:end]
        return sentence

    def _label(self, id_: str) -> str:
        return "Paper" if id_ == self._paper else self._concepts[id_].label


def _rank(edge: Edge) -> tuple[float, int, int, str]:
    p = edge.properties
    return -float(p["confidence"]), int(p["start"]), int(p["end"]), str(p["rule"])  # type: ignore[arg-type]
