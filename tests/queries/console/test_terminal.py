"""The console as somebody at a terminal has it: a real pseudo-terminal, a real library, the whole command."""

from __future__ import annotations

import stat
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.queries import rivers

if sys.platform == "win32":
    pytest.skip("no pseudo-terminals", allow_module_level=True)

from tests.queries.console.terminal import END, INTERRUPT, Terminal

FOREVER = "UNWIND range(1, 100000) AS a UNWIND range(1, 100000) AS b RETURN sum(a * b) AS n;"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("rivers")
    rivers.library(folder / "papers.kg").close()
    return folder


@pytest.fixture
def terminal(folder: Path) -> Iterator[Terminal]:
    (folder / "history").unlink(missing_ok=True)
    yield Terminal(folder)


def test_a_statement_of_several_lines_runs_at_its_semicolon(terminal: Terminal) -> None:
    terminal.type("MATCH (m:Method)\r")
    terminal.type("WHERE m.name = 'Brook'\r")
    seen = terminal.enter("RETURN m.name AS name, null AS nothing;")
    assert "  > RETURN" in seen
    assert "Brook  null" in seen and "1 row, " in seen
    assert terminal.leave(END) == 0


def test_ctrl_c_drops_what_is_typed_and_stops_what_runs_never_the_console(terminal: Terminal) -> None:
    terminal.type("MATCH (nonsense\r")
    time.sleep(0.5)
    terminal.type(INTERRUPT)
    terminal.ready()
    terminal.type(FOREVER + "\r")
    time.sleep(2)
    started = time.monotonic()
    terminal.type(INTERRUPT)
    terminal.see("query: stopped")
    assert time.monotonic() - started < 3
    terminal.ready()
    assert "1 row, " in terminal.enter("RETURN 'still here' AS x;")
    assert terminal.leave(":exit\r") == 0


def test_pasted_statements_run_one_after_another_until_one_fails(terminal: Terminal) -> None:
    terminal.paste("RETURN 'first' AS a;\n:params\nRETURN 'second;' AS b; RETRN 1;\nRETURN 'third' AS c;\n")
    seen = terminal.enter("")
    answers = seen[seen.rindex("third") :]
    assert "1 row, " in answers and answers.index("first") < answers.index("second;")
    assert "begins with 'RETRN'" in answers and "3 | RETRN 1" in answers
    assert answers.count("third") == 1  # the text itself, not an answer
    assert terminal.leave() == 0


def test_an_error_shows_the_line_and_goes_on(terminal: Terminal) -> None:
    seen = terminal.enter("MATCH (m:Metod) RETURN m;")
    assert "no label is called Metod; did you mean Method?" in seen
    assert "  1 | MATCH (m:Metod) RETURN m\n    |          ^" in seen
    assert "has no proper end" not in terminal.enter(":nonsense")
    assert terminal.leave() == 0


def test_tab_completes_by_where_the_cursor_stands(terminal: Terminal) -> None:
    terminal.type("MATCH (m:Meth\t")
    time.sleep(1.5)
    terminal.type("\t {name: 'Broo")
    time.sleep(1.5)
    terminal.type("\t")
    time.sleep(1)
    seen = terminal.enter("'}) RETURN m.name AS found;")
    assert "1 row" in seen and "Brook" in seen


def test_history_is_kept_across_runs_whole_and_without_passwords(folder: Path, terminal: Terminal) -> None:
    terminal.type("RETURN 1 AS a,\r")
    terminal.enter("2 AS b;")
    terminal.enter("RETURN 'password: sesame' AS x;")
    terminal.enter(":param uri => 'bolt://me:sesame@host';")
    terminal.enter("ALTER USER me SET PASSWORD 'sesame';")
    assert terminal.leave() == 0
    kept = folder / "history"
    assert "sesame" not in kept.read_text(encoding="utf-8")
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    again = Terminal(folder)
    again.type("\x1b[A")  # the key up
    time.sleep(0.7)
    seen = again.enter("")
    assert "a  b" in seen and "1  2" in seen
    again.type("\x12RETURN 1")  # ctrl-r
    time.sleep(0.7)
    assert "a  b" in again.enter("\r")
    assert "RETURN 1 AS a,\n2 AS b;" in again.enter(":history 2 as b")
    assert again.leave() == 0


def test_a_pager_comes_only_where_an_answer_does_not_fit(folder: Path) -> None:
    paged = Terminal(folder, environment={"PAGER": "sh -c 'cat >/dev/null; echo PAGED'"})
    assert "PAGED" not in paged.enter("UNWIND range(1, 5) AS n RETURN n;")
    assert "PAGED" in paged.enter("UNWIND range(1, 50) AS n RETURN n;")
    paged.enter(":format csv")
    seen = paged.enter("UNWIND range(1, 2000) AS n RETURN n;")
    assert "PAGED" in seen and "rows shown" not in seen
    paged.leave()
    whole = Terminal(folder, environment={"PAGER": "cat"})
    seen = whole.enter("UNWIND range(1, 2000) AS n RETURN n;")
    assert "1,000 of 2,000 rows shown" in seen and "1000\n" in seen and "1001\n" not in seen
    whole.leave()


def test_rows_that_are_too_wide_come_out_vertical(folder: Path) -> None:
    narrow = Terminal(folder, columns=40, environment={"PAGER": "cat"})
    columns = ", ".join(f"'a value of some length' AS column{n}" for n in range(6))
    seen = narrow.enter(f"RETURN {columns};")
    assert "-[ 1 ]-" in seen and "column5  a value of some length" in seen
    assert "-[ 1 ]-" not in narrow.enter("RETURN 'a value of some length' AS column;")
    assert "-[ 1 ]-" not in narrow.enter(":questions")
    narrow.leave()


def test_vi_keys_and_no_colours(folder: Path) -> None:
    vi = Terminal(folder, environment={"KG_KEYS": "vi"})
    vi.type("RETURN 7 AS xx;\x1bhhx")  # leave inserting, go left twice, delete a letter
    time.sleep(0.7)
    assert "1 row" in vi.enter("")
    assert not any(f"\x1b[{colour}m" in vi.raw for colour in ("31", "0;31", "34", "0;34", "0;34;1"))
    vi.leave()


def test_a_library_question_and_words(terminal: Terminal) -> None:
    assert "Brook" in terminal.enter(":q methods_for_benchmark benchmark=Stream-QA")
    assert "methods_for_benchmark: benchmark = Stream-QA" in terminal.enter(":ask which methods were evaluated on SQA")
    assert "Stream-QA (Benchmark" in terminal.enter(":why Stream-QA")
    assert "did you mean “Stream-QA”" in terminal.enter(":ask which methods were evaluated on Streem-QA")
    terminal.leave()
