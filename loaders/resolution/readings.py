"""What an acronym stands for, paper by paper: the paper's own definition, else the reading that clearly prevails."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from functools import cached_property
from typing import NamedTuple

from loaders.resolution import lexicon
from loaders.resolution.acronym import abbreviates, initials, letters, spells_out
from loaders.resolution.clusters import Clusters
from loaders.resolution.forms import Forms
from loaders.resolution.guards import kept_apart
from loaders.resolution.normal import normal_form, words
from loaders.resolution.patterns import Pattern
from loaders.resolution.similar import same_but_for_small_words, same_stems

#: The most frequent reading is taken for the one meant when it has this many times the papers of the next.
MARGIN = 3
#: From so many definitions on, the library's own papers say what is meant, and readings that it lacks do not count:
#: what none of n papers has, less than 3 / n of all have, 19 times in 20 (the rule of three): here a quarter.
ENOUGH = 12


class Choice(NamedTuple):
    """What an acronym means where its paper does not say: one of the library's long forms (None: it stays apart)."""

    long: str | None
    step: str
    reason: str
    options: frozenset[str]  # the roots of all readings the library has
    likeliest: str | None  # of those that are no clear choice
    sureness: float  # of the choice, or of staying apart


class Readings:
    """The definitions that the papers of a library give for the acronyms of one kind."""

    def __init__(self, forms: Forms, kind: str, told: Callable[[str, str], str | None]) -> None:
        """`told` says of two names why the user keeps them apart, or None."""
        self._forms, self._kind, self._told = forms, kind, told
        self.defined: dict[str, Counter[str]] = defaultdict(Counter)
        self.long_of: dict[Pattern, str] = {}
        for pattern, keys in forms.keys_of.items():
            if len(keys) > 1:
                for short, long in self._definitions(keys):
                    self.defined[short][long] += len(pattern.papers)
                    if keys[0] in (short, long):
                        self.long_of.setdefault(pattern, long)

    def _definitions(self, keys: tuple[str, ...]) -> Iterable[tuple[str, str]]:
        forms = self._forms
        shorts = [name for name in keys if forms[name].short]
        longs = [name for name in keys if not forms[name].short]
        return [(s, name) for s in shorts for name in longs if self._defines(s, name)]

    def _defines(self, short: str, long: str) -> bool:
        """Whether one paper's word for it is enough: few letters are found in order in almost any row of words."""
        a, b = self._forms[short].best, self._forms[long].best
        if self._told(short, long) or kept_apart(a, b):
            return False
        if spells_out(a, b):
            return True
        row = letters(a)
        return 2 < len(row) >= len(words(b)) - 2 and abbreviates(a, b) and not self._begins_with_one(a, b)

    @staticmethod
    def _begins_with_one(short: str, long: str) -> bool:
        """Whether a part of the acronym is all that `long` stands for: DPO-P is more than direct preference ..."""
        parts = short.split("-")
        return any(spells_out("-".join(parts[:end]), long) for end in range(1, len(parts)))

    @cached_property
    def _by_initials(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for name in self._forms:
            if not self._forms[name].short:
                for row in initials(self._forms[name].best):
                    found[row].append(name)
        return found

    def shared(self) -> list[tuple[str, str, str]]:
        """(acronym, long form, long form) where an acronym is defined by two that differ in endings or small words."""
        return [
            (short, a, b)
            for short, longs in sorted(self.defined.items())
            for a in sorted(longs)
            for b in sorted(longs)
            if a < b and _say_the_same(self._forms[a].best, self._forms[b].best)
        ]

    def choose(self, short: str, clusters: Clusters) -> Choice:
        """What `short` means in papers that use it without a definition."""
        papers: Counter[str] = Counter()
        for long, count in self.defined.get(short, Counter()).items():
            papers[clusters.root(long)] += count
        here = sum(papers.values())
        absent = []
        for reading in lexicon.readings(self._forms[short].best, self._kind):
            home = self._home(reading.long, papers, clusters)
            if home and self._kept_from(short, home, clusters):
                continue
            if home:
                papers[home] += reading.papers
            else:
                absent.append((reading.papers, reading.long))
        if not papers and not absent:
            return self._by_letters(short, clusters)
        if here >= ENOUGH:
            absent = []
        return self._by_numbers(short, papers, max(absent, default=(0, "")), here, clusters)

    def _kept_from(self, short: str, home: str, clusters: Clusters) -> bool:
        """Whether the user keeps the acronym from this reading."""
        return any(self._told(short, name) for name in clusters.members(home))

    def _home(self, long: str, papers: Counter[str], clusters: Clusters) -> str | None:
        name = normal_form(long)
        if name in self._forms and not self._forms[name].short:
            return clusters.root(name)
        return next((r for r in sorted(papers) if same_stems(self._forms[r].best, long)), None)

    def _by_numbers(
        self, short: str, papers: Counter[str], absent: tuple[int, str], here: int, clusters: Clusters
    ) -> Choice:
        def spelling(root: str) -> str:
            most = min(clusters.members(root), key=lambda n: (self._forms[n].short, -len(self._forms[n].papers), n))
            return self._forms[most].best

        spelt, options = self._forms[short].best, frozenset(papers)
        ranked = sorted(papers.items(), key=lambda item: (-item[1], item[0]))
        if not ranked:
            reason = f'no paper here spells it out; elsewhere it is mostly "{absent[1]}" ({absent[0]} papers)'
            return Choice(None, "", reason, options, None, 1.0)
        top, count = ranked[0]
        rival, against = max([(absent[1], absent[0]), *((spelling(n), c) for n, c in ranked[1:2])], key=lambda r: r[1])
        said = f'"{spelt}" is "{spelling(top)}" in {count} papers here and in the lists'
        said += f', "{rival}" in {against}' if against else ""
        share = count / (count + against)
        if count >= MARGIN * against:
            # One paper of the lists says less than many do: as if there were one more that says otherwise.
            return Choice(top, "definition" if here else "lexicon", said, options, top, share * count / (count + 1))
        said += ": no clear margin, so uses without a definition stay apart"
        return Choice(None, "apart", said, options, top, 1 - share)

    def _by_letters(self, short: str, clusters: Clusters) -> Choice:
        spelt = self._forms[short].best
        near = self._by_initials.get(letters(spelt), ())
        fitting = [n for n in near if _is_initials(spelt, self._forms[n].best) and not self._told(short, n)]
        roots = sorted({clusters.root(name) for name in fitting})
        if len(roots) == 1:
            said = f'"{spelt}" is the beginnings of the words of "{self._forms[fitting[0]].best}", the only such name'
            return Choice(roots[0], "letters", said, frozenset(roots), roots[0], 0.5)
        step = "apart" if roots else ""
        return Choice(None, step, f'"{spelt}" fits {len(roots)} names', frozenset(roots), min(roots, default=None), 0.5)


def _is_initials(short: str, long: str) -> bool:
    """Whether no word gives two letters: what nobody defines must fit plainly."""
    return len(letters(short)) <= len(words(long)) and spells_out(short, long)


def _say_the_same(a: str, b: str) -> bool:
    return same_stems(a, b) or same_but_for_small_words(a, b)
