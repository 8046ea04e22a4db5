"""The office's pages: handing out, the list, one assignment; other units' ids lead nowhere."""

from __future__ import annotations

import re
from datetime import date
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from gongjin.audit.actions import run
from gongjin.delivery.actions.assignments import Decline, Sign
from gongjin.delivery.actions.parts import Divide, Share
from gongjin.delivery.models import Assignment, Batch
from gongjin.delivery.states import ASSIGNMENT
from gongjin.delivery.tests.handed import SYSTEM, Office, acts, asked, fresh, instruction, send, sent
from gongjin.ledger.actions.division import FixDivision, ReopenDivision
from gongjin.ledger.models import Division
from gongjin.ledger.tests import factory
from gongjin.ledger.tests.divided import part, settle, tasks
from gongjin.ledger.tests.rows import clerk
from gongjin.people.models import User

pytestmark = pytest.mark.django_db

HOSTILE = ("9" * 30, "²", "NaN", "1e309", "约20", "—", "🌊" * 400, "[", "2025年13月40日")
ACTS = {rule.action.rpartition(".")[2] for rule in ASSIGNMENT.rules}


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def desk(office: Office) -> Client:
    return browser(office.ledger.office)


def hand_out(office: Office) -> str:
    return f"/plans/{office.ledger.plan.public_id}/hand-out/"


def ticked(page: str) -> list[str]:
    return re.findall(r'name="item" value="([^"]+)" checked', page)


def once(page: str) -> str:
    found = re.search(r'name="once" value="([^"]+)"', page)
    assert found is not None
    return found[1]


def test_all_is_handed_out_by_one_button_and_the_list_shows_the_batch(office: Office, desk: Client) -> None:
    page = desk.get(hand_out(office)).content.decode()
    assert "可下达 <b>6</b> 项，涉及 <b>3</b> 个单位" in page
    assert "2 项没有写明时限" in page
    assert "没有单位负责" in page
    form = {"once": once(page), "item": ticked(page), "sign_days": "3", "due": "2024-12-31", "evidence": "验收单"}
    answer = desk.post(hand_out(office), form, follow=True)
    assert answer.redirect_chain == [("/assignments/?batch=2024-1", 302)]
    assert "6 项，3 个单位" in answer.content.decode()
    made = Assignment.objects.get(row__code="1.1", unit=office.ledger.water)
    assert "每月25日前报送进度" in made.authority_text, "the plan's own passage"
    assert made.authority_reference == "《2024年方案》2024-1.1"
    assert made.evidence == "验收单"
    again = desk.post(hand_out(office), form, follow=True)
    assert "没有重复下达" in again.content.decode()
    assert Batch.objects.count() == 1
    later = desk.get(hand_out(office)).content.decode()
    assert "6 项已经下达" in later
    assert ticked(later) == []


def test_the_queries_of_handing_out_do_not_grow_with_the_rows(office: Office) -> None:
    of, counts = office.ledger.of, []
    for number, unit in ((4, office.ledger.towns[1]), (40, office.ledger.towns[2])):
        plan = factory.published(of, factory.large_plan(number))
        settle(plan, *(part(plan, code, unit, "sums_up") for code in tasks(plan)))
        run(FixDivision(), actor=SYSTEM, on=Division.objects.get(plan=plan))
        address, desk = f"/plans/{plan.public_id}/hand-out/", browser(office.ledger.office)
        with CaptureQueriesContext(connection) as got:
            shown = desk.get(address).content.decode()
        assert len(ticked(shown)) == number
        form = {"once": once(shown), "item": ticked(shown), "sign_days": "3", "due": "2024-12-31"}
        with CaptureQueriesContext(connection) as posted:
            assert desk.post(address, form).status_code == 302
        counts.append((len(got), len(posted)))
    (page_of_few, post_of_few), (page_of_many, post_of_many) = counts
    assert page_of_few == page_of_many <= 30
    assert post_of_many - post_of_few <= 1, "inserts of very many rows go in parts"
    assert post_of_many <= 60


def test_what_lacks_a_date_is_named_and_what_was_typed_stays(office: Office, desk: Client) -> None:
    page = desk.get(hand_out(office)).content.decode()
    form = {"once": once(page), "item": ticked(page), "sign_days": "5", "note": "请抓紧"}
    answer = desk.post(hand_out(office), form)
    assert answer.status_code == 422
    text = answer.content.decode()
    assert "没有完成时限" in text
    assert 'value="请抓紧"' in text
    assert len(ticked(text)) == 6
    assert not Assignment.objects.exists()


