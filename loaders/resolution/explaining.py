"""What a library knows about a name: its concept, and why each alias belongs to it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from kg.errors import NothingFound, PaperKGError
from kg.library import Store
from kg.numbers import counted
from kg.records import Concept, Step
from loaders.resolution.deciding import decide
from loaders.resolution.normal import normal, normal_form
from loaders.resolution.patterns import surfaces
from loaders.resolution.records import KIND_OF, Decided
from loaders.resolution.suggesting import did_you_mean
from loaders.resolution.told import Said, about, named

#: Steps that tell something else than how two names came together.
_ASIDE = ("apart", "type", "variant")


@dataclass(frozen=True)
class Alias:
    """A spelling of a concept, the papers that use it, and the steps that made it one."""

    name: str
    papers: list[str]
    steps: list[tuple[str, str]]  # (step, reason)
    one_with: str = ""  # the spelling before it that has the same normal form


@dataclass(frozen=True)
class Explanation:
    """Why a concept has the names it has."""

    concept: Concept
    aliases: list[Alias]
    aside: list[Step]  # names kept apart, types in dispute, the family
    decisions: list[Said]  # what the user said about any of its names


def find(store: Store, name: str) -> list[Concept]:
    """The concepts that a user's name means: by id, or by any alias in its normal form.

    Raises NothingFound, with the nearest names, where there is none.
    """
    if by_id := store.names.concept(name.strip()):
        return [by_id]
    if found := store.names.find(normal_form(name)):
        return found
    if ignored := [d for _, d in about(_said(store), {normal_form(name)}, "") if d.verb == "ignore"]:
        raise NothingFound(f"no concept '{name}' in {store.path}: you want it ignored ({ignored[-1].why})")
    near = did_you_mean(name, dict(store.names.keys()), store.names.concept)
    raise NothingFound(f"no concept '{name}' in {store.path}{near}")


def why(store: Store, name: str) -> list[Explanation]:
    """Every concept that `name` means, those of most papers first, each alias with its papers and what decided."""
    found = [_explanation(store, concept) for concept in find(store, name)]
    return sorted(found, key=lambda one: -len({paper for alias in one.aliases for paper in alias.papers}))


def _said(store: Store) -> list[Said]:
    return [*((None, decision) for decision in store.names.listed()), *store.names.said()]


def _explanation(store: Store, concept: Concept) -> Explanation:
    papers: dict[str, list[str]] = defaultdict(list)
    for use in store.facts.names(concept.id):
        for surface in dict.fromkeys((use.name, *use.aliases, *surfaces(use.name, use.aliases))):
            papers[surface].append(use.paper)
    steps = store.names.steps(concept.id)
    joins: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for step in steps:
        if step.step not in _ASIDE:
            for end in dict.fromkeys((normal_form(step.name), normal_form(step.other))):
                joins[end].append((step.step, step.reason))
    aliases, seen = [], {normal_form(concept.name): concept.name}
    for surface in (concept.name, *concept.aliases):
        form = normal_form(surface)
        if surface == concept.name or form not in seen:
            seen[form] = surface
            one_with = ""
            decided = joins.get(form, [])
            if not decided and form != normal_form(concept.name):
                said = counted(len(set(papers.get(surface, ()))), "paper")
                decided = [("beside", f'in {said}, beside "{concept.name}" for one thing')]
        else:
            one_with = seen[form]
            decided = [("normal form", f'as "{seen[form]}": both are "{normal(seen[form])}" in normal form')]
        aliases.append(Alias(surface, papers.get(surface, []), list(dict.fromkeys(decided)), one_with))
    decisions = about(_said(store), _forms(concept), KIND_OF[concept.label])
    return Explanation(concept, aliases, [step for step in steps if step.step in _ASIDE], decisions)


def _forms(*concepts: Concept) -> set[str]:
    return {normal_form(name) for concept in concepts for name in (concept.name, *concept.aliases)}


def between(store: Store, a: str, b: str) -> list[Decided]:
    """Whether two names are one concept: as the library has it, else judged by the names alone, for each kind."""
    left, right = (store.names.find(normal_form(name)) for name in (a, b))
    shared = [concept for concept in left if concept in right]
    found = [
        Decided(True, "library", _together(store, concept, a, b) + _otherwise(concept, (a, left), (b, right)))
        for concept in shared
    ]
    kinds = {KIND_OF[c.label] for c in left} & {KIND_OF[c.label] for c in right}
    for one in left:
        for other in right:
            if one.id != other.id and KIND_OF[one.label] == KIND_OF[other.label] and not shared:
                found.append(Decided(False, "library", _apart(store, one, other, a, b)))
    if not found:
        found = [_judged(a, b, label) for label in _labels(kinds, left + right)]
    return found


def _labels(kinds: set[str], concepts: list[Concept]) -> list[str]:
    if kinds:
        return sorted(label for label, kind in KIND_OF.items() if kind in kinds and label != "Dataset")
    return sorted({concept.label for concept in concepts}) or ["Method"]


def _judged(a: str, b: str, label: str) -> Decided:
    decided = decide(a, b, label)
    return Decided(decided.same, decided.step, f"{decided.reason} (judged by the names alone, as {label})")


def _together(store: Store, concept: Concept, a: str, b: str) -> str:
    forms = {normal_form(a), normal_form(b)}
    if len(forms) == 1:
        return f'{concept.id}: both are "{normal(a)}" in normal form'
    steps = [s for s in store.names.steps(concept.id) if s.step not in _ASIDE]
    about = [s for s in steps if forms & {normal_form(s.name), normal_form(s.other)}] or steps
    reasons = dict.fromkeys(f"{step.reason} ({step.step})" for step in about)
    return f"{concept.id}: {'; '.join(reasons) or 'one concept'}"


def _otherwise(concept: Concept, *meanings: tuple[str, list[Concept]]) -> str:
    """What else the names mean, in other papers."""
    said = ""
    for name, concepts in meanings:
        kind = KIND_OF[concept.label]
        if others := [c.id for c in concepts if c.id != concept.id and KIND_OF[c.label] == kind]:
            said += f'; in other papers "{name}" is {", ".join(others)}'
    return said


def _apart(store: Store, one: Concept, other: Concept, a: str, b: str) -> str:
    told = [s for c in (one, other) for s in store.names.steps(c.id) if s.step == "apart"]
    names = _forms(one, other)
    about_both = [s.reason for s in told if not s.other or {normal_form(s.name), normal_form(s.other)} <= names]
    if one.variant_of == other.id or other.variant_of == one.id:
        head, variant = (other, one) if one.variant_of == other.id else (one, other)
        about_both.insert(0, f"{variant.id} is a variant of {head.id}")
    reasons = dict.fromkeys([*_parted(store, one, other), *about_both])
    return f"{one.id} and {other.id}: {'; '.join(reasons) or decide(a, b, one.label).reason}"


def _parted(store: Store, one: Concept, other: Concept) -> list[str]:
    """What the user said that keeps two concepts apart."""
    said = []
    for number, decision in about(_said(store), _forms(one, other), KIND_OF[one.label]):
        forms = {normal_form(name) for name in named(decision)}
        if decision.verb == "split" or (decision.verb == "apart" and forms <= _forms(one, other)):
            word = f'you split "{decision.name}" off' if decision.verb == "split" else "you said that they are two"
            where = f" (decision {number})" if number is not None else ""
            said.append(f"{word}{where}" + (f": {decision.why}" if decision.why else ""))
    return said


def the_concept(store: Store, name: str, kind: str) -> Concept:
    """The one concept of a kind that `name` means.

    Raises PaperKGError where it means several; NothingFound where it means none.
    """
    found = [c for c in find(store, name) if KIND_OF[c.label] == kind]
    if len(found) == 1:
        return found[0]
    if not found:
        raise NothingFound(f"no {kind} '{name}' in {store.path}")
    raise PaperKGError(f"'{name}' is {len(found)} concepts: name one of {', '.join(c.id for c in found)}")
