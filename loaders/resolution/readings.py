"""What an acronym stands for, paper by paper: the paper's own definition, else the reading that clearly prevails."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from typing import Any, NamedTuple

from loaders.resolution import lexicon
from loaders.resolution.acronym import abbreviates, letters, spells_out
from loaders.resolution.clusters import Clusters
from loaders.resolution.forms import Forms
from loaders.resolution.guards import kept_apart
from loaders.resolution.kinds import LEAST, RARER
from loaders.resolution.normal import normal_form, words
from loaders.resolution.patterns import Pattern
from loaders.resolution.similar import opening, say_the_same, without_small_words

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
        definitions = {p: tuple(self._definitions(keys)) for p, keys in forms.keys_of.items() if len(keys) > 1}
        for pattern, found in definitions.items():
            for short, long in found:
                self.defined[short][long] += len(pattern.papers)
        self._drop_slips()
        for pattern, found in definitions.items():
            for short, long in found:
                if long in self.defined[short] and forms.keys_of[pattern][0] in (short, long):
                    self.long_of.setdefault(pattern, long)

    def _drop_slips(self) -> None:
        """Drop what few papers define against many and the letters do not spell (MLLM, large multimodal model)."""
        for short, longs in self.defined.items():
            every = longs.total()
            for long, count in list(longs.items()) if len(longs) > 1 and every >= LEAST else ():
                if every - count >= RARER * count and not spells_out(self._forms[short].best, self._forms[long].best):
                    del longs[long]

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
    def _by_paper(self) -> dict[Any, list[str]]:
        """paper -> the long names in it."""
        found: dict[Any, list[str]] = defaultdict(list)
        for name in self._forms:
            if not self._forms[name].short:
                for paper in self._forms[name].papers:
                    found[paper].append(name)
        return found

    def shared(self) -> Iterator[tuple[str, str, str]]:
        """(acronym, long form, long form) where an acronym is defined by two that differ in endings or small words."""
        for short, longs in sorted(self.defined.items()):
            blocks: dict[object, set[str]] = defaultdict(set)
            for long in longs if len(longs) > 1 else ():
                best = self._forms[long].best
                blocks[opening(best)].add(long)
                blocks[without_small_words(best)].add(long)
            pairs = {(a, b) for block in blocks.values() for a in block for b in block if a < b}
            for a, b in sorted(pairs):
                if say_the_same(self._forms[a].best, self._forms[b].best):
                    yield short, a, b

    def choose(self, short: str, clusters: Clusters) -> Choice:
        """What `short` means in papers that use it without a definition."""
        papers: Counter[str] = Counter()
        for long, count in self.defined.get(short, Counter()).items():
            papers[clusters.root(long)] += count
        here = sum(papers.values())
        known = _Known(self._forms, short)
        for root in sorted(papers):
            known.add(root)
        absent = []
        for reading in lexicon.readings(self._forms[short].best, self._kind):
            home = self._home(reading.long, known, clusters)
            if home and self._kept_from(short, home, clusters):
                continue
            if home:
                papers[home] += reading.papers
                known.add(home)
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

    def _home(self, long: str, known: _Known, clusters: Clusters) -> str | None:
        """The root of a reading of the lists among those of the library."""
        name = normal_form(long)
        if name in self._forms and not self._forms[name].short:
            return clusters.root(name)
        return known.find(long)

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
        # Letters alone fit by chance too often, so a paper must name both.
        beside = {name for paper in self._forms[short].papers for name in self._by_paper.get(paper, ())}
        fitting = sorted(
            name for name in beside if _is_initials(spelt, self._forms[name].best) and not self._told(short, name)
        )
        roots = sorted({clusters.root(name) for name in fitting})
        if len(roots) == 1:
            long = self._forms[fitting[0]].best
            said = f'"{spelt}" is the beginnings of the words of "{long}", the only such name beside it'
            return Choice(roots[0], "letters", said, frozenset(roots), roots[0], 0.5)
        step = "apart" if roots else ""
        return Choice(None, step, f'"{spelt}" fits {len(roots)} names', frozenset(roots), min(roots, default=None), 0.5)


class _Known:
    """The library's readings of an acronym, for finding the one that a reading of the lists is."""

    def __init__(self, forms: Forms, short: str) -> None:
        self._forms, self._short = forms, short
        self._by_opening: dict[str, list[str]] = defaultdict(list)
        self._by_end: dict[str, list[str]] = defaultdict(list)

    def add(self, root: str) -> None:
        best = self._forms[root].best
        self._by_opening[opening(best)].append(root)
        self._by_end[words(best)[-1] if words(best) else ""].append(root)

    def find(self, long: str) -> str | None:
        """The one with the same stems, else the one that `long` has words before: Microsoft Common Objects ..."""
        near = self._by_opening.get(opening(long), ())
        if found := min((root for root in near if say_the_same(self._forms[root].best, long)), default=None):
            return found
        row = words(long)
        ends = self._by_end.get(row[-1], ()) if len(row) > 1 else ()
        if not ends or spells_out(self._forms[self._short].best, long):
            return None
        return min((root for root in ends if _ends(row, words(self._forms[root].best))), default=None)


def _ends(row: tuple[str, ...], end: tuple[str, ...]) -> bool:
    return len(row) > len(end) > 1 and row[-len(end) :] == end


def _is_initials(short: str, long: str) -> bool:
    """Whether no word gives two letters: what nobody defines must fit plainly."""
    return len(letters(short)) <= len(words(long)) and spells_out(short, long)
