"""Applying a previewed read-back: all of it as one act, exactly what was shown, or nothing."""

from __future__ import annotations

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from gongjin.audit.actions import run
from gongjin.audit.errors import Conflict, Invalid, NotAllowed, WrongState
from gongjin.audit.models import Payload, Record
from gongjin.audit.verify import verify
from gongjin.ledger.actions.division import FixDivision
from gongjin.ledger.actions.previewed import Change, digest
from gongjin.ledger.actions.workbook import ReadBack
from gongjin.ledger.models import Plan
from gongjin.ledger.sheets.division import division_sheet
from gongjin.ledger.sheets.task_list import task_list
from gongjin.ledger.tests import factory
from gongjin.ledger.tests.divided import SYSTEM, all_of, division, edited, part, settle, state, typed, value
from gongjin.people.actors import actor_of
from gongjin.people.models import Unit, User

pytestmark = pytest.mark.django_db

TASK = "2.1.1"
DUE, SUMS_UP = "完成时限\n（专班确定）", "汇总单位\n（专班确定）"


def read_back(plan: Plan, *changes: Change) -> ReadBack:
    return ReadBack(changes, preview=digest(changes), file_digest="0" * 64, file_name="分解表.xlsx")


def test_all_of_it_is_one_act_that_names_the_file_and_the_preview(published_plan: Plan, units: dict[str, Unit]) -> None:
    acts = Record.objects.count()
    changes = (
        part(published_plan, TASK, units["县水利局"], "sums_up"),
        value(published_plan, TASK, "due", "2024-09-30"),
    )
    run(read_back(published_plan, *changes), actor=SYSTEM, on=division(published_plan))
    assert state(published_plan)[0] == {(TASK, "县水利局", "sums_up")}
    assert state(published_plan)[1] == {(TASK, "2024-09-30", "", "")}
    assert Record.objects.count() == acts + 1
    body = Payload.objects.order_by("-pk")[0].body
    assert isinstance(body, dict)
    assert (body["preview"], body["file_name"]) == (digest(changes), "分解表.xlsx")
    assert list(verify()) == []


def test_what_is_not_the_preview_is_not_applied(published_plan: Plan) -> None:
    changes = (value(published_plan, TASK, "due", "2024-09-30"),)
    other = (value(published_plan, TASK, "due", "2024-10-31"),)
    action = ReadBack(other, preview=digest(changes), file_digest="0" * 64)
    with pytest.raises(Invalid, match="与预览不一致"):
        run(action, actor=SYSTEM, on=division(published_plan))
    assert state(published_plan)[1] == set()


def test_one_conflict_stops_all_of_it(published_plan: Plan, units: dict[str, Unit]) -> None:
    action = read_back(
        published_plan,
        part(published_plan, "2.1.2", units["县水利局"], "does"),
        value(published_plan, TASK, "due", "2024-09-30"),
    )
    settle(published_plan, value(published_plan, TASK, "due", "2024-07-31"))
    before = state(published_plan)
    with pytest.raises(Conflict, match=TASK):
        run(action, actor=SYSTEM, on=division(published_plan))
    assert state(published_plan) == before
    assert list(verify()) == []


def test_only_the_office_applies_and_only_while_the_division_is_open(published_plan: Plan, admin_user: User) -> None:
    action = read_back(published_plan, value(published_plan, TASK, "due", "2024-09-30"))
    with pytest.raises(NotAllowed):
        run(action, actor=actor_of(admin_user), on=division(published_plan))
    run(FixDivision(note="先行确定"), actor=SYSTEM, on=division(published_plan))
    with pytest.raises(WrongState):
        run(action, actor=SYSTEM, on=division(published_plan))
    assert state(published_plan)[1] == set()


# --- the pages ---


@pytest.fixture
def office(client: Client, office_user: User) -> Client:
    client.force_login(office_user)
    return client


def upload(client: Client, plan: Plan, data: bytes, name: str = "改过的.xlsx") -> str:
    response = client.post(
        reverse("ledger:read_back", args=[plan.public_id]), {"workbook": SimpleUploadedFile(name, data)}
    )
    return response.content.decode()


def hidden(page: str) -> list[dict[str, str]]:
    forms = re.findall(r"<form.*?</form>", page, re.DOTALL)
    found = [dict(re.findall(r'name="(\w+)" value="([^"]*)"', form)) for form in forms]
    return [form for form in found if "sealed" in form]


