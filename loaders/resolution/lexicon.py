"""What is known about names beforehand: what acronyms stand for and how often, and which words people write.

The lists are data files with their source and licence in data/README.md; `mining` and `listing` make them.
"""

from __future__ import annotations

import gzip
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from loaders.resolution.normal import key
from loaders.resolution.similar import say_the_same

#: An acronym whose capitals and small letters tell it from others.
_MIXED = re.compile(r"[a-z].*[A-Z]")


class Reading(NamedTuple):
    """What an acronym stands for, in how many papers, and which list says so."""

    long: str
    papers: int
    source: str


@cache
def _acronyms() -> dict[str, list[tuple[str, Reading]]]:
    found: dict[str, list[tuple[str, Reading]]] = defaultdict(list)
    for row in _rows("acronyms.tsv.gz"):
        found[_plain(row[0])].append((row[0], Reading(row[1], int(row[2]), "abstracts")))
    return found


@cache
def _full_names() -> dict[tuple[str, str], list[Reading]]:
    found: dict[tuple[str, str], list[Reading]] = defaultdict(list)
    for kind, name, full, papers in _rows("full_names.tsv.gz"):
        found[kind, _plain(name)].append(Reading(full, int(papers), "Papers with Code"))
    return found


@cache
def words() -> frozenset[str]:
    """Words of six letters or more that many papers use, in the singular and in American spelling."""
    return frozenset(row[0] for row in _rows("words.txt.gz"))


def _rows(name: str) -> Iterator[list[str]]:
    packed = files(__package__).joinpath("data", name).read_bytes()
    return (line.split("\t") for line in gzip.decompress(packed).decode().split("\n") if line)


def _plain(acronym: str) -> str:
    """A cheap key for acronyms, so that loading a list costs no normal forms: letters and digits, no plural s."""
    letters = re.sub(r"[^A-Za-z0-9]", "", acronym)
    return (letters[:-1] if len(letters) > 2 and letters[-1] == "s" and letters[-2].isupper() else letters).lower()


def readings(short: str, kind: str) -> list[Reading]:
    """What the lists say `short` stands for, the most papers first; such as differ in endings or small words are one.

    An acronym of capitals may be any of its spellings; one with small letters within ("PaLM") is itself, not "PALM".
    """
    name = _plain(short)
    defined = _acronyms().get(name, [])
    same = [reading for spelling, reading in defined if spelling == short] if _MIXED.search(short) else []
    merged: list[Reading] = []
    for reading in (*(same or [reading for _, reading in defined]), *_full_names().get((kind, name), ())):
        for at, other in enumerate(merged):
            if say_the_same(reading.long, other.long):
                merged[at] = other._replace(papers=other.papers + reading.papers)
                break
        else:
            merged.append(reading)
    return sorted(merged, key=lambda r: (-r.papers, key(r.long)))


def full_names(short: str, kind: str) -> list[str]:
    """The full names that Papers with Code gives for `short`."""
    return [reading.long for reading in _full_names().get((kind, _plain(short)), ())]


def papers_for(short: str, long: str, kind: str) -> tuple[int, int]:
    """In how many papers of the lists `short` stands for `long`, and in how many for anything."""
    known = readings(short, kind)
    return sum(r.papers for r in known if say_the_same(r.long, long)), sum(r.papers for r in known)


def expansion(short: str) -> str | None:
    """What `short` stands for in 19 of 20 papers and at least 20; None where no reading is that sure."""
    known = readings(short, "")
    if not known or known[0].papers < 20 or known[0].papers < 0.95 * sum(r.papers for r in known):
        return None
    return known[0].long


#: Where Papers with Code has its pages on a kind of thing.
_PAGES = {"Method": "https://paperswithcode.com/method/", "Data": "https://paperswithcode.com/dataset/"}


def page(name: str) -> str:
    """What the page on `name` is usually called."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")


@cache
def _links() -> dict[tuple[str, str], str]:
    return {(kind, _written(name)): _PAGES[kind] + (tail or page(name)) for kind, name, tail in _rows("links.tsv.gz")}


def links(names: Iterable[str], kind: str) -> list[str]:
    """The pages of Papers with Code on something called so, in the order of the names."""
    known = _links()
    return list(dict.fromkeys(url for name in names if (url := known.get((kind, _written(name))))))


def _written(name: str) -> str:
    """A cheap key for whole names: letters, digits and plus signs."""
    return re.sub(r"[^a-z0-9+]", "", name.lower())
