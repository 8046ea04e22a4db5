"""How a measured figure becomes a light and a sentence."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongjin.core.periods import PeriodKind
from gongjin.tracking.rules.asked import Asked, Mode, Wanted, meets
from gongjin.tracking.rules.light import Light, LightRule
from gongjin.tracking.rules.progress import Measured, Progress, is_stale, judge

FIRST, LAST = date(2024, 1, 1), date(2024, 12, 31)
ASKED = Asked(Wanted.GE, Decimal(80), "个", FIRST, LAST)
RULE = LightRule()
FIGURES = st.decimals("-1000000", "1000000", places=2, allow_nan=False)
DAYS = st.dates(date(2023, 12, 1), date(2025, 2, 28))


def at(actual: str | None, on: date, asked: Asked = ASKED, **said: object) -> Progress:
    figure = None if actual is None else Decimal(actual)
    measured = replace(Measured(figure, as_of=on, fact_day=on), **said)  # type: ignore[arg-type]
    return judge(asked, measured, on, RULE, PeriodKind.MONTH)


def test_a_count_goes_through_grey_red_yellow_green_and_blue() -> None:
    half = date(2024, 6, 30)
    lights = [at(actual, half).light for actual in (None, "10", "20", "35", "80")]
    assert lights == [Light.GREY, Light.RED, Light.YELLOW, Light.GREEN, Light.BLUE]


def test_the_sentence_says_what_was_due_what_is_and_the_gap() -> None:
    assert at("20", date(2024, 6, 30)).reason == "应完成 49.7%，实际 25%，落后 24.7 个百分点"
    assert at("60", date(2024, 6, 30)).reason == "应完成 49.7%，实际 75%，超前 25.3 个百分点"


def test_ten_points_behind_are_still_green_and_thirty_still_yellow() -> None:
    asked = replace(ASKED, value=Decimal(100), starts=date(2024, 1, 1), due=date(2024, 4, 9))  # a hundred days
    on = date(2024, 2, 19)  # the fiftieth
    assert [at(actual, on, asked).light for actual in ("40", "39.99", "20", "19.99")] == [
        Light.GREEN,
        Light.YELLOW,
        Light.YELLOW,
        Light.RED,
    ]


def test_what_is_not_reached_on_the_day_after_is_red_however_little_lacks() -> None:
    assert at("79", LAST).light is Light.GREEN
    assert at("79", LAST + timedelta(days=1)).light is Light.RED


@given(FIGURES, FIGURES, DAYS)
def test_more_is_never_worse(one: Decimal, other: Decimal, on: date) -> None:
    less, more = sorted((one, other))
    assert at(str(less), on).light.worse_first <= at(str(more), on).light.worse_first


@given(FIGURES, FIGURES, st.dates(FIRST, LAST))
def test_of_what_should_stay_small_less_is_never_worse(one: Decimal, other: Decimal, on: date) -> None:
    asked = replace(ASKED, wanted=Wanted.LE, mode=Mode.LEVEL)
    less, more = sorted((one, other))
    assert at(str(more), on, asked).light.worse_first <= at(str(less), on, asked).light.worse_first


@given(st.decimals("0", "79", places=1), DAYS, DAYS)
def test_waiting_with_the_same_figure_never_makes_it_better(actual: Decimal, one: date, other: date) -> None:
    earlier, later = sorted((one, other))
    assert at(str(actual), later).light.worse_first <= at(str(actual), earlier).light.worse_first


@given(FIGURES.filter(bool), FIGURES, st.dates(FIRST, LAST), st.integers(1, 1000))
def test_the_light_does_not_depend_on_the_unit_of_measure(value: Decimal, actual: Decimal, on: date, n: int) -> None:
    asked = replace(ASKED, value=value)
    scaled = replace(ASKED, value=value * n)
    assert at(str(actual), on, asked).light is at(str(actual * n), on, scaled).light


@pytest.mark.parametrize(
    ("wanted", "at_the_border"),
    [(Wanted.GE, True), (Wanted.GT, False), (Wanted.LE, True), (Wanted.LT, False), (Wanted.EQ, True)],
)
def test_words_that_include_the_figure_and_words_that_do_not(wanted: Wanted, at_the_border: bool) -> None:
    assert meets(Decimal(80), replace(ASKED, wanted=wanted)) is at_the_border


def test_about_allows_five_percent_unless_another_tolerance_is_stated() -> None:
    asked = replace(ASKED, wanted=Wanted.ABOUT, value=Decimal(7))
    assert [meets(Decimal(figure), asked) for figure in ("6.65", "6.64")] == [True, False]
    assert meets(Decimal("6.5"), replace(asked, tolerance=Decimal(10)))


def test_a_rate_has_no_schedule_and_is_attained_only_when_the_year_is_over() -> None:
    asked = replace(ASKED, wanted=Wanted.ABOUT, value=Decimal(7), unit="%", mode=Mode.LEVEL)
    june = at("7.2", date(2024, 6, 30), asked)
    assert (june.light, june.reason) == (Light.GREEN, "目前 7.2%，符合要求（7%左右），期满后定")
    assert at("7.2", date(2025, 1, 20), asked, as_of=LAST, fact_day=LAST, final=True).light is Light.BLUE
    assert at("5.9", date(2024, 6, 30), asked).light is Light.YELLOW
    assert at("5.9", date(2025, 1, 20), asked, as_of=LAST, fact_day=LAST, final=True).light is Light.RED


def test_a_rate_whose_last_value_is_not_published_yet_is_not_missed() -> None:
    asked = replace(ASKED, value=Decimal(7), unit="%", mode=Mode.LEVEL)
    waiting = at("6.9", date(2025, 1, 5), asked, as_of=date(2024, 11, 30), fact_day=date(2024, 11, 30))
    assert (waiting.light, waiting.reason) == (Light.GREY, "已于 2024年12月31日 到期，期末数据尚未公布，最近为 6.9%")


def test_a_change_is_counted_from_its_base_upwards_and_downwards() -> None:
    up = replace(ASKED, value=Decimal(62), base=Decimal(58), mode=Mode.CHANGE, unit="%")
    assert at("60", date(2024, 6, 30), up).ratio == pytest.approx(0.5)
    down = replace(up, wanted=Wanted.LE, value=Decimal(30), base=Decimal(40))
    assert at("35", date(2024, 6, 30), down).ratio == pytest.approx(0.5)
    assert at("39", date(2024, 6, 30), down).reason == "应完成 49.7%，实际 10%，落后 39.7 个百分点"
    assert at("30", date(2024, 6, 30), down).light is Light.BLUE


def test_without_a_base_a_change_cannot_be_told_and_is_grey() -> None:
    asked = replace(ASKED, mode=Mode.CHANGE)
    assert at("20", date(2024, 6, 30), asked).light is Light.GREY


def test_a_change_whose_base_is_its_target_was_met_before_it_began() -> None:
    asked = replace(ASKED, value=Decimal(58), base=Decimal(58), mode=Mode.CHANGE)
    assert at("58", date(2024, 6, 30), asked).light is Light.BLUE


def test_a_target_of_zero_is_reached_or_not() -> None:
    none = replace(ASKED, wanted=Wanted.LE, value=Decimal(0))
    assert at("0", date(2024, 6, 30), none).light is Light.GREEN
    assert at("1", date(2024, 6, 30), none).light is Light.RED


def test_a_direction_is_told_against_its_base() -> None:
    rise = replace(ASKED, wanted=Wanted.RISE, value=None, base=Decimal(100), mode=Mode.LEVEL)
    assert at("101", date(2024, 6, 30), rise).light is Light.GREEN
    assert at("100", date(2024, 6, 30), rise).light is Light.YELLOW
    over = at("99", date(2025, 1, 5), rise, final=True)
    assert over.light is Light.RED


def test_an_old_figure_is_never_green() -> None:
    on, old = date(2024, 6, 30), date(2024, 3, 31)
    kept = at("60", on, as_of=on, fact_day=old)
    assert (kept.light, kept.stale) == (Light.GREY, True)
    assert kept.reason == "数据停在 2024年3月31日，已超过一个周期"


def test_an_old_figure_that_lags_stays_behind_and_is_marked() -> None:
    kept = at("10", date(2024, 6, 30), as_of=date(2024, 6, 30), fact_day=date(2024, 3, 31))
    assert kept.stale
    assert kept.light is Light.RED
    assert kept.reason.endswith("；数据停在 2024年3月31日，已超过一个周期")


def test_what_is_attained_stays_attained_however_old() -> None:
    assert at("80", date(2024, 9, 30), fact_day=date(2024, 3, 31)).light is Light.BLUE


def test_data_may_take_their_stated_time() -> None:
    may = date(2024, 5, 31)
    assert not is_stale(may, date(2024, 6, 30), PeriodKind.MONTH, 1, 0)
    assert is_stale(may, date(2024, 7, 1), PeriodKind.MONTH, 1, 0)
    assert not is_stale(may, date(2024, 7, 15), PeriodKind.MONTH, 1, 15)


def test_close_to_the_due_day_is_a_mark_beside_the_light() -> None:
    assert at("75", date(2024, 12, 1)).near
    assert not at("75", date(2024, 11, 30)).near
    assert not at("80", date(2024, 12, 20)).near


def test_a_stated_lateness_is_red_whatever_the_figure() -> None:
    late = at("79", date(2024, 6, 30), late="“开工”应于 5月31日 完成，已逾期 30 天")
    assert (late.light, late.reason) == (Light.RED, "“开工”应于 5月31日 完成，已逾期 30 天")


def test_a_cap_is_exceeded_at_once() -> None:
    cap = replace(ASKED, wanted=Wanted.LE, value=Decimal(3))
    assert at("3", date(2024, 6, 30), cap).light is Light.GREEN
    assert at("4", date(2024, 6, 30), cap).light is Light.RED


@given(FIGURES, DAYS)
def test_every_light_has_its_sentence(actual: Decimal, on: date) -> None:
    found = at(str(actual), on)
    assert found.reason
    assert "%%" not in found.reason


def test_a_level_whose_last_figure_never_came_is_not_green_after_its_day() -> None:
    rate = replace(ASKED, mode=Mode.LEVEL, value=Decimal(6), unit="%")
    third = Measured(Decimal("6.5"), as_of=date(2024, 9, 30), fact_day=date(2024, 9, 30))
    before = judge(rate, third, LAST, RULE, PeriodKind.QUARTER)
    after = judge(rate, third, LAST + timedelta(days=1), RULE, PeriodKind.QUARTER)
    assert (before.light, after.light) == (Light.GREEN, Light.GREY)
    assert after.reason == "已于 2024年12月31日 到期，期末数据尚未公布，最近为 6.5%"


@pytest.mark.parametrize("wanted", [Wanted.RISE, Wanted.FALL, Wanted.KEEP])
@pytest.mark.parametrize("on", [date(2024, 6, 30), date(2025, 1, 31)])
def test_a_direction_without_a_base_is_grey_and_says_so(wanted: Wanted, on: date) -> None:
    found = at("5", on, Asked(wanted, None, "%", FIRST, LAST, Mode.LEVEL), final=on > LAST)
    assert (found.light, found.ratio) == (Light.GREY, None)
    assert found.reason == "实际 5%，没有可比的基数，无法判断升降"


def test_the_rule_is_said_in_words_with_its_numbers_and_comes_back_from_what_is_kept() -> None:
    rule = LightRule(Decimal("7.5"), Decimal(25), near_days=20, fresh_cycles=2)
    attained, green, yellow, red, grey, near = map(str, rule.words())
    assert "已完成" in attained
    assert "不超过 7.5 个百分点" in green
    assert "落后超过 7.5、不超过 25 个百分点" in yellow
    assert "落后超过 25 个百分点" in red
    assert "不会显示为正常" in grey
    assert "不超过 20 天" in near
    assert LightRule.from_json(rule.as_json()) == rule
    assert LightRule() == LightRule(Decimal(10), Decimal(30), near_days=30, fresh_cycles=1)


@pytest.mark.parametrize(
    ("wanted", "value", "actual", "gap"),
    [
        (Wanted.ABOUT, "6.5", "5", "1.5 个百分点"),
        (Wanted.GE, "99.9", "99.88", "0.02 个百分点"),
        (Wanted.RANGE, "5", "3", "2 个百分点"),
        (Wanted.LE, "3", "3.2", "0.2 个百分点"),
    ],
)
def test_the_gap_of_a_percentage_is_told_in_points(wanted: Wanted, value: str, actual: str, gap: str) -> None:
    upper = Decimal(8) if wanted is Wanted.RANGE else None
    rate = replace(ASKED, wanted=wanted, value=Decimal(value), value2=upper, unit="%", mode=Mode.LEVEL)
    assert at(actual, date(2024, 7, 1), rate).reason.endswith(f"相差 {gap}")


def test_the_gap_of_an_amount_is_told_in_percent_of_it() -> None:
    amount = replace(ASKED, value=Decimal(200), unit="公斤", mode=Mode.LEVEL)
    assert at("150", date(2024, 7, 1), amount).reason == "目前 150 公斤，与目标（200 公斤以上）相差 25%"
