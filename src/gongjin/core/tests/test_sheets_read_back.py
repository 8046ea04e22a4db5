"""What people leave in a workbook, and what is understood of it."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from gongjin.core.figures import from_scaled
from gongjin.core.sheets import Column, ColumnKind, SheetRow, SheetSpec, changes, digest, read, table_of, write
from gongjin.core.sheets.columns import Value, clean
from gongjin.core.tests.sheets import META, ROWS, SPEC, edited, put, read_after, row, saved


def moment(*parts: int) -> datetime:
    """A moment as Excel keeps it: without a zone."""
    return datetime(*parts)  # type: ignore[arg-type]  # noqa: DTZ001


texts = st.text(st.characters(codec="utf-8"), max_size=40).map(clean).map(lambda t: t or None)
figures = st.integers(-(2**63), 2**63 - 1).map(from_scaled)
row_values = st.fixed_dictionaries(
    {
        "section": st.sampled_from(["甲", "乙", None]),
        "task": st.sampled_from(["子", "丑"]),
        "text": texts,
        "value": st.none() | figures,
        "share": st.none() | figures,
        "due": st.none() | st.dates(date(1000, 1, 1)),
        "strength": st.sampled_from(["ensure", "strive", "plain", None]),
        "lead": texts,
    }
)


@pytest.mark.slow
@settings(max_examples=40, deadline=None)
@given(st.lists(row_values, max_size=8))
def test_what_was_written_reads_back_without_change_or_error(values: list[dict[str, Value]]) -> None:
    rows = [SheetRow(f"row-{n}", row) for n, row in enumerate(values)]
    reading = read(write(SPEC, rows, META), SPEC)
    assert reading.errors == () and reading.added == () and reading.removed == ()
    assert changes(rows, reading) == []
    assert [reading.rows[r.key].values for r in rows] == [dict(r.values) for r in rows]
    assert reading.meta.digest == digest(SPEC, rows)


@pytest.mark.slow
@settings(max_examples=15, deadline=None)
@given(st.lists(row_values, min_size=1, max_size=5))
def test_a_workbook_saved_again_by_another_program_reads_back_without_change(values: list[dict[str, Value]]) -> None:
    rows = [SheetRow(f"row-{n}", row) for n, row in enumerate(values)]
    reading = read(saved(load_workbook(io.BytesIO(write(SPEC, rows, META)))), SPEC)
    texts_like_formulas = [
        r for r in rows if any(str(v).startswith("=") or str(v).startswith("#") for v in r.values.values())
    ]
    if not texts_like_formulas:
        assert reading.errors == () and changes(rows, reading) == []


@pytest.mark.parametrize(
    ("address", "typed", "column", "value"),
    [
        ("C4", " 改造\u3000低产茶园 二期 ", "text", "改造 低产茶园 二期"),
        ("C4", "第一行\r\n第二行", "text", "第一行\n第二行"),
        ("C4", 12, "text", "12"),
        ("C4", moment(2025, 6, 30), "text", "2025年6月30日"),
        ("D4", "２０．８万", "value", Decimal(208000)),
        ("D4", "1,200 亩", "value", Decimal(1200)),
        ("D4", 0.1 + 0.2, "value", Decimal("0.3")),
        ("D4", 1e13, "value", Decimal(10**13)),
        ("D4", None, "value", None),
        ("D4", "\u3000", "value", None),
        ("E4", "90％", "share", Decimal(90)),
        ("F4", "2024/6/30", "due", date(2024, 6, 30)),
        ("F4", "2024年6月30日", "due", date(2024, 6, 30)),
        ("F4", "2024 年 6 月 30 日", "due", date(2024, 6, 30)),
        ("F4", "２０２４．６．３０", "due", date(2024, 6, 30)),
        ("F4", "2024-06-30 00:00:00", "due", date(2024, 6, 30)),
        ("F4", 45473, "due", date(2024, 6, 30)),  # in a cell of dates a number is one
        ("F4", moment(2024, 6, 30, 9, 30), "due", date(2024, 6, 30)),
        ("G4", "确 保", "strength", "ensure"),
        ("G4", "ensure", "strength", "ensure"),
        ("H4", "县茶叶局", "lead", "县茶叶局"),
    ],
)
def test_what_people_type_is_taken(address: str, typed: object, column: str, value: Value) -> None:
    reading = read_after(put(**{address: typed}))
    assert reading.errors == ()
    assert [(c.key, c.column, c.new) for c in changes(ROWS, reading)] == [("2025-1.1", column, value)]


@pytest.mark.parametrize(
    ("address", "typed", "message"),
    [
        ("C4", None, "必须填写"),
        ("C4", True, "逻辑值"),
        ("D4", "若干", "不是数值"),
        ("D4", "三百", "阿拉伯数字"),
        ("D4", "12公顷", "单位应为“亩”"),
        ("D4", moment(2024, 6, 30), "当成了日期"),
        ("D4", 1 / 3, "四舍五入"),
        ("D4", 1e15, "92 万亿"),
        ("F4", "6月底", "2024年6月30日"),
        ("F4", "2024年6月底前", "确切的日期"),
        ("F4", "2024-06", "确切的日期"),
        ("F4", "2024年2月30日", "没有“2024年2月30日”这一天"),
        ("F4", 20240630, "#VALUE!"),
        ("G4", "尽力", "确保、力争、一般"),
        ("A4", "另一章", "不能在表中修改"),
    ],
)
def test_what_cannot_be_taken_is_named_by_cell_with_what_to_do(address: str, typed: object, message: str) -> None:
    reading = read_after(put(**{address: typed}))
    errors = {(e.row, e.column): e for e in reading.errors}
    assert message in errors[4, address[0]].message
    assert errors[4, address[0]].title == next(
        c.title for n, c in enumerate(SPEC.columns) if "ABCDEFGH"[n] == address[0]
    )
    assert not [c for c in changes(ROWS, reading) if c.row == 4]


def test_a_percentage_that_excel_made_is_the_number_before_the_mark() -> None:
    def edit(sheet: Worksheet) -> None:
        sheet["E4"], sheet["D5"] = 0.125, 0.125
        sheet["E4"].number_format = sheet["D5"].number_format = "0.00%"

    reading = read_after(edit)
    assert reading.rows["2025-1.1"].values["share"] == Decimal("12.5")
    assert [(e.row, e.column) for e in reading.errors] == [(5, "D")]


def test_a_number_in_a_cell_that_lost_its_form_of_date_is_no_date_unless_it_reads_as_one() -> None:
    def edit(sheet: Worksheet) -> None:
        sheet["F4"], sheet["F5"] = 20240630, 45473
        sheet["F4"].number_format = sheet["F5"].number_format = "General"

    reading = read_after(edit)
    assert reading.rows["2025-1.1"].values["due"] == date(2024, 6, 30)
    assert [(e.row, e.column) for e in reading.errors] == [(5, "F")]


def test_a_formula_counts_by_the_result_that_was_saved_and_without_one_is_an_error() -> None:
    data = edited(put(D4="=100+23", D5="=1/0"))
    reading = read(data, SPEC)
    assert [(e.row, e.column) for e in reading.errors] == [(4, "D"), (5, "D")]
    assert "打开并保存" in reading.errors[0].message
    calculated = _with_results(
        data, {b"<f>100+23</f><v></v>": b"<f>100+23</f><v>123</v>", b"<f>1/0</f><v></v>": b"<f>1/0</f><v>#DIV/0!</v>"}
    )
    reading = read(calculated, SPEC)
    assert reading.rows["2025-1.1"].values["value"] == Decimal(123)
    assert ["#DIV/0!" in e.message for e in reading.errors] == [True]


def _with_results(data: bytes, results: dict[bytes, bytes]) -> bytes:
    """The workbook as an office program saves it, with the results of its formulas."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for part in old.infolist():
            content = old.read(part)
            for formula, result in results.items():
                content = content.replace(formula, result)
            if b"#DIV/0!</v>" in content:
                content = content.replace(b'<c r="D5" ', b'<c r="D5" t="e" ')
            new.writestr(part, content)
    return out.getvalue()


