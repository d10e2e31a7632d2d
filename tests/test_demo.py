"""`kg demo`: it does the main job from an empty folder, again where it was, and what it recommends works."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kg.demo import NEXT, SAMPLE, VIEW
from tests.conftest import Demo


def kg(*words: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """`kg` with these words, as a user runs it."""
    environment = {name: value for name, value in os.environ.items() if name != "KG_LIBRARY"}
    command = [sys.executable, "-m", "kg", *words]
    return subprocess.run(command, cwd=cwd, capture_output=True, encoding="utf-8", env=environment)


def test_it_builds_asks_and_draws(demo: Demo) -> None:
    assert demo.ran.returncode == 0, demo.ran.stderr
    assert {path.name for path in demo.folder.iterdir()} >= {*SAMPLE, "papers.kg", VIEW}
    assert not (demo.folder.parent / "another.kg").exists()
    assert re.search(r"GPT-4 .*86\.4", demo.ran.stdout)
    assert "GPT-4 reaches an accuracy of 86.4% on MMLU" in " ".join(demo.ran.stdout.split())
    assert (demo.folder / VIEW).resolve().as_uri() in demo.ran.stdout
    assert "MMLU" in (demo.folder / VIEW).read_text(encoding="utf-8")


def test_a_second_run_reads_nothing_again_and_answers_the_same(demo: Demo, tmp_path: Path) -> None:
    shutil.copytree(demo.folder, tmp_path / "again")
    again = kg("demo", "again", cwd=tmp_path)
    assert again.returncode == 0, again.stderr
    assert "0 new, 0 updated" in again.stderr
    assert answer(again.stdout) == answer(demo.ran.stdout) != ""


def answer(printed: str) -> str:
    """The part of what the demo prints in which no path stands."""
    return printed.partition("$ kg ask")[2].partition("Open the view")[0]


@pytest.mark.parametrize("words", NEXT, ids=" ".join)
def test_what_it_recommends_works_in_its_folder(demo: Demo, words: tuple[str, ...]) -> None:
    ran = kg(*words, cwd=demo.folder)
    assert ran.returncode == 0, ran.stderr


def test_a_folder_that_cannot_be_made_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("", encoding="utf-8")
    ran = kg("demo", "taken", cwd=tmp_path)
    assert ran.returncode == 2
    assert re.fullmatch(r"kg: taken: .*\n", ran.stderr)
