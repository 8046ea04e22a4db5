"""What a schedule expects is told at month ends, and past years give the shares of their months."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from gongjin.tracking.rules.asked import Asked, Mode, Wanted
from gongjin.tracking.rules.expected import drawn, expected_steps
from gongjin.tracking.rules.metrics import same_metric
from gongjin.tracking.rules.schedules import by_quarters, seasonal
from gongjin.tracking.rules.seasons import month_end, months_of, within

YEAR = Asked(Wanted.GE, Decimal(200), "家", date(2024, 1, 1), date(2024, 12, 31))


def test_a_year_is_told_month_by_month() -> None:
    steps = expected_steps(replace(YEAR, schedule=by_quarters(2024, [1, 2, 3, 4])))
    assert len(steps) == 12
    assert (steps[2].day, steps[2].percent, steps[2].value) == (date(2024, 3, 31), Decimal(10), Decimal(20))
    assert (steps[-1].percent, steps[-1].value) == (Decimal(100), Decimal(200))


def test_five_years_are_told_by_years() -> None:
    steps = expected_steps(replace(YEAR, starts=date(2021, 1, 1), due=date(2025, 12, 31)))
    assert [step.day.year for step in steps] == [2021, 2022, 2023, 2024, 2025]


def test_a_change_is_told_from_its_base() -> None:
    steps = expected_steps(replace(YEAR, mode=Mode.CHANGE, base=Decimal(100)))
    assert steps[-1].value == Decimal(200)
    assert Decimal(100) < (steps[0].value or 0) < Decimal(110)


@pytest.mark.parametrize(
    "asked", [replace(YEAR, mode=Mode.LEVEL), replace(YEAR, wanted=Wanted.LE), replace(YEAR, due=date(2023, 1, 1))]
)
def test_where_nothing_is_due_on_the_way_nothing_is_told(asked: Asked) -> None:
    assert expected_steps(asked) == ()
    assert drawn(asked) == ""


def test_the_line_goes_from_nothing_to_the_whole() -> None:
    path = drawn(YEAR)
    assert path.startswith("M0 957L")
    assert path.endswith("3200 0")


def test_months_of_a_year_add_up_to_its_end() -> None:
    course = [(month_end(2023, month), Decimal(month * month)) for month in range(1, 13)]
    months = months_of(course, 2023, Fraction(0), held=False)
    assert months is not None
    assert months[:2] == [1, 3]
    assert sum(months) == 144


def test_january_and_february_together_are_split_evenly_by_days() -> None:
    course = [(month_end(2023, month), Decimal(10 * month)) for month in range(2, 13)]
    months = months_of(course, 2023, Fraction(0), held=False)
    assert months is not None
    assert months[0] == Fraction(20 * 31, 59)
    assert months[0] + months[1] == 20


@pytest.mark.parametrize("last", [8, 11])
def test_a_year_that_is_not_told_to_its_end_tells_no_season(last: int) -> None:
    course = [(month_end(2023, month), Decimal(month)) for month in range(1, last + 1)]
    assert months_of(course, 2023, Fraction(0), held=False) is None
    assert months_of(course, 2023, Fraction(0), held=True) is not None


def test_months_outside_the_time_asked_weigh_nothing() -> None:
    months = within([Fraction(1)] * 12, 3, 6)
    schedule = seasonal(2024, [months])
    assert schedule.share(date(2024, 4, 30), date(2024, 3, 1), date(2024, 6, 30)) == Fraction(1, 2)


@pytest.mark.parametrize(
    ("one", "other"),
    [("经济增长", "地区生产总值增长"), ("城镇居民收入增速", "城镇居民人均可支配收入"),
     ("GDP 增速", "全县地区生产总值增长率"),
     ("财政收入", "地方一般公共预算收入同比增长"), ("投资增速", "固定资产投资增长"),
     ("居民收入", "全体居民人均可支配收入")],
)  # fmt: skip
def test_two_wordings_of_one_figure_are_known(one: str, other: str) -> None:
    assert same_metric(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("城镇居民收入", "农村居民人均可支配收入"), ("经济增长", "规模以上工业增加值增长"), ("", "增长"),
     ("经济社会发展", "地区生产总值"), ("人口增长", "常住人口城镇化率"), ("居民收入", "农村居民收入")],
)  # fmt: skip
def test_two_figures_are_not_taken_for_one(one: str, other: str) -> None:
    assert not same_metric(one, other)
