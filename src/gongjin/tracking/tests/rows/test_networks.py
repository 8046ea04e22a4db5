"""Roads, buses, water, chargers and 5G."""

from __future__ import annotations

from decimal import Decimal

from gongjin.compiler.plan import TargetKind
from gongjin.tracking.tests.rows.build import (
    BLUE,
    GREEN,
    GREY,
    RED,
    YELLOW,
    d,
    done,
    enter,
    figures,
    measure,
    move,
    plan,
    revoke,
    target,
)


def test_rural_roads_add_up_to_the_metre() -> None:
    c = target("县交通运输局", ("建设农村旅游路产业路22.357公里", "农村旅游路产业路", "22.357", "公里"))
    roads = c.data_set("register", "lines", "农村道路项目库")
    c.track(roads, {"count": "figure:length", "stage": "accepted", "partial": True})
    assert c.shown(d(1, 31)) == (GREY, None)
    begun = c.file(d(2, 13), "农村路开工")
    parts = enter(d(2, 13), roads, "演示茶山路", "演示荷塘路", "演示渔港路", stage="started", proofs=(begun,))
    for road, length in zip(parts, ("7.119", "8.02", "7.218"), strict=True):
        figures(d(2, 13), road, length=length)
    figures(d(5, 22), parts[0], length_done="0.9")
    assert c.shown(d(5, 22)) == (RED, Decimal("0.9"))
    papers = [c.file(d(6, 17), f"交工验收{n}") for n in range(3)]
    move(d(6, 17), "accepted", (parts[0], papers[0]))
    assert c.shown(d(6, 17)) == (YELLOW, Decimal("7.119"))
    move(d(9, 12), "accepted", (parts[1], papers[1]))
    assert c.shown(d(9, 12)) == (GREEN, Decimal("15.139"))
    move(d(12, 17), "accepted", (parts[2], papers[2]))
    assert c.shown(d(12, 17)) == (BLUE, Decimal("22.357"))
    revoke(d(12, 22), papers[2])
    assert c.shown(d(12, 22)) == (YELLOW, Decimal("15.139"))


def test_the_passenger_freight_post_pilot_is_its_outputs_before_it_starts() -> None:
    c = measure("县交通运输局", "做好客货邮融合试点前期工作")
    pilot = c.data_set("project", "outputs", "客货邮融合试点前期")
    c.track(pilot, {"read": "outputs"}, wanted="ge", unit="项", mode="accumulate")
    survey, scheme, filed, hub = plan(
        pilot, ("线路调研报告", "output", 1, d(3, 20)), ("试点方案", "output", 1, d(6, 20)),
        ("上报备案", "output", 1, d(9, 20)), ("枢纽选址", "output", 1, d(11, 20)),
    )  # fmt: skip
    assert c.shown(d(3, 25)) == (GREY, None)
    report = c.file(d(4, 3), "线路调研报告")
    done(d(4, 3), survey, report)
    assert c.shown(d(7, 10)) == (YELLOW, Decimal(1))
    done(d(7, 16), scheme, c.file(d(7, 16), "试点方案"))
    assert c.shown(d(7, 16)) == (GREEN, Decimal(2))
    done(d(9, 18), filed, c.file(d(9, 18), "备案回执"))
    done(d(11, 9), hub, c.file(d(11, 9), "选址意见"))
    assert c.shown(d(11, 9)) == (BLUE, Decimal(4))
    revoke(d(11, 14), report)
    assert c.shown(d(11, 14)) == (RED, Decimal(3))


