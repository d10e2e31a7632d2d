"""GEXF 1.2, as Gephi and NetworkX read it; what is shown of a node is its name or title."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from kg import schema
from kg.exports._xml import TYPES, Keys, attribute, keys, present
from kg.projection import Projection

SUFFIX = ".gexf"
SAYS = "GEXF, for Gephi"


def write(projection: Projection, path: Path) -> Sequence[Path]:
    """A missing value is left out, a list is JSON, a character that XML does not know is U+FFFD.

    The label of a node is its attribute `kind`, the type of an edge its attribute `relation`: `label` and `type` mean
    other things in GEXF.
    """
    node_keys = keys("n", {"kind": "string"}, *schema.NODE_PROPERTIES.values())
    edge_keys = keys("e", {"relation": "string"}, *(r.properties for r in schema.RELATIONS.values()))
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(
            '<?xml version="1.0" encoding="UTF-8"?>\n<gexf xmlns="http://www.gexf.net/1.2draft" version="1.2">\n'
        )
        file.write('<graph mode="static" defaultedgetype="directed">\n')
        file.write(_declared("node", node_keys) + _declared("edge", edge_keys) + "<nodes>\n")
        for node in projection.nodes:
            shown = node.properties.get("name") or node.properties.get("title") or node.id
            file.write(f"<node id={attribute(node.id)} label={attribute(str(shown))}>")
            file.write(_values(present(node_keys, ("kind", node.label), node.properties)) + "</node>\n")
        file.write("</nodes>\n<edges>\n")
        for i, edge in enumerate(projection.edges):
            file.write(f'<edge id="{i}" source={attribute(edge.head)} target={attribute(edge.tail)}>')
            file.write(_values(present(edge_keys, ("relation", edge.type), edge.properties)) + "</edge>\n")
        file.write("</edges>\n</graph>\n</gexf>\n")
    return [path]


def _declared(what: str, of: Keys) -> str:
    lines = (f'<attribute id="{key}" title="{name}" type="{TYPES[kind]}"/>\n' for name, (key, kind) in of.items())
    return f'<attributes class="{what}" mode="static">\n{"".join(lines)}</attributes>\n'


def _values(values: list[tuple[str, str]]) -> str:
    inside = "".join(f'<attvalue for="{key}" value={attribute(value)}/>' for key, value in values)
    return f"<attvalues>{inside}</attvalues>"
