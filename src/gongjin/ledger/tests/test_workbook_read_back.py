"""A workbook that came back: what it proposes, what is wrong by row and column, what it may not change."""

from __future__ import annotations

import io
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from gongjin.audit.actions import run
from gongjin.core.sheets import SheetRefused
from gongjin.ledger.actions.publish import PublishVersion
from gongjin.ledger.actions.versions import AddVersion
from gongjin.ledger.models import Division, Plan, PlanVersion
from gongjin.ledger.sheets.division import division_sheet
from gongjin.ledger.sheets.read_back import read_back
from gongjin.ledger.sheets.task_list import task_list
from gongjin.ledger.tests import factory
from gongjin.ledger.tests.divided import (
    SYSTEM,
    all_of,
    columns,
    edited,
    key,
    line,
    part,
    settle,
    state,
    tasks,
    typed,
    value,
)
from gongjin.people.actions import NameUnit
from gongjin.people.models import Jurisdiction, Unit

pytestmark = pytest.mark.django_db

DUE, CADENCE = "完成时限\n（专班确定）", "填报周期\n（专班确定）"
SUMS_UP, DOES, COOPERATES = "汇总单位\n（专班确定）", "承担单位\n（专班确定）", "配合单位\n（专班确定）"
TASK = "2.1.1"


def test_an_untouched_workbook_proposes_nothing(published_plan: Plan, units: dict[str, Unit]) -> None:
    settle(
        published_plan,
        part(published_plan, TASK, units["县水利局"], "sums_up"),
        value(published_plan, TASK, "due", "2024-06-30"),
    )
    for make in (task_list, division_sheet):
        preview = read_back(published_plan, edited(make(published_plan), lambda sheet: None))
        assert (preview.changes, preview.shown, preview.errors, preview.from_plan) == ((), (), (), ())
        assert (preview.removed, preview.missing_columns, preview.extra_columns) == ((), (), ())


_PARTS = st.sampled_from(["", "does", "cooperates"])


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    data=st.lists(
        st.tuples(st.integers(0, 5), st.integers(0, 4), _PARTS), max_size=10, unique_by=lambda item: item[:2]
    ),
    due=st.dates(date(1949, 1, 1), date(2199, 12, 31)),
    note=st.text(alphabet="一二三 　\n=+-@'\"<&0１", max_size=20),
)
def test_whatever_is_settled_goes_out_and_comes_back_as_it_is(
    published_plan: Plan,
    units: dict[str, Unit],
    data: list[tuple[int, int, str]],
    due: date,
    note: str,
) -> None:
    codes = list(published_plan.rows.order_by("code").values_list("code", flat=True))
    names = list(units)
    present = {(code, unit): has for code, unit, has in state(published_plan)[0]}
    wanted = [(codes[row], names[unit], now) for row, unit, now in data]
    office = {code: (day, text) for code, day, _cadence, text in state(published_plan)[1]}
    day, text = office.get(codes[0], ("", ""))
    changes = [
        part(published_plan, code, units[unit], now, was=present.get((code, unit), ""))
        for code, unit, now in wanted
        if present.get((code, unit), "") != now
    ]
    if day != due.isoformat():
        changes.append(value(published_plan, codes[0], "due", due.isoformat(), was=day))
    if text != " ".join(note.split()):
        changes.append(value(published_plan, codes[0], "note", note, was=text))
    if changes:
        settle(published_plan, *changes)
    for make in (task_list, division_sheet):
        preview = read_back(published_plan, make(published_plan))
        assert (preview.changes, preview.errors, preview.from_plan) == ((), (), ())


def test_changed_cells_become_proposed_changes_old_to_new(published_plan: Plan, units: dict[str, Unit]) -> None:
    settle(
        published_plan,
        part(published_plan, TASK, units["县水利局"], "does"),
        value(published_plan, TASK, "due", "2024-06-30"),
    )
    before = state(published_plan)
    data = edited(
        task_list(published_plan),
        all_of(
            [
                typed(TASK, SUMS_UP, "县水利局"),
                typed(TASK, DOES, "县财政局、县教育局"),
                typed(TASK, DUE, "2024年9月30日"),
                typed(TASK, CADENCE, "每月"),
            ]
        ),
    )
    preview = read_back(published_plan, data)
    assert preview.errors == ()
    assert {(c.code, c.column.split("（")[0], c.old, c.new) for c in preview.shown} == {
        (TASK, "汇总单位", "", "县水利局"),
        (TASK, "承担单位", "县水利局", "县财政局、县教育局"),
        (TASK, "完成时限", "2024-06-30", "2024-09-30"),
        (TASK, "填报周期", "", "每月"),
    }
    assert set(preview.changes) == {
        part(published_plan, TASK, units["县水利局"], "sums_up", was="does"),
        part(published_plan, TASK, units["县财政局"], "does"),
        part(published_plan, TASK, units["县教育局"], "does"),
        value(published_plan, TASK, "due", "2024-09-30", was="2024-06-30"),
        value(published_plan, TASK, "cadence", "每月"),
    }
    assert state(published_plan) == before


