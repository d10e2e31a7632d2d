"""Lists of authors in the forms that sources use, as plain names "Given Family"."""

from __future__ import annotations

import re
from collections.abc import Mapping

from loaders.sources.plain_text import clean

_NAMED = ("name", "fullname", "full_name", "display_name")
_PARTS = (("given", "family"), ("first", "last"), ("firstname", "lastname"))


def author_names(value: object) -> tuple[str, ...]:
    """Names from a list of names or of objects with a name, or from one text ("A; B", "A and B", "A, B and C").

    A name given as "Family, Given" is turned. Raises ValueError where the value is something else.
    """
    if isinstance(value, str):
        value = _split(value)
    if not isinstance(value, list):
        raise ValueError("authors are neither a list nor text")
    names = (_one(v) for v in value)
    return tuple(dict.fromkeys(n for n in names if n))


def _one(value: object) -> str:
    if isinstance(value, str):
        return _turned(clean(value))
    if isinstance(value, Mapping):
        for key in _NAMED:
            if isinstance(value.get(key), str):
                return _turned(clean(value[key]))
        for first, last in _PARTS:
            if isinstance(value.get(last), str):
                return clean(f"{value.get(first) or ''} {value[last]}")
    raise ValueError("an author is neither text nor an object with a name")


def _split(text: str) -> list[str]:
    if ";" in text or "|" in text or "\n" in text:
        return re.split(r"[;|\n]", text)
    parts = re.split(r"\s+and\s+|\s+&\s+", text)
    if len(parts) > 1 and parts[-1].count(",") == 0:  # "A, B and C", "A, B, and C"; but not "Roe, Rick and Doe, Jo"
        return [name for part in parts for name in part.split(",")]
    if len(parts) == 1 and (text.count(",") > 1 or all(" " in n.strip() for n in text.split(","))):
        return text.split(",")  # one comma with single words about it is "Family, Given"
    return parts


def _turned(name: str) -> str:
    family, comma, given = name.partition(", ")
    return f"{given} {family}" if comma and given and "," not in given else name
