"""What tells a relation between two entities: their roles, where they stand to each other, and the words between."""

from __future__ import annotations

from collections.abc import Sequence

from loaders.extraction.cues import CUES
from loaders.extraction.reading import MARKS, Reading, sureness
from loaders.extraction.surroundings import surroundings

_OURS = frozenset({"our", "we", "it", "its", "this", "ours"})
_NOWHERE = 10**6


def pair_features(
    reading: Reading, roles: Sequence[str], head: int, tail: int, sentence: int | None = None
) -> set[str]:
    """The features of two entities, given every entity's role; with `sentence`, only what is seen there."""
    pair = f"{roles[head]}>{roles[tail]}"
    types = f"types:{reading.entities[head].type}>{reading.entities[tail].type}"
    found = {f"roles:{pair}", types, f"{types}:{pair}"}
    if sentence is None:
        found |= _company(reading, roles, head, "h") | _company(reading, roles, tail, "t")
        found.update([f"h{f}" for f in sureness(reading.entities[head])])
        found.update([f"t{f}" for f in sureness(reading.entities[tail])])
    heads, tails = reading.places[head], reading.places[tail]
    if sentence is not None:
        heads = [p for p in heads if reading.sentence[p] == sentence]
        tails = [p for p in tails if reading.sentence[p] == sentence]
    if not heads or not tails:
        return found
    apart, _, near_head, near_tail = min(
        (abs(reading.sentence[x] - reading.sentence[y]), abs(x - y), x, y) for x in heads for y in tails
    )
    found.add(f"apart:{min(apart, 5)}")
    found.add(f"apart:{min(apart, 3)}:{pair}")
    found |= _context(reading, near_head, "h")
    found |= _context(reading, near_tail, "t")
    if apart == 0:
        shared = {reading.sentence[p] for p in heads} & {reading.sentence[p] for p in tails}
        found.add(f"together:{min(len(shared), 3)}")
        if 0 in shared:
            found.add("together:title")
        for x in heads:
            for y in tails:
                if reading.sentence[x] == reading.sentence[y]:
                    found |= _between(reading, x, y, pair)
    else:
        for y in tails:
            before = reading.words[reading.bounds(reading.sentence[y])[0] : y]
            found.update([f"ours:{w}" for w in before if w in _OURS])
            found.update([f"tb:{CUES[w]}" for w in before if w in CUES])
    return found


def _company(reading: Reading, roles: Sequence[str], index: int, side: str) -> set[str]:
    """Which one of its type and role an entity is: the only one, the first; is it in the title."""
    key = (side, index, roles[index])
    kept = reading.memo.get(key)
    if kept is None:
        entity, role, places = reading.entities[index], roles[index], reading.places[index]
        same = [i for i, r in enumerate(roles) if r == role and reading.entities[i].type == entity.type]
        first = min(same, key=lambda i: (reading.places[i] or [_NOWHERE])[0])
        titled = bool(places) and reading.sentence[places[0]] == 0
        rank = "only" if len(same) == 1 else "first" if first == index else "other"
        kept = reading.memo[key] = {
            f"{side}:{role}:{rank}",
            f"{side}:many:{min(len(same), 5)}",
            f"{side}:title:{titled}:{role}",
            f"{side}:mentions:{min(len(places), 4)}",
            f"{side}:name:{entity.name.lower()}",
            f"{side}:named:{entity.name != entity.name.lower()}",
        }
    return kept


def _context(reading: Reading, place: int, side: str) -> set[str]:
    """The two words before and after one mention's enumeration, and the nearest cue before."""
    key = (side, place)
    kept = reading.memo.get(key)
    if kept is None:
        around = surroundings(reading, place)
        left, right = around.left[:2], around.right[:2]
        kept = {f"{side}l:{' '.join(left)}", f"{side}r:{' '.join(right)}"}
        kept.update([f"{side}l{i}:{w}" for i, w in enumerate(left)])
        kept.update([f"{side}r{i}:{w}" for i, w in enumerate(right)])
        if around.verb:
            kept.update((f"{side}v:{CUES[around.verb]}", f"{side}vw:{around.verb}"))
        reading.memo[key] = kept
    return kept


def _between(reading: Reading, x: int, y: int, pair: str) -> set[str]:
    """The words between two mentions of one sentence, their order, and the cues of the sentence."""
    a, b = min(x, y), max(x, y)
    way = ">" if x < y else "<"
    words = reading.words[a + 1 : b]
    low, _ = reading.bounds(reading.sentence[x])
    found = {f"way:{way}:{pair}", f"far{way}:{min(b - a, 30) // 3}"}
    if a == b:
        found.add("nested")
    if len(words) <= 5:
        found.add(f"between{way}:{' '.join(words)}")
    for word in words:
        found.add(f"b{way}:{word}")
        if word in CUES:
            found.add(f"bc{way}:{CUES[word]}")
    found.add(f"bm{way}:{min(sum(w in MARKS for w in words), 5)}")
    found.add(f"bi{way}:{' '.join(words[:2])}")
    found.add(f"ei{way}:{' '.join(words[-2:])}")
    found.add(f"al{way}:{' '.join(reading.words[max(low, a - 2) : a])}")
    if a != b and surroundings(reading, b).first <= a and reading.words[a] == reading.words[b]:
        found.add("siblings")
    return found | _sentence_cues(reading, reading.sentence[x])


def _sentence_cues(reading: Reading, sentence: int) -> set[str]:
    key = ("cues", sentence)
    if key not in reading.memo:
        low, high = reading.bounds(sentence)
        reading.memo[key] = {f"sc:{CUES[w]}" for w in reading.words[low:high] if w in CUES}
    kept: set[str] = reading.memo[key]
    return kept
