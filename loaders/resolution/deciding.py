"""Whether two names are one concept, by the steps that resolution takes, in their order."""

from __future__ import annotations

import re
from collections.abc import Iterator

from loaders.resolution import lexicon
from loaders.resolution.acronym import abbreviates, is_acronym, spells_out
from loaders.resolution.guards import kept_apart
from loaders.resolution.normal import key, normal, normal_form, words
from loaders.resolution.records import KIND_OF, Decided
from loaders.resolution.similar import coined, content, misspelt

_BETWEEN = re.compile(r"([\s/-]+)")
_DEFINED = re.compile(r"^(.{3,}?)\s*\(([^()]{2,30})\)$")


def decide(a: str, b: str, type: str) -> Decided:
    """Whether `a` and `b`, both of `type`, are one concept, judged by the names alone, without any paper."""
    pairs = [(left, right) for left in in_parts(a) for right in in_parts(b)]
    for left, right in sorted(pairs, key=lambda pair: key(pair[0]) != key(pair[1])):
        if found := joined(left, right, KIND_OF[type]):
            return found
    reason = kept_apart(a, b) or other_letters(a, b)
    return Decided(False, "guard" if reason else "", reason or "nothing joins them")


def in_parts(name: str) -> tuple[str, ...]:
    """A name that holds its own definition as its two forms: "Graph Neural Network (GNN)"; any other as it is."""
    found = _DEFINED.match(name.strip()) if "(" in name else None
    if found and is_acronym(found[2]) and abbreviates(found[2], found[1]):
        return found[1], found[2]
    return (name,)


def joined(a: str, b: str, kind: str) -> Decided | None:
    """The first step that joins two names of one kind, or None."""
    if key(a) == key(b):
        one = normal_form(a) == normal_form(b) != ""
        return Decided(True, "normal form", f'both are "{normal(a) or a}" in normal form') if one else None
    for short, long in ((a, b), (b, a)):
        if found := with_maker(short, long, kind):
            return found
        if is_acronym(short) and (found := stands_for(short, long, kind)):
            return found
    return None if kept_apart(a, b) or other_letters(a, b) else alike(a, b)


def with_maker(short: str, long: str, kind: str) -> Decided | None:
    """Whether `long` has more letters of what `short` stands for: MSCOCO, COCO, Microsoft Common Objects in Context."""
    if key(short) not in makerless(key(long)) or not is_acronym(short):
        return None
    for full in lexicon.full_names(short, kind):
        if abbreviates(long, full) and not spells_out(short, full):
            return Decided(True, "lexicon", f'"{short}" and "{long}" are both "{full}"')
    return None


def makerless(outer: str) -> Iterator[str]:
    """What a key is without its first letter or two or three: at least three are left."""
    return (outer[letters:] for letters in range(1, min(3, len(outer) - 3) + 1))


def stands_for(short: str, long: str, kind: str) -> Decided | None:
    """Whether the acronym `short` may stand for `long`: the lists say so, or its letters do."""
    if is_acronym(long):
        return None
    papers, of = lexicon.papers_for(short, long, kind)
    if papers:
        return Decided(True, "lexicon", f'"{short}" stands for "{long}" in {papers} of {of} papers of the lists')
    if spells_out(short, long):
        other = f"; the lists know other readings in {of} papers" if of else ""
        return Decided(True, "letters", f'"{short}" is the beginnings of the words of "{long}"{other}')
    return None


def other_letters(a: str, b: str) -> str | None:
    """Two acronyms with other letters are two names, and no likeness joins them."""
    return "two acronyms with other letters" if is_acronym(a) and is_acronym(b) and key(a) != key(b) else None


def alike(a: str, b: str) -> Decided | None:
    """Whether two names no guard keeps apart differ in spelling alone."""
    if content(a) == content(b):
        return Decided(True, "fuzzy", "they differ in function words only")
    if key(expanded(a)) == key(expanded(b)):
        return Decided(True, "lexicon", f'both are "{expanded(a)}" with acronyms spelt out')
    left, right = words(a), words(b)
    if len(left) != len(right):
        return None
    other = [(x, y) for x, y in zip(left, right, strict=True) if x != y]
    if len(other) == 1 and misspelt(*other[0], lexicon.words()) and (coined(a) | coined(b)).isdisjoint(other[0]):
        x, y = other[0]
        return Decided(True, "fuzzy", f'"{x}" and "{y}" are one keystroke apart, and one is no word')
    return None


def expanded(name: str) -> str:
    """`name` with the acronyms in it spelt out where the lists know one reading only; a lone acronym stays."""
    if name == name.lower():
        return name
    tokens = _BETWEEN.split(name.strip())
    if len(tokens) < 3:
        return name
    known = {t: long for t in tokens if is_acronym(t) and (long := lexicon.expansion(t))}
    return "".join(known.get(t, t) for t in tokens) if known else name
