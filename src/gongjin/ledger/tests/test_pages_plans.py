"""The page 方案: who sees it, what an upload does and how a refused one is said, the file and the text."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from gongjin.ledger.models import Plan, PlanVersion
from gongjin.ledger.tests import factory
from gongjin.people.models import Jurisdiction, User

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(client: Client, office_user: User) -> Client:
    client.force_login(office_user)
    return client


def upload(client: Client, name: str, data: bytes, *, script: bool = True) -> Any:
    headers = {"accept": "application/json"} if script else {}
    return client.post(reverse("ledger:plan-import"), {"file": SimpleUploadedFile(name, data)}, headers=headers)


def queries_of(client: Client, url: str) -> int:
    client.get(url)  # what is asked once a process is asked now
    with CaptureQueriesContext(connection) as asked:
        assert client.get(url).status_code == 200
    return len(asked)


def test_who_is_not_signed_in_is_sent_to_the_sign_in(client: Client, version_in_review: PlanVersion) -> None:
    for name in ("review", "names", "pairings", "publish", "text", "plan-file"):
        answer = client.get(reverse(f"ledger:{name}", args=[version_in_review.public_id]))
        assert answer.status_code == 302
        assert "/sign-in/" in answer["Location"]


def test_an_administrator_without_the_office_role_sees_no_review(
    client: Client, admin_user: User, version_in_review: PlanVersion
) -> None:
    client.force_login(admin_user)
    assert client.get(reverse("ledger:plans")).status_code == 403
    for name in ("review", "names", "pairings", "publish", "text", "plan-file"):
        answer = client.get(reverse(f"ledger:{name}", args=[version_in_review.public_id]))
        assert answer.status_code == 403, name


def test_an_administrator_cannot_import(client: Client, admin_user: User) -> None:
    client.force_login(admin_user)
    assert upload(client, "方案.txt", "一、目标".encode()).status_code == 403
    assert not Plan.objects.exists()


def test_plans_of_another_government_do_not_exist(office: Client) -> None:
    other = factory.found("远山县", "990002")
    version = factory.imported(other)[1]
    assert office.get(reverse("ledger:review", args=[version.public_id])).status_code == 404
    assert office.get(reverse("ledger:text", args=[version.public_id])).status_code == 404


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("空.docx", b"", "空"),
        ("图.docx", b"\x89PNG\r\n\x1a\n" + b"0" * 100, ""),
        ("密.txt", "机密★一年\n一、工作目标\n新建水厂2座。".encode(), ""),
    ],
)
def test_a_refused_file_leaves_no_trace_and_says_so(office: Client, name: str, data: bytes, words: str) -> None:
    answer = upload(office, name, data)
    assert answer.status_code == 422
    assert words in answer.json()["message"]
    assert answer.json()["message"].endswith(("。", "！"))
    assert not Plan.objects.exists()


def test_without_script_a_refusal_stands_on_the_page(office: Client) -> None:
    answer = upload(office, "空.docx", b"", script=False)
    assert answer.status_code == 422
    assert "这个文件是空的" in answer.content.decode()


def test_a_form_without_a_file_is_refused_in_place(office: Client) -> None:
    answer = office.post(reverse("ledger:plan-import"), headers={"accept": "application/json"})
    assert answer.status_code == 422
    assert "没有收到文件" in answer.json()["message"]


def test_an_empty_list_says_what_to_do(office: Client) -> None:
    page = office.get(reverse("ledger:plans")).content.decode()
    assert "还没有方案" in page
    assert 'name="file"' in page


def test_the_list_leads_to_the_next_step(office: Client, version_in_review: PlanVersion) -> None:
    page = office.get(reverse("ledger:plans")).content.decode()
    assert f"继续核对（待核 {version_in_review.drafts.count()}）" in page
    factory.reviewed(version_in_review)
    assert "去发布" in office.get(reverse("ledger:plans")).content.decode()


def test_the_list_costs_the_same_for_many_plans(office: Client, jurisdiction: Jurisdiction) -> None:
    factory.imported(jurisdiction)
    few = queries_of(office, reverse("ledger:plans"))
    for tasks in range(3, 9):
        factory.published(jurisdiction, factory.large_plan(tasks))
    assert queries_of(office, reverse("ledger:plans")) == few


def test_publishing_too_early_says_what_is_missing_with_links(office: Client, version_in_review: PlanVersion) -> None:
    url = reverse("ledger:publish", args=[version_in_review.public_id])
    answer = office.post(url)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert reverse("ledger:names", args=[version_in_review.public_id]) in page
    assert f"还有 {version_in_review.drafts.count()} 条待核" in page
    version_in_review.refresh_from_db()
    assert version_in_review.state == "review"


def test_publishing_leads_to_the_ledger_of_the_plan(office: Client, version_in_review: PlanVersion) -> None:
    factory.reviewed(version_in_review)
    answer = office.post(reverse("ledger:publish", args=[version_in_review.public_id]))
    assert answer.status_code == 302
    assert answer["Location"] == f"{reverse('ledger:rows')}?plan={version_in_review.plan.code}"
    version_in_review.refresh_from_db()
    assert version_in_review.state == "published"


def test_a_published_version_is_no_longer_reviewed_but_read(office: Client, published_plan: Plan) -> None:
    version = published_plan.versions.get()
    for name in ("review", "names", "pairings", "publish"):
        answer = office.get(reverse(f"ledger:{name}", args=[version.public_id]))
        assert answer["Location"] == reverse("ledger:text", args=[version.public_id]), name


def test_a_sentence_that_is_asked_for_is_lit(office: Client, published_plan: Plan) -> None:
    version = published_plan.versions.get()
    start = version.text.index("新建水厂2座")
    page = office.get(reverse("ledger:text", args=[version.public_id]), {"at": f"{start}-{start + 6}"}).content.decode()
    assert page.count("is-lit") == 1
    nonsense = office.get(reverse("ledger:text", args=[version.public_id]), {"at": "9-3"})
    assert nonsense.status_code == 200
    assert "is-lit" not in nonsense.content.decode()


def test_no_page_shows_a_persons_name(office: Client, published_plan: Plan, jurisdiction: Jurisdiction) -> None:
    published = published_plan.versions.get()
    reviewing = factory.imported(jurisdiction, factory.small_plan(hospital=True))[1]
    assert "贾某某" in published.text
    pages = [reverse("ledger:text", args=[published.public_id])]
    pages += [reverse(f"ledger:{name}", args=[reviewing.public_id]) for name in ("review", "publish", "names")]
    pages += [f"{reverse('ledger:review', args=[reviewing.public_id])}?order=low"]
    for url in pages:
        page = office.get(url).content.decode()
        assert "贾某某" not in page, url
    assert "×××任召集人" in office.get(pages[0]).content.decode().replace("</a>", "").replace("</span>", "")


def test_the_file_comes_back_as_it_was_uploaded(office: Client, published_plan: Plan) -> None:
    version = published_plan.versions.get()
    answer: Any = office.get(reverse("ledger:plan-file", args=[version.public_id]))
    assert b"".join(answer.streaming_content) == version.text.encode()
    assert "attachment" in answer["Content-Disposition"]


def test_an_administrator_reads_the_text_but_not_the_file(
    client: Client, admin_user: User, published_plan: Plan
) -> None:
    version = published_plan.versions.get()
    client.force_login(admin_user)
    page = client.get(reverse("ledger:text", args=[version.public_id]))
    assert page.status_code == 200
    assert reverse("ledger:plan-file", args=[version.public_id]) not in page.content.decode()
    assert client.get(reverse("ledger:plan-file", args=[version.public_id])).status_code == 403


def test_an_import_that_was_given_up_is_gone_from_the_list(office: Client, version_in_review: PlanVersion) -> None:
    office.post(reverse("ledger:discard", args=[version_in_review.public_id]))
    assert "还没有方案" in office.get(reverse("ledger:plans")).content.decode()
    assert office.get(reverse("ledger:text", args=[version_in_review.public_id])).status_code == 404


def test_the_division_of_a_published_plan_is_one_click_away(office: Client, published_plan: Plan) -> None:
    page = office.get(reverse("ledger:plans")).content.decode()
    assert reverse("ledger:division", args=[published_plan.public_id]) in page
