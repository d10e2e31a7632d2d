"""What tests of several rooms share: a real Neo4j server, and a demo that has run."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from kg.graphs.neo4j import Server

_LAUNCHER = Path(__file__).parents[1] / "docker" / "neo4j_server.py"


@pytest.fixture(scope="session")
def neo4j_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The server that NEO4J_URI names, else one of our own on loopback; its nodes of paperkg come and go with tests."""
    if os.environ.get("NEO4J_URI"):
        yield Server.from_environment()
        return
    spec = importlib.util.spec_from_file_location("neo4j_server", _LAUNCHER)
    assert spec is not None and spec.loader is not None
    launcher = sys.modules[spec.name] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(launcher)
    try:
        with launcher.running(tmp_path_factory.mktemp("neo4j")) as running:
            yield Server(running.uri, running.user, running.password)
    except launcher.NotPossible as reason:
        if os.environ.get("CI") == "true":
            pytest.fail(f"no Neo4j to test against: {reason}")
        pytest.skip(f"no Neo4j to test against: {reason}")


@dataclass(frozen=True)
class Demo:
    """A folder in which `kg demo` has run, and what it printed."""

    folder: Path
    ran: subprocess.CompletedProcess[str]


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    """The demo, run as a user runs it, in a folder with a space in its name; `papers.kg` there is for reading only."""
    empty = tmp_path_factory.mktemp("empty")
    command = [sys.executable, "-m", "kg", "demo", "my demo"]
    ran = subprocess.run(
        command, cwd=empty, capture_output=True, encoding="utf-8", env={**os.environ, "KG_LIBRARY": "another.kg"}
    )
    return Demo(empty / "my demo", ran)
