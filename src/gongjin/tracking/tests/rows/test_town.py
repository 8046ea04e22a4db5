"""The county town: renewal, pipes, and who settles there."""

from __future__ import annotations

from decimal import Decimal

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


def test_urban_renewal_counts_quarters_that_were_accepted() -> None:
    c = target("县住房和城乡建设局", ("完成城市更新片区9个", "城市更新片区", "9", "个"))
    quarters = c.data_set("register", "building", "城市更新片区台账", noun="个")
    c.track(quarters, {"stage": "accepted", "where": {"works": "提质改造"}})
    assert c.shown(d(1, 31)) == (GREY, None)
    names = [f"演示{n}号片区" for n in range(1, 10)]
    started = c.file(d(2, 25), "开工报告")
    there = enter(d(2, 25), quarters, *names, stage="started", proofs=(started,), fields={"works": "提质改造"})
    assert c.shown(d(5, 15)) == (RED, Decimal(0))
    papers = [c.file(d(5, 16), f"片区验收{n}") for n in range(9)]
    move(d(6, 30), "completed", *((item, None) for item in there))
    for day, first, last in ((d(7, 1), 0, 2), (d(8, 1), 2, 5), (d(11, 30), 5, 9)):
        move(day, "accepted", *zip(there[first:last], papers[first:last], strict=True))
        if last < 9:
            assert c.shown(day) == ((YELLOW if last == 2 else GREEN), Decimal(last))
    assert c.shown(d(11, 30)) == (BLUE, Decimal(9))
    revoke(d(12, 10), papers[4])
    assert c.shown(d(12, 10)) == (GREEN, Decimal(8))


def test_old_pipes_are_summed_by_kilometre_with_what_is_done_of_unfinished_ones() -> None:
    c = target("县住房和城乡建设局", ("改造燃气排水老旧管网46.5公里", "老旧管网", "46.5", "公里"))
    pipes = c.data_set("register", "lines", "老旧管网改造台账")
    c.track(pipes, {"count": "figure:length", "stage": "accepted", "partial": True,
                    "where": {"category": ["燃气", "排水"]}})  # fmt: skip
    assert c.shown(d(2, 20)) == (GREY, None)
    begun = c.file(d(3, 3), "开工令")
    gas, sewer = (
        enter(d(3, 3), pipes, name, stage="started", proofs=(begun,), fields={"category": category})[0]
        for name, category in (("演示燃气老城段", "燃气"), ("演示排水河街段", "排水"))
    )
    figures(d(3, 3), gas, length="22.25")
    figures(d(3, 3), sewer, length="24.25")
    log = c.file(d(5, 20), "五月监理日志")
    figures(d(5, 20), gas, log, length_done="5.5")
    assert c.shown(d(5, 20)) == (YELLOW, Decimal("5.5"))
    figures(d(8, 12), sewer, c.file(d(8, 12), "八月监理日志"), length_done="20.125")
    assert c.shown(d(8, 12)) == (GREEN, Decimal("25.625"))
    accepted = [c.file(d(12, 2), f"管网验收{n}") for n in range(2)]
    move(d(12, 2), "accepted", (gas, accepted[0]), (sewer, accepted[1]))
    assert c.shown(d(12, 2)) == (BLUE, Decimal("46.5"))
    revoke(d(12, 8), accepted[1])
    assert c.shown(d(12, 8)) == (GREEN, Decimal("42.375"))


def test_settlement_adds_up_the_people_of_each_township() -> None:
    c = target("县公安局", ("农业转移人口落户城镇2400人", "落户城镇", "2400", "人"))
    people = c.data_set("register", "households", "落户城镇台账")
    c.track(people, {"count": "figure:persons", "stage": "reporting", "since": True})
    assert c.shown(d(1, 31)) == (GREY, None)
    north, south = (
        enter(d(2, 1), people, f"{name}落户台账", stage="reporting", township=c.township(name))[0]
        for name in ("演示北镇", "演示南镇")
    )
    figures(d(3, 31), north, c.file(d(3, 31), "北镇一季度户籍报表"), persons="130")
    assert c.shown(d(3, 31)) == (YELLOW, Decimal(130))
    report = c.file(d(6, 30), "南镇上半年户籍报表")
    figures(d(6, 30), south, report, persons="1010")
    assert c.shown(d(6, 30)) == (GREEN, Decimal(1140))
    figures(d(12, 5), north, c.file(d(12, 5), "北镇年末户籍报表"), persons="1275")
    assert c.shown(d(12, 5)) == (BLUE, Decimal(2415))
    revoke(d(12, 12), report)
    assert c.shown(d(12, 12)) == (RED, Decimal(1405))


def test_citizenship_is_opened_by_a_policy_that_was_issued() -> None:
    c = measure("县公安局", "放宽落户条件推进农业转移人口市民化")
    policy = c.data_set("project", "policy", "市民化实施细则")
    c.track(policy, {"read": "milestones"}, wanted="ge", value="100", unit="%", mode="accumulate")
    draft, review, issue = plan(
        policy, ("细则初稿", "output", 25, d(4, 30)), ("合法性审核", "output", 25, d(7, 15)),
        ("细则印发", "output", 50, d(9, 30)),
    )  # fmt: skip
    assert c.shown(d(4, 1)) == (GREY, None)
    done(d(4, 25), draft, c.file(d(4, 25), "细则初稿"))
    assert c.shown(d(7, 20)) == (YELLOW, Decimal(25))
    opinion = c.file(d(7, 24), "审核意见书")
    done(d(7, 24), review, opinion)
    assert c.shown(d(7, 24)) == (GREEN, Decimal(50))
    done(d(9, 20), issue, c.file(d(9, 20), "印发文"))
    assert c.shown(d(9, 20)) == (BLUE, Decimal(100))
    revoke(d(10, 8), opinion)
    assert c.shown(d(10, 8)) == (RED, Decimal(75))
