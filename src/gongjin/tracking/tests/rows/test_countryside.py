"""Land, grain, villages and what their people earn."""

from __future__ import annotations

from decimal import Decimal

from gongjin.compiler.plan import Comparator
from gongjin.tracking.tests.rows.build import (
    BLUE,
    GREEN,
    GREY,
    RED,
    YELLOW,
    d,
    enter,
    figures,
    move,
    occasion,
    revoke,
    target,
    things,
)


def test_envoys_count_when_they_were_sent() -> None:
    c = target("县科技和工业信息化局", ("选派科技特派员12名", "科技特派员", "12", "名"))
    envoys = c.data_set("register", "people", "科技特派员名册")
    c.track(envoys, {"stage": "sent"})
    assert c.shown(d(1, 31)) == (GREY, None)
    there = enter(d(2, 26), envoys, *(f"演示{n}号特派员" for n in range(1, 13)), stage="chosen")
    letters = [c.file(d(2, 27), f"派遣函{n}") for n in range(12)]
    pairs = list(zip(there, letters, strict=True))
    move(d(5, 6), "sent", *pairs[:1])
    assert c.shown(d(5, 6)) == (YELLOW, Decimal(1))
    move(d(6, 6), "sent", *pairs[1:5])
    assert c.shown(d(6, 6)) == (GREEN, Decimal(5))
    move(d(9, 2), "sent", *pairs[5:])
    assert c.shown(d(9, 2)) == (BLUE, Decimal(12))
    revoke(d(9, 12), letters[3])
    assert c.shown(d(9, 12)) == (GREEN, Decimal(11))


def test_the_days_that_envoys_served_are_summed_from_their_records() -> None:
    c = target("县科技和工业信息化局", ("科技特派员下基层服务180天", "下基层服务", "180", "天"))
    service = c.data_set("duty", "envoys", "特派员服务记录")
    rice, fish = things(service, "水稻服务点", "渔业服务点")
    c.track(service, {"read": "sum:days"})
    assert c.shown(d(1, 20)) == (GREY, None)
    occasion(d(4, 2), service, rice, d(3, 28), c.file(d(4, 2), "三月服务记录"), days="14")
    assert c.shown(d(4, 2)) == (YELLOW, Decimal(14))
    spring = c.file(d(6, 3), "五月服务记录")
    occasion(d(6, 3), service, fish, d(5, 30), spring, days="52", trained="40")
    assert c.shown(d(6, 3)) == (GREEN, Decimal(66))
    occasion(d(11, 28), service, rice, d(11, 27), c.file(d(11, 28), "秋冬服务记录"), days="118", served="96")
    assert c.shown(d(11, 28)) == (BLUE, Decimal(184))
    revoke(d(12, 2), spring)
    assert c.shown(d(12, 2)) == (YELLOW, Decimal(132))


def test_the_land_contract_pilot_counts_households_that_have_signed() -> None:
    c = target("县农业农村局", ("试点村延包签约486户", "延包签约", "486", "户"))
    pilot = c.data_set("register", "land_contracts", "土地延包试点台账")
    c.track(pilot, {"count": "figure:households", "stage": "signed", "partial": True})
    assert c.shown(d(2, 8)) == (GREY, None)
    village = enter(d(2, 18), pilot, "演示河湾村", stage="surveyed")[0]
    figures(d(2, 18), village, households="486")
    assert c.shown(d(5, 31)) == (RED, Decimal(0))
    move(d(6, 1), "planned", (village, None))
    roll = c.file(d(6, 20), "六月签约册")
    figures(d(6, 20), village, roll, households_done="131")
    assert c.shown(d(6, 20)) == (YELLOW, Decimal(131))
    figures(d(8, 10), village, c.file(d(8, 10), "八月签约册"), households_done="300")
    assert c.shown(d(8, 10)) == (GREEN, Decimal(300))
    move(d(10, 9), "published", (village, None))
    contracts = c.file(d(11, 5), "延包合同汇编")
    move(d(11, 5), "signed", (village, contracts))
    assert c.shown(d(11, 5)) == (BLUE, Decimal(486))
    revoke(d(11, 12), contracts)
    assert c.shown(d(11, 12)) == (YELLOW, Decimal(300))


