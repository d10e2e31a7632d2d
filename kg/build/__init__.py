"""Sources -> library: read, merge, extract, resolve. Incremental, resumable, parallel.

Every step leaves the library whole: what is stored follows from the entries, the extractor and the decisions alone,
so a build that was stopped anywhere is finished by the next one, with the same outcome.
"""

from __future__ import annotations

from kg.build.building import Summary, build
from kg.build.extracting import extract
from kg.build.removing import remove
from kg.build.resolving import finish, resolve_names
from kg.build.watching import Watcher

__all__ = ["Summary", "Watcher", "build", "extract", "finish", "remove", "resolve_names"]
