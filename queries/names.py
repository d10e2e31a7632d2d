"""Which nodes a name in a question may mean: by every alias, then by nearness for "did you mean".

`LibraryNames` looks names up in the library file, `GraphNames` in a graph alone, as on a server without the library.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple, Protocol

from kg import schema
from kg.errors import NothingFound, PaperKGError
from kg.graphs import Graph, Shared
from kg.library import Store
from kg.records import title_key
from loaders.resolution.normal import normal_form
from queries.questions import SLOT_LABELS, YEAR

_NEAR = 3  # names suggested
_LEAST = 4  # letters of a title that say which is meant
_CUTOFF = 70.0  # rapidfuzz ratio of normal forms under which nothing is suggested


class Name(NamedTuple):
    """A node that a name means: its label, id and canonical name (the title of a paper)."""

    label: str
    id: str
    name: str


class Names(Protocol):
    """A way to find nodes by name."""

    def find(self, texts: Sequence[str]) -> dict[str, list[Name]]:
        """The nodes that each text names by its normal form; texts that name none are left out."""
        ...

    def all(self, labels: Collection[str]) -> Iterator[tuple[str, Name]]:
        """(normal form, node) of every spelling of every node of these labels."""
        ...


def same(one: str, other: str) -> bool:
    """Whether two texts name the same thing whatever the labels."""
    return normal_form(one) == normal_form(other)


def _ids(text: str) -> list[str]:
    """The stable ids that a text may be, as a paper."""
    bare = text.strip()
    found = [bare, f"arxiv:{bare}", f"acl:{bare}", f"doi:{bare.lower()}"] if " " not in bare else []
    return [*found, f"title:{title_key(bare)}"]


_BY_ID = Shared(
    "UNWIND $ids AS id MATCH (p:Paper {id: id}) RETURN 'Paper' AS label, p.id AS id, p.title AS name UNION ALL"
    " UNWIND $ids AS id MATCH (a:Author {id: id}) RETURN 'Author' AS label, a.id AS id, a.name AS name"
)


class _OnGraph:
    """What both ways share: papers by id, authors by the id that their name gives them, and what the graph lists."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph

    def _papers_and_authors(self, texts: Sequence[str]) -> Iterator[tuple[str, Name]]:
        ids = {id_: text for text in texts for id_ in (*_ids(text), f"author:{title_key(text)}")}
        for label, id_, name in self._graph.run(_BY_ID, {"ids": list(ids)}).rows:
            yield ids[str(id_)], Name(str(label), str(id_), str(name or id_))

    def _listed(self, labels: Collection[str]) -> Iterator[tuple[str, Name]]:
        for label in schema.LABELS:
            if label not in labels:
                continue
            if label in schema.CONCEPTS:
                for id_, name, aliases in self._graph.run(
                    Shared(f"MATCH (c:{label}) RETURN c.id, c.name, c.aliases")
                ).rows:
                    for spelling in dict.fromkeys(map(normal_form, (str(name), *(aliases or ())))):  # type: ignore[misc]
                        yield spelling, Name(label, str(id_), str(name))
            else:
                shown = "title" if label == "Paper" else "name"
                for id_, name in self._graph.run(Shared(f"MATCH (n:{label}) RETURN n.id, n.{shown}")).rows:
                    if name:
                        yield title_key(str(name)), Name(label, str(id_), str(name))


class LibraryNames(_OnGraph):
    """Names by the library's own index of spellings; its graph is asked only for stubs and authors."""

    def __init__(self, store: Store, graph: Graph) -> None:
        super().__init__(graph)
        self._store = store

    def find(self, texts: Sequence[str]) -> dict[str, list[Name]]:
        found: defaultdict[str, list[Name]] = defaultdict(list)
        for text in texts:
            for concept in self._store.names.find(normal_form(text)):
                found[text].append(Name(concept.label, concept.id, concept.name))
            for id_ in self._store.papers.find(text):
                paper = self._store.papers.get(id_)
                found[text].append(Name("Paper", id_, paper.title if paper else id_))
        for text, name in self._papers_and_authors(texts):
            if name not in found[text]:
                found[text].append(name)
        return {text: names for text, names in found.items() if names}

    def all(self, labels: Collection[str]) -> Iterator[tuple[str, Name]]:
        return self._listed(labels)


