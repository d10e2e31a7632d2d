"""What each question of the library means, as a plain walk over a NetworkX graph: nothing here knows the Cypher."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from typing import Any

import networkx as nx

Rows = list[tuple[object, ...]]
Walk = Callable[..., Rows]
DATA = ("Benchmark", "Dataset")
ROLES = ("INTRODUCES", "EVALUATES_ON", "TRAINS_ON", "ADDRESSES", "APPLIES", "COMPARES", "MEASURES", "MENTIONS")
SAID = {
    "INTRODUCES": "introduces",
    "EVALUATES_ON": "evaluates on",
    "TRAINS_ON": "trains on",
    "ADDRESSES": "addresses",
    "APPLIES": "applies",
    "COMPARES": "compares",
    "MEASURES": "measures",
    "MENTIONS": "mentions",
}


class Graph:
    """A graph whose edges are walked by type, forwards and backwards."""

    def __init__(self, graph: nx.MultiDiGraph) -> None:
        self.graph = graph

    def out(self, node: str, *types: str) -> Iterator[tuple[dict[str, Any], str]]:
        for _, tail, edge in self.graph.out_edges(node, data=True):
            if edge["type"] in types:
                yield edge, tail

    def into(self, node: str, *types: str) -> Iterator[tuple[dict[str, Any], str]]:
        for head, _, edge in self.graph.in_edges(node, data=True):
            if edge["type"] in types:
                yield edge, head

    def tails(self, node: str, *types: str) -> set[str]:
        return {tail for _, tail in self.out(node, *types)}

    def heads(self, node: str, *types: str) -> set[str]:
        return {head for _, head in self.into(node, *types)}

    def labelled(self, *labels: str) -> Iterator[str]:
        return (node for node, data in self.graph.nodes(data=True) if data["label"] in labels)

    def get(self, node: str, key: str) -> Any:
        return self.graph.nodes[node].get(key)

    def name(self, node: str) -> str:
        return str(self.get(node, "name"))

    def paper(self, node: str) -> tuple[object, object]:
        return node, self.get(node, "title")

    def dated(self, node: str) -> tuple[object, object, object]:
        return node, self.get(node, "title"), self.get(node, "year")


def results(g: Graph, data: str) -> Iterator[tuple[str | None, dict[str, Any]]]:
    """(method, edge) of everything measured on the data, the paper's own results with no method."""
    for edge, method in g.into(data, "EVALUATED_ON"):
        yield g.name(method), edge
    for edge, _ in g.into(data, "EVALUATES_ON"):
        yield None, edge


def methods_for_benchmark(g: Graph, benchmark: str) -> Rows:
    rows: Rows = []
    by_paper: defaultdict[str, list[tuple[str | None, dict[str, Any]]]] = defaultdict(list)
    for method, edge in results(g, benchmark):
        by_paper[edge["paper"]].append((method, edge))
    for paper, found in by_paper.items():
        named = any(method for method, _ in found)
        for method, edge in found:
            if method or not named or edge["value"] is not None:
                rows.append((method, edge["metric"], edge["value"], *g.paper(paper)))
    return rows


def benchmarks_for_paper(g: Graph, paper: str) -> Rows:
    return [
        (g.name(data), method, *(e[k] for k in ("metric", "value", "kind")))
        for data in g.tails(paper, "EVALUATES_ON")
        for method, e, named in [
            (method, e, any(m and d["paper"] == paper for m, d in results(g, data))) for method, e in results(g, data)
        ]
        if e["paper"] == paper and (method or not named or e["value"] is not None)
    ]


def results_for_benchmark(g: Graph, benchmark: str) -> Rows:
    return [
        (method, e["metric"], e["value"], e["kind"], *g.paper(e["paper"]))
        for method, e in results(g, benchmark)
        if e["value"] is not None
    ]


def metrics_for_benchmark(g: Graph, benchmark: str) -> Rows:
    papers: defaultdict[str, set[str]] = defaultdict(set)
    for _, edge in results(g, benchmark):
        if edge["metric"]:
            papers[edge["metric"]].add(edge["paper"])
    return [(metric, len(found)) for metric, found in papers.items()]


