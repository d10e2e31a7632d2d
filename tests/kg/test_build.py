"""Builds: incremental, resumable from a kill at any moment, the same for any number of processes and any order."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.build import Summary, Watcher, build, extract, finish, remove, resolve_names
from kg.build.reading import Reading
from kg.errors import NothingFound, PaperKGError
from kg.library import Store
from kg.library.lock import writing
from kg.records import Paper, Problem
from loaders import papers as identity
from loaders.extraction import version
from loaders.sources import read
from tests.kg.building import entry, graph, texts, tiny_model, write


class Told(Watcher):
    def __init__(self) -> None:
        self.notes: list[str] = []
        self.problems: list[Problem] = []

    def note(self, text: str) -> None:
        self.notes.append(text)

    def problem(self, problem: Problem) -> None:
        self.problems.append(problem)


def built(library: Path, *sources: str, watcher: Watcher | None = None, **options: object) -> Summary:
    return build(sources, library, model=tiny_model(), jobs=1, watcher=watcher, **options)  # type: ignore[arg-type]


def numbers(summary: Summary) -> tuple[int, int, int, int, int]:
    return summary.read, summary.papers, summary.new, summary.updated, summary.unchanged


def revision(library: Path) -> str:
    with Store.open(library, readonly=True) as store:
        return store.revision


def test_a_library_is_built_on_with_the_model_that_read_it(tmp_path: Path) -> None:
    library, told = tmp_path / "papers.kg", Told()
    build([write(tmp_path / "a.jsonl", texts(2))], library, model="fast", watcher=told)
    assert told.notes == []
    build([write(tmp_path / "b.jsonl", texts(3))], library, watcher=told)
    assert told.notes == ["reading with the fast model, as before (--model accurate finds more)"]
    with Store.open(library, readonly=True) as store:
        assert store.facts.versions() == {version("fast"): 3}


def test_a_build_that_was_stopped_goes_on_with_its_own_model(tmp_path: Path) -> None:
    library, source = tmp_path / "papers.kg", write(tmp_path / "a.jsonl", texts(40))
    built(library, source)  # with the tiny model

    class Stopping(Told):
        def progress(self, doing: str, done: int, of: int | None) -> None:
            if doing == "extracting":
                raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build([source], library, model="fast", jobs=1, watcher=Stopping())
    build([source], library, jobs=1)
    with Store.open(library, readonly=True) as store:
        assert store.facts.versions() == {version("fast"): 40}
    built(library, source, reextract=True)
    build([source, write(tmp_path / "b.jsonl", texts(41)[40:])], library, jobs=1)
    with Store.open(library, readonly=True) as store:
        assert store.facts.versions() == {version(tiny_model()): 41}


# incremental


def test_unchanged_papers_are_skipped_changed_ones_replaced_and_gone_ones_kept(tmp_path: Path) -> None:
    library, papers = tmp_path / "papers.kg", texts(4)
    source = write(tmp_path / "a.jsonl", papers)
    assert numbers(built(library, source)) == (4, 4, 4, 0, 0)
    first = revision(library)
    assert numbers(built(library, source)) == (4, 4, 0, 0, 4)
    assert revision(library) == first
    papers[1]["abstract"] = "We present Finch."
    papers[2]["title"] = "On birds, put right"
    write(tmp_path / "a.jsonl", papers[1:])
    assert numbers(built(library, source)) == (3, 4, 0, 2, 1)
    assert revision(library) != first
    with Store.open(library, readonly=True) as store:
        assert [paper.title for paper in store.papers] == [
            "On birds, part 0",
            "On birds, part 1",
            "On birds, part 3",
            "On birds, put right",
        ]
        found = store.facts.get("title:onbirdspart1")
        assert found and [e.name for e in found.entities] == ["Finch"]
        gone = store.papers.get("title:onbirdspart0")
        assert gone and gone.origins[0].place == ""


def test_a_title_without_id_is_put_right_at_its_place(tmp_path: Path) -> None:
    library = tmp_path / "papers.kg"
    papers = [{"title": f"{bird} sings", "abstract": f"{bird} is a method."} for bird in ("Owl", "Wren", "Finch")]
    source = write(tmp_path / "a.jsonl", papers)
    built(library, source)
    papers[1]["title"] = "The song of Wren"
    papers[2] = {"title": "Another day", "abstract": "Another text."}
    write(tmp_path / "a.jsonl", papers)
    assert numbers(built(library, source)) == (3, 4, 1, 1, 1)
    with Store.open(library, readonly=True) as store:
        assert store.papers.ids() == ["title:anotherday", "title:finchsings", "title:owlsings", "title:thesongofwren"]


def test_standard_input_replaces_nothing_but_the_same_title(tmp_path: Path) -> None:
    with Store.open(tmp_path / "papers.kg", create=True) as store:
        for title, abstract in (("One", "a"), ("Two", "a"), ("One", "b")):
            Reading(store, Watcher()).take([entry(title, abstract, "-", source_id="1")])
        assert [(p.title, p.abstract) for p in store.papers] == [("One", "b"), ("Two", "a")]


def test_the_same_file_under_another_name_is_the_same_source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    library = tmp_path / "papers.kg"
    source = write(tmp_path / "a.jsonl", texts(2))
    built(library, source)
    monkeypatch.chdir(tmp_path)
    assert numbers(built(Path("papers.kg"), "a.jsonl", "./*.jsonl", source)) == (2, 2, 0, 0, 2)
    with Store.open(library, readonly=True) as store:
        assert [paper.origins[0].source for paper in store.papers] == ["a.jsonl"] * 2


def test_another_extractor_reads_again_and_says_so(tmp_path: Path) -> None:
    library, told = tmp_path / "papers.kg", Told()
    source = write(tmp_path / "a.jsonl", texts(3))
    built(library, source)
    before = graph(library)
    with Store.open(library) as store, store.transaction():
        store._db.execute("UPDATE extractor SET version = 'older'")
        store._db.execute("DELETE FROM entity WHERE name = 'Owl'")
    assert numbers(built(library, source, watcher=told)) == (3, 3, 0, 0, 3)
    assert len(told.notes) == 1 and "3 papers" in told.notes[0]
    assert graph(library) == before
    first = revision(library)
    built(library, source, reextract=True)
    assert graph(library) == before and revision(library) != first


def test_names_resolved_by_other_rules_are_resolved_again(tmp_path: Path) -> None:
    library = tmp_path / "papers.kg"
    source = write(tmp_path / "a.jsonl", texts(3))
    built(library, source)
    before, same = graph(library), revision(library)
    built(library, source)
    assert revision(library) == same
    with Store.open(library) as store, store.transaction():
        store._db.execute("UPDATE concept SET name = 'what older rules made of it'")
        store.resolved("older rules")
    assert graph(library) != before
    built(library, source)
    assert graph(library) == before


# merging


BIRDS = st.sampled_from(["Owl", "Wren", "Finch", "owl!"])
ENTRIES = st.builds(
    entry,
    BIRDS,
    st.sampled_from(["", "Short.", "A longer one."]),
    st.sampled_from(["a", "b"]),
    arxiv=st.sampled_from([None, None, "2401.00001", "2401.00002"]),
    doi=st.sampled_from([None, None, "10.1/x", "10.1/y"]),
    source_id=st.sampled_from(["1", "2", "3"]),
)
STEPS = st.lists(st.one_of(st.lists(ENTRIES, min_size=1, max_size=4), st.integers(0, 3)), max_size=6)


@settings(max_examples=60, deadline=None)
@given(STEPS)
def test_any_history_ends_like_building_the_final_entries_from_nothing(steps: list[list[Paper] | int]) -> None:
    final: dict[tuple[str, str | None], Paper] = {}
    with (
        TemporaryDirectory() as folder,
        Store.open(Path(folder, "a.kg"), create=True) as store,
        Store.open(Path(folder, "b.kg"), create=True) as new,
    ):
        for step in steps:
            if isinstance(step, int):
                if ids := store.papers.ids():
                    gone = ids[step % len(ids)]
                    with store.transaction():
                        row = store.papers.row(gone)
                        assert row
                        store.papers.delete(row)
                    groups = identity.group(list(final.values()))
                    lost = next(group for group in groups if identity.merge(group).id == gone)
                    final = {key: paper for key, paper in final.items() if paper not in lost}
                continue
            given_now = {(p.origins[0].source, p.source_id): p for p in step}  # an id once in a reading
            Reading(store, Watcher()).take(given_now.values())
            final |= given_now
        Reading(new, Watcher()).take(reversed(final.values()))
        assert _state(store) == _state(new)
        assert not store._db.execute("PRAGMA foreign_key_check").fetchall()


def _state(store: Store) -> list[object]:
    papers = [
        (paper.id, *(getattr(paper, name) for name in ("title", "abstract", "arxiv", "doi"))) for paper in store.papers
    ]
    return [papers, list(store.papers.keys()), sorted(store.papers.own_ids())]


def test_a_paper_keeps_its_findings_when_it_gains_an_outside_id(tmp_path: Path) -> None:
    with Store.open(tmp_path / "papers.kg", create=True) as store:
        Reading(store, Watcher()).take([entry("Owl", "A bird.")])
        row = store.papers.row("title:owl")
        reading = Reading(store, Watcher())
        reading.take([entry("Owl", "A bird.", "b", arxiv="2401.00001")])
        assert store.papers.row("arxiv:2401.00001") == row and len(store.papers) == 1
        assert (reading.outcome.new, reading.outcome.updated) == (set(), {row})


def test_the_work_grows_with_the_entries_and_not_with_their_square(tmp_path: Path) -> None:
    def steps(entries: int) -> int:
        """Thousands of steps of SQLite for entries that share their own id and their title, and all change."""
        counted = 0

        def count() -> None:
            nonlocal counted
            counted += 1

        with Store.open(tmp_path / f"{entries}.kg", create=True) as store:
            store._db.set_progress_handler(count, 1000)
            for abstract in ("First.", "Second."):
                owls = (f"2401.{i:05}" for i in range(entries))
                found = [entry("Owl", abstract, place=arxiv, source_id="same", arxiv=arxiv) for arxiv in owls]
                Reading(store, Watcher()).take(found)
            assert len(store.papers) == entries
        return counted

    assert steps(400) < 6 * steps(100)


# removing


def test_rm_takes_out_exactly_what_the_paper_brought(tmp_path: Path) -> None:
    whole, part = tmp_path / "whole.kg", tmp_path / "part.kg"
    papers = texts(6)
    papers[3]["abstract"] = "We present Owl-2, which is Owl for River-QA."
    built(whole, write(tmp_path / "a.jsonl", papers))
    gone = remove(whole, ["p3", "On Birds: part 5", "title:onbirdspart5"])
    assert [paper.title for paper in gone] == ["On birds, part 3", "On birds, part 5"]
    built(part, write(tmp_path / "b.jsonl", [papers[i] for i in (0, 1, 2, 4)]))
    assert graph(whole) == graph(part)
    before = graph(whole)
    with pytest.raises(NothingFound, match="did you mean: On birds, part 4"):
        remove(whole, ["p1", "On bird, part 4"])
    assert graph(whole) == before, "all or none"
    with Store.open(whole) as store:
        Reading(store, Watcher()).take([entry("Same id", source="b", source_id="p1")])
    with pytest.raises(PaperKGError, match="'p1' is 2 papers"):
        remove(whole, ["p1"])


# stopped and started again

_STOPPED = """
import os, signal, sys
from pathlib import Path
from kg.build import Watcher, build

