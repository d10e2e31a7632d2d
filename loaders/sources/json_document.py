"""JSON: a list of papers, an object that holds such a list, or one paper. Read piece by piece, whatever its size."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from kg.records import Paper
from loaders.sources import jsonl
from loaders.sources.document import MAX_LINE, Document
from loaders.sources.record import read_record

NAME = "JSON (.json)"

#: Where objects keep their list of papers, lower case.
LISTS = frozenset({"papers", "data", "items", "results", "entries", "records", "documents", "dailypapers"})

_CHUNK = 1 << 20
_SPACE = re.compile(r"[ \t\n\r]*")


def sniff(head: str, name: str) -> bool:
    return head.lstrip().startswith(("{", "[")) and not jsonl.sniff(head, name)


def read(document: Document) -> Iterator[Paper]:
    number = 0
    try:
        for number, record in enumerate(_records(_Values(document)), start=1):
            if paper := read_record(record, document, f"entry {number}"):
                yield paper
    except _Malformed as error:
        document.problem(f"entry {number + 1}", f"{error}; nothing after it is read")


class _Malformed(Exception):
    pass


class _Values:
    """JSON values one after another from a stream of characters; only one value is held at a time."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._buffer = ""
        self._position = 0
        self._decoder = json.JSONDecoder()

    def peek(self) -> str:
        """The next character that is not space, or nothing at the end."""
        while True:
            self._position = _SPACE.match(self._buffer, self._position).end()  # type: ignore[union-attr]
            if self._position < len(self._buffer):
                return self._buffer[self._position]
            if not self._fill(_CHUNK):
                return ""

    def take(self, characters: str) -> str:
        """The next character, which must be one of these."""
        found = self.peek()
        if not found or found not in characters:
            wanted = " or ".join(f'"{c}"' for c in characters)
            raise _Malformed(f"not valid JSON: {wanted} expected")
        self._position += 1
        return found

    def value(self) -> object:
        """The next whole value."""
        self.peek()
        size = _CHUNK
        while True:
            try:
                value, end = self._decoder.raw_decode(self._buffer, self._position)
            except RecursionError:
                raise _Malformed("nested too deeply") from None
            except json.JSONDecodeError as error:
                # It may only be cut off. What is broken for good costs reading on to the bound, once.
                if len(self._buffer) - self._position > MAX_LINE:
                    raise _Malformed(f"not valid JSON, or longer than {MAX_LINE:,} characters") from None
                if not self._fill(size):
                    raise _Malformed(f"not valid JSON: {error.msg}") from None
                size *= 2
            except ValueError:
                raise _Malformed("a number with too many digits") from None
            else:
                if end < len(self._buffer) or not self._fill(_CHUNK):  # a number may go on in the next piece
                    self._position = end
                    return value

    def _fill(self, size: int) -> bool:
        more = self._document.read(size)
        self._buffer = self._buffer[self._position :] + more
        self._position = 0
        return bool(more)


def _records(values: _Values) -> Iterator[object]:
    """The papers of every top-level value (more than one: JSON Lines whose lines are long)."""
    while first := values.peek():
        if first == "[":
            yield from _elements(values)
        elif first == "{":
            yield from _members(values)
        else:
            raise _Malformed("neither a list nor an object")


def _elements(values: _Values) -> Iterator[object]:
    values.take("[")
    while values.peek() != "]":
        yield values.value()
        if values.peek() != "]":
            values.take(",]")
    values.take("]")


def _members(values: _Values) -> Iterator[object]:
    values.take("{")
    paper: dict[str, object] = {}
    has_list = False
    while values.peek() != "}":
        key = values.value()
        if not isinstance(key, str):
            raise _Malformed("not valid JSON: a key in quotes expected")
        values.take(":")
        if key.lower() in LISTS and values.peek() == "[":
            has_list = True
            yield from _elements(values)
        else:
            paper[key] = values.value()
        if values.peek() != "}":
            values.take(",}")
    values.take("}")
    if not has_list:
        yield paper
