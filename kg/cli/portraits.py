"""What `kg show` prints of a concept or a paper."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from kg.numbers import counted

if TYPE_CHECKING:
    from kg.records import Concept
    from queries.portraits import PaperPortrait, Portrait

MOST = 10  # papers or names listed for people; --format json gives all


def some(items: list[str]) -> str:
    """The first few of them, and how many more there are."""
    more = f" and {len(items) - MOST} more" if len(items) > MOST else ""
    return ", ".join(items[:MOST]) + more


def heading(concept: Concept) -> str:
    """A concept in one line."""
    return f"{concept.name}  ({concept.label}, {concept.id})"


def drawn(portrait: Portrait) -> Iterable[str]:
    """The lines on a concept."""
    concept = portrait.concept
    yield heading(concept)
    if concept.aliases:
        yield f"  also: {some(list(concept.aliases))}"
    if portrait.family:
        yield f"  a variant of: {' -> '.join(head.name for head in portrait.family)}"
    if portrait.variants:
        yield f"  variants: {some([variant.name for variant in portrait.variants])}"
    for link in _links(portrait.concept):
        yield f"  see: {link}"
    yield f"  papers: {len({paper for _, paper, _ in portrait.papers})}"
    for role, paper, title in portrait.papers[:MOST]:
        yield f"    {role}  {title} ({paper})"
    if len(portrait.papers) > MOST:
        yield f"    and {len(portrait.papers) - MOST} more"
    for relation in portrait.relations:
        arrow = f"-{relation.type}->" if relation.outgoing else f"<-{relation.type}-"
        others = [f"{name} ({counted(len(papers), 'paper')})" for name, papers in relation.others]
        yield f"  {arrow} {some(others)}"


def _links(concept: Concept) -> list[str]:
    """Pages on a concept that the lists of names know."""
    from loaders.resolution import KIND_OF, lexicon

    return lexicon.links((concept.name, *concept.aliases), KIND_OF[concept.label])[:MOST]


def paper_drawn(paper: PaperPortrait) -> Iterable[str]:
    """The lines on a paper."""
    yield f"{paper.title}  (Paper, {paper.id})"
    if known := ", ".join(str(fact) for fact in (paper.venue, paper.year) if fact is not None):
        yield f"  {known}"
    if not paper.loaded:
        yield "  not read: other papers cite it"
    yield f"  cites {counted(paper.cites, 'paper')}, cited by {counted(paper.cited_by, 'paper')}"
    for role, concept in paper.concepts:
        yield f"    {role}  {heading(concept)}"


def paper_as_json(paper: PaperPortrait) -> dict[str, object]:
    """A paper for other programs."""
    return {
        "id": paper.id,
        "label": "Paper",
        "name": paper.title,
        "year": paper.year,
        "venue": paper.venue,
        "loaded": paper.loaded,
        "concepts": [
            {"role": role, "id": concept.id, "label": concept.label, "name": concept.name}
            for role, concept in paper.concepts
        ],
        "cites": paper.cites,
        "cited_by": paper.cited_by,
    }


def concept_as_json(concept: Concept) -> dict[str, object]:
    """A concept by itself, for other programs."""
    return {
        "id": concept.id,
        "label": concept.label,
        "name": concept.name,
        "aliases": list(concept.aliases),
        "variant_of": concept.variant_of,
    }


def as_json(portrait: Portrait) -> dict[str, object]:
    """A concept with all that is known of it, for other programs."""
    return {
        **concept_as_json(portrait.concept),
        "family": [head.id for head in portrait.family],
        "variants": [variant.id for variant in portrait.variants],
        "links": _links(portrait.concept),
        "papers": [{"role": role, "paper": paper, "title": title} for role, paper, title in portrait.papers],
        "relations": [
            {"type": r.type, "outgoing": r.outgoing, "other": name, "papers": papers}
            for r in portrait.relations
            for name, papers in r.others
        ],
    }
