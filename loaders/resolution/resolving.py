"""Names of one component -> concepts. The outcome is a function of the set of uses: the order of papers never shows."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from loaders.resolution import candidates
from loaders.resolution.acronym import abbreviates
from loaders.resolution.clusters import Clusters, Link
from loaders.resolution.deciding import alike, makerless, with_maker
from loaders.resolution.forms import Forms
from loaders.resolution.guards import kept_apart
from loaders.resolution.patterns import Pattern, Place
from loaders.resolution.readings import Choice, Readings
from loaders.resolution.told import Told

_DECISION, _DEFINITION, _STEMS, _PART = 0, 1, 2, 4
#: Two names without letters in common are one when this many papers use them so.
_NICKNAME = 2
#: How sure it is that a guard rightly overrules what papers say, or what looks alike.
_REFUSED = 0.6


class Note(NamedTuple):
    """What was decided about a name of a group, as in kg.records.Step."""

    name: str
    other: str
    step: str
    reason: str
    sureness: float = 1.0


@dataclass
class Group:
    """Uses that mean one concept: where they are, the names they go by, and what was decided about them."""

    kind: str
    root: str
    uses: list[tuple[Pattern, list[Place]]] = field(default_factory=list)
    names: Counter[str] = field(default_factory=Counter)  # normal form -> papers
    notes: list[Note] = field(default_factory=list)

    @property
    def papers(self) -> set[Any]:
        """The papers that name it."""
        return {paper for _, places in self.uses for paper, _ in places}


class Grouping:
    """Groups the uses of one kind: definitions, endings, spelling, then acronyms that their papers leave undefined."""

    def __init__(self, kind: str, patterns: Sequence[Pattern], told: Told) -> None:
        self._kind = kind
        self._told = told
        self.forms = Forms(patterns, self._told.split)
        self._readings = Readings(self.forms, kind, self._told.apart)
        self._clusters = Clusters(self.forms)
        self._choices: dict[str, Choice] = {}
        self._node: dict[Pattern, str] = {
            pattern: self._readings.long_of.get(pattern, keys[0]) for pattern, keys in self.forms.keys_of.items()
        }
        self._elsewhere: dict[Pattern, dict[str, list[Place]]] = {}  # uses of a pattern that mean another node

    def groups(self) -> list[Group]:
        """The groups, in the order of their roots."""
        if len(self.forms) > 1:
            self._clusters.join(self._user_links(), self._told.apart)
            self._clusters.join(self._maker_links(), self._apart_but_for_makers)
            self._clusters.join((*self._definition_links(), *self._ending_links()), self._apart)
            likely = [link for link in candidates.links(self.forms) if self._not_in_one_paper(link)]
            self._clusters.join(likely, self._apart)
            self._read_acronyms()
        return self._collect()

    def _apart(self, a: str, b: str) -> str | None:
        return self._told.apart(a, b) or kept_apart(self.forms[a].best, self.forms[b].best)

    def _apart_but_for_makers(self, a: str, b: str) -> str | None:
        x, y = self.forms[a].best, self.forms[b].best
        made = with_maker(x, y, self._kind) or with_maker(y, x, self._kind)
        return self._told.apart(a, b) if made else self._apart(a, b)

    def _maker_links(self) -> Iterator[Link]:
        """Acronyms of one name, with and without its maker: MSCOCO and COCO."""
        for outer in self.forms:
            for inner in makerless(outer) if self.forms[outer].short else ():
                if inner in self.forms and self.forms[inner].short:
                    found = with_maker(self.forms[inner].best, self.forms[outer].best, self._kind)
                    if found:
                        weight = len(self.forms[inner].papers)
                        yield Link(_DEFINITION, weight, min(inner, outer), max(inner, outer), found.step, found.reason)

    def _user_links(self) -> list[Link]:
        links = []
        for a, b, why in self._told.merged(self.forms):
            if (x := self._meant(a)) and (y := self._meant(b)):
                links.append(Link(_DECISION, 0, min(x, y), max(x, y), "decision", why or "you merged them"))
        return links

    def _meant(self, name: str) -> str | None:
        """The node that a user's name stands for: itself, or what papers mostly define an acronym by."""
        if name not in self.forms:
            return None
        written = self.forms.patterns_of[name]
        nodes: Counter[str] = Counter()
        for pattern in [p for p in written if self.forms.keys_of[p][0] == name] or written:  # or an alias only
            nodes[self._node[pattern]] += len(pattern.places)
        if not nodes or name in nodes:
            return name
        return min(nodes, key=lambda node: (-nodes[node], node))

    def _definition_links(self) -> list[Link]:
        """Names that papers use for one thing, where likeness or a second paper confirms the first."""
        together: Counter[tuple[str, str]] = Counter()
        for pattern, keys in self.forms.keys_of.items():
            for other in keys:
                if other != self._node[pattern] and other not in self._readings.defined:
                    a, b = sorted((self._node[pattern], other))
                    together[a, b] += len(pattern.papers)
        return [
            Link(_DEFINITION, count, a, b, "definition", f"{count} papers use both for one thing", count / (count + 1))
            for (a, b), count in together.items()
            if (count >= _NICKNAME or alike(self.forms[a].best, self.forms[b].best)) and not self._both_short(a, b)
        ]

    def _both_short(self, a: str, b: str) -> bool:
        return self.forms[a].short and self.forms[b].short

    def _ending_links(self) -> list[Link]:
        links = []
        for short, a, b in self._readings.shared():
            reason = f'papers define "{self.forms[short].best}" by both, which differ in endings or small words'
            links.append(Link(_STEMS, 0, a, b, "definition", reason, 0.9))
        return links

    def _not_in_one_paper(self, link: Link) -> bool:
        """Whether no paper keeps the two apart: what an extractor saw side by side is not joined by likeness."""
        if link.step != "fuzzy":
            return True
        first, second = (
            {paper for name in self._clusters.members(end) for paper in self.forms[name].papers}
            for end in (link.a, link.b)
        )
        return first.isdisjoint(second)

    def _read_acronyms(self) -> None:
        """Give the uses of each acronym that their papers leave undefined to one of its readings, or leave them."""
        bare: dict[str, list[Pattern]] = defaultdict(list)
        naming: dict[str, set[Any]] = defaultdict(set)  # root -> papers
        for pattern, node in self._node.items():
            if self.forms[node].short and node not in self._told.split and not self._told_reading(node):
                bare[node].append(pattern)
            naming[self._clusters.root(node)] |= pattern.papers
        links = []
        for short in sorted(bare):
            choice = self._choices[short] = self._readings.choose(short, self._clusters)
            own = _only_reading({option: naming[option] for option in sorted(choice.options) if option in naming})
            left = 0
            for pattern in bare[short]:
                meant: dict[str, list[Place]] = defaultdict(list)
                for place in pattern.places:
                    meant[own.get(place[0]) or short].append(place)
                if len(meant) > 1 or short not in meant:
                    self._elsewhere[pattern] = dict(meant)
                left += sum(len(meant[node]) for node in (short, choice.long) if node in meant)
            if choice.long is not None and left:
                links.append(Link(_PART, left, short, choice.long, choice.step, choice.reason, choice.sureness))
        self._clusters.join(links, self._apart)

    def _told_reading(self, short: str) -> bool:
        """Whether the user joined an acronym with a name that it may stand for: then that is what it means.

        Joined with any other name, it goes on to mean what it meant, and both are one with the other name.
        """
        if short not in self._told.joined:
            return False
        spelt = self.forms[short].best
        others = [self.forms[name] for name in self._clusters.members(short) if name != short]
        return any(not other.short and spelt not in other.best and abbreviates(spelt, other.best) for other in others)

    def _collect(self) -> list[Group]:
        groups: dict[str, Group] = {}
        nodes: dict[str, set[str]] = defaultdict(set)
        for pattern, node in self._node.items():
            for meant, places in self._elsewhere.get(pattern, {node: pattern.places}).items():
                root = self._clusters.root(meant)
                groups.setdefault(root, Group(self._kind, root)).uses.append((pattern, places))
                nodes[root].add(meant)
        for group in groups.values():
            self._name(group, nodes[group.root], groups)
        self._explain(groups)
        return [groups[root] for root in sorted(groups)]

    def _name(self, group: Group, nodes: set[str], groups: dict[str, Group]) -> None:
        """The names that the group goes by: those that mean it, and those that stand beside them often enough."""
        papers: dict[str, set[Any]] = defaultdict(set)
        for pattern, places in group.uses:
            found = {paper for paper, _ in places}
            for name in self.forms.keys_of[pattern]:
                papers[name] |= found
        coined = len(group.papers) == 1
        sure = {name for name in papers if self._is_name_of(group.root, name)} | nodes
        for name, found in papers.items():
            if name in sure or (
                self._clusters.root(name) not in groups and self._is_nickname(name, found, coined, sure)
            ):
                group.names[name] = len(found)

    def _is_name_of(self, root: str, name: str) -> bool:
        defined = self._readings.defined.get(name, ())
        return self._clusters.root(name) == root or any(self._clusters.root(long) == root for long in defined)

    def _is_nickname(self, name: str, papers: set[Any], coined: bool, names: set[str]) -> bool:
        """Whether a name that only stands beside others is a name: one paper knows the concept, or two say so.

        What a paper calls so in passing ("zero-shot accuracy" for accuracy) is not.
        """
        return (coined or len(papers) >= _NICKNAME) and not any(self._apart(name, other) for other in names)

    def _explain(self, groups: dict[str, Group]) -> None:
        def best(name: str) -> str:
            return self.forms[name].best

        def note(about: str, told: Note) -> None:
            if group := groups.get(self._clusters.root(about)):
                group.notes.append(told)

        for link in self._clusters.taken:
            note(link.a, Note(best(link.a), best(link.b), link.step, link.reason, link.sureness))
        for refused in self._clusters.refused:
            for name, other in ((refused.a, refused.b), (refused.b, refused.a)):
                sureness = 1.0 if self._told.apart(name, other) else _REFUSED
                note(name, Note(best(name), best(other), "apart", refused.reason, sureness))
        for short, longs in sorted(self._readings.defined.items()):
            for long, count in sorted(longs.items()):
                if (group := groups.get(self._clusters.root(long))) and long in group.names:
                    who = "1 paper defines" if count == 1 else f"{count} papers define"
                    reason = f'{who} "{best(short)}" as "{best(long)}"'
                    group.notes.append(Note(best(short), best(long), "definition", reason))
        for short, choice in sorted(self._choices.items()):
            if choice.step == "apart":
                likeliest = best(choice.likeliest) if choice.likeliest else ""
                note(short, Note(best(short), likeliest, "apart", choice.reason, choice.sureness))


def _only_reading(papers: dict[str, set[Any]]) -> dict[Any, str]:
    """paper -> the reading that it names, for papers that name one of several and no other."""
    found: dict[Any, str] = {}
    several: set[Any] = set()
    for reading, naming in papers.items():
        several |= found.keys() & naming
        found |= dict.fromkeys(naming, reading)
    return {paper: reading for paper, reading in found.items() if paper not in several}
