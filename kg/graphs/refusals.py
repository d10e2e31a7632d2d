"""What a Neo4j server or its driver refuses, as one line for a user: what, where, and what to do. Never a password."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from contextlib import contextmanager

from kg.errors import PaperKGError

#: By a part of the server's status code.
_BY_CODE = {
    "CredentialsExpired": "the password of {user} is the first one and must be changed: log in once, or run"
    " ALTER CURRENT USER SET PASSWORD",
    "AuthenticationRateLimit": "too many wrong passwords for {user}; wait some seconds, then check NEO4J_PASSWORD",
    "Security.Unauthorized": "it does not let {user} in; check NEO4J_USERNAME and NEO4J_PASSWORD",
    "Security.Forbidden": "{user} has no right to do this; a push needs a user who may write and make indexes",
    "DatabaseNotFound": "it has no database {database}; check NEO4J_DATABASE",
    "ReadOnly": "the database is read-only; a push needs one that can be written to",
    "TransactionLogError": "it cannot write its log, as when its disk is full; make room, restart it and push again:"
    " what was sent is kept",
    "MemoryPoolOutOfMemory": "it has not enough memory for this; give it more (dbms.memory.transaction.total.max)",
    "DatabaseUnavailable": "the database does not work at the moment; see the server's log, and try again",
}
#: By the beginning of its message, where the code says little.
_BY_MESSAGE = {
    "The database has encountered a critical error": "the database has stopped after an error, as when its disk is"
    " full; see its log, then restart it",
    "Writing in read access mode": "queries only read",
}


@contextmanager
def told(uri: str, user: str, database: str | None, seconds: float) -> Iterator[None]:
    """Turns whatever the driver raises inside into a PaperKGError; `seconds` is the time limit of queries."""
    import neo4j.exceptions as driver_errors

    try:
        yield
    except driver_errors.Neo4jError as error:
        code, message = error.code or "", error.message or ""
        if "TransactionTimedOut" in code:
            raise PaperKGError(f"query: stopped after {seconds:g} s; narrow it, or add a LIMIT") from None
        sayings = [saying for part, saying in _BY_CODE.items() if part in code]
        sayings += [saying for start, saying in _BY_MESSAGE.items() if message.startswith(start)]
        if sayings:
            raise PaperKGError(f"neo4j: {uri}: {sayings[0].format(user=user, database=database)}") from None
        raise PaperKGError(f"neo4j: {first_line(message)}") from None
    except (driver_errors.ServiceUnavailable, driver_errors.SessionExpired) as error:
        raise PaperKGError(f"neo4j: no server answers at {uri} ({_reason(error)})") from None
    except (driver_errors.DriverError, ValueError) as error:
        raise PaperKGError(f"neo4j: {uri}: {first_line(error)}") from None


def first_line(error: object) -> str:
    """The first line of what is said, or the name of an error that says nothing."""
    lines = str(error).strip().splitlines()
    return lines[0] if lines else type(error).__name__


def _reason(error: BaseException) -> str:
    """What lies at the bottom of a broken connection."""
    below: BaseException | None = error
    while below is not None:
        error = below
        below = error.exceptions[0] if isinstance(error, BaseExceptionGroup) else error.__cause__
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"its certificate is not trusted: {error.verify_message}; +ssc instead of +s trusts any"
    if isinstance(error, ssl.SSLError):
        return "no encrypted connection; without +s and +ssc in the scheme none is asked for"
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    return first_line(error)
