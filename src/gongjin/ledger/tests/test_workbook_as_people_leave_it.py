"""The division's workbook as people leave it: formulas, merged cells, odd spaces, changed words of the plan."""

from __future__ import annotations

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl.worksheet.worksheet import Worksheet

from gongjin.ledger.models import Plan
from gongjin.ledger.sheets.division import division_sheet
from gongjin.ledger.sheets.read_back import PlanCell, read_back
from gongjin.ledger.sheets.task_list import task_list
from gongjin.ledger.tests.divided import (
    all_of,
    columns,
    edited,
    key,
    line,
    opened,
    part,
    settle,
    state,
    typed,
    value,
)
from gongjin.people.models import Unit, User

pytestmark = pytest.mark.django_db

WATER, SCHOOL, FACTORY, PIPES = "2.1.1", "2.1.2", "2.2.1", "2.1.1-T2"
DUE, CADENCE = "完成时限\n（专班确定）", "填报周期\n（专班确定）"
SUMS_UP, DOES = "汇总单位\n（专班确定）", "承担单位\n（专班确定）"
TEXT, FIGURE, SAID, SAID_DUE = (
    "内容\n（方案原文）",
    "目标值\n（方案原文）",
    "责任单位\n（方案原文）",
    "时限\n（方案原文）",
)


def place(data: bytes, code: str, title: str) -> str:
    sheet = opened(data)
    return str(sheet.cell(line(sheet, code), columns(sheet)[title]).coordinate)


def calculated(data: bytes, formula: str, result: str) -> bytes:
    """The workbook as an office program saves it: a text that a formula gave stands beside the formula."""
    out, kind = io.BytesIO(), f"<f>{formula}</f>".encode()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for item in old.infolist():
            content = old.read(item)
            at = content.find(kind)
            if at >= 0:
                start = content.rfind(b"<c ", 0, at)
                cell = content[start : content.find(b"</c>", at)]
                told = cell.replace(b"<c ", b'<c t="str" ', 1).replace(b"<v></v>", b"").replace(b"<v />", b"")
                content = content.replace(cell, told + f"<v>{result}</v>".encode())
            new.writestr(item, content)
    return out.getvalue()


def test_who_sums_up_and_every_units_role_come_back_from_the_division(
    published_plan: Plan, units: dict[str, Unit]
) -> None:
    settle(
        published_plan,
        part(published_plan, WATER, units["县水利局"], "sums_up"),
        part(published_plan, WATER, units["县教育局"], "does"),
    )
    edits = [
        typed(WATER, "县水利局", "承担"),
        typed(WATER, "县教育局", "配合"),
        typed(WATER, "县财政局", "汇总"),
        typed(SCHOOL, "县财政局", "汇总"),
    ]
    preview = read_back(published_plan, edited(division_sheet(published_plan), all_of(edits)))
    assert preview.errors == ()
    assert {(c.code, c.column, c.old, c.new) for c in preview.shown} == {
        (WATER, "县水利局", "汇总", "承担"),
        (WATER, "县教育局", "承担", "配合"),
        (WATER, "县财政局", "", "汇总"),
        (SCHOOL, "县财政局", "", "汇总"),
    }
    settle(published_plan, *preview.changes)
    assert state(published_plan)[0] == {
        (WATER, "县水利局", "does"),
        (WATER, "县教育局", "cooperates"),
        (WATER, "县财政局", "sums_up"),
        (SCHOOL, "县财政局", "sums_up"),
    }


@pytest.mark.parametrize(
    ("text", "now"),
    [
        ("汇总", "sums_up"),
        (" 汇　总 ", "sums_up"),
        ("\u00a0汇总\u200b", "sums_up"),
        ("承\n担", "does"),
        ("承", "does"),
        ("配合\r\n", "cooperates"),
    ],
)
def test_a_part_with_stray_spaces_is_taken(published_plan: Plan, units: dict[str, Unit], text: str, now: str) -> None:
    preview = read_back(published_plan, edited(division_sheet(published_plan), typed(WATER, "县水利局", text)))
    assert (preview.errors, preview.changes) == ((), (part(published_plan, WATER, units["县水利局"], now),))


def test_a_word_that_is_no_part_is_named_by_its_cell(published_plan: Plan) -> None:
    data = edited(division_sheet(published_plan), typed(WATER, "县水利局", "牵头"))
    (error,) = read_back(published_plan, data).errors
    assert (error.place, error.code, error.column) == (place(data, WATER, "县水利局"), WATER, "县水利局")
    assert "请填汇总、承担或配合" in error.message


@pytest.mark.parametrize(
    "text", ["２０２４年９月３０日", "２０２４－０９－３０", " 2024／9／30　", "2024\u00a0年 9 月 30 日", "20240930"]
)
def test_a_date_in_full_width_digits_with_stray_spaces_is_taken(published_plan: Plan, text: str) -> None:
    for make in (task_list, division_sheet):
        preview = read_back(published_plan, edited(make(published_plan), typed(WATER, DUE, text)))
        assert (preview.errors, preview.changes) == ((), (value(published_plan, WATER, "due", "2024-09-30"),))


