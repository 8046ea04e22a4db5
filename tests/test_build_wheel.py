"""The wheel holds the built front end and the compiled messages, and is made on a machine without Node."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
pytestmark = pytest.mark.slow
LEFT_OUT = shutil.ignore_patterns(
    ".git", ".venv", "node_modules", "var", "static", "*.mo", "__pycache__", ".*_cache", ".hypothesis", "docs"
)


def path_without_node(folder: Path) -> str:
    """A PATH on which neither node nor npm is found, made of links to what else a build may call."""
    folder.mkdir()
    for name in ("sh", "env", "uname", "ldd", "git"):
        if found := shutil.which(name):
            (folder / name).symlink_to(found)
    return str(folder)


def test_a_wheel_is_built_without_a_node_of_the_system(tmp_path: Path) -> None:
    checkout = tmp_path / "checkout"
    shutil.copytree(ROOT, checkout, ignore=LEFT_OUT)
    environment = {**os.environ, "PATH": path_without_node(tmp_path / "bin")}
    command = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "--no-deps",
        "--no-build-isolation",
        "-q",
        "-w",
        str(tmp_path),
        ".",
    ]
    done = subprocess.run(command, cwd=checkout, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    (wheel,) = tmp_path.glob("gongjin-*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    for wanted in ("main.js", "main.css", "head.js", "icons.svg", "favicon.svg"):
        assert f"gongjin/web/static/gongjin/{wanted}" in names
    assert "gongjin/locale/en/LC_MESSAGES/django.mo" in names
    assert "gongjin/web/templates/web/base.html" in names
    assert [name for name in names if "/tests/" in name or "node_modules" in name or name.endswith(".po")] == []
