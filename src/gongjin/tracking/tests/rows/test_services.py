"""Schools and care."""

from __future__ import annotations

from decimal import Decimal

from gongjin.compiler.plan import TargetKind
from gongjin.core.periods import Period
from gongjin.tracking.kinds.project.actions_amounts import Amount, RecordMoney
from gongjin.tracking.tests.rows.build import (
    BLUE,
    GREEN,
    GREY,
    RED,
    YELLOW,
    d,
    do,
    done,
    enter,
    figures,
    measure,
    move,
    plan,
    revoke,
    target,
)


def test_the_teaching_building_is_the_money_that_was_paid_for_it() -> None:
    c = target("县教育局", ("新建教学楼完成投资5200万元", "教学楼完成投资", "5200", "万元"))
    school = c.data_set("project", "building", "演示中学教学楼")
    c.track(school, {"read": "paid"})
    budget = Amount("plan.money", "县级资金", Period.of_year(2024), Decimal(5300), "万元")
    do(d(1, 15), RecordMoney([budget]), on=school)
    assert c.shown(d(2, 20)) == (GREY, None)
    bills = [c.file(d(3, 25), f"支付凭证{n}") for n in range(3)]
    for month, amount, unit, bill, light, whole in (
        (4, "500", "万元", bills[0], YELLOW, 500), (7, "21000000", "元", bills[1], GREEN, 2600),
        (11, "0.26", "亿元", bills[2], BLUE, 5200),
    ):  # fmt: skip
        paid = Amount("paid", "县级资金", Period.of_month(2024, month), Decimal(amount), unit)
        do(d(month + 1, 3), RecordMoney([paid], proofs=(bill,)), on=school)
        assert c.shown(d(month + 1, 3)) == (light, Decimal(whole))
    revoke(d(12, 8), bills[1])
    assert c.shown(d(12, 8)) == (RED, Decimal(3100))


def test_schools_enlarged_count_when_they_are_in_use() -> None:
    c = target("县教育局", ("提质扩容学校8所", "提质扩容学校", "8", "所"))
    schools = c.data_set("register", "building", "学校提质扩容台账")
    c.track(schools, {"stage": "in_use", "where": {"works": "改扩建"}, "added": True})
    assert c.shown(d(1, 31)) == (GREY, None)
    there = enter(d(2, 7), schools, *(f"演示第{n}学校" for n in range(1, 9)), stage="site", fields={"works": "改扩建"})
    begun = c.file(d(3, 5), "开工备案")
    move(d(3, 5), "started", *((item, begun) for item in there))
    assert c.shown(d(5, 20)) == (RED, Decimal(0))
    papers = [c.file(d(6, 1), f"竣工备案{n}") for n in range(8)]
    for first, last, day, light in ((0, 2, d(6, 28), YELLOW), (2, 6, d(8, 28), GREEN), (6, 8, d(12, 20), BLUE)):
        pairs = list(zip(there[first:last], papers[first:last], strict=True))
        for stage, back in (("completed", 3), ("accepted", 2), ("in_use", 0)):
            move(day.replace(day=day.day - back), stage, *pairs)
        assert c.shown(day) == (light, Decimal(last))
    revoke(d(12, 26), papers[0])
    assert c.shown(d(12, 26)) == (YELLOW, Decimal(7))


def test_kindergartens_are_a_category_of_their_own() -> None:
    c = target("县教育局", ("改善乡镇中心幼儿园3所", "乡镇中心幼儿园", "3", "所"))
    schools = c.data_set("register", "building", "学前教育建设台账")
    c.track(schools, {"stage": "accepted", "where": {"category": "中心幼儿园"}})
    assert c.shown(d(1, 18)) == (GREY, None)
    begun = c.file(d(2, 12), "幼儿园开工")
    first, second, third = enter(
        d(2, 12), schools, "演示岗上幼儿园", "演示湖中幼儿园", "演示桥下幼儿园", stage="started", proofs=(begun,),
        fields={"category": "中心幼儿园"},
    )  # fmt: skip
    private = enter(d(2, 12), schools, "演示民办托幼点", stage="started", proofs=(begun,), fields={"category": "民办"})
    move(d(3, 30), "completed", (private[0], None))
    move(d(4, 1), "accepted", (private[0], c.file(d(4, 1), "托幼点验收")))
    assert c.shown(d(4, 25)) == (RED, Decimal(0))
    papers = [c.file(d(6, 13), f"幼儿园验收{n}") for n in range(3)]
    for item, paper, day, shown in (
        (first, papers[0], d(6, 13), (YELLOW, Decimal(1))), (second, papers[1], d(8, 27), (GREEN, Decimal(2))),
        (third, papers[2], d(10, 30), (BLUE, Decimal(3))),
    ):  # fmt: skip
        move(day.replace(day=day.day - 1), "completed", (item, None))
        move(day, "accepted", (item, paper))
        assert c.shown(day) == shown
    revoke(d(11, 2), papers[0])
    assert c.shown(d(11, 2)) == (YELLOW, Decimal(2))


