"""The console as somebody at a terminal has it: a real pseudo-terminal, a real library, the whole command."""

from __future__ import annotations

import re
import stat
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.queries import rivers

if sys.platform == "win32":
    pytest.skip("no pseudo-terminals", allow_module_level=True)

from tests.queries.console.terminal import INTERRUPT, Terminal

FOREVER = "UNWIND range(1, 100000) AS a UNWIND range(1, 100000) AS b RETURN sum(a * b) AS n;"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("rivers")
    rivers.library(folder / "papers.kg").close()
    return folder


@pytest.fixture(scope="module")
def one_terminal(folder: Path) -> Iterator[Terminal]:
    terminal = Terminal(folder)
    yield terminal
    assert terminal.leave() == 0


@pytest.fixture
def terminal(one_terminal: Terminal) -> Iterator[Terminal]:
    """One console for all that a fresh one is not needed for: each test leaves it at an empty prompt."""
    yield one_terminal
    assert "1 row, " in one_terminal.enter("RETURN 'still here' AS x;")


def test_a_statement_of_several_lines_runs_at_its_semicolon(terminal: Terminal) -> None:
    terminal.type("MATCH (m:Method)\r")
    terminal.type("WHERE m.name = 'Brook'\r")
    seen = terminal.enter("RETURN m.name AS name, null AS nothing;")
    assert "  > RETURN" in seen
    assert "Brook  null" in seen and "1 row, " in seen


def test_ctrl_c_drops_what_is_typed_and_stops_what_runs_never_the_console(terminal: Terminal) -> None:
    terminal.type("MATCH (nonsense\r")
    terminal.see("  >")
    terminal.type(INTERRUPT)
    terminal.ready()
    terminal.type(FOREVER + "\r")
    time.sleep(1)
    started = time.monotonic()
    terminal.type(INTERRUPT)
    terminal.see("query: stopped")
    assert time.monotonic() - started < 3
    terminal.ready()


def test_pasted_statements_run_one_after_another_until_one_fails(terminal: Terminal) -> None:
    terminal.paste("RETURN 'first' AS a;\n:params\nRETURN 'second;' AS b; RETRN 1;\nRETURN 'third' AS c;\n")
    seen = terminal.enter("")
    answers = seen[seen.rindex("third") :]
    assert "1 row, " in answers and answers.index("first") < answers.index("second;")
    assert "begins with 'RETRN'" in answers and "3 | RETRN 1" in answers
    assert answers.count("third") == 1  # the text itself, not an answer


def test_an_error_shows_the_line_and_goes_on(terminal: Terminal) -> None:
    seen = terminal.enter("MATCH (m:Metod) RETURN m;")
    assert "no label is called Metod; did you mean Method?" in seen
    assert "  1 | MATCH (m:Metod) RETURN m\n    |          ^" in seen
    assert "has no proper end" not in terminal.enter(":nonsense")


def test_tab_completes_by_where_the_cursor_stands(terminal: Terminal) -> None:
    terminal.type("MATCH (m:Meth")
    terminal.see("label")
    terminal.type("\t {name: 'Broo")
    terminal.see("Brook")
    terminal.type("\t")
    seen = terminal.enter("'}) RETURN m.name AS found;")
    assert "1 row" in seen and "Brook" in seen


def test_history_is_kept_across_runs_whole_and_without_passwords(folder: Path) -> None:
    kept = folder / "kept"
    terminal = Terminal(folder, environment={"KG_HISTORY": str(kept)})
    terminal.type("RETURN 1 AS a,\r")
    terminal.enter("2 AS b;")
    terminal.enter("RETURN 'password: sesame' AS x;")
    terminal.enter(":param uri => 'bolt://me:sesame@host';")
    terminal.enter("ALTER USER me SET PASSWORD 'sesame';")
    assert terminal.leave("exit\r") == 0
    assert "sesame" not in kept.read_text(encoding="utf-8")
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    again = Terminal(folder, environment={"KG_HISTORY": str(kept)})
    again.type("\x1b[A\x1b[A")  # the key up, past the exit
    again.see("2 AS b;")
    seen = again.enter("")
    assert "a  b" in seen and "1  2" in seen
    again.type("\x12RETURN 1")  # ctrl-r
    again.see("2 AS b;")
    assert "a  b" in again.enter("\r")
    again.type("RETURN 1")
    again.see("AS a,")  # suggested, and taken by the right arrow
    assert "a  b" in again.enter("\x1b[C\r7 AS b;")
    assert "RETURN 1 AS a,\n2 AS b;" in again.enter(":history 2 as b")
    assert again.leave(":exit\r") == 0


def test_a_pager_comes_only_where_an_answer_does_not_fit(folder: Path) -> None:
    paged = Terminal(folder, environment={"PAGER": "sh -c 'cat >/dev/null; sleep 1; echo PAGED'"})
    assert "PAGED" not in paged.enter("UNWIND range(1, 5) AS n RETURN n;")
    assert "PAGED" in paged.enter("UNWIND range(1, 50) AS n RETURN n;")
    said = re.search(r"50 rows, ([\d,]+) ms", paged.screen)
    assert said is not None and int(said[1].replace(",", "")) < 1_000  # without the time that was spent reading
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
    listed = narrow.enter(":questions methods_on_both")
    assert "-[ 1 ]-" not in listed and "…" not in listed and listed.count("\n") > 4  # wrapped
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


def test_help_is_given_to_whoever_asks_for_it_as_elsewhere(terminal: Terminal) -> None:
    for asked in ("help", "help;", ":help"):
        assert ":exit" in terminal.enter(asked) and "KG_KEYS=vi" in terminal.screen
    assert "stop" in terminal.enter(":help exit") or "leave" in terminal.screen