def test_farmland_is_summed_in_wan_mu_with_what_is_done_of_unfinished_areas() -> None:
    c = target("县农业农村局", ("新建和改造高标准农田3.2万亩", "高标准农田", "3.2", "万亩"))
    fields = c.data_set("register", "farmland", "高标准农田项目区")
    c.track(fields, {"count": "figure:area", "stage": "mapped", "partial": True})
    assert c.shown(d(1, 31)) == (GREY, None)
    east, west = enter(d(2, 6), fields, "演示东片项目区", "演示西片项目区", stage="approved")
    figures(d(2, 6), east, area="18000")
    figures(d(2, 6), west, area="14000")
    assert c.shown(d(5, 10)) == (RED, Decimal(0))
    figures(d(6, 30), east, c.file(d(6, 30), "东片监理月报"), area_done="8200")
    assert c.shown(d(6, 30)) == (YELLOW, Decimal("0.82"))
    west_log = c.file(d(8, 8), "西片监理月报")
    figures(d(8, 8), west, west_log, area_done="9100.5")
    assert c.shown(d(8, 8)) == (GREEN, Decimal("1.73005"))
    finals = [c.file(d(12, 4), f"上图入库回执{n}") for n in range(2)]
    move(d(12, 3), "accepted", (east, finals[0]), (west, finals[1]))
    move(d(12, 4), "mapped", (east, finals[0]), (west, finals[1]))
    assert c.shown(d(12, 4)) == (BLUE, Decimal("3.2"))
    revoke(d(12, 9), finals[0])
    assert c.shown(d(12, 9)) == (YELLOW, Decimal("2.22"))


def test_grain_capacity_is_what_the_accepted_fields_add() -> None:
    c = target("县农业农村局", ("新增粮食产能260万公斤", "新增粮食产能", "260", "万公斤"))
    fields = c.data_set("register", "farmland", "产能提升项目区")
    c.track(fields, {"count": "figure:capacity", "stage": "accepted"})
    assert c.shown(d(1, 31)) == (GREY, None)
    upper, middle, lower = enter(d(2, 9), fields, "演示上垸", "演示中垸", "演示下垸", stage="approved")
    for item, capacity in ((upper, "400吨"), (middle, "1050000"), (lower, "1200000")):
        figures(d(2, 9), item, capacity=capacity)
    assert c.shown(d(5, 2)) == (RED, Decimal(0))
    proofs = [c.file(d(5, 25), f"产能验收{n}") for n in range(3)]
    move(d(5, 25), "accepted", (upper, proofs[0]))
    assert c.shown(d(5, 25)) == (YELLOW, Decimal(40))
    move(d(7, 19), "accepted", (middle, proofs[1]))
    assert c.shown(d(7, 19)) == (GREEN, Decimal(145))
    move(d(11, 22), "accepted", (lower, proofs[2]))
    assert c.shown(d(11, 22)) == (BLUE, Decimal(265))
    revoke(d(11, 29), proofs[1])
    assert c.shown(d(11, 29)) == (YELLOW, Decimal(160))


def test_demonstration_villages_count_when_they_are_named() -> None:
    c = target("县农业农村局", ("打造人居环境示范村15个", "人居环境示范村", "15", "个"))
    villages = c.data_set("register", "villages", "人居环境示范村台账")
    c.track(villages, {"stage": "named", "where": {"category": "村"}})
    assert c.shown(d(1, 31)) == (GREY, None)
    there = enter(
        d(2, 4), villages, *(f"演示{n}组村" for n in range(1, 16)), stage="building", fields={"category": "村"}
    )
    named = c.file(d(5, 30), "首批命名文")
    move(d(5, 30), "accepted", *((item, named) for item in there[:3]))
    assert c.shown(d(5, 30)) == (RED, Decimal(0))
    move(d(6, 2), "named", *((item, named) for item in there[:3]))
    assert c.shown(d(6, 2)) == (YELLOW, Decimal(3))
    second = c.file(d(9, 1), "二批命名文")
    move(d(9, 1), "accepted", *((item, second) for item in there[3:10]))
    move(d(9, 2), "named", *((item, second) for item in there[3:10]))
    assert c.shown(d(9, 2)) == (GREEN, Decimal(10))
    third = c.file(d(12, 1), "三批命名文")
    move(d(12, 1), "accepted", *((item, third) for item in there[10:]))
    move(d(12, 2), "named", *((item, third) for item in there[10:]))
    assert c.shown(d(12, 2)) == (BLUE, Decimal(15))
    revoke(d(12, 10), third)
    assert c.shown(d(12, 10)) == (YELLOW, Decimal(10))


