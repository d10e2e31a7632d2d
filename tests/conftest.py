"""What tests of several rooms share: a real Neo4j server, and a demo that has run."""

from __future__ import annotations

import importlib.util
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kg.graphs.neo4j import Server, open_server

if TYPE_CHECKING:
    from docker import neo4j_server as launcher
else:  # no package: a script that users run, too
    _FILE = Path(__file__).parents[1] / "docker" / "neo4j_server.py"
    _SPEC = importlib.util.spec_from_file_location("neo4j_server", _FILE)
    launcher = sys.modules["neo4j_server"] = importlib.util.module_from_spec(_SPEC)
    _SPEC.loader.exec_module(launcher)


#: For Java: little is asked of a test's server, so code that is compiled well does not pay.
QUICK = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")


@pytest.fixture(scope="session", autouse=True)
def _heard() -> None:
    """A shell has what it runs in the background ignore Ctrl-C, and so would every process that a test starts."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session")
def local_neo4j(tmp_path_factory: pytest.TempPathFactory) -> Iterator[launcher.LocalServer]:
    """A server of our own on loopback, which a test may stop, kill and start again; it knows TLS, too."""
    home = tmp_path_factory.mktemp("neo4j")
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # so that who stops the tests stops the server, too
    try:
        with launcher.LocalServer(home, settings=_tls(home / "certificates"), options=QUICK) as server:
            yield server
    except launcher.NotPossible as reason:
        if os.environ.get("CI") == "true":
            pytest.fail(f"no Neo4j to test against: {reason}")
        pytest.skip(f"no Neo4j to test against: {reason}")


@pytest.fixture(scope="session")
def neo4j_server(request: pytest.FixtureRequest) -> Server:
    """The server that NEO4J_URI names, else one of our own; its nodes come and go with tests."""
    if os.environ.get("NEO4J_URI"):
        server = Server.from_environment()
        with open_server(server.uri, server.user, server.password, server.database) as graph:
            if graph.run("MATCH (n) RETURN n LIMIT 1").rows:
                pytest.fail(f"{server.uri} has nodes: the tests want a database that is empty, and empty it again")
        return server
    local = request.getfixturevalue("local_neo4j")
    return Server(local.uri, local.user, local.password)


def _tls(folder: Path) -> dict[str, str]:
    """Settings for TLS beside plain connections, with a certificate that nobody has signed."""
    if shutil.which("openssl") is None:
        raise launcher.NotPossible("openssl is not installed (it makes the certificate for TLS)")
    folder.mkdir()
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"]
    command += ["-keyout", str(folder / "private.key"), "-out", str(folder / "public.crt")]
    subprocess.run(command, check=True, capture_output=True)
    return {
        "server.bolt.tls_level": "OPTIONAL",
        "dbms.ssl.policy.bolt.enabled": "true",
        "dbms.ssl.policy.bolt.base_directory": str(folder),
        "dbms.ssl.policy.bolt.client_auth": "NONE",
    }


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
