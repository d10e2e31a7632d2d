"""`kg build`: the steps from sources to a library whose graph can be asked."""

from __future__ import annotations

import time
from collections.abc import Sequence
from contextlib import closing
from dataclasses import asdict, dataclass
from itertools import chain, islice
from pathlib import Path

from kg.build import pacing
from kg.build.batches import batches
from kg.build.extracting import check, extract
from kg.build.naming import check_list, idle, take_list
from kg.build.reading import Outcome, Reading, readable
from kg.build.resolving import resolve_names
from kg.build.watching import Watcher
from kg.errors import PaperKGError
from kg.graphs.sure import confidence
from kg.library import Store
from kg.library.lock import writing
from kg.numbers import counted
from kg.records import Paper, Problem

#: Papers a transaction when what was found is stored: what a kill can cost at most.
BATCH = 16


@dataclass(frozen=True, slots=True)
class Summary:
    """What a build did, in numbers: entries read, papers now in the library, and of the papers that the sources gave,
    how many are new, updated and unchanged; `skipped` things are those of `problems`."""

    read: int
    papers: int
    new: int
    updated: int
    unchanged: int
    skipped: int
    seconds: float
    problems: list[Problem]

    def as_json(self) -> dict[str, object]:
        """The object that `kg build --format json` ends with."""
        return asdict(self)


class _Noting(Watcher):
    """Passes everything on and keeps the problems for the summary."""

    def __init__(self, watcher: Watcher) -> None:
        self.problems: list[Problem] = []
        self.note = watcher.note  # type: ignore[method-assign]
        self.progress = watcher.progress  # type: ignore[method-assign]
        self._told = watcher.problem

    def problem(self, problem: Problem) -> None:
        self.problems.append(problem)
        self._told(problem)


def build(
    sources: Sequence[str],
    library: Path,
    *,
    model: str | None = None,
    reextract: bool = False,
    jobs: int | None = None,
    aliases: Path | None = None,
    min_confidence: float | None = None,
    watcher: Watcher | None = None,
) -> Summary:
    """Bring a library up to its sources, and make it where there is none and the sources hold a paper.

    `model`: "accurate", "fast", or the name or path of a spaCy pipeline; if not said, what the library was read with
    before, else "accurate". `reextract`: read every paper again, as happens by itself when the extractor's version is
    another than the one that read them. `jobs`: processes at once. `aliases`: the user's list of names, instead of
    `aliases.yaml` beside the library. `min_confidence`: how sure a fact has to be for the graph to hold it, which the
    library remembers; what is less sure is kept beside the graph.
    Bad content goes to `watcher` and the summary; raises PaperKGError where library, model or list are unusable.
    """
    from loaders import extraction
    from loaders import sources as readers

    started = time.monotonic()
    noting = _Noting(watcher or Watcher())
    if model:
        extraction.version(model)  # says at once that a folder is none of a pipeline
    if min_confidence is not None:
        min_confidence = confidence(min_confidence)
    check_list(library, aliases)
    with writing(library, noting.note):
        entries = readable(readers.read(sources, noting.problem), noting)
        first: list[Paper] = []
        if not library.exists():
            if not (first := list(islice(entries, 1))):
                return _summary(Outcome(), 0, noting, started)
            if model:
                check(model)  # before anything is stored
        with Store.open(library, create=True) as store:
            reads = model or store.model or extraction.DEFAULT
            if not first and extraction.version(reads) not in store.facts.versions():
                check(reads)
            take_list(store, aliases, noting)
            _cut(store, min_confidence, noting)
            reading = Reading(store, noting)
            reading.take(chain(first, entries))
            _extract(store, reads, jobs, reextract, noting, as_before=not model)
            noting.progress("resolving names", 0, None)
            resolve_names(store)
            for line in idle(store):
                noting.note(line)
            papers = len(store.papers)
            noting.progress("refreshing the graph", 0, None)
            _refresh_graph(store, noting)
        return _summary(reading.outcome, papers, noting, started)


def _cut(store: Store, min_confidence: float | None, noting: _Noting) -> None:
    """Remember how sure the facts of the graph are to be, where the user says so, and say that some stay out of it."""
    if min_confidence is not None and min_confidence != store.min_confidence:
        with store.transaction():
            store.cut_at(min_confidence)
    if store.min_confidence:
        noting.note(
            f"{store.path}: facts with a confidence below {store.min_confidence:g} stay out of the graph"
            " (--min-confidence 0 takes them in)"
        )


def _extract(store: Store, model: str, jobs: int | None, reextract: bool, noting: _Noting, *, as_before: bool) -> None:
    """Read every paper that this version of the extractor has not read.

    `as_before`: the model is not what the user said, but what the library remembers, if anything.
    """
    from loaders.extraction import FAST
    from loaders.extraction import version as version_of

    version = version_of(model)
    others = sum(papers for by, papers in store.facts.versions().items() if by not in (None, version))
    with store.transaction():
        if reextract:
            store.facts.forget()
        if rows := store.facts.unread(version):
            store.read_with(str(Path(model).resolve()) if Path(model).is_dir() else model)
    if others and not reextract:
        noting.note(
            f"another extractor ({version}) than the one that read {counted(others, 'paper')} before: reading again"
        )
    if not rows:
        return
    if as_before and model == FAST:
        noting.note("reading with the fast model, as before (--model accurate finds more)")
    pacing.tell(store, rows, model, jobs, noting)
    papers = (store.papers.at(row) for row in rows)
    done = 0
    with closing(extract(papers, model, jobs)) as found:
        for batch in batches(zip(rows, found, strict=True), BATCH):
            with store.transaction():
                extractor = store.facts.extractor(version)
                for row, (paper, extraction) in batch:
                    if isinstance(extraction, str):
                        noting.problem(Problem(str(store.path), paper.id, extraction))
                    else:
                        store.facts.put(row, extraction, extractor)
                store.changed(names=True)
            done += len(batch)
            noting.progress("extracting", done, len(rows))


def _refresh_graph(store: Store, noting: _Noting) -> None:
    """Bring the graph up to the library, so that the first question need not; without it the build is done as well."""
    from kg.graphs.embedded import open_graph

    try:
        open_graph(store).close()
    except (PaperKGError, OSError, RuntimeError) as error:  # RuntimeError: the engine's, when it cannot write
        noting.note(f"the library is done, its graph is not (the next question tries again): {error}")


def _summary(outcome: Outcome, papers: int, noting: _Noting, started: float) -> Summary:
    return Summary(
        read=outcome.read,
        papers=papers,
        new=len(outcome.new),
        updated=len(outcome.updated),
        unchanged=len(outcome.seen - outcome.new - outcome.updated),
        skipped=len(noting.problems),
        seconds=round(time.monotonic() - started, 3),
        problems=noting.problems,
    )
