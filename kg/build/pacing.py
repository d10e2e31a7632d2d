"""How long either model would take, where there is so much to read that the faster one is worth a thought."""

from __future__ import annotations

import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

from kg.build.extracting import Worker, cores
from kg.build.watching import Watcher
from kg.library import Store
from kg.numbers import counted, lasting
from kg.records import Paper

#: Papers to read from which on the time is told.
MANY = 10_000
#: Papers, spread over all of them, that each model is timed on.
SAMPLE = 32


def tell(store: Store, rows: Sequence[int], model: str, jobs: int | None, watcher: Watcher) -> None:
    """Say what reading the papers in these rows takes with the model that is to read them, and with the fast one.

    Nothing is said of few papers, or of another model than the accurate one.
    """
    from loaders import extraction

    if len(rows) <= MANY or model != extraction.ACCURATE:
        return
    watcher.progress("timing the models", 0, None)
    some = [store.papers.at(rows[len(rows) * number // SAMPLE]) for number in range(SAMPLE)]
    jobs = jobs or cores()
    slow, fast = (lasting(len(rows) / pace(some, name, jobs)) for name in (extraction.ACCURATE, extraction.FAST))
    watcher.note(
        f"{counted(len(rows), 'paper')} to read: about {slow} with the accurate model, about {fast} with --model fast,"
        f" which finds less (timed on {SAMPLE} of them)"
    )


def pace(papers: Sequence[Paper], model: str, jobs: int) -> float:
    """Papers a second that so many processes read with a model at once, after their start."""
    workers = [Worker(model) for _ in range(jobs)]
    try:
        with ThreadPoolExecutor(jobs) as threads:
            list(threads.map(lambda worker: worker.ask(papers[:1]), workers))  # loads the model
            started = time.monotonic()
            list(threads.map(lambda worker: worker.ask(papers), workers))
            return jobs * len(papers) / (time.monotonic() - started)
    finally:
        for worker in workers:
            worker.kill()