def test_beautiful_villages_count_from_the_citys_level_upwards() -> None:
    c = target("县农业农村局", ("创建市级以上美丽乡村6个", "市级以上美丽乡村", "6", "个"))
    villages = c.data_set("register", "villages", "美丽乡村创建台账")
    c.track(villages, {"stage": "named", "where": {"level": ["省级", "市级"]}, "since": True})
    assert c.shown(d(2, 2)) == (GREY, None)
    city = enter(d(2, 8), villages, *(f"演示{n}湾" for n in "东南西北"), stage="chosen", fields={"level": "市级"})
    province = enter(d(2, 8), villages, "演示柳堤", "演示荷塘", stage="chosen", fields={"level": "省级"})
    county = enter(d(2, 8), villages, "演示竹岭", stage="building", fields={"level": "县级"})[0]
    letters = [c.file(d(4, 20), f"美丽乡村命名{n}") for n in range(7)]
    move(d(4, 20), "building", *((item, None) for item in (*city, *province)))
    move(d(5, 10), "accepted", (county, letters[6]), (city[0], letters[0]))
    move(d(5, 11), "named", (county, letters[6]))
    assert c.shown(d(5, 31)) == (RED, Decimal(0))
    move(d(6, 1), "named", (city[0], letters[0]))
    assert c.shown(d(6, 8)) == (YELLOW, Decimal(1))
    move(d(7, 1), "accepted", (city[1], letters[1]), (city[2], letters[2]))
    move(d(7, 2), "named", (city[1], letters[1]), (city[2], letters[2]))
    assert c.shown(d(7, 2)) == (GREEN, Decimal(3))
    rest = ((city[3], letters[3]), (province[0], letters[4]), (province[1], letters[5]))
    move(d(12, 5), "accepted", *rest)
    move(d(12, 6), "named", *rest)
    assert c.shown(d(12, 6)) == (BLUE, Decimal(6))
    revoke(d(12, 8), letters[4])
    assert c.shown(d(12, 8)) == (YELLOW, Decimal(5))


def test_shared_prosperity_adds_up_the_households_that_joined() -> None:
    c = target("县农业农村局", ("联农带农增收农户超过3600户", "联农带农农户", "3600", "户"), at=Comparator.GT)
    ties = c.data_set("register", "households", "联农带农台账")
    c.track(ties, {"count": "figure:households", "stage": "reporting"})
    assert c.shown(d(1, 31)) == (GREY, None)
    rice, crab = enter(d(2, 3), ties, "演示稻米联合体", "演示河蟹合作社", stage="reporting")
    figures(d(5, 8), rice, c.file(d(5, 8), "稻米联结合同册"), households="520")
    assert c.shown(d(5, 8)) == (YELLOW, Decimal(520))
    book = c.file(d(8, 6), "河蟹联结合同册")
    figures(d(8, 6), crab, book, households="1700")
    assert c.shown(d(8, 6)) == (GREEN, Decimal(2220))
    figures(d(11, 7), rice, c.file(d(11, 7), "稻米二期合同册"), households="1380")
    assert c.shown(d(11, 7)) == (GREEN, Decimal(3600))  # more than 3600 is not 3600
    figures(d(11, 20), crab, c.file(d(11, 20), "河蟹二期合同册"), households="1")
    assert c.shown(d(11, 20)) == (BLUE, Decimal(3601))
    revoke(d(12, 3), book)
    assert c.shown(d(12, 3)) == (RED, Decimal(1901))


def test_insurance_adds_up_the_area_insured_in_each_township() -> None:
    c = target("县财政局", ("农业保险参保面积达到28万亩", "农业保险参保面积", "28", "万亩"))
    covers = c.data_set("register", "households", "农业保险台账")
    c.track(covers, {"count": "figure:insured", "stage": "reporting", "since": True})
    assert c.shown(d(2, 20)) == (GREY, None)
    hill, lake = (
        enter(d(3, 1), covers, f"{name}参保台账", stage="reporting", township=c.township(name))[0]
        for name in ("演示岗镇", "演示湖镇")
    )
    figures(d(4, 30), hill, c.file(d(4, 30), "岗镇保单汇总"), insured="21000")
    assert c.shown(d(4, 30)) == (YELLOW, Decimal("2.1"))
    policies = c.file(d(7, 20), "湖镇保单汇总")
    figures(d(7, 20), lake, policies, insured="14.4万亩")
    assert c.shown(d(7, 20)) == (GREEN, Decimal("16.5"))
    figures(d(10, 18), hill, c.file(d(10, 18), "岗镇秋粮保单"), insured="118000")
    assert c.shown(d(10, 18)) == (BLUE, Decimal("28.3"))
    revoke(d(10, 28), policies)
    assert c.shown(d(10, 28)) == (RED, Decimal("13.9"))
