"""show, why, merge and split: which names are one concept."""

from __future__ import annotations

import typer

app = typer.Typer()
