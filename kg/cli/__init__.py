"""The `kg` command: thin, every command calls one function, nothing heavy is imported before it is needed."""

from __future__ import annotations

import os
import sys

import typer

from kg.errors import PaperKGError

app = typer.Typer(
    name="kg",
    help="A citation and concept knowledge graph for research papers, with the sentence behind every edge.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


def main() -> None:
    """Run the command line; a user's error is one line on standard error and the error's exit status."""
    from kg.cli import asking, demo, drawing, loading, measuring, naming, viewing

    for room in (loading, asking, naming, drawing, viewing, measuring, demo):
        app.add_typer(room.app)
    try:
        app()
    except PaperKGError as error:
        from kg.tables import safe  # names of a library stand in what it says

        print(f"kg: {safe(str(error))}", file=sys.stderr)
        sys.exit(error.status)
    except BrokenPipeError:
        # The reader (head, a pager) has left; Python would complain again when it flushes standard output.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
