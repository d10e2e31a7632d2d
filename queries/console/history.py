"""What was typed, kept across runs: whole entries of several lines, never one that holds a password."""

from __future__ import annotations

import os
import re
from pathlib import Path

from prompt_toolkit.history import FileHistory

_SECRET = re.compile(
    r"passw(?:or)?d|passphrase|secret|credential|api_?key|access_?token|\bauth\b|://[^/\s:@]*:[^/\s@]+@", re.IGNORECASE
)


def history_file() -> Path:
    """Where it is kept: $KG_HISTORY, else in the user's folder for such things."""
    if named := os.environ.get("KG_HISTORY"):
        return Path(named)
    state = os.environ.get("XDG_STATE_HOME")
    return (Path(state) if state else Path.home() / ".local" / "state") / "paperkg" / "history"


def is_secret(text: str) -> bool:
    """Whether a text may hold a password."""
    return _SECRET.search(text) is not None


class History(FileHistory):
    """A file that only its owner may read. Where it cannot be written to, nothing is kept, and nothing is said."""

    def __init__(self, path: Path) -> None:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.touch(mode=0o600)
        except OSError:
            path = Path(os.devnull)
        super().__init__(str(path))

    def append_string(self, string: str) -> None:
        """Keep an entry, unless it may hold a password."""
        if string.strip() and not is_secret(string):
            super().append_string(string)

    def store_string(self, string: str) -> None:
        """Write an entry to the file."""
        try:
            super().store_string(string)
        except OSError:
            return