def test_water_supply_is_the_share_of_households_that_it_reaches() -> None:
    c = target("县水利局", ("城乡供水一体化覆盖率达到90%", "城乡供水一体化覆盖率", "90", "%"), sort=TargetKind.COVERAGE)
    supply = c.data_set("register", "coverage", "城乡供水一体化台账")
    c.track(supply, {"count": "figure:households", "stage": "opened", "of": "all"})
    assert c.shown(d(2, 1)) == (GREY, None)
    towns = enter(d(2, 17), supply, "演示坪上供水片", "演示溪中供水片", "演示滩下供水片", stage="surveyed")
    for town, households in zip(towns, ("4000", "5500", "500"), strict=True):
        figures(d(2, 17), town, households=households)
    assert c.shown(d(5, 12)) == (RED, Decimal(0))
    papers = [c.file(d(6, 22), f"通水验收{n}") for n in range(3)]
    move(d(6, 22), "opened", (towns[0], papers[0]))
    assert c.shown(d(6, 22)) == (GREEN, Decimal(40))
    move(d(11, 6), "opened", (towns[1], papers[1]))
    assert c.shown(d(11, 6)) == (BLUE, Decimal(95))
    revoke(d(11, 16), papers[0])
    assert c.shown(d(11, 16)) == (YELLOW, Decimal(55))


def test_chargers_are_summed_over_the_places_that_are_public() -> None:
    c = target("县发展和改革局", ("新建公共充电桩64个", "公共充电桩", "64", "个"))
    sites = c.data_set("register", "points", "公共充电设施台账")
    public = ["乡镇机关", "交通枢纽", "公路沿线"]
    c.track(sites, {"count": "figure:devices", "stage": "in_use", "where": {"place_kind": public}})
    assert c.shown(d(1, 31)) == (GREY, None)
    places = (("演示镇政府站", "乡镇机关", "12"), ("演示汽车站", "交通枢纽", "24"), ("演示服务区站", "公路沿线", "28"),
              ("演示厂区站", "企事业单位", "40"))  # fmt: skip
    there = []
    for name, kind, devices in places:
        there += enter(d(2, 27), sites, name, stage="building", fields={"place_kind": kind})
        figures(d(2, 27), there[-1], devices=devices)
    papers = [c.file(d(5, 5), f"充电站验收{n}") for n in range(4)]
    move(d(5, 5), "in_use", (there[3], papers[3]))
    assert c.shown(d(5, 5)) == (RED, Decimal(0))
    move(d(6, 6), "in_use", (there[0], papers[0]))
    assert c.shown(d(6, 6)) == (YELLOW, Decimal(12))
    move(d(7, 7), "in_use", (there[1], papers[1]))
    assert c.shown(d(7, 7)) == (GREEN, Decimal(36))
    move(d(10, 23), "in_use", (there[2], papers[2]))
    assert c.shown(d(10, 23)) == (BLUE, Decimal(64))
    revoke(d(10, 27), papers[1])
    assert c.shown(d(10, 27)) == (YELLOW, Decimal(40))


def test_stations_of_5g_are_counted_one_by_one() -> None:
    c = target("县科技和工业信息化局", ("新建5G基站24个以上", "5G基站", "24", "个"))
    masts = c.data_set("register", "points", "5G基站台账")
    c.track(masts, {"stage": "in_use", "since": True})
    assert c.shown(d(1, 20)) == (GREY, None)
    last_year = c.file(d(1, 22), "上年入网单")
    enter(d(1, 22), masts, "演示旧站", stage="site")
    there = enter(d(2, 23), masts, *(f"演示{n}号基站" for n in range(1, 25)), stage="site")
    assert c.shown(d(5, 4)) == (RED, Decimal(0))
    acceptance = [c.file(d(5, 29), f"入网验收单{n}") for n in range(24)]
    pairs = list(zip(there, acceptance, strict=True))
    for day, first, last, light in ((d(5, 29), 0, 5, YELLOW), (d(7, 29), 5, 13, GREEN), (d(11, 18), 13, 24, BLUE)):
        move(day, "in_use", *pairs[first:last])
        assert c.shown(day) == (light, Decimal(last))
    revoke(d(11, 25), last_year)
    assert c.shown(d(11, 25)) == (BLUE, Decimal(24))
    revoke(d(11, 26), acceptance[20])
    assert c.shown(d(11, 26)) == (GREEN, Decimal(23))
