"""Bad input: one line that names file, place and reason; the rest is loaded; the library stays whole."""

from __future__ import annotations

import gzip
import json
import os
import sqlite3
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.build import build
from kg.library import Store
from kg.library.tables import SCHEMA_VERSION
from tests.cli.running import Here, Ran, kg
from tests.kg.building import graph, texts, tiny_model, write

GOOD = b'{"title": "Owl on Forest-QA", "abstract": "We present Owl."}\n'


def line(**fields: object) -> bytes:
    return json.dumps(fields).encode() + b"\n"


#: name, content, papers it still gives, what is said of it (None: nothing is wrong)
SOURCES: list[tuple[str, bytes, int, str | None]] = [
    ("empty.jsonl", b"", 0, "empty"),
    ("blank.txt", b" \n\t\n", 0, "empty"),
    ("binary.txt", bytes(range(256)) * 40, 0, "binary"),
    ("truncated.jsonl.gz", gzip.compress(GOOD + os.urandom(5000).hex().encode())[:-2000], 1, ""),
    ("latin.jsonl", b'{"title": "Fa\xe7ade", "abstract": "caf\xe9"}\n' + GOOD, 2, ""),
    ("other-site.html", b"<html><head><title>Shop</title></head><body><p>Buy a bird today!</p></body></html>", 0, ""),
    ("types.jsonl", line(title=["a"], abstract={"b": 1}) + GOOD, 1, "line 1"),
    ("types.json", b'{"papers": 3}', 0, ""),
    ("no-title.jsonl", line(abstract="An abstract without title.") + GOOD, 1, "line 1"),
    ("signs.jsonl", line(title="?!", abstract="A title of signs.") + GOOD, 1, "line 1"),
    ("no-abstract.jsonl", line(title="A title alone") + GOOD, 2, None),
    ("same-id.jsonl", line(id="1", title="One", abstract="a") + line(id="1", title="Two", abstract="b"), 2, "line 2"),
    ("long-title.jsonl", line(title="Owl " * 2500, abstract="A title of 10,000 characters.") + GOOD, 1, "line 1"),
    ("nul.jsonl", b'{"title": "Nul \\u0000 inside", "abstract": "a\\u0000b"}\n' + GOOD, 2, None),
    ("surrogate.jsonl", b'{"title": "Lone \\ud800 surrogate", "abstract": "\\udfff"}\n' + GOOD, 2, None),
    ("marks.jsonl", line(title="Right \u202e to \u200f left", abstract="\u2066x\u2069"), 1, None),
    ("script.jsonl", line(title="<script>alert(1)</script>", abstract="<img src=x onerror=alert(1)>"), 1, None),
    ("cypher.jsonl", line(title="'}) DETACH DELETE n //", abstract="MATCH (n) DELETE n"), 1, None),
    ("sql.jsonl", line(title="'); DROP TABLE paper; --", abstract="' OR 1=1"), 1, None),
    ("escape.jsonl", line(title="\x1b[31mred\x1b[0m", abstract="\x07") + b"{\x1b]0;owned\x07\n", 1, "line 2"),
]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Here:
    return Here(tmp_path, monkeypatch, capfd)


@pytest.mark.parametrize(("name", "content", "papers", "says"), SOURCES, ids=[name for name, *_ in SOURCES])
def test_a_bad_source_is_one_problem_and_the_rest_is_loaded(
    tmp_path: Path, here: Here, name: str, content: bytes, papers: int, says: str | None
) -> None:
    (tmp_path / "good.jsonl").write_bytes(GOOD.replace(b"Owl on", b"Good Owl on"))
    (tmp_path / name).write_bytes(content)
    ran = here("build", name, "good.jsonl", "--model", tiny_model(), "-j", "1", "--format", "json")
    summary = json.loads(ran.out)
    assert ran.status == 0
    assert summary["papers"] == papers + 1
    assert len(ran.said) == summary["skipped"] == len(summary["problems"]) == (says is not None), ran.err
    if says is not None:
        assert ran.said[0].startswith(f"{name}: ") and says in ran.said[0]
    assert "\x1b" not in ran.err
    assert json.loads(here("stats", "--format", "json").out)["papers"] == papers + 1


def test_a_folder_without_papers_and_a_glob_of_nothing(tmp_path: Path, here: Here) -> None:
    (tmp_path / "none").mkdir()
    for source in ("none", "no*.jsonl", "nosuch.csv"):
        ran = here("build", source)
        assert ran.status == 2 and ran.said[0].startswith(f"{source}: "), ran.err
    assert not (tmp_path / "papers.kg").exists()


def test_a_file_of_garbage_is_a_few_lines_and_all_of_it_for_programs(tmp_path: Path, here: Here) -> None:
    (tmp_path / "garbage.jsonl").write_bytes(b"no { JSON\n" * 300 + GOOD)
    ran = here("build", "garbage.jsonl", "--model", tiny_model(), "--format", "json")
    assert ran.status == 0 and len(json.loads(ran.out)["problems"]) == 300
    assert len(ran.said) == 22 and "--format json" in ran.said[20] and ran.said[21] == "garbage.jsonl: 300 problems"


def test_a_single_line_of_200_mb(tmp_path: Path, here: Here) -> None:
    with (tmp_path / "line.jsonl").open("wb") as file:
        for _ in range(200):
            file.write(b"x" * 2**20)
        file.write(b"\n" + GOOD)
    ran = here("build", "line.jsonl", "--model", tiny_model(), "--format", "json")
    assert ran.status in (0, 2) and 1 <= len(ran.said) <= 2 and ran.said[0].startswith("line.jsonl: ")


