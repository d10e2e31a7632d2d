"""paperkg: a citation and concept knowledge graph for research papers.

import kg

library = kg.open("papers.kg")
library.add("daily_papers.txt")
for row in library.ask("which methods were evaluated on MMLU", evidence=True):
    print(row["method"], row["metric"], row["value"], row["title"])
"""

from __future__ import annotations

from os import PathLike
from typing import TYPE_CHECKING

from kg.errors import NothingFound, PaperKGError

if TYPE_CHECKING:
    from kg.api import Library

__all__ = ["Library", "NothingFound", "PaperKGError", "open"]


def open(path: str | PathLike[str] = "papers.kg") -> Library:
    """The library at `path`; the file need not be there before something is added."""
    from kg.api import Library

    return Library(path)


def __getattr__(name: str) -> object:
    if name == "Library":
        from kg.api import Library

        return Library
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
