"""What tells whether a name is an entity, and of which type.

What tells its role, how sure the tagger was of each type, how known the name is, what the text calls it, and which
names it is listed with, stands in, or has in it.
"""

from __future__ import annotations

from collections.abc import Iterator

from loaders.extraction.grouping import Candidate
from loaders.extraction.hypernyms import hypernyms
from loaders.extraction.reading import Reading, group
from loaders.extraction.renown import Renown
from loaders.extraction.role_features import role_features
from loaders.extraction.surroundings import surroundings

_STEPS = (0.05, 0.1, 0.2, 0.3, 0.5, 0.7, 0.9)


def judge_features(reading: Reading, known: Renown) -> list[set[str]]:
    """The features of each entity of a reading, all that a tagger found."""
    names = [entity.name.lower() for entity in reading.entities]
    rows = []
    for i, entity in enumerate(reading.entities):
        kind, step = group(entity), int(20 * entity.confidence)
        found = role_features(reading, i)
        found.update(known.features(entity.surfaces, entity.name, kind))
        found.update((f"tagger:{step}", f"tagger:{step}:{kind}", f"long:{min(len(entity.name.split()), 7)}"))
        if isinstance(entity, Candidate):
            found.update([f"share:{t}:{least}" for t, p in entity.scores.items() for least in _STEPS if p >= least])
        found.update(_called(reading, i, kind))
        found.update(_listed(reading, i))
        found.update(_nested(reading, names, i))
        rows.append(found)
    return rows


def _called(reading: Reading, index: int, kind: str) -> Iterator[str]:
    """What the text calls it."""
    for place in reading.places[index]:
        for how, of, noun in hypernyms(reading, place):
            yield from (f"{how}:{of}", f"{how}:{of}:{kind}", f"called:{noun}", f"called:{noun}:{kind}")


def _listed(reading: Reading, index: int) -> Iterator[str]:
    """Of which types the names are that it is listed with."""
    for place in reading.places[index]:
        around = surroundings(reading, place)
        for other in reading.entity[around.first : around.last + 1]:
            if other not in (-1, index):
                entity = reading.entities[other]
                yield f"with:{entity.type}"
                if entity.confidence > 0.6:
                    yield f"surely with:{entity.type}"


def _nested(reading: Reading, names: list[str], index: int) -> Iterator[str]:
    """Which names have it in them or are in it, where, and how sure the tagger was of them."""
    own = names[index]
    for other, name in zip(reading.entities, names, strict=True):
        if own == name:
            continue
        if own in name:
            where = "end" if name.endswith(own) else "start" if name.startswith(own) else "middle"
            yield from (f"in:{other.type}", f"in:{other.type}:{where}", f"in sure:{int(5 * other.confidence)}")
        elif name in own:
            where = "end" if own.endswith(name) else "start" if own.startswith(name) else "middle"
            yield from (f"has:{other.type}:{where}", f"has sure:{int(5 * other.confidence)}")
