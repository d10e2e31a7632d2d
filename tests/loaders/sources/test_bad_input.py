"""Bad input: one line that names file, place and reason; the rest is loaded; nothing is raised, nothing is slow."""

from __future__ import annotations

import gzip
import io
import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.records import Paper, Problem
from loaders.sources import read
from loaders.sources.formats import known

GOOD = b'{"id": "g", "title": "A good paper", "abstract": "It is good."}\n'


def load(path: Path | str) -> tuple[list[Paper], list[str]]:
    problems: list[Problem] = []
    papers = list(read([str(path)], problems.append))
    assert all(str(p).isprintable() for p in problems)
    return papers, [str(p).removeprefix(f"{path}: ") for p in problems]


#: file name, content, papers that are read, what the one problem says
CASES: list[tuple[str, bytes, int, str]] = [
    ("empty.jsonl", b"", 0, "empty"),
    ("blank.txt", b" \n\n", 0, "empty"),
    ("binary.jsonl", bytes(range(256)) * 40, 0, "binary data"),
    ("prose.txt", b"Nothing to see here.\n" * 9, 0, "in no known format; known are"),
    ("other.html", b"<html><body><h1>Cats</h1><p>Cats.</p></body></html>", 0, "another site"),
    ("cut.jsonl.gz", gzip.compress(GOOD * 1 + os.urandom(40_000).hex().encode())[:30_000], 1, "cut short"),
    ("latin.jsonl", '{"title": "Größe"}\n'.encode("latin-1"), 1, "line 1: not UTF-8"),
    ("long.jsonl", b'{"title": "' + b"a" * 20_000_000 + b'"}\n' + GOOD, 1, "line 1: longer than"),
    ("long.json", b"[" + GOOD + b',{"title": "' + b"a" * 20_000_000 + b'"}]', 1, "entry 2: not valid JSON, or longer"),
    ("types.jsonl", b'{"title": 7}\n' + GOOD, 1, "line 1: the title is a number"),
    ("list.jsonl", b"[1]\n" + GOOD, 1, "line 1: a list instead of an object"),
    ("abstract.jsonl", b'{"title": "T", "abstract": [1]}', 1, "line 1: abstract is a list, not text; left out"),
    ("year.jsonl", b'{"title": "T", "year": NaN}', 1, "line 1: year is no year: nan; left out"),
    ("authors.jsonl", b'{"title": "T", "authors": 3}', 1, "line 1: authors are neither"),
    ("references.jsonl", b'{"title": "T", "references": [null, "x y"]}', 1, "1 of 2 references"),
    ("broken.jsonl", b'{"title": \n' + GOOD, 1, "line 1: not valid JSON: Expecting value"),
    ("digits.jsonl", b'{"title": "T", "n": ' + b"9" * 5000 + b"}\n" + GOOD, 1, "line 1: a number with too many digits"),
    ("deep.jsonl", b'{"a":' * 99_999 + b"\n" + GOOD, 1, "line 1: nested too deeply"),
    ("deep.json", b"[" * 99_999, 0, "entry 1: nested too deeply"),
    ("cut.json", b"[" + GOOD + b', {"title": "B', 1, "entry 2: not valid JSON"),
    ("untitled.jsonl", b'{"abstract": "An abstract."}\n' + GOOD, 1, "line 1: no title"),
    ("signs.jsonl", b'{"title": "?!"}\n' + GOOD, 1, "line 1: a title without a letter"),
    ("endless.jsonl", b'{"title": "' + b"a " * 5000 + b'"}\n' + GOOD, 1, "line 1: a title of 9,999 characters"),
    ("clash.jsonl", GOOD + GOOD.replace(b"A good", b"Another"), 2, "line 2: the id g already stands for another title"),
    ("columns.csv", b"id,name\n1,x\n", 0, "line 1: no column is called title; the columns are id, name"),
    ("cells.csv", b"id,title\n1,x,y,z\n2,ok\n", 1, "line 2: 4 cells where the header has 2"),
    ("open.csv", b'id,title\n1,ok\n2,"Never closed\n3,lost\n', 1, "line 3: a quote is never closed; nothing after it"),
    (
        "lines.csv",
        b'title,abstract\nT,"Daily Papers\n3 authors\nJun 5, 2024"\nU,"x\ny"\n?,z\n',
        2,
        "line 7: a title without",
    ),
    ("dates.txt", b"Dear all,\n\nJun 5, 2024\n\nwe have met.\n", 0, "in no known format"),
    (
        "blog.html",
        b"<html><body><h1>My blog</h1><p>I read <a href='https://huggingface.co/papers'>Daily Papers</a>, 3 authors</p>"
        b"<p>Jun 5, 2024</p></body></html>",
        0,
        "another site",
    ),
    ("nul.jsonl", b'{"title": "a\x00b"}\n' + GOOD, 1, "line 1: not valid JSON: Invalid control character at column 13"),
    ("none.json", b'{"papers": []}', 0, "no papers are in it"),
]


