"""The NetworkX graph holds what the projection holds."""

from __future__ import annotations

import json
from pathlib import Path

from kg.graphs.networkx import to_networkx
from kg.projection import project
from tests.kg import made_up
from tests.kg.graphs.contents import of_projection


def test_holds_the_projection(tmp_path: Path) -> None:
    projection = project(made_up.library(tmp_path / "papers.kg"))
    graph = to_networkx(projection)
    nodes = sorted(json.dumps(data, ensure_ascii=False, sort_keys=True) for _, data in graph.nodes(data=True))
    edges = sorted(
        json.dumps([head, data, tail], ensure_ascii=False, sort_keys=True)
        for head, tail, data in graph.edges(data=True)
    )
    assert (nodes, edges) == of_projection(projection)
    assert graph.number_of_edges() == len(projection.edges)
    assert graph.edges["method:owl", "benchmark:forestqa", "EVALUATED_ON|arxiv:2401.00001|accuracy|4.2|gain"]
