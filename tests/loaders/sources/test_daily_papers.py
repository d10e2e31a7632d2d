"""Pages made of our own papers in the layouts that saved pages have; every saved form of one page reads the same."""

from __future__ import annotations

import gzip
import html
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.records import Paper, Problem
from loaders.sources import read

DATA = Path(__file__).parents[2] / "data" / "sources"
CARRIED = (
    '<html><head><title>Daily Papers</title></head><body><div class="SVELTE_HYDRATER" data-target="DailyPapers" '
    'data-props="{&quot;dailyPapers&quot;:[{&quot;title&quot;:&quot;Crabs&quot;,&quot;paper&quot;:{&quot;id&quot;:'
    "&quot;2408.00001&quot;,&quot;summary&quot;:&quot;They walk.&quot;,&quot;publishedAt&quot;:"
    '&quot;2024-08-01T00:00:00.000Z&quot;,&quot;authors&quot;:[{&quot;name&quot;:&quot;Ann Reef&quot;}]}}]}"></div>'
    '<article><h3><a href="/papers/2408.00001">Crabs</a></h3></article></body></html>'
)


def papers(path: Path) -> tuple[list[Paper], list[Problem]]:
    problems: list[Problem] = []
    return list(read([str(path)], problems.append)), problems


def content(path: Path) -> list[Paper]:
    found, problems = papers(path)
    assert not problems
    return [replace(paper, origins=()) for paper in found]


def test_a_page_with_blocks() -> None:
    found = content(DATA / "dated.txt")
    assert [(p.title, p.author_count, p.date, p.year, p.organisation) for p in found] == [
        ("Pebble Sorting with Patient Crabs", 3, "2024-06-05", 2024, None),
        ("CrabNet", None, None, None, "Reef Laboratory"),  # a date without a year says nothing
        ("Is the Tide a Learner?", 1, None, None, None),
        ("Sand Castles Need No Attention", None, None, None, None),
        ("Shells as Memory, Memory as Shells: A Survey", 12, "2019-09-26", 2019, None),
    ]
    assert found[1].abstract == "A network of crabs. It has legs."
    assert found[3].abstract.endswith("left out.")


def test_a_page_without_blocks() -> None:
    found = content(DATA / "undated.txt")
    assert [p.title for p in found] == [
        "Pebble Sorting with Patient Crabs",
        "Gulls in the Loop",
        "Driftwood Is All You Burn!",
        "A Title That Came without Its Abstract",
        "Tide Tables as Tables",
    ]
    assert [len(p.abstract.split()) for p in found] == [37, 7, 87, 0, 11]
    assert found[2].abstract.endswith("We went there twice.")


def _paragraphs(text: str) -> str:
    return "<html><body>" + "".join(f"<p>{html.escape(line)}</p>\n" for line in text.split("\n")) + "</body></html>"


FORMS: dict[str, Callable[[str], bytes]] = {
    "crlf.txt": lambda t: t.replace("\n", "\r\n").encode(),
    "cr.txt": lambda t: t.replace("\n", "\r").encode(),
    "mark.txt": lambda t: b"\xef\xbb\xbf" + t.encode(),
    "wide.txt": lambda t: t.encode("utf-16"),
    "packed.txt.gz": lambda t: gzip.compress(t.encode()),
    "dense.txt": lambda t: "\n".join(line for line in t.split("\n") if line).encode(),
    "footer.txt": lambda t: (t + "\n\nPrevious\n\n1\n\n2\n\n...\n\nNext\n\nTOS\n\nPrivacy\n\nDocs\n").encode(),
    "pre.html": lambda t: f"<html><body><pre>{html.escape(t)}</pre></body></html>".encode(),
    "br.html": lambda t: f"<!doctype html><p>{html.escape(t)}</p>".replace("\n", "<br>").encode(),
    "paragraphs.html": lambda t: _paragraphs(t).encode(),
    "entities.html": lambda t: _paragraphs(t).replace("7", "&#x37;").replace("C", "&#67;").encode(),
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("page", ["dated.txt", "undated.txt"])
def test_every_saved_form_reads_the_same(page: str, form: str, tmp_path: Path) -> None:
    path = tmp_path / form
    path.write_bytes(FORMS[form]((DATA / page).read_text(encoding="utf-8")))
    assert content(path) == content(DATA / page)


def test_a_browser_page_gives_arxiv_ids_and_whole_dates(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(
        "<!DOCTYPE html><!-- saved from huggingface.co/papers --><html><head><style>p{}</style></head><body>"
        "<nav><a>Models</a></nav><h1>Daily Papers</h1><article><h3><a href='/papers/2408.00001'>Crabs &amp; "
        "<b>gulls</b></a></h3><p>They walk.</p><div>Submitted by</div><a>annr</a><ul><li>3 authors</li></ul>"
        "<div>·</div><time datetime='2024-08-01T10:00:00Z'>Aug 1</time><a>2</a></article>"
        "<script>'<p>no</p>'</script></body></html>",
        encoding="utf-8",
    )
    (paper,) = content(path)
    assert (paper.id, paper.title, paper.author_count) == ("arxiv:2408.00001", "Crabs & gulls", 3)
    assert (paper.abstract, paper.date) == ("They walk.", "2024-08-01")


def test_the_papers_that_a_page_carries_as_json(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(CARRIED, encoding="utf-8")
    (paper,) = content(path)
    assert (paper.id, paper.abstract, paper.date) == ("arxiv:2408.00001", "They walk.", "2024-08-01")
    assert paper.authors == ("Ann Reef",)


WORD = st.text("abcdefghij", min_size=1, max_size=9)
TITLE = st.lists(WORD, min_size=2, max_size=12).map(lambda words: " ".join(words).capitalize())
ABSTRACT = st.tuples(TITLE, st.integers(320, 900)).map(
    lambda drawn: (f"{drawn[0]} " * drawn[1])[: drawn[1]].strip() + "."
)
BLOCK = st.sampled_from([None, "  • 4 authors\n·\nMay 2, 2023", "  • 1 author\n·\nMay 2 12", "lab The Lab\n·\nMay 2 1"])


@settings(max_examples=40)
@given(st.lists(st.tuples(TITLE, ABSTRACT, BLOCK), min_size=1, max_size=8))
def test_no_entry_is_lost_split_joined_or_polluted(tmp_path_factory: pytest.TempPathFactory, entries: list) -> None:  # type: ignore[type-arg]
    page = "\n\n".join(["Daily Papers", "byAK and the research community", "Mar 3"])
    page += "".join(f"\n\n{part}" for entry in entries for part in entry if part)
    path = tmp_path_factory.mktemp("page") / "page.txt"
    path.write_text(page, encoding="utf-8")
    assert [(p.title, p.abstract) for p in content(path)] == [(t, a) for t, a, _ in entries]
