"""What tells the result a number states: the words around it, and how it stands to data, methods and metrics."""

from __future__ import annotations

from collections.abc import Sequence

from kg.records import Entity
from loaders.extraction.alternation import evenness, turn_features
from loaders.extraction.cues import CUES
from loaders.extraction.placed import Placed
from loaders.extraction.reading import Reading, group
from loaders.extraction.surroundings import surroundings

_WINDOW = 4
_SIDES = ("to", "from", "than", "over", "by", "of", "on", "in", "for", "with", "against", "vs", "at")


def number_features(reading: Reading, number: Placed) -> set[str]:
    """The number itself: shape, unit, the words around it and the cues of its sentence."""
    q, words = number.quantity, reading.words
    low, high = reading.bounds(number.sentence)
    digits = q.value.strip("+-−–±~≈<> ").split("%")[0].split(" ")[0].replace(",", "")
    size = len(digits.split(".")[0].lstrip("0")) if digits[:1].isdigit() else 9
    shape = f"{'signed' if q.signed else ''}{q.unit}{'.' if q.decimal else ''}{'-' if q.ranged else ''}"
    found = {f"shape:{shape}", f"size:{min(size, 4)}:{q.unit}", f"run:{min(number.run, 4)}"}
    left = words[max(low, number.first - _WINDOW) : number.first][::-1]
    right = words[number.last + 1 : min(high, number.last + 1 + _WINDOW)]
    found.update([f"l{i}:{w}" for i, w in enumerate(left)])
    found.update([f"r{i}:{w}" for i, w in enumerate(right)])
    found.update([f"lc:{CUES[w]}" for w in left if w in CUES] + [f"rc:{CUES[w]}" for w in right if w in CUES])
    found.update(("ll:" + " ".join(left[:2]), "rr:" + " ".join(right[:2])))
    found.update([f"lb:{w}" for w in words[max(low, number.first - 12) : number.first]])
    found.update([f"rb:{w}" for w in words[number.last + 1 : min(high, number.last + 9)]])
    found.update([f"sc:{CUES[w]}" for w in words[low:high] if w in CUES])
    if number.sentence == len(reading.sentences) - 1:
        found.add("last sentence")
    return found


def bond_features(reading: Reading, number: Placed, index: int, roles: Sequence[str]) -> set[str]:
    """How the number stands to entity `index` of the kind it is looked at for (data, method or metric)."""
    kind = group(reading.entities[index])
    rivals = [i for i, e in enumerate(reading.entities) if group(e) == kind]
    here = [p for p in reading.places[index] if reading.sentence[p] == number.sentence]
    company = _company(reading, index, rivals, roles)
    found = set(company)
    present = {i for i in rivals if any(reading.sentence[p] == number.sentence for p in reading.places[i])}
    found.add(f"present:{min(len(present), 3)}:{bool(here)}")
    if kind == "data":
        found |= evenness(reading, number.sentence)
    if not here:
        return found | _from_afar(reading, number, index, rivals, company, bool(present))
    if kind == "data":
        found |= turn_features(reading, number, index)
    place = min(here, key=lambda p: abs(p - number.first))
    before = place < number.first
    way = "<" if before else ">"
    a, b = (place, number.first) if before else (number.last, place)
    between = reading.words[a + 1 : b]
    mark = reading.words[place]
    skipped = between.count(mark)
    numbers = sum(w[0] == "0" for w in between)
    where = f"{way}{min(skipped, 2)}:{min(numbers, 2)}"
    found.update((f"here:{where}", f"here:{where}:{len(present) == 1}", f"far{way}:{min(len(between), 20) // 3}"))
    if len(between) <= 4:
        found.add(f"between{way}:{' '.join(between)}")
    found.update([f"b{way}:{w}" for w in between])
    around = surroundings(reading, place)
    found.update([f"e{i}:{w}{way}" for i, w in enumerate(around.left[:2])])
    found.add(f"el:{' '.join(around.left[:2])}{way}")
    members = _members(reading, place)
    if len(members) > 1 or number.run > 1:
        same = "even" if len(members) == number.run else "uneven"
        aligned = members.index(place) == number.rank if place in members else False
        found.add(f"list:{way}:{same}:{aligned}")
        found.add(
            f"list:{way}:{same}:{aligned}:{'respectively' in reading.words[slice(*reading.bounds(number.sentence))]}"
        )
    nearest = all(
        abs(p - number.first) >= abs(place - number.first)
        for i in present
        for p in reading.places[i]
        if reading.sentence[p] == number.sentence
    )
    found.add(f"nearest:{nearest}{way}")
    for word in _SIDES:
        if reading.words[number.first - 1] == word:
            found.add(f"side:{word}:{where}")
    return found


