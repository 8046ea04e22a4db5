"""The page on which the office confirms how rows are measured."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from gongjin.ledger.models import Plan, Row
from gongjin.ledger.tests import factory
from gongjin.tracking.models import Tracker
from gongjin.tracking.queries.offers import offered


@pytest.fixture
def plan(db: None, settings: object, tmp_path: object) -> Plan:
    settings.GONGJIN_HOME = tmp_path  # type: ignore[attr-defined]
    jurisdiction = factory.found()
    factory.enter_units(jurisdiction)
    return factory.published(jurisdiction)


@pytest.fixture
def office(plan: Plan, client: Client) -> Client:
    client.force_login(factory.user(plan.jurisdiction, "office", "office"))
    return client


def page(plan: Plan) -> str:
    return reverse("tracking:settle", args=[plan.public_id])


def test_it_shows_what_each_row_is_offered_and_how_many_wait(plan: Plan, office: Client) -> None:
    said = office.get(page(plan)).content.decode()
    waiting = offered(plan)
    assert f"还有 {len(waiting)} 行未定" in said
    for item in waiting:
        assert item.row.code in said


def test_each_row_leads_to_its_form_whether_it_waits_or_is_settled(plan: Plan, office: Client) -> None:
    first = next(item for item in offered(plan) if item.offer is not None)
    form = reverse("tracking:tracker", args=[first.row.public_id])
    assert f'href="{form}" aria-label="{first.row.code} 自己设定"' in office.get(page(plan)).content.decode()
    office.post(reverse("tracking:settle-accept", args=[plan.public_id]), {"row": str(first.row.public_id)})
    assert f'href="{form}" aria-label="修改 {first.row.code} 的计量方式"' in office.get(page(plan)).content.decode()
    assert office.get(form).status_code == 200


def test_the_ticked_rows_are_confirmed_and_no_other(plan: Plan, office: Client) -> None:
    first = next(item for item in offered(plan) if item.offer is not None)
    answer = office.post(reverse("tracking:settle-accept", args=[plan.public_id]), {"row": str(first.row.public_id)})
    assert answer.url == page(plan)  # type: ignore[attr-defined]
    assert list(Tracker.objects.values_list("row", flat=True)) == [first.row.pk]


def test_all_are_confirmed_at_once(plan: Plan, office: Client) -> None:
    office.post(reverse("tracking:settle-accept", args=[plan.public_id]), {"all": "1"})
    assert all(item.settled for item in offered(plan))
    assert "每一行都已确定计量方式" in office.get(page(plan)).content.decode()


def test_nothing_ticked_is_said_and_changes_nothing(plan: Plan, office: Client) -> None:
    answer = office.post(reverse("tracking:settle-accept", args=[plan.public_id]), follow=True)
    assert "请先勾选" in answer.content.decode()
    assert not Tracker.objects.exists()


def test_a_row_is_left_unquantified_with_its_reason_and_not_without(plan: Plan, office: Client) -> None:
    row = Row.objects.filter(plan=plan, kind="task").first()
    assert row is not None
    address = reverse("tracking:settle-leave", args=[plan.public_id])
    assert office.post(address, {"row": str(row.public_id), "why": " "}).status_code == 422
    assert not Tracker.objects.exists()
    office.post(address, {"row": str(row.public_id), "why": "只作原则要求"})
    assert Tracker.objects.get(row=row).why == "只作原则要求"


def test_a_reporter_does_not_see_it(plan: Plan, client: Client) -> None:
    client.force_login(factory.user(plan.jurisdiction, "reporter", "reporter"))
    assert client.get(page(plan)).status_code == 403


def test_another_governments_plan_is_not_there(plan: Plan, client: Client) -> None:
    other = factory.found("白河县", "990002")
    client.force_login(factory.user(other, "other", "office"))
    assert client.get(page(plan)).status_code == 404
    assert client.post(reverse("tracking:settle-accept", args=[plan.public_id]), {"all": "1"}).status_code == 404


def test_its_queries_do_not_grow_with_rows(plan: Plan, office: Client, django_assert_max_num_queries: object) -> None:
    large = factory.published(plan.jurisdiction, factory.large_plan(40))
    with django_assert_max_num_queries(25):  # type: ignore[operator]
        office.get(page(large))
