"""Every statement of the engine's manual that writes, touches files, loads, attaches or steers: refused in any form."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import ladybug
import pytest

from kg.errors import PaperKGError
from kg.graphs.embedded import EmbeddedGraph, graph_path, open_graph
from kg.graphs.readonly import CALLABLE, check
from tests.kg import made_up
from tests.kg.graphs.contents import of_graph

STATEMENTS = """\
CREATE (m:Method {id: 'x'})
CREATE (m:Method {id: 'x'}) RETURN m
MATCH (m:Method) CREATE (m)-[:USES]->(m)
MATCH (m:Method) SET m.name = 'x'
MATCH (m:Method) SET m = {name: 'x'}
MATCH (m:Method) DELETE m
MATCH (m:Method) DETACH DELETE m
MATCH (a)-[r:USES]->(b) DELETE r
MATCH (m:Method) REMOVE m.name
MERGE (m:Method {id: 'x'})
MERGE (m:Method {id: 'x'}) ON CREATE SET m.name = 'x' ON MATCH SET m.name = 'y'
UNWIND [1] AS x CREATE (m:Method {id: 'x'})
MATCH (m:Method) FOREACH (x IN [1] | SET m.name = 'x')
CREATE NODE TABLE X (id STRING PRIMARY KEY)
CREATE NODE TABLE IF NOT EXISTS X (id STRING PRIMARY KEY)
CREATE REL TABLE R (FROM Method TO Method)
CREATE REL TABLE GROUP R (FROM Method TO Method)
CREATE NODE TABLE X AS LOAD FROM 'secret.csv' RETURN *
CREATE INDEX i FOR (m:Method) ON (m.name)
CREATE INDEX i IF NOT EXISTS FOR (m:Method) ON (m.name) OPTIONS {type: 'hash'}
CREATE NODE TABLE X (id STRING PRIMARY KEY) PARTITION BY HASH (id)
CREATE SEQUENCE s
CREATE TYPE t AS STRING
CREATE MACRO f(x) AS x
CREATE GRAPH g
CREATE USER u
CREATE ROLE r
DROP TABLE Method
DROP TABLE IF EXISTS Method
DROP INDEX i
DROP SEQUENCE s
DROP MACRO f
DROP GRAPH g
ALTER TABLE Method ADD x INT64
ALTER TABLE Method DROP name
ALTER TABLE Method RENAME TO X
ALTER TABLE Method RENAME name TO x
COMMENT ON TABLE Method IS 'x'
COPY Method FROM 'secret.csv'
COPY Method FROM 'secret.csv' (HEADER=true)
COPY Method FROM ['secret.csv', 'other.csv']
COPY Method FROM 'secret.parquet'
COPY Method FROM ('a.npy') BY COLUMN
COPY Method FROM frame
COPY Method FROM (LOAD FROM 'secret.csv' RETURN *)
COPY Method FROM (MATCH (m:Method) RETURN m.id)
COPY (MATCH (m:Method) RETURN m.id) TO 'out.csv'
COPY (MATCH (m:Method) RETURN m.id) TO 'out.parquet'
COPY (MATCH (m:Method) RETURN m.id) TO 'out.csv' (HEADER=true, PARALLEL=false)
LOAD FROM 'secret.csv' RETURN *
LOAD FROM 'secret.csv' (HEADER=true) RETURN *
LOAD FROM 'secret' (FILE_FORMAT='csv') RETURN *
LOAD FROM 'secret.parquet' RETURN *
LOAD FROM frame RETURN *
LOAD FROM 'https://example.org/x.csv' RETURN *
LOAD WITH HEADERS (a STRING) FROM 'secret.csv' RETURN *
LOAD FROM 'secret.csv' WHERE true RETURN count(*)
MATCH (m:Method) LOAD FROM 'secret.csv' RETURN *
EXPORT DATABASE 'out'
EXPORT DATABASE 'out' (FORMAT='csv')
IMPORT DATABASE 'out'
ATTACH 'other.db' AS other (DBTYPE lbug)
ATTACH 'dbname=x host=localhost' AS other (DBTYPE postgres)
ATTACH 'x.duckdb' AS other (DBTYPE duckdb, SKIP_UNSUPPORTED_TABLE=true)
DETACH other
USE other
USE GRAPH g
INSTALL httpfs
FORCE INSTALL httpfs
INSTALL json FROM 'https://example.org/'
LOAD EXTENSION httpfs
LOAD httpfs
LOAD 'libx.so'
UPDATE httpfs
UNINSTALL httpfs
BEGIN TRANSACTION
BEGIN TRANSACTION READ ONLY
COMMIT
ROLLBACK
COMMIT_SKIP_CHECKPOINT
ROLLBACK_SKIP_CHECKPOINT
CHECKPOINT
ANALYZE
CALL threads=1
CALL timeout=0
CALL home_directory='/'
CALL file_search_path='/'
CALL progress_bar=true
CALL var_length_extend_max_depth=100
CALL spill_to_disk=false
CALL enable_multi_writes=true
CALL current_setting('home_directory') RETURN *
CALL show_attached_databases() RETURN *
CALL show_connection('USES') RETURN *
CALL storage_info('Method') RETURN *
CALL clear_warnings()
CALL project_graph('G', ['Method'], ['USES'])
CALL project_graph_cypher('G', 'MATCH (n) RETURN n')
CALL drop_projected_graph('G')
CALL create_fts_index('Method', 'x', ['name'])
CALL drop_fts_index('Method', 'x')
CALL query_fts_index('Method', 'x', 'y') RETURN *
CALL create_vector_index('Method', 'x', 'name')
CALL query_vector_index('Method', 'x', [1.0], 2) RETURN *
CALL page_rank('G') RETURN *
CALL sql_query('other', 'SELECT 1') RETURN *
CALL read_csv_serial('secret.csv') RETURN *
CALL read_csv_parallel('secret.csv') RETURN *
CALL read_npy('secret.npy') RETURN *
CALL read_pandas('frame') RETURN *
CALL read_parquet('secret.parquet') RETURN *
CALL file_info('secret.csv') RETURN *
CALL bm_info() RETURN *
CALL stats_info('Method') RETURN *
CALL show_official_extensions() RETURN *
CALL _cache_array_column_locally('Method', 'name')
""".splitlines()


def forms(statement: str) -> Iterator[str]:
    """A statement in the ways that somebody may try to write it."""
    words = statement.split(" ")
    yield statement
    yield statement.upper()
    yield statement.lower()
    yield statement.title()
    yield "/* harmless */ " + " /**/ ".join(words)
    yield "// harmless\n" + " // x\n".join(words) + " // end"
    yield "\n\t".join(words)
    yield f"RETURN 1; {statement}"
    yield f"{statement}; RETURN 1"
    yield f";{statement}"
    yield f"MATCH (n) RETURN count(n) // x\n; {statement}"
    yield f"EXPLAIN {statement}"
    yield f"PROFILE {statement}"
    yield f"RETURN 1 AS x UNION {statement}"
    yield f"MATCH (n) WHERE EXISTS {{ {statement} }} RETURN n"
    yield f"RETURN 1 AS x {statement}"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("manual")
    with made_up.library(folder / "papers.kg") as store:
        open_graph(store).close()
    (folder / "secret.csv").write_text("secret\n", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def graph(folder: Path) -> Iterator[EmbeddedGraph]:
    with EmbeddedGraph(graph_path(folder / "papers.kg")) as graph:
        yield graph


@pytest.mark.parametrize("statement", STATEMENTS)
def test_refused_in_every_form_before_the_engine_sees_it(
    folder: Path, graph: EmbeddedGraph, statement: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    monkeypatch.setattr(graph, "_table", pytest.fail)  # what comes here would run
    for form in forms(statement):
        with pytest.raises(PaperKGError) as refusal:
            graph.run(form)
        assert "\n" not in str(refusal.value) and "secret" not in str(refusal.value).replace("secret.", "")


def test_nothing_came_of_it(folder: Path, graph: EmbeddedGraph) -> None:
    assert sorted(path.name for path in folder.iterdir()) == ["papers.kg", "papers.kg.graph", "secret.csv"]
    assert of_graph(graph)


def test_every_function_that_call_may_name_is_refused_but_those_that_describe() -> None:
    with ladybug.Connection(ladybug.Database(":memory:")) as connection:
        rows = connection.execute("CALL show_functions() RETURN name, type")
        tables = {str(name).lower() for name, type_ in rows if "TABLE" in str(type_) or "COPY" in str(type_)}
    assert len(tables) > 30 and tables >= CALLABLE
    for name in tables - CALLABLE:
        for written in (name, name.upper(), f"`{name}`"):
            with pytest.raises(PaperKGError):
                check(f"CALL {written}('secret.csv') RETURN *")
