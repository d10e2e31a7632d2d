"""What may be asked of the embedded graph: every reading query, and nothing that writes or leaves the graph."""

from __future__ import annotations

import ladybug
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import PaperKGError
from kg.graphs.dialect import translate
from kg.graphs.readonly import FORBIDDEN, check
from kg.graphs.tokens import tokens

REFUSED = [
    # writing
    "CREATE (:Method {id: 'x'})",
    "MATCH (m:Method) SET m.name = 'x'",
    "MATCH (m:Method) DELETE m",
    "MATCH (m:Method) DETACH DELETE m",
    "MERGE (:Method {id: 'x'})",
    "MATCH (n)CREATE(:Method {id: 'x'})",
    "DROP TABLE Paper",
    "ALTER TABLE Paper ADD x INT64",
    "CREATE NODE TABLE X(id STRING PRIMARY KEY)",
    "CREATE MACRO f(x) AS x",
    "COMMENT ON TABLE Paper IS 'x'",
    "BEGIN TRANSACTION",
    "CHECKPOINT",
    "EXPLAIN CREATE (:Method {id: 'x'})",
    "PROFILE MATCH (m) DELETE m",
    # files, extensions, other databases
    "LOAD FROM '/etc/passwd' (file_format='csv') RETURN *",
    "load from '/etc/passwd' return *",
    "LOAD WITH HEADERS (a STRING) FROM 'x.csv' RETURN *",
    "MATCH (n) LOAD FROM 'x.csv' RETURN *",
    "UNWIND [1] AS x LOAD FROM 'x.csv' RETURN *",
    "RETURN 1 AS a UNION LOAD FROM 'x.csv' RETURN *",
    "WITH 1.5 AS a LOAD FROM 'x' RETURN a",
    "COPY Paper FROM 'x.csv'",
    "COPY (MATCH (p:Paper) RETURN p) TO 'x.csv'",
    "EXPLAIN COPY (MATCH (p:Paper) RETURN p) TO 'x.csv'",
    "EXPORT DATABASE 'x'",
    "IMPORT DATABASE 'x'",
    "ATTACH 'x' AS x (dbtype lbug)",
    "USE x",
    "INSTALL json",
    "FORCE INSTALL json",
    "LOAD EXTENSION json",
    "UPDATE json",
    "UNINSTALL json",
    "CALL threads=1",
    "CALL timeout=0",
    "CALL READ_CSV_SERIAL('/etc/passwd') RETURN *",
    "CALL read_parquet('x') RETURN *",
    "CALL `read_parquet`('x') RETURN *",
    "CALL/* */project_graph('G', ['Paper'], [])",
    "MATCH (n) CALL read_npy('x') RETURN *",
    # more than one statement
    "RETURN 1; RETURN 2",
    "RETURN 1;CREATE (:Method {id: 'x'})",
    "RETURN 1; // x\n COPY Paper FROM 'x'",
    # hidden in what is no string, comment or name
    "/* */LOAD FROM 'x' RETURN *",
    "// x\nLOAD FROM 'x' RETURN *",
    "RETURN 1 // x\n;LOAD FROM 'x' RETURN *",
    "RETURN 1 // x\r\nUNION LOAD FROM 'x' RETURN *",
    "RETURN '\\'' UNION LOAD FROM \"'\" RETURN *",
    "RETURN '' UNION LOAD FROM '' RETURN *",
    "RETURN `a``b` UNION LOAD FROM 'x' RETURN *",
    "/***/ RETURN ' */ UNION LOAD FROM ' RETURN *",  # the engine's comment ends at the second */ only
    "RETURN 1\u2028UNION\u00a0LOAD\u3000FROM 'x' RETURN *",
    "RETURN 1lOaD FROM 'x'",
    "RETURN $a LOAD FROM 'x' RETURN *",
    "RETURN $1LOAD FROM 'x' RETURN *",
    # not to be cut
    "RETURN 'x",
    'RETURN "x\\q"',
    "RETURN `x",
    "RETURN 1 /* x",
    "RETURN 1 // x\rUNION LOAD FROM 'x'",
    "",
    " ;\n// nothing\n;",
    "HELLO",
    "SHOW TABLES",
]

ALLOWED = [
    "MATCH (m:Method)-[r:EVALUATED_ON]->(b:Benchmark {name: 'MMLU'}) RETURN m.name, r.value ORDER BY r.value DESC;",
    "OPTIONAL MATCH (m:Method) RETURN m",
    "WITH 1 AS x RETURN x // LOAD FROM 'x'",
    "/* COPY x */ RETURN 'CREATE (n); LOAD' AS `DELETE`, \"it's\" AS b, 'it\\'s SET' AS c",
    "MATCH (p:Paper) WHERE p.title CONTAINS 'Load; drop table' RETURN p",
    "MATCH (a)-[:USES* SHORTEST 1..3]->(b) WHERE a <> b RETURN a, b",
    "CALL show_tables() RETURN *",
    "EXPLAIN MATCH (p:Paper) RETURN p",
    "RETURN $create AS created, 1.5e-3 AS loads, 'Ünïcode' AS é",
    "MATCH (p:Paper) WHERE EXISTS { MATCH (p)-[:CITES]->() } RETURN count(*)",
]


@pytest.mark.parametrize("query", REFUSED)
def test_refused(query: str) -> None:
    with pytest.raises(PaperKGError) as refusal:
        check(query)
    assert "\n" not in str(refusal.value)


@pytest.mark.parametrize("query", ALLOWED)
def test_allowed(query: str) -> None:
    check(query)
    check(translate(query).text)


def test_every_statement_of_the_engine_is_known() -> None:
    """The engine lists, in its complaint, every word that a statement may begin with: each is reading or forbidden."""
    with ladybug.Connection(ladybug.Database(":memory:")) as connection, pytest.raises(RuntimeError) as complaint:
        connection.execute("NONSENSE")
    openers = str(complaint.value).split("{")[1].split("}")[0].split(", ")
    reading = {"CALL", "EXPLAIN", "MATCH", "OPTIONAL", "PROFILE", "RETURN", "UNWIND", "WITH", "SP"}
    assert set(openers) - reading <= FORBIDDEN


@given(st.text(alphabet="LOAD'\"`/*\\\n\r ;$1.e#é\u2028", max_size=40))
def test_tokens_lose_nothing(text: str) -> None:
    try:
        found = list(tokens(text))
    except PaperKGError:
        return
    assert "".join(token.text for token in found) == text
