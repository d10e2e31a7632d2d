"""A real Neo4j server that is killed, read-only, filled by the bulk importer, behind TLS, or out of disk."""

from __future__ import annotations

import os
import subprocess
import threading
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

from kg.errors import PaperKGError
from kg.graphs import bulk, pushing
from kg.graphs.counting import counts
from kg.graphs.embedded import open_graph
from kg.graphs.neo4j import Server, open_server, push
from kg.library import Store
from kg.projection import Node, Projection, checked, project
from kg.records import Extraction, Paper
from queries.server_names import ServerNames, keyed
from tests.conftest import launcher
from tests.kg import made_up
from tests.kg.graphs.contents import of_graph, of_projection


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return made_up.library(tmp_path / "papers.kg")


@pytest.fixture
def server(local_neo4j: launcher.LocalServer) -> Iterator[Server]:
    server = Server(local_neo4j.uri, local_neo4j.user, local_neo4j.password)
    yield server
    push(server, checked([], []))


def assert_holds(server: Server, projection: Projection) -> None:
    with open_server(server.uri, server.user, server.password) as graph:
        assert of_graph(graph) == of_projection(projection)


def test_a_push_whose_server_was_killed_is_finished_by_the_next(
    local_neo4j: launcher.LocalServer, server: Server, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pushing, "_BATCH", 4)
    projection = project(store)
    restart = threading.Thread(target=local_neo4j.start)

    def kill(done: int, total: int) -> None:
        if done > total // 2 and not restart.ident:
            local_neo4j.kill()
            restart.start()

    with suppress(PaperKGError):  # none, where the server is up again before the driver gives in
        push(server, projection, kill)
    restart.join()
    push(server, projection)
    assert_holds(server, projection)
    assert not push(server, projection)


@dataclass(frozen=True)
class SmallDisk:
    """A folder, which is a file system of 16 MB where one could be mounted."""

    folder: Path
    is_mounted: bool


@pytest.fixture(scope="module")
def small_disk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SmallDisk]:
    folder = tmp_path_factory.mktemp("disk")
    mount = ["mount", "-t", "tmpfs", "-o", "size=16m", "tmpfs", str(folder)]
    is_mounted = os.name != "nt" and not subprocess.run(mount, capture_output=True).returncode
    yield SmallDisk(folder, is_mounted)
    if is_mounted:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


@pytest.fixture(scope="module")
def imported_store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return made_up.library(tmp_path_factory.mktemp("imported") / "papers.kg")


@pytest.fixture(scope="module")
def imported(
    local_neo4j: launcher.LocalServer,
    imported_store: Store,
    small_disk: SmallDisk,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[launcher.LocalServer]:
    """A server that the real importer has filled, as the export's own words say; not yet started."""
    home, folder = tmp_path_factory.mktemp("home"), tmp_path_factory.mktemp("export") / "csv files"
    settings = {"server.directories.transaction.logs.root": str(small_disk.folder), "db.tx_log.preallocate": "false"}
    server = launcher.LocalServer(home, settings=settings, options=local_neo4j.options)
    server.configure()
    assert bulk.export(keyed(project(imported_store)), folder) == []
    command = launcher.java(
        "org.neo4j.cli.AdminTool",
        ["database", "import", "full", "neo4j", "--overwrite-destination", f"@{bulk.ARGUMENTS}"],
        *local_neo4j.options,
    )
    environment = {**os.environ, "NEO4J_HOME": str(home), "NEO4J_CONF": str(home / "conf")}
    ran = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    yield server
    server.kill()


@pytest.fixture(scope="module")
def read_only(imported: launcher.LocalServer) -> Server:
    imported.start({"server.databases.read_only": "neo4j"})
    return Server(imported.uri, imported.user, imported.password)


@pytest.fixture(scope="module")
def writable(read_only: Server, imported: launcher.LocalServer) -> Server:
    imported.stop()
    imported.start()
    return read_only


def test_a_read_only_server_answers_what_was_imported_and_refuses_a_push(
    read_only: Server, imported_store: Store
) -> None:
    with (
        open_server(read_only.uri, read_only.user, read_only.password) as graph,
        open_graph(imported_store) as embedded,
    ):
        assert counts(graph) == counts(embedded)
    with pytest.raises(PaperKGError, match=r"is read-only; a push needs") as error:
        push(read_only, keyed(project(imported_store)))
    assert "\n" not in str(error.value)


def test_what_was_imported_is_what_a_push_gives(writable: Server, store: Store) -> None:
    projection = project(store)
    sent = push(writable, keyed(projection))
    assert not sent and sent.indexes > 0
    assert_holds(writable, projection)
    made_up.add(store, Paper(title="One more"), Extraction())
    assert [push(writable, keyed(project(store))).new for _ in range(2)] == [1, 0]
    assert_holds(writable, project(store))
    with open_server(writable.uri, writable.user, writable.password) as graph:
        assert [name.id for name in ServerNames(graph).find(["forestqa"])["forestqa"]] == ["benchmark:forestqa"]


def test_a_server_whose_disk_is_full_is_one_line(writable: Server, small_disk: SmallDisk) -> None:
    if not small_disk.is_mounted:
        pytest.skip("no right to mount a small file system")

    def book(number: int) -> Node:
        return Node("Paper", f"title:{number}", {"id": f"title:{number}", "abstract": os.urandom(5_000).hex()})

    for says in ("as when its disk is full", "has stopped after an error"):
        with pytest.raises(PaperKGError, match=says) as error:
            push(writable, checked(map(book, range(5_000)), []))
        assert "\n" not in str(error.value)


def test_an_export_for_the_importer_is_the_same_bytes_and_replaces_an_older_one(store: Store, tmp_path: Path) -> None:
    again = made_up.library(tmp_path / "again.kg", reversed(made_up.PAPERS))
    for name, library in (("one", store), ("two", again), ("one", again)):
        bulk.export(project(library), tmp_path / name)
    one, two = ({p.name: p.read_bytes() for p in (tmp_path / name).iterdir()} for name in ("one", "two"))
    assert one == two and bulk.ARGUMENTS in one


def test_tls_with_a_certificate_that_nobody_signed(server: Server, store: Store) -> None:
    push(server, project(store))
    for scheme in ("bolt+ssc", "neo4j+ssc"):
        with open_server(server.uri.replace("bolt", scheme), server.user, server.password) as graph:
            assert of_graph(graph) == of_projection(project(store))
    for scheme in ("bolt+s", "neo4j+s"):
        with pytest.raises(PaperKGError, match="certificate is not trusted") as error:
            open_server(server.uri.replace("bolt", scheme), server.user, server.password)
        assert "\n" not in str(error.value) and server.password not in str(error.value)
