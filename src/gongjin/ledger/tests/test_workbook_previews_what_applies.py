"""What previews clean applies clean, and what applying would refuse is named: a preview asks what applying asks."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

from gongjin.audit.actions import run
from gongjin.ledger.actions.previewed import digest
from gongjin.ledger.actions.workbook import ReadBack
from gongjin.ledger.models import Plan
from gongjin.ledger.sheets.division import division_sheet
from gongjin.ledger.sheets.read_back import read_back
from gongjin.ledger.sheets.task_list import task_list
from gongjin.ledger.tests.divided import SYSTEM, all_of, division, edited, line, settle, state, typed, value
from gongjin.people.actions import ChangeUnit
from gongjin.people.models import Unit, User

pytestmark = pytest.mark.django_db

DUE, CADENCE, NOTE = "完成时限\n（专班确定）", "填报周期\n（专班确定）", "备注"
SUMS_UP, DOES = "汇总单位\n（专班确定）", "承担单位\n（专班确定）"
TASK, OTHER = "2.1.1", "2.1.2"


@pytest.mark.parametrize(
    ("column", "text", "why"),
    [
        (NOTE, "长" * 501, "最多 500 个字"),
        (DUE, "1900-05-01", "1949 至 2199 年之间"),
        (DUE, "2999年12月31日", "1949 至 2199 年之间"),
    ],
)
def test_what_applying_would_refuse_is_an_error_at_its_cell(
    published_plan: Plan, column: str, text: str, why: str
) -> None:
    preview = read_back(published_plan, edited(task_list(published_plan), typed(TASK, column, text)))
    (error,) = preview.errors
    assert why in error.message
    assert error.code == TASK
    assert error.place.endswith(str(line_of(published_plan)))
    assert preview.changes == ()


def line_of(plan: Plan) -> int:
    """The number of the task's row in the workbook."""
    found: list[int] = []
    edited(task_list(plan), lambda sheet: found.append(line(sheet, TASK)))
    return found[0]


def test_a_unit_out_of_use_is_an_error_at_its_cell(published_plan: Plan, units: dict[str, Unit]) -> None:
    unit = units["县水利局"]
    sheet = division_sheet(published_plan)
    run(ChangeUnit(unit.name, "", unit.kind, active=False), actor=SYSTEM, on=unit)
    preview = read_back(published_plan, edited(sheet, typed(TASK, "县水利局", "承担")))
    (error,) = preview.errors
    assert "已停用" in error.message and error.code == TASK


def test_a_note_that_would_be_kept_as_it_is_proposes_nothing(published_plan: Plan) -> None:
    settle(published_plan, value(published_plan, TASK, "note", "先行 试点"))
    preview = read_back(published_plan, edited(task_list(published_plan), typed(TASK, NOTE, "先行\n试点")))
    assert (preview.changes, preview.shown, preview.errors) == ((), (), ())


def test_a_note_is_previewed_as_it_will_be_kept(published_plan: Plan) -> None:
    preview = read_back(published_plan, edited(task_list(published_plan), typed(TASK, NOTE, "先行\n试点")))
    assert [change.new for change in preview.shown] == ["先行 试点"]


_DUE = st.sampled_from(["", "2024-06-30", "2024年6月30日", "20240630", "1948-12-31", "2200-1-1", "2024-2-30", "年底前"])
_NOTE = st.sampled_from(["", "先行", "先行\n试点", " ", "＝1＋1", "长" * 500, "长" * 501, "=1+1"])
_UNITS = st.sampled_from(["", "县水利局", "县教育局、县水利局", "县水利局，县水利局", "水利局", "没有的局"])
_CADENCE = st.sampled_from(["", "每月", "每季度", "monthly", "每天", "每 月"])


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(due=_DUE, cadence=_CADENCE, note=_NOTE, sums_up=_UNITS, does=_UNITS)
@example(due="2024-06-30", cadence="每月", note="先行\n试点", sums_up="县水利局", does="县教育局")
def test_what_previews_clean_applies_clean(
    published_plan: Plan, units: dict[str, Unit], due: str, cadence: str, note: str, sums_up: str, does: str
) -> None:
    texts = {DUE: due, CADENCE: cadence, NOTE: note, SUMS_UP: sums_up, DOES: does}
    edits = all_of(typed(TASK, column, text) for column, text in texts.items())
    preview = read_back(published_plan, edited(task_list(published_plan), edits))
    if preview.errors or not preview.changes:
        return
    action = ReadBack(preview.changes, preview=digest(preview.changes), file_digest="0" * 64)
    with transaction.atomic():
        run(action, actor=SYSTEM, on=division(published_plan))
        again = read_back(published_plan, edited(task_list(published_plan), edits))
        assert (again.changes, again.errors) == ((), ())
        transaction.set_rollback(True)


def test_rows_missing_from_the_sheet_are_named_on_the_page(
    client: Client, office_user: User, published_plan: Plan
) -> None:
    client.force_login(office_user)

    def take_out(sheet: Worksheet) -> None:
        for code in (TASK, OTHER):
            sheet.delete_rows(line(sheet, code))

    before = state(published_plan)
    book = edited(task_list(published_plan), take_out)
    upload = SimpleUploadedFile("清单.xlsx", book)
    page = client.post(reverse("ledger:read_back", args=[published_plan.public_id]), {"workbook": upload})
    text = page.content.decode()
    assert "表中缺少 2 行" in text
    for row in published_plan.rows.filter(code__in=[TASK, OTHER]):
        assert f">{row.code}<" in text
        assert f">{row.readings.get().title}<" in text
    assert state(published_plan) == before
