"""build, extract, rm, stats and demo: what goes into a library."""

from __future__ import annotations

import typer

app = typer.Typer()
