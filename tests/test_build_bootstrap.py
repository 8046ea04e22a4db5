"""script/bootstrap on a machine that lacks what it starts from: it says what is missing and leaves nothing behind."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
TOOLS = ("bash", "env", "dirname", "id", "cat", "cut", "sha256sum", "mktemp", "rm", "readlink")


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """What bootstrap reads before there is an environment."""
    folder = tmp_path / "checkout"
    shutil.copytree(ROOT / "script", folder / "script")
    return folder


@pytest.fixture
def bare_path(tmp_path: Path) -> Path:
    """A folder for PATH with a few plain tools: no Python, no apt."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for name in TOOLS:
        (folder / name).symlink_to(shutil.which(name) or "/nonexistent")
    return folder


def bootstrap(checkout: Path, path: Path, **more: str) -> subprocess.CompletedProcess[str]:
    command = [str(path / "bash"), str(checkout / "script/bootstrap")]
    environment = {"PATH": str(path), "HOME": str(checkout), **more}
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


def program(file: Path, text: str) -> str:
    """An executable script; gives its path."""
    file.write_text(f"#!{shutil.which('bash')}\n{text}\n", encoding="utf-8")
    file.chmod(0o755)
    return str(file)


def hiding(folder: Path, *modules: str) -> str:
    """This Python without some modules of its library."""
    for name in modules:
        (folder / f"{name}.py").write_text("raise ImportError('hidden')\n", encoding="ascii")
    return program(folder / "hiding", f'PYTHONPATH="{folder}" exec "{os.path.realpath(sys.executable)}" "$@"')


def test_without_python_it_says_which_one_to_install(checkout: Path, bare_path: Path) -> None:
    done = bootstrap(checkout, bare_path)
    assert done.returncode == 1
    assert "需要 Python 3.11 或更高版本" in done.stderr


def test_an_old_python_is_not_taken(checkout: Path, bare_path: Path) -> None:
    old = program(bare_path / "python3", "exit 1")  # what an older one answers when asked whether it is new enough
    done = bootstrap(checkout, bare_path, PYTHON=old)
    assert done.returncode == 1
    assert "需要 Python 3.11 或更高版本" in done.stderr
    assert not (checkout / ".venv").exists()


def test_a_python_with_neither_venv_nor_pip_is_told_apart(checkout: Path, bare_path: Path, tmp_path: Path) -> None:
    library = tmp_path / "library"
    library.mkdir()
    done = bootstrap(checkout, bare_path, PYTHON=hiding(library, "ensurepip", "pip"))
    assert done.returncode == 1
    assert "既没有 venv（ensurepip）也没有 pip" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (checkout / ".venv").exists()
