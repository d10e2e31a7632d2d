"""docker/: the server without Docker is run; of what needs Docker, what must not be forgotten is there."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from kg.errors import PaperKGError
from kg.graphs.neo4j import open_server
from tests.conftest import QUICK, launcher

ROOT = Path(__file__).parents[1]
LAUNCHER = ROOT / "docker" / "neo4j_server.py"


@pytest.mark.skipif(os.name == "nt", reason="no SIGINT to one process on Windows")
@pytest.mark.usefixtures("local_neo4j")  # where that one cannot run, this one cannot
def test_the_launcher_prints_three_variables_and_stops_its_server(tmp_path: Path) -> None:
    """What `make neo4j` runs."""
    given = {name: value for name, value in os.environ.items() if not name.startswith("NEO4J_")}
    given["JAVA_TOOL_OPTIONS"] = " ".join(QUICK)
    command = [sys.executable, str(LAUNCHER), str(tmp_path / "data"), "--port", "0"]
    with subprocess.Popen(command, env=given, stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        lines = [running.stdout.readline() for _ in range(3)]
        said = dict(re.findall(r"^export (\w+)=(\S+)$", "".join(lines), re.MULTILINE))
        assert list(said) == ["NEO4J_URI", "NEO4J_USERNAME", "NEO4J_PASSWORD"]
        assert said["NEO4J_URI"].startswith("bolt://127.0.0.1:") and len(said["NEO4J_PASSWORD"]) >= 12
        with open_server(*said.values()) as graph:
            assert graph.run("MATCH (n) RETURN count(n) AS n").rows == [(0,)]
        running.send_signal(signal.SIGINT)
        assert running.wait(60) == 0
    with pytest.raises(PaperKGError, match="no server answers"):
        open_server(*said.values())


def test_a_folder_keeps_its_password_and_a_port_its_server(local_neo4j: launcher.LocalServer, tmp_path: Path) -> None:
    port = local_neo4j.uri.rpartition(":")[2]
    with pytest.raises(launcher.NotPossible, match="has another password; set it as NEO4J_PASSWORD"):
        launcher.LocalServer(local_neo4j.home, "another password", int(port)).log_in()
    command = [sys.executable, str(LAUNCHER), str(tmp_path / "data"), "--port", port]
    again = subprocess.run(command, capture_output=True, text=True)
    assert (again.returncode, again.stdout) == (1, "")
    assert again.stderr == f"neo4j_server: port {port} is in use: is a server running already?\n"


def test_without_java_tests_fail_in_continuous_integration_and_are_skipped_elsewhere(tmp_path: Path) -> None:
    test = "tests/kg/graphs/test_neo4j_push.py::test_batches_and_progress"
    command = [sys.executable, "-m", "pytest", "-q", "-rs", "-p", "no:cacheprovider", test]
    bare = {"PATH": str(tmp_path), "HOME": str(tmp_path)}
    for variables, status, says in (({**bare, "CI": "true"}, 1, "Failed: "), (bare, 0, "SKIPPED [1]")):
        ran = subprocess.run(command, cwd=ROOT, env=variables, capture_output=True, text=True)
        assert ran.returncode == status, ran.stdout + ran.stderr
        assert says in ran.stdout and "no Neo4j to test against: " in ran.stdout
    assert "export CI=true" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


def test_compose_pins_the_server_and_has_no_default_password() -> None:
    compose = (ROOT / "docker" / "compose.yaml").read_text(encoding="utf-8")
    assert f"image: neo4j:{launcher.version()}-community" in compose
    passwords = re.findall(r"\$\{NEO4J_PASSWORD[^}]*\}", compose)
    assert passwords and all(password.startswith("${NEO4J_PASSWORD:?") for password in passwords)
    assert not re.search(r"-p |--password", compose)
    ports = re.findall(r'- "([^"]+:\d+:\d+)"', compose)
    assert ports and all(port.startswith("127.0.0.1:") for port in ports)
    for needed in ("healthcheck:", "condition: service_healthy", "neo4j-data:/data", "restart:"):
        assert needed in compose


def test_the_image_gets_all_that_the_package_is_made_of() -> None:
    copied = set(re.findall(r"^COPY (.+) \S+$", (ROOT / "docker" / "Dockerfile").read_text(encoding="utf-8"), re.M))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    needed = {*project["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"], "pyproject.toml"}
    needed |= {project["project"]["readme"], *project["project"]["license-files"]}
    assert needed <= {name for line in copied for name in line.split()}
    kept = (ROOT / "docker" / "Dockerfile.dockerignore").read_text(encoding="utf-8").splitlines()
    assert needed <= {line.removeprefix("!") for line in kept if line.startswith("!")}
