"""The known formats: every module of this package that has NAME, sniff and read. Adding one is adding a file."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from functools import cache
from typing import Protocol, cast

import loaders.sources
from kg.records import Paper
from loaders.sources.document import Document


class Format(Protocol):
    """What a module of a format offers."""

    NAME: str
    """What a user calls the format, with its usual suffix."""

    def sniff(self, head: str, name: str) -> bool:
        """Whether a text that begins with `head` is mine; `name` is the file's, lower case, without `.gz`."""

    def read(self, document: Document) -> Iterator[Paper]:
        """The entries in order, each with one origin. What cannot be read goes to `document.problem`."""


@cache
def known() -> tuple[Format, ...]:
    """All formats, by the name of their module."""
    names = sorted(module.name for module in pkgutil.iter_modules(loaders.sources.__path__))
    modules = [importlib.import_module(f"{loaders.sources.__name__}.{name}") for name in names]
    return tuple(cast(Format, m) for m in modules if all(hasattr(m, part) for part in ("NAME", "sniff", "read")))


def recognise(document: Document) -> Format | None:
    """The first format that takes the document for its own."""
    name = document.name.lower().removesuffix(".gz")
    return next((f for f in known() if f.sniff(document.head, name)), None)