@pytest.mark.parametrize(("name", "data", "count", "reason"), CASES, ids=[case[0] for case in CASES])
def test_one_line_and_the_rest_is_loaded(name: str, data: bytes, count: int, reason: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    papers, problems = load(path)
    assert len(papers) == count
    assert len(problems) == 1 and reason in problems[0]


def test_what_cannot_be_found(tmp_path: Path) -> None:
    assert load(tmp_path / "missing.txt") == ([], ["cannot be opened: No such file or directory"])
    assert load(tmp_path) == ([], ["no files in this folder"])
    assert load(tmp_path / "*.txt") == ([], ["no file matches"])
    assert load("") == ([], ["'': a source without a name"])  # not the current folder


def test_an_unknown_source_names_every_format(tmp_path: Path) -> None:
    path = tmp_path / "x.bin"
    path.write_text("nothing known", encoding="utf-8")
    _, (problem,) = load(path)
    assert all(form.NAME in problem for form in known())


@pytest.mark.parametrize(
    ("title", "clean"),
    [
        ("Nul\x00 and \x1b[31mred\x07", "Nul and [31mred"),
        ("Lone \ud800surrogate", "Lone surrogate"),
        ("Right \u202eto\u202c left\u200f", "Right to left"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("'}) DETACH DELETE n //", "'}) DETACH DELETE n //"),
        ("x'); DROP TABLE papers; --", "x'); DROP TABLE papers; --"),
        ("$\\alpha$-nets &amp; \n more", "$\\alpha$-nets &amp; more"),
    ],
)
def test_hostile_titles_are_plain_text(title: str, clean: str, tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    path.write_text(json.dumps({"title": title}), encoding="utf-8")
    papers, problems = load(path)
    assert [p.title for p in papers] == [clean] and not problems


def test_a_hostile_file_name_cannot_reach_the_terminal(tmp_path: Path) -> None:
    path = tmp_path / "\x1b[31m.jsonl"
    path.write_bytes(GOOD + b"x\n")
    problems: list[Problem] = []
    (paper,) = read([str(path)], problems.append)
    assert paper.origins[0].source.endswith("\\x1b[31m.jsonl")
    assert str(problems[0]).isprintable()


@given(
    st.sampled_from(["x.jsonl", "x.json", "x.csv", "x.txt", "x.html", "x.gz", "x"]),
    st.sampled_from(
        [b"", b'{"title": "a"}\n', b"[", b"id,title\n", b"Daily Papers\n\n", b"<html>Daily Papers", b"\x1f\x8b"]
    ),
    st.binary(max_size=400) | st.text(max_size=200).map(lambda t: t.encode("utf-8", "surrogatepass")),
)
def test_no_bytes_raise(tmp_path_factory: pytest.TempPathFactory, name: str, head: bytes, tail: bytes) -> None:
    path = tmp_path_factory.mktemp("bytes") / name
    path.write_bytes(head + tail)
    papers, problems = load(path)
    assert papers or problems
    for paper in papers:
        paper.text.encode("utf-8")
        assert "\n" not in paper.title + paper.abstract


def test_a_link_to_nowhere_in_a_folder(tmp_path: Path) -> None:
    try:
        (tmp_path / "gone.jsonl").symlink_to(tmp_path / "nowhere")
    except OSError:
        pytest.skip("no right to make links")
    (tmp_path / "good.jsonl").write_bytes(GOOD)
    papers, (problem,) = load(tmp_path)
    assert len(papers) == 1 and "gone.jsonl: cannot be opened: No such file" in problem


def test_closed_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", None)
    assert load("-") == ([], ["cannot be opened: there is no standard input"])


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(gzip.compress(GOOD))))
    papers, problems = load("-")
    assert [p.origins[0].source for p in papers] == ["-"] and not problems
