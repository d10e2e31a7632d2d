"""Where the graph can be asked: one file a target, all behind `Graph`.

A target holds the nodes and edges of one projection and nothing else, so any of them can be thrown away and made again.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Protocol

from kg.records import Table

NO_PARAMETERS: Mapping[str, object] = MappingProxyType({})


class Own(str):
    """A reading query of paperkg's own: tested to have the right answer from every engine, by its shortest way."""


class Shared(Own):
    """One in the Cypher that every engine speaks: sent as it is, neither checked nor translated, which takes longer
    than many an answer. Never make one of a text that somebody else wrote."""


class Graph(Protocol):
    """A graph that answers Cypher, read-only.

    Values come back in one form from every engine: strings, numbers, booleans, None, lists and maps of those. A node is
    a map of its `label` and its properties, a relation a map of its `type` and its properties, both as kg.schema writes
    them with None where there is no value; a path is a map of `nodes`, `relations` and, for each of these, which way it
    points along the path (`directions`: "->" or "<-"); dates and times are ISO strings.
    """

    def run(self, query: str, parameters: Mapping[str, object] = NO_PARAMETERS) -> Table:
        """The rows of a reading query.

        Raises PaperKGError, in one line, for a query that is wrong, would write or read files, takes longer than the
        time limit or more memory than the limit.
        """
        ...

    def close(self) -> None:
        """Let go of files and connections."""
        ...
