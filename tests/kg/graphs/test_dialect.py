"""Neo4j's Cypher as the embedded engine is given it: what is rewritten, what is refused, and what never changes."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import QueryError
from kg.graphs.dialect import translate
from kg.graphs.readonly import check
from kg.graphs.tokens import tokens

REWRITTEN = [
    ("MATCH ()-[r]->() RETURN type(r)", "MATCH ()-[r]->() RETURN label(r)"),
    ("MATCH (n) WHERE n:A|B RETURN n", "MATCH (n) WHERE (label(n) IN ['A','B']) RETURN n"),
    ("MATCH (a)-[:T]->(b)<-[:T]-(c) RETURN a",
     "MATCH (a)-[_kg1:T]->(b)<-[_kg2:T]-(c) WHERE (id(_kg1) <> id(_kg2)) RETURN a"),
    ("MATCH (a)-[:S]->(b)-[:T]->(c) RETURN a", None),
    ("MATCH (a)-[x:T]->(b) MATCH (b)-[y:T]->(c) RETURN a", None),
    ("MATCH (a)-[:T*1..2]->(b)-[q:T]->(c) WHERE a.x OR b.x RETURN a",
     "MATCH (a)-[_kg1:T* TRAIL 1..2]->(b)-[q:T]->(c) WHERE CASE WHEN ((a.x OR b.x)"
     " AND (NOT list_contains(properties(rels(_kg1), '_ID'), id(q)))) THEN true ELSE false END"
     " RETURN a"),
    ("MATCH (a)--(b) RETURN a", "MATCH (a)-[]-(b) RETURN a"),
    ("MATCH (a)-[*]->(b) RETURN a", "MATCH (a)-[* TRAIL 1..30]->(b) RETURN a"),
    ("MATCH (a)-[*3]->(b) RETURN a", "MATCH (a)-[* TRAIL 3..3]->(b) RETURN a"),
    ("MATCH (a)-[* SHORTEST 1..3]->(b) RETURN a", "MATCH (a)-[* SHORTEST 1..3]->(b) RETURN a"),
    ("MATCH p = shortestPath((a)-[:T*..4]-(b)) RETURN p", "MATCH p = (a)-[:T* SHORTEST 1..4]-(b) RETURN p"),
    ("MATCH (a WHERE a.x > 1) RETURN a", "MATCH (a) WHERE (a.x > 1) RETURN a"),
    ("MATCH (a)-[r:T*1..2]->(b) RETURN r, size(r)", "MATCH (a)-[r:T* TRAIL 1..2]->(b) RETURN rels(r), size(rels(r))"),
    ("MATCH (a)-[r:T*1..2]->(b) WITH r RETURN r", "MATCH (a)-[r:T* TRAIL 1..2]->(b) WITH rels(r) AS r RETURN r"),
    ("MATCH (n) WITH n ORDER BY n.x LIMIT 3 RETURN collect(n)",
     "MATCH (n) WITH n ORDER BY n.x LIMIT 3 UNWIND [1] AS _kg1  RETURN collect(n)"),
    ("MATCH (n) WITH n ORDER BY n.x LIMIT 3 RETURN n", None),
    ("MATCH (n) WITH n ORDER BY n.x RETURN n", "MATCH (n) WITH n ORDER BY n.x SKIP 0 RETURN n"),
    ("RETURN [x IN [1] WHERE x > 0 | x + 1]", "RETURN list_transform(list_filter([1], x -> (x > 0)), x -> (x + 1))"),
    ("WITH $l AS l RETURN l[0]", "WITH $l AS l RETURN list_extract(CASE WHEN size(l) > 0 THEN l END, 1)"),
    ("WITH $l AS l RETURN l[1..3]", "WITH $l AS l RETURN list_slice(coalesce(l, NULL), 2, 3)"),
    ("MATCH (n) RETURN n['x']", "MATCH (n) RETURN struct_extract(n, 'x')"),
    ("MATCH (n) RETURN n {.a, b: 1, c}", "MATCH (n) RETURN CASE WHEN n IS NOT NULL THEN { a: n.a, b: 1, c: c} END"),
    ("MATCH (a) WITH a LIMIT 9 MATCH (a)-[:T]->() RETURN a",
     "MATCH (a) WITH a LIMIT 9 OPTIONAL MATCH (a)-[:T]->(_kg1) WITH * WHERE _kg1 IS NOT NULL RETURN a"),
    ("MATCH (a) WITH a LIMIT 9 MATCH (a:A) RETURN a",
     "MATCH (a) WITH a LIMIT 9 MATCH (a) WHERE (label(a) IN ['A']) RETURN a"),
    ("MATCH (a:A) WITH a LIMIT 9 MATCH (a)-[:T]->() RETURN a", None),
    ("WITH $l AS l RETURN [x IN l | x]", "WITH $l AS l RETURN list_transform(coalesce(l, NULL), x -> x)"),
    ("RETURN n.name + '!'", "RETURN CASE WHEN n.name IS NOT NULL THEN n.name + '!' END"),
    ("MATCH p = (a)-->(b) RETURN [x IN nodes(p) | x.name]",
     "MATCH p = (a)-[]->(b) RETURN list_transform(properties(nodes(p), 'name'), x -> x)"),
    ("WITH $l AS l RETURN [x IN l WHERE x > 1 | x]",
     "WITH $l AS l RETURN CASE WHEN size(coalesce(l, NULL)) > 0 THEN list_filter(coalesce(l, NULL), x -> (x > 1))"
     " ELSE (coalesce(l, NULL)) END"),
    ("WITH $l AS l RETURN [x IN l | x + '!']",
     "WITH $l AS l RETURN list_transform(coalesce(l, NULL), x -> (CASE WHEN l IS NULL THEN"
     " (CASE WHEN x IS NOT NULL THEN x + '!' END) ELSE (CASE WHEN x IS NOT NULL THEN x + '!' END) END))"),
    ("RETURN CASE 1 WHEN null THEN 2 WHEN n.a + 1 THEN CASE 3 WHEN 4 THEN 5 END END",
     "RETURN CASE WHEN 1 = null THEN 2 WHEN 1 = (n.a + 1) THEN CASE WHEN 3 = 4 THEN 5 END END"),
    ("RETURN CASE WHEN CASE WHEN n.a THEN 1 END = 1 THEN 2 END", None),
    ("RETURN CASE WHEN n.a THEN n.b END[0]",
     "RETURN list_extract(CASE WHEN size(CASE WHEN n.a THEN n.b END) > 0 THEN (CASE WHEN n.a THEN n.b END) END, 1)"),
    ("RETURN a + b, a.papers + b, 1 + b, reduce(s = 0, x IN [1] | s + x)",
     "RETURN CASE WHEN a IS NOT NULL AND b IS NOT NULL THEN a + b END, a.papers + b, 1 + b,"
     " list_reduce(list_prepend([1], 0), (s, x) -> (s + x))"),
    ("MATCH (n) RETURN n.a AS i , 1 ORDER BY i , 1", "MATCH (n) RETURN n.a AS i, 1 ORDER BY i, 1"),
    ("RETURN 1 < 2 <= 3", "RETURN (1 < 2 AND 2 <= 3)"),
    ("RETURN log(2), btrim('a')", "RETURN ln(2), trim('a')"),
    ("RETURN substring('abc', 1)",
     "RETURN (CASE WHEN 1 < size('abc') THEN substring(coalesce('abc', NULL), 1 + 1, size('abc'))"
     " WHEN 'abc' IS NOT NULL THEN '' END)"),
    ("RETURN e()", "RETURN 2.718281828459045"),
    ("MATCH (n) WHERE EXISTS { (n)-->() } RETURN n", "MATCH (n) WHERE EXISTS { MATCH (n)-[]->() } RETURN n"),
    ("MATCH (n) RETURN size([(n)-->(m) | m])", "MATCH (n) RETURN COUNT { MATCH (n)-[]->(m) }"),
    ("MATCH ()-[r]->() RETURN r.end AS end, CASE WHEN true THEN 1 END",
     "MATCH ()-[r]->() RETURN r.`end` AS `end`, CASE WHEN true THEN 1 END"),
    ("RETURN 1 AS none ORDER BY none", "RETURN 1 AS `none` ORDER BY `none`"),
    ("RETURN 1 /* a\nb */ AS x//", "RETURN 1     \n     AS x  "),
    ("RETURN 'type(r) [1..2] // x' AS `type(r)`, \"n:A\" // type(r)",
     "RETURN 'type(r) [1..2] // x' AS `type(r)`, \"n:A\""),
    ("RETURN x - [1][0]", "RETURN x - list_extract(CASE WHEN size([1]) > 0 THEN [1] END, 1)"),
]  # fmt: skip

REFUSED = [
    ("MATCH (n:!A) RETURN n", "WHERE NOT n:A", 9),
    ("MATCH (n:A&B) RETURN n", "of label expressions", 10),
    ("MATCH (n:A:B) RETURN n", "one label", 6),
    ("MATCH (n) WHERE n:A:B RETURN n", "one label", 18),
    ("MATCH ()-[:!A]->() RETURN 1", "type(r) <> 'A'", 11),
    ("MATCH ((a)-->(b)){1,3} RETURN a", "-[:TYPE*1..3]->", 6),
    ("MATCH p = SHORTEST 1 (a)-->(b) RETURN p", "shortestPath", 10),
    ("MATCH (n) RETURN elementId(n)", "n.id", 17),
    ("MATCH (n) RETURN n {.*}", "properties(n)", 17),
    ("MATCH (n) RETURN [(n)-->(m) | m.name]", "OPTIONAL MATCH", 18),
    ("MATCH (n) CALL { WITH n RETURN 1 AS x } RETURN x", "COUNT { MATCH", 10),
    ("RETURN COLLECT { MATCH (n) RETURN n.name }", "collect(x)", 7),
    ("MATCH (n) USING INDEX n:A(id) RETURN n", "leave it out", 10),
    ("RETURN duration('P1D')", "interval('1 day')", 7),
    ("MATCH p = ()-->() RETURN [x IN nodes(p) WHERE x.a > 1 | x.b]", "UNWIND nodes(p) AS x", 31),
    ("MATCH (p:Paper) OPTIONAL MATCH (p)-[:USES]->(m) RETURN m", "USES goes from Method to Method", 31),
    ("MATCH (p:Paper) WHERE NOT (p)-[:USES]->() RETURN p", "Paper cannot stand there", 26),
    ("MATCH (:Author)-[:WROTE]->(p) RETURN COUNT { (p)<-[:CITES]-(:Method) }", "Method cannot stand there", 59),
    ("RETURN [x IN [y IN [1, 2] WHERE y < n.a] | x]", "[x IN xs WHERE …] AS some", 43),
    ("RETURN [x IN n.a WHERE x <> n.b | x + '!']", "WITH n, ", 34),
    ("RETURN [x IN n.a WHERE x.b | x.c]", "takes two steps", 29),
    ("RETURN any(x IN [y IN n.a | y + n.b] WHERE x = 1)", "takes two steps", 43),
    ("RETURN CASE WHEN NOT (CASE WHEN n.a THEN true END) THEN 1 END", "give it a name by WITH", 22),
    ("RETURN CASE WHEN CASE WHEN n.a THEN true END AND n.b THEN 1 END", "give it a name by WITH", 17),
    ("MATCH (n RETURN n", "( is never closed", 6),
    ("MATCH (n]) RETURN n", "( is closed by ]", 6),
    ("RETURN 1)", ") closes nothing", 8),
]


@pytest.mark.parametrize(("query", "wanted"), REWRITTEN)
def test_rewritten(query: str, wanted: str | None) -> None:
    assert translate(query).text.rstrip() == (query if wanted is None else wanted).rstrip()


@pytest.mark.parametrize(("query", "says", "at"), REFUSED)
def test_refused_with_its_place_and_what_to_write(query: str, says: str, at: int) -> None:
    with pytest.raises(QueryError) as refusal:
        translate(query)
    assert says in str(refusal.value) and refusal.value.at == at


def test_a_place_in_what_the_engine_gets_is_one_in_what_was_written() -> None:
    query = "MATCH (a)--(b)--(c) WHERE 1 < a.x < 3 RETURN [x IN [1] | x] AS l, oops"
    sent = translate(query)
    for word in ("oops", "RETURN", "a.x", "AS l"):
        assert sent.at(sent.text.index(word)) == query.index(word)


pieces = st.sampled_from(
    "MATCH|RETURN|WITH|WHERE|n|:A|(|)|[|]|{|}|-|>|<|--|-->|[r]|[*1..2]|type|(r)|.|..|1|'s|it'|'s'|`b c`|//x\n|/*y*/|$p"
    "|,|=|IN| |ORDER BY|LIMIT 3|AS|end|x|EXISTS|COUNT|any|reduce|CASE|collect|||;|é".split("|")
)


@given(st.lists(pieces, max_size=14).map(" ".join))
def test_strings_parameters_and_names_never_change_and_nothing_forbidden_comes_in(query: str) -> None:
    try:
        check(query)
        sent = translate(query).text
    except QueryError:
        return
    check(sent)
    for kind in ("string", "parameter"):
        before = [token.text for token in tokens(query) if token.kind == kind]
        after = [token.text for token in tokens(sent) if token.kind == kind]
        assert set(before) <= set(after) or re.search(r"\b(any|reduce|COUNT|r)\b|\|", query)
