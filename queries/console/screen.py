"""Where answers go: a terminal, with a pager and a limit; a pipe or a file, whole."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from kg.errors import PaperKGError
from kg.records import Table
from kg.tables import natural_width, render, safe
from queries.console.values import shown

#: Rows that a terminal is given of one answer; machine formats, pipes and files are given all.
MOST_ROWS = 1000

#: How rows can be printed.
FORMATS = ("table", "vertical", "json", "jsonl", "csv", "tsv", "md")
_FOR_PEOPLE = ("table", "vertical")


class Screen:
    """Writes answers. `pages` is whether a long one may go through a pager: where somebody sits."""

    def __init__(self, *, pages: bool = False) -> None:
        self.pages = pages
        self.file: Path | None = None
        self._out: BinaryIO | None = None

    @property
    def is_terminal(self) -> bool:
        """Whether answers go to a terminal."""
        return self._out is None and sys.stdout.isatty()

    def send_to(self, path: Path | None) -> None:
        """Append answers to a file from now on; to standard output again without one."""
        if self._out is not None:
            self._out.close()
            self._out = self.file = None
        if path is not None:
            try:
                self._out = path.open("ab")
            except OSError as error:
                raise PaperKGError(f"{path}: cannot be written to: {error.strerror or error}") from None
            self.file = path

    def table(self, found: Table, format: str) -> None:
        """Print rows; on a terminal a note says so where not all are shown.

        A table that is too wide for the terminal comes out as vertical.
        """
        if not self.is_terminal or format not in _FOR_PEOPLE:
            self.write(render(found, format, None, shown))
            return
        some = Table(found.columns, found.rows[:MOST_ROWS])
        width = shutil.get_terminal_size().columns
        if format == "table" and natural_width(some, shown) > width:
            format = "vertical"
        self.write(render(some, format, width, shown))
        if len(found.rows) > MOST_ROWS:
            note(f"{MOST_ROWS:,} of {len(found.rows):,} rows shown; all: :out FILE, or :format csv")

    def listing(self, found: Table, format: str) -> None:
        """Print a list of the console's own, such as its commands; too wide for a terminal, its texts are wrapped."""
        if self.is_terminal and format in _FOR_PEOPLE:
            self.write(_wrapped(found, shutil.get_terminal_size().columns))
        else:
            self.table(found, format)

    def write(self, text: str) -> None:
        """Print text that is safe for a terminal, through a pager if it does not fit."""
        data = text.encode("utf-8", "replace")  # not the locale's encoding: the same bytes on every machine
        if self._out is not None:
            self._out.write(data)
            self._out.flush()
            return
        fits = text.count("\n") < shutil.get_terminal_size().lines - 1
        if self.pages and self.is_terminal and not fits and _paged(data):
            return
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.flush()

    def close(self) -> None:
        """Let go of the file."""
        self.send_to(None)


def _wrapped(found: Table, width: int) -> str:
    from rich.console import Console
    from rich.table import Table as Grid
    from rich.text import Text

    grid = Grid(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold underline")
    for at, column in enumerate(found.columns):
        numbers = all(isinstance(row[at], int) for row in found.rows)
        grid.add_column(Text(column), justify="right" if numbers else "left", overflow="fold")
    for row in found.rows:
        grid.add_row(*(Text(shown(value)) for value in row))
    console = Console(width=width, force_terminal=True, color_system="standard", no_color=True)
    with console.capture() as captured:
        console.print(grid)
    return "".join(f"{line.rstrip()}\n" for line in captured.get().splitlines())


def note(text: str) -> None:
    """Say something that is no answer."""
    print(safe(text), file=sys.stderr)


def _paged(data: bytes) -> bool:
    """Show text in the user's pager ($PAGER, else less); False where there is none."""
    command = shlex.split(os.environ.get("PAGER", "")) or ["less", "-RS"]
    program = shutil.which(command[0])
    if program is None:
        return False
    with _ignoring_interrupts(), subprocess.Popen([program, *command[1:]], stdin=subprocess.PIPE) as pager:
        assert pager.stdin is not None
        try:
            pager.stdin.write(data)
        except BrokenPipeError:  # it was left before the end
            return True
        finally:
            with suppress(BrokenPipeError):
                pager.stdin.close()
        pager.wait()
    return True


@contextmanager
def _ignoring_interrupts() -> Iterator[None]:
    """Ctrl-C is the pager's while it runs."""
    import signal

    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
