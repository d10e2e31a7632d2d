"""Values as people write them in a query: strings, numbers, booleans, null, lists and maps."""

from __future__ import annotations

import codecs
import re
from collections.abc import Sequence

from kg.errors import PaperKGError
from kg.graphs.dialect.pieces import Piece, get, is_group, is_name, is_sign, is_word, name_of, parsed, split

_WORDS = {"TRUE": True, "FALSE": False, "NULL": None}
_ESCAPE = re.compile(r"\\(u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[xX][0-9a-fA-F]{2}|.)", re.DOTALL)


def literal(text: str) -> object:
    """The value that a text writes: `'BERT'`, `1`, `-2.5`, `true`, `[1, 2]`, `{name: "x"}`.

    Raises PaperKGError for what is none.
    """
    try:
        return _value(parsed(text)[:-1])
    except ValueError:
        raise PaperKGError(
            f"{text.strip()[:60]!r} is no value; write a string in quotes, a number, true, false, null, [1, 2] or"
            " {name: 'x'}"
        ) from None


def _value(items: Sequence[Piece]) -> object:
    first = get(items, 0)
    if len(items) == 2 and is_sign(first, "-", "+"):
        number = _value(items[1:])
        if isinstance(number, int | float) and not isinstance(number, bool):
            return -number if is_sign(first, "-") else number
    if len(items) != 1 or first is None:
        raise ValueError
    if is_group(first, "["):
        return [_value(part) for part in split(first.items, ",")]
    if is_group(first, "{"):
        return dict(_pair(part) for part in split(first.items, ","))
    if is_word(first, *_WORDS):
        return _WORDS[first.text.upper()]
    kind, text = getattr(first, "kind", ""), getattr(first, "text", "")
    if kind == "string":
        return _unescaped(text[1:-1])
    if kind == "number":
        return int(text) if text.isdecimal() else float(text)
    raise ValueError


def _pair(part: Sequence[Piece]) -> tuple[str, object]:
    key = get(part, 0)
    if not is_sign(get(part, 1), ":"):
        raise ValueError
    if is_name(key):
        return name_of(key), _value(part[2:])
    return str(_value(part[:1])), _value(part[2:])


def _unescaped(text: str) -> str:
    def character(found: re.Match[str]) -> str:
        said = found[1]
        if said[0] in "uUxX" and len(said) > 1:
            return chr(int(said[1:], 16))
        return codecs.decode("\\" + said.lower(), "unicode_escape") if said.lower() in "bfnrt" else said

    return _ESCAPE.sub(character, text)
