"""`kg demo`: the main job on the bundled sample, by the very commands that a user would type."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from importlib import resources
from pathlib import Path

from kg.errors import PaperKGError

#: A saved page with titles and abstracts, and a file with ids, authors and references of the same papers.
SAMPLE = ("sample.txt", "sample.jsonl")
VIEW = "mmlu.html"

STEPS: tuple[tuple[str, ...], ...] = (
    ("build", *SAMPLE),
    ("ask", "which methods were evaluated on MMLU", "--evidence"),
    ("view", "MMLU", "-o", VIEW),
)
NEXT: tuple[tuple[str, ...], ...] = (
    ("ask", "what is the leaderboard of ImageNet"),
    ("ask", "which methods outperform BERT", "--evidence"),
    ("ask", "which papers cite Attention Is All You Need"),
    ("questions",),
    ("show", "LoRA"),
    ("cypher", "MATCH (p:Paper)-[:CITES]->(q:Paper) RETURN q.title AS title, count(p) AS n ORDER BY n DESC LIMIT 5"),
    ("view", "--ask", "which methods were evaluated on GSM8K", "-o", "gsm8k.html"),
)


def sample_files() -> list[Path]:
    """The sample where it is installed."""
    return [Path(str(resources.files("kg").joinpath("data", name))) for name in SAMPLE]


def run(folder: Path) -> None:
    """Build a library from the sample in `folder` (made if need be), ask it, draw it, and say what to try next.

    Raises PaperKGError where the folder cannot be written to or a step fails.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for path in sample_files():
            (folder / path.name).write_bytes(path.read_bytes())
    except OSError as error:
        raise PaperKGError(f"{folder}: the demo cannot be written there: {error.strerror or error}") from None
    print(f"Sample papers are in {folder}; each command below is run there.")
    for step in STEPS:
        print(f"\n$ {_typed('kg', step)}", flush=True)
        if subprocess.run([sys.executable, "-P", "-m", "kg", *step], cwd=folder, env=_environment()).returncode:
            raise PaperKGError(f"the demo stopped at: {_typed('kg', step)}")
    print(f"\nOpen the view in a browser: {(folder / VIEW).resolve().as_uri()}\nTry next:\n  cd {_quoted(str(folder))}")
    for step in NEXT:
        print(f"  {_typed(_program(), step)}")


def _environment() -> dict[str, str]:
    """Ours, but the library is the demo's own."""
    return {name: value for name, value in os.environ.items() if name != "KG_LIBRARY"}


def _program() -> str:
    """What to type for `kg`: the whole path where a shell would find no `kg`, or that of another installation."""
    beside = Path(sys.executable).parent
    found = shutil.which("kg")
    if found and Path(found).parent.resolve() == beside.resolve():
        return "kg"
    return _quoted(str(beside / "kg"))


def _typed(program: str, words: tuple[str, ...]) -> str:
    return " ".join((program, *map(_quoted, words)))


def _quoted(word: str) -> str:
    """The word as every shell takes it: double quotes, since cmd.exe knows no others."""
    return f'"{word}"' if set(word) & set(" ()[]>") else word
