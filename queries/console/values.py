"""Values as people read them: nodes, relations and paths as Cypher draws them, null said."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kg import schema
from kg.tables import safe

_LONGEST = 80  # characters of a text inside a node, list or map


def shown(value: object) -> str:
    """A value in one line."""
    return safe(value) if isinstance(value, str) else safe(_drawn(value))


def _drawn(value: Any) -> str:
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case str():
            return repr(value if len(value) <= _LONGEST else value[: _LONGEST - 1] + "…")
        case list():
            return f"[{', '.join(map(_drawn, value))}]"
        case {"nodes": [*nodes], "relations": [*relations], "directions": [*directions], **others} if not others:
            return _path(nodes, relations, directions)
        case {"label": label, "id": _} if label in schema.LABELS:
            return f"(:{label} {_map(value, 'label')})"
        case {"label": str(label), "name": _, **others} if set(others) <= {"id", "_digest"}:
            return f"(:{label} {_map(value, 'label')})"
        case {"type": type_} if type_ in schema.RELATIONS:
            inside = _map(value, "type")
            return f"[:{type_}]" if inside == "{}" else f"[:{type_} {inside}]"
        case dict():
            return _map(value)
    return str(value)


def _map(value: Mapping[Any, Any], but: str = "") -> str:
    """A map; of a node or relation, only what it has."""
    pairs = [(key, item) for key, item in value.items() if key != but and not (but and item is None)]
    return "{" + ", ".join(f"{key}: {_drawn(item)}" for key, item in pairs) + "}"


def _path(nodes: list[object], relations: list[object], directions: list[object]) -> str:
    """Its nodes by name, its relations by type, with the way that each points."""
    said = _end(nodes[0]) if nodes else "()"
    for relation, node, direction in zip(relations, nodes[1:], directions, strict=True):
        type_ = relation.get("type") if isinstance(relation, dict) else relation
        said += f"<-[:{type_}]-" if direction == "<-" else f"-[:{type_}]->"
        said += _end(node)
    return said


def _end(node: object) -> str:
    if not isinstance(node, dict):
        return "()"
    named = next((key for key in ("name", "title", "id") if node.get(key) is not None), None)
    return f"(:{node.get('label')}{f' {{{named}: {_drawn(node[named])}}}' if named else ''})"
