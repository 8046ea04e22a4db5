"""The page 核对: what it shows, what each act answers, refusals in their place, and what it costs."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from gongjin.ledger import review
from gongjin.ledger.models import DraftRow, PlanVersion
from gongjin.ledger.tests import factory
from gongjin.people.models import Jurisdiction, User

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture
def office(client: Client, office_user: User) -> Client:
    client.force_login(office_user)
    return client


def row(version: PlanVersion, kind: str, word: str) -> DraftRow:
    return next(item for item in version.drafts.filter(kind=kind) if word in str(item.values))


def act(client: Client, version: PlanVersion, item: DraftRow, name: str, **values: object) -> Any:
    url = reverse(f"ledger:review-{name}", args=[version.public_id, item.public_id])
    return client.post(url, {"revision": item.revision, **values}, headers=HTMX)


def page_of(client: Client, version: PlanVersion, **query: str) -> str:
    answer = client.get(reverse("ledger:review", args=[version.public_id]), query)
    assert answer.status_code == 200
    return answer.content.decode()


def target_form(item: DraftRow, **changed: str) -> dict[str, str]:
    names = ("metric", "comparator", "value", "value2", "unit", "kind", "strength", "accrual", "base", "base_period")
    more = ("period", "scope", "part_of", "measure", "text")
    return {name: str(item.values[name]) for name in (*names, *more)} | changed


def test_every_row_stands_beside_its_paragraph(office: Client, version_in_review: PlanVersion) -> None:
    page = page_of(office, version_in_review)
    item = row(version_in_review, "target", "新建水厂")
    block = version_in_review.text.rfind("\n", 0, item.start) + 1
    own = page.split(f'id="block-{block}"')[1].split('id="block-')[0]
    assert f'id="row-{item.pk}"' in own
    assert re.search(rf'data-rows="[^"]*\b{item.pk}\b', own)


def test_what_the_plan_does_not_say_is_shown_as_a_gap(office: Client, version_in_review: PlanVersion) -> None:
    page = page_of(office, version_in_review)
    item = row(version_in_review, "target", "农村居民收入增长")
    assert page.split(f'id="row-{item.pk}"')[1].split("</article>")[0].count("方案未写明") == 2


def test_low_confidence_comes_first_when_asked_for(office: Client, version_in_review: PlanVersion) -> None:
    page = page_of(office, version_in_review, order="low")
    first = re.search(r'id="rv-list".*?id="row-(\d+)"', page, re.DOTALL)
    assert first
    lowest = version_in_review.drafts.order_by("confidence").first()
    assert lowest is not None
    assert int(first[1]) == lowest.pk


def test_filters_narrow_the_rows_and_keep_the_text(office: Client, version_in_review: PlanVersion) -> None:
    page = page_of(office, version_in_review, show="citation")
    assert page.count("<article") == version_in_review.drafts.filter(kind="citation").count()
    assert "加强水源地巡查管护" in re.sub(r"<[^>]+>", "", page)
    assert "<article" not in page_of(office, version_in_review, status="removed")
    assert "<article" in page_of(office, version_in_review, show="nonsense", status="nonsense", order="nonsense")


def test_accepting_answers_with_the_row_the_counts_and_the_way_back(
    office: Client, version_in_review: PlanVersion
) -> None:
    item = row(version_in_review, "target", "新建水厂")
    answer = act(office, version_in_review, item, "accept")
    assert answer.status_code == 200
    part = answer.content.decode()
    assert f'data-open="{version_in_review.drafts.count() - 1}"' in part
    assert 'data-history="undo"' in part
    assert answer["HX-Reswap"] == "none"
    item.refresh_from_db()
    assert item.status == "accepted"


def test_a_corrected_figure_is_stored_and_marked_as_by_hand(office: Client, version_in_review: PlanVersion) -> None:
    item = row(version_in_review, "target", "改造供水管网")
    answer = act(office, version_in_review, item, "correct", **target_form(item, value="１２．５万"))
    assert answer.status_code == 200
    item.refresh_from_db()
    assert (item.values["value"], item.status, item.origin) == ("125000", "accepted", "corrected")
    assert "人工更正" in answer.content.decode()


def test_a_wrong_value_is_said_at_its_field_and_what_was_typed_stays(
    office: Client, version_in_review: PlanVersion
) -> None:
    item = row(version_in_review, "target", "改造供水管网")
    answer = act(office, version_in_review, item, "correct", **target_form(item, value="三十五", metric="管网长度"))
    assert answer.status_code == 422
    form = answer.content.decode()
    assert re.search(r'name="value" value="三十五"[^>]*aria-invalid="true"', form)
    assert 'value="管网长度"' in form
    item.refresh_from_db()
    assert item.values["value"] == "35"


def test_a_conflict_shows_both_versions_and_overwrites_nothing(
    office: Client, second_office_user: User, version_in_review: PlanVersion
) -> None:
    item = row(version_in_review, "target", "改造供水管网")
    review.correct(version_in_review, second_office_user, item.public_id, item.revision, {"value": "36"})
    answer = act(office, version_in_review, item, "correct", **target_form(item, value="37"))
    assert answer.status_code == 409
    form = answer.content.decode()
    assert "<td>37</td><td>36</td>" in form
    assert "office-2" in form
    item.refresh_from_db()
    assert item.values["value"] == "36"


def test_an_act_on_a_row_that_changed_meanwhile_says_who_and_what(
    office: Client, second_office_user: User, version_in_review: PlanVersion
) -> None:
    item = row(version_in_review, "target", "改造供水管网")
    review.correct(version_in_review, second_office_user, item.public_id, item.revision, {"value": "36"})
    answer = act(office, version_in_review, item, "remove")
    assert answer.status_code == 409
    assert "office-2刚刚对这一条做了“更正”" in answer.content.decode()
    item.refresh_from_db()
    assert item.status == "accepted"


def test_a_measure_is_cut_where_a_line_was_broken(office: Client, version_in_review: PlanVersion) -> None:
    item = row(version_in_review, "measure", "新建水厂2座")
    answer = act(office, version_in_review, item, "split", lines="新建水厂2座，\r\n改造供水管网35公里")
    assert answer.status_code == 200
    texts = {found.values["text"] for found in version_in_review.drafts.filter(kind="measure")}
    assert {"新建水厂2座", "改造供水管网35公里"} <= texts


@pytest.mark.parametrize("lines", ["新建水厂2座，改造供水管网35公里", "新建水厂3座，\n改造供水管网35公里", "新\n建"])
def test_a_cut_that_changes_words_or_is_none_is_refused(
    office: Client, version_in_review: PlanVersion, lines: str
) -> None:
    item = row(version_in_review, "measure", "新建水厂2座")
    before = version_in_review.drafts.count()
    assert act(office, version_in_review, item, "split", lines=lines).status_code == 422
    assert version_in_review.drafts.count() == before


def test_a_target_is_added_for_selected_words(office: Client, version_in_review: PlanVersion) -> None:
    start = version_in_review.text.index("完成主体工程")
    sent = {
        "from": start,
        "to": start + 6,
        "new-kind": "target",
        "metric": "主体工程",
        "comparator": "eq",
        "value": "1",
    }
    more = {"comparator": "eq", "unit": "项", "kind": "count", "strength": "plain", "text": "完成主体工程"}
    answer = office.post(reverse("ledger:review-add", args=[version_in_review.public_id]), sent | more, headers=HTMX)
    assert answer.status_code == 200
    added = version_in_review.drafts.get(origin="added")
    assert (added.start, added.end) == (start, start + 6)
    assert added.section == row(version_in_review, "measure", "寄宿制学校").section


def test_adding_outside_the_text_is_refused(office: Client, version_in_review: PlanVersion) -> None:
    sent = {"from": 5, "to": 10**8, "new-kind": "measure", "text": "无"}
    answer = office.post(reverse("ledger:review-add", args=[version_in_review.public_id]), sent, headers=HTMX)
    assert answer.status_code == 422
    assert not version_in_review.drafts.filter(origin="added").exists()


def test_the_preview_of_an_act_in_bulk_is_what_it_does(office: Client, version_in_review: PlanVersion) -> None:
    url = reverse("ledger:review-accept-preview", args=[version_in_review.public_id])
    section = row(version_in_review, "section", "工作任务").key
    said = re.search(r"核定这 (\d+) 条", office.get(url, {"section": section, "above": "0.9"}).content.decode())
    assert said
    before = version_in_review.drafts.filter(status="open").count()
    many = reverse("ledger:review-accept-many", args=[version_in_review.public_id])
    answer = office.post(many, {"section": section, "above": "0.9"}, headers=HTMX)
    assert answer["HX-Refresh"] == "true"
    assert before - version_in_review.drafts.filter(status="open").count() == int(said[1]) > 0
    assert version_in_review.drafts.filter(status="accepted", confidence__lt=0.9).count() == 0


def test_undo_and_redo_draw_what_they_change(office: Client, version_in_review: PlanVersion) -> None:
    item = row(version_in_review, "target", "新建水厂")
    act(office, version_in_review, item, "accept")
    url = reverse("ledger:review-history", args=[version_in_review.public_id])
    undone = office.post(url, {"which": "undo"}, headers=HTMX)
    assert f'id="row-{item.pk}"' in undone.content.decode()
    item.refresh_from_db()
    assert item.status == "open"
    office.post(url, {"which": "redo"}, headers=HTMX)
    item.refresh_from_db()
    assert item.status == "accepted"


def test_an_administrator_cannot_act(client: Client, admin_user: User, version_in_review: PlanVersion) -> None:
    client.force_login(admin_user)
    item = row(version_in_review, "target", "新建水厂")
    for name in ("accept", "remove", "correct", "merge", "split"):
        assert act(client, version_in_review, item, name).status_code == 403
    item.refresh_from_db()
    assert (item.status, item.revision) == ("open", 1)


@pytest.mark.parametrize("order", ["text", "low"])
def test_the_page_costs_the_same_for_many_rows(office: Client, jurisdiction: Jurisdiction, order: str) -> None:
    factory.enter_units(jurisdiction)
    counts = []
    for tasks in (3, 60, 200):
        version = factory.imported(jurisdiction, factory.large_plan(tasks))[1]
        page_of(office, version, order=order)
        with CaptureQueriesContext(connection) as asked:
            page_of(office, version, order=order)
        counts.append(len(asked))
    assert len(set(counts)) == 1
    assert counts[0] <= 26


def test_a_long_plan_fetches_its_rows_as_they_come_into_sight(office: Client, jurisdiction: Jurisdiction) -> None:
    factory.enter_units(jurisdiction)
    version = factory.imported(jurisdiction, factory.large_plan(200))[1]
    page = page_of(office, version)
    assert page.count("<article") < version.drafts.count() / 2
    waiting = re.search(r'hx-get="([^"]+chunk\?[^"]+)"', page)
    assert waiting
    part = office.get(waiting[1].replace("&amp;", "&"), headers=HTMX)
    assert part.status_code == 200
    assert "<article" in part.content.decode()
