"""Sources of papers: files in the formats that the modules of this package read, one module a format."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from kg.records import Paper, Problem, title_key
from loaders.sources.document import Document
from loaders.sources.identifiers import outside_ids
from loaders.sources.locations import STDIN, locate
from loaders.sources.plain_text import printable


def read(sources: Sequence[str], on_problem: Callable[[Problem], None]) -> Iterator[Paper]:
    """Every entry of the sources, streamed in order, each with exactly one origin.

    A source is a file, a folder (walked, sorted), a glob or "-" (standard input); any may be gzipped. A file that two
    sources mean is read once. Nothing is raised for bad content: each thing that cannot be read is one `Problem`, and
    the rest is read.
    """
    files: set[Path] = set()
    for source in sources:
        for location in locate(source, on_problem):
            if (file := Path(location).absolute()) in files:
                continue
            files.add(file)
            if location == STDIN and sys.stdin is None:  # closed by whoever started us
                on_problem(Problem(STDIN, "", "cannot be opened: there is no standard input"))
                continue
            if location == STDIN:
                yield from _entries(Document(STDIN, sys.stdin.buffer, on_problem))
                continue
            try:
                stream = Path(location).open("rb")  # noqa: SIM115  # closed below; only opening may fail here
            except (OSError, ValueError) as error:
                reason = getattr(error, "strerror", None) or str(error)
                on_problem(Problem(printable(location), "", f"cannot be opened: {printable(reason)}"))
                continue
            with stream:
                yield from _entries(Document(location, stream, on_problem))


def _entries(document: Document) -> Iterator[Paper]:
    from loaders.sources.formats import known, recognise

    if not document.head.strip():
        if not document.problems:
            document.problem("", "empty")
        return
    if document.binary:
        document.problem("", "binary data, not text")
        return
    form = recognise(document)
    if form is None:
        document.problem("", f"in no known format; known are {', '.join(f.NAME for f in known())}")
        return
    count = 0
    for paper in _unclashing(form.read(document), document):
        count += 1
        yield paper
    if not count and not document.problems:
        document.problem("", f"read as {form.NAME}, but no papers are in it")


def _unclashing(papers: Iterator[Paper], document: Document) -> Iterator[Paper]:
    """Where one source gives one id to two titles, both stay papers: the second loses what the id said of it."""
    titles: dict[int, int] = {}  # hashes, as there may be millions
    for paper in papers:
        if paper.source_id is not None:
            title = hash(title_key(paper.title))
            if titles.setdefault(hash(paper.source_id), title) != title:
                document.problem(
                    paper.origins[0].place, f"the id {paper.source_id} already stands for another title; both are kept"
                )
                said = outside_ids(paper.source_id)
                paper = replace(
                    paper,
                    arxiv=None if paper.arxiv == said.get("arxiv") else paper.arxiv,
                    doi=None if paper.doi == said.get("doi") else paper.doi,
                    acl=None if paper.acl == said.get("acl") else paper.acl,
                )
        yield paper
