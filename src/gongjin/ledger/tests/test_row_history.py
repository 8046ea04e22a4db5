"""时间线: what was done to a row, by whom, and what each act set."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from gongjin.audit.models import Payload
from gongjin.ledger.models import DivisionEntry, Plan, Row
from gongjin.ledger.queries.row_history import history_of
from gongjin.ledger.tests.divided import key, part, settle, undivided, value
from gongjin.people.actors import actor_of
from gongjin.people.models import Unit, User

pytestmark = pytest.mark.django_db

TASK, OTHER = "2.1.1", "2.1.2"


def told(plan: Plan, code: str = TASK) -> list[tuple[str, ...]]:
    return [happening.details for happening in history_of(Row.objects.get(plan=plan, code=code), [])]


def test_a_part_that_was_given_changed_and_taken_away_is_told(published_plan: Plan, units: dict[str, Unit]) -> None:
    water = units["县水利局"]
    settle(published_plan, part(published_plan, TASK, water, "does"))
    settle(published_plan, part(published_plan, TASK, water, "sums_up", was="does"))
    settle(published_plan, part(published_plan, TASK, water, "", was="sums_up"))
    assert not DivisionEntry.objects.exists()
    assert told(published_plan)[:3] == [("县水利局：取消汇总",), ("县水利局：承担改为汇总",), ("县水利局：承担",)]


def test_only_what_concerns_the_row_is_told(published_plan: Plan, units: dict[str, Unit]) -> None:
    settle(
        published_plan,
        part(published_plan, TASK, units["县水利局"], "does"),
        value(published_plan, TASK, "due", "2024-09-30"),
        part(published_plan, OTHER, units["县教育局"], "sums_up"),
    )
    assert told(published_plan)[0] == ("县水利局：承担", "完成时限：2024-09-30")
    assert told(published_plan, OTHER)[0] == ("县教育局：汇总",)


def test_a_value_taken_back_and_a_task_left_undivided_are_told(published_plan: Plan) -> None:
    settle(published_plan, undivided(published_plan, "1"), value(published_plan, "1", "note", "总体目标"))
    changes = (undivided(published_plan, "1", "", was="yes"), value(published_plan, "1", "note", "", was="总体目标"))
    settle(published_plan, *changes)
    assert told(published_plan, "1")[:2] == [
        ("取消不分工", "备注：清除专班确定值"),
        ("标为不分工", "备注：总体目标"),
    ]


def test_an_act_whose_payload_was_blanked_is_still_there(published_plan: Plan, units: dict[str, Unit]) -> None:
    settle(published_plan, part(published_plan, TASK, units["县水利局"], "does"))
    Payload.objects.update(body=None)
    (latest, *_rest) = history_of(Row.objects.get(plan=published_plan, code=TASK), [])
    assert (latest.action, latest.details) == ("填写分工", ())


def test_the_page_shows_it_with_who_did_it(
    published_plan: Plan, units: dict[str, Unit], client: Client, office_user: User
) -> None:
    who = actor_of(office_user)
    settle(published_plan, part(published_plan, TASK, units["县水利局"], "does"), actor=who)
    settle(published_plan, part(published_plan, TASK, units["县水利局"], "", was="does"), actor=who)
    client.force_login(office_user)
    text = client.get(reverse("ledger:row", args=[key(published_plan, TASK)])).content.decode()
    assert "县水利局：取消承担" in text
    assert office_user.display_name in text


def test_it_costs_the_same_for_one_act_and_for_many(published_plan: Plan, units: dict[str, Unit]) -> None:
    row = Row.objects.get(plan=published_plan, code=TASK)

    def count() -> int:
        with CaptureQueriesContext(connection) as captured:
            history_of(Row.objects.select_related("plan__jurisdiction").get(pk=row.pk), [])
        return len(captured)

    settle(published_plan, part(published_plan, TASK, units["县水利局"], "does"))
    before = count()
    for name in ("县教育局", "县财政局", "县农业农村局"):
        settle(published_plan, part(published_plan, TASK, units[name], "cooperates"))
    assert count() == before
