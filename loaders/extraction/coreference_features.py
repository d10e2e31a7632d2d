"""What tells whether two names in a paper are names of one thing: their words, how known they are, where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Postfix, Prefix

from kg.records import Entity
from loaders.extraction.reading import Reading, group
from loaders.extraction.renown import Renown, steps
from loaders.extraction.surroundings import surroundings
from loaders.resolution.normal import key, words

Form = tuple[str, ...]

_NEAR = 5  # words from one name to another, at most, for those between them to tell something
_STEM = 4  # letters in which two longer words agree if they are forms of one: "translation", "translator"
_SPELT_OUT = str.maketrans({"2": "t", "4": "f"})  # "T2I" is text to image
_SMALL = frozenset(("of", "for", "and", "in", "on", "the", "to", "with", "a", "via", "by", "from"))
_CAPITALS = re.compile(r"[A-Z][^\W_a-zA-Z]*[A-Z]")


@dataclass(frozen=True, slots=True)
class Name:
    """An entity as it is compared with others.

    Attributes:
        forms: the words of the normal form of each of its surfaces.
        stems: of all these words, the small ones left out.
        places: the words of the reading that it is; `sentences` those they are in.
        texts: how many silver texts surely have its best known surface as a name, and how many may have.
    """

    entity: Entity
    kind: str
    forms: tuple[Form, ...]
    stems: frozenset[str]
    places: Sequence[int]
    sentences: frozenset[int]
    texts: tuple[int, int]


def compared(reading: Reading, known: Renown) -> Iterator[tuple[int, dict[int, set[str]]]]:
    """Each entity of a reading (its index) with those behind it that may be the same thing, and the features of the
    two."""
    names = _names(reading, known)
    for i, name in enumerate(names):
        others = (j for j in range(i + 1, len(names)) if comparable(name, names[j]))
        yield i, {j: pair_features(reading, name, names[j]) for j in others}


def _names(reading: Reading, known: Renown) -> list[Name]:
    out = []
    for entity, places in zip(reading.entities, reading.places, strict=True):
        forms = tuple(form for form in dict.fromkeys(map(words, entity.surfaces)) if form)
        stems = frozenset(_stem(word) for form in forms for word in form if word not in _SMALL)
        counts = [known.counts(key(surface)) for surface in entity.surfaces]
        texts = (max(sum(row[:-1]) for row in counts), max(row[-1] for row in counts))
        sentences = frozenset(reading.sentence[place] for place in places)
        out.append(Name(entity, group(entity), forms, stems, places, sentences, texts))
    return out


def comparable(one: Name, other: Name) -> bool:
    """Whether two names share a word, or one may be spelt by the letters of the other."""
    return bool(one.stems & other.stems) or any(spelling(a, b) for a in one.forms for b in other.forms)


def pair_features(reading: Reading, one: Name, other: Name) -> set[str]:
    """The features of two names that are `comparable`, whichever comes first."""
    short, long = sorted((one, other), key=lambda n: (len(n.forms[0]), len(n.entity.name), n.entity.name))
    kinds = "-".join(sorted({short.kind, long.kind}))
    shape, found = _by_words(short, long)
    around = set(_around(reading, short, long))
    found |= around
    return found | {f"{f}:{kinds}" for f in (*found, shape)} | {f"{f}:{shape}" for f in around} | {shape, kinds}


def _by_words(short: Name, long: Name) -> tuple[str, set[str]]:
    """How the words of two names are related, in a word, and all that tells of it."""
    spelt = max((spelling(a, b) for a in short.forms for b in long.forms), key=lambda s: (s == "whole", s))
    one, other = max(((a, b) for a in short.forms for b in long.forms), key=lambda pair: _overlap(*pair))
    if len(one) > len(other):
        one, other = other, one
    left, right = [w for w in one if w not in other], [w for w in other if w not in one]
    common = len(one) - len(left)
    stems = {_stem(word) for word in other}
    kin = sum(_stem(word) in stems for word in one)
    if common and not left:
        shape = "end" if one == other[-len(one) :] else "start" if one == other[: len(one)] else "inside"
    elif spelt:
        shape = "spelt"
    elif common:
        shape = "head" if one[-1] == other[-1] else "first" if one[0] == other[0] else "some"
    else:
        shape = "forms" if kin else "none"
    written = (short.entity.name, long.entity.name)
    capitals = "".join(map(_capitals, written))
    found = {
        f"spelt:{spelt}",
        f"sizes:{min(4, len(one))}:{min(5, len(other))}:{shape}",
        f"forms:{min(3, kin)}:{min(4, len(one))}:{min(4, len(other))}",
        f"left:{min(3, len(left))}:{min(3, len(right))}:{shape}",
        f"letters:{_letters_shared(*map(key, written))}:{shape}",
        f"capitals:{capitals}:{shape}",
        *(f"only one has:{word}" for word in (*left, *right)),
    }
    return shape, found


def _capitals(name: str) -> str:
    """A for a name whose last word has capitals like an acronym's, T for one that begins with a capital, else l."""
    last = name.split()[-1]
    if last.isalnum() and _CAPITALS.search(last):
        return "A"
    return "T" if name[:1].isupper() else "l"


