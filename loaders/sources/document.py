"""One opened source: decompressed, decoded, read in bounded pieces; trouble becomes a Problem, never an exception."""

from __future__ import annotations

import codecs
import gzip
import io
import re
import zlib
from collections.abc import Callable, Iterator
from typing import BinaryIO

from kg.records import Origin, Problem
from loaders.sources.plain_text import printable

HEAD_BYTES = 1 << 16
MAX_LINE = 1 << 23  # characters; the longest record that is read
MAX_PAGE = 1 << 23  # characters; the longest page that is read

_CHUNK = 1 << 17
_GZIP = b"\x1f\x8b"
_BOMS = (  # UTF-32 first: its mark begins with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (codecs.BOM_UTF8, "utf-8-sig"),
)
_ESCAPED_BYTE = re.compile("[\udc80-\udcff]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")


class Document:
    """A source as its format reads it.

    `name` is the source as the user gave it, fit for a terminal. Text is UTF-8 (a byte order mark is dropped) or
    UTF-16/32; bytes that are neither are read as Windows-1252 and reported once. Line ends are all read as newlines.
    """

    def __init__(self, name: str, stream: BinaryIO, on_problem: Callable[[Problem], None]) -> None:
        self.name = printable(name, limit=4096)
        self.problems = 0
        self._on_problem = on_problem
        self._mended = False
        self._broken = False
        raw = _Bytes(stream, self._unreadable)
        if raw.head(2) == _GZIP:
            raw = _Bytes(gzip.GzipFile(fileobj=io.BufferedReader(raw, _CHUNK)), self._unreadable)
        head = raw.head(HEAD_BYTES)
        encoding = _encoding(head)
        errors = "surrogateescape" if encoding.startswith("utf-8") else "replace"
        self.head = self._universal(head.decode(encoding, "replace"))
        self._text = io.TextIOWrapper(io.BufferedReader(raw, _CHUNK), encoding, errors)
        self._text._CHUNK_SIZE = _CHUNK  # type: ignore[attr-defined]  # the 8 KiB it starts with are slow on long lines

    @property
    def binary(self) -> bool:
        """Whether the head is no text: more than a stray control character in a hundred."""
        return len(_CONTROL.findall(self.head)) > max(3, len(self.head) // 100)

    def problem(self, place: str, reason: str) -> None:
        """Report one line about this source."""
        self.problems += 1
        self._on_problem(Problem(self.name, place, printable(reason)))

    def origin(self, place: str) -> tuple[Origin, ...]:
        return (Origin(self.name, place),)

    def lines(self) -> Iterator[tuple[int, str]]:
        """(number from 1, line without its end). A line over MAX_LINE is reported and passed over."""
        number = 0
        while line := self._text.readline(MAX_LINE):
            number += 1
            if len(line) == MAX_LINE and not line.endswith("\n"):
                self.problem(f"line {number}", f"longer than {MAX_LINE:,} characters; not read")
                while (rest := self._text.readline(MAX_LINE)) and not rest.endswith("\n"):
                    pass
                continue
            if self._broken and not line.endswith("\n"):
                return  # half a line, where the source broke off
            yield number, self._mend(line.rstrip("\n"), f"line {number}")

    def read(self, size: int) -> str:
        """The next characters, at most `size`; empty at the end."""
        return self._mend(self._text.read(size), "")

    def page(self) -> str:
        """All of the text. What lies beyond MAX_PAGE is reported and not read."""
        text = self.read(MAX_PAGE)
        if self._text.read(1):
            self.problem("", f"longer than {MAX_PAGE:,} characters; the rest is not read")
        return text

    def _unreadable(self, error: Exception) -> None:
        self._broken = True
        if isinstance(error, EOFError | zlib.error | gzip.BadGzipFile):
            self.problem("", "the compressed data is cut short or damaged; what could be read is kept")
        else:
            reason = getattr(error, "strerror", None) or str(error)
            self.problem("", f"cannot be read: {reason}")

    def _mend(self, text: str, place: str) -> str:
        """Bytes that are not UTF-8 come as escapes; here they become the characters that were probably meant."""
        if text.isascii() or not _ESCAPED_BYTE.search(text):
            return text
        try:
            return text.encode("utf-8", "surrogateescape").decode("utf-8", "surrogatepass")
        except UnicodeError:
            pass
        if not self._mended:
            self._mended = True
            self.problem(place, "not UTF-8; such bytes are read as Windows-1252")
        return _ESCAPED_BYTE.sub(lambda m: bytes([ord(m[0]) - 0xDC00]).decode("cp1252", "replace"), text)

    @staticmethod
    def _universal(text: str) -> str:
        return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


class _Bytes(io.RawIOBase):
    """A byte stream whose head can be looked at first, and that ends where it cannot be read on."""

    def __init__(self, stream: BinaryIO | gzip.GzipFile, report: Callable[[Exception], None]) -> None:
        self._stream = stream
        self._report = report
        self._pending = b""
        self._ended = False

    def head(self, size: int) -> bytes:
        while len(self._pending) < size and (more := self._next(size)):
            self._pending += more
        return self._pending[:size]

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        data = self._pending[: len(buffer)]
        self._pending = self._pending[len(data) :]
        data = data or self._next(len(buffer))
        buffer[: len(data)] = data
        return len(data)

    def _next(self, size: int) -> bytes:
        if self._ended:
            return b""
        try:
            data = self._stream.read1(size)  # type: ignore[union-attr]  # all our streams are buffered
        except (EOFError, OSError, ValueError, zlib.error) as error:
            data = b""
            self._report(error)
        self._ended = not data
        return data


def _encoding(head: bytes) -> str:
    for mark, encoding in _BOMS:
        if head.startswith(mark):
            return encoding
    pairs = len(head) // 2
    if pairs > 8 and head[1::2].count(0) > 0.4 * pairs and head[::2].count(0) == 0:
        return "utf-16-le"
    if pairs > 8 and head[::2].count(0) > 0.4 * pairs and head[1::2].count(0) == 0:
        return "utf-16-be"
    return "utf-8"
