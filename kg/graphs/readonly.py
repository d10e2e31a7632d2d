"""Keeps user queries on the embedded engine to reading the graph.

A read-only connection of the engine refuses to change tables, yet still reads and writes files, loads extensions and
attaches other databases. So a query is judged by its words before the engine sees it: strings, comments and names in
backticks are no words, every other word of `FORBIDDEN` is refused wherever it stands.
"""

from __future__ import annotations

from itertools import chain

from kg.errors import PaperKGError
from kg.graphs.tokens import Token, tokens

#: What a reading statement begins with.
_OPENERS = {"MATCH", "OPTIONAL", "UNWIND", "WITH", "RETURN", "CALL", "EXPLAIN", "PROFILE"}

_CHANGING = {"ALTER", "COMMENT", "CREATE", "DELETE", "DETACH", "DROP", "FOREACH", "MERGE", "REMOVE", "SET"}
_REACHING_OUT = {"ATTACH", "COPY", "EXPORT", "FORCE", "IMPORT", "INSTALL", "LOAD", "UNINSTALL", "UPDATE", "USE"}
_STEERING = {"ANALYZE", "BEGIN", "CHECKPOINT", "COMMIT", "ROLLBACK"}
FORBIDDEN = frozenset(_CHANGING | _REACHING_OUT | _STEERING)

#: The functions that CALL may name: they describe the graph and the engine.
CALLABLE = frozenset(("show_tables", "table_info", "show_functions", "db_version"))


def check(query: str) -> str:
    """The query as the engine is to get it: comments blanked and `.end` quoted, at the same offsets where it can be.

    Raises PaperKGError, saying what to write instead, where it is empty, more than one statement, or not reading only.
    """
    found = list(tokens(query))
    significant = [token for token in found if token.kind not in ("blank", "comment")]
    while significant and significant[-1].text == ";":
        significant.pop()
    if not significant:
        raise PaperKGError("query: empty; try: MATCH (p:Paper) RETURN p.title LIMIT 10")
    if significant[0].text.upper() not in _OPENERS:
        raise PaperKGError(
            f"query: begins with {_shown(significant[0])}; what reads begins with MATCH, UNWIND, WITH, RETURN or CALL"
        )
    for token, after in zip(significant, chain(significant[1:], [Token("sign", "")]), strict=True):
        _check_token(token, after)
    return "".join(_for_engine(found))


def _check_token(token: Token, after: Token) -> None:
    word = token.text.upper()
    if token.text == ";":
        raise PaperKGError("query: more than one statement; ask one at a time")
    if token.kind != "word":
        return
    if word in FORBIDDEN:
        raise PaperKGError(
            f"query: {word} is refused, the graph is only read (change the library with kg build, rm, merge or split;"
            f" a name spelt so goes in backticks: `{token.text}`)"
        )
    if word == "CALL" and after.text.lower() not in CALLABLE:
        raise PaperKGError(f"query: CALL {_shown(after)} is refused; only {', '.join(sorted(CALLABLE))} may be called")


def _shown(token: Token) -> str:
    return repr(token.text[:40])


def _for_engine(found: list[Token]) -> list[str]:
    texts: list[str] = []
    before = ""
    for token in found:
        text = token.text
        if token.kind == "comment":
            text = "".join(c if c == "\n" else " " for c in text)
        elif token.kind == "word" and before == "." and text.lower() == "end":
            text = f"`{text}`"  # a keyword to the engine, which Neo4j takes for the property it is
        if token.kind not in ("blank", "comment"):
            before = token.text
        texts.append(text)
    return texts
