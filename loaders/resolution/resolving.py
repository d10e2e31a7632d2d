"""Names of all papers -> concepts. The outcome is a function of the set of uses: the order of papers does not show."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from kg.records import Decision
from loaders.resolution import candidates
from loaders.resolution.clusters import Clusters, Link
from loaders.resolution.deciding import alike
from loaders.resolution.forms import Forms
from loaders.resolution.guards import kept_apart
from loaders.resolution.normal import normal_form
from loaders.resolution.readings import Choice, Readings
from loaders.resolution.records import NameUse

_DECISION, _DEFINITION, _STEMS, _PART = 0, 1, 2, 4
#: Two names without letters in common are one when this many papers use them so.
_NICKNAME = 2


@dataclass
class Group:
    """Uses that mean one concept: the names they go by, and what was decided about them."""

    kind: str
    root: str
    uses: list[tuple[str, int]] = field(default_factory=list)
    names: Counter[str] = field(default_factory=Counter)  # normal form -> papers
    notes: list[tuple[str, str, str, str]] = field(default_factory=list)  # name, other, step, reason


class Grouping:
    """Groups the uses of one kind: definitions, endings, spelling, then acronyms that their papers leave undefined."""

    def __init__(self, kind: str, uses: Sequence[NameUse], decisions: Sequence[Decision]) -> None:
        self._kind = kind
        self._merged, self._split = _settled(decisions)
        self.forms = Forms(uses, self._split)
        self._readings = Readings(self.forms, kind)
        self._clusters = Clusters(self.forms, self._apart)
        self._choices: dict[str, Choice] = {}
        self._node: dict[tuple[str, int], str] = {
            use: self._readings.long_of.get(use, keys[0]) for use, keys in self.forms.keys_of.items()
        }

    def groups(self) -> list[Group]:
        """The groups, in the order of their roots."""
        self._clusters.join(self._user_links(), force=True)
        self._clusters.join((*self._definition_links(), *self._ending_links()))
        self._clusters.join(link for link in candidates.links(self.forms) if self._not_in_one_paper(link))
        self._read_acronyms()
        return self._collect()

    def _apart(self, a: str, b: str) -> str | None:
        if a in self._split or b in self._split:
            return "you split it off"
        return kept_apart(self.forms[a].best, self.forms[b].best)

    def _user_links(self) -> list[Link]:
        links = []
        for a, b, why in self._merged:
            if (x := self._meant(a)) and (y := self._meant(b)):
                links.append(Link(_DECISION, 0, min(x, y), max(x, y), "decision", why or "you merged them"))
        return links

    def _meant(self, name: str) -> str | None:
        """The node that a user's name stands for: itself, or what papers mostly define an acronym by."""
        if name not in self.forms:
            return None
        nodes = Counter(self._node[use] for use in self.forms.uses_of[name] if self.forms.keys_of[use][0] == name)
        if not nodes or name in nodes:
            return name
        return min(nodes, key=lambda node: (-nodes[node], node))

    def _definition_links(self) -> list[Link]:
        """Names that papers use for one thing, where likeness or a second paper confirms the first."""
        together: Counter[tuple[str, str]] = Counter()
        for use, keys in self.forms.keys_of.items():
            for other in keys:
                if other != self._node[use] and other not in self._readings.defined:
                    a, b = sorted((self._node[use], other))
                    together[a, b] += 1
        return [
            Link(_DEFINITION, count, a, b, "definition", f"{count} papers use both for one thing")
            for (a, b), count in together.items()
            if (count >= _NICKNAME or alike(self.forms[a].best, self.forms[b].best)) and not self._both_short(a, b)
        ]

    def _both_short(self, a: str, b: str) -> bool:
        return self.forms[a].short and self.forms[b].short

    def _ending_links(self) -> list[Link]:
        links = []
        for short, a, b in self._readings.shared():
            reason = f'papers define "{self.forms[short].best}" by both, which differ in endings or small words'
            links.append(Link(_STEMS, 0, a, b, "definition", reason))
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
        bare: dict[str, list[tuple[str, int]]] = defaultdict(list)
        in_paper: dict[str, set[str]] = defaultdict(set)
        for use, node in self._node.items():
            in_paper[use[0]].add(self._clusters.root(node))
            if self.forms[node].short and node not in self._split:
                bare[node].append(use)
        links = []
        for short in sorted(bare):
            choice = self._choices[short] = self._readings.choose(short, self._clusters)
            for use in bare[short]:
                own = sorted(choice.options & in_paper[use[0]])
                if len(own) == 1 and own[0] != choice.long:
                    self._node[use] = own[0]
            if choice.long is not None and any(self._node[use] == short for use in bare[short]):
                links.append(Link(_PART, len(bare[short]), short, choice.long, choice.step, choice.reason))
        self._clusters.join(links)

    def _collect(self) -> list[Group]:
        groups: dict[str, Group] = {}
        for use, node in sorted(self._node.items()):
            root = self._clusters.root(node)
            groups.setdefault(root, Group(self._kind, root)).uses.append(use)
        for group in groups.values():
            papers: dict[str, set[str]] = defaultdict(set)
            for use in group.uses:
                for name in self.forms.keys_of[use]:
                    papers[name].add(use[0])
            coined = len({paper for paper, _ in group.uses}) == 1
            sure = {name for name in papers if self._is_name_of(group.root, name)} | {
                self._node[use] for use in group.uses
            }
            for name, found in papers.items():
                if name in sure or (
                    self._clusters.root(name) not in groups and self._is_nickname(name, found, coined, sure)
                ):
                    group.names[name] = len(found)
        self._explain(groups)
        return [groups[root] for root in sorted(groups)]

    def _is_name_of(self, root: str, name: str) -> bool:
        defined = self._readings.defined.get(name, ())
        return self._clusters.root(name) == root or any(self._clusters.root(long) == root for long in defined)

    def _is_nickname(self, name: str, papers: set[str], coined: bool, names: set[str]) -> bool:
        """Whether a name that only stands beside others is a name: one paper knows the concept, or two say so.

        What a paper calls so in passing ("zero-shot accuracy" for accuracy) is not.
        """
        return (coined or len(papers) >= _NICKNAME) and not any(self._apart(name, other) for other in names)

    def _explain(self, groups: dict[str, Group]) -> None:
        def best(name: str) -> str:
            return self.forms[name].best

        for link in self._clusters.taken:
            if group := groups.get(self._clusters.root(link.a)):
                group.notes.append((best(link.a), best(link.b), link.step, link.reason))
        for refused in self._clusters.refused:
            for name, other in ((refused.a, refused.b), (refused.b, refused.a)):
                if group := groups.get(self._clusters.root(name)):
                    group.notes.append((best(name), best(other), "apart", refused.reason))
        for short, longs in sorted(self._readings.defined.items()):
            for long, count in sorted(longs.items()):
                if (group := groups.get(self._clusters.root(long))) and long in group.names:
                    who = "1 paper defines" if count == 1 else f"{count} papers define"
                    reason = f'{who} "{best(short)}" as "{best(long)}"'
                    group.notes.append((best(short), best(long), "definition", reason))
        for short, choice in sorted(self._choices.items()):
            if choice.step == "apart" and (group := groups.get(self._clusters.root(short))):
                group.notes.append((best(short), "", "apart", choice.reason))


def _settled(decisions: Iterable[Decision]) -> tuple[list[tuple[str, str, str]], frozenset[str]]:
    """Merges and splits that stand: a later word on a name takes back an earlier one that contradicts it."""
    merged: list[tuple[str, str, str]] = []
    split: set[str] = set()
    for decision in decisions:
        a, b = normal_form(decision.name), normal_form(decision.other)
        if decision.verb == "merge":
            split -= {a, b}
            merged.append((a, b, decision.why))
        else:
            split.add(a)
            merged = [m for m in merged if a not in m[:2]]
    return merged, frozenset(split)
