"""eval: how good the extraction and the names are."""

from __future__ import annotations

import typer

app = typer.Typer()
