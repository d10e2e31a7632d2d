"""What the embedded engine complains of, said of the user's query: where in it, and which name may have been meant."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from kg import schema
from kg.errors import QueryError
from kg.graphs.dialect.functions import TEMPLATES
from kg.graphs.dialect.pieces import Translation
from kg.graphs.tokens import tokens

_PLACE = re.compile(r" ?\(line: (\d+), offset: (\d+)\)")
_LABEL = re.compile(r"Table (\S+) does not exist")
_PROPERTY = re.compile(r"Cannot find property (\S+) for (\S+?)\.?$")
_FUNCTION = re.compile(r"function (\S+) does not exist", re.IGNORECASE)
_VARIABLE = re.compile(r"Variable (\S+) is not in scope")
_ARGUMENTS = re.compile(r"Function (\S+) did not receive correct arguments")
_OPERANDS = re.compile(r"Cannot match a built-in function for given function (\S+?)\(([^)]*)\)")
_ORDERED = re.compile(r"Cannot order by (\S+)\. Order by (?:NODE|REL)")
_NESTED = "Lambda paramName"

#: Every property key of the graph.
KEYS = sorted(
    {key for keys in schema.NODE_PROPERTIES.values() for key in keys}
    | {key for type_ in schema.RELATIONS.values() for key in type_.properties}
)


def complaint(message: str, query: str, sent: Translation, functions: Callable[[], Iterable[str]]) -> QueryError:
    """The engine's message as an error of the query. `functions` gives the names of all it has."""
    said = re.sub(r"^(\w+ )+exception: ", "", message.strip().splitlines()[0]).strip()
    if found := _PLACE.search(said):
        return _syntax(_PLACE.sub("", said), query, sent.at(_offset(sent.text, int(found[1]), int(found[2]))))
    if found := _LABEL.search(said):
        name = found[1].strip("`")
        at = place(query, name)
        is_type = at is not None and bool(re.search(r"\[[^\[\]()]*$", query[:at]))
        kind, names = ("relation type", [*schema.RELATIONS]) if is_type else ("label", [*schema.LABELS])
        return QueryError(f"query: no {kind} is called {name}{meant(name, names)}", at)
    if found := _PROPERTY.search(said):
        return QueryError(
            f"query: {found[2]} has no property {found[1]}{meant(found[1], KEYS)}", place(query, found[1])
        )
    if found := _FUNCTION.search(said):
        known = {*(name.lower() for name in functions()), *(name for name, _ in TEMPLATES)}
        at = place(query, found[1])
        name = found[1].lower() if at is None else query[at : at + len(found[1])]
        return QueryError(f"query: no function is called {name}{meant(name, known)}", at)
    if found := _VARIABLE.search(said):
        variables = {t.text for t in tokens(query) if t.kind == "word"} - {found[1]}
        hint = meant(found[1], variables) if len(found[1]) > 2 else ""
        return QueryError(f"query: nothing here is called {found[1]}{hint}", place(query, found[1]))
    if found := _ARGUMENTS.search(said):
        at = place(query, found[1])
        return QueryError(f"query: {found[1].lower()}() does not take such arguments; {_given(message)}", at)
    if found := _OPERANDS.search(said):
        hint = "; write toString(x) for the number" if found[1] == "+" and "STRING" in found[2] else ""
        hint = "; write + [x] for one value" if found[1] == "+" and "[]" in found[2] else hint
        return QueryError(f"query: {found[1]} does not take {found[2].replace(',', ' and ')}{hint}")
    if found := _ORDERED.search(said):
        name = found[1]
        return QueryError(f"query: {name} is a node, too, which nothing is ordered by; give the value another name")
    if _NESTED in said:
        return QueryError(
            "query: a list inside a list cannot use the outer one's variable here; write UNWIND for the outer"
        )
    return QueryError(f"query: {said}")


def place(query: str, name: str) -> int | None:
    """Where a name stands in a query, not in a string or comment."""
    at = 0
    for token in tokens(query):
        if token.kind in ("word", "quoted", "parameter") and token.text.strip("`$").lower() == name.lower():
            return at
        at += len(token.text)
    return None


def meant(name: str, known: Iterable[str]) -> str:
    """“; did you mean …?”, nothing where no known name is near."""
    from difflib import get_close_matches

    by_lower = {one.lower(): one for one in sorted(known)}
    near = get_close_matches(name.lower(), by_lower, n=2, cutoff=0.6)
    return f"; did you mean {' or '.join(by_lower[one] for one in near)}?" if near else ""


def _syntax(said: str, query: str, at: int) -> QueryError:
    if said.startswith("Non-binary comparison"):
        return QueryError("query: write a < b AND b < c for a < b < c", at)
    seen = next(iter(tokens(query[at:])), None) if query[at:].strip() else None
    if seen is None:
        return QueryError("query: something is missing at its end", len(query.rstrip()))
    at += len(seen.text) if seen.kind == "blank" else 0
    text = next((t.text for t in tokens(query[at:])), "")
    line, column = query.count("\n", 0, at) + 1, at - (query.rfind("\n", 0, at) + 1) + 1
    return QueryError(f"query: line {line}, column {column}: {text[:40]!r} is not expected here", at)


def _offset(text: str, line: int, column: int) -> int:
    lines = text.splitlines(keepends=True)
    return sum(map(len, lines[: line - 1])) + column


def _given(message: str) -> str:
    lines = [line.strip() for line in message.splitlines()]
    given = next((line.removeprefix("Actual:").strip() for line in lines if line.startswith("Actual:")), "")
    return f"it is given {given}" if given else "see :help functions"
