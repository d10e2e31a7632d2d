"""Sources -> library: read, merge, extract, resolve. Incremental, resumable, parallel.

Every step leaves the library whole: what is stored follows from the entries, the extractor and the decisions alone,
so a build that was stopped anywhere is finished by the next one, with the same outcome.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.build.building import Summary, build
    from kg.build.extracting import extract
    from kg.build.removing import remove
    from kg.build.resolving import finish, resolve_names
    from kg.build.watching import Watcher

__all__ = ["Summary", "Watcher", "build", "extract", "finish", "remove", "resolve_names"]

_MODULES = {
    "Summary": "building",
    "build": "building",
    "extract": "extracting",
    "finish": "resolving",
    "remove": "removing",
    "resolve_names": "resolving",
    "Watcher": "watching",
}


def __getattr__(name: str) -> object:
    """Loads what is asked for: a question only opens a library, and need not know how one is built."""
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
