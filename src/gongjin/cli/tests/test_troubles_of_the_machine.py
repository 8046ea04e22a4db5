"""A damaged or foreign database, a folder that cannot be written: one Chinese line, exit code 1, no traceback."""

from __future__ import annotations

import errno
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from django.db import DatabaseError, connection

from gongjin.cli.troubles import address_refused, explain
from gongjin.core.unusable import Unusable
from gongjin.web.prepare import migrate

GONGJIN = [sys.executable, "-c", "from gongjin.cli.main import main; main()"]


def run(home: Path, *arguments: str, **more: str) -> str:
    """What a command that has to end with 1 says on stderr; a traceback or a second line fails."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "PYTHONPATH") if name in os.environ}
    environment = {**kept, "GONGJIN_HOME": str(home), "LANG": "C.UTF-8", **more}
    done = subprocess.run([*GONGJIN, *arguments], env=environment, capture_output=True, text=True, timeout=60)
    assert done.returncode == 1, done.stderr
    (line,) = done.stderr.strip().splitlines()
    return line


@pytest.mark.parametrize("command", [("up",), ("example",), ("audit", "verify"), ("signin-link",)])
def test_a_file_that_is_no_database_is_said_in_one_line(tmp_path: Path, command: tuple[str, ...]) -> None:
    (tmp_path / "gongjin.sqlite3").write_bytes(os.urandom(8192))
    line = run(tmp_path, *command)
    assert "已损坏" in line and "GONGJIN_HOME" in line


def test_another_programs_database_is_left_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "gongjin.sqlite3"
    with closing(sqlite3.connect(file)) as other:
        other.execute("create table songs (title text)")
        other.commit()
    line = run(tmp_path, "up")
    assert "别的程序的数据库" in line and str(file) in line
    with closing(sqlite3.connect(file)) as other:
        assert other.execute("select name from sqlite_master").fetchall() == [("songs",)]


def test_a_newer_programs_database_is_left_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "gongjin.sqlite3"
    with closing(sqlite3.connect(file)) as newer:
        newer.execute("create table django_migrations (id integer primary key, app text, name text, applied datetime)")
        rows = [("audit", "0001_initial"), ("ledger", "0999_to_come")]
        newer.executemany("insert into django_migrations (app, name, applied) values (?, ?, '2027-01-01 00:00')", rows)
        newer.commit()
    assert "ledger.0999_to_come" in run(tmp_path, "example")


def test_a_page_of_the_database_that_was_overwritten_is_noticed_at_the_start(tmp_path: Path) -> None:
    file = tmp_path / "gongjin.sqlite3"
    with closing(sqlite3.connect(file)) as whole:
        whole.execute("create table songs (title text)")
        whole.executemany("insert into songs values (?)", [("歌" * 200,)] * 500)
        whole.commit()
    with file.open("r+b") as page:
        page.seek(file.stat().st_size // 2)
        page.write(b"\0\xff" * 4096)
    assert "已损坏" in run(tmp_path, "up")


@pytest.mark.parametrize("command", [("up",), ("export", "2024")])
def test_a_home_that_cannot_be_made_is_named(tmp_path: Path, command: tuple[str, ...]) -> None:
    (tmp_path / "file").touch()
    line = run(tmp_path / "file" / "home", *command)
    assert str(tmp_path / "file" / "home") in line and "GONGJIN_HOME" in line


def test_a_server_that_does_not_answer_is_said_without_the_password(tmp_path: Path) -> None:
    line = run(tmp_path, "audit", "verify", DATABASE_URL="postgresql://office:geheim@127.0.0.1:1/gongjin")
    assert "连不上数据库" in line and "DATABASE_URL" in line
    assert "geheim" not in line


def test_a_setting_that_makes_no_sense_is_said(tmp_path: Path) -> None:
    assert "DATABASE_URL" in run(tmp_path, "up", DATABASE_URL="mysql://office@127.0.0.1/gongjin")


def test_a_ledger_that_was_never_made_says_what_makes_it(tmp_path: Path) -> None:
    assert "gongjin up" in run(tmp_path, "audit", "verify")


def test_compiling_needs_neither_home_nor_database(tmp_path: Path) -> None:
    plan = tmp_path / "方案.txt"
    plan.write_text("关于修渠的方案\n一、修渠\n1.整修水渠。修渠3公里。（县水利局负责）\n", encoding="utf-8")
    kept = {"PATH": os.environ["PATH"], "PYTHONPATH": os.environ.get("PYTHONPATH", "")}
    done = subprocess.run(
        [*GONGJIN, "compile", str(plan)],
        env={**kept, "GONGJIN_HOME": str(plan / "no"), "LANG": "C.UTF-8"},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    ("number", "said"),
    [(errno.EACCES, "没有权限"), (errno.EROFS, "没有权限"), (errno.ENOSPC, "磁盘已满"), (errno.ENOTDIR, "不是目录")],
)
def test_what_the_system_refuses_is_put_in_words(number: int, said: str) -> None:
    assert said in (explain(OSError(number, os.strerror(number), "/srv/gongjin/files")) or "")


@pytest.mark.parametrize(
    ("message", "said"),
    [
        ("file is not a database", "已损坏"),
        ("database disk image is malformed", "备份"),
        ("attempt to write a readonly database", "权限"),
        ("unable to open database file", "权限"),
        ("database or disk is full", "磁盘已满"),
        ("disk I/O error", "磁盘"),
        ("database is locked", "占用"),
        ("no such column: ledger_row.colour", "gongjin up"),
    ],
)
def test_what_sqlite_says_is_put_in_words(message: str, said: str) -> None:
    try:
        raise DatabaseError(message) from sqlite3.OperationalError(message)
    except DatabaseError as error:
        assert said in (explain(error) or "")


def test_a_fault_of_the_program_keeps_its_traceback() -> None:
    assert explain(ZeroDivisionError()) is None
    assert explain(OSError(errno.EBADF, "Bad file descriptor")) is None
    try:
        raise DatabaseError("x") from sqlite3.IntegrityError("UNIQUE constraint failed: ledger_row.code")
    except DatabaseError as error:
        assert explain(error) is None


def test_what_is_unusable_says_it_itself() -> None:
    assert explain(Unusable("请先升级。")) == "请先升级。"


def test_a_taken_port_is_said_in_chinese() -> None:
    assert address_refused(OSError(errno.EADDRINUSE, "Address already in use")) == "端口已被其他程序占用"


@pytest.mark.django_db
def test_a_database_of_ours_is_taken() -> None:
    assert "audit_record" in connection.introspection.table_names()
    assert migrate() == 0
