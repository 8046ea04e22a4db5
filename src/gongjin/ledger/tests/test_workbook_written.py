"""任务清单 and 任务分解表 as an office prints them, and in seconds for 5,000 rows."""

from __future__ import annotations

import io
import time
from datetime import date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from gongjin.audit.errors import Invalid
from gongjin.ledger.models import Plan, PlanVersion
from gongjin.ledger.sheets.division import division_sheet
from gongjin.ledger.sheets.read_back import read_back
from gongjin.ledger.sheets.task_list import task_list
from gongjin.ledger.tests import factory
from gongjin.ledger.tests.divided import FIRST, HEADER, columns, line, part, settle, tasks, value
from gongjin.people.models import Jurisdiction, Unit

pytestmark = pytest.mark.django_db


def opened(data: bytes) -> Worksheet:
    sheet = load_workbook(io.BytesIO(data)).worksheets[0]
    assert isinstance(sheet, Worksheet)
    return sheet


def cell(sheet: Worksheet, code: str, title: str) -> object:
    return sheet.cell(line(sheet, code), columns(sheet)[title]).value


@pytest.mark.parametrize("make", [task_list, division_sheet])
def test_it_is_laid_out_for_paper(published_plan: Plan, make: object) -> None:
    sheet = opened(make(published_plan))  # type: ignore[operator]
    assert str(sheet["A1"].value).startswith(published_plan.title)
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.page_setup.paperSize == 9
    assert sheet.freeze_panes == f"A{FIRST}"
    assert sheet.print_title_rows in {f"${HEADER}:${HEADER}", f"{HEADER}:{HEADER}"}
    assert sheet.cell(FIRST, 1).font.name == "仿宋"
    section = columns(sheet)["章节"]
    assert any(span.min_col == section and span.max_row > span.min_row for span in sheet.merged_cells.ranges)


def test_the_list_holds_the_plan_and_the_office_in_columns_of_their_own(
    published_plan: Plan, units: dict[str, Unit]
) -> None:
    school = "2.1.2"
    settle(
        published_plan,
        part(published_plan, school, units["县财政局"], "sums_up"),
        part(published_plan, school, units["县水利局"], "does"),
        part(published_plan, school, units["县教育局"], "does"),
        value(published_plan, school, "due", "2024-11-30"),
        value(published_plan, school, "cadence", "每季度"),
        value(published_plan, school, "note", "与校舍维修合并"),
    )
    sheet = opened(task_list(published_plan))
    assert "牵头：县教育局" in str(cell(sheet, school, "责任单位\n（方案原文）"))
    assert cell(sheet, school, "汇总单位\n（专班确定）") == "县财政局"
    assert cell(sheet, school, "承担单位\n（专班确定）") == "县教育局、县水利局"
    due = cell(sheet, school, "完成时限\n（专班确定）")
    assert isinstance(due, datetime) and due.date() == date(2024, 11, 30)
    assert cell(sheet, school, "填报周期\n（专班确定）") == "每季度"
    assert cell(sheet, school, "备注") == "与校舍维修合并"


def test_what_nobody_settled_stays_empty(published_plan: Plan) -> None:
    sheet = opened(task_list(published_plan))
    for code in tasks(published_plan):
        assert cell(sheet, code, "汇总单位\n（专班确定）") is None
        assert cell(sheet, code, "完成时限\n（专班确定）") is None


def test_an_open_ended_list_of_units_keeps_last_word(published_plan: Plan) -> None:
    sheet = opened(task_list(published_plan))
    assert str(cell(sheet, "2.1.1", "责任单位\n（方案原文）")).endswith("等")


def test_the_division_has_a_column_for_each_unit_concerned(published_plan: Plan, units: dict[str, Unit]) -> None:
    added = units["县文化旅游广电体育局"]
    assert added.name not in columns(opened(division_sheet(published_plan)))
    settle(published_plan, part(published_plan, "2.1.1", added, "cooperates"))
    sheet = opened(division_sheet(published_plan))
    assert {"县水利局", "县教育局", added.name} <= set(columns(sheet))
    assert cell(sheet, "2.1.1", added.name) == "配合"


def test_before_publishing_there_is_nothing_to_export(version_in_review: PlanVersion) -> None:
    for make in (task_list, division_sheet):
        with pytest.raises(Invalid, match="还没有发布"):
            make(version_in_review.plan)


@pytest.mark.slow
def test_5000_rows_are_written_and_read_back_in_seconds(jurisdiction: Jurisdiction, units: dict[str, Unit]) -> None:
    plan = factory.published(jurisdiction, factory.large_plan(1000))
    assert plan.rows.count() == 5000
    for make in (task_list, division_sheet):
        started = time.process_time()
        data = make(plan)
        assert time.process_time() - started < 20
        started = time.process_time()
        preview = read_back(plan, data)
        assert time.process_time() - started < 30
        assert (preview.changes, preview.errors, preview.from_plan) == ((), (), ())


def test_the_number_of_queries_does_not_grow_with_the_rows(jurisdiction: Jurisdiction, units: dict[str, Unit]) -> None:
    few = factory.published(jurisdiction, factory.large_plan(3))
    many = factory.published(jurisdiction, factory.large_plan(60))
    counts = []
    for plan in (few, many):
        plan = Plan.objects.select_related("jurisdiction").get(pk=plan.pk)
        with CaptureQueriesContext(
            connection,
        ) as captured:
            task_list(plan)
            division_sheet(plan)
        counts.append(len(captured))
    assert counts[0] == counts[1] <= 30
