"""Sums and growth of a series, exact, and what is said where something is missing."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongjin.core.figures import rounded
from gongjin.tracking.kinds.indicator.tests.held import asked, measured, progress, series
from gongjin.tracking.rules.asked import Mode
from gongjin.tracking.rules.light import Light

JUNE = date(2024, 6, 30)
FIGURES = st.integers(1, 10**12).map(lambda n: Decimal(n).scaleb(-5))


def months(year: int, *values: str) -> dict[str, str]:
    return {f"{year}-{month:02}": value for month, value in enumerate(values, 1)}


def test_a_year_to_date_series_grows_against_the_same_time_of_last_year() -> None:
    held = series({"2023-06": "300", "2024-05": "250", "2024-06": "321"}, accumulates=True)
    found = measured("cumulative_growth", asked("6"), held, JUNE)
    assert found.actual == Decimal(7)
    assert set(found.facts) == {"value 2023-06", "value 2024-06"}


def test_the_growth_of_one_month_is_told_from_year_to_date_values() -> None:
    held = series(
        {"2023-05": "200", "2023-06": "300", "2024-05": "250", "2024-06": "360"}, accumulates=True
    )  # June alone: 100, then 110
    assert measured("same_period_growth", asked("6"), held, JUNE).actual == Decimal(10)


def test_single_months_are_added_before_they_are_compared() -> None:
    held = series(months(2023, "1", "2", "3", "4", "5", "6") | months(2024, "2", "4", "6", "8", "10", "12"))
    assert measured("cumulative_growth", asked("6"), held, JUNE).actual == Decimal(100)


def test_january_and_february_together_stand_for_both() -> None:
    held = series({"2023-01/02": "10", "2023-03": "5", "2024-01": "6", "2024-02": "6", "2024-03": "6"})
    assert measured("cumulative_growth", asked("6"), held, date(2024, 3, 31)).actual == Decimal(20)


def test_a_leap_february_compares_with_a_common_one() -> None:
    held = series({"2023-01/02": "100", "2024-01/02": "104"}, accumulates=True)
    assert measured("cumulative_growth", asked("6"), held, date(2024, 2, 29)).actual == Decimal(4)


def test_a_missing_month_of_last_year_is_named_and_no_growth_is_made_up() -> None:
    held = series(months(2023, "1", "2", "3", "4", "5", "6") | months(2024, "2", "4", "6", "8", "10", "12"))
    held = series({**{fact.period.__str__(): str(fact.value) for fact in held.facts if str(fact.period) != "2023-03"}})
    found = measured("cumulative_growth", asked("6"), held, JUNE)
    assert found.actual is None
    assert found.missing == "缺 2023年3月 的数据，无法计算增速"


def test_no_growth_is_told_against_nothing_or_less() -> None:
    for base in ("0", "-5"):
        held = series({"2023-06": base, "2024-06": "5"}, accumulates=True)
        found = measured("cumulative_growth", asked("6"), held, JUNE)
        assert (found.actual, found.missing) == (None, "上年同期为零或负数，无法计算增速")


@given(FIGURES, FIGURES)
def test_growth_is_the_exact_quotient_rounded_once(before: Decimal, now: Decimal) -> None:
    held = series({"2023-06": str(before), "2024-06": str(now)}, accumulates=True)
    exact = (Fraction(now) / Fraction(before) - 1) * 100
    assert measured("cumulative_growth", asked("6"), held, JUNE).actual == rounded(exact, 5)


@given(st.lists(FIGURES, min_size=6, max_size=6))
def test_a_sum_of_months_is_the_year_to_date_value_of_the_last(values: list[Decimal]) -> None:
    single = series(months(2024, *map(str, values)))
    total, running = Decimal(0), []
    for value in values:
        total += value
        running.append(str(total))
    so_far = series(months(2024, *running), accumulates=True)
    what = asked("100", "万元", mode=Mode.ACCUMULATE)
    assert measured("sum", what, single, JUNE).actual == measured("sum", what, so_far, JUNE).actual == total


def test_a_sum_names_the_month_that_is_missing_and_is_not_final() -> None:
    held = series(months(2024, "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12"))
    kept = series({str(fact.period): str(fact.value) for fact in held.facts if str(fact.period) != "2024-03"})
    found = measured("sum", asked("78", "万元", mode=Mode.ACCUMULATE), kept, date(2025, 1, 5))
    assert (found.actual, found.final) == (Decimal(75), False)
    assert "缺 2024年3月" in found.said


def test_a_published_year_holds_before_its_months() -> None:
    held = series({**months(2024, *["1"] * 12), "2024": "12.5"})
    assert measured("sum", asked("12", "万元", mode=Mode.ACCUMULATE), held, date(2025, 1, 5)).actual == Decimal("12.5")


def test_a_sum_over_two_years_takes_the_end_of_each() -> None:
    held = series({"2023-12": "100", "2024-05": "40", "2024-06": "55"}, accumulates=True)
    what = asked("300", "万元", mode=Mode.ACCUMULATE)
    two_years = type(what)(what.wanted, what.value, what.unit, date(2023, 1, 1), what.due, what.mode)
    assert measured("sum", two_years, held, JUNE).actual == Decimal(155)


@pytest.mark.parametrize(
    ("unit", "wanted_unit", "value", "shown"),
    [("万元", "亿元", "20800", "2.08"), ("公斤", "吨", "1500", "1.5"), ("公顷", "亩", "2", "30"),
     ("亩", "公顷", "10", "0.66667"), ("户", "万户", "12000", "1.2")],
)  # fmt: skip
def test_a_value_is_taken_into_the_unit_asked(unit: str, wanted_unit: str, value: str, shown: str) -> None:
    held = series({"2024-06": value}, unit=unit)
    assert measured("latest", asked("1", wanted_unit), held, JUNE).actual == Decimal(shown)


def test_a_unit_of_another_sort_is_said_and_nothing_is_compared() -> None:
    found = measured("latest", asked("1", "户"), series({"2024-06": "5"}, unit="亩"), JUNE)
    assert (found.actual, found.missing) == (None, "数据的单位“亩”与要求的单位“户”不是同类，无法比较")


def test_a_rate_of_growth_runs_through_the_lights() -> None:
    held = series(
        {"2023-03": "100", "2023-06": "200", "2023-09": "300", "2023-12": "400", "2024-03": "104", "2024-06": "210",
         "2024-09": "321", "2024-12": "432"}, accumulates=True,
    )  # fmt: skip
    lights = {
        day: progress("cumulative_growth", asked("7"), held, day).light
        for day in (date(2024, 2, 1), date(2024, 4, 10), date(2024, 7, 10), date(2024, 10, 10), date(2025, 1, 20))
    }
    assert list(lights.values()) == [Light.GREY, Light.RED, Light.YELLOW, Light.GREEN, Light.BLUE]
