"""Statements that nobody sits before: from an argument, a file or a pipe."""

from __future__ import annotations

from kg.errors import PaperKGError
from queries.console.session import Session
from queries.console.statements import Statement, statements


def run_script(session: Session, text: str, *, at_end: bool = False) -> int:
    """Run the statements of a text one after another; gives the exit status, 0 where none failed.

    The first that fails ends it; with `at_end` the others are run still. Each failure is said on standard error.
    """
    status = 0
    found = statements(text)
    while not session.leaving:
        try:
            statement = next(found, None)
        except PaperKGError as error:  # a text that does not end: nothing can follow
            session.complain(error, Statement(text, 1))
            return status or error.status
        if statement is None:
            return status
        try:
            session.run(statement)
        except PaperKGError as error:
            session.complain(error, statement)
            status = status or error.status
            if not at_end or error.status == 130:
                return error.status
    return status
