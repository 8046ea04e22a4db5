from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from gongjin.audit.actions import run
from gongjin.ledger.tests import factory
from gongjin.people.models import Jurisdiction, Unit, User
from gongjin.tracking.actions.data_sets import AddItems, NewItem
from gongjin.tracking.kinds.duty.actions import Occasion, RecordDuty
from gongjin.tracking.kinds.duty.queries import calendar
from gongjin.tracking.models import DataSet, Fact, Item

Make = Callable[..., DataSet]
SYSTEM = factory.SYSTEM


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def desk(office: User) -> Client:
    return signed_in(office)


@pytest.fixture
def patrol(make: Make, rectification: DataSet) -> DataSet:
    duty = make("patrol", findings_into=str(rectification.public_id))
    return run(AddItems([NewItem("演示湖东线")]), actor=SYSTEM, on=duty)


def at(name: str, data_set: DataSet, *more: object) -> str:
    return reverse(f"tracking:{name}", args=[data_set.public_id, *more])


def done(data_set: DataSet, *days: date) -> None:
    place = data_set.items.get()
    run(RecordDuty([Occasion(day, 2, place) for day in days]), actor=SYSTEM, on=data_set)


def test_the_calendar_and_its_table_say_the_same(patrol: DataSet) -> None:
    done(patrol, date(2024, 6, 3), date(2024, 6, 5), date(2024, 6, 12))
    year = calendar(patrol, 2024)
    assert len(year.days) == 366
    june = year.months[5]
    assert (june.due, june.done, june.missed, june.records, june.people) == (5, 2, 3, 3, Decimal(6))
    assert [day.day for day in year.days if day.missed and day.day.month == 6] == [
        date(2024, 6, 2), date(2024, 6, 23), date(2024, 6, 30),
    ]  # fmt: skip
    assert {day.day: day.shade for day in year.days if day.records} == {
        date(2024, 6, 3): 1, date(2024, 6, 5): 1, date(2024, 6, 12): 1,
    }  # fmt: skip
    assert sum(month.due for month in year.months) == 26, "only the weeks that are over by today"


def test_an_occasion_is_recorded_on_its_form_and_what_was_found_goes_on(
    desk: Client, patrol: DataSet, rectification: DataSet, units: dict[str, Unit]
) -> None:
    form = {
        "on": "2024-06-03", "place": patrol.items.get().code, "people": "3", "time": "9:00", "by": "演示甲",
        "count.distance": "12.5", "findings": "堤脚垃圾\n\n标牌损坏", "due": "2024-06-30",
        "finding_unit": str(units["县水利局"].public_id), "note": "水位平稳",
    }  # fmt: skip
    page = desk.post(at("duty-record", patrol), form, follow=True).content.decode()
    for words in ("演示湖东线", "巡护里程", "12.5", "水位平稳", "发现问题 2 个"):
        assert words in page
    assert list(rectification.items.order_by("code").values_list("unit__name", flat=True)) == ["县水利局"] * 2


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"people": ""}, "请填写参加人数"),
        ({"people": "²"}, "请填写参加人数"),
        ({"on": ""}, "请填写日期"),
        ({"place": "x"}, "没有这个地点或路线"),
        ({"place": ""}, "请选择地点或路线"),
        ({"count.distance": "远"}, "不是数值"),
        ({"findings": "垃圾", "finding_unit": "x"}, "没有这个单位"),
    ],
)
def test_what_is_refused_is_said_on_the_form_and_nothing_is_kept(
    desk: Client, patrol: DataSet, changed: dict[str, str], words: str
) -> None:
    form = {"on": "2024-06-03", "place": patrol.items.get().code, "people": "3", **changed}
    answer = desk.post(at("duty-record", patrol), form)
    assert (answer.status_code, words in answer.content.decode()) == (422, True)
    assert not Fact.objects.exists()


def test_a_place_is_entered_and_a_record_is_void_with_its_reason(desk: Client, patrol: DataSet) -> None:
    desk.post(at("duty-place", patrol), {"name": "演示湖西线", "lon": "112.4", "lat": "29.37"})
    assert Item.objects.get(name="演示湖西线").place == {"lon": "112.4", "lat": "29.37"}
    assert desk.post(at("duty-place", patrol), {"name": "演示湖南线", "lon": "29"}).status_code == 422
    run(RecordDuty([Occasion(date(2024, 6, 3), 2, Item.objects.get(name="演示湖西线"))]), actor=SYSTEM, on=patrol)
    fact = Fact.objects.get()
    assert desk.post(at("duty-void", patrol, fact.public_id), {"why": ""}).status_code == 422
    page = desk.post(at("duty-void", patrol, fact.public_id), {"why": "误填"}, follow=True)
    assert "已更正或作废" in page.content.decode()
    assert calendar(patrol, 2024).months[5].records == 0


def test_the_page_takes_as_many_queries_for_forty_records_as_for_two(
    desk: Client, patrol: DataSet, django_assert_max_num_queries: Any
) -> None:
    done(patrol, date(2024, 6, 3), date(2024, 6, 5))
    with django_assert_max_num_queries(15):
        assert len(desk.get(at("duty", patrol)).context["entries"]) == 2
    done(patrol, *(date(2024, 1, 1) + timedelta(days=n) for n in range(38)))
    with django_assert_max_num_queries(15):
        assert len(desk.get(at("duty", patrol)).context["entries"]) == 40
    assert desk.get(at("duty", patrol) + "?year=1024&page=9").context["calendar"].year == 2024


def test_a_stranger_sees_no_duty_and_another_units_reporter_only_reads(
    patrol: DataSet, jurisdiction: Jurisdiction, units: dict[str, Unit]
) -> None:
    stranger = factory.user(factory.found("远山县", "990002"), "stranger", "office")
    assert signed_in(stranger).get(at("duty", patrol)).status_code == 404
    client = signed_in(factory.user(jurisdiction, "water", "reporter", unit=units["县水利局"]))
    page = client.get(at("duty", patrol))
    assert (page.status_code, page.context["may_write"]) == (200, False)
    form = {"on": "2024-06-03", "place": patrol.items.get().code, "people": "3"}
    assert client.post(at("duty-record", patrol), form).status_code == 403
    assert not Fact.objects.exists()
