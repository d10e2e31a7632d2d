"""Facts mined from abstracts: which acronyms stand for what and how often, and which words people write.

    python -m loaders.resolution.mining CORPUS.jsonl.gz ... -o loaders/resolution/data

writes acronyms.tsv.gz (acronym, long form, in how many papers one defines the other) and words.txt.gz (words of at
least six letters, for telling a misspelling from another word). No text of a paper is kept.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from loaders.resolution.acronym import is_acronym, spells_out
from loaders.resolution.normal import key
from loaders.resolution.spelling import american, singular

#: A definition counts from this many papers on, a word from this many.
LEAST_DEFINITIONS = 2
LEAST_WORDS = 12
_PARENTHESIS = re.compile(r"\(([^()]{2,60})\)")
_TOKEN = re.compile(r"\S+")
_WORD = re.compile(r"(?<![\w\\])[a-z]{6,}(?![\w\\])")
_BREAK = re.compile(r"[.;:!?](?=\s|$)|\n")


def definitions(text: str) -> Iterator[tuple[str, str]]:
    """(acronym, long form) for each "long form (acronym)": the shortest stretch before it that spells it out."""
    for found in _PARENTHESIS.finditer(text):
        short = re.split(r"[,;]", found[1])[0].strip()
        if not is_acronym(short):
            continue
        before = _BREAK.split(text[max(0, found.start() - 200) : found.start()])[-1]
        tokens = list(_TOKEN.finditer(before))
        for token in reversed(tokens[-2 * len(short) - 5 :]):
            long = before[token.start() :].strip(" ,-\"'`([")
            if spells_out(short, long):
                yield short, " ".join(long.split())
                break


def mine(texts: Iterable[str]) -> tuple[list[tuple[str, str, int]], list[str]]:
    """The acronym rows, most frequent first, and the frequent words, sorted."""
    readings: dict[tuple[str, str], Counter[tuple[str, str]]] = defaultdict(Counter)
    seen_words: Counter[str] = Counter()
    for text in texts:
        for pair in {(key(short), key(long)): (short, long) for short, long in definitions(text)}.items():
            readings[pair[0]][pair[1]] += 1
        seen_words.update(set(_WORD.findall(text)))
    rows = []
    for spellings in readings.values():
        count = spellings.total()
        (short, long), _ = min(spellings.items(), key=lambda item: (-item[1], item[0]))
        if count >= LEAST_DEFINITIONS:
            rows.append((short, long, count))
    rows.sort(key=lambda row: (-row[2], row[0], row[1]))
    frequent = {singular(american(word)) for word, count in seen_words.items() if count >= LEAST_WORDS}
    return rows, sorted(frequent)


def _texts(paths: Iterable[Path]) -> Iterator[str]:
    for path in paths:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                paper = json.loads(line)
                yield f"{paper.get('title') or ''}\n{paper.get('abstract') or ''}"


def write_lines(path: Path, lines: Iterable[str]) -> None:
    """Write a gzip file of UTF-8 lines, the same bytes for the same lines."""
    with path.open("wb") as raw, gzip.GzipFile("", "wb", 9, raw, mtime=0) as packed:
        packed.write("".join(f"{line}\n" for line in lines).encode())


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", nargs="+", type=Path)
    parser.add_argument("-o", "--output", type=Path, required=True, help="the folder to write to")
    arguments = parser.parse_args()
    rows, words = mine(_texts(arguments.corpora))
    write_lines(arguments.output / "acronyms.tsv.gz", (f"{short}\t{long}\t{count}" for short, long, count in rows))
    write_lines(arguments.output / "words.txt.gz", words)
    print(f"{len(rows)} readings of acronyms, {len(words)} words", file=sys.stderr)


if __name__ == "__main__":
    main()
