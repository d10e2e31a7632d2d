"""Rows as people and programs see them."""

from __future__ import annotations

import csv
import io
import json
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from kg.records import Table
from kg.tables import EVIDENCE, as_csv, as_json, jsonl, md, render, safe, table

texts = st.text(st.characters(exclude_categories=["Cs"]))
values = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False, allow_infinity=False), texts)
tables = st.lists(st.tuples(values, st.one_of(texts, st.lists(texts)))).map(lambda rows: Table(("a", "b"), rows))


@given(tables)
def test_machine_formats_give_every_value_back(found: Table) -> None:
    rows = [dict(zip(found.columns, row, strict=True)) for row in found.rows]
    assert json.loads(as_json(found)) == rows
    assert [json.loads(line) for line in jsonl(found).split("\n")[:-1]] == rows
    if not any("\r" in str(value) for row in found.rows for value in row):  # the reader's newlines, not ours
        head, *read = csv.reader(io.StringIO(as_csv(found), newline=""))
        assert head == ["a", "b"]
        texts_of = [[v if isinstance(v, str) else "" if v is None else None for v in row] for row in found.rows]
        for row, wanted in zip(read, texts_of, strict=True):
            assert all(want is None or got == want for got, want in zip(row, wanted, strict=True))


@given(tables, st.integers(20, 120))
def test_a_terminal_is_neither_steered_nor_overrun(found: Table, width: int) -> None:
    for shown in (table(found, width), md(found)):
        assert not any(unicodedata.category(c) in ("Cc", "Cf") for c in shown.replace("\n", ""))
        assert shown.count("\n") == 2 + len(found.rows)
    assert all(len(line) <= width for line in table(found, width).split("\n"))


def test_a_wide_cell_is_cut_only_where_there_is_a_width() -> None:
    found = Table(("id", "title", "n"), [("arxiv:1", "streams " * 30, 5)])
    assert "…" in table(found, 60) and "…" not in table(found, None)
    assert table(Table(("n",), [(5,), (12,)]), 60).splitlines()[2:] == [" 5", "12"]
    assert table(Table(("名", "x"), [("水" * 3, "y")]), 60).splitlines()[2] == "水水水  y"


def test_evidence_stands_under_its_row() -> None:
    piece = {"paper": "arxiv:1", "title": "T", "sentence": "It\x1b[31m said so.", "start": 0, "end": 3}
    found = Table(("method", EVIDENCE), [("Rill", [piece])])
    assert table(found, 80).splitlines()[2:] == ["Rill", "    arxiv:1 T: “It�[31m said so.”"]


def test_markdown_holds_no_markup_of_a_papers() -> None:
    assert md(Table(("t",), [("a|b <script> [x](y) `z`\nq",)])).splitlines()[2] == (
        "| a\\|b \\<script\\> \\[x\\](y) \\`z\\` q |"
    )


def test_what_json_cannot_say_is_missing() -> None:
    assert json.loads(render(Table(("a",), [(float("nan"),), ([float("inf")],)]), "json")) == [
        {"a": None},
        {"a": [None]},
    ]
    assert as_json(Table(("a",))) == "[]\n"


def test_safe_keeps_what_is_harmless() -> None:
    assert safe("naïve Ωβ 水\t x\u202ey") == "naïve Ωβ 水 x�y"
