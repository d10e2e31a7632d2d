"""The component `grouping`: the mentions of one thing become one entity, with one type and all its surfaces.

Mentions are one when their names have one normal form (case, hyphens, plural, generic head) or when the text defines
one as the acronym of the other. The type is the one with the most probability over all of them. A name that was found
once is found wherever it stands; what is not likely enough in any place is left out.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, TypeVar

from spacy.language import Language
from spacy.tokens import Doc

from kg.records import Entity, Evidence, Mention
from loaders.extraction.mentions import Found
from loaders.extraction.prose import sentence_spans, text_of
from loaders.resolution.normal import key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from loaders.extraction.acronyms import Acronym

if not Doc.has_extension("entities"):
    Doc.set_extension("entities", default=())

RULE = "tagger"
_TASK = re.compile(r"\btasks?$", re.I)
#: A year of two or four digits in a normal form: "wmt22" and "wmt2022" are one campaign.
_YEAR = re.compile(r"(?<=[a-z])(?:19|20)?(\d\d)(?!\d)")
AnEntity = TypeVar("AnEntity", bound=Entity)


@dataclass(frozen=True, slots=True)
class Candidate(Entity):
    """A name that may be an entity, with the probability of each type in that of its mentions which has most of it."""

    scores: Mapping[str, float] = field(default_factory=dict, compare=False)


class Grouping:
    """Sets `doc._.entities` from `doc._.found` and `doc._.acronyms`.

    Args:
        cuts: by type, the least probability that the likeliest mention of an entity needs.
    """

    def __init__(self, cuts: Mapping[str, float]) -> None:
        self.cuts = cuts

    def __call__(self, doc: Doc) -> Doc:
        text = text_of(doc)
        decided = (self.decide(text, group) for group in join(text, doc._.found, doc._.acronyms))
        entities = [entity for entity in decided if entity is not None]
        doc._.entities = with_evidence(text, everywhere(text, entities))
        return doc

    def decide(self, text: str, group: Sequence[Found]) -> Candidate | None:
        """The entity of a group of mentions, or None when it is not likely enough."""
        total: dict[str, float] = defaultdict(float)
        most: dict[str, float] = defaultdict(float)
        for found in group:
            for label, p in found.scores.items():
                total[label] += p
                most[label] = max(most[label], p)
        data = total.get("Dataset", 0.0) + total.get("Benchmark", 0.0)
        if data > max(total.get("Method", 0.0), total.get("Task", 0.0), total.get("Metric", 0.0)):
            label = "Benchmark" if total.get("Benchmark", 0.0) > total.get("Dataset", 0.0) else "Dataset"
            kinds: tuple[str, ...] = ("Dataset", "Benchmark")
        else:
            label = max(("Method", "Task", "Metric"), key=lambda t: total.get(t, 0.0))
            kinds = (label,)
        confidence = max(sum(f.scores.get(k, 0.0) for k in kinds) for f in group)
        if confidence < self.cuts.get(label, 0.5):
            return None
        surfaces = list(dict.fromkeys(text[f.start : f.end] for f in sorted(group, key=lambda f: f.start)))
        name = max(surfaces, key=_length)
        return Candidate(
            name=name,
            type=label,
            role="mentioned",
            mentions=tuple(Mention(f.start, f.end) for f in group),
            evidence=Evidence(0, 0, RULE),
            aliases=tuple(s for s in surfaces if s != name),
            confidence=round(min(1.0, confidence), 3),
            scores=dict(most),
        )


def _length(surface: str) -> int:
    return len(surface) if len(surface) <= 80 else 0


def join(text: str, found: Sequence[Found], acronyms: Sequence[Acronym]) -> list[list[Found]]:
    """Groups of mentions that are one thing, each in the order of the text, ordered by their first mention."""
    parent: dict[str, str] = {}

    def root(k: str) -> str:
        while parent.setdefault(k, k) != k:
            k = parent[k]
        return k

    found, pairs = with_acronyms(found, acronyms)
    for short, long in pairs:
        parent[root(key(text[short.start : short.end]))] = root(key(text[long.start : long.end]))
    for name, longer in shared_tasks(text, found):
        parent[root(longer)] = root(name)
    groups: dict[str, list[Found]] = {}
    for f in sorted(found, key=lambda f: (f.start, f.end)):
        if k := key(text[f.start : f.end]):
            groups.setdefault(root(k), []).append(f)
    return list(groups.values())


def shared_tasks(text: str, found: Sequence[Found]) -> Iterator[tuple[str, str]]:
    """Keys of data and of the same data by a longer name: "WMT22", "WMT 2022 shared general translation task"."""
    names = {text[f.start : f.end]: f.scores for f in found}
    tasks = [key(name) for name in names if _TASK.search(name)]
    for name, scores in names.items() if tasks else ():
        data = scores.get("Dataset", 0.0) + scores.get("Benchmark", 0.0)
        if (short := key(name)) and 2 * data > sum(scores.values()) and _YEAR.search(short):
            start = _YEAR.sub(r"\1", short)
            yield from ((short, long) for long in tasks if long != short and _YEAR.sub(r"\1", long).startswith(start))


def with_acronyms(found: Sequence[Found], acronyms: Sequence[Acronym]) -> tuple[list[Found], list[tuple[Found, Found]]]:
    """The mentions with both sides of every definition of which one side was found, and those (short, long) pairs.

    A long form is as long as the letters of its acronym say, or as the tagger says if that is longer.
    """
    mentions = {(f.start, f.end): f for f in found}
    pairs = []
    for a in acronyms:
        short = next((f for f in mentions.values() if f.start < a.short[1] and a.short[0] < f.end), None)
        long = next((f for f in mentions.values() if a.long[0] < f.end and abs(f.end - a.long[1]) < 2), None)
        if (short is None and long is None) or short is long or (short and short.end - short.start > 30):
            continue
        if short is None:
            short = Found(*a.short, {})
        if long is None:
            if any(f.start < a.long[1] and a.long[0] < f.end for f in mentions.values()):
                continue  # only a part of it is a name
            long = Found(*a.long, {})
        elif a.long[0] < long.start:
            del mentions[long.start, long.end]
            long = Found(a.long[0], long.end, long.scores)
        mentions[short.start, short.end], mentions[long.start, long.end] = short, long
        pairs.append((short, long))
    return list(mentions.values()), pairs


def everywhere(text: str, entities: Sequence[AnEntity]) -> list[AnEntity]:
    """The entities with every place where one of their surfaces stands, the longest surface winning."""
    owner: dict[str, int] = {}
    for i, e in enumerate(entities):
        for surface in e.surfaces:
            owner.setdefault(surface, i)
    taken = {(m.start, m.end): i for i, e in enumerate(entities) for m in e.mentions}
    named = bytearray(len(text))
    for start, end in taken:
        named[start:end] = b"\1" * (end - start)
    for surface in sorted(owner, key=lambda s: (-len(s), s)):
        for start in _whole(text, surface):
            end = start + len(surface)
            if 1 not in named[start:end]:
                named[start:end] = b"\1" * (end - start)
                taken[start, end] = owner[surface]
    places: dict[int, list[Mention]] = defaultdict(list)
    for (start, end), i in sorted(taken.items()):
        places[i].append(Mention(start, end))
    return [replace(e, mentions=tuple(places[i])) for i, e in enumerate(entities)]


def _whole(text: str, surface: str) -> Iterator[int]:
    """Where a surface stands with no letter, digit or underscore at either side."""
    start = text.find(surface)
    while start >= 0:
        end = start + len(surface)
        if not (_in_word(text[start - 1 : start]) or _in_word(text[end : end + 1])):
            yield start
        start = text.find(surface, start + 1)


def _in_word(character: str) -> bool:
    return character.isalnum() or character == "_"


def with_evidence(text: str, entities: Sequence[AnEntity]) -> list[AnEntity]:
    """The entities, each with the sentence of its first mention, until `roles` finds the one that decides."""
    spans = sentence_spans(text) or [(0, len(text))]
    starts = [s for s, _ in spans]
    out = []
    for e in entities:
        start, end = spans[max(0, bisect_right(starts, e.mentions[0].start) - 1)]
        evidence = Evidence(start, max(end, e.mentions[0].end), RULE, e.confidence)
        out.append(replace(e, evidence=evidence))
    return out


@Language.factory("grouping", requires=["doc._.found"], assigns=["doc._.entities"], default_config={"cuts": {}})
def make_grouping(nlp: Language, name: str, cuts: dict[str, float]) -> Grouping:
    return Grouping(cuts)
