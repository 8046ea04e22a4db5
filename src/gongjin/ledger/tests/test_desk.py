"""工作台: what waits for the office, each with its next step."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from gongjin.audit.actions import run
from gongjin.audit.actors import SystemActor
from gongjin.core import clock
from gongjin.ledger.actions.values import SettleValues
from gongjin.ledger.models import Plan, PlanVersion, Row
from gongjin.ledger.tests import factory
from gongjin.people.models import Jurisdiction, User


@pytest.fixture
def desk(client: Client, office_user: User) -> Client:
    client.force_login(office_user)
    return client


def page(client: Client) -> str:
    answer = client.get(reverse("ledger:desk"))
    assert answer.status_code == 200
    return answer.content.decode()


def test_without_a_plan_it_says_how_to_begin(desk: Client) -> None:
    assert reverse("ledger:plans") in page(desk)
    assert "从一份方案开始" in page(desk)


def test_a_review_that_waits_is_there_with_its_next_step(desk: Client, version_in_review: PlanVersion) -> None:
    assert "待核对的方案" in page(desk)
    assert reverse("ledger:review", args=[version_in_review.public_id]) in page(desk)


def test_a_plan_in_force_asks_for_its_division(desk: Client, published_plan: Plan) -> None:
    assert "还没有汇总单位" in page(desk)
    assert reverse("ledger:division", args=[published_plan.public_id]) in page(desk)


@pytest.mark.parametrize(("days", "said"), [(-1, "已过期"), (0, "今天"), (10, "还有 10 天")])
def test_what_falls_due_is_there(desk: Client, published_plan: Plan, days: int, said: str) -> None:
    row = Row.objects.filter(plan=published_plan, kind="task").first()
    assert row is not None
    due = clock.today() + timedelta(days=days)
    run(SettleValues({"due": due.isoformat()}), actor=SystemActor(), on=row)
    assert said in page(desk)


def test_what_is_due_in_a_far_time_is_not_there(desk: Client, published_plan: Plan) -> None:
    row = Row.objects.filter(plan=published_plan, kind="task").first()
    assert row is not None
    run(SettleValues({"due": (clock.today() + timedelta(days=90)).isoformat()}), actor=SystemActor(), on=row)
    assert "三十天内到期" not in page(desk)


def test_an_administrator_without_the_offices_role_has_no_desk(client: Client, admin_user: User) -> None:
    client.force_login(admin_user)
    assert client.get(reverse("ledger:desk")).status_code == 403


def test_the_number_of_queries_does_not_grow_with_rows(
    desk: Client, jurisdiction: Jurisdiction, django_assert_max_num_queries: Any
) -> None:
    factory.published(jurisdiction, factory.large_plan(60))
    with django_assert_max_num_queries(26):
        page(desk)
