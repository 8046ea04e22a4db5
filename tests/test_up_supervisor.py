"""Programs are kept together: restarted when they die, stopped as one, and nothing stays behind."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from gongjin.cli.supervisor import Program, Supervisor

SLEEP = "import time; time.sleep(60)"


def python(name: str, code: str) -> Program:
    return Program(name, [sys.executable, "-u", "-c", code])


def alive(pid: int) -> bool:
    """Whether a process runs; one that is dead and only waits to be read does not."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


def wait_for(condition: Callable[[], bool], seconds: float = 10) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "waited too long"
        time.sleep(0.02)


def run_until(supervisor: Supervisor, condition: Callable[[], bool]) -> int:
    """Run in this thread (signals want the main one) and stop as soon as the condition holds."""
    started = time.monotonic()

    def tick() -> None:
        if condition() or time.monotonic() - started > 15:
            supervisor.stop()

    return supervisor.run(tick)


def test_each_line_says_which_program_wrote_it() -> None:
    lines: list[str] = []
    programs = [python("web", f"print('一'); {SLEEP}"), python("keeper", f"print('二'); {SLEEP}")]
    assert run_until(Supervisor(programs, lines.append), lambda: len(lines) >= 2) == 0
    assert sorted(lines) == ["keeper │ 二", "web    │ 一"]


def test_a_program_that_dies_is_started_again(tmp_path: Path) -> None:
    mark = tmp_path / "starts"
    code = f"open({str(mark)!r}, 'a').write('x'); import sys; sys.exit(3)"
    lines: list[str] = []
    supervisor = Supervisor([python("web", code)], lines.append)
    run_until(supervisor, lambda: mark.exists() and len(mark.read_text()) >= 3)
    assert "（3）" in lines[0]


def test_the_wait_before_a_restart_doubles() -> None:
    lines: list[str] = []
    run_until(Supervisor([python("web", "pass")], lines.append), lambda: len(lines) >= 3)
    assert [line.split("，")[1].split(" ")[0] for line in lines[:3]] == ["0.2", "0.4", "0.8"]


def test_a_program_that_never_stays_up_ends_everything_with_an_error() -> None:
    lines: list[str] = []
    programs = [python("web", "raise SystemExit('坏了')"), python("keeper", SLEEP)]
    assert Supervisor(programs, lines.append, give_up_after=2).run() == 1
    assert any("已放弃" in line for line in lines)
    assert any("坏了" in line for line in lines)


def test_a_program_that_does_not_exist_is_named() -> None:
    lines: list[str] = []
    assert Supervisor([Program("web", ["/nonexistent/program"])], lines.append).run() == 1
    assert "找不到程序 /nonexistent/program" in lines[0]


def test_what_a_program_started_goes_with_it() -> None:
    code = (
        "import subprocess, sys; p = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)']);"
        "print(p.pid); import os; os._exit(1)"
    )
    lines: list[str] = []
    supervisor = Supervisor([python("web", code)], lines.append)
    run_until(supervisor, lambda: any(line.split("│")[1].strip().isdigit() for line in lines))
    orphan = next(int(line.split("│")[1]) for line in lines if line.split("│")[1].strip().isdigit())
    wait_for(lambda: not alive(orphan))


def test_a_program_that_ignores_the_order_to_stop_is_killed_after_the_grace() -> None:
    code = f"import signal, os; signal.signal(signal.SIGTERM, signal.SIG_IGN); print(os.getpid()); {SLEEP}"
    lines: list[str] = []
    supervisor = Supervisor([python("web", code)], lines.append, grace=0.5)
    stopped: list[float] = []

    def ready() -> bool:
        if lines and not stopped:
            stopped.append(time.monotonic())
        return bool(lines)

    run_until(supervisor, ready)
    assert 0.4 < time.monotonic() - stopped[0] < 3
    assert not alive(int(lines[0].split("│")[1]))


def test_asking_twice_does_not_wait_for_the_grace() -> None:
    code = f"import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('there'); {SLEEP}"
    lines: list[str] = []
    supervisor = Supervisor([python("web", code)], lines.append, grace=30)
    threading.Timer(1.5, supervisor.stop).start()
    began = time.monotonic()
    run_until(supervisor, lambda: bool(lines))
    assert time.monotonic() - began < 10


@pytest.mark.parametrize("count", [0, 1])
def test_stopping_before_anything_ran_is_no_error(count: int) -> None:
    supervisor = Supervisor([python("web", SLEEP)] * count, lambda line: None)
    supervisor.stop()
    assert supervisor.run() == 0
