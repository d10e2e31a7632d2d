"""Papers as JSON Lines, JSON and tables: what goes out in a form comes back in."""

from __future__ import annotations

import csv
import gzip
import io
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.records import Paper, Problem, Reference
from loaders.sources import read
from loaders.sources.authors import author_names
from loaders.sources.dates import iso_date
from loaders.sources.identifiers import outside_ids


def load(*paths: Path) -> list[Paper]:
    problems: list[Problem] = []
    papers = list(read([str(p) for p in paths], problems.append))
    assert not problems
    return [replace(p, origins=()) for p in papers]


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("arxiv:2305.12345", {"arxiv": "2305.12345"}),
        ("arXiv:2305.12345v2 [cs.CL]", {"arxiv": "2305.12345"}),
        ("2305.12345v2", {"arxiv": "2305.12345"}),
        ("https://arxiv.org/pdf/2305.12345v3.pdf", {"arxiv": "2305.12345"}),
        ("http://arxiv.org/abs/math.GT/0309136", {"arxiv": "math/0309136"}),
        ("https://huggingface.co/papers/2305.12345", {"arxiv": "2305.12345"}),
        ("10.48550/arXiv.2305.12345", {"arxiv": "2305.12345"}),
        ("https://doi.org/10.1145/ABC.1", {"doi": "10.1145/abc.1"}),
        ("doi:10.18653/v1/P18-1001", {"doi": "10.18653/v1/p18-1001", "acl": "P18-1001"}),
        ("https://aclanthology.org/2020.acl-main.1.pdf", {"acl": "2020.acl-main.1"}),
        ("https://www.aclweb.org/anthology/P/P18/P18-1001/", {"acl": "P18-1001"}),
        ("acl:p18-1001", {"acl": "P18-1001"}),
        ("2020.acl-main.1", {"acl": "2020.acl-main.1"}),
        ("P18-1001", {}),  # sources count like that too
        ("2399.12345", {}),
        ("2305.1234", {}),
        ("https://example.org/2305.12345", {}),
        ("arxiv:704.0967", {"arxiv": "0704.0967"}),  # these four were numbers once
        ("arxiv:706.113", {"arxiv": "0706.1130"}),
        ("arxiv:2305.1234", {"arxiv": "2305.12340"}),
        ("arxiv:1806.0457199999998", {"arxiv": "1806.04572"}),
        ("arxiv:2399.1", {}),
    ],
)
def test_outside_ids(text: str, ids: dict[str, str]) -> None:
    assert outside_ids(text) == ids


def test_every_field(tmp_path: Path) -> None:
    record = {
        "ID": "X18-1022",
        "Title": "Crabs",
        "abstract": "They walk.",
        "authors": [{"name": "Ann Reef"}, "Gull, Bob", {"given": "Cy", "family": "Sand"}],
        "date": "2018-07-01T00:00:00Z",
        "year": 2019,
        "venue": "Beach",
        "doi": "https://doi.org/10.1000/X",
        "url": "javascript:alert(1)",
        "source": "acl-anthology",
        "references": ["arxiv:1706.03762", "10.1000/y", "own7", "A title of words", {"title": "Gulls", "id": 3}],
    }
    path = tmp_path / "x.json"
    path.write_text(json.dumps(record), encoding="utf-8")
    assert load(path) == [
        Paper(
            title="Crabs",
            abstract="They walk.",
            source_id="X18-1022",
            doi="10.1000/x",
            acl="X18-1022",
            year=2018,
            date="2018-07-01",
            venue="Beach",
            authors=("Ann Reef", "Bob Gull", "Cy Sand"),
            references=(
                Reference(arxiv="1706.03762"),
                Reference(doi="10.1000/y"),
                Reference(source_id="own7"),
                Reference(title="A title of words"),
                Reference(title="Gulls", source_id="3"),
            ),
        )
    ]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("A B; C D", ("A B", "C D")),
        ("A B and C D", ("A B", "C D")),
        ("A B, C D, and E F", ("A B", "C D", "E F")),
        ("Roe, Rick and Doe, Jo", ("Rick Roe", "Jo Doe")),
        ("Roe, Rick", ("Rick Roe",)),
        ("Anderson", ("Anderson",)),
        ("", ()),
    ],
)
def test_authors(text: str, names: tuple[str, ...]) -> None:
    assert author_names(text) == names


