"""`gongjin standings`: the day is prepared once, and the days before are let go."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from gongjin.cli.main import run
from gongjin.cli.standings import seconds_to_next_day
from gongjin.core import clock
from gongjin.tracking.models import Standing, Tracker

PLAN = """安河县惠民行动方案

为改善民生，制定本方案。
一、工作任务
1.培育企业。2025年培育省级绿色工厂2家、市级绿色工厂3家。（县工业和信息化局负责）
"""


@pytest.fixture
def rows(db: None, settings: object, tmp_path: Path) -> int:
    """How many rows have a tracker."""
    settings.GONGJIN_HOME = tmp_path  # type: ignore[attr-defined]
    path = tmp_path / "方案.txt"
    path.write_text(PLAN, "utf-8")
    assert run(["import", str(path), "--publish"]) == 0
    assert run(["coverage", "2025", "--accept"]) == 0
    return Tracker.objects.count()


def days() -> set[date]:
    return set(Standing.objects.values_list("on", flat=True))


def test_today_and_last_months_end_are_prepared_and_a_second_run_finds_nothing_to_do(
    rows: int, capsys: pytest.CaptureFixture[str]
) -> None:
    with clock.at(datetime(2025, 7, 10, 2, tzinfo=UTC)):
        assert run(["standings"]) == 0
        assert f"已算好 {2 * rows} 条" in capsys.readouterr().err
        assert run(["standings"]) == 0
        assert "已算好 0 条" in capsys.readouterr().err
        assert days() == {date(2025, 7, 10), date(2025, 6, 30)}


def test_the_next_day_is_prepared_and_the_day_before_is_let_go(rows: int) -> None:
    with clock.at(datetime(2025, 7, 10, 2, tzinfo=UTC)):
        run(["standings"])
    with clock.at(datetime(2025, 7, 10, 16, 1, tzinfo=UTC)):  # 11 July in Shanghai
        run(["standings"])
        assert days() == {date(2025, 7, 11), date(2025, 6, 30)}
        assert Standing.objects.count() == 2 * rows


def test_a_site_without_a_plan_has_nothing_to_prepare(db: None, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["standings"]) == 0
    assert "已算好 0 条" in capsys.readouterr().err


def test_the_next_day_begins_just_after_midnight_in_shanghai() -> None:
    assert seconds_to_next_day(datetime(2024, 7, 10, 15, 59, tzinfo=UTC)) == 120
    assert seconds_to_next_day(datetime(2024, 7, 10, 16, 0, 30, tzinfo=UTC)) == 24 * 3600 + 30
