"""Where nodes stand, computed before the page is written: the browser only draws, and every run draws the same."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from viz.scene import Scene

if TYPE_CHECKING:
    import networkx as nx

#: Pixels a node wants around it; where that is too little for names, they push each other apart.
_ROOM = 60.0
_SEED = 20170612
#: Pixels that a letter of a name is wide, and a node with its name high; letters that are shown.
_LETTER, _LINE, _LETTERS = 10.0, 66.0, 34
#: Moves of nodes that names are worth, all together: some 500 rounds of a picture of 60 nodes.
_PUSHES = 30_000


def place(scene: Scene) -> dict[str, tuple[float, float]]:
    """Coordinates in pixels by node id; the focus stands in the middle.

    Each connected part is laid out by itself (springs after Fruchterman and Reingold, 1991, with a fixed seed) on a
    canvas that grows with its nodes, and stands in rows with the others, since springs would throw them far apart.
    """
    import networkx as nx

    graph = nx.Graph()
    graph.add_nodes_from(n.id for n in scene.nodes)
    graph.add_edges_from((e.head, e.tail) for e in scene.edges if e.head != e.tail)
    parts = sorted((sorted(part) for part in nx.connected_components(graph)), key=lambda p: (-len(p), p))
    first = [part for part in parts if scene.focus in part] or [p for p in parts[:1] if len(p) > 1]
    rest = [part for part in parts if len(part) > 1 and part not in first]
    spots: dict[str, tuple[float, float]] = {}
    bottom, width = -_ROOM, _ROOM * len(graph) ** 0.5 * 1.4
    for part in first:
        spots |= _springs(graph.subgraph(part), scene.focus)
        bottom, width = _height(part), max(width, _width(part))
    for row in _shelves(rest, 2 * width):
        tallest = max(map(_height, row))
        left = -sum(map(_width, row)) - _ROOM / 2 * (len(row) - 1)
        for part in row:
            left += _width(part)
            middle = bottom + _ROOM + tallest
            spots |= {i: (x + round(left), y + round(middle)) for i, (x, y) in _springs(graph.subgraph(part)).items()}
            left += _width(part) + _ROOM
        bottom += _ROOM + 2 * tallest
    lone = [n.id for n in scene.nodes if n.id not in spots]
    spots.update(_rows(lone, top=bottom + _ROOM, width=width))
    return _apart(spots, {n.id: n.name for n in scene.nodes}, scene.focus)


def _apart(
    spots: dict[str, tuple[float, float]], names: dict[str, str], focus: str | None
) -> dict[str, tuple[float, float]]:
    """The spots, moved as little as it takes for no two nodes to stand on each other's names; the focus stays.

    Nodes whose boxes (a node and the name under it) overlap push each other away, along the way that is shorter, until
    none does or they have pushed long enough.
    """
    import numpy as np

    ids = list(spots)
    at = np.array([spots[i] for i in ids], dtype=float).reshape(-1, 2)
    half = np.array([(_LETTER * min(len(names[i]), _LETTERS) / 2 + 8, _LINE / 2) for i in ids]).reshape(-1, 2)
    order = np.sign(
        np.subtract.outer(np.arange(len(ids)), np.arange(len(ids)))
    )  # who gives way where two are on one spot
    for _ in range(_PUSHES // max(len(ids), 1)):
        between = at[:, None] - at[None]
        overlap = half[:, None] + half[None] - abs(between)
        pushing = (overlap > 0).all(axis=2) & (order != 0)
        if not pushing.any():
            break
        shorter = overlap.argmin(axis=2)[..., None] == np.arange(2)
        way = np.where(between == 0, order[..., None], np.sign(between))
        step = np.where(pushing[..., None] & shorter, way * overlap, 0).sum(axis=1) / 2
        step[[i == focus for i in ids]] = 0
        at += step
    return {i: (round(float(x)), round(float(y))) for i, (x, y) in zip(ids, at, strict=True)}


def _height(part: Sequence[str]) -> float:
    """Half the height of the canvas of a part."""
    return _ROOM * math.sqrt(len(part))


def _width(part: Sequence[str]) -> float:
    """Half the width: a wider than high canvas fits screens, and names are written beside each other."""
    return _height(part) * 1.4


def _shelves(parts: Sequence[list[str]], width: float) -> Iterator[list[list[str]]]:
    """The parts in rows of at most `width`, in their order."""
    row: list[list[str]] = []
    for part in parts:
        if row and 2 * sum(map(_width, [*row, part])) > width:
            yield row
            row = []
        row.append(part)
    if row:
        yield row


def _springs(graph: nx.Graph[str], focus: str | None = None) -> dict[str, tuple[float, float]]:
    """A connected part around the middle, its focus fixed there."""
    import networkx as nx

    start = nx.circular_layout(sorted(graph))
    fixed = [focus] if focus in graph and len(graph) > 1 else None
    if fixed:
        start[focus] = start[focus] * 0.0
    springs = nx.spring_layout(
        graph, pos=start, fixed=fixed, k=1.6 / len(graph) ** 0.5, iterations=200, seed=_SEED, method="force"
    )
    far = [max(abs(float(spot[axis])) for spot in springs.values()) or 1.0 for axis in (0, 1)]
    wide, high = _width(list(graph)), _height(list(graph))
    # Rounding keeps the file the same where floats differ in the last bit.
    return {str(i): (round(float(x) / far[0] * wide), round(float(y) / far[1] * high)) for i, (x, y) in springs.items()}


def _rows(ids: Sequence[str], top: float, width: float) -> dict[str, tuple[float, float]]:
    step = _ROOM * 1.6
    columns = max(1, int(2 * width // step))
    return {i: (round(-width + step * (n % columns)), round(top + _ROOM * (n // columns))) for n, i in enumerate(ids)}