def test_a_formula_counts_by_the_result_that_was_saved(published_plan: Plan, units: dict[str, Unit]) -> None:
    raw = edited(division_sheet(published_plan), typed(WATER, "县水利局", "=Z1"))
    (error,) = read_back(published_plan, raw).errors
    assert error.code == WATER and "公式" in error.message
    saved = calculated(raw, "Z1", "汇总")
    preview = read_back(published_plan, saved)
    assert (preview.errors, preview.changes) == ((), (part(published_plan, WATER, units["县水利局"], "sums_up"),))


def test_cells_merged_down_give_each_row_the_content_and_sideways_they_are_an_error(
    published_plan: Plan, units: dict[str, Unit]
) -> None:
    def down(sheet: Worksheet) -> None:
        place, first = columns(sheet)["县水利局"], line(sheet, "2.1.1-M1")
        sheet.cell(first, place).value = "承担"
        sheet.merge_cells(start_row=first, end_row=first + 1, start_column=place, end_column=place)

    preview = read_back(published_plan, edited(division_sheet(published_plan), down))
    assert preview.errors == ()
    assert len(preview.changes) == 2 and {change.now for change in preview.changes} == {"does"}

    def sideways(sheet: Worksheet) -> None:
        place, row = columns(sheet)["县水利局"], line(sheet, WATER)
        sheet.merge_cells(start_row=row, end_row=row, start_column=place, end_column=place + 1)

    (error,) = read_back(published_plan, edited(division_sheet(published_plan), sideways)).errors
    assert error.code == WATER and "取消合并" in error.message


def test_taking_the_merged_cells_of_chapters_apart_changes_nothing(published_plan: Plan) -> None:
    def apart(sheet: Worksheet) -> None:
        for span in list(sheet.merged_cells.ranges):
            words = sheet.cell(span.min_row, span.min_col).value
            sheet.unmerge_cells(str(span))
            if span.min_row > 3:
                for row in range(span.min_row, span.max_row + 1):
                    sheet.cell(row, span.min_col).value = words

    for make in (task_list, division_sheet):
        preview = read_back(published_plan, edited(make(published_plan), apart))
        assert (preview.changes, preview.errors, preview.from_plan) == ((), (), ())


def test_changed_words_of_the_plan_are_named_by_row_and_column_with_what_stands(published_plan: Plan) -> None:
    before = state(published_plan)
    data = edited(
        task_list(published_plan),
        all_of(
            [
                typed(PIPES, TEXT, "改造供水管网50公里"),
                typed(PIPES, FIGURE, "50 公里"),
                typed(SCHOOL, SAID, "县财政局"),
                typed(FACTORY, SAID_DUE, "年底前"),
                typed(WATER, DUE, "2024-09-30"),
            ]
        ),
    )
    preview = read_back(published_plan, data)
    assert preview.errors == ()
    assert set(preview.from_plan) == {
        PlanCell(place(data, PIPES, TEXT), PIPES, "内容（方案原文）", "改造供水管网35公里"),
        PlanCell(place(data, PIPES, FIGURE), PIPES, "目标值（方案原文）", "35 公里"),
        *(
            PlanCell(place(data, code, SAID), code, "责任单位（方案原文）", "牵头：县教育局 配合：县财政局")
            for code in (SCHOOL, f"{SCHOOL}-M1", f"{SCHOOL}-T1")  # one merged cell
        ),
        PlanCell(place(data, FACTORY, SAID_DUE), FACTORY, "时限（方案原文）", ""),
    }
    assert preview.changes == (value(published_plan, WATER, "due", "2024-09-30"),)
    assert state(published_plan) == before


def test_the_preview_says_where_the_plans_words_are_changed(
    published_plan: Plan, client: Client, office_user: User
) -> None:
    client.force_login(office_user)
    data = edited(task_list(published_plan), typed(PIPES, FIGURE, "50 公里"))
    url = reverse("ledger:read_back", args=[published_plan.public_id])
    text = client.post(url, {"workbook": SimpleUploadedFile("清单.xlsx", data)}).content.decode()
    assert "1 处改的是方案原文，没有读入" in text
    assert "方案原文只在“核对”中更改" in text
    for shown in (place(data, PIPES, FIGURE), PIPES, "目标值（方案原文）", "35 公里"):
        assert f">{shown}</td>" in text


def test_a_unit_name_with_stray_and_full_width_characters_is_taken(
    published_plan: Plan, units: dict[str, Unit]
) -> None:
    edits = [typed(WATER, SUMS_UP, "　县水利局\u200b "), typed(WATER, DOES, " 县 财政局 ，县教育局\n")]
    preview = read_back(published_plan, edited(task_list(published_plan), all_of(edits)))
    assert preview.errors == ()
    assert {(change.unit, change.now) for change in preview.changes} == {
        (str(units["县水利局"].public_id), "sums_up"),
        (str(units["县财政局"].public_id), "does"),
        (str(units["县教育局"].public_id), "does"),
    }
    assert {change.row for change in preview.changes} == {key(published_plan, WATER)}
