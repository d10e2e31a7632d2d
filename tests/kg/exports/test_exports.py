"""Every export, read back by the reader that its users have, holds the projection."""

from __future__ import annotations

import csv
import json
import xml.etree.ElementTree as ET
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import neo4j
import networkx
import pytest

from kg.errors import PaperKGError
from kg.exports import export, formats
from kg.graphs.neo4j import Server, open_server
from kg.projection import Edge, Node, Projection, checked, project
from tests.kg import made_up
from tests.kg.graphs.contents import of_graph, of_projection


@pytest.fixture(scope="module")
def projection(tmp_path_factory: pytest.TempPathFactory) -> Projection:
    return project(made_up.library(tmp_path_factory.mktemp("library") / "papers.kg"))


def flat(value: object) -> object:
    """A value as the formats without lists hold it."""
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list) else value


def present(values: Mapping[str, object]) -> dict[str, object]:
    return {name: flat(value) for name, value in values.items() if value is not None}


def assert_networkx_holds(graph: Any, projection: Projection, label: str, type_: str) -> None:
    assert {id_: dict(data) for id_, data in graph.nodes(data=True)} == {
        node.id: present({label: node.label, **node.properties}) for node in projection.nodes
    }
    key: Callable[[Any], str] = repr
    assert sorted(((h, t, dict(data)) for h, t, data in graph.edges(data=True)), key=key) == sorted(
        ((e.head, e.tail, present({type_: e.type, **e.properties})) for e in projection.edges), key=key
    )


def test_graphml(projection: Projection, tmp_path: Path) -> None:
    (path,) = export(projection, tmp_path / "graph.graphml")
    assert_networkx_holds(networkx.read_graphml(path, force_multigraph=True), projection, "label", "type")


def test_gexf(projection: Projection, tmp_path: Path) -> None:
    (path,) = export(projection, tmp_path / "graph.gexf")
    graph = networkx.read_gexf(path)
    shown = {id_: data.pop("label") for id_, data in graph.nodes(data=True)}
    assert shown["method:owl"] == "Owl" and shown["arxiv:2401.00001"] == made_up.OWL.title
    for *_, data in graph.edges(data=True):
        data.pop("id")
    assert_networkx_holds(graph, projection, "kind", "relation")


def test_json_is_node_link(projection: Projection, tmp_path: Path) -> None:
    (path,) = export(projection, tmp_path / "graph.json")
    graph = networkx.node_link_graph(json.loads(path.read_text(encoding="utf-8")), edges="edges")
    assert graph.is_directed() and graph.is_multigraph()
    nodes = {node.id: {"label": node.label, **node.properties} for node in projection.nodes}
    assert {id_: {"id": id_, **data} for id_, data in graph.nodes(data=True)} == nodes
    edges = {(e.head, e.tail, e.key): {"type": e.type, **e.properties} for e in projection.edges}
    assert {(head, tail, key): data for head, tail, key, data in graph.edges(keys=True, data=True)} == edges


def test_jsonl(projection: Projection, tmp_path: Path) -> None:
    (path,) = export(projection, tmp_path / "graph.jsonl")
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n")[:-1]]
    nodes = [Node(row["label"], row["id"], row["properties"]) for row in rows if row["kind"] == "node"]
    label = {node.id: node.label for node in nodes}
    edges = [
        Edge(row["type"], label[row["head"]], row["head"], label[row["tail"]], row["tail"], row["properties"])
        for row in rows
        if row["kind"] == "edge"
    ]
    assert (nodes, edges) == (projection.nodes, projection.edges)


