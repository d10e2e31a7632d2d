"""Who is told what a build does."""

from __future__ import annotations

from kg.records import Problem


class Watcher:
    """Told of notes, problems and progress; this one keeps silent, subclasses show them."""

    def note(self, text: str) -> None:
        """Something worth a line: who is waited for, why papers are read again."""

    def problem(self, problem: Problem) -> None:
        """Something was skipped."""

    def progress(self, doing: str, done: int, of: int | None) -> None:
        """`done` papers are done, of a total that may not be known yet."""
