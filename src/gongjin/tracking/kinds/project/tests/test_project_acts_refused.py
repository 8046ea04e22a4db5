"""What projects refuse: who may not, in which state not, and values that do not hold together. Nothing changes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from gongjin.audit.actions import Action, run
from gongjin.audit.errors import Invalid, NotAllowed, WrongState
from gongjin.core.periods import Period
from gongjin.ledger.tests import factory
from gongjin.people.actors import actor_of
from gongjin.people.models import Jurisdiction, Unit
from gongjin.tracking.actions.data_sets import AddDataSet, CloseDataSet
from gongjin.tracking.actions.periods import FreezePeriod
from gongjin.tracking.kinds.project import aspects, states
from gongjin.tracking.kinds.project.actions import (
    AddPhotos,
    ForecastMilestone,
    NewMilestone,
    PlanMilestones,
    ReportMilestone,
    ReviseMilestone,
)
from gongjin.tracking.kinds.project.actions_amounts import Amount, RecordFigure, RecordLand, RecordMoney
from gongjin.tracking.kinds.project.actions_money_sheet import ReadBackMoney
from gongjin.tracking.kinds.project.actions_sheet import ReadBackPlan
from gongjin.tracking.kinds.project.tests.conftest import SYSTEM, Calendar, Prove, item
from gongjin.tracking.models import DataSet, Fact, Item

MARCH = Period.of_month(2024, 3)
Make = Callable[[Item, Prove], Action[DataSet]]

ACTS: dict[str, Make] = {
    "tracking.project.plan": lambda i, p: PlanMilestones([NewMilestone("审计")]),
    "tracking.project.revise": lambda i, p: ReviseMilestone(i, "征迁", date(2024, 8, 1)),
    "tracking.project.forecast": lambda i, p: ForecastMilestone(i, date(2024, 8, 1)),
    "tracking.project.report": lambda i, p: ReportMilestone(i, date(2024, 4, 1), p()),
    "tracking.project.money": lambda i, p: RecordMoney(
        [Amount(aspects.PAID, "省级资金", MARCH, Decimal(1), "万元")]
    ),
    "tracking.project.land": lambda i, p: RecordLand(date(2024, 4, 1), needed=Decimal(3)),
    "tracking.project.figure": lambda i, p: RecordFigure("length", MARCH, Decimal(1), proofs=p()),
    "tracking.project.photos": lambda i, p: AddPhotos(date(2024, 4, 1), p("图.png")),
    "tracking.project.read_back": lambda i, p: ReadBackPlan([], [NewMilestone("审计")]),
    "tracking.project.money_sheet": lambda i, p: ReadBackMoney(
        [(Amount(aspects.PAID, "省级资金", MARCH, Decimal(1), "万元"), "")]
    ),
}  # fmt: skip


def test_every_act_of_a_project_is_tried_here() -> None:
    assert set(ACTS) == {rule.action for rule in states.TABLE.rules}


@pytest.mark.parametrize("code", ACTS)
def test_another_unit_may_not_and_a_closed_project_takes_nothing(
    code: str, jurisdiction: Jurisdiction, units: dict[str, Unit], road: DataSet, calendar: Calendar, prove: Prove
) -> None:
    calendar.to(date(2024, 4, 10))
    act = ACTS[code](item(road, "开工"), prove)
    before = Fact.objects.count()
    other = factory.user(jurisdiction, "other", "reporter", unit=units["县水利局"])
    with pytest.raises(NotAllowed):
        run(act, actor=actor_of(other), on=road)
    closed = run(CloseDataSet(), actor=SYSTEM, on=road)
    with pytest.raises(WrongState):
        run(act, actor=SYSTEM, on=closed)
    assert Fact.objects.count() == before
    assert road.items.count() == 4


@pytest.mark.parametrize("code", ACTS)
def test_whoever_answers_for_the_project_may(
    code: str, jurisdiction: Jurisdiction, units: dict[str, Unit], road: DataSet, calendar: Calendar, prove: Prove
) -> None:
    calendar.to(date(2024, 4, 10))
    owner = factory.user(jurisdiction, "owner", "reporter", unit=units["县住房和城乡建设局"])
    before = Fact.objects.count()
    run(ACTS[code](item(road, "开工"), prove), actor=actor_of(owner), on=road)
    assert Fact.objects.count() > before


@pytest.mark.parametrize("code", ACTS)
def test_what_is_no_project_takes_none_of_it(
    code: str, jurisdiction: Jurisdiction, road: DataSet, calendar: Calendar, prove: Prove
) -> None:
    calendar.to(date(2024, 4, 10))
    act = ACTS[code](item(road, "开工"), prove)
    other = run(AddDataSet(jurisdiction, "project", "别的项目"), actor=SYSTEM)
    DataSet._base_manager.filter(pk=other.pk).update(kind="register")
    with pytest.raises(Invalid, match="不是项目"):
        run(act, actor=SYSTEM, on=other)


WRONG: dict[str, tuple[Make, str]] = {
    "no milestone": (lambda i, p: PlanMilestones([]), "至少填写一个节点"),
    "an unknown kind": (lambda i, p: PlanMilestones([NewMilestone("审计", "x")]), "节点类别"),
    "no weight": (lambda i, p: PlanMilestones([NewMilestone("审计", weight=Decimal(0))]), "权重应大于 0"),
    "a name that is taken": (lambda i, p: PlanMilestones([NewMilestone("开工")]), "开工"),
    "a day that no plan means": (
        lambda i, p: PlanMilestones([NewMilestone("审计", planned=date(202, 4, 1))]), "日期超出范围"),
    "revised without reason": (lambda i, p: ReviseMilestone(i, " ", date(2024, 8, 1)), "请写明调整原因"),
    "revised to the same": (lambda i, p: ReviseMilestone(i, "征迁", date(2024, 6, 30)), "与现在的计划相同"),
    "expected in the past": (lambda i, p: ForecastMilestone(i, date(2024, 4, 1)), "不能早于今天"),
    "done tomorrow": (lambda i, p: ReportMilestone(i, date(2024, 4, 11), p()), "不能晚于今天"),
    "done without proof": (lambda i, p: ReportMilestone(i, date(2024, 4, 1)), "请上传佐证材料"),
    "no photo": (lambda i, p: AddPhotos(date(2024, 4, 1), ()), "请选择照片"),
    "a photo that is none": (lambda i, p: AddPhotos(date(2024, 4, 1), p()), "不是图片"),
    "an unknown figure": (lambda i, p: RecordFigure("x", MARCH, Decimal(1), proofs=p()), "没有登记"),
    "less than no work": (lambda i, p: RecordFigure("length", MARCH, Decimal(-1), proofs=p()), "不能为负数"),
    "work without proof": (lambda i, p: RecordFigure("length", MARCH, Decimal(1)), "请上传佐证材料"),
    "work of a month to come": (
        lambda i, p: RecordFigure("length", Period.of_month(2024, 5), Decimal(1), proofs=p()), "还没有到"),
    "no land": (lambda i, p: RecordLand(date(2024, 4, 1)), "请填写所需用地"),
    "land in metres": (lambda i, p: RecordLand(date(2024, 4, 1), needed=Decimal(1), unit="米"), "不是同类单位"),
    "approved before needed": (
        lambda i, p: RecordLand(date(2024, 4, 1), approved=Decimal(1), proofs=p()), "先填写所需用地"),
    "an empty workbook": (lambda i, p: ReadBackPlan([], []), "不需要应用"),
}  # fmt: skip


@pytest.mark.parametrize("what", WRONG)
def test_it_is_refused_in_words(what: str, road: DataSet, calendar: Calendar, prove: Prove) -> None:
    calendar.to(date(2024, 4, 10))
    make, words = WRONG[what]
    act, before = make(item(road, "开工"), prove), Fact.objects.count()
    with pytest.raises(Invalid, match=words):
        run(act, actor=SYSTEM, on=road)
    assert Fact.objects.count() == before
    assert road.items.count() == 4


def test_more_land_than_needed_is_a_slip_of_the_unit(road: DataSet, calendar: Calendar, prove: Prove) -> None:
    run(RecordLand(date(2024, 1, 1), needed=Decimal(10)), actor=SYSTEM, on=road)
    with pytest.raises(Invalid, match="大于所需用地"):
        run(RecordLand(date(2024, 1, 1), approved=Decimal(1), unit="公顷", proofs=prove()), actor=SYSTEM, on=road)


def test_a_milestone_that_is_done_is_reported_again_only_with_a_reason(
    road: DataSet, calendar: Calendar, prove: Prove
) -> None:
    calendar.to(date(2024, 4, 10))
    works = item(road, "开工")
    run(ReportMilestone(works, date(2024, 4, 1), prove()), actor=SYSTEM, on=road)
    with pytest.raises(Invalid, match="已填报完成"):
        run(ReportMilestone(works, date(2024, 4, 2), prove()), actor=SYSTEM, on=road)
    for act in (ReviseMilestone(works, "征迁", date(2024, 9, 1)), ForecastMilestone(works, date(2024, 9, 1))):
        with pytest.raises(Invalid, match="已经完成"):
            run(act, actor=SYSTEM, on=road)
    run(ReportMilestone(works, date(2024, 4, 2), prove(), why="日期填错"), actor=SYSTEM, on=road)
    done = road.facts.filter(aspect=aspects.DONE)
    assert [fact.ends for fact in done.filter(replaced_by=None)] == [date(2024, 4, 2)]


def test_a_frozen_month_takes_no_report_but_a_plan(road: DataSet, calendar: Calendar, prove: Prove) -> None:
    calendar.to(date(2024, 4, 10))
    run(FreezePeriod(MARCH), actor=SYSTEM, on=road)
    works = item(road, "开工")
    with pytest.raises(Invalid, match="已审定冻结"):
        run(ReportMilestone(works, date(2024, 3, 20), prove()), actor=SYSTEM, on=road)
    run(ReviseMilestone(works, "提前", date(2024, 3, 31)), actor=SYSTEM, on=road)


def test_no_act_takes_a_percentage_or_a_declared_figure() -> None:
    for act in (PlanMilestones, ReviseMilestone, ForecastMilestone, ReportMilestone, RecordMoney, RecordLand,
                RecordFigure, AddPhotos, ReadBackPlan):  # fmt: skip
        assert not {"actual", "percent", "progress", "ratio", "share"} & set(act.__dataclass_fields__)
