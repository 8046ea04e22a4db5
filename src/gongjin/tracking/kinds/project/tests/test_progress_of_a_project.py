"""A row measured by a project: only what is done and proved counts, and the lights follow the planned days."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from gongjin.audit.actions import run
from gongjin.audit.verify import verify
from gongjin.evidence.actions import RevokeEvidence
from gongjin.ledger.models import Row
from gongjin.people.models import Jurisdiction
from gongjin.tracking.actions.data_sets import AddDataSet, WithdrawItem
from gongjin.tracking.actions.facts import VoidFact
from gongjin.tracking.kinds.project.actions import NewMilestone, PlanMilestones, ReportMilestone, ReviseMilestone
from gongjin.tracking.kinds.project.queries import project_page
from gongjin.tracking.kinds.project.ready import template
from gongjin.tracking.kinds.project.tests.conftest import SYSTEM, Calendar, Prove, item, track
from gongjin.tracking.models import DataSet
from gongjin.tracking.queries.progress import progress
from gongjin.tracking.rules.light import Light


def report(road: DataSet, name: str, day: date, prove: Prove) -> None:
    run(ReportMilestone(item(road, name), day, prove(f"{name}.pdf")), actor=SYSTEM, on=road)


def test_the_light_goes_from_grey_through_yellow_and_green_to_blue(
    road: DataSet, row: Row, calendar: Calendar, prove: Prove
) -> None:
    assert progress(row, date(2024, 1, 31)).reason == "尚未确定计量方式"
    track(row, road)
    grey = progress(row, date(2024, 1, 31))
    assert (grey.light, grey.reason) == (Light.GREY, "已安排 4 个节点，还没有填报进展")

    calendar.to(date(2024, 7, 10))
    report(road, "初步设计批复", date(2024, 7, 5), prove)
    yellow = progress(row, date(2024, 7, 10))
    assert yellow.light is Light.YELLOW
    assert yellow.reason == "应完成 40%，实际 20%，落后 20 个百分点（节点完成 1/4 个）"

    calendar.to(date(2024, 7, 20))
    report(road, "开工", date(2024, 7, 18), prove)
    assert progress(row, date(2024, 7, 20)).light is Light.GREEN
    assert progress(row, date(2024, 7, 17)).actual == Decimal(20)

    calendar.to(date(2024, 12, 20))
    report(road, "主体工程完工", date(2024, 9, 20), prove)
    report(road, "交工验收", date(2024, 12, 18), prove)
    blue = progress(row, date(2024, 12, 20))
    assert (blue.light, blue.actual, blue.target) == (Light.BLUE, Decimal(100), Decimal(100))


def test_a_milestone_long_overdue_is_red_and_named(road: DataSet, row: Row, calendar: Calendar, prove: Prove) -> None:
    track(row, road)
    calendar.to(date(2024, 5, 10))
    assert progress(row, date(2024, 4, 30)).light is Light.GREY
    red = progress(row, date(2024, 5, 1))
    assert (red.light, red.reason) == (Light.RED, "“初步设计批复”应于 2024年3月31日完成，已逾期 31 天")
    report(road, "初步设计批复", date(2024, 5, 8), prove)
    assert progress(row, date(2024, 5, 10)).light is Light.GREEN
    assert progress(row, date(2024, 5, 7)).light is Light.RED


def test_nothing_reported_until_the_due_day_is_red(road: DataSet, row: Row, calendar: Calendar) -> None:
    track(row, road, due="2024-03-31")
    calendar.to(date(2024, 4, 2))
    assert progress(row, date(2024, 4, 1)).light is Light.RED


def test_what_loses_its_proof_counts_no_longer_but_did_before(
    road: DataSet, row: Row, calendar: Calendar, prove: Prove
) -> None:
    track(row, road)
    calendar.to(date(2024, 3, 20))
    (proof,) = prove()
    run(ReportMilestone(item(road, "初步设计批复"), date(2024, 3, 18), (proof,)), actor=SYSTEM, on=road)
    known = calendar.to(date(2024, 4, 10))
    assert progress(row, date(2024, 4, 10)).actual == Decimal(20)
    calendar.to(date(2024, 4, 11))
    run(RevokeEvidence("文件与项目无关"), actor=SYSTEM, on=proof)

    after = progress(row, date(2024, 4, 10))
    assert after.actual == Decimal(0)
    assert "另有 1 个缺少有效佐证、未计入" in after.reason
    assert progress(row, date(2024, 4, 10), known).actual == Decimal(20)

    calendar.to(date(2024, 4, 12))
    report(road, "初步设计批复", date(2024, 3, 18), prove)
    assert progress(row, date(2024, 4, 12)).actual == Decimal(20)


def test_a_revised_plan_takes_the_row_out_of_red_and_is_told_beside_the_first_plan(
    road: DataSet, row: Row, calendar: Calendar, prove: Prove
) -> None:
    track(row, road)
    known = calendar.to(date(2024, 5, 10))
    assert progress(row, date(2024, 5, 10)).light is Light.RED
    calendar.to(date(2024, 5, 11))
    design = item(road, "初步设计批复")
    run(ReviseMilestone(design, "评审意见需修改设计", date(2024, 5, 31)), actor=SYSTEM, on=road)
    run(ReviseMilestone(design, "再次调整", date(2024, 6, 15)), actor=SYSTEM, on=road)

    assert progress(row, date(2024, 5, 11)).light is Light.GREY
    assert progress(row, date(2024, 5, 10), known).light is Light.RED
    shown = next(line for line in project_page(road, date(2024, 5, 11)).milestones if line.name == "初步设计批复")
    assert (shown.first, shown.planned) == (date(2024, 3, 31), date(2024, 6, 15))
    assert (shown.slip(date(2024, 5, 11), original=True), shown.slip(date(2024, 5, 11))) == (76, 0)

    calendar.to(date(2024, 6, 20))
    report(road, "初步设计批复", date(2024, 6, 18), prove)
    shown = next(line for line in project_page(road, date(2024, 6, 20)).milestones if line.name == "初步设计批复")
    assert (shown.slip(date(2024, 6, 20), original=True), shown.slip(date(2024, 6, 20))) == (79, 3)


def test_another_weight_counts_from_when_it_was_settled(
    road: DataSet, row: Row, calendar: Calendar, prove: Prove
) -> None:
    track(row, road)
    calendar.to(date(2024, 3, 20))
    report(road, "初步设计批复", date(2024, 3, 18), prove)
    known = calendar.to(date(2024, 3, 21))
    calendar.to(date(2024, 3, 22))
    run(ReviseMilestone(item(road, "初步设计批复"), "按投资额", weight=Decimal(80)), actor=SYSTEM, on=road)
    assert progress(row, date(2024, 3, 22)).actual == Decimal(50)
    assert progress(row, date(2024, 3, 22), known).actual == Decimal(20)


def test_a_withdrawn_milestone_and_a_void_report_count_no_longer(
    road: DataSet, row: Row, calendar: Calendar, prove: Prove
) -> None:
    track(row, road)
    calendar.to(date(2024, 3, 20))
    report(road, "初步设计批复", date(2024, 3, 18), prove)
    run(WithdrawItem(item(road, "主体工程完工"), "并入验收"), actor=SYSTEM, on=road)
    assert progress(row, date(2024, 3, 20)).actual == Decimal("33.33333")
    run(VoidFact(road.facts.get(aspect="done"), "误报"), actor=SYSTEM, on=road)
    assert progress(row, date(2024, 3, 20)).light is Light.GREY
    assert list(verify()) == []


def test_outputs_are_counted_one_by_one(jurisdiction: Jurisdiction, row: Row, calendar: Calendar, prove: Prove) -> None:
    settings = template("policy").settings
    made = run(AddDataSet(jurisdiction, "project", "管理办法", cycle="quarter", settings=settings), actor=SYSTEM)
    track(row, made, "outputs", unit="项")
    assert progress(row, date(2024, 1, 2)).reason == "还没有安排节点"
    steps = [NewMilestone("初稿", planned=date(2024, 3, 31)), NewMilestone("印发", weight=Decimal(9))]
    run(PlanMilestones(steps), actor=SYSTEM, on=made)
    calendar.to(date(2024, 4, 10))
    report(made, "初稿", date(2024, 3, 30), prove)
    half = progress(row, date(2024, 4, 10))
    assert (half.light, half.actual, half.target, half.said) == (
        Light.GREEN,
        Decimal(1),
        Decimal(2),
        "阶段成果完成 1/2 项",
    )
    report(made, "印发", date(2024, 4, 9), prove)
    assert progress(row, date(2024, 4, 10)).light is Light.BLUE
