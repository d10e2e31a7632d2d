"""JSON Lines: one object a line, each a paper. A line that cannot be read costs that line only."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from kg.records import Paper
from loaders.sources.document import Document
from loaders.sources.record import read_record

NAME = "JSON Lines (.jsonl)"

_SUFFIXES = (".jsonl", ".ndjson", ".jsonlines")
_LIST = re.compile(r"\s*\[\s*[{\]]")  # one JSON list under the wrong name


def sniff(head: str, name: str) -> bool:
    if name.endswith(_SUFFIXES):
        return not _LIST.match(head)
    first, _, rest = head.lstrip().partition("\n")
    return bool(re.fullmatch(r"\{.*\}\s*", first)) and rest.lstrip().startswith("{")


def read(document: Document) -> Iterator[Paper]:
    for number, line in document.lines():
        if not line.strip():
            continue
        place = f"line {number}"
        try:
            record = json.loads(line)
        except RecursionError:
            document.problem(place, "nested too deeply")
        except json.JSONDecodeError as error:
            what = error.msg.removesuffix(" at")
            document.problem(place, f"not valid JSON: {what} at column {error.colno}")
        except ValueError:  # Python reads no whole numbers of more than 4,300 digits
            document.problem(place, "a number with too many digits")
        else:
            if paper := read_record(record, document, place):
                yield paper
