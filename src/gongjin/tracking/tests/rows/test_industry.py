"""Fairs, investment, firms and clusters."""

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
    figures,
    move,
    revoke,
    target,
)


def test_fairs_count_when_they_were_held() -> None:
    c = target("县商务局", ("举办招商推介活动5场", "招商推介活动", "5", "场"))
    fairs = c.data_set("register", "events", "招商活动台账")
    c.track(fairs, {"stage": "held"})
    assert c.shown(d(1, 31)) == (GREY, None)
    planned = enter(
        d(2, 22), fairs, "演示春茶会", "演示沪上行", "演示粤港行", "演示渔博会", "演示秋收节", stage="planned"
    )
    assert c.shown(d(5, 8)) == (RED, Decimal(0))
    news = [c.file(d(5, 9), f"活动报道{n}") for n in range(5)]
    move(d(5, 18), "held", (planned[0], news[0]))
    assert c.shown(d(5, 18)) == (YELLOW, Decimal(1))
    move(d(6, 12), "held", (planned[1], news[1]))
    assert c.shown(d(6, 12)) == (GREEN, Decimal(2))
    move(d(10, 26), "held", (planned[2], news[2]), (planned[3], news[3]), (planned[4], news[4]))
    assert c.shown(d(10, 26)) == (BLUE, Decimal(5))
    revoke(d(10, 30), news[3])
    assert c.shown(d(10, 30)) == (GREEN, Decimal(4))


def test_investors_of_name_count_when_they_have_signed() -> None:
    c = target("县商务局", ("引进知名企业和行业龙头6家", "引进知名企业", "6", "家"))
    leads = c.data_set("register", "investment", "招商线索库")
    c.track(leads, {"stage": "signed", "where": {"investor_kind": ["知名企业", "行业龙头企业"]}, "since": True})
    assert c.shown(d(1, 20)) == (GREY, None)
    names = ("演示冷链", "演示食品", "演示饲料科技", "演示预制菜", "演示包装", "演示装备")
    firms = enter(d(2, 1), leads, *names[:4], stage="lead", fields={"investor_kind": "知名企业"})
    firms += enter(d(2, 1), leads, *names[4:], stage="lead", fields={"investor_kind": "行业龙头企业"})
    small = enter(d(2, 1), leads, "演示小作坊", stage="lead", fields={"investor_kind": "其他"})[0]
    contracts = [c.file(d(4, 2), f"签约合同{n}") for n in range(7)]
    move(d(4, 2), "signed", (small, contracts[6]))
    assert c.shown(d(4, 30)) == (RED, Decimal(0))
    for firm, contract, month in zip(firms, contracts, (5, 6, 6, 9, 11, 12), strict=False):
        move(d(month, 20), "signed", (firm, contract))
        if firm is firms[0]:
            assert c.shown(d(5, 20)) == (YELLOW, Decimal(1))
        if firm is firms[2]:
            assert c.shown(d(6, 20)) == (GREEN, Decimal(3))
    assert c.shown(d(12, 20)) == (BLUE, Decimal(6))
    revoke(d(12, 22), contracts[0])
    assert c.shown(d(12, 22)) == (YELLOW, Decimal(5))


def test_money_of_investors_is_summed_as_it_comes() -> None:
    c = target("县商务局", ("到位招商资金2.4亿元", "到位招商资金", "2.4", "亿元"))
    leads = c.data_set("register", "investment", "在建招商项目库")
    c.track(leads, {"count": "figure:paid", "stage": "signed", "since": True})
    assert c.shown(d(2, 10)) == (GREY, None)
    contract = c.file(d(2, 15), "投资合同")
    brewery, cold = enter(d(2, 15), leads, "演示精酿", "演示冷库", stage="signed", proofs=(contract,))
    figures(d(4, 20), brewery, c.file(d(4, 20), "验资一"), paid="1600")
    assert c.shown(d(4, 20)) == (YELLOW, Decimal("0.16"))
    second = c.file(d(7, 1), "验资二")
    figures(d(7, 1), cold, second, paid="1.2亿元")
    assert c.shown(d(7, 1)) == (GREEN, Decimal("1.36"))
    figures(d(11, 20), brewery, c.file(d(11, 20), "验资三"), paid="10600")
    assert c.shown(d(11, 20)) == (BLUE, Decimal("2.42"))
    revoke(d(11, 25), second)
    assert c.shown(d(11, 25)) == (RED, Decimal("1.22"))


