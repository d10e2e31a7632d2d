"""Papers and what was found in them: plain typed records that every room passes on.

Nothing here knows where a record comes from or goes to. Offsets count characters of `Paper.text`.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field


def title_key(title: str) -> str:
    """The normal form of a title: two papers with one key are taken for one paper.

    Unicode is folded (NFKD, no accents), case, punctuation and spacing go. Letters and digits of every script stay.
    """
    folded = title.casefold()
    if not folded.isascii():  # most are, and this is called for every paper of a dump
        folded = unicodedata.normalize("NFKD", title).casefold()
        folded = "".join(c for c in folded if not unicodedata.combining(c))
    return re.sub(r"[\W_]+", "", folded)


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an entry was read: a source (file name as the user gave it, or "-") and a place in it ("line 12")."""

    source: str
    place: str


@dataclass(frozen=True, slots=True)
class Reference:
    """An entry of a reference list: at least one of the fields is set; ids are bare ("1706.03762", "10.1/x")."""

    title: str | None = None
    arxiv: str | None = None
    doi: str | None = None
    acl: str | None = None
    source_id: str | None = None  # the citing source's own id of the cited paper

    @property
    def id(self) -> str:
        """The stable id, as for `Paper`."""
        return stable_id(self.arxiv, self.doi, self.acl, self.title or self.source_id or "")


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper as a source gives it. Text is clean: no NUL, no lone surrogates, one line a field, trimmed."""

    title: str
    abstract: str = ""
    source_id: str | None = None  # the source's own id, echoed by `kg extract`
    arxiv: str | None = None  # without version: "2305.12345"
    doi: str | None = None  # lower case, without resolver
    acl: str | None = None  # "2020.acl-main.1"
    url: str | None = None
    year: int | None = None
    date: str | None = None  # ISO 8601: "2024-06-05"
    venue: str | None = None
    organisation: str | None = None
    authors: tuple[str, ...] = ()
    author_count: int | None = None  # where a source counts authors without naming them
    references: tuple[Reference, ...] = ()
    origins: tuple[Origin, ...] = ()

    @property
    def id(self) -> str:
        """The stable id: `arxiv:…`, `doi:…`, `acl:…`, else `title:<normal form>`."""
        return stable_id(self.arxiv, self.doi, self.acl, self.title)

    @property
    def text(self) -> str:
        """What is extracted from, and what every offset counts in."""
        return f"{self.title}\n{self.abstract}"


def stable_id(arxiv: str | None, doi: str | None, acl: str | None, title: str) -> str:
    """The id a paper has on every machine: the first outside id there is, else the normal form of its title."""
    for scheme, value in (("arxiv", arxiv), ("doi", doi), ("acl", acl)):
        if value:
            return f"{scheme}:{value}"
    return f"title:{title_key(title)}"


@dataclass(frozen=True, slots=True)
class Problem:
    """Something a source could not give: one line for the user, counted in the summary."""

    source: str
    place: str
    reason: str

    def __str__(self) -> str:
        return f"{self.source}: {self.place}: {self.reason}" if self.place else f"{self.source}: {self.reason}"


@dataclass(frozen=True, slots=True)
class Mention:
    """One occurrence of an entity in the text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Evidence:
    """The sentence that a fact rests on (offsets), the rule or component that drew it, and how sure it is."""

    start: int
    end: int
    rule: str
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Entity:
    """A concept in one paper: all its surface forms there, one type, one role (gold/GUIDE.md defines both)."""

    name: str
    type: str
    role: str
    mentions: tuple[Mention, ...]
    evidence: Evidence  # of the role
    aliases: tuple[str, ...] = ()
    confidence: float = 1.0  # that this is an entity of this type

    @property
    def surfaces(self) -> tuple[str, ...]:
        return (self.name, *self.aliases)


@dataclass(frozen=True, slots=True)
class Relation:
    """(head, type, tail) between two entities of one paper, by their names."""

    head: str
    type: str
    tail: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Result:
    """A number tied to one dataset or benchmark; `method` and `metric` are None where the text names none."""

    method: str | None
    on: str
    metric: str | None
    value: str
    kind: str  # "absolute" or "gain"
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that was found in one paper. Names in relations and results are names of `entities`."""

    entities: tuple[Entity, ...] = ()
    relations: tuple[Relation, ...] = ()
    results: tuple[Result, ...] = ()


@dataclass(frozen=True, slots=True)
class Decision:
    """What a user said about names. It stands above every automatic step and outlives rebuilds.

    `merge`: `name` and `other` are one concept. `apart`: they are two. `split`: `name` is a concept of its own.
    `ignore`: `name` is none. `type`: `name` is of the type `other`. Where no `other` is spoken of, it is empty.
    Names are matched by their normal form, within one kind (Dataset and Benchmark are one kind, Data).
    """

    verb: str  # "merge", "split", "apart", "ignore" or "type"
    kind: str  # "Method", "Data", "Task" or "Metric"; "" for every kind
    name: str
    other: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Concept:
    """What names resolve to: one node of the graph. Aliases are its other spellings, the most used first."""

    id: str  # "benchmark:mmlu": label and normal form of the name
    label: str
    name: str
    aliases: tuple[str, ...] = ()
    variant_of: str | None = None  # id of the concept of the same label that this is a version, size or subset of


@dataclass(frozen=True, slots=True)
class Step:
    """Why `name` belongs to a concept, or is kept from it: the step that decided, and its numbers in words.

    `sureness` (0 to 1) only says which decisions a user is asked about first; it decides nothing.
    """

    concept: str
    name: str
    other: str  # the name it was joined to or kept from; "" where none
    step: str  # "normal form", "definition", "lexicon", "letters", "fuzzy", "type", "variant", "apart", "decision"
    reason: str
    sureness: float = 1.0


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of an answer. Values are str, int, float, bool, None, or lists and dicts of those."""

    columns: tuple[str, ...]
    rows: list[tuple[object, ...]] = field(default_factory=list)

    def dicts(self) -> list[dict[str, object]]:
        """The rows as maps from column to value."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]
