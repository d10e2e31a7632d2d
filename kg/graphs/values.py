"""The embedded engine's values in the form that `Graph` promises."""

from __future__ import annotations

import datetime
import decimal
import uuid
from collections.abc import Iterable
from typing import Any

from kg import schema
from kg.errors import PaperKGError

_PLAIN = frozenset((str, int, float, bool, type(None)))
#: The engine's types whose values are plain.
PLAIN_TYPES = frozenset(("STRING", "INT64", "DOUBLE", "BOOL"))


def plain_row(row: Iterable[Any]) -> tuple[object, ...]:
    """The values of a row; nearly all are plain already, in answers of thousands of rows."""
    return tuple([value if type(value) in _PLAIN else plain(value) for value in row])


def plain(value: Any) -> object:
    """A value as strings, numbers, booleans, None, lists and maps; nodes and relations as kg.schema writes them."""
    match value:
        case None | bool() | int() | float() | str():
            return value
        case {"_NODES": nodes, "_RELS": relations}:
            forward = [edge["_SRC"] == node["_ID"] for edge, node in zip(relations, nodes, strict=False)]
            return path(map(plain, nodes), map(plain, relations), forward)
        case {"_SRC": _, "_LABEL": type_}:
            return relation(type_, value)
        case {"_ID": _, "_LABEL": label}:
            return node(label, value)
        case dict():
            return {str(key): plain(item) for key, item in value.items()}
        case list() | tuple():
            return [plain(item) for item in value]
        case decimal.Decimal():  # sums of integers
            return int(value) if value == value.to_integral_value() else float(value)
        case datetime.date() | datetime.time():
            return value.isoformat()
        case datetime.timedelta():
            return duration(0, value.days, value.seconds, value.microseconds * 1000)
        case uuid.UUID():
            return str(value)
        case bytes():
            return value.hex()
    raise PaperKGError(f"query: it returns a {type(value).__name__}, which has no plain form; return its parts")


def node(label: str, properties: Any) -> dict[str, object]:
    """A node with every property of its label."""
    return {"label": label, **{name: plain(properties.get(name)) for name in schema.NODE_PROPERTIES[label]}}


def relation(type_: str, properties: Any) -> dict[str, object]:
    """A relation with every property of its type."""
    return {"type": type_, **{name: plain(properties.get(name)) for name in schema.RELATIONS[type_].properties}}


def path(nodes: Iterable[object], relations: Iterable[object], forward: Iterable[bool]) -> dict[str, object]:
    """A path; `forward` says of each relation whether it points on, to the next node."""
    directions = ["->" if on else "<-" for on in forward]
    return {"nodes": list(nodes), "relations": list(relations), "directions": directions}


def duration(months: int, days: int, seconds: int, nanoseconds: int) -> str:
    """A duration by ISO 8601: "P1M2DT3.5S"."""
    parts = [f"{months}M"] * bool(months) + [f"{days}D"] * bool(days)
    exact = seconds + decimal.Decimal(nanoseconds).scaleb(-9)
    if exact or not parts:
        parts.append(f"T{exact.normalize():f}S")
    return "P" + "".join(parts)
