"""The library as a Python object: everything the command line does to papers and questions, in a few calls."""

from __future__ import annotations

from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from kg.build.opening import ready, resolved

if TYPE_CHECKING:
    from networkx import MultiDiGraph

    from kg.build import Summary

Row = dict[str, object]


class Library:
    """A library file and the graph of what it holds.

    Every call opens and closes what it needs, so an object can be kept for long and beside other processes. All calls
    raise `kg.PaperKGError` for bad input, with one line that says what, where and what to do, and `kg.NothingFound`
    (a kind of it) where there is no answer.
    """

    def __init__(self, path: str | PathLike[str]) -> None:
        self.path = Path(path)

    def __repr__(self) -> str:
        return f"kg.open({str(self.path)!r})"

    def add(
        self, *sources: str | PathLike[str], model: str | None = None, min_confidence: float | None = None
    ) -> Summary:
        """Read sources (files, folders, globs) into the library, and extract what is new; makes the file if need be.

        `model` is "accurate", "fast", or names a spaCy pipeline; if not said, what the library was read with before,
        else "accurate". `min_confidence` (0 to 1) is how sure a fact has to be for the graph; the library remembers
        both. The summary counts papers and lists problems.
        """
        from kg.build import build

        return build([str(source) for source in sources], self.path, model=model, min_confidence=min_confidence)

    def ask(self, words: str, *, evidence: bool = False, min_confidence: float | None = None) -> list[Row]:
        """The answer to a question in plain words, a map a row; with `evidence`, the sentences behind each row.

        `min_confidence`: count only facts at least as sure, from 0 to 1.
        """
        from queries import answer, load, understand

        with ready(self.path, min_confidence=min_confidence) as (graph, names):
            asked = understand(words, load(), names)
            return answer(graph, asked.question, asked.parameters, evidence=evidence).dicts()

    def query(
        self, question: str, *, evidence: bool = False, min_confidence: float | None = None, **slots: object
    ) -> list[Row]:
        """The answer to a question of the library by its name: `query("methods_for_benchmark", benchmark="MMLU")`."""
        from queries import run

        with ready(self.path, min_confidence=min_confidence) as (graph, names):
            return run(graph, names, question, slots, evidence=evidence).dicts()

    def cypher(self, query: str, **parameters: object) -> list[Row]:
        """The rows of a reading Cypher query over the graph, on the embedded engine."""
        with ready(self.path) as (graph, _):
            return graph.run(query, parameters).dicts()

    def graph(self) -> MultiDiGraph:
        """The whole graph in NetworkX: nodes by id with `label`, edges with `type`, properties as in `kg.schema`."""
        from kg.graphs.networkx import to_networkx
        from kg.projection import project

        with resolved(self.path) as store:
            return to_networkx(project(store))

    def view(
        self,
        path: str | PathLike[str],
        concept: str | None = None,
        *,
        ask: str | None = None,
        limit: int = 40,
        min_confidence: float | None = None,
    ) -> None:
        """Write a picture as one HTML file: around `concept`, of the answer to `ask`, or of the most named concepts."""
        import viz

        with ready(self.path, min_confidence=min_confidence) as (graph, names):
            scene = viz.choose(graph, names, concept, ask, limit)
        viz.write_view(scene, Path(path))