class Stopping(Watcher):
    left = int(sys.argv[3])
    def progress(self, doing, done, of):
        if doing == sys.argv[2]:
            type(self).left -= 1
            if not self.left:
                os.kill(os.getpid(), signal.SIGKILL)

build(sys.argv[5:], Path(sys.argv[1]), model=sys.argv[4], jobs=1, watcher=Stopping())
"""


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[list[str], str]]:
    """Two sources that share papers, and the graph of an uninterrupted build of them."""
    folder = tmp_path_factory.mktemp("sources")
    papers = [paper if i % 5 == 0 else paper | {"abstract": ""} for i, paper in enumerate(texts(700))]
    names = [write(folder / "a.jsonl", papers[:600]), write(folder / "b.jsonl", papers[550:])]
    built(folder / "papers.kg", *names)
    yield names, graph(folder / "papers.kg")


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="Windows knows no SIGKILL")
@pytest.mark.parametrize(
    ("doing", "times"), [("reading", 2), ("extracting", 1), ("extracting", 7), ("resolving names", 1)]
)
def test_a_killed_build_is_finished_by_the_next(
    tmp_path: Path, sources: tuple[list[str], str], doing: str, times: int
) -> None:
    library, (names, whole) = tmp_path / "papers.kg", sources
    stopped = [sys.executable, "-c", _STOPPED, str(library), doing, str(times), tiny_model(), *names]
    assert subprocess.run(stopped).returncode == -signal.SIGKILL
    with Store.open(library, readonly=True) as store:
        assert store.unresolved and len(store.papers) >= 500
    built(library, *names)
    assert graph(library) == whole


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="Windows knows no SIGKILL")
def test_a_build_killed_at_any_time_loses_nothing_that_was_kept(tmp_path: Path, sources: tuple[list[str], str]) -> None:
    library, (names, whole) = tmp_path / "papers.kg", sources
    command = [sys.executable, "-m", "kg", "build", *names, "--library", str(library), "--model", tiny_model()]
    for tenths in (8, 16, 25):
        process = subprocess.Popen([*command, "--jobs", "2"], stderr=subprocess.DEVNULL)
        time.sleep(tenths / 10)
        process.kill()
        process.wait()
    built(library, *names)
    assert graph(library) == whole


@pytest.mark.skipif(os.name == "nt", reason="Windows sends no SIGINT to one process")
def test_ctrl_c_stops_with_one_line_and_what_was_done_is_kept(tmp_path: Path, sources: tuple[list[str], str]) -> None:
    library, (names, whole) = tmp_path / "papers.kg", sources
    command = [sys.executable, "-m", "kg", "build", *names, "--library", str(library), "--model", tiny_model()]
    process = subprocess.Popen(
        [*command, "--jobs", "2"],
        stderr=subprocess.PIPE,
        text=True,
        # A shell that runs the tests in the background has all of them ignore Ctrl-C.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL) and None,
    )
    while not (library.exists() and _papers(library)):
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=30)
    assert process.returncode == 130
    assert said.count("\n") == 1 and "kept" in said and str(library) in said
    built(library, *names)
    assert graph(library) == whole


def _papers(library: Path) -> int:
    try:
        with Store.open(library, readonly=True) as store:
            return len(store.papers)
    except PaperKGError:
        return 0  # its tables are being made


def test_two_builds_at_once_end_like_one(tmp_path: Path, sources: tuple[list[str], str]) -> None:
    library, (names, whole) = tmp_path / "papers.kg", sources
    command = [sys.executable, "-m", "kg", "build", "--library", str(library), "--model", tiny_model(), "--jobs", "1"]
    processes = [subprocess.Popen([*command, name], stderr=subprocess.PIPE, text=True) for name in names]
    said = [process.communicate(timeout=60)[1] for process in processes]
    assert [process.returncode for process in processes] == [0, 0], said
    assert sum("waiting for it" in text for text in said) == 1
    assert graph(library) == whole


def test_a_question_during_a_build_waits_for_it_and_calls_no_build_stopped(tmp_path: Path) -> None:
    library, told = tmp_path / "papers.kg", Told()
    built(library, write(tmp_path / "a.jsonl", texts(1)))
    with Store.open(library) as store, writing(library, pytest.fail):
        with store.transaction():
            store.changed(names=True)
        question = threading.Thread(target=finish, args=(library, told))
        question.start()
        while not told.notes:
            time.sleep(0.01)
        resolve_names(store)
    question.join(timeout=30)
    assert len(told.notes) == 1 and f"process {os.getpid()}" in told.notes[0]


def test_any_number_of_processes_finds_the_same_in_the_same_order(sources: tuple[list[str], str]) -> None:
    one, two = (list(extract(read(sources[0], pytest.fail), tiny_model(), jobs)) for jobs in (1, 2))
    assert one == two and len(one) == 750


def test_processes_that_read_with_our_models_leave_torch_where_it_is(tmp_path: Path) -> None:
    (tmp_path / "torch").mkdir()
    (tmp_path / "torch" / "__init__.py").write_text("import sys\nsys.exit('torch was loaded')\n")
    papers = write(tmp_path / "papers.jsonl", texts(200))
    ran = subprocess.run(
        [sys.executable, "-m", "kg", "extract", papers, "--model", "fast", "--jobs", "2"],
        env=os.environ | {"PYTHONPATH": os.pathsep.join([str(tmp_path), *filter(None, sys.path)])},
        capture_output=True,
        text=True,
    )
    assert (ran.returncode, ran.stderr, ran.stdout.count("\n")) == (0, "", 200)
