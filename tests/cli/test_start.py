"""What a command loads before it does anything: only what it needs."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from importlib import import_module
from importlib.metadata import version
from pathlib import Path

import pytest
import typer

from kg.cli import ROOMS, commands, main
from kg.demo import sample_files
from tests.queries import rivers


def test_every_command_is_found_in_the_module_that_is_imported_for_it() -> None:
    all_ = typer.main.get_command(commands())
    assert isinstance(all_, typer.core.TyperGroup)
    assert list(all_.commands) == [word for words in ROOMS.values() for word in words]
    for room, words in ROOMS.items():
        own = typer.main.get_group(import_module(f"kg.cli.{room}").app)
        assert set(own.commands) == set(words)


def test_the_version_is_said(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "argv", ["kg", "--version"])
    with pytest.raises(SystemExit) as end:
        main()
    assert (end.value.code, capsys.readouterr().out) == (0, f"paperkg {version('paperkg')}\n")


def test_a_question_loads_nothing_heavy(tmp_path: Path) -> None:
    rivers.library(tmp_path / "papers.kg").close()
    code = """
import sys
from kg.cli import main
try:
    main()
finally:
    heavy = "spacy numpy networkx pyvis pandas pyarrow rapidfuzz neo4j asyncio rich tomllib".split()
    print([m for m in (*heavy, "kg.cli.loading", "loaders.sources", "kg.projection") if m in sys.modules])
"""
    ask = [sys.executable, "-c", code, "ask", "what uses Rill", "--format", "jsonl"]
    for _ in range(2):  # the first makes the graph
        done = subprocess.run(ask, cwd=tmp_path, capture_output=True, encoding="utf-8")
    assert (done.returncode, done.stdout.splitlines()[-1]) == (0, "[]"), done.stderr


def test_asyncio_is_there_for_everybody_else() -> None:
    import kg.graphs.engine

    assert sys.modules["asyncio"] is asyncio
    assert kg.graphs.engine.ladybug.AsyncConnection


@pytest.mark.skipif(os.name == "nt", reason="pipes end otherwise on Windows")
@pytest.mark.parametrize("command", [["questions"], ["--help"], ["extract", str(sample_files()[0])]], ids=" ".join)
def test_a_reader_that_leaves_is_no_failure(command: list[str]) -> None:
    reading, writing = os.pipe()
    os.close(reading)  # nobody reads
    with os.fdopen(writing, "wb") as nowhere:
        done = subprocess.run([sys.executable, "-m", "kg", *command], stdout=nowhere, stderr=subprocess.PIPE)
    assert (done.returncode, done.stderr) == (0, b"")
