"""The fact components behind entities that the test gives, so that what they do does not depend on a tagger."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

import pytest
import spacy

from kg.records import Entity, Evidence, Mention, Relation, Result


class Facts(NamedTuple):
    """What the components made of a text."""

    text: str
    entities: dict[str, Entity]
    relations: list[Relation]
    results: list[Result]

    @property
    def roles(self) -> dict[str, str]:
        return {name: entity.role for name, entity in self.entities.items()}

    @property
    def triples(self) -> set[tuple[str, str, str]]:
        return {(r.head, r.type, r.tail) for r in self.relations}

    @property
    def values(self) -> list[tuple[str | None, str, str | None, str, str]]:
        return [(r.method, r.on, r.metric, r.value, r.kind) for r in self.results]


def entities_in(text: str, names: dict[str, str]) -> list[Entity]:
    """Entities of the given names ("Full Name|ABBR") and types, mentioned wherever they stand."""
    found = []
    for surfaces, type_ in names.items():
        name, *aliases = surfaces.split("|")
        pattern = "|".join(rf"(?<!\w){re.escape(s)}(?!\w)" for s in (name, *aliases))
        mentions = tuple(Mention(m.start(), m.end()) for m in re.finditer(pattern, text))
        found.append(Entity(name, type_, "mentioned", mentions, Evidence(0, 0, "test"), tuple(aliases)))
    return found


@pytest.fixture(scope="session")
def facts() -> Callable[[str, dict[str, str]], Facts]:
    """A function that runs roles, relations and results on a title, a line break and an abstract."""
    from loaders.extraction import relations, results, roles  # noqa: F401  (registers the components)

    nlp = spacy.blank("en")
    for component in ("roles", "relations", "results"):
        nlp.add_pipe(component)

    def run(text: str, names: dict[str, str]) -> Facts:
        doc = nlp.make_doc(text)
        doc._.entities = entities_in(text, names)
        for _, component in nlp.pipeline:
            doc = component(doc)
        return Facts(text, {e.name: e for e in doc._.entities}, doc._.relations, doc._.results)

    return run
