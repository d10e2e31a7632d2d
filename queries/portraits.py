"""What a graph knows of a concept: its names, family, papers by role and relations; alike from every engine."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace

from kg import schema
from kg.errors import NothingFound
from kg.graphs import Graph
from kg.records import Concept
from loaders.resolution.suggesting import did_you_mean
from queries.names import Names


@dataclass(frozen=True)
class Relations:
    """The relations of one type, to or from a concept: the other end, and in which papers it is stated."""

    type: str
    outgoing: bool
    others: list[tuple[str, list[str]]]  # (name, papers), the most stated first


@dataclass
class Portrait:
    """A concept with its family, its papers by role and its relations."""

    concept: Concept
    family: list[Concept] = field(default_factory=list)  # heads, the nearest first
    variants: list[Concept] = field(default_factory=list)
    papers: list[tuple[str, str, str]] = field(default_factory=list)  # role, paper id, title
    relations: list[Relations] = field(default_factory=list)


@dataclass(frozen=True)
class PaperPortrait:
    """A paper with the concepts that its text names, by role, and how many papers it cites and is cited by."""

    id: str
    title: str
    year: int | None
    venue: str | None
    loaded: bool  # False: known from the references of others alone
    concepts: list[tuple[str, Concept]]  # role, concept
    cites: int
    cited_by: int


def papers(graph: Graph, names: Names, name: str) -> list[PaperPortrait]:
    """Every paper that `name` means, by its id or title; none where it means none."""
    found = {n.id for n in names.find([name.strip()]).get(name.strip(), ()) if n.label == "Paper"}
    return [_paper(graph, id_) for id_ in sorted(found)]


def _paper(graph: Graph, id_: str) -> PaperPortrait:
    query = "MATCH (p:Paper) WHERE p.id = $id RETURN p.title, p.year, p.venue, p.loaded"
    ((title, year, venue, loaded),) = graph.run(query, {"id": id_}).rows
    concepts = []
    for role, edges in schema.ROLE_EDGES.items():
        for label, type_ in edges.items():
            query = f"MATCH (p:Paper)-[:{type_}]->(c:{label}) WHERE p.id = $id RETURN DISTINCT c.id, c.name"
            named = sorted((str(name), str(concept)) for concept, name in graph.run(query, {"id": id_}).rows)
            concepts += [(role, Concept(concept, label, name, ())) for name, concept in named]
    cites, cited_by = (
        int(str(graph.run(f"MATCH {pattern} WHERE p.id = $id RETURN count(q)", {"id": id_}).rows[0][0]))
        for pattern in ("(p:Paper)-[:CITES]->(q:Paper)", "(p:Paper)<-[:CITES]-(q:Paper)")
    )
    year = int(str(year)) if year is not None else None
    return PaperPortrait(
        id_, str(title or id_), year, str(venue) if venue else None, bool(loaded), concepts, cites, cited_by
    )


def show(graph: Graph, names: Names, name: str) -> list[Portrait]:
    """Every concept that `name` means, by its id or by any alias in its normal form.

    Raises NothingFound, with the nearest names, where there is none.
    """
    name = name.strip()
    label = _label(name)
    if label and (by_id := _named(graph, label, name)):
        return [_portrait(graph, by_id[0])]
    found = sorted({n.id: n.label for n in names.find([name]).get(name, ()) if n.label in schema.CONCEPTS}.items())
    if not found:
        known = dict(sorted(names.all(schema.CONCEPTS)))
        near = did_you_mean(name, known, lambda node: Concept(node.id, node.label, node.name, ()))
        raise NothingFound(f"no concept '{name}'{near}")
    shown = [_portrait(graph, concept) for id_, label in found for concept in _named(graph, label, id_)]
    if not shown:  # the library has the name, its graph only surer facts
        raise NothingFound(f"nothing is known of '{name}' in this graph, which leaves out facts that are less sure")
    return shown


def _label(id_: str) -> str | None:
    prefix = id_.partition(":")[0]
    return next((label for label in schema.CONCEPTS if label.lower() == prefix), None)


def _concepts(graph: Graph, label: str, where: str, id_: str) -> list[Concept]:
    """The concepts c of a label that a pattern and its condition on $id give, by id; without their family."""
    query = f"MATCH {where} RETURN c.id AS id, c.name AS name, c.aliases AS aliases ORDER BY id"
    return [
        Concept(str(found), label, str(name), tuple(aliases or ()))  # type: ignore[arg-type]
        for found, name, aliases in graph.run(query, {"id": id_}).rows
    ]


def _named(graph: Graph, label: str, id_: str) -> list[Concept]:
    return _concepts(graph, label, f"(c:{label}) WHERE c.id = $id", id_)


def _portrait(graph: Graph, concept: Concept) -> Portrait:
    label = concept.label
    variants = _concepts(graph, label, f"(c:{label})-[:VARIANT_OF]->(h:{label}) WHERE h.id = $id", concept.id)
    above = f"(v:{label})-[:VARIANT_OF]->(c:{label}) WHERE v.id = $id"
    family: list[Concept] = []
    while heads := _concepts(graph, label, above, family[-1].id if family else concept.id):
        family.append(heads[0])
    concept = replace(concept, variant_of=family[0].id if family else None)
    return Portrait(concept, family, variants, _papers(graph, concept), _relations(graph, concept))


def _papers(graph: Graph, concept: Concept) -> list[tuple[str, str, str]]:
    roles = {edges[concept.label]: role for role, edges in schema.ROLE_EDGES.items() if concept.label in edges}
    found = []
    for type_, role in roles.items():
        query = f"MATCH (p:Paper)-[:{type_}]->(c:{concept.label}) WHERE c.id = $id RETURN DISTINCT p.id, p.title"
        found += [(role, str(id_), str(title or "")) for id_, title in graph.run(query, {"id": concept.id}).rows]
    return sorted(found)


def _relations(graph: Graph, concept: Concept) -> list[Relations]:
    """What is said of the concept and another, with the papers that say so."""
    found = []
    for relation in schema.RELATIONS.values():
        if "paper" not in relation.properties or "Paper" in relation.heads:
            continue
        for outgoing, mine, others in ((True, relation.heads, relation.tails), (False, relation.tails, relation.heads)):
            if concept.label not in mine:
                continue
            left, right = ("-", "->") if outgoing else ("<-", "-")
            pattern = f"(c:{concept.label}){left}[r:{relation.name}]{right}(o:{'|'.join(others)})"
            query = f"MATCH {pattern} WHERE c.id = $id RETURN DISTINCT o.id, o.name, r.paper"
            papers: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
            for id_, name, paper in graph.run(query, {"id": concept.id}).rows:
                papers[str(id_), str(name)].append(str(paper))
            ranked = sorted(papers.items(), key=lambda item: (-len(item[1]), item[0]))
            if ranked:
                found.append(Relations(relation.name, outgoing, [(name, sorted(said)) for (_, name), said in ranked]))
    return sorted(found, key=lambda r: (r.type, r.outgoing))
