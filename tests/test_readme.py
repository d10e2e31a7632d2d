"""What the README shows in Python runs as it stands there."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import Demo

README = Path(__file__).parents[1] / "README.md"
EXAMPLES = re.findall(r"^```python\n(.*?)^```", README.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)


def test_there_is_an_example() -> None:
    assert EXAMPLES


@pytest.mark.parametrize("code", EXAMPLES)
def test_an_example_runs_in_the_folder_of_the_demo(demo: Demo, tmp_path: Path, code: str) -> None:
    folder = tmp_path / "demo"
    shutil.copytree(demo.folder, folder)
    ran = subprocess.run([sys.executable, "-P", "-c", code], cwd=folder, capture_output=True, encoding="utf-8")
    assert ran.returncode == 0, ran.stderr
    assert "GPT-4" in ran.stdout