def test_csv_pair(projection: Projection, tmp_path: Path) -> None:
    nodes, edges = export(projection, tmp_path / "graph.csv")
    assert (nodes.name, edges.name) == ("graph.nodes.csv", "graph.edges.csv")

    def rows(path: Path) -> list[dict[str, str]]:
        with path.open(encoding="utf-8", newline="") as file:
            return [{name: value for name, value in row.items() if value} for row in csv.DictReader(file)]

    def texts(values: Mapping[str, object]) -> dict[str, str]:
        return {
            name: json.dumps(value, ensure_ascii=False) if isinstance(value, list | bool) else str(value)
            for name, value in values.items()
            if value is not None
        }

    assert rows(nodes) == [texts({"label": n.label, **n.properties}) for n in projection.nodes]
    assert rows(edges) == [
        texts({"type": e.type, "head": e.head, "tail": e.tail, **e.properties}) for e in projection.edges
    ]


def test_cypher_script_makes_the_graph_in_neo4j(projection: Projection, tmp_path: Path, neo4j_server: Server) -> None:
    (path,) = export(projection, tmp_path / "graph.cypher")
    server = neo4j_server
    with neo4j.GraphDatabase.driver(server.uri, auth=(server.user, server.password)) as driver:
        try:
            for line in path.read_text(encoding="utf-8").splitlines():
                driver.execute_query(line.rstrip(";"))  # type: ignore[arg-type]
            with open_server(server.uri, server.user, server.password) as graph:
                assert of_graph(graph) == of_projection(projection)
        finally:
            driver.execute_query("MATCH (n) DETACH DELETE n")
            for record in driver.execute_query(
                "SHOW INDEXES YIELD name, type WHERE type = 'RANGE' AND NOT name STARTS WITH 'paperkg'"
            ).records:
                driver.execute_query(f"DROP INDEX `{record['name']}`")  # type: ignore[arg-type]


def test_the_same_library_gives_the_same_bytes(projection: Projection, tmp_path: Path) -> None:
    again = project(made_up.library(tmp_path / "again.kg", reversed(made_up.PAPERS)))
    for suffix in formats():
        first = export(projection, tmp_path / f"first{suffix}")
        second = export(again, tmp_path / f"second{suffix}")
        assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]


def test_xml_holds_what_it_can_of_characters_it_cannot(tmp_path: Path) -> None:
    name = "bell \x07, escape \x1b, line \x0b, \ufffe, carriage\r, astral \U0001f989"
    node = Node("Method", "method:x", {"id": "method:x", "name": name, "aliases": [], "papers": 1})
    for suffix in (".graphml", ".gexf"):
        (path,) = export(checked([node], []), tmp_path / f"graph{suffix}")
        texts = {text for e in ET.parse(path).iter() for text in (e.text, *e.attrib.values())}
        assert "bell \ufffd, escape \ufffd, line \ufffd, \ufffd, carriage\ufffd, astral \U0001f989" in texts


def test_an_empty_graph_is_a_valid_file(tmp_path: Path) -> None:
    for suffix in formats():
        export(checked([], []), tmp_path / f"graph{suffix}")
    assert not networkx.read_graphml(tmp_path / "graph.graphml")
    assert not networkx.read_gexf(tmp_path / "graph.gexf")
    assert json.loads((tmp_path / "graph.json").read_text(encoding="utf-8"))["nodes"] == []


def test_the_file_is_whole_or_as_it_was(
    projection: Projection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "graph.jsonl"
    path.write_text("before", encoding="utf-8")
    broken = Projection([*projection.nodes, projection.nodes[0]._replace(properties={"id": {1}})], [])  # type: ignore[dict-item]
    with pytest.raises(TypeError):
        export(broken, path)
    assert path.read_text(encoding="utf-8") == "before"
    assert list(tmp_path.iterdir()) == [path]


def test_unknown_suffixes_and_places_are_one_line(projection: Projection, tmp_path: Path) -> None:
    with pytest.raises(PaperKGError, match=r"\.csv, \.cypher, \.gexf, \.graphml, \.json, \.jsonl"):
        export(projection, tmp_path / "graph.docx")
    with pytest.raises(PaperKGError, match="cannot be written"):
        export(projection, tmp_path / "no such folder" / "graph.json")
    (tmp_path / "folder.json").mkdir()
    with pytest.raises(PaperKGError, match="cannot be written"):
        export(projection, tmp_path / "folder.json")
