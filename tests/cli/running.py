"""Runs `kg` as a user does: the whole command, its exit status, and what it printed where."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from kg.cli import main


@dataclass(frozen=True)
class Ran:
    """An ended command."""

    status: int
    out: str
    err: str

    @property
    def said(self) -> list[str]:
        """The lines on standard error. No command may ever end in a traceback."""
        assert "Traceback" not in self.err, self.err
        return self.err.splitlines()


def kg(*arguments: str | Path, cwd: Path, environment: dict[str, str] | None = None, **how: Any) -> Ran:
    """Run one command in a process of its own; `how` goes to subprocess.run."""
    ran = subprocess.run(
        [sys.executable, "-m", "kg", *map(str, arguments)],
        cwd=cwd,
        capture_output=True,
        env={**os.environ, "PYTHONUTF8": "1", **(environment or {})},
        **how,
    )
    return Ran(ran.returncode, ran.stdout.decode("utf-8"), ran.stderr.decode("utf-8"))


class Here:
    """Runs commands in this process, which has loaded already what takes seconds to load."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
        monkeypatch.chdir(folder)
        monkeypatch.delenv("KG_LIBRARY", raising=False)
        self._monkeypatch = monkeypatch
        self._capfd = capfd

    def __call__(self, *arguments: str | Path) -> Ran:
        self._monkeypatch.setattr(sys, "argv", ["kg", *map(str, arguments)])
        self._capfd.readouterr()
        status = 0
        try:
            main()
        except SystemExit as end:
            status = end.code if isinstance(end.code, int) else int(end.code is not None)
        return Ran(status, *self._capfd.readouterr())
