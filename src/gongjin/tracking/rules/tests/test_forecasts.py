"""What a forecast says, from how many values on, and that it only ever estimates."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongjin.core.periods import Period, PeriodKind
from gongjin.tracking.rules.asked import Asked, Mode, Wanted
from gongjin.tracking.rules.forecast import LEAST, Forecast, forecast

ASKED = Asked(Wanted.GE, Decimal(120), "个", date(2024, 1, 1), date(2024, 12, 31))


def months(*values: str | int, year: int = 2024) -> list[tuple[date, Decimal]]:
    first = Period.of_month(year, 1)
    return [(first.shifted(n).end, Decimal(value)) for n, value in enumerate(values)]


def made(values: list[tuple[date, Decimal]], asked: Asked = ASKED, **more: object) -> Forecast:
    found = forecast(values, asked, PeriodKind.MONTH, **more)  # type: ignore[arg-type]
    assert found is not None
    return found


def test_nothing_is_said_from_fewer_than_six_values() -> None:
    assert forecast(months(*range(LEAST - 1)), ASKED, PeriodKind.MONTH) is None
    assert forecast(months(*range(LEAST)), ASKED, PeriodKind.MONTH) is not None


def test_nothing_is_said_when_no_period_lies_ahead() -> None:
    assert forecast(months(*range(12)), ASKED, PeriodKind.MONTH) is None


def test_an_even_pace_goes_on_and_reaches_or_misses() -> None:
    enough = made(months(10, 20, 30, 40, 50, 60))
    assert [step.middle for step in enough.steps] == [70, 80, 90, 100, 110, 120]
    assert enough.chance == 99  # nothing is ever said to be certain
    assert made(months(5, 10, 15, 20, 25, 30)).chance == 1


def test_the_band_ends_on_the_due_day_and_widens_towards_it() -> None:
    found = made(months(3, 14, 16, 31, 33, 52))
    assert found.steps[-1].day == ASKED.due
    widths = [step.high - step.low for step in found.steps]
    assert widths[0] < widths[-1]
    assert all(step.low <= step.middle <= step.high for step in found.steps)


def test_it_is_the_same_whoever_asks_and_differs_by_data_set() -> None:
    values = months(3, 14, 16, 31, 33, 52)
    assert made(values, seed="a") == made(values, seed="a")
    assert made(values, seed="a") != made(values, seed="b")


def test_seasons_are_used_from_two_years_on() -> None:
    autumn = [0, 0, 0, 0, 0, 0, 0, 0, 10, 10, 10, 10]
    sums, reached = [], 0
    for change in autumn * 2 + autumn[:7]:
        reached += change
        sums.append(reached)
    asked = Asked(Wanted.GE, Decimal(120), "个", date(2022, 1, 1), date(2024, 12, 31))
    found = made(months(*sums, year=2022), asked)
    assert found.seasonal
    assert [step.middle for step in found.steps] == [80, 90, 100, 110, 120]
    assert "历年同期" in found.method


def test_a_sum_that_begins_anew_each_january_takes_its_first_value_as_a_change() -> None:
    year = [10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 110, 120]
    values = months(*year, *year[:6], year=2023)
    found = made(values, restarts=True)
    assert [step.middle for step in found.steps] == [70, 80, 90, 100, 110, 120]


def test_a_ceiling_is_judged_by_where_the_path_ends() -> None:
    asked = Asked(Wanted.LE, Decimal(50), "微克", date(2024, 1, 1), date(2024, 12, 31), mode=Mode.LEVEL)
    assert made(months(80, 76, 72, 68, 64, 60), asked).chance == 99
    assert made(months(60, 64, 68, 72, 76, 80), asked).chance == 1


def test_the_method_is_said_with_the_number_of_values_and_the_day() -> None:
    assert made(months(1, 2, 3, 4, 5, 6)).method == (
        "按截至 2024-06-30 的 6 个数值自身的变化推算（重抽样 1000 次，80% 区间）"
    )


@settings(max_examples=20, deadline=None)
@given(st.lists(st.integers(0, 1000), min_size=6, max_size=11), st.integers(1, 50))
def test_scaling_the_series_scales_the_band_and_leaves_the_chance(changes: list[int], factor: int) -> None:
    sums = [sum(changes[: n + 1]) for n in range(len(changes))]
    plain = made(months(*sums), Asked(Wanted.GE, Decimal(3000), "", date(2024, 1, 1), date(2024, 12, 31)))
    scaled = made(
        months(*(value * factor for value in sums)),
        Asked(Wanted.GE, Decimal(3000 * factor), "", date(2024, 1, 1), date(2024, 12, 31)),
    )
    assert plain.chance == scaled.chance
    for one, other in zip(plain.steps, scaled.steps, strict=True):
        assert abs(one.middle * factor - other.middle) <= Decimal("0.01") * factor


@pytest.mark.parametrize("cycle", [PeriodKind.QUARTER, PeriodKind.YEAR])
def test_a_longer_cycle_takes_longer_steps(cycle: PeriodKind) -> None:
    first = Period.containing(date(2016, 1, 1), cycle)
    values = [(first.shifted(n).end, Decimal(10 * n)) for n in range(6)]
    asked = Asked(Wanted.GE, Decimal(70), "", date(2016, 1, 1), first.shifted(7).end)
    found = forecast(values, asked, cycle)
    assert found is not None
    assert [step.middle for step in found.steps] == [60, 70]
