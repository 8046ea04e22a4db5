from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from gongjin.core import clock


def test_now_is_aware_and_in_utc() -> None:
    before = datetime.now(UTC)
    assert before <= clock.now() <= datetime.now(UTC)
    assert clock.now().utcoffset() == timedelta(0)


def test_today_is_the_day_in_shanghai_and_not_in_utc() -> None:
    with clock.at(datetime(2024, 6, 30, 16, 0, tzinfo=UTC)):
        assert clock.today() == date(2024, 7, 1)
        assert clock.today(UTC) == date(2024, 6, 30)
    with clock.at(datetime(2024, 6, 30, 15, 59, 59, tzinfo=UTC)):
        assert clock.today() == date(2024, 6, 30)


def test_a_held_clock_stands_still_nests_and_is_let_go_even_after_an_error() -> None:
    outer, inner = datetime(2024, 1, 1, tzinfo=UTC), datetime(2025, 1, 1, tzinfo=UTC)
    with pytest.raises(RuntimeError), clock.at(outer):
        with clock.at(inner):
            assert clock.now() == clock.now() == inner
        assert clock.now() == outer
        raise RuntimeError
    assert clock.now().year >= 2026 or clock.now() not in {outer, inner}


def test_a_moment_in_another_zone_is_handed_out_in_utc() -> None:
    with clock.at(datetime(2024, 7, 1, 7, 0, tzinfo=clock.SHANGHAI)):
        assert clock.now().isoformat() == "2024-06-30T23:00:00+00:00"


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"), clock.at(datetime(2024, 1, 1)):  # noqa: DTZ001
        pass
