"""A real Neo4j 5 without Docker: the jars come from Maven Central once, the server runs on loopback.

    python docker/neo4j_server.py [FOLDER]     starts one, prints the variables to set, stops on Ctrl-C

FOLDER keeps its data; without, a temporary folder does. Needs Java 17 or 21, and Maven for the first start. The
password is NEO4J_PASSWORD, else made up and printed.
"""

from __future__ import annotations

import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

_POM = Path(__file__).with_name("pom.xml")
_OPENED = ("java.nio", "java.io", "sun.nio.ch", "java.lang")
_SECONDS = 120  # how long a start may take


class NotPossible(Exception):
    """This machine cannot run the server; says what is missing."""


@dataclass(frozen=True)
class Running:
    """A server that answers at `uri`."""

    uri: str
    password: str = field(repr=False)
    process: subprocess.Popen[bytes]
    user: str = "neo4j"


def jars() -> Path:
    """The folder of the server's jars, filled by Maven the first time."""
    if shutil.which("java") is None:
        raise NotPossible("java is not installed (Java 17 or 21 is needed)")
    caches = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    version = _POM.read_text(encoding="utf-8").split("<version>")[2].split("<")[0]
    folder = caches / "paperkg" / f"neo4j-{version}"
    if not folder.exists():
        maven = shutil.which("mvn")
        if maven is None:
            raise NotPossible("mvn is not installed (Maven fetches the server's jars)")
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder.parent) as fetched:
            command = [maven, "-q", "-B", "-f", str(_POM), "dependency:copy-dependencies"]
            command += [f"-DoutputDirectory={fetched}/lib", "-DincludeScope=runtime"]
            if subprocess.run(command, stdout=sys.stderr, check=False).returncode:
                raise NotPossible("mvn could not fetch the server's jars")
            if not folder.exists():
                Path(fetched, "lib").rename(folder)
    return folder


@contextmanager
def running(home: Path, password: str | None = None, port: int = 0) -> Iterator[Running]:
    """A server with its data under `home`, stopped at the end; port 0 is any that is free."""
    lib = jars()
    port = port or _free_port()
    password = password or secrets.token_urlsafe(12)
    (home / "conf").mkdir(parents=True, exist_ok=True)
    settings = {
        "server.bolt.listen_address": f"127.0.0.1:{port}",
        "server.http.enabled": "false",
        "server.https.enabled": "false",
        "dbms.usage_report.enabled": "false",
        "server.memory.pagecache.size": "256m",
    }
    lines = "".join(f"{name}={value}\n" for name, value in settings.items())
    (home / "conf" / "neo4j.conf").write_text(lines, encoding="utf-8")
    log = home / "logs" / "neo4j.log"
    log.unlink(missing_ok=True)
    command = ["java", "-cp", str(lib / "*"), "-Xmx1g", "-XX:+UseG1GC"]
    command += [f"--add-opens=java.base/{package}=ALL-UNNAMED" for package in _OPENED]
    command += ["--add-exports=java.base/jdk.internal.misc=ALL-UNNAMED", "org.neo4j.server.CommunityEntryPoint"]
    command += [f"--home-dir={home}", f"--config-dir={home / 'conf'}"]
    # A group of its own, so that Ctrl-C reaches this process alone, which then stops the server.
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
    try:
        _await_start(process, log)
        server = Running(f"bolt://127.0.0.1:{port}", password, process)
        _set_password(server)
        yield server
    finally:
        process.terminate()
        try:
            process.wait(60)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _await_start(process: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + _SECONDS
    while time.monotonic() < until and process.poll() is None:
        text = log.read_text(encoding="utf-8", errors="replace") if log.exists() else ""
        if "Started." in text:
            return
        time.sleep(0.2)
    raise NotPossible(f"the server did not start; see {log}")


def _set_password(server: Running) -> None:
    """Change the first password, which the server demands; with data of an earlier start it is changed already."""
    from neo4j import GraphDatabase
    from neo4j.exceptions import AuthError

    try:
        with (
            GraphDatabase.driver(server.uri, auth=("neo4j", "neo4j")) as driver,
            driver.session(database="system") as s,
        ):
            s.run("ALTER CURRENT USER SET PASSWORD FROM 'neo4j' TO $new", new=server.password).consume()
    except AuthError:
        pass


def main() -> None:
    """Run one until Ctrl-C."""
    with tempfile.TemporaryDirectory(prefix="neo4j-") as temporary:
        home = Path(sys.argv[1]).resolve() if len(sys.argv) > 1 else Path(temporary)
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
        try:
            with running(home, os.environ.get("NEO4J_PASSWORD"), 7687) as server:
                print(f"export NEO4J_URI={server.uri} NEO4J_USERNAME={server.user} NEO4J_PASSWORD={server.password}")
                print("the server runs until Ctrl-C", file=sys.stderr, flush=True)
                server.process.wait()
        except NotPossible as error:
            sys.exit(f"neo4j_server: {error}")
        except KeyboardInterrupt:
            pass


if __name__ == "__main__":
    main()