def beside_its_own(reading: Reading, number: Placed, index: int) -> bool:
    """False where a list of as many data as numbers stands in the sentence and entity `index` is another's there."""
    for place in _here(reading, number, index):
        if number.run > 1:
            members = _members(reading, place)
            if len(members) == number.run and place in members:
                return members.index(place) == number.rank
    return True


def listed_together(reading: Reading, number: Placed, index: int, other: int) -> bool:
    """Whether the sentence of the number names both entities in one list: only then may it be a result on both."""
    return any(
        place in _members(reading, at) for at in _here(reading, number, index) for place in reading.places[other]
    )


#: Before what a result is compared with: "falls by 16% compared with X" is no result on X.
_COMPARED = frozenset({"compared", "comparing", "relative", "comparison", "than", "versus", "vs", "unlike"})


def version_named(
    reading: Reading, number: Placed, entities: Sequence[Entity], index: int, indices: Sequence[int]
) -> int:
    """The version of entity `index` ("Foo-7B" of "Foo") that the number's sentence names instead of it, else itself."""
    if _here(reading, number, index):
        return index
    name = entities[index].name
    versions = [i for i in indices if entities[i].name.startswith((f"{name}-", f"{name} "))]
    named = [i for i in versions if any(place < number.first for place in _here(reading, number, i))]
    return named[0] if len(named) == 1 else index


def only_compared(reading: Reading, number: Placed, index: int) -> bool:
    """Whether the sentence names the entity only as what something is compared with."""
    here = _here(reading, number, index)
    return bool(here) and all(_COMPARED.intersection(surroundings(reading, place).left[:3]) for place in here)


def _here(reading: Reading, number: Placed, index: int) -> list[int]:
    return [place for place in reading.places[index] if reading.sentence[place] == number.sentence]


def _members(reading: Reading, place: int) -> list[int]:
    """The mentions of the enumeration that a mention is in."""
    around = surroundings(reading, place)
    return [w for w in range(around.first, around.last + 1) if reading.words[w] == reading.words[place]]


def _company(reading: Reading, index: int, rivals: Sequence[int], roles: Sequence[str]) -> list[str]:
    """Which of its kind the entity is: its role, the only one, the first of its role, in the title."""
    same = [i for i in rivals if roles[i] == roles[index]]
    rank = "only" if len(same) == 1 else "first" if same[0] == index else "other"
    places = reading.places[index]
    titled = bool(places) and reading.sentence[places[0]] == 0
    return [
        f"role:{roles[index]}:{rank}",
        f"role:{roles[index]}:{titled}",
        f"rivals:{min(len(rivals), 4)}",
        f"type:{reading.entities[index].type}:{roles[index]}",
    ]


def _from_afar(
    reading: Reading, number: Placed, index: int, rivals: Sequence[int], company: Sequence[str], present: bool
) -> set[str]:
    """The entity stands in other sentences: how far before, and is it the last of its kind that was spoken of."""
    earlier = [p for p in reading.places[index] if p < number.first and reading.sentence[p] > 0]
    latest = max(
        (p for i in rivals for p in reading.places[i] if p < number.first and reading.sentence[p] > 0), default=-1
    )
    if not earlier:
        return {f"afar:none:{present}", *(f"afar:none:{present}:{c}" for c in company)}
    back = number.sentence - reading.sentence[earlier[-1]]
    focus = reading.sentence[latest] == reading.sentence[earlier[-1]]
    found = {f"afar:{min(back, 3)}:{focus}:{present}", f"afar:{min(len(rivals), 3)}:{focus}:{present}"}
    found.update([f"afar:{focus}:{present}:{c}" for c in company])
    return found
