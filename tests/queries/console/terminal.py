"""A console on a pseudo-terminal, as somebody at a keyboard has it."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path
from typing import Any

import pexpect

ESCAPES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]|\x1b[=>]|\r")
INTERRUPT, END = "\x03", "\x04"
READY = r"\x1b\[\?2004h"  # bracketed paste is switched on when a prompt is read, and only then


_OTHERS = ("KG_", "NEO4J_", "PAGER", "COLUMNS", "LINES")  # what whoever runs the tests has set for themselves


class Terminal:
    """`kg cypher` in a folder. `screen` is what came since the last prompt, without what steers a terminal."""

    def __init__(
        self, folder: Path, *arguments: str, environment: dict[str, str] | None = None, columns: int = 100
    ) -> None:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(_OTHERS)}
        ours = {"TERM": "xterm", "PROMPT_TOOLKIT_NO_CPR": "1", "KG_HISTORY": str(folder / "history"), "PYTHONUTF8": "1"}
        self._process: Any = pexpect.spawn(
            sys.executable,
            ["-m", "kg", "cypher", *arguments],
            cwd=folder,
            env={**kept, **ours, "NO_COLOR": "1", **(environment or {})},
            dimensions=(24, columns),
            encoding="utf-8",
            timeout=30,
        )
        self.raw = ""
        self.ready()

    def ready(self) -> str:
        """Wait for the prompt; what came before it."""
        self._process.expect(READY)
        self.raw = self._process.before
        return self.screen

    @property
    def screen(self) -> str:
        return ESCAPES.sub("", self.raw)

    def type(self, text: str) -> None:
        """Press keys."""
        self._process.send(text)

    def see(self, text: str) -> None:
        """Wait until a text is on the screen; a blank that is there already is stepped over, not written."""
        self._process.expect(r"(?: |\x1b\[\d*C)+".join(map(re.escape, text.split(" "))))

    def enter(self, text: str) -> str:
        """Type a text and the enter key; what comes until the next prompt."""
        self.type(text + "\r")
        return self.ready()

    def paste(self, text: str) -> None:
        """Paste a text, as a terminal with bracketed paste does."""
        self.type(f"\x1b[200~{text}\x1b[201~")

    def leave(self, keys: str = END) -> int:
        """Type what leaves; the exit status."""
        self.type(keys)
        self._process.expect(pexpect.EOF)
        self.raw = self._process.before
        self._process.close()
        return int(self._process.exitstatus)