class GraphNames(_OnGraph):
    """Names by reading all that the graph holds, once."""

    def __init__(self, graph: Graph) -> None:
        super().__init__(graph)
        self._by_key: dict[str, list[Name]] | None = None

    def find(self, texts: Sequence[str]) -> dict[str, list[Name]]:
        if self._by_key is None:
            by_key: defaultdict[str, list[Name]] = defaultdict(list)
            for spelling, name in self._listed(schema.LABELS):
                by_key[f"{name.label in schema.CONCEPTS} {spelling}"].append(name)
            self._by_key = dict(by_key)
        found: dict[str, list[Name]] = {}
        for text in texts:
            concepts = self._by_key.get(f"True {normal_form(text)}", [])
            if named := concepts + self._by_key.get(f"False {title_key(text)}", []):
                found[text] = named
        for text, name in self._papers_and_authors(texts):
            if name not in found.setdefault(text, []):
                found[text].append(name)
        return found

    def all(self, labels: Collection[str]) -> Iterator[tuple[str, Name]]:
        return self._listed(labels)


class Link(NamedTuple):
    """What a value in a slot stands for: a node or a year; and the other nodes it may mean."""

    value: Name | int
    others: tuple[Name, ...] = ()


def link(names: Names, kind: str, text: str, known: Sequence[Name] | None = None) -> Link:
    """What a text stands for in a slot of this type; `known` are the nodes it names, where they are looked up already.

    Raises NothingFound, with near names, where nothing of that type is called so.
    """
    if kind == YEAR:
        if not re.fullmatch(r"\d{4}", text.strip()):
            raise PaperKGError(f"“{text}” is no year; write four digits")
        return Link(int(text))
    labels = SLOT_LABELS[kind]
    found = names.find([text]).get(text, ()) if known is None else known
    if candidates := [name for name in found if name.label in labels]:
        first, *others = sorted(candidates, key=lambda n: _preference(n, labels, text))
        return Link(first, tuple(name for name in others if name.label == first.label))
    if "Paper" in labels and (begun := _beginning(names, text)):
        return Link(begun)
    raise nothing_called(names, [kind], text)


def nothing_called(names: Names, kinds: Sequence[str], text: str) -> NothingFound:
    """What to raise where nothing that a slot of one of these types takes is called so."""
    labels = list(dict.fromkeys(label for kind in kinds for label in SLOT_LABELS[kind]))
    *others, last = (kind.lower() for kind in kinds)
    said = f"{', '.join(others)} or {last}" if others else last
    return NothingFound(f"no {said} is called “{text}”{suggested(names, text, labels)}")


def _preference(name: Name, labels: Sequence[str], text: str) -> tuple[object, ...]:
    """Of the first label, then called exactly so, then the first by id."""
    return labels.index(name.label), name.name != text, name.name.lower() != text.lower(), name.id


def _beginning(names: Names, text: str) -> Name | None:
    """The one paper whose title begins with the text, if there is one and only one."""
    start = title_key(text)
    if len(start) < _LEAST:
        return None
    found = {name for spelling, name in names.all(("Paper",)) if spelling.startswith(start)}
    return found.pop() if len(found) == 1 else None


def suggested(names: Names, text: str, labels: Collection[str]) -> str:
    """What to say after a name that nothing has: the names it may be a misspelling of, if there are any."""
    found = " or ".join(f"“{name}”" for name in near(names, text, labels))
    return f"; did you mean {found}?" if found else ""


def near(names: Names, text: str, labels: Collection[str]) -> list[str]:
    """Names of these labels that `text` may be a misspelling of, the nearest first."""
    from rapidfuzz import fuzz, process

    spellings = sorted(names.all(labels))  # an order, for those that are equally near
    wanted = title_key(text)
    found = process.extract(wanted, [s for s, _ in spellings], scorer=fuzz.ratio, score_cutoff=_CUTOFF, limit=20)
    ranked = sorted(found, key=lambda f: (-f[1], spellings[f[2]][1].name))
    return list(dict.fromkeys(spellings[at][1].name for _, _, at in ranked))[:_NEAR]
