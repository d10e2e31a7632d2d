"""What a name that no concept has may be a misspelling of."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import islice
from typing import TypeVar

from kg.records import Concept
from loaders.resolution.normal import normal_form

Known = TypeVar("Known")

_SUGGESTED = 3
_LEAST_ALIKE = 60.0  # rapidfuzz ratio of normal forms


def did_you_mean(name: str, known: Mapping[str, Known], concept: Callable[[Known], Concept | None]) -> str:
    """What to say behind the name: the nearest concepts, with their ids; nothing where none is near.

    Args:
        known: by the normal form of each spelling, something that `concept` makes a concept of.
    """
    from rapidfuzz import fuzz, process

    spellings = sorted(known)  # an order, for those that are equally near
    found = process.extract(normal_form(name), spellings, scorer=fuzz.ratio, limit=9, score_cutoff=_LEAST_ALIKE)
    near = filter(None, map(concept, dict.fromkeys(known[key] for key, _, _ in found)))
    said = islice(dict.fromkeys(f"{one.name} ({one.id})" for one in near), _SUGGESTED)
    return "; did you mean: " + ", ".join(said) if found else ""
