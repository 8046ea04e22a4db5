"""Energy, water and cleaner production."""

from __future__ import annotations

from decimal import Decimal

from gongjin.compiler.plan import TargetKind
from gongjin.core.periods import Period
from gongjin.tracking.kinds.project.actions_amounts import RecordFigure
from gongjin.tracking.tests.rows.build import (
    BLUE,
    GREEN,
    GREY,
    RED,
    YELLOW,
    d,
    do,
    enter,
    figures,
    move,
    plan,
    revoke,
    target,
    value,
)


def test_water_saving_enterprises_of_the_province_are_counted_when_recognised() -> None:
    c = target("县水利局", ("培育省级节水型企业4家以上", "省级节水型企业", "4", "家"))
    firms = c.data_set("register", "recognition", "节水型企业名录")
    c.track(firms, {"stage": "recognised", "where": {"level": "省级"}, "added": True})
    assert c.shown(d(1, 31)) == (GREY, None)
    paper, brewery, dye, feed = enter(
        d(2, 5), firms, "演示造纸", "演示啤酒", "演示印染", "演示饲料", stage="applied", fields={"level": "省级"}
    )
    town = enter(d(2, 6), firms, "演示豆制品", stage="applied", fields={"level": "市级"})[0]
    move(d(4, 12), "recognised", (town, c.file(d(4, 12), "市级认定通知")))
    assert c.shown(d(5, 20)) == (RED, Decimal(0))
    letters = [c.file(d(6, 3), f"省级认定公告{n}") for n in range(4)]
    move(d(6, 3), "recognised", (paper, letters[0]), (brewery, letters[1]))
    assert c.shown(d(6, 30)) == (GREEN, Decimal(2))
    move(d(11, 8), "recognised", (dye, letters[2]), (feed, letters[3]))
    assert c.shown(d(11, 8)) == (BLUE, Decimal(4))
    revoke(d(11, 20), letters[1])
    assert c.shown(d(11, 20)) == (YELLOW, Decimal(3))


def test_green_factories_are_counted_level_by_level_and_none_twice() -> None:
    c = target(
        "县科技和工业信息化局", ("培育市级绿色工厂3家以上", "市级绿色工厂", "3", "家"),
        ("培育省级绿色工厂1家以上", "省级绿色工厂", "1", "家"),
    )  # fmt: skip
    factories = c.data_set("register", "recognition", "绿色工厂名录")
    city, province = c.rows
    c.track(factories, {"stage": "recognised", "where": {"level": "市级"}, "added": True}, row=city)
    c.track(factories, {"stage": "recognised", "where": {"level": "省级"}, "added": True}, row=province)
    assert [c.shown(d(2, 28), row) for row in c.rows] == [(GREY, None), (GREY, None)]
    cement, glass, cable = enter(
        d(3, 1), factories, "演示水泥", "演示玻璃", "演示线缆", stage="reviewed", fields={"level": "市级"}
    )
    battery = enter(d(3, 1), factories, "演示电池", stage="reviewed", fields={"level": "省级"})[0]
    assert [c.shown(d(4, 30), row) for row in c.rows] == [(RED, Decimal(0)), (RED, Decimal(0))]
    notices = [c.file(d(6, 20), f"绿色工厂名单{n}") for n in range(4)]
    move(d(6, 20), "recognised", (cement, notices[0]), (glass, notices[1]))
    assert c.shown(d(7, 15), city) == (GREEN, Decimal(2))
    move(d(10, 9), "recognised", (cable, notices[2]), (battery, notices[3]))
    assert [c.shown(d(10, 9), row) for row in c.rows] == [(BLUE, Decimal(3)), (BLUE, Decimal(1))]
    revoke(d(10, 21), notices[3])
    assert [c.shown(d(10, 21), row) for row in c.rows] == [(BLUE, Decimal(3)), (RED, Decimal(0))]


