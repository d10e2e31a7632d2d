"""Reads a library once, paper by paper, into nodes and edges."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from itertools import groupby
from operator import attrgetter
from typing import Generic, TypeVar

from kg.library import Store
from kg.memory import no_collection
from kg.projection.citations import Citations
from kg.projection.facts import PaperFacts
from kg.projection.records import Edge, Node, Projection, Properties, checked
from kg.records import Concept, Paper, title_key

Row = TypeVar("Row")


def project(store: Store) -> Projection:
    """All nodes and edges of a library, of one committed state of it: of its facts those that are sure enough.

    What the less sure ones name is a node where something else names it.
    """
    with no_collection(), store.snapshot():
        revision, min_confidence = store.revision, store.min_confidence
        concepts = {concept.id: concept for concept in store.names.concepts()}
        citations = Citations(store.papers.keys(), store.papers.own_ids())
        authors = _Authors()
        papers_naming: Counter[str] = Counter()  # by concept id
        nodes: list[Node] = []
        edges: list[Edge] = []
        entities = _Rows(store.facts.entities())
        relations = _Rows(store.facts.relations())
        results = _Rows(store.facts.results())
        for paper in store.papers:
            nodes.append(_paper_node(paper))
            citations.add(paper)
            authors.add(paper)
            facts = PaperFacts(paper, concepts, min_confidence)
            facts.entities(entities.of(paper.id))
            facts.relations(relations.of(paper.id))
            facts.results(results.of(paper.id))
            papers_naming.update(facts.concepts())
            edges.extend(facts.edges())
        nodes.extend(citations.nodes())
        nodes.extend(authors.nodes())
        nodes.extend(_concept_node(concepts[id_], papers) for id_, papers in papers_naming.items())
        cites = list(citations.edges())
        _count_citations(nodes, cites)
        edges.extend(cites)
        edges.extend(authors.edges)
        edges.extend(_variants(concepts, papers_naming))
        return checked(nodes, edges, revision)


class _Rows(Generic[Row]):
    """Rows in the order of stable paper ids, given out a paper at a time."""

    def __init__(self, rows: Iterator[Row]) -> None:
        self._groups = groupby(rows, key=attrgetter("paper"))
        self._next = next(self._groups, None)

    def of(self, paper_id: str) -> Iterator[Row]:
        if self._next is not None and self._next[0] == paper_id:
            yield from self._next[1]
            self._next = next(self._groups, None)


def _paper_node(paper: Paper) -> Node:
    properties: Properties = {
        "id": paper.id,
        "title": paper.title,
        "abstract": paper.abstract or None,
        "year": paper.year,
        "date": paper.date,
        "venue": paper.venue,
        "url": paper.url,
        "doi": paper.doi,
        "arxiv": paper.arxiv,
        "loaded": True,
    }
    return Node("Paper", paper.id, properties)


def _count_citations(nodes: list[Node], cites: list[Edge]) -> None:
    """Give each paper the number of papers that cite it: counted here, the most cited are found at once."""
    cited = Counter(edge.tail for edge in cites)
    for node in nodes:
        if node.label == "Paper":
            node.properties["citations"] = cited[node.id]


def _concept_node(concept: Concept, papers: int) -> Node:
    properties: Properties = {
        "id": concept.id,
        "name": concept.name,
        "aliases": list(concept.aliases),
        "papers": papers,
    }
    return Node(concept.label, concept.id, properties)


def _variants(concepts: Mapping[str, Concept], named: Mapping[str, int]) -> Iterator[Edge]:
    """VARIANT_OF from each named concept to the nearest concept above it that some paper names too."""
    for id_ in named:
        passed = {id_}
        above = concepts.get(concepts[id_].variant_of or "")
        while above is not None and above.id not in named and above.id not in passed:
            passed.add(above.id)
            above = concepts.get(above.variant_of or "")
        label = concepts[id_].label
        if above is not None and above.id not in passed and above.label == label:
            yield Edge("VARIANT_OF", label, id_, label, above.id, {})


class _Authors:
    """Authors by the normal form of their names; the spelling that most papers use is the name, the first of equals."""

    def __init__(self) -> None:
        self.edges: list[Edge] = []
        self._spellings: defaultdict[str, Counter[str]] = defaultdict(Counter)

    def add(self, paper: Paper) -> None:
        """Take up the authors of a paper; positions count from 1, and a name given twice keeps the first."""
        seen = set()
        for position, name in enumerate(paper.authors, 1):
            key = title_key(name)
            if key and key not in seen:
                seen.add(key)
                self._spellings[key][name] += 1
                author = f"author:{key}"
                self.edges.append(Edge("WROTE", "Author", author, "Paper", paper.id, {"position": position}))

    def nodes(self) -> Iterator[Node]:
        for key, spellings in self._spellings.items():
            name = min(spellings, key=lambda spelling: (-spellings[spelling], spelling))
            yield Node("Author", f"author:{key}", {"id": f"author:{key}", "name": name})
