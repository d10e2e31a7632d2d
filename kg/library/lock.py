"""One writer of a library at a time: a lock that the system takes back when its process dies, however it dies."""

from __future__ import annotations

import contextlib
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from kg.errors import PaperKGError

#: Seconds between two tries for a lock that another process holds.
_PAUSE = 0.2

if sys.platform == "win32":
    import msvcrt

    #: Windows keeps others from reading a locked byte, so it lies behind the text that says who holds the lock.
    _BYTE = 4096

    def _try(descriptor: int) -> None:
        os.lseek(descriptor, _BYTE, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _try(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


@contextmanager
def writing(library: Path, on_wait: Callable[[str], None]) -> Iterator[None]:
    """Hold the right to change `library`; waits for the process that holds it, after telling `on_wait` who that is.

    The lock is a file beside the library. Left by a killed process, it holds nobody up. Raises PaperKGError where
    `library` is a folder or no file can be made beside it.
    """
    if library.is_dir():
        raise PaperKGError(f"{library}: a folder, not a file; name another, or move it away")
    path = library.with_name(library.name + ".lock")
    told = False
    while (descriptor := _take(path)) is None:
        if not told:
            on_wait(f"{library} is being written to by {_holder(path)}; waiting for it")
            told = True
        time.sleep(_PAUSE)
    try:
        os.ftruncate(descriptor, 0)
        since = time.strftime("%Y-%m-%d %H:%M:%S")
        os.write(descriptor, f"process {os.getpid()} since {since}".encode())
        yield
    finally:
        if sys.platform != "win32":  # Windows deletes no open file; there the small file stays
            path.unlink(missing_ok=True)
        os.close(descriptor)


def _take(path: Path) -> int | None:
    """The open, locked file; None where another process has the lock."""
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        if not path.parent.is_dir():
            raise PaperKGError(f"{path.parent}: no such folder; make it, or name another with --library") from None
        raise PaperKGError(f"{path}: the lock file cannot be made ({error.strerror})") from None
    try:
        _try(descriptor)
        if os.path.samestat(os.fstat(descriptor), os.stat(path)):  # noqa: PTH116
            return descriptor
    except OSError:  # held by another, or its holder has just deleted the file
        pass
    os.close(descriptor)
    return None


def _holder(path: Path) -> str:
    with contextlib.suppress(OSError):
        text = path.read_text(encoding="utf-8", errors="replace").strip()
        if text:
            return text
    return "another process"
