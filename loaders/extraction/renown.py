"""How well known a name is: in how many of the silver texts a tagger took it for a method, data, a task or a metric.

A name that is tagged in most texts that have it is a name; one that is tagged now and then is a phrase. What ends with
"learning" is often a name, what ends with "ability" hardly ever. Counts, not sentences; made by training, kept in one
small file beside the model.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from loaders.resolution.normal import key

#: What is counted of a name: the texts in which it was surely of a kind, and those in which the tagger was in doubt.
COLUMNS = ("method", "data", "task", "metric", "doubtful")
KINDS = COLUMNS[:4]
WORD = re.compile(r"[^\W\d_]+")
_RARE = 4  # words of fewer texts are not kept
_NOTHING = (0,) * len(COLUMNS)

Counts = Mapping[str, Sequence[int]]


@dataclass(frozen=True, slots=True)
class Renown:
    """names: of each name's normal form, the texts by `COLUMNS`. words: of each lower-case word, the texts that have it
    and, by `KINDS`, those in which a name of the kind ends with it."""

    names: Counts
    words: Counts

    def counts(self, normal: str) -> Sequence[int]:
        """Of a name's normal form: by `COLUMNS`, the texts in which it was."""
        return self.names.get(normal, _NOTHING)

    def features(self, surfaces: Iterable[str], name: str, kind: str) -> list[str]:
        """What the counts say of an entity that is taken to be of `kind`."""
        rows = [self.counts(key(s)) for s in surfaces]
        total = [max(column) for column in zip(*rows, strict=True)]
        sure, doubtful, same = sum(total[:-1]), total[-1], total[KINDS.index(kind)]
        share = 5 * same // (sure + doubtful) if sure + doubtful else "none"
        found = [
            f"tagged:{steps(sure, 6)}:{steps(doubtful, 6)}",
            f"tagged as it:{steps(same, 6)}:{steps(sure + doubtful - same, 6)}",
            f"tagged share:{share}:{kind}",
        ]
        if sure:
            found.append(f"tagged most:{KINDS[int(np.argmax(total[:-1]))]}:{kind}")
        if words := WORD.findall(name.lower()):
            texts, *ends = self.words.get(words[-1], _NOTHING)
            often = ends[KINDS.index(kind)] / (texts + 1)
            everywhere = [self.words.get(w, _NOTHING)[0] for w in words]
            found += [
                f"ends:{int(10 * often)}:{steps(texts, 10) // 2}:{kind}",
                f"ends often:{int(20 * often)}",
                f"rarest:{steps(min(everywhere), 10)}:{len(words)}",
                f"commonest:{steps(max(everywhere), 12)}:{min(len(words), 4)}",
            ]
        return found


def steps(count: int, most: int) -> int:
    """The logarithm of a count, base 2, rounded down."""
    return min((count + 1).bit_length() - 1, most)


def count(texts: Iterable[tuple[str, Sequence[tuple[str, str, bool]]]]) -> Renown:
    """The renown that texts give: each with its names, as (surface, kind, whether the tagger was sure)."""
    names: dict[str, list[int]] = defaultdict(lambda: [0] * len(COLUMNS))
    words: dict[str, list[int]] = defaultdict(lambda: [0] * (1 + len(KINDS)))
    for text, found in texts:
        for word in set(WORD.findall(text.lower())):
            words[word][0] += 1
        for name, column in {(key(s), kind if sure else "doubtful") for s, kind, sure in found}:
            names[name][COLUMNS.index(column)] += 1
        last = {(ws[-1], kind) for s, kind, sure in found if sure and (ws := WORD.findall(s.lower()))}
        for word, kind in last:
            words[word][1 + KINDS.index(kind)] += 1
    return Renown(dict(sorted(names.items())), {w: c for w, c in sorted(words.items()) if c[0] >= _RARE})


def save(path: Path, renown: Renown) -> None:
    """Write the counts to one file."""
    tables = {"names": renown.names, "words": renown.words}
    arrays: dict[str, Any] = {}
    for name, table in tables.items():
        arrays[f"{name}|keys"] = np.frombuffer(json.dumps(list(table), ensure_ascii=False).encode("utf-8"), np.uint8)
        arrays[f"{name}|counts"] = np.array(list(table.values()), np.uint16)
    np.savez_compressed(path, **arrays)


@lru_cache(maxsize=4)
def load(path: Path) -> Renown:
    """The counts of a file that `save` wrote."""
    with np.load(path) as arrays:
        tables = [
            dict(zip(json.loads(arrays[f"{name}|keys"].tobytes()), arrays[f"{name}|counts"].tolist(), strict=True))
            for name in ("names", "words")
        ]
    return Renown(*tables)
