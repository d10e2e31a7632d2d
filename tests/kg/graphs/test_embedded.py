"""The embedded engine: holds the projection, follows the library, survives kills and company."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kg.errors import PaperKGError
from kg.graphs import refreshing
from kg.graphs.embedded import EmbeddedGraph, graph_path, open_graph
from kg.library import Store
from kg.projection import project
from kg.records import Extraction, Paper, Reference
from tests.kg import made_up
from tests.kg.graphs.contents import of_graph, of_projection


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return made_up.library(tmp_path / "papers.kg")


def assert_current(store: Store) -> None:
    with open_graph(store) as graph:
        assert of_graph(graph) == of_projection(project(store))


def test_holds_the_projection(store: Store) -> None:
    assert_current(store)


def test_an_empty_library_has_an_empty_graph(tmp_path: Path) -> None:
    assert_current(Store.open(tmp_path / "none.kg", create=True))


def test_follows_the_library_by_deltas(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    open_graph(store).close()
    monkeypatch.setattr(refreshing, "MOST_SHARE", 10)
    monkeypatch.setattr(refreshing.loading, "load", None)  # a delta must do
    made_up.add(
        store, Paper(title="Not loaded", doi="10.1/stub", references=(Reference(title="New"),)), made_up.OWL_FOUND
    )
    made_up.resolve(store)
    assert_current(store)
    made_up.resolve(store, {"finch": "wren"})
    assert_current(store)
    made_up.resolve(store)
    assert_current(store)
    for paper, _ in made_up.PAPERS:
        made_up.remove(store, paper.id)
        made_up.resolve(store)
        assert_current(store)


def test_loads_anew_when_much_changed(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    open_graph(store).close()
    monkeypatch.setattr(refreshing.loading, "change", None)
    made_up.remove(store, made_up.OWL.id)
    made_up.resolve(store)
    assert_current(store)


def test_opening_an_unchanged_library_rebuilds_and_imports_nothing(store: Store) -> None:
    open_graph(store).close()
    before = graph_path(store.path).stat()
    program = (
        "import sys; from pathlib import Path; from kg.library import Store\n"
        "from kg.graphs.embedded import open_graph\n"
        f"graph = open_graph(Store.open(Path({str(store.path)!r}), readonly=True))\n"
        "assert graph.run('MATCH (n) RETURN count(n) AS n').rows[0][0] > 0\n"
        "print([m for m in ('pyarrow', 'networkx', 'numpy', 'kg.projection', 'kg.graphs.loading') if m in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
    after = graph_path(store.path).stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)


@pytest.mark.parametrize("content", [b"", b"nonsense", b"x" * 100_000, None])
def test_a_damaged_graph_file_is_made_anew(store: Store, content: bytes | None) -> None:
    open_graph(store).close()
    path = graph_path(store.path)
    path.write_bytes(path.read_bytes()[:5000] if content is None else content)
    assert_current(store)


def test_a_graph_of_another_layout_is_made_anew(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.graphs.embedded._LAYOUT", "old")
    open_graph(store).close()
    monkeypatch.undo()
    assert_current(store)


def _ask(path: Path) -> int:
    with open_graph(Store.open(path, readonly=True)) as graph:
        return int(str(graph.run("MATCH (n) RETURN count(n)").rows[0][0]))


def test_several_processes_may_ask_at_once_after_a_change(store: Store) -> None:
    expected = len(project(store).nodes)
    with open_graph(store) as reader:
        made_up.add(store, Paper(title="One more"), Extraction())
        with multiprocessing.get_context("spawn").Pool(3) as pool:
            assert pool.map(_ask, [store.path] * 3, chunksize=1) == [expected + 1] * 3
        assert reader.run("MATCH (n) RETURN count(n)").rows == [(expected,)]  # it keeps what it opened


def test_what_a_killed_refresh_left_is_no_part_of_the_next(store: Store) -> None:
    open_graph(store).close()
    made_up.add(store, Paper(title="One more"), Extraction())
    for left in (".new", ".new.wal", ".new.shadow", ".new.wal.checkpoint", ".new.checkpoint.apply.lock", ".shadow"):
        graph_path(store.path).with_name(graph_path(store.path).name + left).write_bytes(b"left" * 5000)
    assert_current(store)
    assert [path.name for path in store.path.parent.glob("*.graph*")] == ["papers.kg.graph"]


@pytest.mark.skipif(os.name == "nt", reason="no SIGKILL on Windows")
def test_a_kill_at_any_moment_leaves_a_graph_that_can_be_refreshed(store: Store) -> None:
    open_graph(store).close()
    made_up.add(store, Paper(title="One more"), Extraction())
    program = (
        "from pathlib import Path; from kg.graphs.embedded import open_graph; from kg.library import Store\n"
        "import pyarrow; print('ready', flush=True)\n"
        f"open_graph(Store.open(Path({str(store.path)!r}), readonly=True))"
    )
    new = graph_path(store.path).name + ".new"
    # The last ones are there while the engine checkpoints: left behind, they blanked the graph that was made next.
    for until in ("", "", ".wal", ".shadow", ".wal.checkpoint"):
        with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE) as child:
            assert child.stdout is not None
            child.stdout.readline()
            while child.poll() is None and not (store.path.parent / (new + until)).exists():
                time.sleep(0.0005)
            child.send_signal(signal.SIGKILL)
        EmbeddedGraph(graph_path(store.path)).close()
    assert_current(store)
    assert not list(store.path.parent.glob("*.new*"))


def test_a_folder_that_cannot_be_written_to_is_no_hindrance(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)  # root may write anywhere
    assert_current(store)
    assert not graph_path(store.path).exists()


def test_values_come_back_plain(store: Store) -> None:
    with open_graph(store) as graph:
        answer = graph.run(
            "MATCH path = (m:Method {id: $id})-[r:OUTPERFORMS]->(w) RETURN m, r.end, path, sum(m.papers), /* ! */"
            " count( * ), date('2024-01-02') AS `a day`, [1.5, null] AS list, {a: {b: true}} AS map,"
            " interval('2 days 90 seconds')",
            {"id": "method:owl"},
        )
    owl = {"label": "Method", "id": "method:owl", "name": "Owl", "aliases": ["OWL"], "papers": 1}
    assert answer.columns == (
        ("m", "r.end", "path", "sum(m.papers)", "count( * )", "a day", "list", "map", "interval('2 days 90 seconds')")
    )
    row = dict(zip(answer.columns, answer.rows[0], strict=True))
    path = row.pop("path")
    assert isinstance(path, dict) and path["nodes"][0] == owl and path["relations"][0]["type"] == "OUTPERFORMS"
    assert path["directions"] == ["->"]
    assert list(row.values()) == [owl, 57, 1, 1, "2024-01-02", [1.5, None], {"a": {"b": True}}, "P2DT90S"]


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("MATCH (m:Metod) RETURN m", "Metod"),
        ("MATCH (m:Method) RETURN m.nmae", "nmae"),
        ("MATCH (m RETURN m", "never closed"),
        ("MATCH (m) RETURN m m", "column 20: 'm'"),
        ("MATCH (m:Method) WHERE m.id = $x RETURN m", "x"),
    ],
)
def test_errors_are_one_line(store: Store, query: str, says: str) -> None:
    with open_graph(store) as graph, pytest.raises(PaperKGError) as error:
        graph.run(query)
    assert says in str(error.value) and "\n" not in str(error.value)


@pytest.mark.parametrize("value", [[1, "a"], {"a": [1, "x"]}])
def test_a_parameter_that_the_engine_cannot_take_is_one_line(store: Store, value: object) -> None:
    with open_graph(store) as graph, pytest.raises(PaperKGError, match="a parameter has a value"):
        graph.run("RETURN $y", {"y": value})


def test_time_and_memory_have_limits(store: Store) -> None:
    open_graph(store).close()
    long = "UNWIND range(1, 1000000) AS a UNWIND range(1, 100000) AS b WITH a + b AS c RETURN max(c % 7)"
    with (
        EmbeddedGraph(graph_path(store.path), seconds=0.3) as graph,
        pytest.raises(PaperKGError, match="stopped after"),
    ):
        graph.run(long)
    large = "UNWIND range(1, 3000000) AS a RETURN collect(CAST(a AS STRING) + ' padding padding padding padding')"
    with EmbeddedGraph(graph_path(store.path), memory=2**26) as graph, pytest.raises(PaperKGError, match="more memory"):
        graph.run(large)
