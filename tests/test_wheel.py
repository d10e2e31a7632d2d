"""The wheel: built by way of the source archive, installed with nothing of the repository in reach, used offline."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
NO_NETWORK = """
import socket

def refuse(self, address):
    raise OSError(f"the network is off: {address}")

socket.socket.connect = socket.socket.connect_ex = refuse
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, by way of the source archive, so that the archive is whole too."""
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    built = subprocess.run(command, capture_output=True, text=True)
    assert built.returncode == 0, built.stdout + built.stderr
    return next(folder.glob("*.whl"))


def test_it_holds_model_lists_questions_and_sample(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    shipped = [
        path.relative_to(ROOT).as_posix()
        for pattern in ("kg/data/*", "loaders/**/data/*", "loaders/extraction/model/**/*", "queries/**/*.cypher")
        for path in ROOT.glob(pattern)
        if path.is_file()
    ]
    assert {Path(name).parts[0] for name in shipped} == {"kg", "loaders", "queries"}
    assert names >= set(shipped)
    assert any(name.endswith("licenses/NOTICE") for name in names)
    assert {name.split("/")[0].split("-")[0] for name in names} == {"kg", "loaders", "queries", "viz", "paperkg"}


def test_it_runs_the_demo_from_an_empty_folder(wheel: Path, tmp_path: Path) -> None:
    environment, empty = tmp_path / "environment", tmp_path / "empty"
    empty.mkdir()
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(environment)], check=True)
    python = environment / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    pip = [sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet", "--no-deps", "--no-index"]
    subprocess.run([*pip, str(wheel)], check=True)
    site = Path(sysconfig.get_path("purelib", vars={"base": str(environment)}))
    # Only the dependencies come from the environment of the tests: a path in a .pth file brings no editable installs.
    (site / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    (site / "sitecustomize.py").write_text(NO_NETWORK, encoding="utf-8")

    where = [str(python), "-c", "import kg; print(kg.__file__)"]
    assert subprocess.run(where, cwd=empty, capture_output=True, text=True, check=True).stdout.startswith(str(site))
    command = [str(python.with_name("kg")), "demo"]
    ran = subprocess.run(command, cwd=empty, capture_output=True, encoding="utf-8")
    assert ran.returncode == 0, ran.stderr
    assert "GPT-4 reaches an accuracy of 86.4% on MMLU" in " ".join(ran.stdout.split())
    assert [path.name for path in empty.iterdir()] == ["paperkg-demo"]
