"""Statements, literals, values, places of errors and plans, each by itself."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import PaperKGError, QueryError
from kg.graphs.plans import Plan, from_boxes
from queries.console.history import is_secret
from queries.console.literals import literal
from queries.console.problems import explained
from queries.console.statements import is_complete, statements
from queries.console.values import shown


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("RETURN 1", [("RETURN 1", 1)]),
        ("RETURN 1;;\n RETURN ';' AS a; ", [("RETURN 1", 1), ("RETURN ';' AS a", 2)]),
        ("// none; here\n/* ; */ RETURN 1 // ;\n;", [("RETURN 1 // ;", 2)]),
        (":params\nRETURN\n1;\n// x\n:format csv;\n", [(":params", 1), ("RETURN\n1", 2), (":format csv", 5)]),
        ("RETURN 1; :params", [("RETURN 1", 1), (":params", 1)]),
        ("  \n;; // nothing", []),
    ],
)
def test_a_text_is_cut_into_statements_and_commands(text: str, wanted: list[tuple[str, int]]) -> None:
    assert [(s.text, s.line) for s in statements(text)] == wanted


@pytest.mark.parametrize(
    ("text", "complete"),
    [
        ("", True),
        (":help", True),
        ("RETURN 1", False),
        ("RETURN 1;", True),
        ("RETURN 1; // done", True),
        ("RETURN ';", False),
        ("RETURN 1 /* ;", False),
        ("RETURN 1; RETURN 2", False),
        ("RETURN 1;\n:params", True),
    ],
)
def test_what_was_typed_runs_when_it_is_complete(text: str, complete: bool) -> None:
    assert is_complete(text) is complete


values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**62), 2**62) | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.from_regex(r"[a-z]\w{0,5}", fullmatch=True), inner),
    max_leaves=6,
)


def written(value: object) -> str:
    match value:
        case str():
            return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'"
        case list():
            return f"[{', '.join(map(written, value))}]"
        case dict():
            return "{" + ", ".join(f"`{key}`: {written(item)}" for key, item in value.items()) + "}"
        case None | bool():
            return str(value).replace("None", "null")
    return str(value)


@given(values)
def test_a_value_is_read_as_it_is_written(value: object) -> None:
    assert literal(written(value)) == value


@pytest.mark.parametrize("text", ["", "x", "1 2", "[1, x]", "{1: 2", "'a' + 'b'", "n.name", "{a 1}", "- 'x'", "foo()"])
def test_what_is_no_value_is_refused(text: str) -> None:
    with pytest.raises(PaperKGError):
        literal(text)


def test_escapes_and_numbers() -> None:
    assert literal(r"'tab\t \'q\' é \\'") == "tab\t 'q' é \\"
    assert literal('[-1, 2.5, +3, 1e3, "a"]') == [-1, 2.5, 3, 1000.0, "a"]


@pytest.mark.parametrize(
    ("value", "wanted"),
    [
        (None, "null"),
        (True, "true"),
        ("a\x1b[31mb\nc", "a�[31mb c"),
        ([1, None, "x"], "[1, null, 'x']"),
        ({"a": 1, "b": [True]}, "{a: 1, b: [true]}"),
        (
            {"label": "Method", "id": "m", "name": "Rill", "aliases": [], "papers": None},
            "(:Method {id: 'm', name: 'Rill', aliases: []})",
        ),
        ({"type": "USES", "confidence": 0.5, "rule": None}, "[:USES {confidence: 0.5}]"),
        ({"type": "CITES"}, "[:CITES]"),
        (
            {
                "nodes": [{"label": "Method", "name": "A"}, {"label": "Paper", "title": "B"}, {"label": "X"}],
                "relations": [{"type": "USES"}, {"type": "CITES"}],
                "directions": ["<-", "->"],
            },
            "(:Method {name: 'A'})<-[:USES]-(:Paper {title: 'B'})-[:CITES]->(:X)",
        ),
        ({"label": "plain", "n": 1}, "{label: 'plain', n: 1}"),
    ],
)
def test_values_are_shown_as_cypher_draws_them(value: object, wanted: str) -> None:
    assert shown(value) == wanted


def test_an_error_points_at_its_place() -> None:
    query = "MATCH (a)\nWHERE a.水 = 'x' AND oops\nRETURN a"
    assert explained(QueryError("query: no", query.index("oops")), query, first_line=7).splitlines() == [
        "query: no",
        "  8 | WHERE a.水 = 'x' AND oops",
        "    |                      ^",
    ]
    servers = PaperKGError("neo4j: no (line 2, column 9 (offset: 18))")
    assert explained(servers, query).splitlines()[2] == "    |         ^"
    assert explained(PaperKGError("no place\x1b"), query) == "no place�"
    far = "RETURN " + "1 + " * 100 + "x"
    line, caret = explained(QueryError("query: no", len(far) - 1), far).splitlines()[1:]
    assert len(line) < 120 and line[caret.index("^")] == "x"


BOXES = """\
┌────────────────────┐
│┌──────────────────┐│
││       Plan       ││
│└──────────────────┘│
└────────────────────┘
┌────────────────────┐
│       TOP[2]       │
│   --------------   │
│      Keys: a       │
│   --------------   │──────────┐
│ NumOutputTuples: 3 │          │
└─────────┬──────────┘          │
┌─────────┴──────────┐ ┌────────┴───────────┐
│      LEFT[0]       │ │      RIGHT[1]      │
└────────────────────┘ └────────────────────┘
"""


def test_a_plan_is_a_tree() -> None:
    plan = from_boxes(BOXES, ran=False)
    assert [*plan.lines()] == ["TOP  Keys: a", "├─ LEFT", "└─ RIGHT"]
    assert next(from_boxes(BOXES, ran=True).lines()) == "TOP  Keys: a  3 rows"
    assert [*Plan("A", children=[Plan("B", rows=2), Plan("C", children=[Plan("D", estimated=1200.4)])]).lines()] == [
        "A",
        "├─ B  2 rows",
        "└─ C",
        "   └─ D  about 1,200 rows",
    ]


@pytest.mark.parametrize(
    ("text", "secret"),
    [
        ("ALTER USER x SET PASSWORD 'y'", True),
        (":use bolt://me:y@host", True),
        (":param password => 'y'", True),
        (":param apiKey => 'y'", True),
        (":use neo4j://localhost:7687", False),
        ("MATCH (p:Paper) WHERE p.url = 'http://a.b/c@d' RETURN p", False),
    ],
)
def test_what_may_hold_a_password_is_told(text: str, secret: bool) -> None:
    assert is_secret(text) is secret
