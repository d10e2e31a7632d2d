"""What tells an entity's role: its name, where it stands, and the words and cues around each of its mentions."""

from __future__ import annotations

import re
from collections import Counter

from loaders.extraction.cues import CUES
from loaders.extraction.reading import MARKS, Reading, group, sureness
from loaders.extraction.surroundings import surroundings

_WINDOW = 4
_LETTERS = re.compile(r"[^\W\d_]+")
_NAMED = re.compile(r"[a-z0-9][A-Z]|\b[A-Z]{2,}\b")


def role_features(reading: Reading, index: int) -> set[str]:
    """All features of entity `index`."""
    found = _name_features(reading, index) | _paper_features(reading)
    found.update(sureness(reading.entities[index]))
    for place in reading.places[index]:
        found |= place_features(reading, place)
    return found


def place_features(reading: Reading, place: int) -> set[str]:
    """What one mention says: the words and cues around it, and its sentence; the title speaks for itself."""
    key = ("place", place)
    kept: set[str] | None = reading.memo.get(key)
    if kept is None:
        sentence = reading.sentence[place]
        mention = _mention_features(reading, place)
        kept = {"t." + f for f in mention} if sentence == 0 else {*mention, *_sentence_features(reading, sentence)}
        reading.memo[key] = kept
    return kept


def _mention_features(reading: Reading, place: int) -> list[str]:
    """The words and cues on either side of one mention, seen from the ends of the enumeration it is in."""
    around = surroundings(reading, place)
    found = []
    for side, words in (("l", around.left), ("r", around.right)):
        for i, word in enumerate(words[:_WINDOW]):
            found.append(f"{side}{i}:{word}")
            if word in CUES:
                found.append(f"{side}c{i}:{CUES[word]}")
        found += [f"{side}:{CUES[word]}" for word in words if word in CUES]
        found.append(f"{side * 2}:{' '.join(words[:2])}")
    if around.verb:
        found += [f"lv:{CUES[around.verb]}", f"lvw:{around.verb}", f"lvp:{around.left[0]}:{CUES[around.verb]}"]
    if not around.left:
        found.append("starts")
    if around.first != around.last:
        words = reading.words
        before = words[place - 1] if place > around.first else ""
        after = words[place + 1] if place < around.last else ""
        found += ["listed", f"n:{before}_{after}"]
    return found


def _sentence_features(reading: Reading, sentence: int) -> set[str]:
    """What kind of sentence this is: its words and cue classes, its place, how it starts, whether it gives numbers."""
    key = ("sentence", sentence)
    kept = reading.memo.get(key)
    if kept is None:
        low, high = reading.bounds(sentence)
        words = reading.words[low:high]
        last = len(reading.sentences) - 1
        place = "first" if sentence == 1 else "last" if sentence == last else str(sentence * 5 // (last + 1))
        kept = {f"s:{CUES[w]}" for w in words if w in CUES}
        kept.update([f"sw:{w}" for w in words if w not in MARKS])
        kept.update((f"at:{place}", "start:" + " ".join(words[:2])))
        if "%" in words or "0.0" in words:
            kept.add("s:number")
        reading.memo[key] = kept
    return kept


def _name_features(reading: Reading, index: int) -> set[str]:
    """The name itself: its words, its shape, its aliases, how often and where it stands."""
    entity = reading.entities[index]
    places = reading.places[index]
    lowered = entity.name.lower()
    words = _LETTERS.findall(lowered)
    found = {
        f"type:{entity.type}",
        f"name:{lowered}",
        f"head:{words[-1] if words else ''}",
        f"words:{min(len(words), 5)}",
    }
    found.update([f"nw:{w}" for w in words])
    found.add(f"mentions:{min(len(places), 5)}")
    found.add(f"aliases:{min(len(entity.aliases), 2)}")
    if any(c.isdigit() for c in entity.name):
        found.add("digit")
    if _NAMED.search(entity.name):
        found.add("named")
    elif entity.name == lowered:
        found.add("lower")
    if any(len(a) < len(entity.name) / 2 and a.upper() == a for a in entity.aliases):
        found.add("acronym")
    if places:
        sentences = {reading.sentence[p] for p in places}
        count = len(reading.sentences)
        if 0 in sentences:
            found.add("in:title")
            if places[0] == 0:
                found.add("opens title")
            if reading.words[places[0] + 1 : places[0] + 2] == [":"]:
                found.add("title:")
        found.add(f"first:{min(sentences) * 6 // count}")
        found.add(f"last:{max(sentences) * 6 // count}")
        found.add(f"spread:{min(len(sentences), 4)}")
        if all(reading.entity[p] != index for p in places):
            found.add("nested")
    return found


def _paper_features(reading: Reading) -> set[str]:
    """What the paper is: the words of its title, and how many entities of each kind it names."""
    kept = reading.memo.get("paper")
    if kept is None:
        _, high = reading.bounds(0) if reading.sentences else (0, 0)
        counts = Counter(map(group, reading.entities))
        kept = {f"title:{w}" for w in reading.words[:high]}
        kept.update([f"count:{kind}:{min(counts[kind], 6)}" for kind in ("method", "data", "task", "metric")])
        reading.memo["paper"] = kept
    return kept
