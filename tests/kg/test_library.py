"""The library file: what is kept comes back, what cannot be used is said in one line, one process writes at a time."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from kg.errors import PaperKGError
from kg.library import Store
from kg.library.lock import writing
from kg.library.store import migrate
from kg.library.tables import MIGRATIONS, SCHEMA_VERSION
from kg.records import Concept, Decision, Origin, Step
from tests.kg import made_up


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return made_up.library(tmp_path / "papers.kg")


def test_papers_and_facts_come_back_as_they_were(store: Store) -> None:
    with Store.open(store.path, readonly=True) as again:
        for paper, found in made_up.PAPERS:
            read = replace(paper, origins=(Origin("birds", paper.id),))
            assert again.papers.get(paper.id) == read
            kept = again.facts.get(paper.id)
            assert kept is not None
            assert (kept.entities, kept.relations, kept.results) == (found.entities, found.relations, found.results)
        assert [paper.id for paper in again.papers] == sorted(paper.id for paper, _ in made_up.PAPERS)
        assert again.papers.get("title:nosuch") is None and again.facts.get("title:nosuch") is None


def test_a_paper_is_found_by_every_name_of_it(store: Store) -> None:
    for name in (
        "arxiv:2401.00001",
        "2401.00001",
        "owl",
        "OWL: a bird's eye on language",
        "title:owlabirdseyeonlanguage",
    ):
        assert store.papers.find(name) == ["arxiv:2401.00001"], name
    assert store.papers.find("10.5/WREN") == ["doi:10.5/wren"]
    assert store.papers.find("owls") == []


def test_names_and_decisions(store: Store) -> None:
    first, second = Decision("merge", "Method", "Owl", "Wren", "why"), Decision("split", "Method", "Owl")
    step = Step("method:owl", "OWL", "Owl", "normal form", "same letters")
    with store.transaction():
        store.names.decide(first)
        store.names.decide(second)
        store.names.decide(first)
        store.names.replace([Concept("method:owl", "Method", "Owl", ("OWL",))], [step], {}, str.casefold)
    assert store.names.decisions() == [second, first]
    assert store.names.find("owl") == [Concept("method:owl", "Method", "Owl", ("OWL",))]
    assert store.names.steps("method:owl") == [step]
    assert {row.concept for row in store.facts.entities()} == {None}, "no name is left on a concept that is gone"
    with store.transaction():
        assert store.names.withdraw(second) and not store.names.withdraw(second)
    assert store.names.decisions() == [first]


def test_a_transaction_is_kept_whole_or_not_at_all(store: Store) -> None:
    before = store.revision, len(store.papers)
    with pytest.raises(RuntimeError), store.transaction():
        made_up_row = store.papers.row("doi:10.5/wren")
        assert made_up_row
        store.papers.delete(made_up_row)
        store.changed(names=True)
        raise RuntimeError
    assert (store.revision, len(store.papers)) == before


def test_taking_a_paper_out_takes_out_all_that_hangs_on_it(store: Store) -> None:
    made_up.remove(store, "arxiv:2401.00001")
    made_up.remove(store, "doi:10.5/wren")
    db = sqlite3.connect(store.path)
    left = {
        table: db.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in ("entity", "relation", "result")
    }
    assert left == {"entity": 0, "relation": 0, "result": 0}
    assert db.execute("SELECT count(*) FROM entry").fetchone() == (1,)
    assert not db.execute("PRAGMA foreign_key_check").fetchall()


def test_an_older_file_is_brought_forward_and_a_newer_one_refused(store: Store) -> None:
    papers = list(store.papers)
    store.close()
    db = sqlite3.connect(store.path, isolation_level=None)
    newer = (*MIGRATIONS, "CREATE TABLE extra (id INTEGER);\nINSERT INTO extra SELECT id FROM paper;")
    db.execute("BEGIN")
    migrate(db, newer)
    db.execute("COMMIT")
    assert db.execute("SELECT count(*) FROM extra").fetchone() == (len(papers),)
    for readonly in (True, False):
        with pytest.raises(PaperKGError, match=f"newer paperkg \\(schema {SCHEMA_VERSION + 1}"):
            Store.open(store.path, readonly=readonly)
    db.execute("DROP TABLE extra")
    db.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
    db.close()
    with Store.open(store.path) as again:
        assert list(again.papers) == papers


def test_a_file_of_an_older_schema_is_brought_forward_even_when_only_read(tmp_path: Path) -> None:
    old = tmp_path / "papers.kg"
    db = sqlite3.connect(old)
    migrate(db, MIGRATIONS[:1])
    db.close()
    with Store.open(old, readonly=True) as store:
        assert list(store.papers) == []
    assert sqlite3.connect(old).execute("PRAGMA user_version").fetchone() == (SCHEMA_VERSION,)


def test_what_is_no_library_is_refused_and_left_alone(tmp_path: Path) -> None:
    other, text = tmp_path / "other.kg", tmp_path / "text.kg"
    sqlite3.connect(other).execute("CREATE TABLE mine (id)")
    text.write_bytes(b"just text, longer than the header of an SQLite file " * 9)
    damaged = tmp_path / "damaged.kg"
    made_up.library(damaged).close()
    damaged.write_bytes(damaged.read_bytes()[:5000])
    for path, says in (
        (other, "another program"),
        (text, "not a paperkg library"),
        (damaged, "damaged"),
        (tmp_path, "a folder"),
        (tmp_path / "none.kg", "no such library"),
        (tmp_path / "none" / "papers.kg", "no such library"),
    ):
        before = path.read_bytes() if path.is_file() else None
        for readonly in (True, False):
            with pytest.raises(PaperKGError, match=says) as error, Store.open(path, readonly=readonly) as store:
                list(store.papers)
            assert str(error.value).startswith(f"{path}: ") and "\n" not in str(error.value)
        assert before == (path.read_bytes() if path.is_file() else None)


def test_reading_leaves_no_files_behind(store: Store) -> None:
    store.close()
    with Store.open(store.path, readonly=True) as reader:
        list(reader.papers)
        with pytest.raises(PaperKGError, match="read-only"), reader.transaction():
            reader.changed(names=True)
    assert [path.name for path in store.path.parent.iterdir()] == ["papers.kg"]


_HOLD = """
import sys, time
from pathlib import Path
from kg.library.lock import writing
with writing(Path(sys.argv[1]), print):
    print("held", flush=True)
    time.sleep(float(sys.argv[2]))
"""


def _holder(library: Path, seconds: float) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", _HOLD, str(library), str(seconds)], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout and process.stdout.readline() == "held\n"
    return process


def test_a_second_writer_waits_and_says_for_whom(tmp_path: Path) -> None:
    library = tmp_path / "papers.kg"
    with _holder(library, 1.0) as first:
        said: list[str] = []
        with writing(library, said.append):
            assert first.wait(5) == 0
        assert len(said) == 1 and f"process {first.pid} since 2" in said[0]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="Windows knows no SIGKILL")
def test_a_killed_writer_holds_nobody_up(tmp_path: Path) -> None:
    library = tmp_path / "papers.kg"
    with _holder(library, 60) as first:
        os.kill(first.pid, signal.SIGKILL)
        first.wait()
    started = time.monotonic()
    with writing(library, pytest.fail):
        pass
    assert time.monotonic() - started < 1
