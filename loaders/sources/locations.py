"""What the user named, as single files: a file, a folder, a glob or standard input."""

from __future__ import annotations

import glob
import os
from collections.abc import Callable, Iterator
from pathlib import Path

from kg.records import Problem
from loaders.sources.plain_text import printable

STDIN = "-"


def locate(source: str, on_problem: Callable[[Problem], None]) -> Iterator[str]:
    """The files that `source` means, sorted; "-" stays "-". Folders are walked; nothing found is a problem."""
    if source == STDIN:
        yield source
        return
    if not source.strip():  # an unset variable of a script, most likely; not the current folder
        on_problem(Problem("''", "", "a source without a name"))
        return
    try:
        path = Path(source).expanduser()
        if path.is_dir():
            found = list(_walk(path))
            reason = "no files in this folder"
        elif path.exists() or not glob.has_magic(source):
            found = [str(path)]
            reason = ""
        else:
            matches = sorted(glob.glob(str(path), recursive=True))  # noqa: PTH207  # Path.glob takes no absolute pattern
            found = [file for file in matches if not Path(file).is_dir()]
            reason = "no file matches"
    except (OSError, ValueError, RuntimeError) as error:
        found, reason = [], f"cannot be read: {getattr(error, 'strerror', None) or error}"
    if not found:
        on_problem(Problem(printable(source), "", printable(reason)))
    yield from found


def _walk(folder: Path) -> Iterator[str]:
    for root, folders, files in os.walk(folder):
        # Browsers put a saved page's pictures and scripts into "<page>_files"; hidden folders are never papers.
        folders[:] = sorted(f for f in folders if not f.startswith(".") and not f.endswith("_files"))
        for file in sorted(files):
            path = Path(root, file)
            # A link to nowhere is not passed over: opening it says so.
            if not file.startswith(".") and not _is_library(file) and (path.is_file() or path.is_symlink()):
                yield str(path)


def _is_library(file: str) -> bool:
    """Whether this is a library of ours (`papers.kg`, its journal or its graph), as in `kg build .`"""
    return file.endswith(".kg") or ".kg-" in file or ".kg." in file
