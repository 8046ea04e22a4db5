"""Plans carried out and works built: what is weighed by milestones, and what is measured on the ground."""

from __future__ import annotations

from decimal import Decimal

from gongjin.core.periods import Period
from gongjin.tracking.kinds.project.actions_amounts import RecordFigure, RecordLand
from gongjin.tracking.models import DataSet
from gongjin.tracking.tests.rows.build import (
    BLUE,
    GREEN,
    GREY,
    RED,
    YELLOW,
    Case,
    d,
    do,
    done,
    measure,
    plan,
    revoke,
    target,
)


def weighed(c: Case, project: DataSet, **rule: object) -> None:
    """Measure the row by the weight of what is done."""
    c.track(project, {"read": "milestones", **rule}, wanted="ge", value="100", unit="%", mode="accumulate")


def test_the_annual_task_list_is_made_and_reported_on() -> None:
    c = measure("县发展和改革局", "对照上级规划制定年度任务清单并分解落实")
    lists = c.data_set("project", "task_list", "年度任务清单落实")
    c.track(lists, {"read": "outputs"}, wanted="ge", unit="项", mode="accumulate")
    made, half, third, year = plan(
        lists, ("清单印发", "output", 1, d(2, 28)), ("半年自查", "output", 1, d(6, 30)),
        ("三季度自查", "output", 1, d(9, 30)), ("全年总结", "output", 1, d(12, 20)),
    )  # fmt: skip
    assert c.shown(d(1, 31)) == (GREY, None)
    assert c.shown(d(4, 5)) == (RED, Decimal(0))
    assert c.reason(d(4, 5)) == "“清单印发”应于 2024年2月28日完成，已逾期 37 天"
    done(d(4, 8), made, c.file(d(4, 8), "清单印发文"))
    assert c.shown(d(4, 8)) == (GREEN, Decimal(1))
    report = c.file(d(9, 28), "三季度自查报告")
    done(d(6, 28), half, c.file(d(6, 28), "半年自查报告"))
    done(d(9, 28), third, report)
    done(d(12, 18), year, c.file(d(12, 18), "全年总结"))
    assert c.shown(d(12, 18)) == (BLUE, Decimal(4))
    revoke(d(12, 19), report)
    assert c.shown(d(12, 19)) == (RED, Decimal(3))


def test_the_spatial_plan_goes_from_draft_to_approval() -> None:
    c = measure("县自然资源局", "编制完成湖区国土空间专项规划")
    spatial = c.data_set("project", "spatial_plan", "湖区国土空间专项规划")
    weighed(c, spatial)
    study, draft, approval = plan(
        spatial, ("专题研究", "output", 20, d(3, 31)), ("规划草案", "output", 30, d(7, 31)),
        ("规划批复", "output", 50, d(12, 15)),
    )  # fmt: skip
    assert c.shown(d(3, 1)) == (GREY, None)
    done(d(4, 20), study, c.file(d(4, 20), "专题研究评审意见"))
    assert c.shown(d(4, 20)) == (GREEN, Decimal(20))
    assert c.shown(d(8, 10)) == (YELLOW, Decimal(20))
    reviewed = c.file(d(8, 25), "草案论证意见")
    done(d(8, 25), draft, reviewed)
    assert c.shown(d(8, 25)) == (GREEN, Decimal(50))
    done(d(12, 10), approval, c.file(d(12, 10), "批复文"))
    assert c.shown(d(12, 10)) == (BLUE, Decimal(100))
    revoke(d(12, 12), reviewed)
    assert c.shown(d(12, 12)) == (RED, Decimal(70))


def test_land_is_assured_as_far_as_it_was_approved() -> None:
    c = measure("县自然资源局", "强化重点项目用地保障")
    road = c.data_set("project", "line", "演示环湖公路用地")
    c.track(road, {"read": "land"}, wanted="ge", value="100", unit="%", mode="accumulate")
    assert c.shown(d(2, 28)) == (GREY, None)
    do(d(3, 4), RecordLand(d(3, 4), needed=Decimal(420)), on=road)
    first, second, third = (c.file(d(3, 5), f"用地批复{n}") for n in range(3))
    do(d(5, 30), RecordLand(d(5, 30), approved=Decimal(63), conforms=True, proofs=(first,)), on=road)
    assert c.shown(d(5, 30)) == (YELLOW, Decimal(15))
    do(d(7, 10), RecordLand(d(7, 10), approved=Decimal(20), unit="公顷", proofs=(second,)), on=road)
    assert c.shown(d(7, 10)) == (GREEN, Decimal("71.42857"))
    do(d(11, 4), RecordLand(d(11, 4), approved=Decimal(420), proofs=(third,)), on=road)
    assert c.shown(d(11, 4)) == (BLUE, Decimal(100))
    revoke(d(11, 6), third)
    assert c.shown(d(11, 6)) == (YELLOW, Decimal("71.42857"))


