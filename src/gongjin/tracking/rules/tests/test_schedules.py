"""What should be done by a date: rises from 0 to 1, whatever the schedule is made from."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongjin.tracking.rules.schedules import (
    BadSchedule,
    Schedule,
    ScheduleKind,
    by_milestones,
    by_quarters,
    seasonal,
    typed,
)

YEAR = 2024
FIRST, LAST = date(YEAR, 1, 1), date(YEAR, 12, 31)
DAYS = st.dates(date(YEAR - 1, 6, 1), date(YEAR + 1, 6, 30))
AMOUNTS = st.lists(st.integers(0, 10**6), min_size=12, max_size=12).filter(any)


@st.composite
def schedules(draw: st.DrawFn) -> Schedule:
    match draw(st.sampled_from(ScheduleKind)):
        case ScheduleKind.LINEAR:
            return Schedule()
        case ScheduleKind.QUARTERS:
            return by_quarters(YEAR, draw(st.lists(st.integers(0, 100), min_size=4, max_size=4).filter(any)))
        case ScheduleKind.MILESTONES:
            days = draw(st.lists(st.tuples(st.dates(FIRST, LAST), st.integers(1, 9)), min_size=1, max_size=6))
            return by_milestones(days)
        case ScheduleKind.SEASONAL:
            past = draw(st.lists(AMOUNTS, min_size=1, max_size=3))
            return seasonal(YEAR, [[Decimal(amount) for amount in months] for months in past])
        case _:
            values = sorted(draw(st.lists(st.integers(1, 10**6), min_size=4, max_size=4)))
            return typed([(date(YEAR, 3 * n, 28), Decimal(value)) for n, value in enumerate(values, 1)])


@given(schedules(), DAYS, DAYS)
def test_the_share_never_falls_and_lies_between_nothing_and_all(schedule: Schedule, one: date, other: date) -> None:
    earlier, later = sorted((one, other))
    before, after = (schedule.share(day, FIRST, LAST) for day in (earlier, later))
    assert 0 <= before <= after <= 1


@given(schedules())
def test_nothing_is_due_before_the_start_and_all_on_the_due_day(schedule: Schedule) -> None:
    assert schedule.share(FIRST - timedelta(days=1), FIRST, LAST) == 0
    assert schedule.share(LAST, FIRST, LAST) == 1


@given(schedules())
def test_it_comes_back_from_what_is_kept(schedule: Schedule) -> None:
    assert Schedule.from_json(schedule.as_json()) == schedule


def test_day_by_day_half_a_leap_year_is_half_of_its_days() -> None:
    assert Schedule().share(date(2024, 6, 30), FIRST, LAST) == Fraction(182, 366)


def test_quarters_are_weighed_and_run_straight_within() -> None:
    schedule = by_quarters(YEAR, [10, 20, 30, 40])
    assert [schedule.share(date(YEAR, *day), FIRST, LAST) for day in ((3, 31), (6, 30), (9, 30))] == [
        Fraction(1, 10),
        Fraction(3, 10),
        Fraction(6, 10),
    ]
    middle = schedule.share(date(YEAR, 5, 15), FIRST, LAST)
    assert Fraction(1, 10) < middle < Fraction(3, 10)


def test_between_two_milestones_nothing_more_is_due() -> None:
    schedule = by_milestones([(date(YEAR, 4, 1), 1), (date(YEAR, 9, 1), 3)])
    days = (date(YEAR, 3, 31), date(YEAR, 4, 1), date(YEAR, 8, 31), date(YEAR, 9, 1))
    assert [schedule.share(day, FIRST, LAST) for day in days] == [0, Fraction(1, 4), Fraction(1, 4), 1]


def test_each_past_year_counts_as_much_as_another() -> None:
    small = [Decimal(1)] + [Decimal(0)] * 11
    large = [Decimal(0)] * 11 + [Decimal(1000)]
    assert seasonal(YEAR, [small, large]).share(date(YEAR, 1, 31), FIRST, LAST) == Fraction(1, 2)


@pytest.mark.parametrize(
    "points",
    [
        ((date(2024, 3, 1), Fraction(1, 2)), (date(2024, 2, 1), Fraction(1))),
        ((date(2024, 3, 1), Fraction(1, 2)), (date(2024, 3, 1), Fraction(1))),
        ((date(2024, 3, 1), Fraction(1, 2)), (date(2024, 4, 1), Fraction(1, 3))),
        ((date(2024, 3, 1), Fraction(3, 2)),),
        ((date(2024, 3, 1), Fraction(-1, 2)),),
        (),
    ],
)
def test_points_that_fall_or_run_over_are_refused(points: tuple[tuple[date, Fraction], ...]) -> None:
    with pytest.raises(BadSchedule):
        Schedule(ScheduleKind.TYPED, points)


def test_weights_that_are_none_are_refused() -> None:
    for weights in ([1, 2, 3], [0, 0, 0, 0], [1, 2, 3, -1]):
        with pytest.raises(BadSchedule):
            by_quarters(YEAR, weights)
    with pytest.raises(BadSchedule):
        seasonal(YEAR, [[Decimal(0)] * 12])
    with pytest.raises(BadSchedule):
        typed([])
    for last in (Decimal(0), Decimal(-1)):
        with pytest.raises(BadSchedule):
            typed([(FIRST, Decimal(-2)), (LAST, last)])
    with pytest.raises(BadSchedule):
        by_milestones([])
    with pytest.raises(BadSchedule):
        by_milestones([(FIRST, 0), (LAST, 0)])
