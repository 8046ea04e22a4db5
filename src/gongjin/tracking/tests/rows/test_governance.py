"""Governance of villages, and the task force's own work."""

from __future__ import annotations

from decimal import Decimal

from gongjin.tracking.tests.rows.build import (
    BLUE,
    GREEN,
    GREY,
    RED,
    YELLOW,
    d,
    enter,
    measure,
    move,
    occasion,
    revoke,
    target,
    things,
)


def test_governance_demonstrations_count_villages_and_townships_together() -> None:
    c = target("县农业农村局", ("建成乡村治理示范村镇7个以上", "乡村治理示范村镇", "7", "个"))
    models = c.data_set("register", "villages", "乡村治理示范创建台账")
    c.track(models, {"stage": "named", "where": {"category": ["村", "乡镇"]}, "added": True})
    assert c.shown(d(1, 31)) == (GREY, None)
    names = [f"演示{n}号治理村" for n in range(1, 6)]
    there = enter(d(2, 11), models, *names, stage="building", fields={"category": "村"})
    there += enter(d(2, 11), models, "演示治理东镇", "演示治理西镇", stage="building", fields={"category": "乡镇"})
    town = enter(d(2, 11), models, "演示治理社区", stage="building", fields={"category": "社区"})[0]
    letters = [c.file(d(4, 14), f"治理命名{n}") for n in range(8)]
    move(d(4, 14), "accepted", (town, letters[7]))
    move(d(4, 15), "named", (town, letters[7]))
    assert c.shown(d(5, 14)) == (RED, Decimal(0))
    pairs = list(zip(there, letters, strict=False))
    for day, first, last, light in ((d(6, 15), 0, 2, YELLOW), (d(8, 15), 2, 5, GREEN), (d(12, 15), 5, 7, BLUE)):
        move(day.replace(day=14), "accepted", *pairs[first:last])
        move(day, "named", *pairs[first:last])
        assert c.shown(day) == (light, Decimal(last))
    revoke(d(12, 18), letters[6])
    assert c.shown(d(12, 18)) == (YELLOW, Decimal(6))


def test_meetings_of_the_task_force_are_due_each_month() -> None:
    c = measure("县发展和改革局", "专班按月召开调度会")
    meetings = c.data_set("duty", "meetings", "专班调度会")
    c.track(meetings, {"read": "completeness"}, wanted="ge", unit="次", mode="accumulate")
    assert c.shown(d(1, 25)) == (GREY, None)
    minutes = {}
    for month in (1, 2):
        minutes[month] = c.file(d(month, 26), f"{month}月会议纪要")
        occasion(d(month, 26), meetings, None, d(month, 26), minutes[month], people=18, topics="4", resolved="3")
    assert c.shown(d(5, 3)) == (YELLOW, Decimal(2))
    for month in (3, 4, 5):
        minutes[month] = c.file(d(5, 27), f"{month}月会议纪要")
        occasion(d(5, 27), meetings, None, d(month, 27), minutes[month], people=21, topics="5")
    assert c.shown(d(5, 31)) == (GREEN, Decimal(5))
    for month in range(6, 13):
        minutes[month] = c.file(d(month, 28), f"{month}月会议纪要")
        occasion(d(month, 28), meetings, None, d(month, 28), minutes[month], people=16)
    assert c.shown(d(12, 28)) == (BLUE, Decimal(12))
    revoke(d(1, 3, 2025), minutes[8])
    assert c.shown(d(1, 3, 2025)) == (RED, Decimal(11))


def test_reports_of_the_units_are_a_share_of_those_due() -> None:
    c = target("县发展和改革局", ("成员单位按时报送率达到94%", "按时报送率", "94", "%"))
    reports = c.data_set("duty", "reports", "成员单位月报")
    c.track(reports, {"read": "completeness"}, wanted="ge", unit="%", mode="level")
    units = things(reports, "演示甲单位", "演示乙单位", "演示丙单位")
    assert c.shown(d(1, 30)) == (GREY, None)
    papers = {}
    for month in range(1, 13):
        for unit in units if month > 1 else units[:1]:
            papers[month] = c.file(d(month, 28), f"{month}月{unit}月报")
            occasion(d(month, 28), reports, unit, d(month, 28), papers[month], people=1)
        if month == 1:
            assert c.shown(d(2, 2)) == (RED, Decimal("33.33333"))
        if month == 7:
            assert c.shown(d(7, 31)) == (GREEN, Decimal("90.47619"))
    assert c.shown(d(12, 31)) == (BLUE, Decimal("94.44444"))
    revoke(d(1, 6, 2025), papers[9])
    assert c.shown(d(1, 6, 2025)) == (RED, Decimal("91.66667"))
