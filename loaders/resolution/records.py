"""What resolution takes and gives. `Decision`, `Concept` and `Step` are in kg.records: the library keeps them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kg.records import Concept, Step

#: The kind that a type is of: names are compared within a kind. Dataset and Benchmark are two readings of one.
KIND_OF = {"Method": "Method", "Dataset": "Data", "Benchmark": "Data", "Task": "Task", "Metric": "Metric"}


@dataclass(frozen=True, slots=True)
class NameUse:
    """One entity of one paper, as far as names go. `entity` is its index in the paper's extraction."""

    paper: str
    entity: int
    name: str
    type: str
    aliases: tuple[str, ...] = ()

    @property
    def surfaces(self) -> tuple[str, ...]:
        return (self.name, *self.aliases)


@dataclass(frozen=True, slots=True)
class Resolution:
    """Which concept each use means, the concepts, and why. All three are sorted: equal input gives equal output."""

    concept_of: Mapping[tuple[Any, int], str]  # (paper, entity) -> concept id
    concepts: tuple[Concept, ...]
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Decided:
    """Whether two names are one concept, the step that decided, and the reason in words."""

    same: bool
    step: str
    reason: str
