"""The view in a real browser: what it shows, that hostile names stay text, and that nothing is fetched."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from itertools import combinations, pairwise
from pathlib import Path

import pytest

import viz
from kg.graphs.delta import digests
from kg.graphs.embedded import EmbeddedGraph
from kg.graphs.loading import load
from kg.projection import Edge, Node, checked
from kg.schema import LABELS
from viz.layout import place
from viz.page import STYLES

HOSTILE = "</script><script>document.title='pwned'</script><img src=x onerror=\"document.title='pwned'\">"
CHROMIUM = next((p for n in ("chromium", "chromium-browser", "google-chrome") if (p := shutil.which(n))), None)


def paper(number: int, title: str) -> Node:
    i = f"arxiv:2401.{number:05}"
    return Node("Paper", i, {"id": i, "title": title, "abstract": "", "arxiv": i[6:], "loaded": True})


def concept(label: str, name: str, papers: int = 1) -> Node:
    i = f"{label.lower()}:{re.sub('[^a-z0-9]', '', name.lower())}"
    return Node(label, i, {"id": i, "name": name, "aliases": [], "papers": papers})


@pytest.fixture(scope="module")
def graph(tmp_path_factory):
    papers = [paper(n, f"Paper number {n}") for n in range(60)] + [paper(99, HOSTILE)]
    mmlu, lora = concept("Benchmark", "MMLU", 61), concept("Method", "LoRA", 2)
    evil = concept("Method", HOSTILE)
    fact = {"sentence": f"LoRA reaches 61.2 on MMLU. {HOSTILE}", "start": 0, "end": 10, "rule": "r", "confidence": 0.9}
    edges = [
        Edge("EVALUATES_ON", "Paper", p.id, "Benchmark", mmlu.id, {**fact, "paper": p.id, "sentence": "On MMLU."})
        for p in papers
    ]
    result = {"metric": "accuracy", "value": "61.2", "kind": "absolute", "paper": papers[-1].id}
    edges += [
        Edge("EVALUATED_ON", "Method", lora.id, "Benchmark", mmlu.id, {**fact, **result}),
        Edge("EVALUATED_ON", "Method", evil.id, "Benchmark", mmlu.id, {**fact, **result}),
        Edge("OUTPERFORMS", "Method", lora.id, "Method", evil.id, {**fact, "paper": papers[-1].id}),
    ]
    path = tmp_path_factory.mktemp("graph") / "g"
    content = checked([*papers, mmlu, lora, evil, concept("Task", "planning")], edges)
    load(path, content, digests(content), "")
    with EmbeddedGraph(path) as opened:
        yield opened


def test_the_most_telling_neighbours_come_first_and_the_rest_is_counted(graph):
    scene = viz.neighbourhood(graph, "benchmark:mmlu", limit=20)
    assert scene.focus == scene.nodes[0].id == "benchmark:mmlu"
    assert len(scene.nodes) == 21
    assert scene.total == 63
    assert {"LoRA", HOSTILE} <= {n.name for n in scene.nodes[:3]}  # methods with results before papers
    kinds = {(e.type, e.head, e.tail) for e in scene.edges}
    assert any(t == "OUTPERFORMS" for t, _, _ in kinds)
    (result,) = [e for e in scene.edges if (e.type, e.head) == ("EVALUATED_ON", "method:lora")]
    assert result.evidence[0]["value"] == "61.2"
    assert result.evidence[0]["title"] == HOSTILE


def test_an_overview_holds_the_concepts_most_papers_name(graph):
    scene = viz.overview(graph, limit=2)
    assert [n.name for n in scene.nodes] == ["MMLU", "LoRA"]
    assert scene.total == 4


def test_an_answer_counts_what_it_shows_without_what_was_asked_about(graph):
    scene = viz.scene.scene_of(graph, "Q", ["method:lora", "arxiv:2401.00001"], focus="benchmark:mmlu")
    assert (len(scene.nodes), scene.total) == (3, 2)


def test_parts_without_an_edge_between_them_stand_side_by_side(graph):
    ends = [concept("Method", f"{part} {n}") for part in "ABCDE" for n in range(4)]
    nodes = [viz.scene.SceneNode(n.id, n.label, str(n.properties["name"]), {}) for n in ends]
    edges = [viz.scene.SceneEdge(a.id, "USES", b.id, 1, ()) for a, b in pairwise(nodes) if a.name[0] == b.name[0]]
    spots = place(viz.Scene("Parts", nodes, edges, total=20))
    boxes = []
    for part in "ABCDE":
        xs, ys = zip(*(spots[n.id] for n in nodes if n.name[0] == part), strict=True)
        assert max(xs) - min(xs) + max(ys) - min(ys) > 190  # not heaped up
        boxes.append((min(xs), max(xs), min(ys), max(ys)))
    for i, (left, right, top, bottom) in enumerate(boxes):
        for other in boxes[i + 1 :]:
            assert right < other[0] or other[1] < left or bottom < other[2] or other[3] < top


def test_no_name_stands_on_another_node(graph):
    ends = [concept("Method", f"a method with quite a long name {n}") for n in range(60)]
    nodes = [viz.scene.SceneNode(n.id, n.label, str(n.properties["name"]), {}) for n in ends]
    edges = [viz.scene.SceneEdge(nodes[0].id, "USES", node.id, 1, ()) for node in nodes[1:45]]
    spots = place(viz.Scene("Star", nodes, edges, total=60, focus=nodes[0].id))
    assert spots[nodes[0].id] == (0, 0)
    for one, other in combinations(spots.values(), 2):
        assert abs(one[0] - other[0]) > 280 or abs(one[1] - other[1]) > 55, (one, other)


def test_the_same_graph_gives_the_same_file(graph, tmp_path):
    for name in ("a.html", "b.html"):
        viz.write_view(viz.neighbourhood(graph, "benchmark:mmlu"), tmp_path / name)
    page = (tmp_path / "a.html").read_bytes()
    assert page == (tmp_path / "b.html").read_bytes()
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.html", "b.html"]


def test_nothing_in_the_file_asks_the_network(graph):
    page = viz.render(viz.neighbourhood(graph, "benchmark:mmlu"))
    outside = re.compile(r"""<(?:script|img|iframe|link)\b[^>]*\b(?:src|href)\s*=|@import|url\((?!\s*['"]?data:)""")
    ours = re.sub(r"const (?:NODES|EDGES) = .*", "", page)
    assert not outside.search(ours)
    assert "default-src 'none'" in page


def browse(page: Path, tmp_path: Path) -> tuple[str, str]:
    """The page's DOM after its scripts ran, and what the browser logged; the network is a dead proxy."""
    if CHROMIUM is None:
        reason = "no Chromium on this machine (Debian: apt-get install chromium)"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    quiet = ("background-networking", "component-update", "sync", "quic", "gpu")
    flags = ["--headless", "--no-sandbox", "--no-first-run", "--dump-dom", "--virtual-time-budget=4000"]
    flags += ["--enable-logging=stderr", "--window-size=1400,900", "--proxy-server=127.0.0.1:9"]
    flags += [f"--disable-{feature}" for feature in quiet]
    run = subprocess.run(
        [CHROMIUM, *flags, f"--user-data-dir={tmp_path / 'profile'}", page.as_uri()],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
    )
    return run.stdout, "\n".join(line for line in run.stderr.splitlines() if "CONSOLE" in line)


def test_a_browser_draws_it_and_hostile_names_stay_text(graph, tmp_path):
    scene = viz.neighbourhood(graph, "method:lora")
    viz.write_view(scene, tmp_path / "view.html")
    dom, console = browse(tmp_path / "view.html", tmp_path)
    assert console == ""
    assert "<title>LoRA · paperkg</title>" in dom  # no script of a name has run
    assert "<canvas" in dom
    panel = dom[dom.index('<aside id="panel"') : dom.index("</aside>")]
    assert "LoRA" in panel
    assert "OUTPERFORMS" in panel
    assert "&lt;img src=x" in panel
    assert "<img" not in panel
    assert f"{scene.total} of {scene.total} shown" in dom


def test_every_label_has_its_own_look():
    assert set(STYLES) == set(LABELS)
    assert len({shape for _, shape in STYLES.values()}) == len(LABELS)