def test_energy_saving_retrofits_sum_the_coal_saved_by_those_accepted() -> None:
    c = target("县发展和改革局", ("节能降碳改造年节约标准煤1.2万吨", "节约标准煤", "1.2", "万吨"))
    saved = {"key": "saved", "label": "年节能量", "type": "figure", "unit": "吨", "evidence": True}
    works = c.data_set("register", "building", "节能降碳改造台账", fields=[saved], noun="个")
    c.track(works, {"count": "figure:saved", "stage": "accepted"})
    assert c.shown(d(1, 31)) == (GREY, None)
    kiln, boiler = enter(d(2, 1), works, "演示窑炉余热利用", "演示锅炉改燃", stage="site")
    report = c.file(d(5, 30), "节能验收报告一")
    figures(d(5, 30), kiln, report, saved="4200")
    assert c.shown(d(6, 15)) == (RED, Decimal(0))
    for stage, day in (("started", d(6, 16)), ("completed", d(6, 20)), ("accepted", d(6, 25))):
        move(day, stage, (kiln, report))
    assert c.shown(d(6, 25)) == (YELLOW, Decimal("0.42"))
    second = c.file(d(9, 1), "节能验收报告二")
    figures(d(9, 1), boiler, second, saved="4000")
    for stage, day in (("started", d(9, 2)), ("completed", d(9, 3)), ("accepted", d(9, 4))):
        move(day, stage, (boiler, second))
    assert c.shown(d(9, 4)) == (GREEN, Decimal("0.82"))
    third = enter(d(11, 1), works, "演示空压站改造", stage="accepted", proofs=(c.file(d(11, 1), "验收"),))[0]
    figures(d(11, 1), third, c.file(d(11, 1), "节能验收报告三"), saved="3800")
    assert c.shown(d(11, 1)) == (BLUE, Decimal("1.2"))
    revoke(d(11, 9), report)
    assert c.shown(d(11, 9)) == (YELLOW, Decimal("0.78"))


def test_cleaner_production_counts_audits_that_were_passed() -> None:
    c = target("县生态环境局", ("引导5家企业通过清洁生产审核", "清洁生产审核", "5", "家"))
    audits = c.data_set("register", "recognition", "清洁生产审核台账", cycle="quarter")
    c.track(audits, {"stage": "recognised", "since": True})
    assert c.shown(d(1, 20)) == (GREY, None)
    old = c.file(d(1, 25), "上年审核意见")
    enter(d(1, 25), audits, "演示化工")
    firms = enter(d(2, 20), audits, "演示电镀", "演示皮革", "演示酒业", "演示制药", "演示涂料", stage="applied")
    del old
    assert c.shown(d(6, 10)) == (RED, Decimal(0))
    opinions = [c.file(d(7, 2), f"审核验收意见{n}") for n in range(5)]
    for count, (firm, opinion) in enumerate(zip(firms[:2], opinions[:2], strict=True), 1):
        move(d(7, count + 1), "recognised", (firm, opinion))
    assert c.shown(d(7, 3)) == (YELLOW, Decimal(2))
    move(d(8, 15), "recognised", (firms[2], opinions[2]))
    assert c.shown(d(8, 15)) == (GREEN, Decimal(3))
    move(d(12, 2), "recognised", (firms[3], opinions[3]), (firms[4], opinions[4]))
    assert c.shown(d(12, 2)) == (BLUE, Decimal(5))
    revoke(d(12, 20), opinions[2])
    assert c.shown(d(12, 20)) == (YELLOW, Decimal(4))


def test_installed_capacity_is_summed_from_plants_in_use() -> None:
    c = target("县发展和改革局", ("新增分布式光伏装机1.5万千瓦", "分布式光伏装机", "1.5", "万千瓦"))
    plants = c.data_set("register", "points", "分布式光伏台账")
    c.track(plants, {"count": "figure:power", "stage": "in_use"})
    assert c.shown(d(1, 31)) == (GREY, None)
    park, mill, depot = enter(d(2, 2), plants, "演示产业园屋顶", "演示米厂屋顶", "演示物流园屋顶", stage="site")
    for item, power in ((park, "6000"), (mill, "2.4兆瓦"), (depot, "6600千瓦")):
        figures(d(2, 3), item, power=power)
    assert c.shown(d(5, 31)) == (RED, Decimal(0))
    grid = [c.file(d(6, 28), f"并网验收单{n}") for n in range(3)]
    move(d(6, 28), "in_use", (park, grid[0]))
    assert c.shown(d(6, 28)) == (GREEN, Decimal("0.6"))
    move(d(8, 30), "in_use", (mill, grid[1]))
    assert c.shown(d(9, 10)) == (YELLOW, Decimal("0.84"))
    move(d(12, 6), "in_use", (depot, grid[2]))
    assert c.shown(d(12, 6)) == (BLUE, Decimal("1.5"))
    revoke(d(12, 16), grid[0])
    assert c.shown(d(12, 16)) == (RED, Decimal("0.9"))


def test_storage_is_summed_in_its_own_unit() -> None:
    c = target("县发展和改革局", ("建成新型储能48兆瓦时", "新型储能", "48", "兆瓦时"))
    held = {"key": "stored", "label": "储能容量", "type": "figure", "unit": "兆瓦时"}
    stores = c.data_set("register", "points", "储能电站台账", fields=[held])
    c.track(stores, {"count": "figure:stored", "stage": "in_use"})
    assert c.shown(d(1, 31)) == (GREY, None)
    north, south = enter(d(2, 20), stores, "演示北站储能", "演示南站储能", stage="building")
    figures(d(2, 20), north, stored="30")
    figures(d(2, 20), south, stored="18")
    assert c.shown(d(5, 6)) == (RED, Decimal(0))
    first, second = c.file(d(7, 1), "北站并网调度协议"), c.file(d(10, 18), "南站并网调度协议")
    move(d(7, 1), "in_use", (north, first))
    assert c.shown(d(8, 1)) == (GREEN, Decimal(30))
    move(d(10, 18), "in_use", (south, second))
    assert c.shown(d(10, 18)) == (BLUE, Decimal(48))
    revoke(d(10, 30), second)
    assert c.shown(d(10, 30)) == (YELLOW, Decimal(30))


