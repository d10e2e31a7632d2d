"""The library file: opening it, bringing it forward, its transactions, and what is wrong with it in one line."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any

from kg.errors import PaperKGError
from kg.library.facts import Facts
from kg.library.names import Names
from kg.library.papers import Papers
from kg.library.patterns import Patterns
from kg.library.tables import APPLICATION_ID, MIGRATIONS, SCHEMA_VERSION

#: How long a statement waits for another process's write, in seconds. Builds hold their own lock for longer work.
PATIENCE = 30.0

_SAYINGS = {
    "SQLITE_FULL": "the disk is full; nothing of the last step was kept, the rest is intact",
    "SQLITE_NOTADB": "not a paperkg library (no SQLite file); name another with --library",
    "SQLITE_CORRUPT": "the file is damaged; build it again from its sources",
    "SQLITE_READONLY": "the file or its folder is read-only",
    "SQLITE_CANTOPEN": "cannot be opened: no such folder, or no right to it",
    "SQLITE_PERM": "no right to open it",
    "SQLITE_BUSY": "another process is writing to it; try again when that has finished",
    "SQLITE_IOERR": "the disk failed to read or write it; the last step was not kept, the rest is intact",
}


def _told(error: sqlite3.Error, path: Path) -> PaperKGError:
    """SQLite's error as one line for a user."""
    name = getattr(error, "sqlite_errorname", "") or ""
    said = next((s for start, s in _SAYINGS.items() if name.startswith(start)), f"the library cannot be used ({error})")
    return PaperKGError(f"{path}: {said}")


class _Connection(sqlite3.Connection):
    """A connection whose errors are told with the file's name."""

    path: Path

    def execute(self, *arguments: Any) -> sqlite3.Cursor:
        try:
            return super().execute(*arguments)
        except (sqlite3.OperationalError, sqlite3.DatabaseError) as error:
            if isinstance(error, (sqlite3.IntegrityError, sqlite3.ProgrammingError)):
                raise
            raise _told(error, self.path) from error

    def executemany(self, *arguments: Any) -> sqlite3.Cursor:
        try:
            return super().executemany(*arguments)
        except (sqlite3.OperationalError, sqlite3.DatabaseError) as error:
            if isinstance(error, (sqlite3.IntegrityError, sqlite3.ProgrammingError)):
                raise
            raise _told(error, self.path) from error


class Store:
    """An open library. Reading sees a committed state; every write stands inside `transaction()`.

    `papers` holds entries and the papers merged from them, `facts` what was found in each, `names` the concepts that
    names mean and the user's decisions, `patterns` how names are written and which belong together. Not to be shared
    between threads or processes: each opens its own.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self._db = connection
        self.papers = Papers(connection, path)
        self.facts = Facts(connection)
        self.names = Names(connection)
        self.patterns = Patterns(connection)

    @classmethod
    def open(cls, path: Path | str, *, create: bool = False, readonly: bool = False) -> Store:
        """Open the library at `path`; with `create`, make it where there is none.

        Raises PaperKGError where the file is missing, not a library, of a newer version, or not to be opened.
        """
        path = Path(path)
        if path.is_dir():
            raise PaperKGError(f"{path}: a folder, not a library file")
        if not path.exists() and not create:
            raise PaperKGError(f"{path}: no such library; make one with: kg build SOURCE --library {path}")
        if not create and path.stat().st_size == 0:
            raise PaperKGError(f"{path}: empty, no library yet; fill it with: kg build SOURCE --library {path}")
        connection = _connect(path, readonly)
        try:
            version = _version(connection, path)
            if readonly and version < SCHEMA_VERSION:
                cls.open(path).close()
            elif not readonly:
                _prepare(connection)
        except BaseException:
            connection.close()
            raise
        return cls(path, connection)

    def close(self) -> None:
        self._db.close()

    def __enter__(self) -> Store:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All that is written inside is kept together, or not at all when the block raises or the process dies."""
        with _transaction(self._db):
            yield

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """All that is read inside is of one committed state, whatever other processes write meanwhile."""
        self._db.execute("BEGIN")
        try:
            yield
        finally:
            self._db.execute("ROLLBACK")

    @property
    def revision(self) -> str:
        """A token that is another one whenever the projection may be another one."""
        return self._meta("revision")

    @property
    def unresolved(self) -> bool:
        """Whether names or decisions changed since concepts were last resolved (`kg build` finishes that)."""
        return bool(self._meta("unresolved"))

    def changed(self, *, names: bool) -> None:
        """Say, inside a transaction, that the projection may differ; with `names`, that names are to be resolved."""
        self._set_meta("revision", os.urandom(8).hex())
        if names:
            self._set_meta("unresolved", "1")

    @property
    def resolver(self) -> str:
        """The version of the rules that made the stored concepts; "" where nothing was resolved."""
        return self._meta("resolver")

    def resolved(self, resolver: str) -> None:
        """Say, inside a transaction, that the stored concepts are what these rules make of the stored names."""
        self._set_meta("revision", os.urandom(8).hex())
        self._set_meta("unresolved", "")
        self._set_meta("resolver", resolver)

    @property
    def min_confidence(self) -> float:
        """How sure a fact has to be for the graph to hold it; 0: it holds all."""
        return float(self._meta("min_confidence") or 0)

    def cut_at(self, min_confidence: float) -> None:
        """Say, inside a transaction, how sure a fact has to be for the graph to hold it."""
        self._set_meta("min_confidence", repr(min_confidence))
        self.changed(names=False)

    @property
    def model(self) -> str:
        """What the papers are read with; "" where nothing was read."""
        return self._meta("model")

    def read_with(self, model: str) -> None:
        """Say, inside a transaction, what the papers are read with from now on."""
        self._set_meta("model", model)

    @property
    def aliases(self) -> str:
        """Where the user's list of names was last read; "" where there was none."""
        return self._meta("aliases")

    def listed_from(self, location: str) -> None:
        """Say, inside a transaction, where the user's list was read."""
        self._set_meta("aliases", location)

    def _meta(self, key: str) -> str:
        row = self._db.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return str(row[0]) if row else ""

    def _set_meta(self, key: str, value: str) -> None:
        self._db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))


