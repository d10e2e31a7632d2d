"""How long `kg build` takes, from nothing and when nothing changed, and `kg extract`, with either model: commands in a
cold shell.

python -m benchmarks.build [SOURCE...]        (the bundled sample where no source is named)
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from kg.demo import sample_files
from loaders.extraction import SHIPPED_MODELS


def timed(*arguments: str) -> tuple[float, str]:
    """Wall seconds of one `kg` command, and what it printed."""
    started = time.perf_counter()
    ran = subprocess.run([sys.executable, "-m", "kg", *arguments], check=True, stdout=subprocess.PIPE, text=True)
    return time.perf_counter() - started, ran.stdout


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sources", nargs="*", metavar="SOURCE")
    sources = parser.parse_args().sources or [str(path) for path in sample_files()]
    for model in SHIPPED_MODELS:
        with tempfile.TemporaryDirectory() as folder:
            library = str(Path(folder, "papers.kg"))
            build = ("build", *sources, "--library", library, "--format", "json", "--model", model)
            first, printed = timed(*build)
            papers = json.loads(printed)["papers"]
            second, printed = timed(*build)
        if json.loads(printed)["unchanged"] != papers:
            sys.exit("the second build found something changed")
        extract, lines = timed("extract", *sources, "--model", model)
        print(f"{papers:,} papers, --model {model}")
        print(f"  kg build, from nothing      {first:8.2f} s")
        print(f"  kg build, nothing changed   {second:8.2f} s")
        print(f"  kg extract                  {extract:8.2f} s   {lines.count(chr(10)) / extract:8.1f} papers/s")


if __name__ == "__main__":
    main()
