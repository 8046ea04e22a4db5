"""A unit's pages: what waits, what is in hand; another unit's is not found."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from gongjin.delivery.actions.assignments import Insist, Sign, Withdraw
from gongjin.delivery.actions.parts import Divide, Share
from gongjin.delivery.models import Assignment
from gongjin.delivery.tests.handed import Office, acts, fresh, instruction, picture, send, sent

pytestmark = pytest.mark.django_db


@pytest.fixture
def mine(office: Office) -> Client:
    client = Client()
    client.force_login(office.water)
    return client


def test_a_reporter_begins_with_what_waits_and_signs_for_all_by_one_click(office: Office, mine: Client) -> None:
    assert "没有交办给本单位的事项" in mine.get("/", follow=True).content.decode()
    first, second = sent(office), sent(office, "1.1.2")
    page = mine.get("/", follow=True).content.decode()
    assert "全部签收（2 项）" in page
    later = send(office, instruction(office.ledger.water)).assignments.get()
    form = {"item": [str(first.public_id), str(second.public_id)]}
    assert "已签收 2 项" in mine.post("/assignments/mine/sign/", form, follow=True).content.decode()
    assert fresh(later).state == "sent", "what came since was not seen"
    assert "没有待签收的事项" in mine.post("/assignments/mine/sign/", form, follow=True).content.decode()


def test_one_is_signed_for_twice_without_a_refusal(office: Office, mine: Client) -> None:
    target = sent(office)
    form = {"revision": str(target.revision), "back": "mine"}
    for _click in range(2):
        answer = mine.post(f"/assignments/{target.public_id}/act/sign/", form)
        assert (answer.status_code, answer.headers["Location"]) == (302, "/assignments/mine/")
    assert fresh(target).revision == target.revision + 1


def test_one_is_declined_with_a_reason_and_the_offices_answer_is_shown(office: Office, mine: Client) -> None:
    target = sent(office)
    address = f"/assignments/{target.public_id}/act/decline/"
    assert mine.post(address, {"reason": " "}).status_code == 422
    page = mine.post(address, {"reason": "不属本单位职责", "back": "mine"}, follow=True).content.decode()
    assert "已退回，等专班答复" in page
    acts(fresh(target), Insist("三定方案已明确"), office.actor)
    assert "三定方案已明确" in mine.get("/assignments/mine/").content.decode()


def test_another_units_assignment_is_not_found_and_not_signed_for(office: Office, mine: Client) -> None:
    other = send(office, instruction(office.ledger.housing)).assignments.get()
    before = picture()
    assert mine.get(f"/assignments/{other.public_id}/").status_code == 404
    assert mine.get(f"/assignments/{other.public_id}/print/").status_code == 404
    assert mine.post(f"/assignments/{other.public_id}/act/sign/").status_code == 404
    refused = mine.post("/assignments/mine/sign/", {"item": [str(other.public_id), "x"]}, follow=True)
    assert "没有“签收”的权限" in refused.content.decode()
    assert picture() == before


def test_what_was_divided_is_read_by_who_divided_it_and_by_the_township(office: Office, mine: Client) -> None:
    whole = acts(sent(office), Sign(), office.water)
    acts(whole, Divide((Share(office.ledger.towns[0]),)), office.water)
    part = whole.children.get()
    town = Client()
    town.force_login(office.town)
    assert mine.get(f"/assignments/{part.public_id}/").status_code == 200
    assert town.get(f"/assignments/{part.public_id}/").status_code == 200
    assert town.get(f"/assignments/{whole.public_id}/").status_code == 404


def test_figures_are_divided_on_the_page_with_the_error_at_the_form(office: Office, mine: Client) -> None:
    whole = acts(sent(office, "1.1.2"), Sign(), office.water)
    address = f"/assignments/{whole.public_id}/act/divide/"
    keys = [str(town.public_id) for town in office.ledger.towns]
    form: dict[str, object] = {"unit": keys, f"value-{keys[0]}": "约5"}
    assert mine.post(address, form).status_code == 422
    form |= {f"value-{key}": value for key, value in zip(keys, ("5", "4", "1"), strict=True)}
    refused = mine.post(address, form)
    assert (refused.status_code, "少 2 公里" in refused.content.decode()) == (422, True)
    assert mine.post(address, {**form, f"value-{keys[2]}": "3"}).status_code == 302
    assert whole.children.count() == 3


def test_the_queries_do_not_grow_with_the_rows(office: Office, mine: Client) -> None:
    water = office.ledger.water
    send(office, instruction(water, "第一件事"))
    with CaptureQueriesContext(connection) as few:
        mine.get("/assignments/mine/")
    send(office, *(instruction(water, f"又一件{n}") for n in range(20)))
    for item in Assignment.objects.order_by("pk")[:8]:
        acts(item, Sign(), office.water)
    with CaptureQueriesContext(connection) as many:
        mine.get("/assignments/mine/")
    assert len(many) == len(few) <= 8


def test_what_was_withdrawn_is_gone_from_the_page(office: Office, mine: Client) -> None:
    acts(sent(office), Withdraw("误发"), office.actor)
    assert "没有交办给本单位的事项" in mine.get("/assignments/mine/").content.decode()
