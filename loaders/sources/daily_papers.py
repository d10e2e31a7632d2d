"""Saved Hugging Face Daily Papers pages, as text.

A page is a list of entries: a title, its abstract, and on some pages a block with the number of authors (or the
organisation), the date and the number of comments. What stands around the entries is furniture.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from kg.records import Paper, title_key
from loaders.sources.document import Document
from loaders.sources.identifiers import arxiv_year
from loaders.sources.page_entries import Entry, entries
from loaders.sources.page_lines import Line, is_typical, page_lines
from loaders.sources.record import no_title
from loaders.sources.table import SUFFIXES

NAME = "Daily Papers page (.txt)"


def sniff(head: str, name: str) -> bool:
    if head.lstrip().startswith(("{", "[", "<")) or name.endswith(SUFFIXES):
        return False
    # A selection copied from the middle of a page has only its author counts to be known by.
    return any(is_typical(line) for line in head.split("\n"))


def read(document: Document) -> Iterator[Paper]:
    lines = enumerate(document.page().split("\n"), start=1)
    yield from read_page((Line(f"line {number}", line) for number, line in lines), document, {})


def read_page(lines: Iterable[Line], document: Document, links: Mapping[str, str]) -> Iterator[Paper]:
    """The papers of a page. `links` are the arXiv ids that its titles lead to, by normal form of the title."""
    for entry in entries(page_lines(lines), frozenset(links)):
        if reason := no_title(entry.title.text):
            document.problem(entry.title.place, reason)
        else:
            yield _paper(entry, document, links.get(title_key(entry.title.text)))


def _paper(entry: Entry, document: Document, arxiv: str | None) -> Paper:
    date = entry.block.date
    return Paper(
        title=entry.title.text,
        abstract=" ".join(entry.paragraphs),
        arxiv=arxiv,
        year=int(date[:4]) if date else arxiv_year(arxiv) if arxiv else None,
        date=date,
        organisation=entry.block.organisation,
        author_count=entry.block.author_count,
        origins=document.origin(entry.title.place),
    )