def benchmarks_for_metric(g: Graph, metric: str) -> Rows:
    rows: Rows = []
    for data in g.labelled(*DATA):
        papers = {e["paper"] for _, e in results(g, data) if e["metric"] == g.name(metric)}
        if papers:
            rows.append((g.name(data), len(papers)))
    return rows


def introducing(g: Graph, task: str) -> Rows:
    return [
        (*g.dated(paper), g.name(data), g.get(data, "label"))
        for data in g.heads(task, "FOR_TASK")
        for paper in g.heads(data, "INTRODUCES")
    ]


def co_evaluated(g: Graph, benchmark: str) -> Rows:
    count = Counter(
        other for paper in g.heads(benchmark, "EVALUATES_ON") for other in g.tails(paper, "EVALUATES_ON") - {benchmark}
    )
    return [(g.name(data), papers) for data, papers in count.items()]


def never_evaluated_with(g: Graph, method: str) -> Rows:
    shared: defaultdict[str, set[str]] = defaultdict(set)
    together = set()
    for data in g.tails(method, "EVALUATED_ON"):
        own = {edge["paper"] for edge, head in g.into(data, "EVALUATED_ON") if head == method}
        for edge, other in g.into(data, "EVALUATED_ON"):
            shared[other].add(data)
            if edge["paper"] in own:
                together.add(other)
    return [(g.name(other), len(found)) for other, found in shared.items() if other not in together]


def compare(g: Graph, method: str, other: str) -> Rows:
    shared = g.tails(method, "EVALUATED_ON") & g.tails(other, "EVALUATED_ON")
    return [
        (g.name(data), g.name(one), e["metric"], e["value"], *g.paper(e["paper"]))
        for one in (method, other)
        for e, data in g.out(one, "EVALUATED_ON")
        if data in shared
    ]


def like(g: Graph, paper: str) -> Rows:
    types = ("INTRODUCES", "APPLIES", "COMPARES", "ADDRESSES", "EVALUATES_ON", "TRAINS_ON")
    own = {c for c in g.tails(paper, *types) if g.get(c, "label") != "Metric"}
    shared: defaultdict[str, set[str]] = defaultdict(set)
    for concept in own:
        for other in g.heads(concept, *types) - {paper}:
            shared[other].add(concept)
    return [(*g.dated(p), len(found), sorted(map(g.name, found))) for p, found in shared.items()]


def variants(g: Graph, concept: str) -> Rows:
    found = nx.ancestors(
        nx.DiGraph([(h, t) for h, t, e in g.graph.edges(data=True) if e["type"] == "VARIANT_OF"] + [(concept, "")]),
        concept,
    )
    return [(g.name(v), g.get(v, "label"), g.get(v, "papers")) for v in found]


def most(g: Graph, label: str, type_: str) -> Rows:
    return [(g.name(c), len(heads)) for c in g.labelled(label) if (heads := g.heads(c, type_))]


def training_only(g: Graph) -> Rows:
    return [
        (g.name(d), len(training(g, d)))
        for d in g.labelled("Dataset")
        if training(g, d) and not g.heads(d, "EVALUATES_ON", "EVALUATED_ON")
    ]


def cocited(g: Graph, paper: str) -> Rows:
    count = Counter(other for by in g.heads(paper, "CITES") for other in g.tails(by, "CITES") - {paper})
    return [(*g.dated(other), n) for other, n in count.items()]


def trend(g: Graph, concept: str) -> Rows:
    years = Counter(g.get(paper, "year") for paper in g.heads(concept, *ROLES))
    return [(year, papers) for year, papers in years.items() if year is not None]


def coauthors(g: Graph, author: str) -> Rows:
    count = Counter(o for paper in g.tails(author, "WROTE") for o in g.heads(paper, "WROTE") - {author})
    return [(g.name(other), papers) for other, papers in count.items()]


