"""`gongjin up` for real: it serves, brings back what is killed, and leaves nothing behind when it stops."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import stat
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

GONGJIN = [sys.executable, "-c", "from gongjin.cli.main import main; main()"]
pytestmark = pytest.mark.slow


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def environment(home: Path) -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return {**kept, "GONGJIN_HOME": str(home), "PYTHONUNBUFFERED": "1", "LANG": "C.UTF-8"}


def children(pid: int) -> set[int]:
    """The processes that one started itself and that run (the dead that wait to be read are left out)."""
    found: set[int] = set()
    for entry in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            fields = entry.read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()
            if int(fields[1]) == pid and fields[0] != "Z":
                found.add(int(entry.parent.name))
    return found


def descendants(pid: int) -> set[int]:
    direct = children(pid)
    return direct.union(*map(descendants, direct))


def web_server(supervisor: int) -> int:
    """The one among what the supervisor keeps that serves the pages."""
    (found,) = (child for child in children(supervisor) if b"granian" in Path(f"/proc/{child}/cmdline").read_bytes())
    return found


@dataclass
class Site:
    process: subprocess.Popen[str]
    port: int
    home: Path

    def status(self) -> int:
        """The status of the health page; 0 if nobody answers."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/healthz", timeout=5) as answer:
                return int(answer.status)
        except urllib.error.HTTPError as error:
            return error.code
        except OSError:
            return 0

    def wait_until_well(self, seconds: float = 30) -> float:
        began = time.monotonic()
        while self.status() != 200:
            assert self.process.poll() is None, self.process.stdout and self.process.stdout.read()
            assert time.monotonic() - began < seconds, "the site did not answer"
            time.sleep(0.05)
        return time.monotonic() - began


@contextlib.contextmanager
def running(home: Path) -> Iterator[Site]:
    port = free_port()
    process = subprocess.Popen(
        [*GONGJIN, "up", "--workers", "2"],
        env={**environment(home), "PORT": str(port)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    site = Site(process, port, home)
    try:
        site.wait_until_well()
        yield site
    finally:
        everything = descendants(process.pid)
        if process.poll() is None:
            process.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(timeout=15)
        for pid in everything | {process.pid}:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        process.communicate()


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("home")
    with running(path):
        pass  # the tests run in any order, on any worker: each finds a home that was started once
    return path


def test_a_killed_web_server_comes_back_and_stopping_leaves_nothing(home: Path) -> None:
    with running(home) as site:
        server = web_server(site.process.pid)
        workers = descendants(server)
        os.kill(server, signal.SIGKILL)
        time.sleep(0.3)
        site.wait_until_well()
        again = web_server(site.process.pid)
        assert again != server
        assert not workers & descendants(site.process.pid)

        # A worker that dies is replaced by the web server itself.
        worker = max(descendants(again))
        os.kill(worker, signal.SIGKILL)
        time.sleep(0.3)
        site.wait_until_well()

        everything = descendants(site.process.pid)
        began = time.monotonic()
        site.process.send_signal(signal.SIGTERM)
        assert site.process.wait(timeout=10) == 0
        assert time.monotonic() - began < 10
        assert not [pid for pid in everything if Path(f"/proc/{pid}").exists()]
        assert site.status() == 0
        output = site.process.stdout.read() if site.process.stdout else ""
    assert f"http://127.0.0.1:{site.port}/" in output
    assert "意外退出" in output
    assert "共进已停止" in output


def test_a_killed_supervisor_takes_the_web_server_with_it(home: Path) -> None:
    with running(home) as site:
        everything = descendants(site.process.pid)
        site.process.kill()
        site.process.wait(timeout=5)
        deadline = time.monotonic() + 10
        while any(Path(f"/proc/{pid}").exists() for pid in everything):
            assert time.monotonic() < deadline, "an orphan stayed"
            time.sleep(0.1)


def test_a_second_start_answers_soon_and_keeps_what_stands(home: Path) -> None:
    key = (home / "secret.key").read_text(encoding="ascii")
    began = time.monotonic()
    subprocess.run([*GONGJIN, "manage", "check"], env=environment(home), check=True)
    bare = time.monotonic() - began  # what this machine needs now to load the program once
    began = time.monotonic()
    with running(home):
        assert time.monotonic() - began < max(5, 4 * bare)
    assert (home / "secret.key").read_text(encoding="ascii") == key


def test_what_the_home_holds_is_for_its_owner_only(home: Path) -> None:
    assert stat.S_IMODE((home / "secret.key").stat().st_mode) == 0o600
    assert stat.S_IMODE((home / "files").stat().st_mode) == 0o700


def test_a_home_that_is_in_use_and_a_port_that_is_taken_are_refused(home: Path, tmp_path: Path) -> None:
    with running(home) as site:
        same_home = subprocess.run(
            [*GONGJIN, "up"], env={**environment(home), "PORT": str(free_port())}, capture_output=True, text=True
        )
        assert same_home.returncode == 1
        assert "已有一个 gongjin up 在运行" in same_home.stderr
        same_port = subprocess.run(
            [*GONGJIN, "up"], env={**environment(tmp_path), "PORT": str(site.port)}, capture_output=True, text=True
        )
        assert same_port.returncode == 1
        assert "请换一个端口" in same_port.stderr
        assert "Traceback" not in same_home.stderr + same_port.stderr


def test_a_port_that_is_no_port_is_wrong_use(tmp_path: Path) -> None:
    for wrong in ("70000", "八千"):
        done = subprocess.run(
            [*GONGJIN, "up"], env={**environment(tmp_path), "PORT": wrong}, capture_output=True, text=True
        )
        assert done.returncode == 2
