"""Before very much is read with the accurate model, the time is told that either model takes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kg.build import Watcher, pacing
from kg.numbers import counted, lasting
from loaders import extraction
from tests.kg.building import tiny_model
from tests.queries import rivers


class Noting(Watcher):
    def __init__(self) -> None:
        self.notes: list[str] = []

    def note(self, text: str) -> None:
        self.notes.append(text)


def test_the_time_of_either_model_is_told_where_there_is_much_to_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = Noting()
    with rivers.library(tmp_path / "papers.kg") as store:
        rows = store.facts.unread("none")
        monkeypatch.setattr(pacing, "MANY", len(rows))
        pacing.tell(store, rows, extraction.ACCURATE, 1, said)
        assert said.notes == []
        monkeypatch.setattr(pacing, "MANY", len(rows) - 1)
        for model in (extraction.FAST, tiny_model()):
            pacing.tell(store, rows, model, 1, said)
        assert said.notes == []
        pacing.tell(store, rows, extraction.ACCURATE, 1, said)
    (note,) = said.notes
    times = re.fullmatch(
        r"8 papers to read: about ([\d.]+) s with the accurate model, about ([\d.]+) s with --model fast,"
        r" which finds less \(timed on 32 of them\)",
        note,
    )
    assert times, note


def test_the_faster_model_is_the_faster_one() -> None:
    papers = [paper for paper, _ in rivers.PAPERS]
    slow, fast = (pacing.pace(papers, model, 1) for model in (extraction.ACCURATE, extraction.FAST))
    assert 0 < slow < fast


def test_numbers_in_words() -> None:
    assert [counted(n, "entry", "entries") for n in (0, 1, 2000)] == ["0 entries", "1 entry", "2,000 entries"]
    assert [lasting(s) for s in (4.4, 89, 600, 5399, 12_600)] == ["4 s", "89 s", "10 min", "90 min", "3.5 h"]
