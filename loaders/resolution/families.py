"""Families: a version, size, subset, split or language of something is linked to it, and never merged with it.

A name is a variant of another where it is that name and something more, and what more there is says "a kind of": for a
model a number, a size or a tuning ("Llama-2-7B", "Llama 2", "Llama"), for data anything ("MMLU-Pro", "SQuAD 2.0") or a
language before it ("Arabic MMLU"). Words in lower case never head a family.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import accumulate, pairwise

from loaders.resolution.normal import HEADS, joined, key, words

_SIZE = re.compile(r"\d+(\.\d+)*[bmkt]?|[a-z]?\d+(\.\d+)*[a-z]?")
_TUNED = frozenset(
    (
        "base large small tiny mini nano micro medium huge giant big xl xxl xs s m l b h g x lite light fast "
        "plus pro max ultra turbo flash air preview exp experimental opus sonnet haiku "
        "high low medium uncased cased multilingual english chinese series family next star en zh hf original "
        "deluxe edition standard"
    ).split()
)
#: Ways of training: they make a variant only of what is plainly a proper name ("Gradient Boosting RL" is none).
_TRAINED = frozenset(
    (
        "instruct chat it pt sft rl rlhf dpo distill distilled thinking reasoning reasoner vision vl omni audio code "
        "coder math"
    ).split()
)
_LANGUAGES = frozenset(
    (
        "arabic bengali bulgarian catalan chinese croatian czech danish dutch english estonian finnish french "
        "german greek hebrew hindi hungarian indonesian italian japanese korean latvian lithuanian malay "
        "marathi norwegian persian polish portuguese romanian russian serbian slovak slovenian spanish swahili "
        "swedish tamil telugu thai turkish ukrainian urdu vietnamese african indic nordic european multilingual "
        "crosslingual translated global mini tiny small full"
    ).split()
)
_PARTS = re.compile(r"\d+(?:\.\d+)*|[^\W\d]+")
_NAMED = re.compile(r"[A-Z]")
_PROPER = re.compile(r"\d|[a-z][A-Z]|[A-Z]{3}|^[A-Z]\S+$|^[A-Z][a-z]+-")
#: What is said of codes or models in general is no way of training.
_PROSE = re.compile(r"\s[a-z]+s$")
_FIRST = re.compile(r"[^\W\d_]+")
_NO_LETTER = re.compile(r"[\W\d_]")
#: What stands between the two parts of a pair: "Foo-to-Bar", "Foo + Bar".
_BETWEEN = frozenset(("to", "plus", "and"))
_ORDINALS = ("st", "nd", "rd", "th")
#: Letters that head no family by themselves, of a word that may be any, and of an acronym that is told by its capitals.
_FEWEST, _SHORT_WORD, _CAPITALS = 2, 4, 3
#: Kinds that have versions; a longer name of a task is another task.
_KINDS = ("Method", "Data", "Metric")


def heads(name: str, kind: str) -> Iterator[str]:
    """Keys of the names that `name` may be a variant of, the nearest (longest) first."""
    if kind not in _KINDS or not _NAMED.search(name):
        return
    first = _FIRST.match(name.strip())
    word = first[0] if first else ""
    # "web&UI", "hybrid SFT-RL": a word, and what follows is the name.
    if len(word) > _FEWEST and word.islower() and word not in _LANGUAGES:
        return
    parts = _split(name)
    extra = _TUNED | _TRAINED if _PROPER.search(name) and not _PROSE.search(name) else _TUNED
    for cut in range(len(parts) - 1, 0, -1):
        rest = parts[cut:]
        sized = all(
            _SIZE.fullmatch(part) or part in extra or (part == "o" and before.isdigit())  # GPT-4o
            for before, part in pairwise(parts[cut - 1 :])
        )
        loosely = kind != "Method" and len(rest) <= 4 and rest != ("bench",) and _BETWEEN.isdisjoint(rest[:-1])
        if kind == "Data" and cut == 1 and len(word) <= _SHORT_WORD and word[1:].islower():
            loosely = False  # Web, News: they name many things
        if (sized or loosely) and _may_head(parts[:cut], name, kind):
            yield _joined(parts[:cut])
    if kind == "Data":
        for cut in range(1, len(parts)):
            if all(p in _LANGUAGES for p in parts[:cut]):
                yield _joined(parts[cut:])


def _may_head(parts: tuple[str, ...], name: str, kind: str) -> bool:
    """Whether the parts that `name` begins with can be a name that has versions.

    One or two letters head nothing ("R1"), but with a digit where something else follows it ("T5-Large", not "L2M"); of
    a metric two do (AP50).
    """
    head = "".join(parts)
    letters = sum(c.isalpha() for c in head)
    if head in _LANGUAGES or (len(parts) > 1 and parts[0].isdigit() and parts[1] in _ORDINALS):
        return False
    ends = list(accumulate(len(word.replace(".", "")) for word in words(name)))
    if head[-1].isalpha() and len(head) - 1 in ends and len(head) not in ends:  # "AB-E5" is no "AB-E"
        return False
    return letters > _FEWEST - (kind == "Metric") or (len(head) > letters > 0 and len(head) in ends)


def face(name: str) -> str | None:
    """The key by which `name` may head a family; None for one in lower case or cut at a hyphen, which heads none."""
    return _joined(_split(name)) if _NAMED.search(name) and not name.endswith("-") else None


@lru_cache(maxsize=1 << 16)
def _split(name: str) -> tuple[str, ...]:
    """The words, numbers parted from letters (llama 2 7 b) and at points, too, as "GPT-4.1" follows "GPT-4"."""
    found: list[str] = []
    for word in words(name):
        for part in _PARTS.findall(word):
            found += part.split(".")
    return tuple(found)


def _joined(parts: tuple[str, ...]) -> str:
    """The parts as a key; what is cut off may leave a plural, or a head that a name does without ("Foo dataset")."""
    return key(" ".join(parts)) if parts and (parts[-1] in HEADS or parts[-1][-1] == "s") else joined(parts)


def variants(concepts: Mapping[str, Sequence[str]], kind: str) -> dict[str, tuple[str, str, str]]:
    """concept -> (head concept, its own name, the head's name), for concepts by id, each with its names, best first.

    The best name that has a head decides, by its longest head; a chain never comes back to where it began.
    """
    owner: dict[str, tuple[str, str]] = {}
    ranked = sorted((place, concept, name) for concept, names in concepts.items() for place, name in enumerate(names))
    claimed: dict[str, set[str]] = defaultdict(set)
    for _, concept, name in ranked:
        if own := face(name):
            claimed[own].add(concept)
    for place, concept, name in ranked:
        # What several concepts are called is a head only by the name that one of them goes by.
        if (own := face(name)) and (place == 0 or len(claimed[own]) == 1):
            owner.setdefault(own, (concept, name))
    found: dict[str, tuple[str, str, str]] = {}
    for concept in sorted(concepts):
        options = (
            (*owner[head], name)
            for name in concepts[concept]
            for head in heads(name, kind)
            if head in owner and _in_one_case(name, owner[head][1]) and not _leads_to(found, owner[head][0], concept)
        )
        if best := next(options, None):
            above, head_name, name = best
            found[concept] = above, name, head_name
    return found


def _in_one_case(name: str, head: str) -> bool:
    """Whether a short name is written alike in `name`: "Mem0" is no MEM, "HER2" no Her, "AraT5" no ARAT.

    A longer acronym may be written as a word: "Bert-base".
    """
    short, whole = (_NO_LETTER.sub("", text) for text in (head, name))
    short = short[:-1] if short.endswith("s") and short[:-1].isupper() else short
    if short in whole:
        return True
    return len(short) > _CAPITALS and (not short.isupper() or whole[1 : len(short)].islower())


def _leads_to(found: Mapping[str, tuple[str, str, str]], start: str, goal: str) -> bool:
    while start != goal and start in found:
        start = found[start][0]
    return start == goal
