"""Birds, wetlands, water and what inspections found."""

from __future__ import annotations

from decimal import Decimal

from gongjin.compiler.plan import CommitmentKind
from gongjin.tracking.tests.rows.build import (
    BLUE,
    GREEN,
    GREY,
    RED,
    YELLOW,
    commitment,
    d,
    enter,
    load,
    measure,
    move,
    occasion,
    reading,
    revoke,
    target,
    things,
)


def test_waterbirds_are_counted_at_every_place_each_month_of_the_winter() -> None:
    c = measure("县林业局", "加强越冬水鸟调查监测")
    survey = c.data_set("duty", "survey", "演示保护区水鸟调查")
    c.track(survey, {"read": "completeness"}, wanted="ge", unit="次", mode="accumulate")
    east, west = things(survey, "东洲观测点", "西洲观测点")
    assert c.shown(d(1, 20)) == (GREY, None)
    occasion(d(3, 2), survey, east, d(2, 14), c.file(d(3, 2), "二月东洲调查表"), swan_goose="310")
    assert c.shown(d(3, 2)) == (YELLOW, Decimal(1))
    for place, name in ((east, "一月东洲"), (west, "一月西洲")):
        occasion(d(3, 5), survey, place, d(1, 16), c.file(d(3, 5), name), swan_goose="150", other="12")
    occasion(d(3, 5), survey, west, d(2, 14), c.file(d(3, 5), "二月西洲"), tundra_swan="46")
    assert c.shown(d(3, 5)) == (GREEN, Decimal(4))
    for month in (3, 10, 11, 12):
        for place in (east, west):
            sheet = c.file(d(month, 20), f"{month}月{place}调查表")
            occasion(d(month, 20), survey, place, d(month, 15), sheet, bean_goose="88")
    assert c.shown(d(12, 20)) == (BLUE, Decimal(12))
    revoke(d(12, 28), sheet)
    assert c.shown(d(12, 28)) == (GREEN, Decimal(11))


def test_patrols_of_the_reserve_are_counted_against_the_winters_weeks() -> None:
    c = target("县林业局", ("开展越冬期巡护不少于20次", "越冬期巡护", "20", "次"))
    patrol = c.data_set("duty", "wintering_patrol", "演示保护区越冬巡护")
    route = things(patrol, "核心区水路")[0]
    c.track(patrol, {"read": "records"})
    assert c.shown(d(1, 5)) == (GREY, None)
    logs = [c.file(d(1, 9), f"巡护日志{n}") for n in range(20)]
    days = [
        d(1, 9), d(1, 30), d(2, 20), d(3, 5), d(3, 7), d(3, 12), d(3, 14), d(3, 19), d(3, 22), d(3, 26), d(10, 3),
        d(10, 10), d(10, 17), d(10, 24), d(11, 1), d(11, 8), d(11, 15), d(11, 22), d(12, 3), d(12, 10),
    ]  # fmt: skip
    for day, log in zip(days[:3], logs[:3], strict=True):
        occasion(day, patrol, route, day, log, distance="12.5")
    assert c.shown(d(3, 4)) == (YELLOW, Decimal(3))
    for day, log in zip(days[3:10], logs[3:10], strict=True):
        occasion(day, patrol, route, day, log, distance="9", rescued="1")
    assert c.shown(d(3, 31)) == (GREEN, Decimal(10))
    for day, log in zip(days[10:], logs[10:], strict=True):
        occasion(day, patrol, route, day, log)
    assert c.shown(d(12, 10)) == (BLUE, Decimal(20))
    revoke(d(12, 11), logs[7])
    assert c.shown(d(12, 11)) == (GREEN, Decimal(19))


def test_wetland_applications_count_once_they_were_handed_in() -> None:
    c = target("县林业局", ("申报湿地保护修复项目2个", "湿地保护修复项目", "2", "个"))
    wishes = c.data_set("register", "application", "湿地项目申报台账")
    c.track(wishes, {"stage": "applied"})
    assert c.shown(d(1, 31)) == (GREY, None)
    marsh, reed = enter(d(2, 19), wishes, "演示沼泽恢复", "演示芦苇荡修复", stage="prepared")
    assert c.shown(d(5, 3)) == (RED, Decimal(0))
    sent = [c.file(d(6, 18), f"申报文{n}") for n in range(2)]
    move(d(6, 18), "applied", (marsh, sent[0]))
    assert c.shown(d(6, 18)) == (GREEN, Decimal(1))
    move(d(10, 11), "applied", (reed, sent[1]))
    assert c.shown(d(10, 11)) == (BLUE, Decimal(2))
    revoke(d(10, 15), sent[0])
    assert c.shown(d(10, 15)) == (YELLOW, Decimal(1))


