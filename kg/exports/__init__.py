"""The graph as files other programs read: one file a format, found by the suffix of the name to write.

A format is a module here with `SUFFIX`, `SAYS` (one line for the help) and `write(projection, path)`, which may write
beside `path` too and gives every path it wrote. Adding a format is adding such a file.
"""

from __future__ import annotations

import importlib
import pkgutil
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol, cast

from kg.errors import PaperKGError
from kg.projection import Projection


class Format(Protocol):
    """A module of this package."""

    SUFFIX: str
    SAYS: str

    def write(self, projection: Projection, path: Path) -> Sequence[Path]:
        """Write the projection to `path`, and give all the files that hold it."""
        ...


def formats() -> dict[str, Format]:
    """Every format by its suffix."""
    names = [module.name for module in pkgutil.iter_modules(__path__) if not module.name.startswith("_")]
    modules = [cast(Format, importlib.import_module(f"{__name__}.{name}")) for name in names]
    return {module.SUFFIX: module for module in modules}


def format_of(path: Path) -> Format:
    """The format that the suffix names. Raises PaperKGError listing the known ones."""
    known = formats()
    if path.suffix.lower() not in known:
        named = ", ".join(sorted(known))
        raise PaperKGError(f"{path}: a graph is exported by the suffix of the file, one of {named}")
    return known[path.suffix.lower()]


def export(projection: Projection, path: Path) -> list[Path]:
    """Write the projection to `path` in the format of its suffix; gives the files written.

    They are written aside and put in place when they are whole, over what was there. Raises PaperKGError for an unknown
    suffix or a place that cannot be written to.
    """
    format_ = format_of(path)
    try:
        with tempfile.TemporaryDirectory(prefix=".kg-export-", dir=path.parent) as aside:
            made = format_.write(projection, Path(aside) / path.name)
            return [file.replace(path.parent / file.name) for file in made]
    except OSError as error:
        raise PaperKGError(f"{path}: cannot be written ({error.strerror or error})") from None
