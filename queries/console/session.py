"""A console's state, and what becomes of each statement and command."""

from __future__ import annotations

import sys
import time
from contextlib import AbstractContextManager, ExitStack
from pathlib import Path

from kg.errors import PaperKGError, QueryError
from kg.graphs import Graph
from kg.graphs.ours import Ours
from kg.graphs.tokens import tokens
from kg.records import Table
from kg.tables import safe
from queries.console.doubts import doubts, unknown_function
from queries.console.places import Places
from queries.console.problems import explained
from queries.console.running import interruptible
from queries.console.screen import FORMATS, Screen, note
from queries.console.statements import Statement
from queries.console.vocabulary import Vocabulary
from queries.names import Names

_PLANS = ("EXPLAIN", "PROFILE")


class Session:
    """Runs statements on one graph at a time. Use it in a `with` block, and go to a graph first."""

    graph: Graph
    names: Names

    def __init__(self, places: Places, *, format: str = "table", pages: bool = False) -> None:
        self.places = places
        self.format = format
        self.timing = True
        self.parameters: dict[str, object] = {}
        self.screen = Screen(pages=pages)
        self.library: Path | None = None
        self.uri: str | None = None
        self.database: str | None = None
        self.on_server = False
        self.sourced: list[Path] = []  # the files that are being run, the innermost last
        self.history: list[str] = []
        self.leaving = False
        self._vocabulary: Vocabulary | None = None
        self._open = ExitStack()

    def go_to_library(self, path: Path) -> None:
        """Ask the embedded graph of a library from now on. Where that fails, the session stays where it is."""
        self._go(self.places.library(path))
        self.library, self.on_server = path, False

    def go_to_server(self, uri: str | None = None, database: str | None = None) -> None:
        """Ask a Neo4j server from now on."""
        self._go(self.places.server(uri, database))
        self.uri, self.database, self.on_server = uri, database, True

    def _go(self, place: AbstractContextManager[tuple[Graph, Names]]) -> None:
        opened = ExitStack()
        graph, names = opened.enter_context(place)
        self._open.close()
        self._open = opened
        self.graph, self.names, self._vocabulary = graph, names, None

    @property
    def ours(self) -> Graph:
        """The graph as questions ask it: of a server, what was pushed there alone."""
        return Ours(self.graph) if self.on_server else self.graph

    @property
    def vocabulary(self) -> Vocabulary:
        """The words of the graph, read when first asked for."""
        if self._vocabulary is None:
            self._vocabulary = Vocabulary.of(self.graph)
        return self._vocabulary

    @property
    def where(self) -> str:
        """The graph that is asked, as the prompt shows it."""
        if not self.on_server:
            return "kg"
        return f"neo4j/{self.database}" if self.database else "neo4j"

    def run(self, statement: Statement) -> None:
        """Run a statement or a command; its answer is printed. Raises PaperKGError for what goes wrong."""
        if statement.is_command:
            from queries.console.commands import run

            run(self, statement.text)
        else:
            self.query(statement.text)

    def query(self, text: str) -> None:
        """Run a query and print its rows, or its plan."""
        started = time.perf_counter()
        opener = next((t.text.upper() for t in tokens(text) if t.kind == "word"), "")
        interrupt = getattr(self.graph, "interrupt", None)
        if opener in _PLANS and (planned := getattr(self.graph, "plan", None)) is not None:
            plan = interruptible(lambda: planned(text, self.parameters), interrupt)
            took = time.perf_counter() - started
            lines = [*plan.lines()] if plan is not None else ["the engine gives no plan of this"]
            self.screen.write("".join(f"{_kept(line)}\n" for line in lines))
            self._tell(took, None)
            return
        for doubt, at in doubts(text, self) if self.on_server else ():
            note_lines(explained(QueryError(doubt, at), text))
        try:
            found = interruptible(lambda: self.graph.run(text, self.parameters), interrupt)
        except PaperKGError as error:
            raise (unknown_function(error, self) if self.on_server else None) or error from None
        took = time.perf_counter() - started  # without the time that somebody reads in a pager
        changed = getattr(self.graph, "changes", {})
        if found.columns or not changed:
            self.screen.table(found, self.format)
        if changed:
            note(", ".join(f"{name.replace('_', ' ')}: {number:,}" for name, number in changed.items()))
        self._tell(took, len(found.rows))

    def show(self, found: Table) -> None:
        """Print rows that are no query's."""
        self.screen.table(found, self.format)

    def listing(self, found: Table) -> None:
        """Print one of the console's own lists, whose texts are wrapped where they are too wide."""
        self.screen.listing(found, self.format)

    def _tell(self, seconds: float, rows: int | None) -> None:
        """Say how many rows there were and how long they took."""
        if self.timing and self.format in ("table", "vertical"):
            said = [] if rows is None else [f"{rows:,} row{'s' * (rows != 1)}"]
            said.append(f"{seconds * 1000:,.0f} ms" if seconds < 10 else f"{seconds:,.1f} s")
            note(", ".join(said))

    def set_format(self, name: str) -> None:
        """Print rows in this format from now on."""
        if name not in FORMATS:
            raise PaperKGError(f"no format is called “{name}”; there are {', '.join(FORMATS)}")
        self.format = name

    def complain(self, error: PaperKGError, statement: Statement) -> None:
        """Show an error of a statement on standard error."""
        said_by = "" if self.screen.pages else "kg: "
        note_lines(said_by + explained(error, statement.text, statement.line))

    def __enter__(self) -> Session:
        return self

    def __exit__(self, *exception: object) -> None:
        self._open.close()
        self.screen.close()


def note_lines(text: str) -> None:
    """Say several lines, which are safe already."""
    print(text, file=sys.stderr)


def _kept(line: str) -> str:
    """A line of a plan with its branches and blanks, safe for a terminal."""
    branches = line[: len(line) - len(line.lstrip("│├└─ "))]
    return branches + safe(line[len(branches) :])