def test_boarding_schools_sum_the_places_that_were_made() -> None:
    c = target("县教育局", ("建成寄宿制学校床位1350个", "寄宿制学校床位", "1350", "个"))
    schools = c.data_set("register", "building", "寄宿制学校建设台账")
    c.track(schools, {"count": "figure:places", "stage": "in_use"})
    assert c.shown(d(1, 31)) == (GREY, None)
    begun = c.file(d(2, 16), "寄宿楼开工")
    upper, lower = enter(d(2, 16), schools, "演示上坪寄宿学校", "演示下坪寄宿学校", stage="started", proofs=(begun,))
    figures(d(2, 16), upper, places="700")
    figures(d(2, 16), lower, places="660")
    assert c.shown(d(5, 28)) == (RED, Decimal(0))
    papers = [c.file(d(7, 20), f"寄宿楼验收{n}") for n in range(2)]
    for item, paper, month in ((upper, papers[0], 7), (lower, papers[1], 11)):
        move(d(month, 24), "completed", (item, None))
        move(d(month, 25), "accepted", (item, paper))
        move(d(month, 26), "in_use", (item, paper))
        assert c.shown(d(month, 26)) == ((GREEN, Decimal(700)) if month == 7 else (BLUE, Decimal(1360)))
    revoke(d(11, 30), papers[0])
    assert c.shown(d(11, 30)) == (RED, Decimal(660))


def test_small_rural_schools_are_counted_by_what_was_rebuilt() -> None:
    c = target("县教育局", ("改扩建农村小规模学校7所", "农村小规模学校", "7", "所"))
    schools = c.data_set("register", "building", "小规模学校台账")
    c.track(schools, {"stage": "accepted", "where": {"category": ["小规模学校", "薄弱学校"]}})
    assert c.shown(d(1, 31)) == (GREY, None)
    small = enter(d(2, 21), schools, *(f"演示{n}号教学点" for n in range(1, 5)), stage="site",
                  fields={"category": "小规模学校"})  # fmt: skip
    weak = enter(d(2, 21), schools, *(f"演示{n}号完小" for n in range(1, 4)), stage="site",
                 fields={"category": "薄弱学校"})  # fmt: skip
    there = [*small, *weak]
    begun = c.file(d(3, 2), "小规模学校开工")
    move(d(3, 2), "started", *((item, begun) for item in there))
    move(d(4, 20), "completed", *((item, None) for item in there))
    assert c.shown(d(5, 9)) == (RED, Decimal(0))
    papers = [c.file(d(5, 11), f"小规模学校验收{n}") for n in range(7)]
    pairs = list(zip(there, papers, strict=True))
    for day, part, light, count in (
        (d(6, 4), pairs[:2], YELLOW, 2), (d(7, 6), pairs[2:4], GREEN, 4), (d(9, 1), pairs[4:], BLUE, 7)
    ):  # fmt: skip
        move(day, "accepted", *part)
        assert c.shown(day) == (light, Decimal(count))
    revoke(d(9, 20), papers[5])
    assert c.shown(d(9, 20)) == (GREEN, Decimal(6))


