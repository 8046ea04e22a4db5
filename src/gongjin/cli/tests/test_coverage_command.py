"""`gongjin coverage`: no row of a plan is left without something that measures it."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongjin.audit.actions import run as act
from gongjin.audit.actors import SystemActor
from gongjin.audit.verify import verify
from gongjin.cli.main import run
from gongjin.ledger.models import Plan, Row
from gongjin.tracking.actions.trackers import LeaveUnquantified
from gongjin.tracking.models import DataSet, Tracker
from gongjin.tracking.queries.offers import offered

pytestmark = pytest.mark.django_db

PLAN = """安河县城乡融合行动方案

为推进城乡融合，制定本方案。
一、工作目标
2025年，全县地区生产总值增长6%左右，居民收入与经济增长基本同步，空气质量进一步改善。
二、工作任务
（一）发展产业
1.培育企业。培育省级绿色工厂2家、市级绿色工厂3家，开展招商引资，引进一批食品企业落户安河。（县工业和信息化局负责）
2.守护水质。每月对水源地巡查一次，确保库区总磷浓度达到国家考核目标。（市生态环境局安河分局负责）
3.建设道路。改造农村公路35.5公里，新建5G基站20个以上，新建水厂1座。（县交通运输局负责）
"""


@pytest.fixture
def plan(settings: object, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Plan:
    settings.GONGJIN_HOME = tmp_path  # type: ignore[attr-defined]
    path = tmp_path / "方案.txt"
    path.write_text(PLAN, "utf-8")
    assert run(["import", str(path), "--publish"]) == 0
    capsys.readouterr()
    return Plan.objects.get()


def test_rows_without_anything_are_findings_and_each_has_an_offer(
    plan: Plan, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["coverage", plan.code]) == 1
    said = capsys.readouterr()
    assert "绿色工厂名录" in said.out
    assert "--accept" in said.err
    assert not Tracker.objects.exists()
    assert all(item.offer is not None for item in offered(plan))


def test_accept_confirms_all_that_is_offered_in_one_act(plan: Plan, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["coverage", plan.code, "--accept"]) == 0
    assert "都已确定计量方式" in capsys.readouterr().err
    assert Tracker.objects.count() == len(offered(plan))
    assert list(verify()) == []
    assert run(["coverage", plan.code]) == 0
    assert run(["coverage", plan.code, "--accept"]) == 0  # nothing is left to confirm, and that is no finding


def test_rows_that_name_the_same_share_a_register_and_count_their_own_level(plan: Plan) -> None:
    run(["coverage", plan.code, "--accept"])
    factories = DataSet.objects.get(name="绿色工厂名录")
    rules = [tracker.rule for tracker in Tracker.objects.filter(data_set=factories).order_by("row__code")]
    assert sorted(rule["where"]["level"] for rule in rules) == ["市级", "省级"]


def test_a_relative_row_is_compared_with_the_series_of_the_row_that_speaks_of_it(plan: Plan) -> None:
    run(["coverage", plan.code, "--accept"])
    growth = DataSet.objects.get(name="地区生产总值增速")
    assert Tracker.objects.get(row__readings__text__contains="同步", row__kind="commitment").beside == growth
    assert Tracker.objects.filter(data_set=growth).count() == 1


def test_of_one_thing_nothing_is_due_before_its_day(plan: Plan) -> None:
    run(["coverage", plan.code, "--accept"])
    one = Tracker.objects.get(row__readings__title__contains="水厂", row__kind="target")
    assert one.asked["schedule"] == {"kind": "milestones", "points": [["2025-12-31", "1"]]}
    several = Tracker.objects.get(row__readings__title__contains="基站", row__kind="target")
    assert "schedule" not in several.asked


def test_a_data_set_that_is_there_is_offered_before_a_new_one(plan: Plan) -> None:
    run(["coverage", plan.code, "--accept"])
    sets = DataSet.objects.count()
    Tracker.objects.all()._raw_delete(Tracker.objects.db)
    again = offered(plan)
    assert all(item.there is not None for item in again if item.offer is not None)
    run(["coverage", plan.code, "--accept"])
    assert DataSet.objects.count() == sets


def test_a_recorded_decision_to_measure_nothing_counts_as_settled(plan: Plan) -> None:
    row = Row.objects.filter(plan=plan, kind="commitment").first()
    act(LeaveUnquantified("由上级统一评价，县里没有数据。"), actor=SystemActor(), on=row)
    run(["coverage", plan.code, "--accept"])
    tracker = Tracker.objects.get(row=row)
    assert tracker.data_set is None
    assert run(["coverage", plan.code]) == 0


def test_a_plan_that_is_not_there_is_a_finding(plan: Plan, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["coverage", "1999"]) == 1
    assert "1999" in capsys.readouterr().err
