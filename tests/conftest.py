"""The wheel, built once for all tests and workers."""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
LEFT_OUT = shutil.ignore_patterns(
    ".git", ".venv", "node_modules", "var", "static", "*.mo", "__pycache__", ".*_cache", ".hypothesis", "docs"
)


def _build(folder: Path, path: str) -> None:
    checkout = folder / "checkout"
    shutil.copytree(ROOT, checkout, ignore=LEFT_OUT)
    pip = [sys.executable, "-m", "pip", "wheel", "--no-deps", "--no-build-isolation", "-q", "-w", str(folder), "."]
    done = subprocess.run(
        pip, cwd=checkout, env={**os.environ, "PATH": path}, capture_output=True, text=True, check=False
    )
    shutil.rmtree(checkout)
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="session")
def path_without_node(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A PATH on which neither node nor npm is found, made of links to what else a build may call."""
    folder = tmp_path_factory.mktemp("bin")
    for name in ("sh", "env", "uname", "ldd", "git"):
        if found := shutil.which(name):
            (folder / name).symlink_to(found)
    return str(folder)


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory, path_without_node: str, worker_id: str) -> Path:
    """The wheel of this checkout, made without a Node of the system. The first worker that wants it builds it."""
    base = tmp_path_factory.getbasetemp()
    folder = (base if worker_id == "master" else base.parent) / "wheel"
    folder.mkdir(exist_ok=True)
    with (folder / "lock").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        if not list(folder.glob("*.whl")):
            _build(folder, path_without_node)
    (made,) = folder.glob("gongjin-*.whl")
    return made
