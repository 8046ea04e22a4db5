"""Whoever clicks twice gets the page that the first click led to, never a refusal of what they did themselves."""

from __future__ import annotations

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from gongjin.audit.actions import run
from gongjin.audit.models import Record
from gongjin.ledger import review
from gongjin.ledger.actions.versions import AddVersion
from gongjin.ledger.models import Plan, PlanVersion
from gongjin.ledger.sheets.task_list import task_list
from gongjin.ledger.tests import factory
from gongjin.ledger.tests.divided import SYSTEM, division, edited, everyone_sums_up, state, typed
from gongjin.people.models import Unit, User

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(client: Client, office_user: User) -> Client:
    client.force_login(office_user)
    return client


def test_publishing_twice_leads_to_the_list_twice(office: Client, version_in_review: PlanVersion) -> None:
    factory.reviewed(version_in_review)
    address = reverse("ledger:publish", args=[version_in_review.public_id])
    first, second = office.post(address), office.post(address)
    assert first.status_code == second.status_code == 302
    assert first.headers["Location"] == second.headers["Location"] == f"{reverse('ledger:rows')}?plan=2024"
    assert Record.objects.filter(action="ledger.version.publish").count() == 1


def test_what_was_given_up_is_not_published_by_a_late_click(office: Client, version_in_review: PlanVersion) -> None:
    factory.reviewed(version_in_review)
    arguments = [version_in_review.public_id]
    office.post(reverse("ledger:discard", args=arguments))
    late = office.post(reverse("ledger:publish", args=arguments))
    assert late.status_code == 409
    assert "已放弃" in late.content.decode()


def test_giving_up_twice_leads_to_the_plans_twice(office: Client, version_in_review: PlanVersion) -> None:
    address = reverse("ledger:discard", args=[version_in_review.public_id])
    for _click in range(2):
        response = office.post(address)
        assert (response.status_code, response.headers.get("Location")) == (302, reverse("ledger:plans"))
    assert Record.objects.filter(action="ledger.version.discard").count() == 1


def test_fixing_and_reopening_a_division_twice_lead_to_it_twice(
    office: Client, published_plan: Plan, units: dict[str, Unit]
) -> None:
    everyone_sums_up(published_plan, units["县水利局"])
    page = reverse("ledger:division", args=[published_plan.public_id])
    seen = {"revision": division(published_plan).revision}
    for name, form in (("division_fix", seen), ("division_reopen", {"reason": "牵头科室调整"})):
        address = reverse(f"ledger:{name}", args=[published_plan.public_id])
        for _click in range(2):
            response = office.post(address, form)
            assert (response.status_code, response.headers.get("Location")) == (302, page)
    for action in ("fix", "reopen"):
        assert Record.objects.filter(action=f"ledger.division.{action}").count() == 1


def test_applying_a_workbook_twice_shows_the_same_page_and_so_does_taking_it_back(
    office: Client, published_plan: Plan
) -> None:
    book = edited(task_list(published_plan), typed("2.1.1", "完成时限\n（专班确定）", "2024-09-30"))
    address = [published_plan.public_id]
    sent = {"workbook": SimpleUploadedFile("清单.xlsx", book)}
    page = office.post(reverse("ledger:read_back", args=address), sent).content.decode()
    for name, said in (("read_back_apply", "已应用 1 处改动"), ("read_back_undo", "已撤销 1 处改动")):
        form = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page))
        pages = [office.post(reverse(f"ledger:{name}", args=address), form) for _click in range(2)]
        page = pages[0].content.decode()
        assert [(answer.status_code, said in answer.content.decode()) for answer in pages] == [(200, True)] * 2
    assert state(published_plan)[1] == {("2.1.1", "", "", "")}
    assert Record.objects.filter(action="ledger.division.read_back").count() == 1


@pytest.mark.parametrize("act", ["accept", "remove"])
def test_a_row_settled_twice_by_one_reviewer_is_no_conflict(
    office: Client, version_in_review: PlanVersion, act: str
) -> None:
    row = version_in_review.drafts.filter(kind="measure").first()
    assert row is not None
    address = reverse(f"ledger:review-{act}", args=[version_in_review.public_id, row.public_id])
    for _click in range(2):
        answer = office.post(address, {"revision": row.revision}, headers={"HX-Request": "true"})
        assert answer.status_code == 200
    assert version_in_review.steps.count() == 1


def test_a_row_that_another_settled_the_same_way_is_still_told(
    office: Client, version_in_review: PlanVersion, second_office_user: User
) -> None:
    row = version_in_review.drafts.filter(kind="measure").first()
    assert row is not None
    review.accept(version_in_review, second_office_user, {row.public_id: row.revision})
    address = reverse("ledger:review-accept", args=[version_in_review.public_id, row.public_id])
    answer = office.post(address, {"revision": row.revision}, headers={"HX-Request": "true"})
    assert answer.status_code == 409
    assert "office-2刚刚" in answer.content.decode()


def test_a_name_confirmed_twice_is_no_conflict(
    office: Client, version_in_review: PlanVersion, units: dict[str, Unit]
) -> None:
    name = version_in_review.names.get(written="县住建局")
    form = {"as": "unit", "unit": "县教育局", "seen": f"{name.status}:{name.unit_id or ''}"}
    address = reverse("ledger:name-settle", args=[version_in_review.public_id, name.pk])
    for _click in range(2):
        assert office.post(address, form, headers={"HX-Request": "true"}).status_code == 200
    name.refresh_from_db()
    assert name.unit == units["县教育局"]


def test_a_match_confirmed_twice_is_no_conflict_but_one_of_another_answer_is(
    office: Client, published_plan: Plan
) -> None:
    compiled = factory.small_plan(pipes="42")
    action = AddVersion("修订.txt", compiled.text.encode(), compiled=compiled)
    run(action, actor=SYSTEM, on=published_plan)
    version = published_plan.versions.get(state="review")
    pairing = version.pairings.filter(confirmed=False).first()
    assert pairing is not None
    address = reverse("ledger:pairing-confirm", args=[version.public_id, pairing.pk])
    seen = {"revision": pairing.revision}
    for _click in range(2):
        assert office.post(address, seen, headers={"HX-Request": "true"}).status_code == 200
    late = office.post(address, {**seen, "confirmed": "no"}, headers={"HX-Request": "true"})
    assert late.status_code == 409


def test_accepting_all_twice_says_that_nothing_is_left(office: Client, version_in_review: PlanVersion) -> None:
    address = reverse("ledger:review-accept-many", args=[version_in_review.public_id])
    for _click in range(2):
        assert office.post(address, {"above": "0"}, headers={"HX-Request": "true"}).headers["HX-Refresh"] == "true"
    said = office.get(reverse("ledger:plans")).content.decode()
    assert "都已核对" in said
    assert "已核定 0 条" not in said
