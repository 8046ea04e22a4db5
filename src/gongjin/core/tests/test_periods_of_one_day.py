"""A day is a period like any other: it has a code, order, neighbours, and lies in the longer ones."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongjin.core.periods import Period, PeriodError, PeriodKind

DAYS = st.dates(date(1900, 1, 2), date(2199, 12, 30))


@given(DAYS)
def test_its_code_gives_it_back(day: date) -> None:
    period = Period.of_day(day)
    assert str(period) == day.isoformat()
    assert Period.parse(str(period)) == period
    assert (period.start, period.end, period.days) == (day, day, 1)


@given(DAYS)
def test_its_neighbours_are_the_days_before_and_after(day: date) -> None:
    period = Period.of_day(day)
    assert period.next.start == day + timedelta(days=1)
    assert period.previous.start == day - timedelta(days=1)
    assert period.previous < period < period.next


@given(DAYS)
def test_it_lies_in_its_month_which_is_made_of_days(day: date) -> None:
    month = Period.of_month(day.year, day.month)
    assert Period.of_day(day) in month
    assert Period.of_day(day) in month.parts(PeriodKind.DAY)
    assert len(month.parts(PeriodKind.DAY)) == month.days


def test_it_is_written_like_a_date() -> None:
    assert Period.of_day(date(2024, 6, 30)).label == "2024年6月30日"


def test_a_year_before_the_leap_day_is_the_last_of_february() -> None:
    assert Period.of_day(date(2024, 2, 29)).year_before == Period.of_day(date(2023, 2, 28))
    assert Period.of_day(date(2024, 3, 1)).year_before == Period.of_day(date(2023, 3, 1))


@pytest.mark.parametrize("code", ["2023-02-29", "2024-04-31", "2024-06-00", "2024-6-1", "1899-12-31"])
def test_a_day_that_there_is_not_is_refused(code: str) -> None:
    with pytest.raises(PeriodError):
        Period.parse(code)


def test_stepping_out_of_the_range_is_refused() -> None:
    with pytest.raises(PeriodError):
        Period.of_day(date(2199, 12, 31)).shifted(1)
    with pytest.raises(PeriodError):
        Period.of_day(date(2199, 12, 31)).shifted(10**9)