def linked(g: Graph, node: str, type_: str, backwards: bool) -> Rows:
    """(name of the other end, paper, title) of a relation between concepts."""
    ends = g.into(node, type_) if backwards else g.out(node, type_)
    return [(g.name(other), *g.paper(edge["paper"])) for edge, other in ends]


def used(g: Graph, node: str, backwards: bool) -> Rows:
    """As `linked`, for both ways to use data, with the way before the paper."""
    return [
        (name, word, *rest)
        for type_, word in (("EVALUATED_ON", "evaluated"), ("TRAINED_ON", "trained"))
        for name, *rest in linked(g, node, type_, backwards)
    ]


def evaluating(g: Graph, data: str) -> set[str]:
    return {edge["paper"] for edge, _ in g.into(data, "EVALUATES_ON", "EVALUATED_ON")}


def training(g: Graph, data: str) -> set[str]:
    return {edge["paper"] for edge, _ in g.into(data, "TRAINS_ON", "TRAINED_ON")}


def for_task(g: Graph, task: str, label: str) -> Rows:
    return [
        (g.name(data), *g.paper(edge["paper"]))
        for edge, data in g.into(task, "FOR_TASK")
        if g.get(data, "label") == label
    ]


def measured(g: Graph, method: str, data: str) -> Iterator[dict[str, Any]]:
    return (edge for edge, tail in g.out(method, "EVALUATED_ON") if tail == data)


WORKS = ("INTRODUCES", "APPLIES", "COMPARES")