def _around(reading: Reading, short: Name, long: Name) -> Iterator[str]:
    """Where two names stand, and how sure and how known they are."""
    yield f"first:{min(short.places, default=0) < min(long.places, default=0)}"
    yield f"where:{_where(short)}:{_where(long)}"
    yield f"often:{min(len(short.places), 3)}:{min(len(long.places), 3)}"
    yield f"sure:{int(5 * short.entity.confidence)}:{int(5 * long.entity.confidence)}"
    (a, may_a), (b, may_b) = short.texts, long.texts
    yield f"known:{steps(a, 6)}:{steps(b, 6)}"
    yield f"known short:{steps(a, 6)}:{steps(may_a, 6)}"
    yield f"known long:{steps(b, 6)}:{steps(may_b, 6)}"
    yield from _between(reading, short, long)


def _where(name: Name) -> str:
    return "title" if name.sentences == {0} else "both" if 0 in name.sentences else "text"


def _between(reading: Reading, one: Name, other: Name) -> Iterator[str]:
    """What stands between two names where they are nearest in a sentence."""
    if not one.sentences & other.sentences:
        return
    distance, first, last = min(
        (abs(a - b), min(a, b), max(a, b))
        for a in one.places
        for b in other.places
        if reading.sentence[a] == reading.sentence[b]
    )
    yield f"far:{min(6, distance.bit_length())}"
    yield f"listed:{any(_listed(reading, place, other) for place in one.places)}"
    if distance <= _NEAR:
        yield f"between:{' '.join(reading.words[first + 1 : last])}"


def _listed(reading: Reading, place: int, other: Name) -> bool:
    """Whether another name stands in the list that a mention is in: "A and B" are two things."""
    around = surroundings(reading, place)
    return any(around.first <= at <= around.last for at in other.places if at != place)


def spelling(one: Form, other: Form) -> str:
    """How the words of the longer of two names are spelt by the shorter, initials standing for words.

    "whole" for "video cot" and "video chain of thought"; for one word whose letters stand in order in the long name,
    how many quarters of them begin words, and how many words it has (at most 4): "4:3" for "t2i" and "text to image";
    "" where nothing is spelt.
    """
    short, long = (one, other) if len(one) < len(other) else (other, one)
    if len(short) == len(long) or short[0][0] != long[0][0]:
        return ""
    if _spells(short, long):
        return "whole"
    return _letters(short[0].translate(_SPELT_OUT), long) if len(short) == 1 and 2 <= len(short[0]) <= 10 else ""


def _spells(short: Form, long: Form) -> bool:
    """Whether the words of `short`, in order, are words of `long` or the initials of several, and none is left."""
    reached = {0}  # words of `long` that are spelt so far
    for word in short:
        reached = {end for start in reached for end in _ends(word, long, start)}
    return len(long) in reached


def _ends(word: str, long: Form, start: int) -> Iterator[int]:
    """Where the words of `long` end that begin at `start` and that a word is, or is the initials of."""
    if long[start : start + 1] == (word,):
        yield start + 1
    for skipped in (frozenset[str](), _SMALL):
        initials = ""
        for end in range(start, len(long)):
            initials += "" if long[end] in skipped else long[end][0]
            if not word.startswith(initials):
                break
            if end > start and initials == word:
                yield end + 1


def _letters(short: str, long: Form) -> str:
    """How a word is spelt by letters of others, in order, the first by the first; "" if fewer than half begin one."""
    text = " " + " ".join(long)
    at, begun = 1, 1
    for letter in short[1:]:
        start = text.find(" " + letter, at)
        begun += start >= 0
        at = start + 1 if start >= 0 else text.find(letter, at + 1)
        if at < 0:
            return ""
    return f"{4 * begun // len(short)}:{min(4, len(long))}" if 2 * begun >= len(short) else ""


def _stem(word: str) -> str:
    return word[:_STEM]


def _overlap(one: Form, other: Form) -> float:
    """The words that two names share, of all that they have."""
    return len(set(one) & set(other)) / len(set(one) | set(other))


def _letters_shared(one: str, other: str) -> int:
    """The tenths of two names' letters in which they agree from the start and from the end."""
    start = Prefix.similarity(one, other)
    end = min(Postfix.similarity(one, other), min(len(one), len(other)) - start)
    return 20 * (start + end) // max(1, len(one) + len(other))
