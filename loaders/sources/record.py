"""A paper from named fields: what JSON Lines, JSON and tables have in common."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import TypeVar

from kg.records import Paper, Reference, title_key
from loaders.sources.authors import author_names
from loaders.sources.dates import iso_date, year_of
from loaders.sources.document import Document
from loaders.sources.identifiers import acl_id, arxiv_year, named_arxiv_id, outside_ids
from loaders.sources.plain_text import clean

T = TypeVar("T")

MAX_TITLE = 1000  # characters; what is longer is no title
_MAX_ID = 300

#: Field names, lower case, by what they mean: the first that is filled counts.
FIELDS: dict[str, tuple[str, ...]] = {
    "id": ("id", "paper_id", "paperid", "_id"),
    "title": ("title",),
    "abstract": ("abstract", "summary"),
    "authors": ("authors", "author"),
    "year": ("year",),
    "date": ("date", "published", "publishedat", "publication_date", "publicationdate"),
    "venue": ("venue", "journal", "booktitle"),
    "doi": ("doi",),
    "arxiv": ("arxiv", "arxiv_id", "arxivid"),
    "acl": ("acl", "acl_id"),
    "url": ("url", "link"),
    "references": ("references",),
    "organisation": ("organisation", "organization"),
    "source": ("source",),
}


def read_record(record: object, document: Document, place: str) -> Paper | None:
    """The paper that an object describes, or None after reporting why there is none.

    A field of a wrong type or value is reported and left out; only a missing or impossible title costs the paper.
    """
    if not isinstance(record, Mapping):
        document.problem(place, f"{_kind(record)} instead of an object with a title")
        return None
    fields = _Fields(record, lambda reason: document.problem(place, reason))
    title = fields.text("title")
    if reason := no_title(title, fields.get("title")):
        document.problem(place, reason)
        return None
    source_id = fields.own_id()
    ids = fields.outside(source_id)
    date = None if year_of(fields.get("date")) else fields.parsed("date", lambda v: iso_date(str(v)))
    years = (int(date[:4]) if date else None, fields.parsed("year", year_of), year_of(fields.get("date")))
    url = fields.text("url")
    return Paper(
        title=title,
        abstract=fields.text("abstract"),
        source_id=source_id,
        url=url if url.lower().startswith(("https://", "http://")) else None,
        year=next((y for y in years if y), arxiv_year(ids["arxiv"]) if "arxiv" in ids else None),
        date=date,
        venue=fields.text("venue") or None,
        organisation=fields.organisation(),
        authors=fields.parsed("authors", lambda v: author_names(_listed(v))) or (),
        references=fields.references(),
        origins=document.origin(place),
        arxiv=ids.get("arxiv"),
        doi=ids.get("doi"),
        acl=ids.get("acl"),
    )


def no_title(title: str, given: object = None) -> str:
    """Why a (clean) text is no title, or ""."""
    if given is not None and not isinstance(given, str):
        return f"the title is {_kind(given)}, not text"
    if not title:
        return "no title"
    if len(title) > MAX_TITLE:
        return f"a title of {len(title):,} characters is no title"
    return "" if title_key(title) else "a title without a letter or digit"


class _Fields:
    """The fields of one record, under whichever of their names it uses."""

    def __init__(self, record: Mapping[str, object], problem: Callable[[str], None]) -> None:
        self._record = {key.strip().lower(): value for key, value in record.items() if isinstance(key, str)}
        inner = self._record.get("paper")
        if isinstance(inner, Mapping):  # the Daily Papers API wraps each paper so
            self._record.update({k.lower(): v for k, v in inner.items() if isinstance(k, str) and v is not None})
        self._problem = problem

    def get(self, field: str) -> object:
        for name in FIELDS[field]:
            value = self._record.get(name)
            if value is not None and value != "" and value != []:
                return value
        return None

    def text(self, field: str) -> str:
        value = self.get(field)
        if value is None or isinstance(value, str):
            return clean(value or "")
        if field != "title":
            self._problem(f"{field} is {_kind(value)}, not text; left out")
        return ""

    def parsed(self, field: str, parse: Callable[[object], T | None]) -> T | None:
        value = self.get(field)
        if value is None or (isinstance(value, str) and not value.strip()):
            return None
        try:
            result = parse(value)
        except (ValueError, RecursionError) as error:
            self._problem(f"{error}; left out")
            return None
        if result is None:
            self._problem(f"{field} is no {field}: {clean(str(value)[:40])}; left out")
        return result

    def own_id(self) -> str | None:
        value = self.get("id")
        if value is None:
            return None
        if (
            isinstance(value, str | int)
            and not isinstance(value, bool)
            and 0 < len(text := clean(str(value))) <= _MAX_ID
        ):
            return text
        self._problem("the id is neither a short text nor a whole number; left out")
        return None

    def outside(self, source_id: str | None) -> dict[str, str]:
        """Outside ids: fields of their own first, then what the id and the address say."""
        ids: dict[str, str] = {}
        source = self.get("source")
        if source_id and isinstance(source, str) and "acl" in source.lower() and (acl := acl_id(source_id)):
            ids["acl"] = acl
        for scheme, bare in (("arxiv", named_arxiv_id), ("acl", acl_id), ("doi", None)):
            value = self.get(scheme)
            if scheme == "arxiv" and isinstance(value, float):
                value = repr(value)
            if not isinstance(value, str):
                continue
            if bare is not None and (own := bare(value)):
                ids[scheme] = own
            else:
                ids = {**outside_ids(value), **ids}
        for value in (source_id, self.get("url")):
            if isinstance(value, str):
                ids = {**outside_ids(value), **ids}
        return {scheme: clean(value) for scheme, value in ids.items()}

    def organisation(self) -> str | None:
        value = self.get("organisation")
        if isinstance(value, Mapping):
            value = value.get("fullname") or value.get("name")
        return clean(value) or None if isinstance(value, str) else None

    def references(self) -> tuple[Reference, ...]:
        values = _listed(self.get("references"))
        if isinstance(values, str):
            values = values.split(";")
        if values is None:
            return ()
        if not isinstance(values, list):
            self._problem(f"references are {_kind(values)}, not a list; left out")
            return ()
        read = [_reference(v) for v in values]
        if None in read:
            self._problem(f"{read.count(None)} of {len(read)} references name no paper; left out")
        return tuple(dict.fromkeys(r for r in read if r))


def _reference(value: object) -> Reference | None:
    """A cited paper from an id, an address, a title, or an object with such fields."""
    if isinstance(value, Mapping):
        fields = _Fields(value, lambda reason: None)
        source_id = fields.own_id()
        title: str | None = fields.text("title")
        ids = fields.outside(source_id)
    elif isinstance(value, str | int) and not isinstance(value, bool):
        text = clean(str(value))
        ids = outside_ids(text)
        # A citing source's own ids have no spaces; titles of one word are rarer than such ids.
        source_id, title = (None, text) if " " in text else (text or None, None)
        if ids:
            source_id = title = None
    else:
        return None
    if title is not None and not (title_key(title) and len(title) <= MAX_TITLE):
        title = None
    if source_id is not None and len(source_id) > _MAX_ID:
        source_id = None
    return Reference(title=title, source_id=source_id, **ids) if title or source_id or ids else None


def _listed(value: object) -> object:
    """A list written as JSON in a cell of a table is that list."""
    if isinstance(value, str) and value.lstrip().startswith("["):
        try:
            return json.loads(value)
        except (ValueError, RecursionError):
            return value
    return value


def _kind(value: object) -> str:
    match value:
        case None:
            return "null"
        case bool():
            return "true or false"
        case int() | float():
            return "a number"
        case str():
            return "text"
        case list():
            return "a list"
    return "an object"
