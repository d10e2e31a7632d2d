"""Full names of methods and datasets, and where their pages were, from the lists of Papers with Code.

    python -m loaders.resolution.listing GAZETTEER_FOLDER -o loaders/resolution/data

writes full_names.tsv.gz (kind, name, full name, in how many papers) and links.tsv.gz (kind, name, the page's name
where it is not the name's usual one). The lists also have titles of papers, translations
and parts for full names, so a row is kept only where the letters of the name run through the full name.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from collections.abc import Iterator
from pathlib import Path

from loaders.resolution.acronym import abbreviates, is_acronym
from loaders.resolution.lexicon import page
from loaders.resolution.mining import write_lines
from loaders.resolution.normal import key, words

_LISTS = {"methods.jsonl.gz": "Method", "datasets.jsonl.gz": "Data"}
_LONGEST = 9


def full_names(folder: Path) -> Iterator[tuple[str, str, str, int]]:
    """(kind, name, full name, papers) of every clean row, in the order of the lists."""
    for file, kind in _LISTS.items():
        with gzip.open(folder / file, "rt", encoding="utf-8") as lines:
            for entry in map(json.loads, lines):
                name, full = entry["name"].strip(), (entry["full_name"] or "").strip()
                if is_clean(name, full):
                    yield kind, name, full, entry["num_papers"] or 0


def is_clean(name: str, full: str) -> bool:
    """Whether `full` can be trusted to be what `name` stands for."""
    short, long = key(name), key(full)
    if not is_acronym(name) or short in long or ":" in full or "(" in full or full.startswith(("A ", "An ", "The ")):
        return False
    return 2 <= len(words(full)) <= _LONGEST and abbreviates(name, full)


def links(folder: Path) -> Iterator[tuple[str, str, str]]:
    """(kind, name, page) of every row, in the order of the lists; the page is empty where `page` gives it."""
    for file, kind in _LISTS.items():
        with gzip.open(folder / file, "rt", encoding="utf-8") as lines:
            for entry in map(json.loads, lines):
                name, found = " ".join(entry["name"].split()), str(entry["url"] or "").rpartition("/")[2]
                if name and found:
                    yield kind, name, "" if found == page(name) else found


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gazetteer", type=Path)
    parser.add_argument("-o", "--output", type=Path, required=True, help="the folder to write to")
    arguments = parser.parse_args()
    rows = sorted(full_names(arguments.gazetteer))
    write_lines(arguments.output / "full_names.tsv.gz", ("\t".join(map(str, row)) for row in rows))
    pages = sorted(links(arguments.gazetteer))
    write_lines(arguments.output / "links.tsv.gz", ("\t".join(row) for row in pages))
    print(f"{len(rows)} full names, {len(pages)} links", file=sys.stderr)


if __name__ == "__main__":
    main()