def test_leading_firms_count_from_the_citys_level_upwards() -> None:
    c = target("县农业农村局", ("培育市级以上龙头企业8家", "市级以上龙头企业", "8", "家"))
    firms = c.data_set("register", "recognition", "农业龙头企业名录")
    c.track(firms, {"stage": "recognised", "where": {"level": ["国家级", "省级", "市级"]}})
    assert c.shown(d(1, 8)) == (GREY, None)
    national = c.file(d(1, 12), "国家级认定")
    enter(d(1, 12), firms, "演示米业", stage="recognised", fields={"level": "国家级"}, proofs=(national,))
    names = ("演示虾业", "演示菌业", "演示茶业", "演示橘业", "演示禽业", "演示油脂", "演示藕业")
    city = enter(d(1, 15), firms, *names, stage="applied", fields={"level": "市级"})
    enter(d(1, 15), firms, "演示豆芽", stage="recognised", fields={"level": "县级"}, proofs=(national,))
    assert c.shown(d(6, 30)) == (RED, Decimal(1))
    letters = [c.file(d(7, 4), f"市级认定文{n}") for n in range(7)]
    pairs = list(zip(city, letters, strict=True))
    move(d(7, 4), "recognised", *pairs[:2])
    assert c.shown(d(7, 4)) == (YELLOW, Decimal(3))
    move(d(9, 4), "recognised", *pairs[2:4])
    assert c.shown(d(9, 4)) == (GREEN, Decimal(5))
    move(d(12, 4), "recognised", *pairs[4:])
    assert c.shown(d(12, 4)) == (BLUE, Decimal(8))
    revoke(d(12, 9), letters[6])
    assert c.shown(d(12, 9)) == (GREEN, Decimal(7))


def test_a_cluster_counts_when_the_province_has_listed_it() -> None:
    c = target("县科技和工业信息化局", ("特色食品等2个集群纳入省级培育", "纳入省级培育集群", "2", "个"))
    wishes = c.data_set("register", "application", "产业集群申报台账")
    due = {"kind": "milestones", "points": [["2024-06-30", "2/5"], ["2024-12-31", "1"]]}
    c.track(wishes, {"stage": "listed", "where": {"level": "省级"}}, schedule=due)
    assert c.shown(d(3, 31)) == (GREY, None)
    food, parts = enter(
        d(4, 8), wishes, "演示特色食品集群", "演示零部件集群", stage="prepared", fields={"level": "省级"}
    )
    assert c.shown(d(4, 8)) == (GREEN, Decimal(0))
    sent = c.file(d(6, 20), "申报书")
    move(d(6, 20), "applied", (food, sent), (parts, sent))
    assert c.shown(d(7, 1)) == (RED, Decimal(0))
    notices = [c.file(d(8, 15), f"培育名单{n}") for n in range(2)]
    move(d(8, 15), "listed", (food, notices[0]))
    assert c.shown(d(8, 15)) == (GREEN, Decimal(1))
    move(d(11, 15), "listed", (parts, notices[1]))
    assert c.shown(d(11, 15)) == (BLUE, Decimal(2))
    revoke(d(11, 20), notices[0])
    assert c.shown(d(11, 20)) == (GREEN, Decimal(1))


def test_clusters_newly_built_are_told_from_those_continued() -> None:
    c = target(
        "县农业农村局", ("续建特色农业产业集群3个", "续建集群", "3", "个"),
        ("新建特色农业产业集群2个", "新建集群", "2", "个"),
    )  # fmt: skip
    clusters = c.data_set("register", "pilot", "特色农业产业集群台账")
    going, fresh = c.rows
    for row, subject in ((going, "续建"), (fresh, "新建")):
        c.track(clusters, {"stage": "accepted", "where": {"subject": subject}, "added": True}, row=row)
    assert c.shown(d(1, 31), fresh) == (GREY, None)
    chosen = c.file(d(2, 1), "集群批复")
    old = enter(d(2, 1), clusters, "演示柑橘", "演示水产", "演示蔬菜", stage="chosen", proofs=(chosen,),
                fields={"subject": "续建"})  # fmt: skip
    new = enter(d(2, 1), clusters, "演示稻米", "演示湘莲", stage="chosen", proofs=(chosen,), fields={"subject": "新建"})
    assert c.shown(d(5, 31), fresh) == (RED, Decimal(0))
    checked = [c.file(d(6, 11), f"集群验收{n}") for n in range(5)]
    move(d(6, 11), "accepted", (new[0], checked[0]), (old[0], checked[1]))
    assert [c.shown(d(6, 11), row) for row in c.rows] == [(YELLOW, Decimal(1)), (GREEN, Decimal(1))]
    move(d(11, 11), "accepted", (new[1], checked[2]), (old[1], checked[3]), (old[2], checked[4]))
    assert [c.shown(d(11, 11), row) for row in c.rows] == [(BLUE, Decimal(3)), (BLUE, Decimal(2))]
    revoke(d(11, 21), checked[0])
    assert [c.shown(d(11, 21), row) for row in c.rows] == [(BLUE, Decimal(3)), (RED, Decimal(1))]
