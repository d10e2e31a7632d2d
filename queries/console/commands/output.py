"""How answers are printed, and where."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import PaperKGError
from queries.console.commands import command
from queries.console.screen import FORMATS, note

if TYPE_CHECKING:
    from queries.console.session import Session


@command(":format", "[NAME]", f"print rows as one of {', '.join(FORMATS)}", "format")
def format_(session: Session, argument: str) -> None:
    if argument:
        session.set_format(argument)
    else:
        session.screen.write(f"{session.format}\n")


@command(":out", "[FILE]", "append answers to a file; without FILE, print them again", "file")
def out(session: Session, argument: str) -> None:
    session.screen.send_to(Path(argument) if argument else None)
    if argument:
        note(f"answers go to {argument}; :out prints them again")


@command(":timing", "[on|off]", "say how many rows there were, and how long they took")
def timing(session: Session, argument: str) -> None:
    if argument not in ("", "on", "off"):
        raise PaperKGError(f"{argument}: write :timing on or :timing off")
    session.timing = argument == "on" if argument else not session.timing
    note(f"timing is {'on' if session.timing else 'off'}")


@command(":clear", "", "clear the screen")
def clear(session: Session, argument: str) -> None:
    if sys.stdout.isatty():
        session.screen.write("\x1b[2J\x1b[3J\x1b[H")