def test_a_section_or_a_unit_is_handed_out_alone(office: Office, desk: Client) -> None:
    page = desk.get(hand_out(office), {"unit": str(office.ledger.water.public_id)}).content.decode()
    assert len(ticked(page)) == 2
    assert ticked(desk.get(hand_out(office), {"section": "x"}).content.decode()) == []


def test_what_is_not_in_the_division_is_not_sent(office: Office, desk: Client) -> None:
    key = f"{office.row('1.1').public_id}:{office.ledger.towns[2].public_id}"
    answer = desk.post(hand_out(office), {"once": str(uuid4()), "item": key, "sign_days": "3"})
    assert answer.status_code == 409
    assert not Assignment.objects.exists()


def test_an_open_division_leads_back_to_it(office: Office, desk: Client) -> None:
    division = f"/plans/{office.ledger.plan.public_id}/division/"
    assert "下达任务" in desk.get(division).content.decode()
    run(ReopenDivision("调整"), actor=SYSTEM, on=Division.objects.get(plan=office.ledger.plan))
    assert "分工还没有确定" in desk.get(hand_out(office)).content.decode()
    assert "下达任务" not in desk.get(division).content.decode()


def test_one_thing_is_handed_out_by_an_instruction(office: Office, desk: Client) -> None:
    page = desk.get("/assignments/new/").content.decode()
    form = {
        "once": once(page) if 'name="once" value' in page else str(uuid4()),
        "title": "报送防汛物资清单",
        "authority": "instruction",
        "reference": "县政办批〔2024〕12号",
        "dated": "2024-03-05",
        "text": "请摸清底数",
        "units": [str(office.ledger.water.public_id), str(office.ledger.housing.public_id)],
        "due": "2024-04-30",
        "cadence": "weekly",
        "report_day": "5",
        "sign_days": "2",
    }
    refused = desk.post("/assignments/new/", {**form, "report_day": "9"})
    assert refused.status_code == 422
    assert "填报日不相符" in refused.content.decode()
    assert desk.post("/assignments/new/", form).status_code == 302
    assert set(Assignment.objects.values_list("unit__name", "first_report")) == {
        ("云泽县水务局", date(2024, 3, 8)),
        ("云泽县住房和城乡建设局", date(2024, 3, 8)),
    }
    desk.post("/assignments/new/", form)
    assert Assignment.objects.count() == 2


def test_the_list_is_narrowed_and_its_queries_do_not_grow(office: Office, desk: Client) -> None:
    water = office.ledger.water
    send(office, instruction(water, "第一件事"))
    with CaptureQueriesContext(connection) as few:
        desk.get("/assignments/")
    send(office, *(instruction(water, f"又一件{n}") for n in range(20)))
    acts(sent(office), Decline("不属本单位职责"), office.water)
    with CaptureQueriesContext(connection) as many:
        page = desk.get("/assignments/").content.decode()
    assert len(many) == len(few) <= 14
    assert "共 22 项" in page
    assert "共 1 项" in desk.get("/assignments/", {"state": "declined"}).content.decode()
    assert "共 0 项" in desk.get("/assignments/", {"due": "late"}).content.decode()
    assert "共 0 项" in desk.get("/assignments/", {"unit": "x"}).content.decode()
    assert "共 1 项" in desk.get("/assignments/", {"plan": "2024"}).content.decode()


def test_several_are_withdrawn_and_one_that_cannot_be_is_named(office: Office, desk: Client) -> None:
    first, second = (
        send(office, instruction(office.ledger.water, name)).assignments.get() for name in ("甲事", "乙事")
    )
    form = {"item": [str(first.public_id), str(second.public_id)], "reason": "误发"}
    assert (
        "请写明撤回的原因" in desk.post("/assignments/withdraw/", {**form, "reason": ""}, follow=True).content.decode()
    )
    assert "已撤回 2 项" in desk.post("/assignments/withdraw/", form, follow=True).content.decode()
    again = desk.post("/assignments/withdraw/", form, follow=True).content.decode()
    assert f"{first.code}：当前状态为“已撤回”" in again