def test_the_matrix_comes_back_cell_by_cell(published_plan: Plan, units: dict[str, Unit]) -> None:
    settle(published_plan, part(published_plan, TASK, units["县水利局"], "sums_up"))
    edits = [typed(TASK, "县水利局", None), typed(TASK, "县教育局", " 汇 总　"), typed("2.1.2", "县教育局", "承")]
    preview = read_back(published_plan, edited(division_sheet(published_plan), all_of(edits)))
    assert preview.errors == ()
    assert set(preview.changes) == {
        part(published_plan, TASK, units["县水利局"], "", was="sums_up"),
        part(published_plan, TASK, units["县教育局"], "sums_up"),
        part(published_plan, "2.1.2", units["县教育局"], "does"),
    }


def test_a_column_for_a_further_unit_may_be_added_by_its_name(published_plan: Plan, units: dict[str, Unit]) -> None:
    def edit(sheet: Worksheet) -> None:
        place = sheet.max_column + 1
        sheet.cell(3, place).value = "白石镇"
        sheet.cell(line(sheet, TASK), place).value = "配合"

    preview = read_back(published_plan, edited(division_sheet(published_plan), edit))
    assert preview.changes == (part(published_plan, TASK, units["白石镇"], "cooperates"),)
    assert preview.conflicts == ()


def test_full_width_digits_stray_spaces_formulas_and_short_names_are_survived(
    published_plan: Plan, units: dict[str, Unit]
) -> None:
    run(NameUnit("县水务局"), actor=SYSTEM, on=units["县水利局"])
    edits = [
        typed(TASK, DUE, " ２０２４年　９月３０日 "),
        typed(TASK, CADENCE, "每 月 "),
        typed(TASK, DOES, "县水务局，\n　县财政局 ；"),
    ]
    preview = read_back(published_plan, edited(task_list(published_plan), all_of(edits)))
    assert preview.errors == ()
    assert set(preview.changes) == {
        value(published_plan, TASK, "due", "2024-09-30"),
        value(published_plan, TASK, "cadence", "每月"),
        part(published_plan, TASK, units["县水利局"], "does"),
        part(published_plan, TASK, units["县财政局"], "does"),
    }


def test_a_formula_without_a_result_is_an_error_with_what_to_do(published_plan: Plan) -> None:
    preview = read_back(published_plan, edited(task_list(published_plan), typed(TASK, DUE, "=TODAY()")))
    assert [error.code for error in preview.errors] == [TASK]
    assert "公式" in preview.errors[0].message
    assert preview.changes == ()


def test_merging_cells_of_several_rows_gives_each_its_content(published_plan: Plan, units: dict[str, Unit]) -> None:
    def edit(sheet: Worksheet) -> None:
        place = columns(sheet)[DOES]
        first = line(sheet, TASK)
        sheet.cell(first, place).value = "县水利局"
        sheet.merge_cells(start_row=first, end_row=first + 1, start_column=place, end_column=place)

    preview = read_back(published_plan, edited(task_list(published_plan), edit))
    assert preview.errors == ()
    assert len(preview.changes) == 2
    assert {change.now for change in preview.changes} == {"does"}


@pytest.mark.parametrize(
    ("title", "text", "message"),
    [
        (DUE, "年底前", "不是确切的日期"),
        (DUE, "2024-02-30", "没有"),
        (CADENCE, "有空就报", "可选范围"),
        (DOES, "县发改委", "县发展和改革局"),
        (DOES, "县教委", "是否指“县教育局”"),
        (DOES, "外地某公司", "名录中没有“外地某公司”。请检查"),
        (SUMS_UP, "县水利局、县财政局", "只能填一个"),
    ],
)
def test_a_cell_that_cannot_be_taken_is_an_error_by_row_and_column(
    published_plan: Plan, title: str, text: str, message: str
) -> None:
    data = edited(task_list(published_plan), typed(TASK, title, text))
    sheet = load_workbook(io.BytesIO(data)).worksheets[0]
    assert isinstance(sheet, Worksheet)
    preview = read_back(published_plan, data)
    (error,) = preview.errors
    assert error.code == TASK
    assert error.place == sheet.cell(line(sheet, TASK), columns(sheet)[title]).coordinate
    assert message in error.message