def test_the_photovoltaic_station_counts_what_is_on_the_grid() -> None:
    c = target("县发展和改革局", ("渔光互补电站并网120兆瓦", "电站并网", "120", "兆瓦"))
    station = c.data_set("project", "photovoltaic", "演示渔光互补电站")
    c.track(station, {"read": "physical:capacity"})
    plan(station, ("接入系统批复", "preliminary", 40, d(3, 31)), ("全容量并网", "construction", 60, d(12, 20)))
    assert c.shown(d(4, 30)) == (GREY, None)
    minutes = [c.file(d(6, 30), f"并网启动会议纪要{n}") for n in range(3)]
    for day, amount, proof in ((d(6, 30), "24", minutes[0]), (d(9, 30), "54", minutes[1])):
        do(day, RecordFigure("capacity", Period.of_day(day), Decimal(amount), proofs=(proof,)), on=station)
        if day == d(6, 30):
            assert c.shown(day) == (YELLOW, Decimal(24))
    assert c.shown(d(9, 30)) == (GREEN, Decimal(78))
    do(d(12, 18), RecordFigure("capacity", Period.of_day(d(12, 18)), Decimal(42), proofs=(minutes[2],)), on=station)
    assert c.shown(d(12, 18)) == (BLUE, Decimal(120))
    revoke(d(12, 25), minutes[1])
    assert c.shown(d(12, 25)) == (RED, Decimal(66))


def test_the_provincial_list_counts_projects_that_were_taken_up() -> None:
    c = target("县发展和改革局", ("争取3个风光项目纳入省级建设清单", "纳入省级清单", "3", "个"))
    wishes = c.data_set("register", "application", "风光项目申报台账")
    c.track(wishes, {"stage": "listed", "where": {"list": "省级第二批建设清单"}})
    assert c.shown(d(1, 15)) == (GREY, None)
    wind, lake, roof = enter(
        d(1, 20), wishes, "演示风电场", "演示湖面光伏", "演示整县屋顶光伏", stage="prepared",
        fields={"list": "省级第二批建设清单"},
    )  # fmt: skip
    sent = c.file(d(3, 12), "申报文件")
    move(d(3, 12), "applied", (wind, sent), (lake, sent), (roof, sent))
    assert c.shown(d(4, 30)) == (RED, Decimal(0))
    letters = [c.file(d(6, 11), f"入库通知{n}") for n in range(3)]
    move(d(6, 11), "listed", (wind, letters[0]))
    assert c.shown(d(6, 11)) == (YELLOW, Decimal(1))
    move(d(7, 22), "listed", (lake, letters[1]))
    assert c.shown(d(7, 22)) == (GREEN, Decimal(2))
    move(d(9, 3), "listed", (roof, letters[2]))
    assert c.shown(d(9, 3)) == (BLUE, Decimal(3))
    revoke(d(9, 18), letters[0])
    assert c.shown(d(9, 18)) == (GREEN, Decimal(2))


def test_the_reliability_of_supply_is_that_of_the_latest_month() -> None:
    c = target(
        "县供电公司", ("供电可靠率达到99.93%", "供电可靠率", "99.93", "%"), sort=TargetKind.LEVEL
    )  # fmt: skip
    rate = c.data_set("indicator", "rate", "供电可靠率", lag_days=20)
    c.track(rate, {"read": "latest"})
    assert c.shown(d(1, 31)) == (GREY, None)
    value(d(2, 8), rate, "2024-01", "89.6", c.file(d(2, 8), "冰灾月报"))  # lines down under ice
    assert c.shown(d(2, 8)) == (YELLOW, Decimal("89.6"))
    value(d(3, 9), rate, "2024-02", "99.941", c.file(d(3, 9), "二月月报"), confirmed=True)
    assert c.shown(d(3, 9)) == (GREEN, Decimal("99.941"))
    value(d(12, 8), rate, "2024-11", "99.935", c.file(d(12, 8), "十一月月报"))
    december = c.file(d(1, 9, 2025), "十二月月报")
    value(d(1, 9, 2025), rate, "2024-12", "99.952", december)
    assert c.shown(d(1, 9, 2025)) == (BLUE, Decimal("99.952"))
    revoke(d(1, 15, 2025), december)
    assert c.shown(d(1, 15, 2025)) == (GREY, Decimal("99.935"))
