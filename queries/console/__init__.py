"""The Cypher console: statements and commands from a terminal, a file or a pipe, run on either engine.

prompt_toolkit, Pygments and rich are imported when somebody sits at a terminal, never for a script.
"""

from __future__ import annotations

from queries.console.places import Places
from queries.console.scripts import run_script
from queries.console.session import Session
from queries.console.statements import Statement, statements

__all__ = ["Places", "Session", "Statement", "run_script", "statements"]