def test_merged_cells_carry_their_value_down_and_never_sideways() -> None:
    def edit(sheet: Worksheet) -> None:
        sheet["F4"] = date(2025, 9, 30)
        sheet.merge_cells("F4:F6")
        sheet.merge_cells("G6:H6")

    reading = read_after(edit, [row("1"), row("2"), row("3", lead="县茶叶局")])
    assert [reading.rows[k].values["due"] for k in "123"] == [date(2025, 9, 30)] * 3
    assert [(e.row, e.column) for e in reading.errors] == [(6, "H")] and "取消合并" in reading.errors[0].message


def test_rows_sorted_moved_and_inserted_keep_their_identity() -> None:
    def edit(sheet: Worksheet) -> None:
        for span in list(sheet.merged_cells.ranges):
            sheet.unmerge_cells(str(span))
        for cell in sheet["B"][3:5]:
            cell.value = "建设生态茶园"
        for cell in sheet["A"][3:6]:
            cell.value = "茶业提升"
        sheet.insert_rows(5)
        sheet["C5"] = "一项新工作"
        sheet["H5"] = "县茶叶局"
        sheet.insert_rows(1, 2)

    reading = read_after(edit)
    assert set(reading.rows) == {r.key for r in ROWS} and changes(ROWS, reading) == []
    assert [(a.row, a.values["text"]) for a in reading.added] == [(7, "一项新工作")]
    assert reading.errors == ()


