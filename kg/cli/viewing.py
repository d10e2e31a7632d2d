"""view, export and push: the graph on its way out."""

from __future__ import annotations

import typer

app = typer.Typer()