def test_phosphorus_of_the_lake_is_judged_by_the_target_of_its_document() -> None:
    c = commitment("县生态环境局", "湖体总磷达到国家考核目标", CommitmentKind.COMPLIANCE)
    lake = c.data_set("monitoring", "lake_phosphorus", "演示湖体断面", lag_days=15)
    centre = things(lake, "湖心")[0]
    rule = {"read": "mean", "parameter": "tp", "target_from": "national"}
    c.track(lake, rule, wanted="le", unit="mg/L", mode="level")
    assert (c.shown(d(1, 20)), c.reason(d(1, 20))) == ((GREY, None), "2024年还没有总磷监测数据")
    reading(d(2, 8), centre, "2024-01", "0.078", c.file(d(2, 8), "一月监测报告"))
    assert c.shown(d(2, 8)) == (GREY, None)
    assert c.reason(d(2, 8)).startswith("国家考核目标尚未录入（目前 总磷均值 0.078 mg/L")
    c.track(lake, rule | {"source": "演示考核文件"}, wanted="le", value="0.06", unit="mg/L", mode="level")
    assert c.shown(d(2, 9)) == (YELLOW, Decimal("0.078"))
    reports = {}
    for month in range(2, 7):
        reports[month] = c.file(d(month + 1, 8), f"{month}月监测报告")
        reading(d(month + 1, 8), centre, f"2024-{month:02}", "0.055", reports[month])
    assert c.shown(d(7, 8)) == (GREEN, Decimal("0.05883"))
    for month in range(7, 13):
        day = d(month % 12 + 1, 9, 2024 + month // 12)
        reports[month] = c.file(day, f"{month}月监测报告")
        reading(day, centre, f"2024-{month:02}", "0.055", reports[month])
    assert c.shown(d(1, 9, 2025)) == (BLUE, Decimal("0.05692"))
    revoke(d(1, 12, 2025), reports[12])
    assert c.shown(d(1, 12, 2025)) == (GREY, Decimal("0.05709"))


def test_phosphorus_is_reduced_by_the_tonnes_of_each_source() -> None:
    c = target("县生态环境局", ("削减总磷4.6吨", "总磷削减量", "4.6", "吨"))
    loads = c.data_set("monitoring", "load", "演示总磷减排", lag_days=20)
    farms, sewage = things(loads, "畜禽养殖", "生活污水", role="source")
    c.track(loads, {"read": "load"})
    assert c.shown(d(3, 1)) == (GREY, None)
    load(d(4, 10), sewage, "2024Q1", "0.4", c.file(d(4, 10), "一季度核算"))
    assert c.shown(d(4, 10)) == (YELLOW, Decimal("0.4"))
    half = c.file(d(7, 10), "二季度核算")
    load(d(7, 10), farms, "2024Q2", "1.75", half)
    assert c.shown(d(7, 10)) == (GREEN, Decimal("2.15"))
    load(d(1, 10, 2025), farms, "2024Q4", "1.5", c.file(d(1, 10, 2025), "四季度养殖核算"))
    load(d(1, 10, 2025), sewage, "2024Q4", "1.05", c.file(d(1, 10, 2025), "四季度污水核算"))
    assert c.shown(d(1, 10, 2025)) == (BLUE, Decimal("4.7"))
    revoke(d(1, 13, 2025), half)
    assert c.shown(d(1, 13, 2025)) == (RED, Decimal("2.95"))


def test_problems_along_the_yangtze_count_when_they_are_closed() -> None:
    c = commitment("县发展和改革局", "沿江生态环境突出问题年度整改任务全部完成", CommitmentKind.COMPLIANCE)
    problems = c.data_set("register", "rectification", "沿江突出问题整改台账")
    c.track(problems, {"stage": "closed", "of": "all"}, wanted="ge", unit="个", mode="accumulate")
    assert c.shown(d(2, 1)) == (GREY, None)
    found = enter(
        d(2, 18), problems, "演示码头未复绿", "演示排口超标", "演示砂场占滩", "演示垃圾入湖", stage="assigned",
        fields={"source": "警示片"},
    )  # fmt: skip
    assert c.shown(d(6, 5)) == (RED, Decimal(0))
    cards = [c.file(d(6, 6), f"销号单{n}") for n in range(4)]
    for problem, card, month in zip(found, cards, (6, 7, 11, 12), strict=True):
        move(d(month, 7), "rectifying", (problem, None))
        move(d(month, 8), "accepted", (problem, card))
        move(d(month, 9), "closed", (problem, card))
        if month == 6:
            assert c.shown(d(6, 9)) == (YELLOW, Decimal(1))
        if month == 7:
            assert c.shown(d(7, 9)) == (GREEN, Decimal(2))
    assert c.shown(d(12, 9)) == (BLUE, Decimal(4))
    revoke(d(12, 12), cards[0])
    assert c.shown(d(12, 12)) == (YELLOW, Decimal(3))
