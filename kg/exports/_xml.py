"""What the XML formats share: attribute declarations and text that XML can hold."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from xml.sax.saxutils import escape, quoteattr

from kg import schema
from kg.projection.records import Properties, Value

#: Type names of GraphML and GEXF; a list is written as JSON.
TYPES = {"string": "string", "integer": "long", "number": "double", "boolean": "boolean", "strings": "string"}

#: Characters that XML 1.0 has no way to write; a carriage return would be read back as a line feed.
_ILLEGAL = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")

Keys = Mapping[str, tuple[str, schema.PropertyType]]


def keys(prefix: str, *properties: Mapping[str, schema.PropertyType]) -> Keys:
    """(key id, type) of every property, by its name."""
    kinds = {name: kind for some in properties for name, kind in some.items()}
    return {name: (f"{prefix}{i}", kind) for i, (name, kind) in enumerate(kinds.items())}


def present(declared: Keys, first: tuple[str, str], properties: Properties) -> list[tuple[str, str]]:
    """(key id, text) of every property that has a value, `first` before them."""
    values: dict[str, Value] = {first[0]: first[1], **properties}
    return [(declared[name][0], _written(value)) for name, value in values.items() if value is not None]


def text(value: str) -> str:
    """Character data; what XML cannot hold becomes U+FFFD."""
    return escape(_ILLEGAL.sub("\ufffd", value))


def attribute(value: str) -> str:
    """An attribute's value, in quotes."""
    return quoteattr(_ILLEGAL.sub("\ufffd", value), {"\n": "&#10;", "\t": "&#9;"})


def _written(value: Value) -> str:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list | bool) else str(value)
