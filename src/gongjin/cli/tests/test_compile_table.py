"""The table for Excel has a row for each measure and target, and empty cells where the plan says nothing."""

from __future__ import annotations

import csv
import io

from openpyxl import load_workbook

from gongjin.cli.table import comma_separated, rows, workbook
from gongjin.cli.tests.plans import plan


def test_each_measure_and_target_has_a_row_and_a_bare_task_one_of_its_own() -> None:
    found = [(row.values["kind"], row.values.get("text")) for row in rows(plan())]
    assert found == [
        ("举措", "2024年底前新建充电桩80个"),
        ("量化目标", "新建充电桩80个"),
        ("举措", "编制布局规划"),
        ("任务", None),
    ]


def test_what_the_plan_does_not_say_stays_empty() -> None:
    bare = list(rows(plan()))[-1].values
    assert not any(bare.get(key) for key in ("lead", "responsible", "cooperate", "due", "value"))


def test_units_and_dates_stand_beside_what_they_belong_to() -> None:
    measure, target, other, _task = (row.values for row in rows(plan()))
    assert (measure["lead"], measure["cooperate"], measure["due"]) == ("县发改局", "县住建局等", "2024年底前")
    assert (target["due"], other["due"]) == ("2024年底前", "")


def test_the_csv_opens_in_excel_and_no_cell_is_a_formula() -> None:
    data = comma_separated([("方案.docx", plan())])
    assert data.startswith(b"\xef\xbb\xbf")
    table = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))
    assert (table[1]["数值"], table[1]["单位"], table[1]["判断依据"]) == ("80", "个", "'=数字后有量词")


def test_the_workbook_holds_the_same_rows_and_several_files_are_named() -> None:
    sheet = load_workbook(io.BytesIO(workbook([("甲.docx", plan()), ("乙.docx", plan())]))).worksheets[0]
    cells = [[cell.value for cell in row] for row in sheet.iter_rows()]
    header = next(row for row in cells if "原文" in row)
    assert header[0] == "文件"
    texts = [row[header.index("原文")] for row in cells[cells.index(header) + 1 :]]
    assert texts == ["2024年底前新建充电桩80个", "新建充电桩80个", "编制布局规划", None] * 2
    assert 80 in [row[header.index("数值")] for row in cells]
