"""Means of readings, their class, compliance, loads, and the light."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongjin.audit.errors import Invalid
from gongjin.core.figures import rounded
from gongjin.core.periods import PeriodKind
from gongjin.tracking.kinds.monitoring.kind import KIND
from gongjin.tracking.kinds.monitoring.tests.held import asked, measured, progress, stations
from gongjin.tracking.rules.asked import Mode, Wanted
from gongjin.tracking.rules.light import Light

MARCH, NEW_YEAR = date(2024, 3, 31), date(2025, 1, 20)
MEAN = {"read": "mean"}
NATIONAL = {"read": "mean", "target_from": "national"}


def test_a_mean_is_taken_over_stations_and_then_over_months() -> None:
    held = stations({"湖心": {"2024-01": "0.04", "2024-02": "0.06", "2024-03": "0.02"}, "湖口": {"2024-01": "0.08"}})
    found = measured(MEAN, asked(), held, MARCH)  # 0.06, 0.06, 0.02
    assert found.actual == rounded(Fraction("0.14") / 3, 5)
    assert "缺 2024年2月湖口、2024年3月湖口" in found.said


def test_named_stations_alone_are_counted_and_an_unknown_one_is_said() -> None:
    held = stations({"湖心": {"2024-01": "0.04"}, "湖口": {"2024-01": "0.08"}})
    assert measured({"read": "mean", "stations": ["湖口"]}, asked(), held, MARCH).actual == Decimal("0.08")
    found = measured({"read": "mean", "stations": ["湖口", "西湾"]}, asked(), held, MARCH)
    assert (found.actual, found.missing) == (None, "没有站点“西湾”")


def test_below_the_limit_of_detection_half_of_it_counts_and_is_said() -> None:
    found = measured(MEAN, asked(), stations({"湖心": {"2024-01": "<0.01", "2024-02": "0.03"}}), MARCH)
    assert found.actual == Decimal("0.0175")
    assert "1 个数据低于检出限，按检出限的一半计" in found.said


def test_a_published_month_holds_before_its_ten_day_readings() -> None:
    readings = {"2024-01-T1": "0.01", "2024-01-T2": "0.02", "2024-01-T3": "0.03"}
    assert measured(MEAN, asked(), stations({"湖心": readings}), MARCH).actual == Decimal("0.02")
    held = stations({"湖心": {**readings, "2024-01": "0.05"}})
    assert measured(MEAN, asked(), held, MARCH).actual == Decimal("0.05")


def test_a_quarter_holds_only_where_nothing_shorter_was_read() -> None:
    held = stations({"湖心": {"2024Q1": "0.09", "2024-03": "0.03"}, "湖口": {"2024Q1": "0.09"}})
    assert measured(MEAN, asked(), held, MARCH).actual == Decimal("0.06")


@pytest.mark.parametrize(("text", "name"), [("0.05", "Ⅲ类"), ("0.0501", "Ⅳ类"), ("0.2001", "劣Ⅴ类")])
def test_the_class_of_a_mean_is_that_of_the_figure_shown(text: str, name: str) -> None:
    found = measured({"read": "class", "class": "III"}, asked(None, "类"), stations({"湖心": {"2024-01": text}}), MARCH)
    assert found.said.startswith(name)
    assert found.target == Decimal(3)


@given(st.lists(st.integers(1, 100_000), min_size=1, max_size=12))
def test_a_mean_meets_its_limit_exactly_when_its_class_does(scaled: list[int]) -> None:
    values = {f"2024-{month:02}": str(Decimal(value).scaleb(-5)) for month, value in enumerate(scaled, 1)}
    held = stations({"湖心": values})
    on = date(2025, 1, 5)
    mean = measured(MEAN, asked("0.05"), held, on).actual
    number = measured({"read": "class"}, asked("3", "类"), held, on).actual
    assert mean == rounded(Fraction(sum(scaled), len(scaled) * 100_000), 5)
    assert mean is not None
    assert number is not None
    assert (mean <= Decimal("0.05")) == (number <= 3)


def test_a_class_says_by_how_much_its_limit_is_exceeded() -> None:
    found = measured(
        {"read": "class", "class": "Ⅲ"}, asked(None, "类"), stations({"湖心": {"2024-01": "0.061"}}), MARCH
    )
    assert found.said == "Ⅳ类（总磷均值 0.061 mg/L），超Ⅲ类标准 0.22 倍"


def test_lake_and_river_stations_are_judged_each_by_its_own_limits() -> None:
    held = stations({"湖心": {"2024-01": "0.05"}, "入湖口": {"2024-01": "0.2"}}, bodies={"入湖口": "river"})
    assert measured({"read": "class"}, asked("3", "类"), held, MARCH).actual == Decimal(3)
    worse = stations({"湖心": {"2024-01": "0.2"}, "入湖口": {"2024-01": "0.05"}}, bodies={"入湖口": "river"})
    assert measured({"read": "class"}, asked("3", "类"), worse, MARCH).actual == Decimal(5)


def test_compliance_counts_station_months() -> None:
    held = stations({"湖心": {"2024-01": "0.05", "2024-02": "0.0501"}, "湖口": {"2024-01": "0.01", "2024-02": "0.02"}})
    found = measured({"read": "compliance", "class": "III"}, asked("80", "%", Wanted.GE), held, MARCH)
    assert (found.actual, found.known) == (Decimal(75), (3, 4))
    assert found.said == "75%（4 个站月中 3 个达到Ⅲ类）"


def test_loads_are_added_by_source_in_the_unit_asked() -> None:
    held = stations({}, loads={"畜禽养殖": {"2024Q1": "3.2", "2024Q2": "1.3"}, "生活污水": {"2024Q1": "1.5"}},
                    cycle=PeriodKind.QUARTER)  # fmt: skip
    what = asked("10", "吨", Wanted.GE, mode=Mode.ACCUMULATE)
    found = measured({"read": "load"}, what, held, date(2024, 7, 1))
    assert found.actual == Decimal(6)
    assert found.said == "减排 6 吨：生活污水 1.5 吨、畜禽养殖 4.5 吨"
    kilos = asked("5000", "公斤", Wanted.GE, mode=Mode.ACCUMULATE)
    assert measured({"read": "load"}, kilos, held, date(2024, 7, 1)).actual == Decimal(6000)


def test_a_national_target_that_nobody_entered_leaves_the_light_grey() -> None:
    held = stations({"湖心": {"2024-01": "0.061", "2024-02": "0.061"}})
    found = progress(NATIONAL, asked(None), held, date(2024, 3, 5))
    assert (found.light, found.actual) == (Light.GREY, None)
    assert found.reason.startswith("国家考核目标尚未录入（目前 总磷均值 0.061 mg/L")
    unsourced = progress(NATIONAL, asked("0.05"), held, date(2024, 3, 5))
    assert unsourced.reason.startswith("国家考核目标尚未注明出处文件")
    sourced = progress({**NATIONAL, "source": "演示数据：考核目标文件"}, asked("0.05"), held, date(2024, 3, 5))
    assert (sourced.light, sourced.actual) == (Light.YELLOW, Decimal("0.061"))


def test_a_lake_runs_through_the_lights() -> None:
    high = {f"2024-{month:02}": "0.08" for month in range(1, 4)}
    low = {f"2024-{month:02}": "0.04" for month in range(4, 13)}
    held = stations({"湖心": {**high, **low}})
    days = (date(2024, 1, 15), date(2024, 4, 10), date(2024, 7, 10), date(2025, 1, 20))
    found = [progress(MEAN, asked("0.05"), held, day).light for day in days]
    assert found == [Light.GREY, Light.RED, Light.YELLOW, Light.BLUE]


def test_improvement_counts_from_the_mean_of_last_year() -> None:
    held = stations({"湖心": {"2023-05": "0.08", "2023-11": "0.06", "2024-01": "0.069"}})
    found = progress(MEAN, asked(None, "mg/L", Wanted.FALL), held, date(2024, 2, 10))
    assert found.light is Light.GREEN
    assert "低于基数 0.07 mg/L" in found.reason


def test_the_course_is_each_years_mean_so_far() -> None:
    held = stations({"湖心": {"2023-11": "0.06", "2024-01": "0.04", "2024-02": "0.02"}})
    rule = KIND.checked_rule({"read": "mean", "parameter": "tp"}, held.settings)
    assert [point.value for point in KIND.points(rule, asked(), held, None)] == [
        Decimal("0.06"), Decimal("0.04"), Decimal("0.03"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("rule", "message"),
    [({"read": "sum"}, "请选择监测数据的读法"), ({"read": "mean"}, "请选择要计算均值的监测项目"),
     ({"read": "mean", "parameter": "cu"}, "不监测这一项目"), ({"read": "compliance"}, "请选择达标的水质类别"),
     ({"read": "class", "class": "七"}, "Ⅰ至Ⅴ")],
)  # fmt: skip
def test_a_rule_that_readings_cannot_tell_is_refused(rule: dict[str, object], message: str) -> None:
    with pytest.raises(Invalid, match=message):
        KIND.checked_rule(rule, KIND.checked_settings({"parameters": ["tp"]}))


def test_settings_with_an_unknown_parameter_or_water_are_refused() -> None:
    with pytest.raises(Invalid, match="标准中没有"):
        KIND.checked_settings({"parameters": ["tp", "gold"]})
    with pytest.raises(Invalid, match="水体类型"):
        KIND.checked_settings({"water_body": "pond"})
