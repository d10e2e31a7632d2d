"""The form of a question file."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import PaperKGError
from kg.graphs import Shared
from kg.graphs.dialect import translate
from queries.questions import load, parse

GOOD = [
    "// Which {method}?",
    "// method: Method = Rill",
    "// columns: a, b",
    "// order: -b",
    "// ask: {method}s",
    "RETURN 1",
]


def test_a_header_says_all() -> None:
    found = parse("which", GOOD)
    assert (found.words, found.columns, found.order, found.asks, found.query) == (
        "Which {method}?",
        ("a", "b"),
        ("-b",),
        ("{method}s",),
        "RETURN 1",
    )
    assert found.example == {"method": "Rill"}


@pytest.mark.parametrize(
    ("line", "wrong", "reason"),
    [
        (1, "// method: Nethod = Rill", "line 2"),
        (2, "// colums: a", "line 3"),
        (3, "// order: c", "order names c"),
        (4, "// ask: which", "does not name each slot"),
        (5, "", "ends with a query"),
    ],
)
def test_a_wrong_header_is_named(line: int, wrong: str, reason: str, tmp_path: Path) -> None:
    lines = [*GOOD[:line], wrong, *GOOD[line + 1 :]]
    (tmp_path / "bad.cypher").write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(PaperKGError, match=reason) as error:
        load([tmp_path])
    assert "bad.cypher" in str(error.value)


def test_a_users_folder_is_named_by_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "mine.cypher").write_text("\n".join(GOOD), encoding="utf-8")
    monkeypatch.setenv("KG_QUESTIONS", str(tmp_path))
    assert "mine" in load()
    monkeypatch.setenv("KG_QUESTIONS", str(tmp_path / "none"))
    with pytest.raises(PaperKGError, match="no such folder"):
        load()


def test_the_docs_list_every_question() -> None:
    listed = (Path(__file__).parents[2] / "docs" / "questions.md").read_text(encoding="utf-8")
    assert [line.split("`")[1] for line in listed.splitlines() if line.startswith("| `")] == list(load())


def test_only_what_every_engine_reads_alike_goes_to_one_untranslated() -> None:
    for question in load([]).values():
        alike = translate(str(question.query)).text == question.query
        assert isinstance(question.query, Shared) == alike, question.name


def test_a_question_of_a_user_is_checked_and_translated(tmp_path: Path) -> None:
    (tmp_path / "mine.cypher").write_text("// Which papers?\n// columns: paper\nMATCH (p:Paper) RETURN p.id AS paper\n")
    (tmp_path / "trend.cypher").write_text(
        "// Which papers?\n// columns: paper\nMATCH (p:Paper) RETURN p.id AS paper\n"
    )
    mine = load([tmp_path])
    assert not isinstance(mine["mine"].query, Shared)
    assert not isinstance(mine["trend"].query, Shared)
