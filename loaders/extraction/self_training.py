"""What a pipeline with a second reader thinks of texts that nobody annotated, for the reader to learn from.

The reader alone is less often right than it and the linear models together; what they say of more texts teaches it to
be as good as both. Self-training with soft targets: Xie et al., "Self-training with Noisy Student improves ImageNet
classification" (CVPR 2020).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from loaders.extraction.grouping import everywhere
from loaders.extraction.opinion import blended
from loaders.extraction.placed import placed_quantities
from loaders.extraction.reading import Reading, read, reading_of
from loaders.extraction.result_features import number_features
from loaders.extraction.results import Numbered
from loaders.extraction.second_reader import NUMBERS, ROLES, TYPES, SecondReader

if TYPE_CHECKING:
    from spacy.language import Language

    from loaders.extraction.relations import Relations
    from loaders.extraction.results import Results
    from loaders.extraction.roles import Roles

    Floats = NDArray[np.floating[Any]]

Bonds = dict[tuple[int, str, int], float]
LEAST = 0.01  # a bond less likely is none
NOTED = 0.3  # how likely a number has to be a result before it is asked whose it is


@dataclass(frozen=True, slots=True)
class Thought:
    """A text with all names found in it, and how likely what is true of them.

    Attributes:
        first: P(type of an entity) by the judge alone, in the order of `TYPES`.
        types, roles, numbers: rows of `TYPES`, `ROLES` and `NUMBERS` for each thing (entities, then numbers), of NaN
            where nothing is thought.
        bonds: of pairs of things.
        kept: the entities (indices) that are believed to be some.
    """

    reading: Reading
    first: Floats
    types: Floats
    roles: Floats
    numbers: Floats
    bonds: Bonds
    kept: list[int]


def thoughts(nlp: Language, texts: Iterable[str]) -> Iterator[Thought]:
    """What the pipeline thinks of each text that names something."""
    reader: SecondReader = nlp.get_pipe("second_reader")  # type: ignore[assignment]
    with nlp.select_pipes(disable=["second_reader", "roles", "relations", "results"]):
        for doc in nlp.pipe(texts, batch_size=16):
            if doc._.entities:
                yield _thought(nlp, reader, reading_of(doc))


def _thought(nlp: Language, reader: SecondReader, reading: Reading) -> Thought:
    roles: Roles = nlp.get_pipe("roles")  # type: ignore[assignment]
    relations: Relations = nlp.get_pipe("relations")  # type: ignore[assignment]
    first = reader.judging.chances(reading, TYPES)
    seen = reader.look(reading, first)
    kept = reader.keep(reading, first, seen)
    index = list(kept)
    opinion = reader.opinion(seen, index)
    entities = read(reading.text, everywhere(reading.text, list(kept.values())))
    things, count = len(first) + len(seen.numbers), len(first)
    types, of_roles = np.full((things, len(TYPES)), np.nan), np.full((things, len(ROLES)), np.nan)
    types[:count] = blended(first, seen.types, reader.weights.entities)
    for entity, model, row in roles.chances(entities, opinion):
        of_roles[index[entity]] = _ordered(dict(zip(model.labels, row.tolist(), strict=True)), ROLES)
    decided = roles.decide(entities, opinion)
    everything = dict.fromkeys(relations.thresholds, LEAST)
    bonds: Bonds = {
        (index[head], type_, index[tail]): chance
        for head, tail, type_, chance in relations.likely(entities, decided, opinion, everything)
    }
    paper = Numbered(entities, decided, [e.role for e in decided], opinion)
    numbers = np.full((things, len(NUMBERS)), np.nan)
    numbers[count:], more = _of_numbers(nlp.get_pipe("results"), paper, seen.numbers)  # type: ignore[arg-type]
    bonds |= {(count + number, name, index[entity]): p for (number, name, entity), p in more.items()}
    return Thought(reading, first, types, of_roles, numbers, bonds, index)


def _of_numbers(results: Results, paper: Numbered, starts: Sequence[int]) -> tuple[Floats, Bonds]:
    """Of the numbers that start there: P(`NUMBERS`), NaN where none is left, and whose they are."""
    numbers = {number.quantity.start: number for number in placed_quantities(paper.reading)}
    rows = np.full((len(starts), len(NUMBERS)), np.nan)
    bonds: Bonds = {}
    data = paper.of_kind("data")
    for row, number in enumerate(map(numbers.get, starts)):
        if number is None:
            continue
        features = number_features(paper.reading, number)
        on = results.bonds(paper, "on", number, features, data) if data else np.zeros(0)
        likely = float(on.max(initial=0.0))
        kinds = _ordered(results.kinds(paper, number, features), NUMBERS[1:])
        rows[row] = [1 - likely, *(likely * kinds)]
        bonds |= {(row, "on", i): p for i, p in zip(data, on.tolist(), strict=True) if p >= LEAST}
        for kind in ("method", "metric") if likely > NOTED else ():
            some = paper.of_kind(kind)
            if some:
                chances = results.bonds(paper, kind, number, features, some).tolist()
                bonds |= {(row, kind, i): likely * p for i, p in zip(some, chances, strict=True)}
    return rows, bonds


def _ordered(chances: dict[str, float], names: Sequence[str]) -> Floats:
    """Probabilities in the order of names, of which others have none, summing to one."""
    row = np.array([chances.get(name, 0.0) for name in names])
    return np.asarray(row / row.sum())