@pytest.mark.parametrize(
    ("text", "date"),
    [("Jun 5, 2024", "2024-06-05"), ("5 June 2024", "2024-06-05"), ("20240605", "2024-06-05"), ("2024/6", "2024-06"),
     ("2024-02-30", None), ("Jan 29", None)],
)  # fmt: skip
def test_dates(text: str, date: str | None) -> None:
    assert iso_date(text) == date


def test_an_arxiv_id_that_is_a_number(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    path.write_text('{"title": "A", "arxiv": 2305.1234}\n{"title": "B", "arxiv": 2305}\n', encoding="utf-8")
    assert [p.arxiv for p in load(path)] == ["2305.12340", None]


def test_folders_globs_and_gzip(tmp_path: Path) -> None:
    (tmp_path / "b" / "page_files").mkdir(parents=True)
    (tmp_path / "b" / "page_files" / "x.jsonl").write_text('{"title": "No"}', encoding="utf-8")
    (tmp_path / "b" / "z.jsonl.gz").write_bytes(gzip.compress(b'{"title": "Third"}'))
    (tmp_path / "a.csv").write_text("TITLE;Abstract\nFirst;x\n", encoding="utf-8")
    (tmp_path / "b" / "y.json").write_text('{"total": 1, "papers": [{"title": "Second"}]}', encoding="utf-8")
    (tmp_path / "papers.kg").write_bytes(b"SQLite format 3\0")
    assert [p.title for p in load(tmp_path)] == ["First", "Second", "Third"]
    assert [p.title for p in load(tmp_path / "**" / "*.json*")] == ["No", "Second", "Third"]


def _csv(records: list[dict[str, object]], delimiter: str) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, ["id", "title", "abstract", "authors", "year", "doi"], delimiter=delimiter)
    writer.writeheader()
    writer.writerows({**r, "authors": "; ".join(r["authors"])} for r in records)  # type: ignore[arg-type]
    return out.getvalue()


FORMS: dict[str, Callable[[list[dict[str, object]]], str]] = {
    "x.jsonl": lambda rs: "".join(json.dumps(r) + "\n" for r in rs),
    "x.json": lambda rs: json.dumps(rs, ensure_ascii=False, indent=1),
    "held.json": lambda rs: json.dumps({"meta": {"n": len(rs)}, "Data": rs, "next": None}),
    "x.csv": lambda rs: _csv(rs, ","),
    "x.tsv": lambda rs: _csv(rs, "\t"),
    "semicolons.csv": lambda rs: _csv(rs, ";"),
}
TEXT = st.text(st.characters(categories=["L", "N", "P", "S", "Zs"]), max_size=60).map(lambda t: " ".join(t.split()))
RECORD = st.fixed_dictionaries(
    {
        "title": st.tuples(st.sampled_from(["Crabs", "Ölpest", "蟹"]), TEXT).map(" ".join),
        "abstract": TEXT,
        "authors": st.lists(st.sampled_from(["Ann Reef", "Bo Łuk", "C. D. Sand"]), unique=True),
        "year": st.sampled_from([1993, 2024]),
        "doi": st.sampled_from(["10.1000/abc", "10.1000/d(e)f"]),
    }
)


@given(st.sampled_from(sorted(FORMS)), st.lists(RECORD, min_size=1, max_size=4))
def test_round_trip(tmp_path_factory: pytest.TempPathFactory, form: str, records: list[dict[str, object]]) -> None:
    records = [{"id": f"r{i}", **record} for i, record in enumerate(records)]
    path = tmp_path_factory.mktemp("trip") / form
    path.write_text(FORMS[form](records), encoding="utf-8", newline="")
    found = load(path)
    assert [
        {
            "id": p.source_id,
            "title": p.title,
            "abstract": p.abstract,
            "authors": [*p.authors],
            "year": p.year,
            "doi": p.doi,
        }
        for p in found
    ] == [{**r, "title": " ".join(str(r["title"]).split())} for r in records]
