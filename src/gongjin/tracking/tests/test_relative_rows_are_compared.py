"""A relative row is offered what the plan refers to: a target of the same plan, else a data set that is there."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from gongjin.audit.actions import run
from gongjin.audit.errors import Invalid
from gongjin.audit.verify import verify
from gongjin.compiler.plan import CommitmentKind, Comparator, TargetKind
from gongjin.ledger.models import Plan, Row
from gongjin.ledger.tests import factory
from gongjin.people.models import Jurisdiction
from gongjin.tracking.actions.data_sets import AddDataSet, CloseDataSet
from gongjin.tracking.actions.offers import AcceptOffers
from gongjin.tracking.actions.trackers import LeaveUnquantified, SetTracker
from gongjin.tracking.models import DataSet, Tracker
from gongjin.tracking.queries.offers import Offered, offered

GROWTH = "地区生产总值增长6%以上"
INCOME = "居民收入增长与经济增长基本同步"
RATE = {"measure": "rate"}


@pytest.fixture
def county(db: None, settings: object, tmp_path: Path) -> Jurisdiction:
    settings.GONGJIN_HOME = tmp_path  # type: ignore[attr-defined]
    return factory.found()


def plan_of(county: Jurisdiction, reference: str = "经济增长", *, growth: bool = True) -> Plan:
    words = f"{GROWTH}，{INCOME}" if growth else INCOME
    c = factory.Composer(title="安河县年度行动方案")
    c.section("一、", "主要目标", task=True, rest=f"。{words}。（县统计局负责）")
    if growth:
        c.target(GROWTH, "地区生产总值增长", "6", "%", Comparator.GE, kind=TargetKind.CHANGE)
    c.commitment(INCOME, CommitmentKind.RELATIVE, reference)
    c.units("县统计局")
    factory.enter_units(county, "县统计局")
    return factory.published(county, c.compiled())


def series(county: Jurisdiction, name: str, kind: str = "indicator", **settings: object) -> DataSet:
    add = AddDataSet(county, kind, name, unit_of_measure="%", cycle="quarter", settings=settings or RATE)
    return run(add, actor=factory.SYSTEM)


def of_kind(plan: Plan, kind: str) -> Offered:
    return next(item for item in offered(plan) if item.row.kind == kind)


def test_the_target_of_the_plan_is_offered_before_it_has_a_data_set(county: Jurisdiction) -> None:
    plan = plan_of(county)
    found = of_kind(plan, "commitment")
    assert found.beside is not None
    assert found.beside.row == of_kind(plan, "target").row
    assert found.beside_words == "与“地区生产总值增速”比较"


def test_all_offers_confirmed_at_once_are_compared_with_the_data_set_just_made(county: Jurisdiction) -> None:
    plan = plan_of(county)
    run(AcceptOffers(), actor=factory.SYSTEM, on=plan)
    kept = {item.row.kind: item for item in Tracker.objects.select_related("row")}
    assert kept["commitment"].beside == kept["target"].data_set
    assert list(verify()) == []


def test_confirmed_alone_it_brings_the_series_that_the_target_will_have(county: Jurisdiction) -> None:
    plan = plan_of(county)
    run(AcceptOffers([of_kind(plan, "commitment").row]), actor=factory.SYSTEM, on=plan)
    beside = Tracker.objects.get().beside
    assert beside is not None
    assert of_kind(plan, "target").there == beside
    run(AcceptOffers([of_kind(plan, "target").row]), actor=factory.SYSTEM, on=plan)
    assert Tracker.objects.get(row__kind="target").data_set == beside


def test_a_data_set_by_another_name_of_the_figure_is_found(county: Jurisdiction) -> None:
    gdp = series(county, "GDP增速")
    series(county, "规模以上工业增加值增速")
    found = of_kind(plan_of(county, growth=False), "commitment")
    assert found.beside is not None
    assert found.beside.data_set == gdp


def test_where_nothing_has_the_figure_a_series_of_its_own_is_made(county: Jurisdiction) -> None:
    plan = plan_of(county, "农业保险保费", growth=False)
    found = of_kind(plan, "commitment")
    assert found.beside_words == "与“农业保险保费”比较"
    run(AcceptOffers(), actor=factory.SYSTEM, on=plan)
    beside = Tracker.objects.get(row=found.row).beside
    assert beside is not None
    assert beside.name == "农业保险保费"


def test_where_the_plan_does_not_say_what_with_the_office_is_told_to_choose(county: Jurisdiction) -> None:
    plan = plan_of(county, "", growth=False)
    found = of_kind(plan, "commitment")
    assert found.beside is None
    assert "确定后请在条目页选择与哪个指标比较" in found.beside_words
    run(AcceptOffers(), actor=factory.SYSTEM, on=plan)
    assert Tracker.objects.get(row=found.row).beside is None


def test_a_target_that_nothing_measures_is_not_compared_with(county: Jurisdiction) -> None:
    plan = plan_of(county)
    target = of_kind(plan, "target").row
    run(LeaveUnquantified("由省里核算"), actor=factory.SYSTEM, on=target)
    beside = of_kind(plan, "commitment").beside
    assert beside is not None
    assert beside.row is None


@pytest.fixture
def form(county: Jurisdiction, client: Client) -> str:
    plan = plan_of(county)
    run(AcceptOffers([of_kind(plan, "target").row]), actor=factory.SYSTEM, on=plan)
    series(county, "居民人均可支配收入增速")
    client.force_login(factory.user(county, "office", "office"))
    row = Row.objects.get(plan=plan, kind="commitment")
    return reverse("tracking:tracker", args=[row.public_id])


def test_the_form_fills_in_what_the_plan_refers_to_and_the_office_may_choose(
    county: Jurisdiction, client: Client, form: str
) -> None:
    income = DataSet.objects.get(name="居民人均可支配收入增速")
    growth = Tracker.objects.get(row__kind="target").data_set
    assert growth is not None
    page = client.get(form, {"data_set": str(income.public_id)})
    assert page.context["beside"] == str(growth.public_id)
    assert "方案要求参照“经济增长”" in page.content.decode()
    other = series(county, "全省生产总值增速")
    sent = {"do": "set", "data_set": str(income.public_id), "rule_read": "difference", "rule_tolerance": "0.5",
            "beside": str(other.public_id), "mode": "level"}  # fmt: skip
    assert client.post(form, sent).status_code == 302
    kept = Tracker.objects.get(row__kind="commitment")
    assert kept.beside == other
    assert kept.rule["tolerance"] == "0.5"
    assert client.post(form, {**sent, "rule_read": "latest"}).status_code == 302
    assert Tracker.objects.get(row__kind="commitment", replaced_at=None).beside is None


def test_it_is_not_compared_with_itself_nor_with_what_is_no_series(
    county: Jurisdiction, client: Client, form: str
) -> None:
    income = DataSet.objects.get(name="居民人均可支配收入增速")
    row = Row.objects.get(kind="commitment")
    sent = {"do": "set", "data_set": str(income.public_id), "rule_read": "difference", "mode": "level"}
    answer = client.post(form, {**sent, "beside": str(income.public_id)})
    assert answer.status_code == 422
    assert "不能与自己比较" in answer.content.decode()
    closed = run(CloseDataSet(), actor=factory.SYSTEM, on=series(county, "停用的增速"))
    duty = series(county, "日常巡护", "duty", cadence="month")
    other = series(factory.found("白河县", "990002"), "邻县增速")
    for beside, words in ((closed, "已停用"), (duty, "不是指标"), (other, "不属于本辖区")):
        action = SetTracker(income, {"read": "difference"}, {"mode": "level"}, beside)
        with pytest.raises(Invalid, match=words):
            run(action, actor=factory.SYSTEM, on=row)
    assert not Tracker.objects.filter(row=row).exists()
