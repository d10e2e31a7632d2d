"""What the graph may hold: node labels, relation types, their endpoints and properties.

This is the one place where they are written. The projection is checked against it, every graph target builds its
tables or constraints from it, and the console completes from it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

PropertyType = Literal["string", "integer", "number", "boolean", "strings"]

#: The five kinds of concept; also the entity types of an extraction.
CONCEPTS = ("Method", "Dataset", "Benchmark", "Task", "Metric")
DATA = ("Dataset", "Benchmark")
LABELS = ("Paper", *CONCEPTS, "Author")

_CONCEPT_PROPERTIES: dict[str, PropertyType] = {
    "id": "string",
    "name": "string",
    "aliases": "strings",
    "papers": "integer",
}

NODE_PROPERTIES: dict[str, dict[str, PropertyType]] = {
    "Paper": {
        "id": "string",
        "title": "string",
        "abstract": "string",
        "year": "integer",
        "date": "string",
        "venue": "string",
        "url": "string",
        "doi": "string",
        "arxiv": "string",
        "loaded": "boolean",
        "citations": "integer",  # how many papers of the graph cite it
    },
    **dict.fromkeys(CONCEPTS, _CONCEPT_PROPERTIES),
    "Author": {"id": "string", "name": "string"},
}

#: Every relation drawn from text says where it stands: offsets into title + "\n" + abstract.
_EVIDENCE: dict[str, PropertyType] = {
    "paper": "string",
    "sentence": "string",
    "start": "integer",
    "end": "integer",
    "rule": "string",
    "confidence": "number",
}


@dataclass(frozen=True, slots=True)
class RelationType:
    """One relation type: the labels at either end, what it says, and its properties."""

    name: str
    heads: tuple[str, ...]
    tails: tuple[str, ...]
    says: str
    properties: dict[str, PropertyType]
    same_label: bool = False

    def allows(self, head: str, tail: str) -> bool:
        """Whether an edge of this type may run from a node labelled `head` to one labelled `tail`."""
        return head in self.heads and tail in self.tails and (head == tail or not self.same_label)

    def endpoints(self) -> tuple[tuple[str, str], ...]:
        """Every (head label, tail label) this type may join, in schema order."""
        return tuple((h, t) for h in self.heads for t in self.tails if self.allows(h, t))


#: A number the text ties to the data; one edge for each distinct (metric, value, kind).
_RESULT: dict[str, PropertyType] = {"metric": "string", "value": "string", "kind": "string"}


def _relation(
    name: str, heads: tuple[str, ...], tails: tuple[str, ...], says: str, **more: PropertyType
) -> RelationType:
    return RelationType(name, heads, tails, says, {**_EVIDENCE, **more})


RELATIONS: dict[str, RelationType] = {
    r.name: r
    for r in (
        RelationType("CITES", ("Paper",), ("Paper",), "from reference lists", {}),
        RelationType("WROTE", ("Author",), ("Paper",), "is an author of", {"position": "integer"}),
        _relation("INTRODUCES", ("Paper",), CONCEPTS, "proposed or released there"),
        _relation("EVALUATES_ON", ("Paper",), DATA, "the paper's experiments report on it", **_RESULT),
        _relation("TRAINS_ON", ("Paper",), DATA, "training data only"),
        _relation("ADDRESSES", ("Paper",), ("Task",), "the paper's work is about the task"),
        _relation("APPLIES", ("Paper",), ("Method",), "built on, applied, or a component"),
        _relation("COMPARES", ("Paper",), ("Method",), "studied, benchmarked or a baseline"),
        _relation("MEASURES", ("Paper",), ("Metric",), "results are given in it"),
        _relation("MENTIONS", ("Paper",), CONCEPTS, "background only"),
        _relation("EVALUATED_ON", ("Method",), DATA, "results of the method on the data", **_RESULT),
        _relation("OUTPERFORMS", ("Method",), ("Method",), "stated, with a named loser"),
        _relation("USES", ("Method",), ("Method",), "extends, has as a component, is applied on top of"),
        _relation("USED_FOR", ("Method",), ("Task",), "the method solves the task"),
        _relation("TRAINED_ON", ("Method",), DATA, "the method is trained on the data"),
        _relation("FOR_TASK", DATA, ("Task",), "the data is for the task"),
        RelationType("VARIANT_OF", CONCEPTS, CONCEPTS, "a version, size or subset of", {}, same_label=True),
    )
}

#: The paper edge that an entity's role becomes: role -> concept label -> relation type.
#: A role that its label does not know (a Metric "evaluated_on", say) is a MENTIONS edge.
ROLE_EDGES: dict[str, dict[str, str]] = {
    "introduced": dict.fromkeys(CONCEPTS, "INTRODUCES"),
    "evaluated_on": dict.fromkeys(DATA, "EVALUATES_ON"),
    "trained_on": dict.fromkeys(DATA, "TRAINS_ON"),
    "evaluated": {"Method": "COMPARES"},
    "used": {"Method": "APPLIES", "Metric": "MEASURES"},
    "addressed": {"Task": "ADDRESSES"},
    "mentioned": dict.fromkeys(CONCEPTS, "MENTIONS"),
}