@pytest.fixture
def library(tmp_path: Path) -> Path:
    path = tmp_path / "papers.kg"
    build([write(tmp_path / "a.jsonl", texts(3))], path, model=tiny_model())
    return path


def no_sqlite(path: Path) -> None:
    path.write_bytes(b"not a database, whatever its name may say\n" * 40)


def newer(path: Path) -> None:
    with sqlite3.connect(path) as db:
        db.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    db.close()


def others(path: Path) -> None:
    path.unlink()
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE bookmarks (url)")
    db.close()


def folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


@pytest.mark.parametrize(
    ("spoil", "says"),
    [(no_sqlite, "not a paperkg library"), (newer, "newer paperkg"), (others, "another program"), (folder, "folder")],
)
def test_a_library_that_is_none_is_refused_and_left_as_it_is(
    library: Path, here: Here, spoil: Callable[[Path], None], says: str
) -> None:
    spoil(library)
    before = library.read_bytes() if library.is_file() else None
    for command in (("build", "a.jsonl"), ("rm", "p0"), ("stats",)):
        assert_refused(here(*command), says)
    assert before == (library.read_bytes() if library.is_file() else None)


@pytest.mark.parametrize(
    ("library", "stands", "says"),
    [
        (".", "", ".: a folder"),
        ("", "", ".: a folder"),
        ("/", "", "/: a folder"),
        ("a.kg", "a.kg.lock", "a.kg.lock: the lock file cannot be made"),
        ("no/a.kg", "", "no: no such folder"),
    ],
)
def test_a_place_where_no_library_can_be_made(tmp_path: Path, here: Here, library: str, stands: str, says: str) -> None:
    write(tmp_path / "a.jsonl", texts(1))
    (tmp_path / stands).mkdir(exist_ok=True)
    ran = here("build", "a.jsonl", "--library", library)
    assert (ran.status, ran.out, len(ran.said)) == (2, "", 1) and says in ran.err, ran.err


def test_a_graph_that_cannot_be_made_costs_no_build(tmp_path: Path, here: Here) -> None:
    write(tmp_path / "a.jsonl", texts(1))
    (tmp_path / "papers.kg.graph").mkdir()
    ran = here("build", "a.jsonl", "--model", tiny_model())
    assert ran.status == 0 and len(ran.said) == 2 and "papers.kg.graph: a folder" in ran.said[0], ran.err
    assert_refused(here("stats"), "a folder")


def assert_refused(ran: Ran, says: str) -> None:
    assert (ran.status, ran.out, len(ran.said)) == (2, "", 1), ran.err
    assert ran.said[0].startswith("kg: ") and "papers.kg" in ran.said[0] and says in ran.said[0]


def no_more_than_others() -> None:
    """Takes the right to write everywhere from root, in the process that is about to run a command."""
    import ctypes

    drop_capability, dac_override = 24, 1  # linux/prctl.h, linux/capability.h
    ctypes.CDLL(None).prctl(drop_capability, dac_override, 0, 0, 0)


@pytest.mark.skipif(sys.platform != "linux", reason="rights are tested where they can be taken from root too")
def test_a_read_only_library_can_be_read_and_not_written(library: Path) -> None:
    whole = graph(library)
    write(library.parent / "b.jsonl", texts(5))
    library.chmod(0o444)
    library.parent.chmod(0o555)
    try:
        for command in (("build", "b.jsonl", "--model", tiny_model()), ("rm", "p0")):
            assert_refused(kg(*command, cwd=library.parent, preexec_fn=no_more_than_others), "")
        counted = kg("stats", "--format", "json", cwd=library.parent, preexec_fn=no_more_than_others)
        assert counted.status == 0 and json.loads(counted.out)["papers"] == 3, counted.err
    finally:
        library.parent.chmod(0o755)
    library.chmod(0o644)
    assert graph(library) == whole


@pytest.mark.skipif(sys.platform == "win32", reason="file size limits are for POSIX")
def test_a_full_disk_keeps_what_was_done(library: Path) -> None:
    import resource

    whole = graph(library)
    source = write(library.parent / "b.jsonl", texts(120))
    limit = library.stat().st_size + 40_000

    def full() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    ran = kg("build", "b.jsonl", "--model", tiny_model(), "-j", "1", cwd=library.parent, preexec_fn=full)
    assert_refused(ran, "")
    with Store.open(library, readonly=True) as store:
        assert {paper.id for paper in store.papers} >= {f"title:onbirdspart{i}" for i in range(3)}
        assert store._db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert store.unresolved or graph(library) == whole
    build([source], library, model=tiny_model(), jobs=1)
    fresh = library.with_name("fresh.kg")
    build([source], fresh, model=tiny_model(), jobs=1)
    assert graph(library) == graph(fresh)


def test_a_full_disk_is_named_as_such(library: Path) -> None:
    with Store.open(library) as store:
        pages = store._db.execute("PRAGMA page_count").fetchone()[0]
        store._db.execute(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(Exception, match="the disk is full") as error, store.transaction():
            for number in range(5000):
                store.papers.source(f"source {number}")
        assert "\n" not in str(error.value)
        assert len(store.papers) == 3 and store._db.execute("SELECT count(*) FROM source").fetchone() == (1,)