def test_the_ring_road_is_as_long_as_was_measured() -> None:
    c = target("县交通运输局", ("建成环湖公路18.4公里", "环湖公路", "18.4", "公里"))
    road = c.data_set("project", "line", "演示环湖公路")
    c.track(road, {"read": "physical:length"})
    assert c.shown(d(2, 20)) == (GREY, None)
    sheets = [c.file(d(3, 1), f"计量支付单{n}") for n in range(3)]
    for day, length, sheet, light, whole in (
        (d(5, 31), "1.9", sheets[0], RED, "1.9"), (d(9, 30), "11.55", sheets[1], GREEN, "13.45"),
        (d(12, 20), "4.95", sheets[2], BLUE, "18.4"),
    ):  # fmt: skip
        do(day, RecordFigure("length", Period.of_day(day), Decimal(length), proofs=(sheet,)), on=road)
        assert c.shown(day) == (light, Decimal(whole))
    revoke(d(12, 24), sheets[1])
    assert c.shown(d(12, 24)) == (RED, Decimal("6.85"))


def test_dykes_are_weighed_by_their_milestones() -> None:
    c = measure("县水利局", "推进重点垸堤防加固")
    dyke = c.data_set("project", "line", "演示垸堤防加固")
    weighed(c, dyke)
    start, half, closed = plan(
        dyke, ("开工令", "construction", 10, d(3, 15)), ("堤身加培过半", "construction", 45, d(8, 31)),
        ("完工验收", "construction", 45, d(12, 25)),
    )  # fmt: skip
    assert c.shown(d(3, 10)) == (GREY, None)
    done(d(3, 14), start, c.file(d(3, 14), "开工令"))
    assert c.shown(d(9, 20)) == (RED, Decimal(10))
    midway = c.file(d(9, 25), "监理月报")
    done(d(9, 25), half, midway)
    assert c.shown(d(9, 25)) == (GREEN, Decimal(55))
    done(d(12, 22), closed, c.file(d(12, 22), "完工验收鉴定书"))
    assert c.shown(d(12, 22)) == (BLUE, Decimal(100))
    revoke(d(12, 23), midway)
    assert c.shown(d(12, 23)) == (RED, Decimal(55))


def test_restoration_is_the_area_that_was_restored() -> None:
    c = target("县自然资源局", ("实施湖滨生态修复2600亩", "湖滨生态修复", "2600", "亩"))
    shore = c.data_set("project", "restoration", "演示湖滨生态修复")
    c.track(shore, {"read": "physical:area"})
    assert c.shown(d(3, 31)) == (GREY, None)
    maps = [c.file(d(4, 1), f"竣工图斑{n}") for n in range(3)]
    for day, area, drawn, light, whole in (
        (d(6, 10), "300", maps[0], RED, 300), (d(8, 20), "1200", maps[1], GREEN, 1500),
        (d(11, 15), "1150", maps[2], BLUE, 2650),
    ):  # fmt: skip
        do(day, RecordFigure("area", Period.of_day(day), Decimal(area), proofs=(drawn,)), on=shore)
        assert c.shown(day) == (light, Decimal(whole))
    revoke(d(11, 20), maps[2])
    assert c.shown(d(11, 20)) == (RED, Decimal(1500))


def test_preliminary_works_are_the_approvals_that_are_there() -> None:
    c = measure("县水利局", "配合开展水系连通工程前期工作")
    works = c.data_set("project", "preliminary", "演示水系连通工程前期")
    weighed(c, works, only=["preliminary"])
    proposal, study, design = plan(
        works, ("建议书获批", "preliminary", 20, d(2, 29)), ("可研获批", "preliminary", 40, d(6, 30)),
        ("初设获批", "preliminary", 40, d(11, 30)),
    )  # fmt: skip
    assert c.shown(d(2, 10)) == (GREY, None)
    approved = c.file(d(3, 1), "建议书批复")
    done(d(3, 1), proposal, approved)
    assert c.shown(d(7, 20)) == (RED, Decimal(20))
    done(d(7, 28), study, c.file(d(7, 28), "可研批复"))
    assert c.shown(d(7, 28)) == (GREEN, Decimal(60))
    done(d(11, 12), design, c.file(d(11, 12), "初设批复"))
    assert c.shown(d(11, 12)) == (BLUE, Decimal(100))
    revoke(d(11, 18), approved)
    assert c.shown(d(11, 18)) == (RED, Decimal(80))
