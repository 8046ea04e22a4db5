"""The trend of monthly means, and the page that shows it beside yearly classes."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from django.test import Client
from django.urls import reverse

from gongjin.core import clock
from gongjin.core.periods import Period
from gongjin.ledger.tests.factory import found, user
from gongjin.tracking.kinds.monitoring.tests.factory import moment, reading, record_readings, water
from gongjin.tracking.kinds.monitoring.trend import trend_of

SEASON = (5, 6, 7, 9, 12, 15, 18, 17, 13, 10, 7, 6)


def means(years: int, step: int, gaps: int = 0) -> dict[Period, Fraction]:
    """A seasonal course that moves by `step` thousandths a year; every `gaps`-th month is missing."""
    found = {}
    for n in range(12 * years):
        if not gaps or n % gaps:
            found[Period.of_month(2020 + n // 12, n % 12 + 1)] = Fraction(100 + SEASON[n % 12] + step * (n // 12), 1000)
    return found


@pytest.mark.parametrize(("step", "direction"), [(3, "rising"), (-3, "falling")])
def test_a_trend_is_seen_through_the_season(step: int, direction: str) -> None:
    trend = trend_of(means(4, step))
    assert (trend.direction, trend.slope) == (direction, Decimal(step).scaleb(-3))
    assert trend.p is not None
    assert trend.p < Decimal("0.05")


def test_gaps_are_not_filled_and_do_not_hide_a_trend() -> None:
    trend = trend_of(means(4, -3, gaps=5))
    assert (trend.direction, trend.months) == ("falling", 38)


def test_a_course_that_only_follows_its_season_has_no_trend() -> None:
    assert trend_of(means(4, 0)).direction == "none"
    assert "没有显著升降" in trend_of(means(4, 0)).words("mg/L")


def test_too_few_years_are_not_tested() -> None:
    trend = trend_of(means(2, 5))
    assert (trend.direction, trend.p) == ("", None)
    assert trend.words("mg/L") == "共 24 个月均值，跨度不足 3 年或数据太少，不作趋势检验"


@pytest.mark.django_db
def test_the_page_shows_yearly_means_with_their_class(client: Client) -> None:
    county = found()
    with clock.at(moment(2024, 7, 10)):
        lake = water(county, "湖心", "湖口")
        values = {"2023-05": "0.05", "2023-06": "0.0502", "2024-05": "0.05", "2024-06": "0.04"}
        record_readings(lake, *(reading(lake, "湖心", code, text) for code, text in values.items()))
        client.force_login(user(county, "office", "office"))
        page = client.get(reverse("tracking:monitoring-classes", args=[lake.public_id])).content.decode()
    assert "0.0501" in page
    assert "0.045" in page
    assert page.index("Ⅲ类") < page.index("Ⅳ类")  # 2024 above 2023
    assert "不作趋势检验" in page
