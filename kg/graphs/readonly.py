"""Keeps user queries on the embedded engine to reading the graph.

A read-only connection of the engine refuses to change tables, yet still reads and writes files, loads extensions and
attaches other databases. So a query is judged by its words before the engine sees it: strings, comments and names in
backticks are no words, every other word of `FORBIDDEN` is refused wherever it stands.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from kg.errors import QueryError
from kg.graphs.dialect.refusals import STATEMENTS
from kg.graphs.tokens import Token, tokens

#: What a reading statement begins with.
_OPENERS = {"MATCH", "OPTIONAL", "UNWIND", "WITH", "RETURN", "CALL", "EXPLAIN", "PROFILE"}

_CHANGING = {"ALTER", "COMMENT", "CREATE", "DELETE", "DETACH", "DROP", "FOREACH", "MERGE", "REMOVE", "SET"}
_REACHING_OUT = {"ATTACH", "COPY", "EXPORT", "FORCE", "IMPORT", "INSTALL", "LOAD", "UNINSTALL", "UPDATE", "USE"}
_STEERING = {"ANALYZE", "BEGIN", "CHECKPOINT", "COMMIT", "ROLLBACK"}
_STEERING |= {"COMMIT_SKIP_CHECKPOINT", "ROLLBACK_SKIP_CHECKPOINT"}  # known to the grammar alone
FORBIDDEN = frozenset(_CHANGING | _REACHING_OUT | _STEERING)

#: The functions that CALL may name: they describe the graph and the engine.
CALLABLE = frozenset(("show_tables", "table_info", "show_functions", "db_version"))

#: What is said besides of procedures that people know from Neo4j.
INSTEAD = {
    "db": "; for labels: MATCH (n) RETURN DISTINCT labels(n); in the console: :schema",
    "dbms": "; for the version: CALL db_version() RETURN *",
    "apoc": "; APOC is Neo4j's",
    "gds": "; GDS is Neo4j's; in Python: kg.open(...).graph() is a NetworkX graph",
}


def check(query: str) -> None:
    """Raise QueryError, saying what to write instead, where a query is not one statement that only reads."""
    found = [(token, at) for token, at in _placed(query) if token.kind not in ("blank", "comment")]
    while found and found[-1][0].text == ";":
        found.pop()
    if not found:
        raise QueryError("query: empty; try: MATCH (p:Paper) RETURN p.title LIMIT 10")
    first, at = found[0]
    opener = first.text.upper()
    if opener in STATEMENTS:
        raise QueryError(f"query: {STATEMENTS[opener]}", at)
    if opener not in _OPENERS and opener not in FORBIDDEN:
        raise QueryError(
            f"query: begins with {_shown(first)}; what reads begins with MATCH, UNWIND, WITH, RETURN or CALL", at
        )
    for (token, place), (after, _) in zip(found, chain(found[1:], [(Token("sign", ""), 0)]), strict=True):
        _check_token(token, place, after)


def _placed(query: str) -> Iterator[tuple[Token, int]]:
    at = 0
    for token in tokens(query):
        yield token, at
        at += len(token.text)


def _check_token(token: Token, at: int, after: Token) -> None:
    word = token.text.upper()
    if token.text == ";":
        raise QueryError("query: more than one statement; ask one at a time", at)
    if token.kind != "word":
        return
    if word in FORBIDDEN:
        raise QueryError(
            f"query: {word} is refused, the graph is only read (change the library with kg build, rm, merge or split;"
            f" a name spelt so goes in backticks: `{token.text}`)",
            at,
        )
    if word == "CALL" and after.text != "{" and after.text.lower() not in CALLABLE:
        procedure = INSTEAD.get(after.text.lower(), "")
        raise QueryError(
            f"query: CALL {_shown(after)} is refused; only {', '.join(sorted(CALLABLE))} may be called{procedure}", at
        )


def _shown(token: Token) -> str:
    return repr(token.text[:40])
