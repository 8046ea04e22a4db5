from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongjin.core.workdays import (
    PUBLISHED_YEARS,
    BadNotice,
    CalendarNotPublished,
    Notice,
    WorkCalendar,
    add_workdays,
    is_workday,
    workdays_between,
)

known_days = st.dates(date(2005, 1, 1), date(2025, 6, 30))


def test_the_notice_of_a_year_is_followed_and_not_the_week() -> None:
    # State Council notice for 2024: Spring Festival off 10 to 17 February, worked on the Sundays 4 and 18 February.
    assert is_workday(date(2024, 2, 4)) and is_workday(date(2024, 2, 18))
    assert not is_workday(date(2024, 2, 12)) and not is_workday(date(2024, 2, 16))
    assert is_workday(date(2024, 2, 9)) and not is_workday(date(2024, 2, 11))


def test_the_notices_of_2004_to_2026_are_known() -> None:
    assert set(range(2004, 2027)) <= PUBLISHED_YEARS


def test_five_working_days_after_a_meeting_before_the_spring_festival() -> None:
    assert add_workdays(date(2024, 2, 8), 5) == date(2024, 2, 21)  # 9, then 10 to 17 off, 18, 19, 20, 21


def test_counting_does_not_count_the_first_day() -> None:
    assert workdays_between(date(2024, 6, 24), date(2024, 6, 24)) == 0
    assert workdays_between(date(2024, 6, 24), date(2024, 6, 28)) == 4
    assert workdays_between(date(2024, 6, 28), date(2024, 6, 24)) == -4
    assert workdays_between(date(2024, 6, 28), date(2024, 6, 30)) == 0


def test_no_steps_from_a_day_off_lead_to_the_next_working_day() -> None:
    assert add_workdays(date(2024, 6, 29), 0) == date(2024, 7, 1)
    assert add_workdays(date(2024, 6, 28), 0) == date(2024, 6, 28)


@given(known_days, st.integers(1, 60))
def test_as_many_working_days_lie_between_as_were_added(start: date, count: int) -> None:
    end = add_workdays(start, count)
    assert is_workday(end) and workdays_between(start, end) == count
    assert add_workdays(end, -1) == add_workdays(start, count - 1) if count > 1 else True


@given(known_days, st.integers(0, 40), st.integers(0, 40))
def test_counts_over_two_stretches_add_up(start: date, first: int, second: int) -> None:
    middle = start + timedelta(days=first)
    end = middle + timedelta(days=second)
    assert workdays_between(start, end) == workdays_between(start, middle) + workdays_between(middle, end)


@pytest.mark.parametrize("day", [date(2003, 12, 31), date(2027, 1, 1), date(2031, 5, 5)])
def test_a_year_without_a_notice_is_not_guessed(day: date) -> None:
    with pytest.raises(CalendarNotPublished, match="待定") as caught:
        is_workday(day)
    assert caught.value.year == day.year


def test_a_step_over_the_end_of_the_data_is_not_guessed_either() -> None:
    with pytest.raises(CalendarNotPublished):
        add_workdays(date(2026, 12, 30), 5)
    with pytest.raises(CalendarNotPublished):
        workdays_between(date(2026, 12, 30), date(2027, 1, 10))


def made_up_2027() -> Notice:
    return Notice(
        2027,
        holidays=frozenset({date(2027, 1, 1), date(2026, 12, 31), date(2027, 10, 1)}),
        makeup_days=frozenset({date(2027, 1, 9)}),
    )


def test_an_entered_notice_makes_its_year_known_and_reaches_into_december() -> None:
    calendar = WorkCalendar([made_up_2027()])
    assert is_workday(date(2026, 12, 31)) and not calendar.is_workday(date(2026, 12, 31))
    assert not calendar.is_workday(date(2027, 1, 1))
    assert calendar.is_workday(date(2027, 1, 9)) and calendar.is_workday(date(2027, 1, 4))
    assert calendar.add_workdays(date(2026, 12, 30), 1) == date(2027, 1, 4)
    with pytest.raises(CalendarNotPublished):
        calendar.is_workday(date(2028, 1, 3))


def test_a_notice_reaching_into_january_does_not_make_the_next_year_known() -> None:
    calendar = WorkCalendar([Notice(2027, frozenset({date(2027, 10, 1), date(2028, 1, 1)}))])
    assert not calendar.is_workday(date(2028, 1, 1))
    with pytest.raises(CalendarNotPublished):
        calendar.is_workday(date(2028, 1, 4))


@pytest.mark.parametrize(
    ("holidays", "makeup", "message"),
    [
        ({date(2027, 1, 1)}, {date(2027, 1, 1)}, "不能既是"),
        ({date(2029, 1, 1)}, set(), "不属于"),
        ({date(2027, 1, 1)}, {date(2027, 1, 5)}, "不是周末"),
        (set(), {date(2027, 1, 9)}, "没有任何放假日"),
    ],
)
def test_a_notice_that_contradicts_itself_is_refused(holidays: set[date], makeup: set[date], message: str) -> None:
    with pytest.raises(BadNotice, match=message):
        Notice(2027, frozenset(holidays), frozenset(makeup))