def test_one_page_tells_authority_timeline_parts_and_what_may_be_done(office: Office, desk: Client) -> None:
    target = sent(office)
    page = desk.get(f"/assignments/{target.public_id}/").content.decode()
    assert "方案原文" in page
    assert "《2024年方案》" in page
    assert "/act/withdraw/" in page
    assert "/act/sign/" not in page
    acts(target, Sign(), office.water)
    acts(fresh(target), Divide((Share(office.ledger.towns[0]),)), office.water)
    page = browser(office.water).get(f"/assignments/{target.public_id}/").content.decode()
    assert [label in page for label in ("下达", "签收", "分解到乡镇", "柳河镇")] == [True] * 4
    assert "/act/take_back/" in page
    assert "/act/withdraw/" not in page


def test_a_declined_one_is_reassigned_from_its_page_and_errors_stand_at_the_form(office: Office, desk: Client) -> None:
    target = acts(sent(office), Decline("不属本单位职责"), office.water)
    address = f"/assignments/{target.public_id}/act/reassign/"
    form = {"unit": str(office.ledger.towns[1].public_id), "reason": "", "revision": str(target.revision)}
    refused = desk.post(address, form)
    assert (refused.status_code, "请写明改派的原因" in refused.content.decode()) == (422, True)
    assert desk.post(address, {**form, "reason": "更合适", "revision": "1"}).status_code == 409
    answer = desk.post(address, {**form, "reason": "更合适"}, follow=True)
    assert "退回后改派而来" in answer.content.decode()
    assert fresh(target).state == "reassigned"


def test_the_sheet_prints_with_authority_and_room_to_sign(office: Office, desk: Client) -> None:
    page = desk.get(f"/assignments/{sent(office).public_id}/print/").content.decode()
    assert "交办单" in page
    assert "签字（盖章）" in page
    assert "方案原文" in page


def test_the_ledger_shows_to_whom_a_row_was_handed(office: Office, desk: Client) -> None:
    address = f"/ledger/rows/{office.row('1.1').public_id}/"
    assert "还没有下达" in desk.get(address).content.decode()
    made = sent(office)
    assert f"/assignments/{made.public_id}/" in desk.get(address).content.decode()


def test_the_list_of_rows_says_to_whom_each_was_handed_in_one_query(office: Office, desk: Client) -> None:
    def handed() -> dict[str, str]:
        data = desk.get("/ledger/rows.json").json()["data"]
        return {line["code"]: line["handed"] for line in data if line["handed"]}

    assert handed() == {}
    with CaptureQueriesContext(connection) as few:
        desk.get("/ledger/rows.json")
    acts(sent(office), Sign(), office.water)
    assert handed() == {"2024-1.1": "县水务局 在办"}
    send(office, asked(office, "1.1", office.ledger.housing, "cooperates"))
    send(office, asked(office, "1.2", office.ledger.housing, "sums_up"))
    assert handed() == {"2024-1.1": "2 个单位，已签收 1", "2024-1.2": "县住建局 待签收"}
    with CaptureQueriesContext(connection) as many:
        desk.get("/ledger/rows.json")
    assert len(many) == len(few)
    assert "县住建局 待签收" in desk.get("/ledger/cards/").content.decode()


def test_the_convener_reads_and_is_offered_nothing_to_do(office: Office) -> None:
    target = sent(office)
    convener = browser(clerk(office.ledger.of, "convener", "convener"))
    assert "下达任务" not in convener.get("/assignments/").content.decode()
    assert "/act/" not in convener.get(f"/assignments/{target.public_id}/").content.decode()
    assert convener.get(hand_out(office)).status_code == 403


@pytest.mark.parametrize("name", sorted(ACTS))
def test_whatever_is_sent_to_an_act_is_answered(office: Office, name: str) -> None:
    target = acts(sent(office), Sign(), office.water)
    if name in ("reassign", "insist"):
        other = send(office, instruction(office.ledger.water)).assignments.get()
        target = acts(other, Decline("不属职责"), office.water)
    town = str(office.ledger.towns[0].public_id)
    address = f"/assignments/{target.public_id}/act/{name}/"
    fields = ("reason", "unit", "due", "approver", "hurry", "child", "revision", "handler", "reference", "back")
    browsers = [browser(user) for user in (office.water, office.ledger.office)]
    for value in HOSTILE:
        form = {**dict.fromkeys(fields, value), f"value-{town}": value}
        for client in browsers:
            for units in ([value], [town], [town, value]):
                assert client.post(address, {**form, "unit": units}).status_code in (302, 403, 404, 409, 422)


def test_an_act_that_there_is_not_is_not_found(office: Office, desk: Client) -> None:
    assert desk.post(f"/assignments/{sent(office).public_id}/act/close/").status_code == 404
