"""Groups of uses -> concepts with label, canonical name, stable id, aliases and family."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from kg.memory import no_collection
from kg.records import Concept, Decision, Step
from loaders.resolution.components import components
from loaders.resolution.families import variants
from loaders.resolution.forms import Forms, is_latex
from loaders.resolution.kinds import settle
from loaders.resolution.normal import normal_form, slug
from loaders.resolution.patterns import Pattern, Place, gather, surfaces
from loaders.resolution.records import KIND_OF, NameUse, Resolution
from loaders.resolution.resolving import Group, Grouping, Note
from loaders.resolution.told import Told, heeded, typed

#: Papers up to which data are labelled as their family is.
_FEW = 2


@dataclass(frozen=True)
class _Named:
    """A group with its label and the spellings of each of its names, both the most used first."""

    group: Group
    label: str
    spellings: tuple[tuple[str, ...], ...]


def resolve(uses: Iterable[NameUse], decisions: Sequence[Decision] = ()) -> Resolution:
    """Concepts for all `uses`. Pure: equal sets of uses and equal decisions give equal outcomes, in any order.

    `decisions` stand in the order they were made; a later one takes back an earlier one on the same name.
    """
    with no_collection():
        return resolve_patterns(gather(uses), decisions)


def resolve_patterns(patterns: Sequence[Pattern], decisions: Sequence[Decision] = ()) -> Resolution:
    """The same for patterns in their order, component by component."""
    concepts: list[Concept] = []
    concept_of: dict[Place, str] = {}
    steps: list[Step] = []
    told = {kind: Told(d for d in decisions if d.kind in (kind, "")) for kind in set(KIND_OF.values())}
    with no_collection():
        settled, slips = settle(typed(heeded(patterns, decisions), decisions))
        for component in components(settled, decisions):
            named = _with_family_labels(_groups(component, told, slips))
            _add(named, concepts, concept_of, steps)
    concepts.sort(key=lambda concept: concept.id)
    steps.sort(key=lambda step: step.concept)
    return Resolution(concept_of, tuple(concepts), tuple(steps))


def _groups(
    component: Sequence[Pattern], told: Mapping[str, Told], slips: Mapping[tuple[str, str], str]
) -> list[_Named]:
    """The groups of a component, which is of one kind."""
    if len(component) == 1 and (alone := _alone(component[0])):
        return [alone]
    kind = KIND_OF[component[0].type]
    grouping = Grouping(kind, component, told[kind])
    named = [_named(group, grouping.forms) for group in grouping.groups()]
    for one in named if slips else ():
        for name in {grouping.forms.keys_of[pattern][0] for pattern, _ in one.group.uses}:
            if reason := slips.get((kind, name)):
                one.group.notes.append(Note(grouping.forms[name].best, "", "type", reason))
    return named


def _alone(pattern: Pattern) -> _Named | None:
    """The group of a pattern that has nothing to do with any other and one name only, as most have."""
    spellings = list(dict.fromkeys(surfaces(pattern.name, pattern.aliases)))
    key, *others = dict.fromkeys(map(normal_form, spellings))
    if others:
        return None
    group = Group(KIND_OF[pattern.type], key, [(pattern, pattern.places)])
    group.names[key] = len(pattern.papers)
    return _Named(group, pattern.type, (_spellings(Counter(spellings)),))


def _with_family_labels(named: Sequence[_Named]) -> list[_Named]:
    """Data that one or two papers name take the label of their family: a subset of a benchmark is one.

    A single reading says little on Dataset or Benchmark, and VARIANT_OF joins only concepts of one label.
    """
    if len(named) < 2:
        return list(named)
    data = {str(at): [row[0] for row in one.spellings] for at, one in enumerate(named) if one.group.kind == "Data"}
    family = variants(data, "Data")
    found = list(named)

    def labelled(at: str) -> str:
        one = found[int(at)]
        if at in family and len(one.group.papers) <= _FEW:
            head = labelled(family[at][0])
            if head != one.label and len(named[int(family[at][0])].group.papers) >= len(one.group.papers):
                note = Note(one.spellings[0][0], family[at][2], "type", f"{head}, as its family is")
                one.group.notes.append(note)
                found[int(at)] = replace(one, label=head)
        return found[int(at)].label

    for at in data:
        labelled(at)
    return found


def _named(group: Group, forms: Forms) -> _Named:
    papers: dict[str, set[Any]] = defaultdict(set)
    for pattern, places in group.uses:
        papers[pattern.type] |= {paper for paper, _ in places}
    label = min(papers, key=lambda label: (-len(papers[label]), label))
    if len(papers) > 1:
        counts = ", ".join(f"{label} in {len(found)}" for label, found in sorted(papers.items()))
        group.notes.append(Note(forms[group.root].best, "", "type", f"papers: {counts}"))
    written: dict[str, Counter[str]] = defaultdict(Counter)
    for pattern, places in group.uses:
        for name, spellings in forms.spelt_by[pattern].items():
            for spelling in spellings if name in group.names else ():
                written[name][spelling] += len(places)
    rows = sorted((_spellings(counts), group.names[name]) for name, counts in written.items())
    ranked = sorted(rows, key=lambda row: (is_latex(row[0][0]), -row[1], len(row[0][0]), row[0][0]))
    return _Named(group, label, tuple(row for row, _ in ranked))


def _spellings(counts: Counter[str]) -> tuple[str, ...]:
    if len(counts) == 1:
        return tuple(counts)
    return tuple(sorted(counts, key=lambda s: (is_latex(s), -counts[s], len(s), s)))


def _add(named: Sequence[_Named], concepts: list[Concept], concept_of: dict[Place, str], steps: list[Step]) -> None:
    """The concepts of one component, what uses mean them, and the steps, put to those of the others."""
    ids = _ids(named)
    family: dict[str, tuple[str, str, str]] = {}
    for label in sorted({one.label for one in named}) if len(named) > 1 else ():
        mine = [(*ids[at], one) for at, one in enumerate(named) if one.label == label]
        names = {id_: list(dict.fromkeys((name, *(row[0] for row in one.spellings)))) for id_, name, one in mine}
        family |= variants(names, KIND_OF[label])
    for at, one in enumerate(named):
        id_, name = ids[at]
        aliases = tuple(dict.fromkeys(s for row in one.spellings for s in row if s != name))
        head = family.get(id_)
        concepts.append(Concept(id_, one.label, name, aliases, head[0] if head else None))
        for _, places in one.group.uses:
            for place in places:
                concept_of[place] = id_
        notes = {Step(id_, *note) for note in one.group.notes}
        if head:
            notes.add(Step(id_, head[1], head[2], "variant", f'"{head[1]}" is "{head[2]}" and something more'))
        steps += sorted(notes, key=lambda s: (s.step, s.name, s.other, s.reason))


def _ids(named: Sequence[_Named]) -> list[tuple[str, str]]:
    """(id, canonical name) of each.

    Of groups that share their first name, those with no other keep it before those that have one, then those with more
    papers; the rest go by their next name, or by a number.
    """
    if len(named) == 1:
        (one,) = named
        return [(f"{one.label.lower()}:{slug(one.spellings[0][0])}", one.spellings[0][0])]
    order = sorted(
        range(len(named)),
        key=lambda at: (
            len(named[at].spellings) > 1,
            -max(named[at].group.names.values()),
            named[at].group.root,
            named[at].group.kind,
        ),
    )
    taken: set[str] = set()
    found: list[tuple[str, str]] = [("", "")] * len(named)
    for at in order:
        one = named[at]
        firsts = [row[0] for row in one.spellings]
        free = (name for name in firsts if f"{one.label.lower()}:{slug(name)}" not in taken)
        name = next(free, firsts[0])
        id_ = f"{one.label.lower()}:{slug(name)}"
        number = 2
        while id_ in taken:
            id_ = f"{one.label.lower()}:{slug(name)}:{number}"
            number += 1
        taken.add(id_)
        found[at] = (id_, name)
    return found
