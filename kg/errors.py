"""Errors a user can cause: the command line prints their one line and exits with their status; no other may escape."""

from __future__ import annotations


class PaperKGError(Exception):
    """Wrong usage or bad input: one line that says what, where and what to do. Exit status 2."""

    status: int = 2


class NothingFound(PaperKGError):
    """The question was understood, or nearly; there is no answer. Exit status 1."""

    status: int = 1


class QueryError(PaperKGError):
    """A query that is wrong or refused; `at` is the offset in it that is meant, None where that is not known."""

    def __init__(self, message: str, at: int | None = None) -> None:
        super().__init__(message)
        self.at = at
