"""Where nodes stand, computed before the page is written: the browser only draws, and every run draws the same."""

from __future__ import annotations

from collections.abc import Sequence

from viz.scene import Scene

#: Pixels a node wants around it, so that names at its side stay readable.
_ROOM = 95.0
_SEED = 20170612


def place(scene: Scene) -> dict[str, tuple[float, float]]:
    """Coordinates in pixels by node id; the focus stands in the middle.

    A spring layout (Fruchterman and Reingold, 1991) with a fixed seed, on a canvas that grows with the node count;
    nodes without an edge are set in rows below, since springs would throw them far away.
    """
    import networkx as nx

    graph = nx.Graph()
    graph.add_nodes_from(n.id for n in scene.nodes)
    graph.add_edges_from((e.head, e.tail) for e in scene.edges if e.head != e.tail)
    lone = [n.id for n in scene.nodes if graph.degree(n.id) == 0 and n.id != scene.focus]
    graph.remove_nodes_from(lone)
    radius = _ROOM * max(len(graph), 1) ** 0.5
    spots: dict[str, tuple[float, float]] = {}
    if len(graph):
        fixed = [scene.focus] if scene.focus in graph and len(graph) > 1 else None
        start = nx.circular_layout(graph)
        if fixed:
            start[scene.focus] = start[scene.focus] * 0.0
        springs = nx.spring_layout(
            graph, pos=start, fixed=fixed, k=1.6 / len(graph) ** 0.5, iterations=200, seed=_SEED, method="force"
        )
        scale = max((abs(float(c)) for spot in springs.values() for c in spot), default=1.0) or 1.0
        # A wider than high canvas fits screens; rounding keeps the file the same where floats differ in the last bit.
        spots = {
            str(i): (round(float(x) / scale * radius * 1.4), round(float(y) / scale * radius))
            for i, (x, y) in springs.items()
        }
    spots.update(_rows(lone, top=radius + _ROOM, width=radius * 1.4))
    return spots


def _rows(ids: Sequence[str], top: float, width: float) -> dict[str, tuple[float, float]]:
    step = _ROOM * 1.6
    columns = max(1, int(2 * width // step))
    return {i: (round(-width + step * (n % columns)), round(top + _ROOM * (n // columns))) for n, i in enumerate(ids)}
