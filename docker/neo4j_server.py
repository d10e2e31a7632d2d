"""A real Neo4j 5 without Docker: the jars come from Maven Central once, the server runs on loopback.

    python docker/neo4j_server.py [FOLDER] [--port 7687]     starts one, prints the variables to set, stops on Ctrl-C

FOLDER keeps its data; without, a temporary folder does. Needs Java 17 or 21, and Maven for the first start. The
password is NEO4J_PASSWORD, else made up and printed.
"""

from __future__ import annotations

import argparse
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType, TracebackType

PORT = 7687

_POM = Path(__file__).with_name("pom.xml")
_OPENED = ("java.nio", "java.io", "sun.nio.ch", "java.lang")
_SECONDS = 300  # how long a start may take, on a machine with much to do
_SETTINGS = {
    "server.http.enabled": "false",
    "server.https.enabled": "false",
    "dbms.usage_report.enabled": "false",
    "server.memory.pagecache.size": "256m",
    "dbms.security.allow_csv_import_from_file_urls": "false",  # a question is not to read the files of this machine
}


class NotPossible(Exception):
    """This machine cannot run the server; says what is missing."""


def jars() -> Path:
    """The folder of the server's jars, filled by Maven the first time; the bulk importer is among them."""
    if shutil.which("java") is None:
        raise NotPossible("java is not installed (Java 17 or 21 is needed)")
    caches = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    folder = caches / "paperkg" / f"neo4j-{version()}"
    if not folder.exists():
        maven = shutil.which("mvn")
        if maven is None:
            raise NotPossible("mvn is not installed (Maven fetches the server's jars)")
        folder.parent.mkdir(parents=True, exist_ok=True)
        print("Fetching Neo4j from Maven Central (once, 123 MB) ...", file=sys.stderr)
        with tempfile.TemporaryDirectory(dir=folder.parent) as fetched:
            command = [maven, "-q", "-B", "-f", str(_POM), "dependency:copy-dependencies"]
            command += [f"-DoutputDirectory={fetched}/lib", "-DincludeScope=runtime"]
            if subprocess.run(command, stdout=sys.stderr, check=False).returncode:
                raise NotPossible("mvn could not fetch the server's jars")
            if not folder.exists():
                Path(fetched, "lib").rename(folder)
    return folder


def version() -> str:
    """The version of Neo4j that pom.xml pins."""
    return _POM.read_text(encoding="utf-8").split("<version>")[2].split("<")[0]


def java(main: str, arguments: Sequence[str], *options: str) -> list[str]:
    """The command that runs a class of the jars."""
    opened = [f"--add-opens=java.base/{package}=ALL-UNNAMED" for package in _OPENED]
    exported = "--add-exports=java.base/jdk.internal.misc=ALL-UNNAMED"
    return ["java", "-cp", str(jars() / "*"), *options, *opened, exported, main, *arguments]


