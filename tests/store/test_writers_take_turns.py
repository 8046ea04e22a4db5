"""SQLite with many writers: nobody is turned away, readers do not wait, a dead writer gives its turn back."""

from __future__ import annotations

import fcntl
import os
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from gongjin.store.turn import Turn

WRITER = """
import sys
import django
from django.conf import settings
settings.configure(
    DATABASES={"default": {"ENGINE": "gongjin.store.backends.sqlite3", "NAME": sys.argv[1], "OPTIONS": {"timeout": 5}}},
    INSTALLED_APPS=[], USE_TZ=True,
)
django.setup()
from django.db import connection, transaction
for number in range(int(sys.argv[2])):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM written")
        seen = cursor.fetchone()[0]
        cursor.execute("INSERT INTO written (seen) VALUES (%s)", [seen])
    with connection.cursor() as cursor:
        cursor.execute("UPDATE counter SET n = n + 1")
"""


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = tmp_path / "shared.sqlite3"
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("CREATE TABLE written (id INTEGER PRIMARY KEY, seen INTEGER UNIQUE)")
        connection.execute("CREATE TABLE counter (n INTEGER)")
        connection.execute("INSERT INTO counter VALUES (0)")
    return path


def start(database: Path, writes: int) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", WRITER, str(database), str(writes)]
    return subprocess.Popen(command, stderr=subprocess.PIPE)


def test_many_processes_write_and_none_is_turned_away(database: Path) -> None:
    writers = [start(database, 40) for _ in range(5)]
    errors = [writer.communicate(timeout=60)[1].decode() for writer in writers]
    assert [writer.returncode for writer in writers] == [0] * 5, errors
    with sqlite3.connect(database) as connection:
        assert connection.execute("SELECT count(*), max(seen) FROM written").fetchone() == (200, 199)
        assert connection.execute("SELECT n FROM counter").fetchone() == (200,)


def test_a_reader_does_not_wait_for_a_writers_turn(database: Path) -> None:
    held = Turn(Path(f"{database}.turn"))
    held.take()
    read = (
        WRITER.split("for number", maxsplit=1)[0]
        + "with connection.cursor() as c:\n    c.execute('SELECT n FROM counter')\n    print(c.fetchone()[0])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", read, str(database), "0"], capture_output=True, timeout=20, check=True, text=True
    )
    assert done.stdout.strip() == "0"
    held.give_back()


def test_a_writer_waits_for_the_turn_and_then_writes(database: Path) -> None:
    held = Turn(Path(f"{database}.turn"))
    held.take()
    writer = start(database, 1)
    time.sleep(1.5)
    assert writer.poll() is None
    held.give_back()
    assert writer.wait(timeout=20) == 0


def test_a_writer_that_is_killed_gives_its_turn_back(database: Path) -> None:
    turn = f"{database}.turn"
    code = (
        "from gongjin.store.turn import Turn; from pathlib import Path; import time; "
        f"t = Turn(Path({turn!r})); t.take(); print('held', flush=True); time.sleep(60)"
    )
    holder = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE)
    assert holder.stdout is not None
    assert holder.stdout.readline() == b"held\n"
    os.kill(holder.pid, signal.SIGKILL)
    holder.wait()
    mine = Turn(Path(turn))
    mine.take()
    assert mine.held
    mine.give_back()


def test_the_turn_goes_to_one_thread_at_a_time(tmp_path: Path) -> None:
    path = tmp_path / "turn"
    inside, most = 0, 0
    lock = threading.Lock()

    def work() -> None:
        nonlocal inside, most
        turn = Turn(path)
        for _ in range(50):
            turn.take()
            with lock:
                inside += 1
                most = max(most, inside)
            with lock:
                inside -= 1
            turn.give_back()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert most == 1


def test_taking_it_twice_and_giving_back_what_is_not_held_do_no_harm(tmp_path: Path) -> None:
    turn = Turn(tmp_path / "turn")
    turn.give_back()
    turn.take()
    turn.take()
    turn.give_back()
    with (tmp_path / "turn").open() as file:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
