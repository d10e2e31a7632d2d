"""A scene as one HTML file: pyvis with a template of our own, nothing fetched, nothing in the data run as markup.

pyvis' own template asks a CDN for Bootstrap and runs markup found in node titles; ours takes only the vis-network
library from it. Names, titles and sentences travel as JSON (escaped by Jinja's `tojson`) and are set as text.
"""

from __future__ import annotations

from pathlib import Path

from kg.errors import PaperKGError
from viz.layout import place
from viz.scene import Scene, SceneNode

#: Colours that stay apart for colour-blind readers (Okabe and Ito, 2008), and shapes, so that colour is not all.
STYLES = {
    "Paper": ("#8c8c8c", "square"),
    "Method": ("#0072b2", "dot"),
    "Dataset": ("#009e73", "triangleDown"),
    "Benchmark": ("#d55e00", "diamond"),
    "Task": ("#cc79a7", "triangle"),
    "Metric": ("#e69f00", "hexagon"),
    "Author": ("#56b4e9", "star"),
}
_HERE = Path(__file__).parent
_LONGEST_LABEL = 34


def write_view(scene: Scene, path: Path) -> None:
    """Write the scene to `path` as UTF-8; the file appears whole or not at all. Raises `PaperKGError`."""
    html = render(scene)
    part = path.with_name(path.name + ".part")
    try:
        part.write_text(html, encoding="utf-8", newline="\n")
        part.replace(path)
    except OSError as error:
        raise PaperKGError(f"{path}: cannot write the view: {error.strerror or error}") from None


def render(scene: Scene) -> str:
    """The page as a string."""
    import pyvis
    from jinja2 import Environment, FileSystemLoader
    from pyvis.network import Network

    network = Network(directed=True, cdn_resources="in_line", heading=scene.title)
    network.templateEnv = Environment(
        loader=FileSystemLoader([_HERE / "page", Path(pyvis.__file__).parent / "templates"]), autoescape=True
    )
    network.templateEnv.globals.update(
        shown=len(scene.nodes) - (scene.focus is not None), total=scene.total, styles=STYLES
    )
    network.path = "page.html"
    network.toggle_physics(False)
    spots = place(scene)
    number = {n.id: i for i, n in enumerate(scene.nodes)}
    degree = dict.fromkeys(number, 0)
    for edge in scene.edges:
        degree[edge.head] += 1
        degree[edge.tail] += 1
    for node in scene.nodes:
        colour, shape = STYLES[node.label]
        x, y = spots[node.id]
        network.add_node(
            number[node.id],
            label=_short(node.name),
            color=colour,
            shape=shape,
            size=26 if node.id == scene.focus else 10 + min(degree[node.id], 10),
            x=x,
            y=y,
            kind=node.label,
            detail=_detail(node),
            focus=node.id == scene.focus,
        )
    for edge in scene.edges:
        network.add_edge(
            number[edge.head], number[edge.tail], kind=edge.type, count=edge.count, evidence=list(edge.evidence)
        )
    return str(network.generate_html("view.html"))


def _short(name: str) -> str:
    return name if len(name) <= _LONGEST_LABEL else name[: _LONGEST_LABEL - 1].rstrip() + "…"


def _detail(node: SceneNode) -> dict[str, object]:
    properties = {k: v for k, v in node.properties.items() if k not in ("title", "name", "loaded")}
    return {"name": node.name, "link": _link(node), **properties}


def _link(node: SceneNode) -> str | None:
    """Where the paper can be read: addresses we make or plain http(s) ones, never a `javascript:` from a source."""
    url = str(node.properties.get("url", ""))
    if url.startswith(("https://", "http://")):
        return url
    if arxiv := node.properties.get("arxiv"):
        return f"https://arxiv.org/abs/{arxiv}"
    if doi := node.properties.get("doi"):
        return f"https://doi.org/{doi}"
    return None