def test_a_unit_in_two_lists_two_that_sum_up_and_summing_up_what_is_no_task_are_errors(
    published_plan: Plan, units: dict[str, Unit]
) -> None:
    both = all_of([typed(TASK, SUMS_UP, "县水利局"), typed(TASK, DOES, "县水利局")])
    assert "两栏" in read_back(published_plan, edited(task_list(published_plan), both)).errors[0].message
    two = all_of([typed(TASK, "县水利局", "汇总"), typed(TASK, "县教育局", "汇总")])
    assert (
        "只能有一个汇总单位" in read_back(published_plan, edited(division_sheet(published_plan), two)).errors[0].message
    )
    measure = published_plan.rows.filter(kind="measure").values_list("code", flat=True)[0]
    wrong = typed(measure, "县水利局", "汇总")
    assert "不是任务" in read_back(published_plan, edited(division_sheet(published_plan), wrong)).errors[0].message


def test_rows_taken_out_are_named_and_rows_put_in_are_an_error(published_plan: Plan) -> None:
    def take_out(sheet: Worksheet) -> None:
        sheet.delete_rows(line(sheet, TASK))

    preview = read_back(published_plan, edited(task_list(published_plan), take_out))
    assert [row.code for row in preview.removed] == [TASK]
    assert preview.changes == ()

    def put_in(sheet: Worksheet) -> None:
        sheet.cell(sheet.max_row + 1, columns(sheet)["任务"]).value = "另加一项"

    preview = read_back(published_plan, edited(task_list(published_plan), put_in))
    assert "新增的行" in preview.errors[0].message


def test_what_was_changed_in_the_ledger_since_the_export_is_named_row_by_row(
    published_plan: Plan, units: dict[str, Unit]
) -> None:
    exported = task_list(published_plan)
    settle(
        published_plan,
        value(published_plan, TASK, "due", "2024-07-31"),
        value(published_plan, "2.1.2", "due", "2024-08-31"),
    )
    edits = all_of([typed(TASK, DUE, "2024-09-30"), typed(TASK, CADENCE, "每月")])
    preview = read_back(published_plan, edited(exported, edits))
    assert [(c.code, c.old, c.new) for c in preview.conflicts] == [(TASK, "2024-07-31", "2024-09-30")]
    assert preview.safe == (value(published_plan, TASK, "cadence", "每月"),)
    # What nobody touched in the workbook is not taken back to what it was at the export.
    assert key(published_plan, "2.1.2") not in {change.row for change in preview.changes}


def test_a_workbook_of_another_plan_is_refused(
    published_plan: Plan, jurisdiction: Jurisdiction, units: dict[str, Unit]
) -> None:
    other = factory.published(jurisdiction, factory.large_plan(2))
    with pytest.raises(SheetRefused, match="另一个方案") as refused:
        read_back(published_plan, task_list(other))
    assert other.title in refused.value.message


def test_a_workbook_of_an_older_version_is_refused(published_plan: Plan) -> None:
    exported = task_list(published_plan)
    understood = factory.small_plan(pipes="48")
    run(AddVersion("第二版.txt", understood.text.encode(), compiled=understood), actor=SYSTEM, on=published_plan)
    version = factory.reviewed(published_plan.versions.get(number=2))
    version.pairings.update(confirmed=True)
    run(PublishVersion(), actor=SYSTEM, on=version)
    with pytest.raises(SheetRefused, match="第 1 版"):
        read_back(published_plan, exported)


@pytest.mark.parametrize(
    ("data", "message"),
    [(b"", "空"), (b"PK\x03\x04broken", "损坏"), ("编号,任务".encode(), "CSV"), (b"%PDF-1.7\0", "不是 Excel")],
)
def test_what_is_no_workbook_is_refused(published_plan: Plan, data: bytes, message: str) -> None:
    with pytest.raises(SheetRefused, match=message):
        read_back(published_plan, data)


def test_nothing_is_proposed_before_a_version_is_published(version_in_review: PlanVersion) -> None:
    assert not Division.objects.exists()
    with pytest.raises(Exception, match="还没有发布"):
        read_back(version_in_review.plan, b"")
    assert tasks(version_in_review.plan) == []