def test_vocational_education_is_its_agreed_outputs() -> None:
    c = measure("县教育局", "深化职业教育产教融合")
    reform = c.data_set("project", "outputs", "职业教育产教融合")
    c.track(reform, {"read": "outputs"}, wanted="ge", unit="项", mode="accumulate")
    scheme, base, classes = plan(
        reform, ("融合方案", "output", 1, d(3, 31)), ("实训基地揭牌", "output", 1, d(8, 31)),
        ("订单班开班", "output", 1, d(10, 31)),
    )  # fmt: skip
    assert c.shown(d(4, 10)) == (GREY, None)
    done(d(4, 20), scheme, c.file(d(4, 20), "融合方案"))
    assert c.shown(d(9, 12)) == (RED, Decimal(1))
    opening = c.file(d(9, 18), "揭牌照片说明")
    done(d(9, 18), base, opening)
    assert c.shown(d(9, 18)) == (GREEN, Decimal(2))
    done(d(10, 28), classes, c.file(d(10, 28), "订单班协议"))
    assert c.shown(d(10, 28)) == (BLUE, Decimal(3))
    revoke(d(11, 2), opening)
    assert c.shown(d(11, 2)) == (RED, Decimal(2))


def test_village_clinics_are_the_share_that_moved_in() -> None:
    c = target(
        "县卫生健康局", ("村卫生室全部入驻便民服务中心达到100%", "村卫生室入驻", "100", "%"), sort=TargetKind.COVERAGE
    )  # fmt: skip
    clinics = c.data_set("register", "coverage", "村卫生室入驻台账")
    c.track(clinics, {"stage": "opened", "of": "all"})
    assert c.shown(d(1, 31)) == (GREY, None)
    there = enter(d(2, 10), clinics, *(f"演示{n}村卫生室" for n in range(1, 9)), stage="surveyed")
    papers = [c.file(d(4, 4), f"入驻确认单{n}") for n in range(8)]
    pairs = list(zip(there, papers, strict=True))
    move(d(5, 25), "opened", *pairs[:1])
    assert c.shown(d(5, 25)) == (YELLOW, Decimal("12.5"))
    move(d(7, 25), "opened", *pairs[1:5])
    assert c.shown(d(7, 25)) == (GREEN, Decimal("62.5"))
    move(d(12, 5), "opened", *pairs[5:])
    assert c.shown(d(12, 5)) == (BLUE, Decimal(100))
    revoke(d(12, 15), papers[2])
    assert c.shown(d(12, 15)) == (GREEN, Decimal("87.5"))


def test_private_hospitals_count_when_their_review_was_passed() -> None:
    c = target("县卫生健康局", ("支持民营医院通过等级评审2家", "民营医院等级评审", "2", "家"))
    hospitals = c.data_set("register", "recognition", "民营医院评审台账")
    c.track(hospitals, {"stage": "recognised"})
    assert c.shown(d(1, 12)) == (GREY, None)
    bone, eye = enter(d(2, 14), hospitals, "演示骨伤专科医院", "演示眼病医院", stage="applied")
    assert c.shown(d(5, 18)) == (RED, Decimal(0))
    verdicts = [c.file(d(7, 3), f"评审结论{n}") for n in range(2)]
    move(d(7, 3), "recognised", (bone, verdicts[0]))
    assert c.shown(d(7, 20)) == (GREEN, Decimal(1))
    move(d(10, 14), "recognised", (eye, verdicts[1]))
    assert c.shown(d(10, 14)) == (BLUE, Decimal(2))
    revoke(d(10, 18), verdicts[1])
    assert c.shown(d(10, 18)) == (YELLOW, Decimal(1))


def test_the_sub_centre_of_care_is_weighed_by_its_milestones() -> None:
    c = measure("县卫生健康局", "建设县域医疗卫生次中心")
    centre = c.data_set("project", "building", "演示镇医疗卫生次中心")
    c.track(centre, {"read": "milestones"}, wanted="ge", value="100", unit="%", mode="accumulate")
    begin, roof, opened = plan(
        centre, ("开工", "construction", 30, d(4, 15)), ("封顶", "construction", 30, d(8, 20)),
        ("启用", "construction", 40, d(12, 10)),
    )  # fmt: skip
    assert c.shown(d(4, 20)) == (GREY, None)
    permit = c.file(d(4, 28), "施工许可证")
    done(d(4, 28), begin, permit)
    assert c.shown(d(8, 25)) == (YELLOW, Decimal(30))
    done(d(9, 10), roof, c.file(d(9, 10), "封顶验收"))
    assert c.shown(d(9, 10)) == (GREEN, Decimal(60))
    done(d(12, 6), opened, c.file(d(12, 6), "启用批复"))
    assert c.shown(d(12, 6)) == (BLUE, Decimal(100))
    revoke(d(12, 9), permit)
    assert c.shown(d(12, 9)) == (RED, Decimal(70))
