"""Names that differ in one misspelt word, in function words, or in the forms of their words."""

from __future__ import annotations

import re
from functools import lru_cache

from loaders.resolution.normal import key, plain, words
from loaders.resolution.spelling import SMALL_WORDS

#: Words of one sense between two others: "learning from / with / by human feedback".
_FUNCTION = {
    "a": "",
    "an": "",
    "the": "",
    "and": "",
    **dict.fromkeys(("with", "from", "by", "via", "using", "through"), "with"),
}
#: What may be left of a word where another form of it parts from it: "superpoint" is no form of "superpixel".
_ENDING = re.compile(
    r"|[a-z]?(?:ing|ed|er)|s|e|d|r|t|n|a|i|y|al|ial|ic|ical|ally|ly|ily|or|on|um|ion|tion|sion|ation|ition|ational|ng|ve|"
    r"ive|ative|tive|[sz]ed|[sz]er|[sz]ing|[iz]{0,2}[sz]?ation|i[sz](?:e|ed|er|ing|ation)|ce|cy|te|ance|ence|ant|ent|ment|"
    r"able|ible|ility|le|ple|ity|ality|ary|ry|ian|an|ious|ous|ness|ular|ism|sm|c|ist"
)
_TOKEN = re.compile(r"[^\W\d_]+")
_COINED = re.compile(r"[a-z][A-Z]|[A-Z]{2,}[a-z]")
_NET = {"net", "network"}
#: Two forms of a word begin alike for so many letters at least.
_OPENING = 4
#: A misspelling is looked for in words of this many letters; in shorter ones a letter makes another word too often.
SHORTEST = 7


def content(name: str) -> str:
    """The key of `name` without articles and "and", all of with, from, by, via, using taken for one.

    What a name ends in is no such word: the A of "ImageNet-A" is no article.
    """
    row = words(name)
    if _FUNCTION.keys().isdisjoint(row):
        return " ".join(row)
    return " ".join([*(w for word in row[:-1] if (w := _FUNCTION.get(word, word))), row[-1]])


def same_but_for_small_words(a: str, b: str) -> bool:
    """Whether the names agree in all but prepositions, articles and the like: "representations from / for ..."."""
    left, right = without_small_words(a), without_small_words(b)
    return len(left) > 1 and left == right


def without_small_words(name: str) -> tuple[str, ...]:
    """The words but for prepositions, articles and the like."""
    return tuple(word for word in words(name) if word not in SMALL_WORDS)


def same_stems(a: str, b: str) -> bool:
    """Whether the names agree word for word up to the words' endings: "masked language modeling" and "... models"."""
    if key(a) == key(b):
        return True
    left, right = words(a), words(b)
    if len(left) != len(right):  # one parts what the other writes as one: "pre-training" and "pretrained"
        return "".join(left).isalpha() and not _has_a_word_more(left, right) and _one_stem(key(a), key(b))
    return all(_one_stem(x, y) for x, y in zip(left, right, strict=True))


def say_the_same(a: str, b: str) -> bool:
    """Whether two long forms of one acronym are one: they differ in endings or small words."""
    return same_stems(a, b) or same_but_for_small_words(a, b)


def _has_a_word_more(left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    """Whether one has a last word of which the other has nothing: "ImageNet-A" and "ImageNet"."""
    short, long = sorted((left, right), key=len)
    return "".join(long[:-1]).startswith("".join(short))


def opening(name: str) -> str:
    """The letters that all names with the stems of `name` begin with."""
    return key(name)[:_OPENING]


@lru_cache(maxsize=1 << 16)
def _one_stem(a: str, b: str) -> bool:
    if a == b or {a, b} == _NET:
        return True
    shared = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    if shared < _OPENING or shared < 0.6 * max(len(a), len(b)):
        return False
    return _ENDING.fullmatch(a, shared) is not None and _ENDING.fullmatch(b, shared) is not None


def coined(name: str) -> frozenset[str]:
    """The words of `name` that are written with a capital inside: made on purpose, and no misspelling of another."""
    return frozenset(word for token in _TOKEN.findall(plain(name)) if _COINED.search(token) for word in words(token))


def misspelt(a: str, b: str, known: frozenset[str]) -> bool:
    """Whether one of two words is the other with one slip of the keyboard: only where at most one is a `known` word."""
    from rapidfuzz.distance import OSA

    if min(len(a), len(b)) < SHORTEST or a[0] != b[0] or not (a.isalpha() and b.isalpha()):
        return False
    return not (a in known and b in known) and (a in known or b in known) and OSA.distance(a, b, score_cutoff=1) == 1
