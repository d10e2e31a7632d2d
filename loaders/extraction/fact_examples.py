"""What the fact components learn from: annotated papers joined with the entities found in them.

Entities that no annotation knows are in the training data too, as mentioned and related to nothing, so that what the
tagger gets wrong does little harm.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kg.records import Entity, Evidence, Mention, Paper
from loaders.extraction.reading import Reading, group, read
from loaders.resolution.normal import key

Gold = Mapping[str, Any]


@dataclass(frozen=True)
class Example:
    """A paper as the tagger sees it, with what the annotation says of its entities (by their index)."""

    reading: Reading
    roles: list[str]
    relations: set[tuple[int, str, int]]
    gold: Gold


def examples(papers: Sequence[Paper], golds: Sequence[Gold], found: Sequence[Sequence[Entity]]) -> list[Example]:
    """Papers, their annotations and the entities found in them, joined by name within the kind of entity."""
    out = []
    for paper, gold, entities in zip(papers, golds, found, strict=True):
        to_gold = align(gold["entities"], entities)
        roles = [gold["entities"][to_gold[i]]["role"] if i in to_gold else "mentioned" for i in range(len(entities))]
        names = {s: n for n, e in enumerate(gold["entities"]) for s in (e["name"], *e["aliases"])}
        stated = {(names.get(h), r, names.get(t)) for h, r, t in gold["relations"]}
        to_found = {n: i for i, n in to_gold.items()}
        relations = {(to_found[h], r, to_found[t]) for h, r, t in stated if h in to_found and t in to_found}
        out.append(Example(read(paper.text, entities), roles, relations, gold))
    return out


def annotated_entities(paper: Paper, gold: Gold) -> list[Entity]:
    """The annotated entities of a paper, mentioned wherever one of their names stands between word boundaries."""
    entities = []
    for entity in gold["entities"]:
        surfaces = sorted({entity["name"], *entity["aliases"]}, key=len, reverse=True)
        pattern = "|".join(rf"(?<!\w){re.escape(s)}(?!\w)" for s in surfaces if s)
        mentions = tuple(Mention(m.start(), m.end()) for m in re.finditer(pattern, paper.text))
        evidence = Evidence(0, 0, "annotation")
        aliases = tuple(entity["aliases"])
        entities.append(Entity(entity["name"], entity["type"], "mentioned", mentions, evidence, aliases))
    return entities


def align(annotated: Sequence[Mapping[str, Any]], found: Sequence[Entity], *, same_kind: bool = True) -> dict[int, int]:
    """Index of a found entity -> index of the annotated one that it is, each used once.

    Args:
        same_kind: whether the two must be of one kind; without it those of other kinds come after all that are.
    """
    pairs: dict[int, int] = {}
    names = [set(map(key, entity.surfaces)) for entity in found]
    for kinds_agree in (True,) if same_kind else (True, False):
        for n, gold in enumerate(annotated):
            if n in pairs.values():
                continue
            surfaces = set(map(key, (gold["name"], *gold["aliases"])))
            type_ = kind_of(gold["type"])
            for i, entity in enumerate(found):
                if i not in pairs and (not kinds_agree or group(entity) == type_) and surfaces & names[i]:
                    pairs[i] = n
                    break
    return pairs


def kind_of(type_: str) -> str:
    return "data" if type_ in ("Dataset", "Benchmark") else type_.lower()


def names_of(example: Example) -> dict[str, int]:
    """Every annotated surface of an entity that was found -> its index among the found."""
    to_gold = align(example.gold["entities"], example.reading.entities)
    return {s: i for i, n in to_gold.items() for e in [example.gold["entities"][n]] for s in (e["name"], *e["aliases"])}
