"""demo: the whole chain on the bundled sample."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer()


@app.command()
def demo(
    directory: Annotated[Path, typer.Argument(help="Where the demo's files go; made if need be.")] = Path(
        "paperkg-demo"
    ),
) -> None:
    """Build a library from a bundled sample of well-known papers, ask it, draw it, and say what to try next.

    Needs no network. Exit status: 0 done, 2 the folder cannot be written to.
    """
    from kg.demo import run

    run(directory)