def test_upload_preview_apply_and_undo(office: Client, published_plan: Plan, units: dict[str, Unit]) -> None:
    before = state(published_plan)
    edits = all_of([typed(TASK, DUE, "2024年9月30日"), typed(TASK, SUMS_UP, "县水利局")])
    page = upload(office, published_plan, edited(task_list(published_plan), edits))
    assert "2 处改动，涉及 1 行" in page
    assert "2024-09-30" in page
    assert state(published_plan) == before
    (form,) = hidden(page)
    done = office.post(reverse("ledger:read_back_apply", args=[published_plan.public_id]), form)
    assert "已应用 2 处改动" in done.content.decode()
    assert state(published_plan)[0] == {(TASK, "县水利局", "sums_up")}
    (undo,) = hidden(done.content.decode())
    taken_back = office.post(reverse("ledger:read_back_undo", args=[published_plan.public_id]), undo)
    assert "已撤销 2 处改动" in taken_back.content.decode()
    assert state(published_plan)[0] == set()
    assert list(verify()) == []


def test_a_preview_with_an_error_cannot_be_applied(office: Client, published_plan: Plan) -> None:
    edits = all_of([typed(TASK, DUE, "年底前"), typed(TASK, SUMS_UP, "县水利局")])
    page = upload(office, published_plan, edited(task_list(published_plan), edits))
    assert "1 处有误" in page
    assert "不是确切的日期" in page
    assert hidden(page) == []


def test_a_preview_that_was_tampered_with_is_refused(office: Client, published_plan: Plan) -> None:
    page = upload(office, published_plan, edited(task_list(published_plan), typed(TASK, DUE, "2024-09-30")))
    (form,) = hidden(page)
    address = reverse("ledger:read_back_apply", args=[published_plan.public_id])
    for changed in ({"sealed": form["sealed"][:-3] + "abc"}, {"preview": "0" * 64}, {"file_digest": "0" * 64}):
        assert office.post(address, {**form, **changed}).status_code == 422
    assert state(published_plan)[1] == set()


def test_another_users_preview_is_not_applied(office: Client, published_plan: Plan, second_office_user: User) -> None:
    page = upload(office, published_plan, edited(task_list(published_plan), typed(TASK, DUE, "2024-09-30")))
    (form,) = hidden(page)
    office.force_login(second_office_user)
    response = office.post(reverse("ledger:read_back_apply", args=[published_plan.public_id]), form)
    assert response.status_code == 422
    assert state(published_plan)[1] == set()


def test_with_a_conflict_the_office_chooses_what_counts(
    office: Client, published_plan: Plan, units: dict[str, Unit]
) -> None:
    exported = task_list(published_plan)
    settle(published_plan, value(published_plan, TASK, "due", "2024-07-31"))
    edits = all_of([typed(TASK, DUE, "2024-09-30"), typed(TASK, SUMS_UP, "县水利局")])
    page = upload(office, published_plan, edited(exported, edits))
    assert "1 处在导出后被他人改过" in page
    keep, _take = hidden(page)
    office.post(reverse("ledger:read_back_apply", args=[published_plan.public_id]), keep)
    assert state(published_plan)[:2] == ({(TASK, "县水利局", "sums_up")}, {(TASK, "2024-07-31", "", "")})


def test_what_is_no_workbook_or_anothers_is_said_on_the_page(
    office: Client, published_plan: Plan, units: dict[str, Unit]
) -> None:
    other = factory.published(published_plan.jurisdiction, factory.large_plan(2))
    assert "另一个方案" in upload(office, published_plan, task_list(other))
    assert "旧的 .xls" in upload(office, published_plan, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    nothing = office.post(reverse("ledger:read_back", args=[published_plan.public_id]))
    assert nothing.status_code == 422
    assert "没有收到文件" in nothing.content.decode()


def test_a_workbook_is_downloaded_under_a_name_that_says_what_it_is(office: Client, published_plan: Plan) -> None:
    for table, name in (("tasks", "任务清单"), ("division", "任务分解表")):
        response = office.get(reverse("ledger:export", args=[published_plan.public_id, table]))
        assert response.content[:2] == b"PK"
        assert response.headers["Content-Disposition"].startswith("attachment; filename*=UTF-8''")
        assert name not in response.headers["Content-Disposition"]  # it is percent-encoded
    assert office.get(reverse("ledger:export", args=[published_plan.public_id, "rows"])).status_code == 404


def test_another_governments_plan_is_not_found(client: Client, published_plan: Plan) -> None:
    stranger = factory.user(factory.found("临河县", "990002"), "stranger", "office")
    client.force_login(stranger)
    for name, arguments in (("export", ["tasks"]), ("read_back", []), ("division", [])):
        address = reverse(f"ledger:{name}", args=[published_plan.public_id, *arguments])
        assert client.get(address).status_code == 404


def test_a_fixed_division_says_how_to_go_on(office: Client, published_plan: Plan) -> None:
    run(FixDivision(note="先行确定"), actor=SYSTEM, on=division(published_plan))
    page = office.get(reverse("ledger:read_back", args=[published_plan.public_id])).content.decode()
    assert "重新打开" in page
    assert division_sheet(published_plan)[:2] == b"PK"