class LocalServer:
    """A server on loopback with its data under `home`: started by a `with` block, or by `start` and `stop`.

    Port 0 is any that is free, `settings` are lines of neo4j.conf, `options` go to Java. Raises NotPossible where it
    cannot be started.
    """

    user = "neo4j"

    def __init__(
        self,
        home: Path,
        password: str | None = None,
        port: int = 0,
        settings: Mapping[str, str] = MappingProxyType({}),
        options: Sequence[str] = (),
    ) -> None:
        self.home = home
        self.password = password or secrets.token_urlsafe(12)
        self.settings = settings
        self.options = options
        self._port = port or _free_port()
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def uri(self) -> str:
        return f"bolt://127.0.0.1:{self._port}"

    def start(self, settings: Mapping[str, str] = MappingProxyType({})) -> None:
        """Start it and wait until it answers; `settings` hold for this start only."""
        if _answers(self._port):
            raise NotPossible(f"port {self._port} is in use: is a server running already?")
        self.configure(settings)
        log = self.home / "logs" / "neo4j.log"
        log.unlink(missing_ok=True)
        folders = [f"--home-dir={self.home}", f"--config-dir={self.home / 'conf'}"]
        command = java("org.neo4j.server.CommunityEntryPoint", folders, "-Xmx1g", *self.options)
        # A session of its own, so that Ctrl-C reaches this process alone, which then stops the server.
        self._process = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        )
        try:
            self._await_start(log)
            self.log_in()
        except BaseException:
            self.kill()
            raise

    def log_in(self) -> None:
        """Change the first password, which the server demands; data of an earlier start has one already.

        Raises NotPossible where that is another one.
        """
        from neo4j import GraphDatabase
        from neo4j.exceptions import AuthError

        try:
            with (
                GraphDatabase.driver(self.uri, auth=(self.user, "neo4j")) as driver,
                driver.session(database="system") as session,
            ):
                session.run("ALTER CURRENT USER SET PASSWORD FROM 'neo4j' TO $new", new=self.password).consume()
        except AuthError:
            try:
                with GraphDatabase.driver(self.uri, auth=(self.user, self.password)) as driver:
                    driver.verify_connectivity()
            except AuthError:
                raise NotPossible(f"{self.home} has another password; set it as NEO4J_PASSWORD") from None

    def stop(self) -> None:
        """Stop it as an operator does."""
        if self._process is not None:
            self._process.terminate()
            try:
                self._process.wait(60)
            except subprocess.TimeoutExpired:
                self.kill()

    def kill(self) -> None:
        """End it at once, by SIGKILL."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()

    def wait(self) -> None:
        """Wait until it ends by itself."""
        if self._process is not None:
            self._process.wait()

    def __enter__(self) -> LocalServer:
        self.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.stop()

    def configure(self, settings: Mapping[str, str] = MappingProxyType({})) -> None:
        """Write neo4j.conf, for the importer, too; `start` does it, and tells what `settings` are."""
        (self.home / "conf").mkdir(parents=True, exist_ok=True)
        lines = [f"server.bolt.listen_address=127.0.0.1:{self._port}"]
        lines += [f"{name}={value}" for name, value in {**_SETTINGS, **self.settings, **settings}.items()]
        (self.home / "conf" / "neo4j.conf").write_text("\n".join(lines) + "\n", encoding="utf-8")

    def _await_start(self, log: Path) -> None:
        assert self._process is not None
        until = time.monotonic() + _SECONDS
        while time.monotonic() < until and self._process.poll() is None:
            if log.exists() and "Started." in log.read_text(encoding="utf-8", errors="replace"):
                return
            time.sleep(0.2)
        raise NotPossible(f"the server did not start; see {log}")


def _answers(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def main() -> None:
    """Run one until Ctrl-C."""
    parser = argparse.ArgumentParser(description="Run a Neo4j server on this machine until Ctrl-C.")
    parser.add_argument("folder", type=Path, nargs="?", help="keeps the data; a temporary folder if not said")
    parser.add_argument("--port", type=int, default=PORT, help=f"{PORT} if not said, 0 for any that is free")
    options = parser.parse_args()
    given = os.environ.get("NEO4J_PASSWORD")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    with tempfile.TemporaryDirectory(prefix="neo4j-") as temporary:
        try:
            with LocalServer((options.folder or Path(temporary)).resolve(), given, options.port) as server:
                print(f"export NEO4J_URI={server.uri}")
                print(f"export NEO4J_USERNAME={server.user}")
                print("# NEO4J_PASSWORD as you have set it" if given else f"export NEO4J_PASSWORD={server.password}")
                sys.stdout.flush()
                print("Neo4j runs until Ctrl-C; set these in the shell that is to use it.", file=sys.stderr, flush=True)
                server.wait()
        except NotPossible as error:
            sys.exit(f"neo4j_server: {error}")
        except KeyboardInterrupt:
            pass


if __name__ == "__main__":
    main()
