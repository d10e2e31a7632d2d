"""Extraction over the cores there are, the results in the order of the papers."""

from __future__ import annotations

import os
import pickle
import queue
import subprocess
import sys
from collections import deque
from collections.abc import Generator, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, islice
from typing import TYPE_CHECKING

from kg.build.batches import batches
from kg.build.worker import extracted
from kg.errors import PaperKGError
from kg.records import Extraction, Paper

if TYPE_CHECKING:
    from loaders.extraction import Extractor


@dataclass(frozen=True, slots=True)
class Portions:
    """How papers are shared out to processes, for a model of some speed.

    batch: papers that go to a process at a time: so many that what costs time once a batch hardly counts, so few that
        all processes end at about the same time.
    least: papers below which starting processes costs more time than they save.
    """

    batch: int
    least: int


QUICK, SLOW = Portions(batch=64, least=200), Portions(batch=16, least=24)

#: One thread for numpy's libraries: its matrices are small here, and more threads wait for each other longer than they
#: work. A user's own setting stands.
ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
#: What a process runs.
_PROGRAM = "import sys; from kg.build.worker import main; main(*sys.argv[1:])"

Found = tuple[Paper, Extraction | str]


def extract(papers: Iterable[Paper], model: str | None = None, jobs: int | None = None) -> Generator[Found, None, None]:
    """Every paper with what was found in it, or with the reason why it could not be read, in order, as they come.

    `model`: None for the one that reads where none is named. `jobs`: processes at once; None: one a core where there
    are papers enough. The outcome is the same for any number.
    Raises PaperKGError where the model cannot be loaded.
    """
    from loaders import extraction

    model = model or extraction.DEFAULT
    portions = SLOW if model == extraction.ACCURATE else QUICK
    papers = iter(papers)
    jobs = jobs or cores()
    if jobs > 1:
        head = list(islice(papers, portions.least))
        papers = chain(head, papers)
        if len(head) == portions.least:
            yield from _in_processes(batches(papers, portions.batch), model, jobs)
            return
    yield from _here(batches(papers, portions.batch), model)


def cores() -> int:
    """How many processes can work at once."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _here(papers: Iterable[list[Paper]], model: str) -> Iterator[Found]:
    extractor = None
    for batch in papers:
        if extractor is None:  # only now: without papers there is no need of the model, which takes seconds to load
            extractor = _loaded(model)
        yield from zip(batch, extracted(extractor, batch), strict=True)


def check(model: str) -> None:
    """Load a model that is not ours once. Raises PaperKGError where that cannot be done."""
    from loaders import extraction

    if model not in extraction.SHIPPED_MODELS:
        _loaded(model)


@lru_cache(maxsize=1)  # what is checked is then used, and a second build in one process loads nothing
def _loaded(model: str) -> Extractor:
    if "numpy" not in sys.modules:
        os.environ.update(ONE_THREAD | os.environ)  # read once, when numpy loads
    from loaders import extraction

    return extraction.load(model)


def _in_processes(papers: Iterable[list[Paper]], model: str, jobs: int) -> Iterator[Found]:
    idle: queue.SimpleQueue[Worker] = queue.SimpleQueue()
    workers = [Worker(model) for _ in range(jobs)]
    for worker in workers:
        idle.put(worker)

    def ask(batch: list[Paper]) -> list[Extraction | str]:
        worker = idle.get()
        try:
            return worker.ask(batch)
        finally:
            idle.put(worker)

    threads = ThreadPoolExecutor(jobs)
    under_way: deque[tuple[list[Paper], Future[list[Extraction | str]]]] = deque()
    try:
        for batch in papers:
            under_way.append((batch, threads.submit(ask, batch)))
            if len(under_way) > 2 * jobs:
                done, answer = under_way.popleft()
                yield from zip(done, answer.result(), strict=True)
        for done, answer in under_way:
            yield from zip(done, answer.result(), strict=True)
    finally:
        for worker in workers:
            worker.kill()
        threads.shutdown(cancel_futures=True)


class Worker:
    """A process running kg.build.worker with a model; to be killed in the end."""

    def __init__(self, model: str) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-c", _PROGRAM, model],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=ONE_THREAD | os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
            start_new_session=True,  # Ctrl-C is for the build, which then ends its workers
        )

    def ask(self, papers: Sequence[Paper]) -> list[Extraction | str]:
        """What was found in each paper. Raises PaperKGError where the model cannot be loaded or the process dies."""
        assert self._process.stdin and self._process.stdout
        try:
            pickle.dump(papers, self._process.stdin)
            self._process.stdin.flush()
        except OSError:
            pass  # it has ended: its answer says why
        try:
            answer = pickle.load(self._process.stdout)
        except (EOFError, pickle.UnpicklingError):
            raise PaperKGError(
                "a process that reads papers has died (out of memory?); what was done is kept: go on with --jobs 1"
            ) from None
        if isinstance(answer, PaperKGError):
            raise answer
        found: list[Extraction | str] = answer
        return found

    def kill(self) -> None:
        self._process.kill()
        with self._process:  # closes its pipes and waits for its end
            pass