def _connect(path: Path, readonly: bool) -> _Connection:
    uri = path.absolute().as_uri()
    if readonly and not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)):
        # WAL needs two files beside the library. Where none can be made, and none are, nobody is writing.
        uri += "?mode=ro" if path.with_name(path.name + "-wal").exists() else "?immutable=1"
    try:
        connection = sqlite3.connect(
            uri, uri=True, timeout=PATIENCE, isolation_level=None, factory=_Connection, cached_statements=256
        )
    except sqlite3.Error as error:
        raise _told(error, path) from error
    connection.path = path
    if readonly:  # said so, not opened so: a connection that may not write would leave WAL's files behind
        connection.execute("PRAGMA query_only = ON")
    return connection


def _version(db: _Connection, path: Path) -> int:
    """The file's schema version, 0 for an empty file. Refuses what is no library, or one of a newer version."""
    version: int = db.execute("PRAGMA user_version").fetchone()[0]
    application: int = db.execute("PRAGMA application_id").fetchone()[0]
    tables: int = db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    if (tables or application or version) and application != APPLICATION_ID:
        raise PaperKGError(f"{path}: an SQLite file of another program, not a paperkg library")
    if version > SCHEMA_VERSION:
        raise PaperKGError(
            f"{path}: made by a newer paperkg (schema {version}, this one knows {SCHEMA_VERSION}); update paperkg"
        )
    return version


def _prepare(db: _Connection) -> None:
    """Make the file ready to be written to: also finds out, before any work, whether it can be."""
    db.execute("PRAGMA foreign_keys = ON")
    db.execute("PRAGMA journal_mode = WAL")
    db.execute("PRAGMA synchronous = NORMAL")
    db.execute("PRAGMA cache_size = -65536")
    with _transaction(db):
        migrate(db)


def migrate(db: sqlite3.Connection, scripts: tuple[str, ...] = MIGRATIONS) -> None:
    """Run, inside a transaction, the scripts that the file lacks."""
    version: int = db.execute("PRAGMA user_version").fetchone()[0]
    for script in scripts[version:]:
        for statement in _statements(script):
            db.execute(statement)
    if version < len(scripts):
        db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        db.execute(f"PRAGMA user_version = {len(scripts)}")


def _statements(script: str) -> Iterator[str]:
    # sqlite3's own executescript would commit the transaction around it.
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


@contextmanager
def _transaction(db: sqlite3.Connection) -> Iterator[None]:
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
        db.execute("COMMIT")
    except BaseException:
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise
