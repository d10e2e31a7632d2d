"""How long a user waits for the shell: `kg --help` beside the import of typer alone, and `kg ask` with a cold start.

python -m benchmarks.start [SOURCE...]        (the bundled sample where no source is named)

Every figure is the median of whole processes, in turn, so that a busy machine is as unfair to all of them.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from kg.demo import sample_files

ROUNDS = 9
QUESTION = "which methods were evaluated on MMLU"


def seconds(*arguments: str) -> float:
    """Wall seconds of one Python process."""
    started = time.perf_counter()
    subprocess.run([sys.executable, *arguments], check=True, capture_output=True)
    return time.perf_counter() - started


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sources", nargs="*", metavar="SOURCE")
    sources = parser.parse_args().sources or [str(path) for path in sample_files()]
    with tempfile.TemporaryDirectory() as folder:
        library = str(Path(folder, "papers.kg"))
        seconds("-m", "kg", "build", *sources, "--library", library)
        commands = {
            "import typer": ("-c", "import typer"),
            "kg --help": ("-m", "kg", "--help"),
            "kg questions": ("-m", "kg", "questions"),
            "kg ask": ("-m", "kg", "ask", QUESTION, "--library", library),
        }
        times: dict[str, list[float]] = {name: [] for name in commands}
        for _ in range(ROUNDS):
            for name, arguments in commands.items():
                times[name].append(seconds(*arguments))
    medians = {name: statistics.median(taken) for name, taken in times.items()}
    for name, median in medians.items():
        print(f"{name:14}{median:8.3f} s   {median / medians['import typer']:5.1f} times import typer")


if __name__ == "__main__":
    main()
