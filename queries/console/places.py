"""Where a console can go: what its commands need of the program around it."""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

from kg.graphs import Graph
from queries.names import Names


class Places(Protocol):
    """Opens graphs, and tells of names."""

    def library(self, path: Path) -> AbstractContextManager[tuple[Graph, Names]]:
        """The embedded graph of a library, for reading."""
        ...

    def server(self, uri: str | None, database: str | None) -> AbstractContextManager[tuple[Graph, Names]]:
        """The graph on a Neo4j server; by default the one that the environment names."""
        ...

    def why(self, library: Path, name: str, other: str | None) -> None:
        """Print why a concept has the names it has, or whether two names are one concept."""
        ...
