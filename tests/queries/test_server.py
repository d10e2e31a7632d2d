"""A Neo4j server that holds the bundled sample: answers as the library itself does, and needs no library file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import neo4j
import pytest

from kg import schema
from kg.errors import NothingFound
from kg.graphs import Graph
from kg.graphs.counting import counts
from kg.graphs.embedded import open_graph
from kg.graphs.neo4j import Server, open_server, push
from kg.graphs.ours import Ours, of_ours
from kg.library import Store
from kg.projection import checked, project
from queries import LibraryNames, answer, load, understand
from queries.questions import Question
from queries.server_names import ServerNames, keyed
from tests.cli.running import Here
from tests.conftest import Demo

QUESTIONS = load()


@pytest.fixture(scope="module")
def store(demo: Demo) -> Iterator[Store]:
    with Store.open(demo.folder / "papers.kg", readonly=True) as store:
        yield store


@pytest.fixture(scope="module")
def embedded(store: Store) -> Iterator[Graph]:
    with open_graph(store) as graph:
        yield graph


@pytest.fixture(scope="module")
def server(neo4j_server: Server, store: Store) -> Iterator[Server]:
    """The sample, and beside it nodes of others that have our labels, ids and relations."""
    there = neo4j_server
    push(there, keyed(project(store)))
    with neo4j.GraphDatabase.driver(there.uri, auth=(there.user, there.password)) as driver:
        for label in schema.LABELS:
            driver.execute_query(
                f"CREATE (a:{label} {{id: 'theirs', name: 'MMLU', title: 'theirs', loaded: true, papers: 1000000}})"
                f" CREATE (a)-[:CITES]->(:{label} {{id: 'method:bert', name: 'theirs', papers: 999999}})"
            )
        yield there
        push(there, checked([], []))
        driver.execute_query("MATCH (n) DETACH DELETE n")


@pytest.fixture(scope="module")
def ours(server: Server) -> Iterator[Graph]:
    with open_server(server.uri, server.user, server.password, server.database) as graph:
        yield Ours(graph)


@pytest.fixture(scope="module")
def library_names(store: Store, embedded: Graph) -> LibraryNames:
    return LibraryNames(store, embedded)


@pytest.fixture(scope="module")
def server_names(ours: Graph) -> ServerNames:
    return ServerNames(ours)


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=QUESTIONS)
def test_every_question_in_all_its_words_has_the_same_rows(
    question: Question, embedded: Graph, ours: Graph, library_names: LibraryNames, server_names: ServerNames
) -> None:
    """The question and every `ask` line, filled with the example: understood alike, and the same rows and sentences."""
    asked = set()
    for words in (question.words, *question.asks):
        said = words.format(**question.example)
        here = understand(said, QUESTIONS, library_names)
        there = understand(said, QUESTIONS, server_names)
        assert str(here) == str(there) and here.parameters == there.parameters
        asked.add((here.question.name, tuple(here.parameters.items())))
    assert asked
    for name, parameters in asked:
        rows = answer(embedded, QUESTIONS[name], dict(parameters), evidence=True)
        assert rows.rows
        assert answer(ours, QUESTIONS[name], dict(parameters), evidence=True) == rows


def test_counts_are_equal(embedded: Graph, ours: Graph) -> None:
    assert counts(ours) == counts(embedded)
    assert counts(ours).papers > 30


def test_names_that_are_none_are_told_alike(library_names: LibraryNames, server_names: ServerNames) -> None:
    for words in ("which methods were evaluated on MLMU", "which papers cite Atention Is All You Need", "what is 42"):
        told = []
        for names in (library_names, server_names):
            with pytest.raises(NothingFound) as error:
                understand(words, QUESTIONS, names)
            told.append(str(error.value))
        assert told[0] == told[1]


def test_names_are_found_however_they_are_spelt_and_without_keys_too(
    server: Server, ours: Graph, store: Store, library_names: LibraryNames
) -> None:
    texts = ["mmlu benchmark", "Gpt4", "LLAMA-2", 'no "such" \\ name* OR', "attention is all you need!", "1706.03762"]
    expected = {text: set(names) for text, names in library_names.find(texts).items()}
    assert len(expected) == len(texts) - 1
    for pushed in (project(store), keyed(project(store))):
        push(server, pushed)
        found = ServerNames(ours).find(texts)
        assert {text: set(names) for text, names in found.items() if names} == expected


COMMANDS = [
    ("ask", "which methods were evaluated on MMLU", "--evidence", "--format", "json"),
    ("query", "leaderboard_for_benchmark", "-p", "benchmark=ImageNet", "--format", "csv"),
    ("query", "most_cited_papers"),
    ("stats", "--format", "json"),
    ("show", "BERT"),
    ("show", "LoRA", "--format", "json"),
    ("show", "BRET"),
    ("view", "MMLU", "-o", "view.html"),
    ("view", "--ask", "which methods outperform BERT", "-o", "asked.html"),
    ("view", "-o", "all.html"),
]


@pytest.fixture
def here(server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Here:
    for name, value in (("URI", server.uri), ("USERNAME", server.user), ("PASSWORD", server.password)):
        monkeypatch.setenv(f"NEO4J_{name}", value)
    return Here(tmp_path, monkeypatch, capfd)


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_a_command_prints_the_same_with_no_library_file(
    command: tuple[str, ...], here: Here, demo: Demo, tmp_path: Path
) -> None:
    there = here(*command, "--server")
    drawn = {path.name: path.read_text(encoding="utf-8") for path in tmp_path.iterdir()}
    local = here(*command, "--library", demo.folder / "papers.kg")
    assert (there.status, there.out, there.said) == (local.status, local.out, local.said)
    assert {path.name: path.read_text(encoding="utf-8") for path in tmp_path.iterdir()} == drawn


def test_cypher_sees_the_whole_database(here: Here, server: Server) -> None:
    query = "MATCH (m:Method) WHERE m.id = 'method:bert' RETURN m.name AS name ORDER BY name"
    ran = here("cypher", query, "--neo4j", server.uri, "--format", "csv")
    assert (ran.status, ran.out.splitlines()) == (0, ["name", "BERT", "theirs"])


@pytest.mark.parametrize(
    ("query", "asked"),
    [
        ("MATCH (m:Method {id: 'a'}) RETURN m", "MATCH (m:(Method)&PaperKG {id: 'a'}) RETURN m"),
        ("MATCH (:A|B)<-[r:T]-(o) RETURN count(o)", "MATCH (:(A|B)&PaperKG)<-[r:T]-(o:PaperKG) RETURN count(o)"),
        ("MATCH ()-[r:T]->() RETURN count(r)", "MATCH (:PaperKG)-[r:T]->(:PaperKG) RETURN count(r)"),
        ("RETURN (1) - (2) AS n, f(), {a: (b)} AS m", "RETURN (1) - (2) AS n, f(), {a: (b)} AS m"),
        ("RETURN '(x:Label)' AS text // ->()", "RETURN '(x:Label)' AS text // ->()"),
    ],
)
def test_node_patterns_get_the_label_of_ours(query: str, asked: str) -> None:
    assert of_ours(query) == asked
