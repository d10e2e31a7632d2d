"""What a user sees of a long task: problems and notes as lines on standard error, progress as a bar on a terminal."""

from __future__ import annotations

import sys
from collections import Counter
from types import TracebackType
from typing import TYPE_CHECKING

from kg.build.watching import Watcher
from kg.numbers import counted
from kg.records import Problem
from kg.tables import safe

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID


#: Problems of one source that are shown; a file that is none of papers has one a line.
MOST_PROBLEMS = 20


class Showing(Watcher):
    """A watcher to be used in a `with` block, which the progress bar ends with. In a pipe there is no bar."""

    def __init__(self) -> None:
        self._bar: Progress | None = None
        self._tasks: dict[str, TaskID] = {}
        self._problems: Counter[str] = Counter()

    def note(self, text: str) -> None:
        self._line(f"kg: {safe(text)}")

    def problem(self, problem: Problem) -> None:
        self._problems[problem.source] += 1
        if self._problems[problem.source] <= MOST_PROBLEMS:
            self._line(safe(str(problem)))
        elif self._problems[problem.source] == MOST_PROBLEMS + 1:
            self._line(safe(f"{problem.source}: more problems, not shown; kg build --format json lists all"))

    def progress(self, doing: str, done: int, of: int | None) -> None:
        if not sys.stderr.isatty():
            return
        if self._bar is None:
            self._bar = _bar()
            self._bar.start()
        if doing not in self._tasks:
            self._tasks[doing] = self._bar.add_task(doing, total=of)
        self._bar.update(self._tasks[doing], completed=done, total=of)

    def _line(self, text: str) -> None:
        if self._bar is None:
            print(text, file=sys.stderr)
        else:
            self._bar.console.print(text, markup=False, highlight=False, soft_wrap=True)

    def __enter__(self) -> Showing:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._bar is not None:
            self._bar.stop()
        for source, problems in self._problems.items():
            if problems > MOST_PROBLEMS:
                print(safe(f"{source}: {counted(problems, 'problem')}"), file=sys.stderr)


def _bar() -> Progress:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    return Progress(*columns, console=Console(stderr=True), transient=True)
