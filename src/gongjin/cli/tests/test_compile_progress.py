"""A progress bar appears on a terminal when the work takes longer than a second, and only then."""

from __future__ import annotations

import io
import time
from pathlib import Path

import pytest
from rich.console import Console

from gongjin.cli import output


def bar(monkeypatch: pytest.MonkeyPatch, seconds: float, terminal: bool) -> str:
    written = io.StringIO()
    monkeypatch.setattr(output, "err", lambda: Console(file=written, force_terminal=terminal, width=100))
    monkeypatch.setattr(output, "PATIENCE", 0.1)
    with output.progress(3) as advance:
        advance()
        time.sleep(seconds)
        advance()
    return written.getvalue()


def test_long_work_shows_a_bar_with_a_count(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "/3" in bar(monkeypatch, 0.5, terminal=True)


def test_short_work_shows_none(monkeypatch: pytest.MonkeyPatch) -> None:
    assert bar(monkeypatch, 0, terminal=True) == ""


def test_no_terminal_gets_none(monkeypatch: pytest.MonkeyPatch) -> None:
    assert bar(monkeypatch, 0.5, terminal=False) == ""


def test_a_folder_is_searched_for_what_can_be_read(tmp_path: Path) -> None:
    for name in ("乙.txt", "甲.docx", "丙.zip", "~$甲.docx", "下级/丁.TXT"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    found = output.chosen([tmp_path, tmp_path / "乙.txt"])
    assert sorted(path.name for path in found) == ["丁.TXT", "乙.txt", "甲.docx"]
