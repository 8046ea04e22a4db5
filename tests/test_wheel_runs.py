"""The wheel in an empty environment, with nothing but what it says it needs, on a PATH without Node: it really runs."""

from __future__ import annotations

import contextlib
import json
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement

pytestmark = pytest.mark.slow


def needed(name: str, seen: set[str]) -> set[str]:
    """The distributions that one needs to run, and theirs, as this environment has them."""
    for line in metadata.requires(name) or []:
        wanted = Requirement(line)
        if (wanted.marker is None or wanted.marker.evaluate({"extra": ""})) and wanted.name not in seen:
            seen.add(wanted.name)
            needed(wanted.name, seen)
    return seen


def lend(names: set[str], target: Path) -> None:
    """Link distributions of this environment into another one: quick, and no package index is asked."""
    for name in names:
        distribution = metadata.distribution(name)
        tops = {file.parts[0] for file in distribution.files or [] if file.parts[0] not in {"..", "__pycache__"}}
        for top in tops:
            link = target / top
            if not link.exists():
                link.symlink_to(Path(str(distribution.locate_file(top))))


@dataclass(frozen=True)
class Installed:
    """An environment with the wheel, and the home folder of who uses it."""

    folder: Path
    home: Path
    path: str

    @property
    def environment(self) -> dict[str, str]:
        return {"HOME": str(self.home), "PATH": self.path, "LANG": "C.UTF-8", "PYTHONUNBUFFERED": "1"}

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        program, *arguments = command
        return subprocess.run(
            [str(self.folder / "bin" / program), *arguments],
            cwd=self.home,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )


@pytest.fixture(scope="module")
def installed(wheel: Path, path_without_node: str, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    folder, home = tmp_path_factory.mktemp("installed") / "venv", tmp_path_factory.mktemp("home")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(folder)], check=True)
    python = folder / "bin" / "python"
    # Before the rest is lent: pip would otherwise find a gongjin that stands already.
    install = ["install", "--quiet", "--no-deps", "--no-index", str(wheel)]
    subprocess.run([sys.executable, "-m", "pip", "--python", str(python), *install], check=True)
    (packages,) = folder.glob("lib/python*/site-packages")
    lend(needed("gongjin", set()), packages)
    return Installed(folder, home, path_without_node)


def test_it_is_the_wheel_that_runs_and_no_node_is_near(installed: Installed) -> None:
    done = installed.run("python", "-c", "import gongjin, shutil; print(gongjin.__file__, shutil.which('node'))")
    assert done.returncode == 0, done.stderr
    file, node = done.stdout.split()
    assert Path(file).is_relative_to(installed.folder)
    assert node == "None"


def test_compile_reads_the_example_that_came_with_it(installed: Installed) -> None:
    (plan,) = installed.folder.glob("lib/python*/site-packages/gongjin/examples/*.docx")
    done = installed.run("gongjin", "compile", "--json", "-", str(plan))
    assert done.returncode == 0, done.stderr
    assert len(json.loads(done.stdout)["measures"]) > 20
    assert not (installed.home / ".gongjin").exists(), "compiling needs no data folder"


def test_example_and_up_serve_the_first_page_with_its_styles_and_scripts(installed: Installed) -> None:
    done = installed.run("gongjin", "example")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "已发布" in done.stderr + done.stdout
    assert (installed.home / ".gongjin" / "gongjin.sqlite3").is_file()
    with serving(installed) as site:
        page = fetched(site).decode()
        assert "登录" in page
        styles = re.findall(r'<link[^>]+href="(/static/[^"]+\.css)"', page)
        scripts = re.findall(r'<script[^>]+src="(/static/[^"]+\.js)"', page)
        assert styles and scripts
        for file in [*styles, *scripts]:
            assert len(fetched(site + file)) > 100, file


def fetched(url: str) -> bytes:
    with urllib.request.urlopen(url, timeout=10) as answer:
        assert answer.status == 200
        return bytes(answer.read())


@contextlib.contextmanager
def serving(installed: Installed) -> Iterator[str]:
    """`gongjin up` on a free port, from when it answers until it has stopped by itself after a polite signal."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen(
        [str(installed.folder / "bin" / "gongjin"), "up", "--port", str(port), "--workers", "1"],
        cwd=installed.home,
        env=installed.environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        began = time.monotonic()
        while not answers(port):
            assert process.poll() is None, process.communicate()[0]
            assert time.monotonic() - began < 60, "the site did not answer"
            time.sleep(0.1)
        yield f"http://127.0.0.1:{port}"
        process.send_signal(signal.SIGTERM)
        output, _none = process.communicate(timeout=20)
        assert process.returncode == 0, output
    finally:
        if process.poll() is None:
            process.terminate()
            process.communicate()


def answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False
