"""Keeps a few programs running together: starts, restarts with back-off, labels their output, and stops them as one.

Each program runs in a process group of its own, so that what it started goes with it: no orphan is left when one dies,
when all are stopped, or (on Linux) when the supervisor itself is killed.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

from gongjin.core.texts import gettext as _

POLL_S = 0.1
STEADY_S = 10.0  # a program that lived this long starts again with a clean slate
FIRST_WAIT_S = 0.2
LONGEST_WAIT_S = 30.0
GRACE_S = 7.0  # from the order to stop until what still runs is killed; the whole stop stays under ten seconds

_LEASH = Path(__file__).with_name("leash.py")


@dataclass(frozen=True, slots=True)
class Program:
    """What to run; `name` stands before each line of its output."""

    name: str
    command: Sequence[str]


@dataclass(slots=True)
class _Child:
    program: Program
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    failures: int = 0
    start_at: float = 0.0
    reader: threading.Thread | None = field(default=None, repr=False)

    def running(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def send(self, number: int) -> None:
        """Signal the program itself; it tells its own children."""
        if self.process is not None and self.running():
            self.process.send_signal(number)

    def kill_group(self) -> None:
        """Kill whatever is left of the program's process group."""
        if self.process is not None:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self.process.pid, signal.SIGKILL)


class Supervisor:
    """Keeps programs until it is told to stop. `write` gets each finished line, for a terminal or a log.

    `give_up_after` is how many times in a row a program may end early before everything stops with exit code 1.
    """

    def __init__(
        self, programs: Sequence[Program], write: Callable[[str], None], give_up_after: int = 6, grace: float = GRACE_S
    ) -> None:
        self._children = [_Child(program) for program in programs]
        self._write = write
        self._give_up_after = give_up_after
        self._grace = grace
        self._width = max((len(program.name) for program in programs), default=0)
        self._stop = threading.Event()
        self._impatient = False
        self._exit_code = 0
        self._lock = threading.Lock()

    def stop(self) -> None:
        """Ask everything to stop; `run` then returns. A second call stops waiting for what is slow."""
        self._impatient = self._stop.is_set()
        self._stop.set()

    def run(self, on_tick: Callable[[], None] = lambda: None) -> int:
        """Start everything and keep it until stopped. `on_tick` is called about ten times a second.

        Returns the exit code: 0 when it was told to stop, 1 when a program could not be kept.
        """
        with self._signals():
            try:
                while not self._stop.wait(POLL_S):
                    for child in self._children:
                        self._tend(child)
                    on_tick()
            finally:
                self._stop_all()
        return self._exit_code

    def _say(self, name: str, line: str) -> None:
        with self._lock:
            self._write(f"{name:<{self._width}} │ {line}")

    def _give_up(self, child: _Child, reason: str) -> None:
        """One that cannot be kept ends all: half a site looks well and is not."""
        self._say(child.program.name, reason)
        self._exit_code = 1
        self._stop.set()

    def _tend(self, child: _Child) -> None:
        now = time.monotonic()
        if child.process is None:
            if now >= child.start_at:
                self._start(child)
            return
        code = child.process.poll()
        if code is None:
            return
        child.kill_group()
        child.process = None
        child.failures = 1 if now - child.started > STEADY_S else child.failures + 1
        if child.failures > self._give_up_after:
            self._give_up(child, _("反复退出，已放弃。请先处理上面的错误，再重新启动。"))
            return
        wait = min(FIRST_WAIT_S * 2 ** (child.failures - 1), LONGEST_WAIT_S)
        child.start_at = now + wait
        self._say(child.program.name, _("意外退出（%(code)s），%(wait).1f 秒后重启。") % {"code": code, "wait": wait})

    def _start(self, child: _Child) -> None:
        child.started = time.monotonic()
        command = child.program.command
        if shutil.which(command[0]) is None:
            self._give_up(child, _("找不到程序 %(program)s。") % {"program": command[0]})
            return
        try:
            child.process = subprocess.Popen(
                [sys.executable, "-I", "-S", str(_LEASH), str(os.getpid()), *command],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        except OSError as error:
            self._give_up(child, _("无法启动：%(reason)s") % {"reason": error.strerror})
            return
        child.reader = threading.Thread(target=self._relay, args=(child.program.name, child.process), daemon=True)
        child.reader.start()

    def _relay(self, name: str, process: subprocess.Popen[bytes]) -> None:
        if process.stdout is None:
            return
        with process.stdout as output:
            for line in output:
                self._say(name, line.decode("utf-8", errors="replace").rstrip())

    def _stop_all(self) -> None:
        self._stop.set()
        for child in self._children:
            child.send(signal.SIGTERM)
        deadline = time.monotonic() + self._grace
        while any(child.running() for child in self._children) and time.monotonic() < deadline and not self._impatient:
            time.sleep(POLL_S / 2)
        for child in self._children:
            child.kill_group()
            if child.process is not None:
                child.process.wait()
            if child.reader is not None:
                child.reader.join(timeout=1)

    @contextlib.contextmanager
    def _signals(self) -> Iterator[None]:
        """SIGTERM and SIGINT stop everything; SIGHUP is passed on (the web server then reloads its workers)."""

        def ask(number: int, frame: FrameType | None) -> None:
            self.stop()

        def pass_on(number: int, frame: FrameType | None) -> None:
            for child in self._children:
                child.send(number)

        wanted = {signal.SIGTERM: ask, signal.SIGINT: ask, signal.SIGHUP: pass_on}
        before = {number: signal.signal(number, handler) for number, handler in wanted.items()}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)
