"""Levels, changes, differences, ranks, coverage and directions."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from gongjin.audit.errors import Invalid
from gongjin.core.periods import PeriodKind
from gongjin.tracking.kinds.indicator.kind import KIND
from gongjin.tracking.kinds.indicator.tests.held import asked, measured, progress, series
from gongjin.tracking.rules.asked import Mode, Wanted
from gongjin.tracking.rules.light import Light

YEAR = PeriodKind.YEAR
SPRING, NEW_YEAR, MAY = date(2024, 3, 1), date(2025, 1, 20), date(2025, 5, 20)
PEERS = {"name": "县域综合竞争力", "class": "二类县", "publisher": "省统计局", "count": "30"}


def test_last_years_value_is_no_progress_of_this_year() -> None:
    held = series({"2023": "55.2"}, unit="%", cycle=YEAR, measure="share")
    found = progress("latest", asked("56"), held, SPRING)
    assert (found.light, found.actual) == (Light.GREY, None)
    assert "2023年为 55.2%" in found.reason


def test_a_share_is_attained_when_its_year_is_published() -> None:
    held = series({"2023": "55.2", "2024": "56.1"}, unit="%", cycle=YEAR, measure="share")
    assert progress("latest", asked("56"), held, NEW_YEAR).light is Light.BLUE
    assert progress("latest", asked("56.2"), held, NEW_YEAR).light is Light.RED


def test_points_gained_are_counted_from_the_end_of_last_year() -> None:
    held = series({"2022": "50", "2023": "55.2", "2024": "56.1"}, unit="%", cycle=YEAR, measure="share")
    assert measured("change_from_base", asked("1", "个百分点"), held, NEW_YEAR).actual == Decimal("0.9")
    typed = asked("1", "个百分点", base=Decimal("55"))
    assert measured("change_from_base", typed, held, NEW_YEAR).actual == Decimal("1.1")
    named = measured("change_from_base", asked("1", "个百分点"), held, NEW_YEAR, base_period="2022")
    assert named.actual == Decimal("6.1")


def test_without_a_base_no_change_is_told() -> None:
    held = series({"2024": "56.1"}, unit="%", cycle=YEAR, measure="share")
    assert measured("change_from_base", asked("1", "个百分点"), held, NEW_YEAR).missing == "缺基数，无法计算变化"


def test_a_way_from_a_base_is_told_by_the_base_of_the_data() -> None:
    held = series({"2023-12": "100", "2024-06": "130"}, unit="兆瓦", measure="stock")
    found = progress("latest", asked("200", "兆瓦", mode=Mode.CHANGE), held, date(2024, 7, 10))
    assert found.ratio is not None
    assert found.ratio.limit_denominator() * 100 == 30


def test_in_step_is_a_difference_in_points_with_a_tolerance_that_is_said() -> None:
    own = series({"2023-06": "100", "2024-06": "106"}, name="居民收入", unit="元", accumulates=True)
    growth = series({"2024-06": "6.5"}, name="经济增速", unit="%", measure="rate")
    what = asked(None, "个百分点")
    found = progress("difference", what, own, date(2024, 7, 20), growth)
    assert (found.actual, found.target, found.light) == (Decimal("-0.5"), Decimal(-1), Light.GREEN)
    assert "容差 1 个百分点，系统默认" in found.reason
    assert "居民收入 6%，经济增速 6.5%" in found.reason
    strict = asked(None, "个百分点", tolerance=Decimal("0.4"))
    assert progress("difference", strict, own, date(2024, 7, 20), growth).light is Light.YELLOW


def test_a_difference_waits_for_the_other_series() -> None:
    own = series({"2024-06": "6"}, unit="%", measure="rate")
    growth = series({"2024-03": "6.5"}, name="经济增速", unit="%", measure="rate")
    found = measured("difference", asked(None, "个百分点"), own, date(2024, 7, 20), growth)
    assert found.missing == "对比指标“经济增速”还没有同期数据"
    assert measured("difference", asked(None, "个百分点"), own, date(2024, 7, 20)).missing == "没有指定对比的数据集"


def test_a_rank_that_is_not_published_is_grey_and_never_missed() -> None:
    held = series({"2023": "14", "2024": "9"}, unit="位", cycle=YEAR, measure="rank", peers=PEERS)
    what = asked("10", "位", Wanted.LE)
    before = series({"2023": "14"}, unit="位", cycle=YEAR, measure="rank", peers=PEERS)
    for day in (SPRING, NEW_YEAR, MAY):
        found = progress("rank", what, before, day)
        assert (found.light, found.reason) == (Light.GREY, "尚未公布（上次为第 14 位）")
    found = progress("rank", what, held, MAY)
    assert found.light is Light.BLUE
    assert "第 9 位，“县域综合竞争力”榜单（二类县，共 30 个，省统计局发布）" in found.reason
    assert progress("rank", asked("8", "位", Wanted.LE), held, MAY).light is Light.RED


def test_moving_up_a_list_is_a_smaller_number_than_last_year() -> None:
    held = series({"2023": "14", "2024": "9"}, unit="位", cycle=YEAR, measure="rank", peers=PEERS)
    assert progress("direction", asked(None, "位", Wanted.FALL), held, MAY).light is Light.BLUE
    back = series({"2023": "9", "2024": "14"}, unit="位", cycle=YEAR, measure="rank", peers=PEERS)
    assert progress("direction", asked(None, "位", Wanted.FALL), back, MAY).light is Light.RED


def test_coverage_is_told_only_when_the_whole_is_known() -> None:
    part = {"2024-06": "90"}
    held = series({}, unit="个", measure="stock", aspects={"part": part})
    july = date(2024, 7, 10)
    assert measured("coverage", asked("100"), held, july).missing == "总数尚未填报，无法计算覆盖率"
    held = series({}, unit="个", measure="stock", aspects={"part": part, "whole": {"2023": "120"}})
    found = measured("coverage", asked("100"), held, july)
    assert (found.actual, found.known, found.said) == (Decimal(75), (90, 120), "90/120（75%）")
    assert measured("coverage", asked(None, "个"), held, july).target == Decimal(120)


def test_a_direction_of_a_flow_compares_the_same_months() -> None:
    held = series({"2023-06": "50", "2023-12": "120", "2024-06": "60"}, accumulates=True)
    found = progress("direction", asked(None, "", Wanted.RISE), held, date(2024, 7, 10))
    assert (found.light, found.actual) == (Light.GREEN, Decimal(60))
    assert progress("direction", asked(None, "", Wanted.FALL), held, date(2024, 7, 10)).light is Light.YELLOW


def test_townships_that_have_not_reported_are_named_and_nothing_is_filled_in() -> None:
    parts = {"白石镇": {"2024-05": "5", "2024-06": "6"}, "青山乡": {"2024-05": "7"}}
    held = series({}, unit="亩", parts=parts, rollup=True)
    what = asked("20", "亩", mode=Mode.ACCUMULATE)
    found = measured("latest", what, held, date(2024, 7, 10))
    assert (found.actual, found.final) == (Decimal(6), False)
    assert found.said == "6 亩，缺 青山乡"
    ceiling = asked("20", "亩", Wanted.LE, mode=Mode.ACCUMULATE)
    assert measured("latest", ceiling, held, date(2024, 7, 10)).missing == "缺 青山乡"


def test_the_course_goes_back_before_the_plan() -> None:
    held = series({"2023-06": "100", "2024-05": "1", "2024-06": "110"}, accumulates=True)
    rule = KIND.checked_rule({"read": "cumulative_growth"}, held.settings)
    points = KIND.points(rule, asked("6"), held, None)
    assert [(point.day, point.value) for point in points] == [(date(2024, 6, 30), Decimal(10))]
    latest = KIND.points(KIND.checked_rule({}, held.settings), asked("6", "万元"), held, None)
    assert [point.day.year for point in latest] == [2023, 2024, 2024]


@pytest.mark.parametrize(
    ("settings", "rule", "message"),
    [({"measure": "rate"}, {"read": "sum"}, "只有期间数才能逐期相加"),
     ({"measure": "share"}, {"read": "cumulative_growth"}, "增速由总量计算"),
     ({"measure": "flow"}, {"read": "rank"}, "位次只能由位次类指标读出"),
     ({"measure": "rank"}, {"read": "latest"}, "位次只能由位次类指标读出"),
     ({"measure": "flow"}, {"read": "guess"}, "请选择指标的读法"),
     ({"measure": "rate"}, {"read": "difference", "tolerance": "-1"}, "容差不能小于 0")],
)  # fmt: skip
def test_a_rule_that_the_series_cannot_tell_is_refused(
    settings: dict[str, object], rule: dict[str, object], message: str
) -> None:
    with pytest.raises(Invalid, match=message):
        KIND.checked_rule(rule, KIND.checked_settings(settings))


@pytest.mark.parametrize(
    ("settings", "message"),
    [({"measure": "mood"}, "请选择指标类型"), ({"measure": "rate", "accumulates": True}, "只有期间数"),
     ({"measure": "rate", "rollup": True}, "不能由各乡镇相加"), ({"decimals": "7"}, "小数位数"),
     ({"jump": "0"}, "应大于 0"), ({"measure": "rank", "peers": {"count": "many"}}, "参评单位数")],
)  # fmt: skip
def test_settings_that_do_not_hold_together_are_refused(settings: dict[str, object], message: str) -> None:
    with pytest.raises(Invalid, match=message):
        KIND.checked_settings(settings)
