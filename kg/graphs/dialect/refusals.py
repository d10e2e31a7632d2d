"""What the embedded engine does not speak and nothing can stand for, with the way to write it instead."""

from __future__ import annotations

from collections.abc import Sequence

from kg import schema
from kg.errors import QueryError
from kg.graphs.dialect.pieces import Leaf, Piece

_FUNCTIONS = {
    "elementid": "elementId() is Neo4j's; a node's own id is its property: n.id",
    "duration": "duration() is Neo4j's; here: interval('1 day')",
    "point": "point() is Neo4j's; nothing in this graph has a place",
    "shortestpath": "shortestPath() stands in a MATCH only: MATCH p = shortestPath((a)-[*..5]-(b)) RETURN p",
    "allshortestpaths": "allShortestPaths() stands in a MATCH only: MATCH p = allShortestPaths((a)-[*]-(b)) RETURN p",
}

#: What a statement may begin with in Neo4j, and where the same is found here.
STATEMENTS = {
    "SHOW": "SHOW is Neo4j's; here: CALL show_functions() RETURN *, CALL show_tables() RETURN *, :schema",
    "USE": "USE is Neo4j's; in the console: :use or :library",
    "TERMINATE": "TERMINATE is Neo4j's; here Ctrl-C stops a query",
    "FINISH": "FINISH is Neo4j's; leave it out",
}


def function(name: Leaf) -> QueryError | None:
    """Why a function cannot be called, None where it may be."""
    why = _FUNCTIONS.get(name.text.lower())
    return QueryError(f"query: {why}", name.at) if why else None


def label_expression(at: Piece) -> QueryError:
    """`n:!A`, `n:%`."""
    return QueryError("query: of label expressions only n:A and n:A|B are spoken here; write WHERE NOT n:A", at.at)


def type_expression(at: Piece) -> QueryError:
    """`[:!A]`."""
    return QueryError("query: of type expressions only :A|B is spoken here; write WHERE type(r) <> 'A'", at.at)


def two_labels(at: Leaf) -> QueryError:
    """`n:A:B`."""
    return QueryError("query: a node has one label here; for either of two write n:A|B", at.at)


def collect_subquery(at: Leaf) -> QueryError:
    """`COLLECT { … }`."""
    return QueryError("query: COLLECT { } is Neo4j's; write OPTIONAL MATCH … WITH n, collect(x) AS xs", at.at)


def pattern_comprehension(at: Piece) -> QueryError:
    """`[(a)-->(b) | b.name]`."""
    return QueryError(
        "query: a list made by a pattern is Neo4j's; write OPTIONAL MATCH (a)-->(b) WITH a, collect(b.name) AS names",
        at.at,
    )


def call_subquery(at: Piece) -> QueryError:
    """`CALL { … }`."""
    return QueryError(
        "query: CALL { } is Neo4j's; write the inner MATCH after the outer one, with WITH for what it counts, or"
        " COUNT { MATCH … }",
        at.at,
    )


def all_properties(at: Leaf) -> QueryError:
    """`n {.*}`."""
    return QueryError(f"query: {{.*}} is Neo4j's; write properties({at.text})", at.at)


def quantified_path(at: Piece) -> QueryError:
    """`((a)-->(b)){1,3}`, `-->+`."""
    return QueryError("query: quantified patterns are Neo4j's; write -[:TYPE*1..3]->", at.at)


def selective_path(at: Piece) -> QueryError:
    """`SHORTEST 1 (a)--+(b)`."""
    return QueryError("query: write MATCH p = shortestPath((a)-[*..5]-(b)) for the shortest paths", at.at)


def index_hint(at: Piece) -> QueryError:
    """`USING INDEX …`."""
    return QueryError("query: USING is Neo4j's; leave it out, ids are always indexed here", at.at)


def inner_condition(at: Piece) -> QueryError:
    """`(a)-->(b WHERE …)` as a condition."""
    return QueryError("query: write a condition inside a pattern as EXISTS { MATCH … WHERE … }", at.at)


def mixed_list(at: Leaf) -> QueryError:
    """`[1, 'a']`."""
    return QueryError("query: a list of values of several types is Neo4j's; write a map: {a: 1, b: 'x'}", at.at)


def impossible(at: Piece, labels: list[str], types: list[str]) -> QueryError:
    """A relation where a node can have no label that it joins."""
    known = [schema.RELATIONS[type_] for type_ in types]
    joins = "; ".join(f"{t.name} goes from {_either(t.heads)} to {_either(t.tails)}" for t in known)
    return QueryError(f"query: {_either(labels)} cannot stand there: {joins}", at.at)


def _either(labels: Sequence[str]) -> str:
    return "|".join(labels)


def walked(at: Piece, variable: str) -> QueryError:
    """`[x IN nodes(p) | x.a + x.b]`."""
    return QueryError(
        f"query: a list reads one property of a path's nodes or relations; else write UNWIND nodes(p) AS {variable}",
        at.at,
    )


def list_of_list(at: Piece) -> QueryError:
    """`[x IN [y IN ys WHERE y > n.a] | x]`."""
    return QueryError(
        "query: a list that is cut or made anew and then changed, by more than its own values, takes two steps here:"
        " WITH n, [x IN xs WHERE …] AS some RETURN [x IN some | …]",
        at.at,
    )


def case_of_case(at: Piece) -> QueryError:
    """`CASE WHEN CASE WHEN … END THEN … END`."""
    return QueryError("query: a CASE that is a condition of another is Neo4j's; give it a name by WITH first", at.at)
