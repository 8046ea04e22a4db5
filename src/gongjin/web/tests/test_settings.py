"""What a site sets from outside: the database, the secret key, yes and no."""

from __future__ import annotations

import stat
import threading
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from gongjin.web.settings import environment
from gongjin.web.settings.database import parse_database_url
from gongjin.web.settings.security import read_or_make_secret


def test_without_a_url_the_database_lies_in_the_home(tmp_path: Path) -> None:
    found = parse_database_url("", tmp_path)
    assert found["NAME"] == str(tmp_path / "gongjin.sqlite3")
    assert found["OPTIONS"]["transaction_mode"] == "IMMEDIATE"


def test_a_sqlite_url_is_relative_to_the_home_or_absolute(tmp_path: Path) -> None:
    assert parse_database_url("sqlite:///other.sqlite3", tmp_path)["NAME"] == str(tmp_path / "other.sqlite3")
    assert parse_database_url("sqlite:////srv/a.sqlite3", tmp_path)["NAME"] == "/srv/a.sqlite3"


def test_a_postgresql_url_is_taken_apart(tmp_path: Path) -> None:
    found = parse_database_url("postgresql://office:p%40ss@db.lan:5433/gongjin?sslmode=require", tmp_path)
    assert [found[key] for key in ("NAME", "USER", "PASSWORD", "HOST", "PORT")] == [
        "gongjin",
        "office",
        "p@ss",
        "db.lan",
        "5433",
    ]
    assert found["OPTIONS"] == {"sslmode": "require"}


@pytest.mark.parametrize(
    "url", ["mysql://a:geheim@b/c", "postgresql://a:geheim@b", "postgresql://a:geheim@b:port/c", "sqlite://"]
)
def test_an_unknown_url_is_refused_without_repeating_its_password(url: str, tmp_path: Path) -> None:
    with pytest.raises(ImproperlyConfigured) as refused:
        parse_database_url(url, tmp_path)
    assert "geheim" not in str(refused.value)


def test_the_secret_is_made_once_and_for_its_owner_only(tmp_path: Path) -> None:
    file = tmp_path / "home" / "secret.key"
    key = read_or_make_secret(file)
    assert read_or_make_secret(file) == key
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [item.name for item in file.parent.iterdir()] == ["secret.key"]


def test_many_that_start_at_once_agree_on_one_secret(tmp_path: Path) -> None:
    keys: list[str] = []
    barrier = threading.Barrier(8)

    def start() -> None:
        barrier.wait()
        keys.append(read_or_make_secret(tmp_path / "secret.key"))

    threads = [threading.Thread(target=start) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(keys), len(set(keys))) == (8, 1)


def test_a_damaged_secret_is_refused_and_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "secret.key"
    file.write_text("short", encoding="ascii")
    with pytest.raises(ImproperlyConfigured, match="密钥文件"):
        read_or_make_secret(file)
    assert file.read_text(encoding="ascii") == "short"


@pytest.mark.parametrize(("value", "expected"), [("1", True), ("yes", True), ("0", False), ("", False), (" ON ", True)])
def test_a_flag_is_yes_or_no(monkeypatch: pytest.MonkeyPatch, value: str, expected: bool) -> None:
    monkeypatch.setenv("GONGJIN_X", value)
    assert environment.flag("GONGJIN_X") is expected


def test_a_wrong_value_names_its_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GONGJIN_X", "maybe")
    with pytest.raises(ImproperlyConfigured, match="GONGJIN_X"):
        environment.flag("GONGJIN_X")
    with pytest.raises(ImproperlyConfigured, match="GONGJIN_X"):
        environment.whole("GONGJIN_X", 1)
