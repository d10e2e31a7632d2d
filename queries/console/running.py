"""Runs a statement so that Ctrl-C stops it, and only it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TypeVar

from kg.errors import PaperKGError

Answer = TypeVar("Answer")

_TICK = 0.05  # seconds between two looks whether Ctrl-C was pressed


class Stopped(PaperKGError):
    """Ctrl-C was pressed while a statement ran. Exit status 130."""

    status: int = 130


def interruptible(work: Callable[[], Answer], interrupt: Callable[[], None] | None) -> Answer:
    """What `work` gives. Ctrl-C calls `interrupt`, waits for the work to end, and raises Stopped.

    Without a way to interrupt, the work is done in this thread, and must end by itself on KeyboardInterrupt.
    """
    if interrupt is None or threading.current_thread() is not threading.main_thread():
        try:
            return work()
        except KeyboardInterrupt:
            raise Stopped("query: stopped") from None
    outcome: list[Answer] = []
    failure: list[BaseException] = []

    def run() -> None:
        try:
            outcome.append(work())
        except BaseException as error:
            failure.append(error)
        finally:
            done.set()

    done = threading.Event()  # not Thread.join: in Python 3.11 Ctrl-C makes it take a thread that runs for an ended one
    stopped = False
    threading.Thread(target=run, name="query", daemon=True).start()
    while not done.is_set():
        try:
            if stopped:
                interrupt()  # again and again: one that comes before the query runs is forgotten
            done.wait(_TICK)
        except KeyboardInterrupt:
            stopped = True
    if stopped:
        raise Stopped("query: stopped")
    if failure:
        raise failure[0]
    return outcome[0]
