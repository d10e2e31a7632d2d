"""The console's own commands: each a function, registered under its name with a colon before it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.errors import PaperKGError

if TYPE_CHECKING:
    from queries.console.session import Session

Action = Callable[["Session", str], None]


@dataclass(frozen=True, slots=True)
class Command:
    """A command: what it takes, what it does, and what its argument is completed from.

    `completes` is one of file, format, question, name, command, and "" for nothing.
    """

    name: str
    takes: str
    does: str
    action: Action
    completes: str


COMMANDS: dict[str, Command] = {}


def command(name: str, takes: str, does: str, completes: str = "") -> Callable[[Action], Action]:
    """Registers the function that follows."""

    def register(action: Action) -> Action:
        COMMANDS[name] = Command(name, takes, does, action, completes)
        return action

    return register


def run(session: Session, text: str) -> None:
    """Run a command line such as ":param x => 1" or "help"; the colon may be missing.

    Raises PaperKGError, with the nearest names, for one there is not.
    """
    name, _, argument = f":{text.removeprefix(':')}".partition(" ")
    found = COMMANDS.get(name.lower())
    if found is None:
        from kg.graphs.dialect.complaints import meant

        raise PaperKGError(f"no command is called {name}{meant(name, COMMANDS)}; all: :help")
    found.action(session, argument.strip())


from queries.console.commands import asking, graphs, leaving, output, parameters  # noqa: E402, F401
