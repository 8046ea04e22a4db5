"""方案检查 keeps nothing of a file; 版本比较 shows what changed; both are for the office alone."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from gongjin.audit.actions import run
from gongjin.audit.actors import SystemActor
from gongjin.ledger.actions.versions import AddVersion
from gongjin.ledger.models import Plan, PlanVersion
from gongjin.ledger.tests import factory
from gongjin.people.models import User

pytestmark = pytest.mark.django_db
DRAFT = """青禾县实施方案
一、任务
（一）修渠。新建渠道30公里。（县水利局、县财政局负责）
（二）修路。2月30日前修路3公里。（县交通局负责）
"""
REFUSED = [(b"", "空.txt"), (b"\x89PNG\r\n\x1a\n", "图.docx"), ("绝密\n方案".encode(), "密.txt")]


@pytest.fixture
def office(client: Client, office_user: User) -> Client:
    client.force_login(office_user)
    return client


def checked(client: Client, data: bytes, name: str = "文稿.txt") -> Any:
    return client.post(reverse("ledger:lint"), {"file": SimpleUploadedFile(name, data)})


def test_each_finding_has_its_place_its_words_and_a_mend(office: Client) -> None:
    page = checked(office, DRAFT.encode()).content.decode()
    assert "没有“2月30日”这个日期" in page and "第 4 段" in page
    assert "没有写明牵头单位" in page and "写明“××牵头，××配合”" in page
    assert "no-such-date" in page and "严重" in page


def test_nothing_of_a_checked_file_is_kept(office: Client) -> None:
    before = (Plan.objects.count(), PlanVersion.objects.count())
    assert checked(office, DRAFT.encode()).status_code == 200
    assert (Plan.objects.count(), PlanVersion.objects.count()) == before


@pytest.mark.parametrize(("data", "name"), REFUSED)
def test_a_file_that_cannot_be_read_is_refused_with_advice(office: Client, data: bytes, name: str) -> None:
    answer = checked(office, data, name)
    assert answer.status_code == 422
    assert "alert-danger" in answer.content.decode()


def test_an_imported_version_is_checked_by_todays_rules(office: Client, version_in_review: PlanVersion) -> None:
    answer = office.get(reverse("ledger:lint-version", args=[version_in_review.public_id]))
    assert answer.status_code == 200
    assert version_in_review.plan.title in answer.content.decode()


def test_a_plan_of_one_version_says_what_to_do(office: Client, published_plan: Plan) -> None:
    page = office.get(reverse("ledger:compare", args=[published_plan.public_id])).content.decode()
    assert "只有一版" in page and reverse("ledger:version-add", args=[published_plan.public_id]) in page


def test_two_versions_show_what_became_of_each_task(office: Client, published_plan: Plan) -> None:
    compiled = factory.small_plan(pipes="45")
    run(AddVersion("第二版.txt", compiled.text.encode(), compiled=compiled), actor=SystemActor(), on=published_plan)
    address = reverse("ledger:compare", args=[published_plan.public_id])
    page, everything = office.get(address).content.decode(), office.get(address, {"all": "1"}).content.decode()
    assert "目标加严" in page and "35公里" in page and "45公里" in page
    assert everything.count("compare-task") > page.count("compare-task") == 1
    assert office.get(address, {"old": "1", "new": "9"}).status_code == 404


@pytest.mark.parametrize("name", ["lint", "compare"])
def test_without_the_office_role_both_are_closed(
    name: str, client: Client, published_plan: Plan, admin_user: User
) -> None:
    client.force_login(admin_user)
    address = reverse(f"ledger:{name}", args=[published_plan.public_id] if name == "compare" else [])
    assert client.get(address).status_code == 403
