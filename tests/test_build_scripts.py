"""The scripts of a checkout: run again they do nothing, whatever the environment lacks."""

from __future__ import annotations

import os
import re
import subprocess
import time
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
BARE = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}


def script(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, cwd=ROOT, env=BARE, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )


@pytest.mark.slow
def test_bootstrap_run_again_does_nothing_within_a_second() -> None:
    first = script("script/bootstrap")
    assert first.returncode == 0, first.stderr
    began = time.monotonic()
    second = script("script/bootstrap")
    assert (second.returncode, second.stdout, second.stderr) == (0, "", "")
    assert time.monotonic() - began < 1.5  # under a second on an idle machine; other tests run beside this one


def test_bootstrap_refuses_an_argument_that_it_does_not_know() -> None:
    done = script("script/bootstrap", "--nonsense")
    assert done.returncode == 2
    assert "用法" in done.stderr


@pytest.mark.parametrize("name", ["bootstrap", "server", "test", "lock", "messages"])
def test_scripts_are_executable_and_valid(name: str) -> None:
    assert os.access(ROOT / "script" / name, os.X_OK)
    assert script("bash", "-n", f"script/{name}").returncode == 0


def test_the_locks_hold_exact_versions_and_nothing_else() -> None:
    for file in (ROOT / "requirements").glob("*.txt"):
        lines = [line for line in file.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
        assert lines
        assert [line for line in lines if not re.fullmatch(r"[A-Za-z0-9._-]+==[0-9][\w.+!]*", line)] == []


def test_the_locks_agree_with_the_project() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    extras = project["project"]["optional-dependencies"]
    site = [*project["project"]["dependencies"], *extras["postgres"], *project["build-system"]["requires"]]
    dev = [*site, *(line for line in extras["dev"] if not line.startswith("gongjin["))]
    for name, wanted in (("site", site), ("dev", dev)):
        locked = (ROOT / f"requirements/{name}.txt").read_text(encoding="utf-8").splitlines()
        plain = {re.sub(r"\[.*?\]", "", line).lower() for line in wanted}
        assert sorted(plain - set(locked)) == [], "run script/lock"