#: Question -> its rows, in any order, for the ids in its slots.
WALKS: dict[str, Walk] = {
    "authors_for_paper": lambda g, paper: [(g.name(a), e["position"]) for e, a in g.into(paper, "WROTE")],
    "benchmarks_for_method": lambda g, method: [
        (g.name(d), e["metric"], e["value"], *g.paper(e["paper"])) for e, d in g.out(method, "EVALUATED_ON")
    ],
    "benchmarks_for_metric": benchmarks_for_metric,
    "benchmarks_for_paper": benchmarks_for_paper,
    "benchmarks_for_task": lambda g, task: for_task(g, task, "Benchmark"),
    "co_evaluated_benchmarks": co_evaluated,
    "coauthors_of": coauthors,
    "compare_methods": compare,
    "datasets_for_method": lambda g, method: used(g, method, False),
    "datasets_for_paper": lambda g, paper: [
        (g.name(d), word)
        for type_, word in (("EVALUATES_ON", "evaluates"), ("TRAINS_ON", "trains"))
        for d in g.tails(paper, type_)
    ],
    "datasets_for_task": lambda g, task: for_task(g, task, "Dataset"),
    "introduced_by": lambda g, concept: [
        (*g.dated(p), g.get(concept, "label")) for p in g.heads(concept, "INTRODUCES")
    ],
    "introduced_in_paper": lambda g, paper: [(g.name(c), g.get(c, "label")) for c in g.tails(paper, "INTRODUCES")],
    "methods_for_benchmark": methods_for_benchmark,
    "methods_for_dataset": lambda g, dataset: used(g, dataset, True),
    "methods_for_paper": lambda g, paper: [
        (g.name(m), SAID[t]) for t in WORKS for m in g.tails(paper, t) if g.get(m, "label") == "Method"
    ],
    "methods_for_task": lambda g, task: linked(g, task, "USED_FOR", True),
    "methods_for_task_on_benchmark": lambda g, task, benchmark: [
        (g.name(m), e["metric"], e["value"], *g.paper(e["paper"]))
        for m in g.heads(task, "USED_FOR")
        for e in measured(g, m, benchmark)
    ],
    "methods_never_evaluated_with": never_evaluated_with,
    "methods_on_both_benchmarks": lambda g, benchmark, other: [
        (g.name(m),) for m in g.heads(benchmark, "EVALUATED_ON") & g.heads(other, "EVALUATED_ON")
    ],
    "methods_trained_on_dataset": lambda g, dataset: linked(g, dataset, "TRAINED_ON", True),
    "metrics_for_benchmark": metrics_for_benchmark,
    "metrics_for_paper": lambda g, paper: [(g.name(m),) for m in g.tails(paper, "MEASURES")],
    "most_addressed_tasks": lambda g: most(g, "Task", "ADDRESSES"),
    "most_cited_papers": lambda g: [(*g.dated(p), len(by)) for p in g.labelled("Paper") if (by := g.heads(p, "CITES"))],
    "most_reported_benchmarks": lambda g: most(g, "Benchmark", "EVALUATES_ON"),
    "most_used_methods": lambda g: most(g, "Method", "APPLIES"),
    "outperformed_by": lambda g, method: linked(g, method, "OUTPERFORMS", True),
    "outperforms": lambda g, method: linked(g, method, "OUTPERFORMS", False),
    "papers_by_author": lambda g, author: [g.dated(p) for p in g.tails(author, "WROTE")],
    "papers_cited_by": lambda g, paper: [g.dated(p) for p in g.tails(paper, "CITES")],
    "papers_citing": lambda g, paper: [g.dated(p) for p in g.heads(paper, "CITES")],
    "papers_citing_on_benchmark": lambda g, paper, benchmark: [
        g.dated(p) for p in g.heads(paper, "CITES") & g.heads(benchmark, "EVALUATES_ON")
    ],
    "papers_cocited_with": cocited,
    "papers_for_benchmark": lambda g, benchmark: [g.dated(p) for p in evaluating(g, benchmark)],
    "papers_for_dataset": lambda g, dataset: [
        (*g.dated(p), word)
        for papers, word in ((evaluating, "evaluates"), (training, "trains"))
        for p in papers(g, dataset)
    ],
    "papers_for_method": lambda g, method: [(*g.dated(p), SAID[t]) for t in WORKS for p in g.heads(method, t)],
    "papers_for_method_and_task": lambda g, method, task: [
        g.dated(p) for p in g.heads(method, *WORKS) & g.heads(task, "ADDRESSES")
    ],
    "papers_for_metric": lambda g, metric: [g.dated(p) for p in g.heads(metric, "MEASURES")],
    "papers_for_task": lambda g, task: [g.dated(p) for p in g.heads(task, "ADDRESSES")],
    "papers_for_task_since": lambda g, task, year: [
        g.dated(p) for p in g.heads(task, "ADDRESSES") if (g.get(p, "year") or 0) >= year
    ],
    "papers_introducing_datasets_for_task": introducing,
    "papers_like": like,
    "papers_mentioning": lambda g, concept: [(*g.dated(p), SAID[t]) for t in ROLES for p in g.heads(concept, t)],
    "papers_on_both_benchmarks": lambda g, benchmark, other: [
        g.dated(p) for p in g.heads(benchmark, "EVALUATES_ON") & g.heads(other, "EVALUATES_ON")
    ],
    "papers_training_on_dataset": lambda g, dataset: [g.dated(p) for p in training(g, dataset)],
    "result_of_method_on_benchmark": lambda g, method, benchmark: [
        (e["metric"], e["value"], e["kind"], *g.paper(e["paper"])) for e in measured(g, method, benchmark)
    ],
    "results_for_benchmark": results_for_benchmark,
    "tasks_for_benchmark": lambda g, benchmark: linked(g, benchmark, "FOR_TASK", False),
    "tasks_for_dataset": lambda g, dataset: linked(g, dataset, "FOR_TASK", False),
    "tasks_for_method": lambda g, method: linked(g, method, "USED_FOR", False),
    "tasks_for_paper": lambda g, paper: [(g.name(t),) for t in g.tails(paper, "ADDRESSES")],
    "training_datasets_for_method": lambda g, method: linked(g, method, "TRAINED_ON", False),
    "training_only_datasets": training_only,
    "trend": trend,
    "used_by": lambda g, method: linked(g, method, "USES", True),
    "uses": lambda g, method: linked(g, method, "USES", False),
    "variants_of": variants,
}
