"""The `kg` command: thin, every command calls one function, nothing heavy is imported before it is needed."""

from __future__ import annotations

import gc
import os
import sys
from importlib import import_module
from typing import TYPE_CHECKING, Any, NoReturn, TextIO

from kg.errors import PaperKGError

if TYPE_CHECKING:
    from collections.abc import Callable

    from typer import Typer

#: Exit status of a command that Ctrl-C has stopped, as shells know it.
STOPPED = 130
#: The commands of each module of this package, in the order of `kg --help`.
ROOMS = {
    "loading": ("build", "extract", "rm", "stats"),
    "asking": ("ask", "query", "questions"),
    "console": ("cypher",),
    "naming": ("show", "why", "merge", "split", "merges", "review"),
    "drawing": ("view",),
    "viewing": ("export", "push"),
    "measuring": ("eval",),
    "demo": ("demo",),
}


def main() -> None:
    """Run the command line; a user's error is one line on standard error and the error's exit status.

    Ctrl-C is exit status 130. Everything is imported in here, so that this holds from the first moment on.
    """
    gc.set_threshold(100_000)  # a command is over before the garbage of its start is worth looking for
    try:
        _open_closed_streams()
        if odd := next(
            (word for word in sys.argv if not word.isascii() and "\N{REPLACEMENT CHARACTER}" in _utf8(word)), None
        ):
            raise PaperKGError(f"{_utf8(odd)}: not UTF-8; write it in the encoding of your terminal")
        try:
            commands(*sys.argv[1:2])()
        finally:
            sys.stdout.flush()  # what is still to be written fails here, where it can be said, and not at the very end
    except KeyboardInterrupt:
        sys.exit(STOPPED)
    except PaperKGError as error:
        _end(str(error), error.status)
    except BrokenPipeError:  # the reader (head, a pager) has left
        _let_go(sys.stdout)
        sys.exit(0)
    except OSError as error:  # without a name: what is written to was open already
        _let_go(sys.stdout)
        reason = error.strerror or str(error)
        _end(f"{error.filename}: {reason}" if error.filename else f"cannot write the output: {reason}", 2)


def commands(word: str = "") -> Typer:
    """The command line. Where `word` is a command, only the module that has it is imported."""
    import typer
    from typer.core import TyperGroup

    class Commands(TyperGroup):
        """Where the reader (head, a pager) has left, typer sees a failure; this one does not."""

        def make_context(self, *args: Any, **more: Any) -> Any:  # --help prints in here
            return self._read_or_left(super().make_context, *args, **more)

        def invoke(self, ctx: Any) -> Any:
            return self._read_or_left(super().invoke, ctx)

        @staticmethod
        def _read_or_left(step: Callable[..., Any], *args: Any, **more: Any) -> Any:
            try:
                return step(*args, **more)
            except BrokenPipeError:
                _let_go(sys.stdout)
                raise typer.Exit(0) from None

    app = typer.Typer(
        name="kg",
        cls=Commands,
        help="A citation and concept knowledge graph for research papers, with the sentence behind every edge.",
        no_args_is_help=True,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
    )

    @app.callback()
    def options(
        version: bool = typer.Option(False, "--version", help="Show the version and exit.", callback=_say_version),
    ) -> None:
        pass

    for room in [room for room, words in ROOMS.items() if word in words] or ROOMS:
        app.add_typer(import_module(f"kg.cli.{room}").app)
    return app


def _say_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        import typer

        typer.echo(f"paperkg {version('paperkg')}")
        raise typer.Exit


def _end(said: str, status: int) -> NoReturn:
    from kg.tables import safe  # names of a library stand in what is said

    print(f"kg: {safe(said)}", file=sys.stderr)
    sys.exit(status)


def _utf8(word: str) -> str:
    """The word, with a replacement character for every byte that Python could not decode."""
    return word.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _open_closed_streams() -> None:
    """Give the streams that the caller has closed a null device: else what is for them goes to the next file opened."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: PTH123, SIM115


def _let_go(stream: TextIO) -> None:
    """Drop what the stream still holds: Python would complain again when it flushes it at the end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
