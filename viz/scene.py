"""What one picture shows: the most relevant part of the graph, small enough to read.

pyvis and the eye are good to about 500 nodes, a first look to about 40, so a scene is cut by relevance and says what
it left out. Everything is asked of a `Graph`, so a scene is the same from the embedded engine and from a server.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from kg.errors import NothingFound
from kg.graphs import Graph
from kg.schema import CONCEPTS, LABELS, RELATIONS

#: How much an edge says about its ends: what was measured before what was done, and both before what was said.
_WEIGHTS = {
    "EVALUATED_ON": 4.0,
    "OUTPERFORMS": 4.0,
    "INTRODUCES": 3.0,
    "USES": 3.0,
    "USED_FOR": 3.0,
    "TRAINED_ON": 3.0,
    "FOR_TASK": 3.0,
    "VARIANT_OF": 3.0,
    "EVALUATES_ON": 2.0,
    "CITES": 2.0,
    "MENTIONS": 0.2,
}
_DEFAULT_WEIGHT = 1.0
_EVIDENCE_SHOWN = 12


@dataclass(frozen=True, slots=True)
class SceneNode:
    """A node to draw: its label, id, the words beside it and, for the panel, its properties."""

    id: str
    label: str
    name: str
    properties: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class SceneEdge:
    """All edges of one type from one node to another: drawn as one arrow, with the evidence of each."""

    head: str
    type: str
    tail: str
    count: int
    evidence: tuple[Mapping[str, object], ...]


@dataclass(slots=True)
class Scene:
    """Nodes and edges of one picture. `total` counts what could be shown, `focus` is the node it is about."""

    title: str
    nodes: list[SceneNode] = field(default_factory=list)
    edges: list[SceneEdge] = field(default_factory=list)
    total: int = 0
    focus: str | None = None


def label_of(node_id: str) -> str:
    """The label behind an id: `benchmark:mmlu` is a Benchmark, `author:…` an Author, all else a Paper."""
    prefix = node_id.partition(":")[0]
    return next((label for label in LABELS if label != "Paper" and label.lower() == prefix), "Paper")


def neighbourhood(graph: Graph, focus: str, limit: int = 40) -> Scene:
    """The node `focus` (an id) and its `limit` most telling neighbours, with all edges between them.

    Raises `NothingFound` where the graph has no such node.
    """
    nodes = _nodes(graph, [focus])
    if not nodes:
        raise NothingFound(f"the graph has no node {focus!r}; try `kg show` with a name")
    label = label_of(focus)
    score: dict[str, float] = {}
    for relation in RELATIONS.values():
        weight = _WEIGHTS.get(relation.name, _DEFAULT_WEIGHT)
        for head, tail in relation.endpoints():
            for mine, other, pattern in ((head, tail, "(a)-[e]->(b)"), (tail, head, "(a)<-[e]-(b)")):
                if mine != label:
                    continue
                arrow = pattern.replace("(a)", f"(a:{label})").replace("[e]", f"[e:{relation.name}]")
                query = (
                    f"MATCH {arrow.replace('(b)', f'(b:{other})')} WHERE a.id = $id RETURN b.id AS id, count(*) AS n"
                )
                for neighbour, n in graph.run(query, {"id": focus}).rows:
                    score[str(neighbour)] = score.get(str(neighbour), 0.0) + weight * float(str(n))
    score.pop(focus, None)
    best = sorted(score, key=lambda i: (-score[i], i))[:limit]
    nodes += _nodes(graph, best)
    return Scene(nodes[0].name, nodes, _edges(graph, nodes), total=len(score), focus=focus)


def overview(graph: Graph, limit: int = 40) -> Scene:
    """The `limit` concepts that most papers name, and how they are related."""
    ranked: list[tuple[float, str]] = []
    total = 0
    for label in CONCEPTS:
        query = f"MATCH (c:{label}) RETURN c.id AS id, c.papers AS papers ORDER BY papers DESC, id LIMIT {int(limit)}"
        ranked += [(-float(str(papers)), str(i)) for i, papers in graph.run(query).rows]
        total += int(str(graph.run(f"MATCH (c:{label}) RETURN count(*) AS n").rows[0][0]))
    if not ranked:
        raise NothingFound("the graph is empty; fill it with `kg build SOURCE…`")
    nodes = _nodes(graph, [i for _, i in sorted(ranked)[:limit]])
    return Scene("Most named concepts", nodes, _edges(graph, nodes), total=total)


def scene_of(graph: Graph, title: str, ids: Iterable[str], focus: str | None = None, limit: int = 80) -> Scene:
    """The nodes an answer speaks of (in the order given: the first `limit`), with all edges between them."""
    wanted = list(dict.fromkeys(([focus] if focus else []) + list(ids)))
    nodes = _nodes(graph, wanted[:limit])
    if not nodes:
        raise NothingFound("the answer names nothing that the graph holds, so there is nothing to draw")
    return Scene(title, nodes, _edges(graph, nodes), total=len(wanted) - (focus is not None), focus=focus)


def _by_label(ids: Iterable[str]) -> dict[str, list[str]]:
    groups: dict[str, list[str]] = {}
    for i in ids:
        groups.setdefault(label_of(i), []).append(i)
    return groups


def _nodes(graph: Graph, ids: list[str]) -> list[SceneNode]:
    found: dict[str, SceneNode] = {}
    for label, group in _by_label(ids).items():
        keys = {
            "Paper": ("id", "title", "year", "venue", "url", "arxiv", "doi", "abstract", "loaded"),
            "Author": ("id", "name"),
        }.get(label, ("id", "name", "aliases", "papers"))
        columns = ", ".join(f"n.{k} AS {k}" for k in keys)
        for row in graph.run(f"MATCH (n:{label}) WHERE n.id IN $ids RETURN {columns}", {"ids": group}).rows:
            properties = {k: v for k, v in zip(keys, row, strict=True) if v not in (None, "", [])}
            name = str(properties.get("title") or properties.get("name") or row[0])
            found[str(row[0])] = SceneNode(str(row[0]), label, name, properties)
    return [found[i] for i in ids if i in found]


def _edges(graph: Graph, nodes: list[SceneNode]) -> list[SceneEdge]:
    groups = _by_label(n.id for n in nodes)
    grouped: dict[tuple[str, str, str], list[Mapping[str, object]]] = {}
    for relation in RELATIONS.values():
        keys = [k for k in relation.properties if k not in ("rule", "start", "end")]
        columns = "".join(f", e.{k} AS {k}" for k in keys)
        for head, tail in relation.endpoints():
            if head not in groups or tail not in groups:
                continue
            query = (
                f"MATCH (a:{head})-[e:{relation.name}]->(b:{tail}) WHERE a.id IN $heads AND b.id IN $tails "
                f"RETURN a.id AS head, b.id AS tail{columns}"
            )
            for row in graph.run(query, {"heads": groups[head], "tails": groups[tail]}).rows:
                facts = {k: v for k, v in zip(keys, row[2:], strict=True) if v is not None}
                grouped.setdefault((str(row[0]), relation.name, str(row[1])), []).append(facts)
    return list(_drawn(graph, grouped))


def _drawn(graph: Graph, grouped: dict[tuple[str, str, str], list[Mapping[str, object]]]) -> Iterator[SceneEdge]:
    papers = {str(f["paper"]) for facts in grouped.values() for f in facts if f.get("paper")}
    titles: dict[object, object] = {}
    if papers:
        query = "MATCH (p:Paper) WHERE p.id IN $ids RETURN p.id AS id, p.title AS title"
        titles = {row[0]: row[1] for row in graph.run(query, {"ids": sorted(papers)}).rows}
    for (head, kind, tail), facts in sorted(grouped.items(), key=lambda item: item[0]):
        ordered = sorted(facts, key=lambda f: (-float(str(f.get("confidence", 0))), str(f.get("paper", "")), str(f)))
        evidence = tuple({**f, "title": titles.get(f.get("paper"))} for f in ordered[:_EVIDENCE_SHOWN])
        yield SceneEdge(head, kind, tail, len(facts), evidence)
