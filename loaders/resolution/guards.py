"""What keeps two names apart, however alike they look: numbers, versions, sizes, suffixes, prefixes and opposites."""

from __future__ import annotations

import re
from functools import lru_cache

from loaders.resolution.acronym import is_acronym
from loaders.resolution.normal import key, words
from loaders.resolution.similar import same_stems

_NUMBER = re.compile(r"\d+(?:\.\d+)*[a-z]?(?![a-z])")
#: Words of which two names hold different ones only when they mean different things.
_OPPOSITES = tuple(
    frozenset(row.split())
    for row in (
        "supervised unsupervised self-supervised semi-supervised weakly fully",
        "intra inter cross",
        "pre post mid",
        "in out",
        "intrinsic extrinsic",
        "internal external",
        "micro macro",
        "local global",
        "forward backward bidirectional unidirectional",
        "positive negative",
        "upper lower",
        "encoder decoder",
        "generative discriminative",
        "static dynamic",
        "hard soft",
        "homogeneous heterogeneous",
        "online offline",
        "explicit implicit",
        "linear nonlinear bilinear",
        "symmetric asymmetric",
        "structured unstructured",
        "monolingual bilingual multilingual",
        "unimodal bimodal multimodal",
        "short long",
        "zero one few many full",
        "train test dev val validation minival",
    )
)
_OPPOSITE_OF = {word: row for row in _OPPOSITES for word in row}
_ARTICLE = re.compile(r"^the\s+(?=\S)", re.I)
_NEGATIONS = ("un", "non", "in", "im", "ir", "il", "dis", "anti", "de", "a", "mis", "counter", "ab")


@lru_cache(maxsize=1 << 16)
def kept_apart(a: str, b: str) -> str | None:
    """Why `a` and `b` cannot be one concept, from the names alone; None where no guard objects.

    Names with one normal form are never kept apart. Between an acronym and a long form only the one standing as a word
    in the other counts ("RAG agent" is not RAG): their letters and numbers say nothing. A "the" before a name is none
    of it.
    """
    a, b = sorted(_ARTICLE.sub("", name) for name in (a, b))
    if key(a) == key(b):
        return None
    if is_acronym(a) != is_acronym(b):
        return _word_inside(a, b)
    if (left := _numbers(a)) != (right := _numbers(b)):
        return f"other numbers: {' '.join(left) or 'none'} against {' '.join(right) or 'none'}"
    if opposite := _opposites(words(a), words(b)):
        return opposite
    return None if same_stems(a, b) else _inside(a, b)


def _numbers(name: str) -> tuple[str, ...]:
    return tuple(sorted(_NUMBER.findall(key(name))))


def _opposites(left: tuple[str, ...], right: tuple[str, ...]) -> str | None:
    if len(left) != len(right):
        return None
    for a, b in zip(left, right, strict=True):
        if a == b:
            continue
        if b in _OPPOSITE_OF.get(a, ()) or any(x + y == z for x in _NEGATIONS for y, z in ((a, b), (b, a))):
            return f'opposites: "{a}" against "{b}"'
    return None


def _inside(a: str, b: str) -> str | None:
    """Whether the shorter name stands in the longer with something before or after it."""
    short, long = sorted((a, b), key=lambda name: (len(key(name)), key(name)))
    inner, outer = key(short), key(long)
    if len(inner) < 2 or inner not in outer:
        return None
    if outer.startswith(inner):
        return f'"{long}" is "{short}" with something after it'
    if outer.endswith(inner):
        return f'"{long}" is "{short}" with something before it'
    return _word_inside(a, b)


def _word_inside(a: str, b: str) -> str | None:
    """Whether one name is a word, or some, of the other."""
    short, long = sorted((a, b), key=lambda name: (len(words(name)), name))
    inside = f" {' '.join(words(short))} " in f" {' '.join(words(long))} "
    return f'"{long}" is "{short}" and more words' if inside else None
