"""Saved Hugging Face Daily Papers pages, as HTML: laid out as a browser would, then read like the page's text.

The page as the site sends it also carries its papers as JSON; where that covers the page it is taken, as it has
authors and whole dates.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from kg.records import Paper, title_key
from loaders.sources.daily_papers import read_page
from loaders.sources.document import Document
from loaders.sources.page_html import Page
from loaders.sources.page_lines import Line, is_typical
from loaders.sources.record import read_record

NAME = "Daily Papers page (.html)"

_START = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?"
    r"<(?:!--|(?:!doctype html|html|head|body|meta|title|main|div|section|article|pre|p|h[1-6])\b)",
    re.IGNORECASE,
)


def sniff(head: str, name: str) -> bool:
    return _START.match(head) is not None


def read(document: Document) -> Iterator[Paper]:
    page = Page(document.page())
    if not (page.payload or page.links or any(is_typical(line) for line in page.lines)):
        document.problem("", "an HTML page of another site: no Daily Papers on it")
        return
    carried = list(_carried(page, document))
    if {paper.arxiv for paper in carried} >= set(page.links.values()) and carried:
        yield from carried
        return
    lines = (Line(f"line {number}", line) for number, line in enumerate(page.lines, start=1))
    yield from read_page(lines, document, {title_key(title): arxiv for title, arxiv in page.links.items()})


def _carried(page: Page, document: Document) -> Iterator[Paper]:
    try:
        papers = json.loads(page.payload).get("dailyPapers") if page.payload else None
    except (ValueError, RecursionError, AttributeError):
        return
    for number, record in enumerate(papers if isinstance(papers, list) else (), start=1):
        if paper := read_record(record, document, f"entry {number}"):
            yield paper
