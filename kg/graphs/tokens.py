"""Cuts a Cypher query into the tokens that the embedded engine sees, so that what is judged is what runs.

The rules are those of the engine's grammar (LadybugDB, src/antlr4/Cypher.g4): which blanks there are, where comments
and strings end, which escapes strings know. A text that they do not cut is refused, never guessed at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from kg.errors import QueryError

_BLANK = "\t-\r\x1c-\x20\xa0\u1680\u180e\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
_ESCAPE = r"""\\(?:[\\'"bfnrtBFNRT]|[xX][0-9a-fA-F]{2}|[uU][0-9a-fA-F]{8}|[uU][0-9a-fA-F]{4})"""

_TOKEN = re.compile(
    rf"""
      (?P<blank>[{_BLANK}]+)
    | (?P<comment>/\*(?:[^*]|\*[^/])*+\*/ | //[^\n\r]*(?:\r?\n|\Z))
    | (?P<string>"(?:[^"\\]|{_ESCAPE})*+" | '(?:[^'\\]|{_ESCAPE})*+')
    | (?P<quoted>(?:`[^`]*`)+)
    | (?P<parameter>\$(?:[0-9]+|[A-Za-z_][A-Za-z0-9_]*))
    | (?P<number>(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)(?:[eE]-?[0-9]+)?)
    | (?P<word>[A-Za-z_][A-Za-z0-9_]*)
    | (?P<sign>[^"'`])
    """,
    re.VERBOSE,
)


class Token(NamedTuple):
    """A piece of a query.

    `kind` is blank, comment, string, quoted (a name in backticks), parameter, number, word or sign.
    """

    kind: str
    text: str


def tokens(query: str, at: int = 0) -> Iterator[Token]:
    """The tokens of a query from a place on; joined, they are the query.

    Raises QueryError for a string, comment or name in backticks that does not end or has an unknown escape.
    """
    while at < len(query):
        found = _TOKEN.match(query, at)
        if found is None or (found[0] == "/" and query[at : at + 2] in ("/*", "//")):
            line = query.count("\n", 0, at) + 1
            raise QueryError(f"query: line {line}: what begins with {query[at : at + 2].strip()} has no proper end", at)
        assert found.lastgroup is not None
        yield Token(found.lastgroup, found[0])
        at = found.end()
