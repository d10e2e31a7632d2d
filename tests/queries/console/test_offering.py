"""What is offered where the cursor stands."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest

from kg.graphs import Graph
from kg.graphs.embedded import open_graph
from kg.library import Store
from queries.console.expecting import Expected, expected
from queries.console.offering import Offer, fitting, offers
from queries.console.session import Session
from queries.names import LibraryNames, Names
from tests.queries import rivers


class Here:
    """Places with libraries only."""

    @contextmanager
    def library(self, path: Path) -> Iterator[tuple[Graph, Names]]:
        with Store.open(path, readonly=True) as store, open_graph(store) as graph:
            yield graph, LibraryNames(store, graph)

    def server(self, uri: str | None, database: str | None) -> AbstractContextManager[tuple[Graph, Names]]:
        raise NotImplementedError

    def why(self, library: Path, name: str, other: str | None) -> None:
        raise NotImplementedError


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    folder = tmp_path_factory.mktemp("rivers")
    rivers.library(folder / "papers.kg").close()
    (folder / "queries.cypher").write_text("RETURN 1;")
    (folder / "queries").mkdir()
    with Session(Here()) as session:
        session.go_to_library(folder / "papers.kg")
        session.parameters = {"least": 1, "name": "x"}
        yield session


@pytest.mark.parametrize(
    ("before", "kind", "begun", "of", "key"),
    [
        ("MATCH (m:", "label", "", "", ""),
        ("MATCH (m:Method|Da", "label", "Da", "", ""),
        ("MATCH (m:Method) WHERE m:Da", "label", "Da", "", ""),
        ("MATCH (m)-[:", "type", "", "", ""),
        ("MATCH (m)-[r:USES|OUT", "type", "OUT", "", ""),
        ("MATCH (m:Method)-[r:USES]->(o:Task) WHERE m.", "key", "", "Method", ""),
        ("MATCH (m:Method)-[r:USES]->(o:Task) WHERE o.na", "key", "na", "Task", ""),
        ("MATCH (m:Method)-[r:USES|OUTPERFORMS]->(o) RETURN r.", "key", "", "USES|OUTPERFORMS", ""),
        ("MATCH (m:Method {na", "key", "na", "Method", ""),
        ("MATCH ()-[r:USES {", "key", "", "USES", ""),
        ("MATCH (m:Method) WHERE m.name = 'Bro", "name", "Bro", "Method", "name"),
        ("MATCH (m:Method) WHERE m.name IN ['Rill', 'Bro", "name", "Bro", "Method", "name"),
        ('MATCH (m:Method {name: "Bro', "name", "Bro", "Method", "name"),
        ("MATCH (p:Paper) WHERE p.title STARTS WITH 'Tor", "name", "Tor", "Paper", "title"),
        ("MATCH (m:Method) WHERE m.id = 'x", "nothing", "x", "", ""),
        ("MATCH (m) WHERE m.papers > $le", "parameter", "le", "", ""),
        ("MATCH (meth:Method) RETURN me", "word", "me", "", ""),
        ("// (m:\nRETURN 'a:' + ", "word", "", "", ""),
        ("MATCH (m:Method) RETURN m; MATCH (m) WHERE m.", "key", "", "", ""),
        (":for", "command", ":for", "", ""),
        (":source que", "argument", "que", ":source", ""),
    ],
)
def test_what_is_expected(before: str, kind: str, begun: str, of: str, key: str) -> None:
    assert expected(before) == Expected(kind, begun, of, key)


@pytest.mark.parametrize(
    ("before", "first", "never"),
    [
        ("MATCH (m:", "Paper", "USES"),
        ("MATCH (m:Meth", "Method", "Paper"),
        ("MATCH (m:mtd", "Method", "Paper"),  # fuzzy
        ("MATCH ()-[:out", "OUTPERFORMS", "Method"),
        ("MATCH (p:Paper) RETURN p.", "id", "aliases"),
        ("MATCH (m:Method) RETURN m.al", "aliases", "title"),
        ("MATCH (a:Method)-[e:EVALUATED_ON]->() RETURN e.v", "value", "title"),
        ("MATCH (m:Method) WHERE m.name = 'bro", "Brook", "Stream-QA"),
        ("MATCH (b:Benchmark) WHERE b.name = 'qa", "Stream-QA", "Brook"),
        ("MATCH (meth:Method) RETURN me", "meth", "Method"),
        ("RETURN toUp", "toUpper", "Method"),
        ("RETURN $l", "least", "MATCH"),
        (":fo", ":format", ":exit"),
        (":format js", "json", "csv"),
        (":q methods_for_b", "methods_for_benchmark", "uses"),
        (":q uses ", "method=", "benchmark="),
        (":q uses method=bro", "Brook", "Stream-QA"),
        (":ask what uses Bro", "Brook", "what"),
    ],
)
def test_what_is_offered(session: Session, before: str, first: str, never: str) -> None:
    texts = [offer.text for offer in offers(before, session)]
    assert texts[0] == first and never not in texts


def test_files_are_offered(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    assert session.library is not None
    monkeypatch.chdir(session.library.parent)
    assert [offer.text for offer in offers(":source que", session)] == ["queries/", "queries.cypher"]
    assert offers(f":source {session.library.parent}/pap", session)[0].text == "papers.kg"


def test_what_begins_so_comes_before_what_holds_it_and_has_its_letters() -> None:
    candidates = [Offer(text, 2, "") for text in ("xaxb", "cab", "abc", "b")]
    assert [offer.text for offer in fitting("ab", candidates)] == ["abc", "cab", "xaxb"]
