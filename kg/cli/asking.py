"""ask, query, questions and cypher: what is asked of the graph."""

from __future__ import annotations

import typer

app = typer.Typer()
