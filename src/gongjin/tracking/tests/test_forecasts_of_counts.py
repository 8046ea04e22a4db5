"""A count changes whenever something happens: its forecast goes by period, not by fact."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from gongjin.core import clock
from gongjin.core.periods import PeriodKind
from gongjin.tracking.queries.row_progress import row_progress
from gongjin.tracking.rules.asked import Asked, Mode, Wanted
from gongjin.tracking.rules.forecast import at_ends, forecast
from gongjin.tracking.tests.conftest import Tracked
from gongjin.tracking.tests.counted import add, counted_set, track
from gongjin.tracking.views.chart_data import series_of

YEAR = (date(2025, 1, 1), date(2025, 12, 31))


def singly(each_month: int, months: int) -> list[tuple[date, Decimal]]:
    """One thing at a time, so many a month."""
    days = [date(2025, month, 2 + n) for month in range(1, months + 1) for n in range(each_month)]
    return [(day, Decimal(n + 1)) for n, day in enumerate(days)]


def test_single_facts_are_put_together_by_period() -> None:
    found = at_ends(singly(10, 3), YEAR[0], date(2025, 3, 20), PeriodKind.MONTH)
    assert found == [(date(2025, 1, 31), Decimal(10)), (date(2025, 2, 28), Decimal(20))]  # March is not over


def test_a_count_stands_where_nothing_happens_and_is_nothing_before_its_first() -> None:
    found = at_ends([(date(2025, 3, 5), Decimal(4))], YEAR[0], date(2025, 5, 31), PeriodKind.MONTH)
    assert [int(value) for _day, value in found] == [0, 0, 4, 4, 4]


def test_nothing_comes_of_nothing() -> None:
    assert at_ends([], YEAR[0], date(2025, 5, 31), PeriodKind.MONTH) == []


def test_a_count_that_keeps_pace_is_likely_to_get_there() -> None:
    asked = Asked(Wanted.GE, Decimal(118), "个", *YEAR)
    values = at_ends(singly(10, 7), asked.starts, date(2025, 8, 15), PeriodKind.MONTH)
    found = forecast(values, asked, PeriodKind.MONTH)
    assert found is not None
    assert found.values == 7
    assert found.chance == 99
    assert found.steps[-1].middle == 120


@pytest.mark.parametrize("wanted", [Wanted.RISE, Wanted.GE])
def test_where_there_is_nothing_to_reach_no_chance_is_told(wanted: Wanted) -> None:
    asked = Asked(wanted, None, "万元", *YEAR, mode=Mode.LEVEL)
    values = [(date(2025, month, 28), Decimal(month)) for month in range(1, 8)]
    assert forecast(values, asked, PeriodKind.MONTH) is None


@pytest.mark.django_db
def test_the_page_of_a_count_on_time_does_not_call_it_lost(tracked: Tracked) -> None:
    piles = counted_set(tracked.ledger.of, "逐个登记的充电桩")
    row = track(tracked.ledger.rows["1.3.2"], piles, value="120", wanted="ge", starts="2023-07-01", due="2024-12-31")
    add(piles, **{f"m2023_{month:02}": "7" for month in range(7, 13)})
    add(piles, **{f"m2024_{month:02}": "7" for month in range(1, 7)})
    found = row_progress(row, clock.today())
    assert found is not None
    assert found.ahead is not None
    assert found.ahead.chance == 99
    assert found.ahead.steps[0].day == date(2024, 7, 31)
    drawn = series_of(found)
    assert drawn is not None
    assert drawn["stands"] is True