def test_a_deleted_row_is_reported_and_changes_nothing() -> None:
    reading = read_after(lambda sheet: sheet.delete_rows(6))
    assert reading.removed == ("2025-1.3",) and changes(ROWS, reading) == [] and reading.errors == ()


def test_columns_may_move_be_hidden_and_be_added_and_one_may_be_missing() -> None:
    def edit(sheet: Worksheet) -> None:
        sheet.insert_cols(3)
        sheet["C3"], sheet["C4"] = "备注", "我的话"
        sheet.column_dimensions["E"].hidden = True
        sheet.delete_cols(8)  # 表述强度, moved by one
        sheet["D4"] = "改过的内容"

    reading = read_after(edit)
    assert reading.extra_columns == ("备注",) and reading.missing_columns == ("表述强度",)
    assert [(c.letter, c.title, c.new) for c in changes(ROWS, reading)] == [("D", "内容", "改过的内容")]


def test_a_title_twice_a_copied_row_and_a_made_up_identity_are_named() -> None:
    def edit(sheet: Worksheet) -> None:
        sheet["J3"] = "完成时限"
        sheet["I5"] = "2025-1.1"
        sheet["I6"] = "made-up"

    messages = [e.message for e in read_after(edit).errors]
    assert "两次" in messages[0] and "第 4 行重复" in messages[1] and "行标识被改动" in messages[2]


def test_what_was_empty_when_it_went_out_may_stay_empty() -> None:
    assert read_after(put()).errors == ()
    assert [e.title for e in read_after(put(H4=None), [row("1", lead="县茶叶局")]).errors] == ["牵头单位"]


def test_a_cell_that_nobody_touched_does_not_take_back_what_changed_since() -> None:
    reading = read_after(put(C4="改写"))
    now = [row("2025-1.1", due=date(2025, 12, 31)), *ROWS[1:]]
    assert [(c.column, c.conflict) for c in changes(now, reading)] == [("text", False)]
    assert reading.meta.digest == digest(SPEC, ROWS) != digest(SPEC, now)


def test_a_cell_that_both_sides_changed_is_a_conflict() -> None:
    reading = read_after(put(C4="改写"))
    now = [row("2025-1.1", text="别人改的"), *ROWS[1:]]
    assert [(c.old, c.new, c.conflict) for c in changes(now, reading)] == [("别人改的", "改写", True)]
    assert changes([row("2025-1.1", text="改写"), *ROWS[1:]], reading) == []


def test_a_column_may_bring_its_own_form_and_its_own_check() -> None:
    def units(text: str) -> Value:
        if "、" in text and not text.endswith("局"):
            raise ValueError("单位之间请用顿号")
        return text.replace("、", "|") or None

    spec = SheetSpec(
        id="t", name="表",
        columns=(Column(key="u", title="单位", editable=True, format=lambda v: str(v).replace("|", "、"), parse=units),
                 Column(key="n", title="数", kind=ColumnKind.FIGURE)),
    )  # fmt: skip
    rows = [SheetRow("1", {"u": "甲局|乙局", "n": Decimal(3)})]
    data = write(spec, rows, META)
    assert load_workbook(io.BytesIO(data))["表"]["A4"].value == "甲局、乙局"
    assert read(data, spec).rows["1"].values == rows[0].values
    book = load_workbook(io.BytesIO(data))
    book["表"]["A4"] = "甲局、乙"
    assert [e.message for e in read(saved(book), spec).errors] == ["单位之间请用顿号"]


def test_a_workbook_says_of_which_table_it_is_without_being_read() -> None:
    assert table_of(edited(put(C4="改过的内容"))) == SPEC.id
    book = load_workbook(io.BytesIO(edited(put())))
    del book["_gongjin"]
    assert table_of(saved(book)) == ""
