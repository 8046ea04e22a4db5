"""The form by which the office says how a row is measured: in words for every kind, with every schedule."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from gongjin.audit.verify import verify
from gongjin.core import clock
from gongjin.ledger.tests import factory
from gongjin.people.models import User
from gongjin.tracking.models import DataSet, Tracker
from gongjin.tracking.queries.progress import progress
from gongjin.tracking.tests.rows.build import Case, d, enter, noon, plan, target, things, value

FIRMS = ("培育省级节水型企业3家", "省级节水型企业", "3", "家")
ROADS = ("完成农村公路投资1200万元", "农村公路投资", "1200", "万元")


@pytest.fixture(autouse=True)
def home(db: None, settings: object, tmp_path: Path) -> None:
    settings.GONGJIN_HOME = tmp_path  # type: ignore[attr-defined]


@pytest.fixture
def firms() -> Case:
    return target("县水利局", FIRMS)


@pytest.fixture
def roads() -> Case:
    return target("县交通运输局", ROADS)


def office(case: Case) -> Client:
    client = Client()
    there = User.objects.filter(username="office").first()
    client.force_login(there or factory.user(case.county, "office", "office"))
    return client


def address(case: Case) -> str:
    return reverse("tracking:tracker", args=[case.row.public_id])


def send(case: Case, data_set: DataSet, **given: object) -> tuple[int, str]:
    """Send the form; the status and the page that answers."""
    sent = {"do": "set", "data_set": str(data_set.public_id), "shown": str(data_set.public_id), **given}
    with clock.at(noon(d(1, 5))):
        answer = office(case).post(address(case), sent)
    return answer.status_code, answer.content.decode()


def page_of(case: Case, data_set: DataSet) -> str:
    with clock.at(noon(d(1, 5))):
        answer = office(case).get(address(case), {"data_set": str(data_set.public_id)})
    return answer.content.decode()


def test_a_register_is_asked_for_in_words_and_no_json_is_typed(firms: Case) -> None:
    register = firms.data_set("register", "recognition", "节水型企业名录")
    page = page_of(firms, register)
    for words in ("数什么", "到哪个阶段算数", "只数其中一部分", "省级", "只数计划期内达到的"):
        assert words in page
    assert "JSON" not in page
    assert 'name="rule"' not in page


def test_a_registers_rule_is_chosen_and_counts(firms: Case) -> None:
    register = firms.data_set("register", "recognition", "节水型企业名录")
    levels = ["省级", "国家级"]
    status, _said = send(
        firms, register, rule_count="entries", rule_stage="applied", rule_where_level=levels, rule_taken="since"
    )
    assert status == 302
    kept = Tracker.objects.get()
    assert kept.rule["where"] == {"level": ["省级", "国家级"]}
    assert kept.rule["since"] is True
    enter(d(3, 1), register, "演示一厂", "演示二厂", stage="applied", fields={"level": "省级"})
    enter(d(3, 1), register, "演示三厂", stage="applied", fields={"level": "市级"})
    with clock.at(noon(d(3, 2))):
        assert progress(firms.row, d(3, 2)).actual == Decimal(2)
    page = page_of(firms, register)
    assert "级别为省级或国家级" in page
    assert '<details class="field-group mb-2" open>' in page
    assert list(verify()) == []


def test_a_choice_that_is_none_is_refused_and_the_rest_is_kept(firms: Case) -> None:
    register = firms.data_set("register", "recognition", "节水型企业名录")
    status, said = send(firms, register, rule_stage="nowhere", rule_where_level=["省级"], value="5")
    assert status == 422
    assert "没有“nowhere”这个阶段" in said
    assert 'value="省级" checked' in said
    assert 'value="5"' in said
    assert not Tracker.objects.exists()


def test_milestones_and_stations_are_ticked_by_name(roads: Case) -> None:
    road = roads.data_set("project", "line", "环库公路")
    plan(road, ("初步设计批复", "preliminary", 1, d(3, 1)), ("路基贯通", "construction", 3, d(9, 1)))
    assert "001 初步设计批复" in page_of(roads, road)
    assert send(roads, road, rule_read="milestones", rule_codes=["002"], unit="%", value="100")[0] == 302
    assert Tracker.objects.get().rule["codes"] == ["002"]
    lake = roads.data_set("monitoring", "lake_phosphorus", "库区水质")
    things(lake, "库心", "坝前")
    assert "002 坝前" in page_of(roads, lake)


def test_a_duty_is_asked_for_in_words(roads: Case) -> None:
    duty = roads.data_set("duty", "patrol", "道路巡查")
    assert "各次记录的巡护里程合计" in page_of(roads, duty)
    assert send(roads, duty, rule_read="sum:distance", unit="公里")[0] == 302
    assert Tracker.objects.get().rule == {"read": "sum:distance"}


def test_another_data_set_brings_its_own_fields_and_forgets_those_before(roads: Case) -> None:
    duty = roads.data_set("duty", "patrol", "道路巡查")
    register = roads.data_set("register", "lines", "农村公路台账")
    with clock.at(noon(d(1, 5))):
        sent = {"again": "1", "data_set": str(register.public_id), "shown": str(duty.public_id), "rule_read": "records"}
        page = office(roads).post(address(roads), sent).content.decode()
    assert "到哪个阶段算数" in page
    assert not Tracker.objects.exists()


def invested(case: Case, *years: int, months: int = 12) -> DataSet:
    """A series that comes late in each of some years: nothing to speak of before May."""
    series = case.data_set("indicator", "year_to_date", "农村公路投资", accumulates=False)
    for year in years:
        for month in range(1, months + 1):
            amount = "10" if month < 5 else "120"
            value(d(1, 10), series, f"{year}-{month:02}", amount, confirmed=True)
    return series


def test_a_season_is_taken_from_past_years(roads: Case) -> None:
    series = invested(roads, 2022, 2023)
    assert send(roads, series, rule_read="sum", schedule="seasonal")[0] == 302
    asked = Tracker.objects.get().asked
    points = dict(asked["schedule"]["points"])
    assert points["2024-04-30"] == "1/25"
    assert points["2024-12-31"] == "1"
    with clock.at(noon(d(5, 10))):
        value(d(5, 10), series, "2024-01", "10")
        shown = progress(roads.row, d(4, 30))
    assert shown.expected == Decimal(12)  # up to the end of January, the last month told
    page = page_of(roads, series)
    assert '<option value="seasonal" selected>' in page
    assert "2024-04-30" in page


@pytest.mark.parametrize(
    ("given", "words"),
    [({}, "没有逐月（或逐季）完整的往年数据"),
     ({"mode": "level"}, "水平或比率期满看结果"),
     ({"due": "2025-12-31"}, "应在同一年"),
     ({"schedule": "whenever"}, "请从列表中选择")],
)  # fmt: skip
def test_a_season_that_nobody_can_tell_is_refused_in_words(roads: Case, given: dict[str, str], words: str) -> None:
    series = invested(roads, 2023, months=9)
    status, said = send(roads, series, **{"rule_read": "sum", "schedule": "seasonal", **given})
    assert status == 422
    assert words in said
    assert not Tracker.objects.exists()


@pytest.mark.parametrize(
    ("given", "halfway"),
    [({"schedule": "linear"}, "49.7"),
     ({"schedule": "quarters", "quarter1": "10", "quarter2": "20", "quarter3": "30", "quarter4": "40"}, "30"),
     ({"schedule": "milestones", "points": "2024-05-31\t1\n2024-11-30\t3"}, "25"),
     ({"schedule": "typed", "points": "2024-06-30，90\n2024-12-31，120"}, "75")],
)  # fmt: skip
def test_what_a_schedule_expects_is_seen_before_it_is_settled(roads: Case, given: dict[str, str], halfway: str) -> None:
    series = roads.data_set("indicator", "year_to_date", "农村公路投资")
    with clock.at(noon(d(1, 5))):
        sent = {"again": "1", "data_set": str(series.public_id), "rule_read": "sum", **given}
        answer = office(roads).post(address(roads), sent)
    steps = {step.day: step for step in answer.context["expected"]["steps"]}
    assert steps[date(2024, 6, 30)].percent == Decimal(halfway)
    assert all(answer.context["asked"][name] == text for name, text in given.items())
    assert 'class="expected-way"' in answer.content.decode()
    assert not Tracker.objects.exists()


def test_a_schedule_that_cannot_be_read_is_told_where_it_would_stand(roads: Case) -> None:
    series = roads.data_set("indicator", "year_to_date", "农村公路投资")
    with clock.at(noon(d(1, 5))):
        sent = {"again": "1", "data_set": str(series.public_id), "schedule": "typed", "points": "六月底 九十"}
        page = office(roads).post(address(roads), sent).content.decode()
    assert "进度安排的这一行看不懂：六月底 九十" in page
    status, said = send(roads, series, rule_read="sum", schedule="quarters", quarter1="1", due="2025-12-31")
    assert status == 422
    assert "跨年的请逐期填写" in said


def test_who_is_not_of_the_office_does_not_see_it(roads: Case) -> None:
    client = Client()
    client.force_login(factory.user(roads.county, "reporter", "reporter"))
    assert client.get(address(roads)).status_code == 403
