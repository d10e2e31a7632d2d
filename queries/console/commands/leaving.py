"""Help, files of statements, what was typed before, and the way out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import PaperKGError
from kg.records import Table
from kg.tables import safe
from queries.console.commands import COMMANDS, command
from queries.console.scripts import run_script

if TYPE_CHECKING:
    from queries.console.session import Session

_DEEPEST = 10  # files that run one another
_STATEMENTS = """\
A statement ends with ; and may take several lines. Ctrl-D leaves.
Ctrl-C drops what is typed, or stops what runs.
Tab completes; the right arrow takes what is suggested from the history.
Ctrl-R searches the history. F4 changes to vi keys and back (always: KG_KEYS=vi).
"""


@command(":help", "[COMMAND]", "say what the commands do", "command")
def help_(session: Session, argument: str) -> None:
    if not argument:
        session.screen.write(_STATEMENTS)
        session.listing(
            Table(("command", "what it does"), [(f"{c.name} {c.takes}", c.does) for c in COMMANDS.values()])
        )
        return
    if argument == "functions":
        session.show(Table(("function",), [(name,) for name in sorted(session.vocabulary.functions, key=str.lower)]))
        return
    found = COMMANDS.get(":" + argument.removeprefix(":").lower())
    if found is None:
        from kg.graphs.dialect.complaints import meant

        raise PaperKGError(f"no command is called {argument}{meant(':' + argument.removeprefix(':'), COMMANDS)}")
    session.screen.write(f"{found.name} {found.takes}\n  {found.does}\n")


@command(":source", "FILE", "run the statements of a file", "file")
def source(session: Session, argument: str) -> None:
    path = Path(argument)
    if not argument:
        raise PaperKGError(":source needs a file")
    if len(session.sourced) >= _DEEPEST:
        raise PaperKGError(f"{path}: files run one another {_DEEPEST} deep; one of them runs itself")
    text = read(path)
    session.sourced.append(path)
    try:
        status = run_script(session, text)
    finally:
        session.sourced.pop()
    if status:
        failed = PaperKGError(f"{path}: stopped at the statement that failed")
        failed.status = status
        raise failed


def read(path: Path) -> str:
    """The text of a file of statements. Raises PaperKGError where it cannot be read."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise PaperKGError(f"{path}: not UTF-8 text") from None
    except OSError as error:
        raise PaperKGError(f"{path}: cannot be read: {error.strerror or error}") from None


@command(":history", "[WORD]", "what was typed before, the last at the end")
def history(session: Session, argument: str) -> None:
    found = [entry for entry in session.history if argument.lower() in entry.lower()]
    lines = [line for entry in found for line in entry.splitlines()]
    session.screen.write("".join(f"{safe(line)}\n" for line in lines))


@command(":exit", "", "leave")
def exit_(session: Session, argument: str) -> None:
    session.leaving = True


@command(":quit", "", "leave")
def quit_(session: Session, argument: str) -> None:
    session.leaving = True
