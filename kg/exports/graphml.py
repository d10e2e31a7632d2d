"""GraphML, as NetworkX, Gephi, yEd and Cytoscape read it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from kg import schema
from kg.exports._xml import TYPES, attribute, keys, present, text
from kg.projection import Projection

SUFFIX = ".graphml"
SAYS = "GraphML"


def write(projection: Projection, path: Path) -> Sequence[Path]:
    """A missing value is left out, a list is JSON, a character that XML does not know is U+FFFD."""
    node_keys = keys("n", {"label": "string"}, *schema.NODE_PROPERTIES.values())
    edge_keys = keys("e", {"type": "string"}, *(r.properties for r in schema.RELATIONS.values()))
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write('<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n')
        for what, declared in (("node", node_keys), ("edge", edge_keys)):
            for name, (key, kind) in declared.items():
                file.write(f'<key id="{key}" for="{what}" attr.name="{name}" attr.type="{TYPES[kind]}"/>\n')
        file.write('<graph edgedefault="directed">\n')
        for node in projection.nodes:
            file.write(f"<node id={attribute(node.id)}>")
            file.write(_data(present(node_keys, ("label", node.label), node.properties)) + "</node>\n")
        for i, edge in enumerate(projection.edges):
            file.write(f'<edge id="{i}" source={attribute(edge.head)} target={attribute(edge.tail)}>')
            file.write(_data(present(edge_keys, ("type", edge.type), edge.properties)) + "</edge>\n")
        file.write("</graph>\n</graphml>\n")
    return [path]


def _data(values: list[tuple[str, str]]) -> str:
    return "".join(f'<data key="{key}">{text(value)}</data>' for key, value in values)
