"""Ratios, what should be reached, and marks at their borders, each worked out by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest

from gongjin.core.periods import PeriodKind
from gongjin.tracking.rules.asked import Asked, Mode, Wanted
from gongjin.tracking.rules.light import Light, LightRule
from gongjin.tracking.rules.progress import Measured, Progress, judge, way_of

FIRST, HALF, LAST = date(2023, 1, 1), date(2023, 7, 2), date(2023, 12, 31)  # the 1st, 183rd and 365th day
DONE = Fraction(183, 365)
ASKED = Asked(Wanted.GE, Decimal(730), "户", FIRST, LAST)
SHARE = replace(ASKED, unit="%", mode=Mode.CHANGE)


def at(actual: str | None, on: date, asked: Asked = ASKED, as_of: date | None = None) -> Progress:
    figure = None if actual is None else Decimal(actual)
    day = as_of or on
    return judge(asked, Measured(figure, as_of=day, fact_day=day), on, LightRule(), PeriodKind.YEAR)


def test_a_count_should_have_reached_its_share_of_the_days() -> None:
    found = at("365", HALF)
    assert (found.ratio, found.expected_ratio, found.expected) == (Fraction(1, 2), DONE, Decimal(366))


@pytest.mark.parametrize(
    ("base", "value", "expected"), [("10", "740", "376"), ("740", "10", "374"), ("-10", "0", None)]
)
def test_a_change_should_have_gone_its_share_of_the_way_from_its_base(
    base: str, value: str, expected: str | None
) -> None:
    wanted = Wanted.GE if Decimal(value) > Decimal(base) else Wanted.LE
    found = at(base, HALF, replace(SHARE, wanted=wanted, base=Decimal(base), value=Decimal(value)))
    assert found.ratio == 0
    if expected is None:
        assert found.expected == Decimal("-4.98630")  # -10 + 10 * 183/365
    else:
        assert found.expected == Decimal(expected)


def test_a_change_that_is_none_is_done_or_not() -> None:
    same = replace(SHARE, base=Decimal(58), value=Decimal(58))
    assert [way_of(Decimal(actual), same) for actual in ("57.9", "58", "58.1")] == [0, 1, 1]


def test_what_may_not_fall_below_nothing_or_less_is_done_or_not() -> None:
    for border in ("0", "-1"):
        asked = replace(ASKED, value=Decimal(border), mode=Mode.LEVEL)
        below, above = Decimal(border) - 1, Decimal(border) + 1
        assert [way_of(actual, asked) for actual in (below, Decimal(border), above)] == [0, 1, 1]


def test_above_a_ceiling_the_way_is_less_by_the_share_above() -> None:
    ceiling = replace(ASKED, wanted=Wanted.LE, value=Decimal(40), mode=Mode.LEVEL)
    ways = [way_of(Decimal(actual), ceiling) for actual in ("39", "40", "50", "80", "90")]
    assert ways == [1, 1, Fraction(3, 4), 0, 0]


def test_a_level_is_expected_whole_at_any_time() -> None:
    found = at("7", HALF, replace(ASKED, value=Decimal(8), mode=Mode.LEVEL))
    assert (found.expected, found.expected_ratio) == (Decimal(8), Fraction(1))


def test_a_cap_on_a_sum_is_expected_whole_and_a_floor_by_its_days() -> None:
    cap = at("10", HALF, replace(ASKED, wanted=Wanted.LE))
    assert (cap.expected, cap.expected_ratio, cap.light) == (Decimal(730), Fraction(1), Light.GREEN)
    assert at("10", HALF).expected == Decimal(366)


def test_what_is_due_is_told_for_the_day_of_the_last_figure_but_after_the_due_day_all_is() -> None:
    earlier = at("365", date(2023, 9, 30), as_of=HALF)
    assert earlier.expected_ratio == DONE
    assert at("365", LAST, as_of=HALF).expected_ratio == DONE
    assert at("365", LAST + timedelta(days=1), as_of=HALF).expected_ratio == 1


def test_near_begins_thirty_days_before_and_ends_with_the_due_day() -> None:
    days = [LAST - timedelta(days=31), LAST - timedelta(days=30), LAST, LAST + timedelta(days=1)]
    assert [at("700", day).near for day in days] == [False, True, True, False]
    assert [at(None, day).near for day in days] == [False, True, True, False]


def test_the_sentence_says_ahead_or_behind_from_a_tenth_of_a_point() -> None:
    assert "落后 0.1 个百分点" in at("365", HALF).reason
    assert at("366", HALF).reason == "应完成 50.1%，实际 50.1%，与序时进度持平"
    assert at("367", HALF).reason == "应完成 50.1%，实际 50.3%，超前 0.2 个百分点"
