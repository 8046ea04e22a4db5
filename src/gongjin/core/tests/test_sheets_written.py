"""How a workbook looks that goes out."""

from __future__ import annotations

import io
import time
from decimal import Decimal

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from gongjin.core.sheets import Column, SheetRow, SheetSpec, write
from gongjin.core.tests.sheets import FIRST, META, ROWS, SPEC, row


def sheet_of(rows: list[SheetRow]) -> Worksheet:
    return load_workbook(io.BytesIO(write(SPEC, rows, META)))[SPEC.name]


def test_it_prints_on_a4_landscape_with_the_header_on_every_page_and_page_numbers() -> None:
    sheet = sheet_of(ROWS)
    assert (sheet.page_setup.orientation, int(sheet.page_setup.paperSize or 0)) == ("landscape", 9)
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.sheet_properties.pageSetUpPr is not None and sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.print_title_rows == "$3:$3" and sheet.freeze_panes == "A4"
    assert sheet.oddFooter is not None and sheet.oddFooter.center.text == "第 &P 页，共 &N 页"
    assert "$A$1:$H$6" in str(sheet.print_area)


def test_the_body_is_in_fangsong_wrapped_and_framed() -> None:
    cell = sheet_of(ROWS)["C4"]
    assert cell.font.name == "仿宋" and cell.alignment.wrap_text and cell.border.left.style == "thin"
    assert sheet_of(ROWS)["D4"].alignment.horizontal == "right"


def test_title_and_equal_sections_are_merged_and_tasks_only_inside_their_section() -> None:
    rows = [row("1"), row("2"), row("3", section="水库安全"), row("4", section="水库安全", task="另一项")]
    ranges = {str(span) for span in sheet_of(rows).merged_cells.ranges}
    assert ranges == {"A1:H1", "A2:H2", "A4:A5", "A6:A7", "B4:B5"}


def test_identities_stand_in_a_hidden_column_and_the_rest_on_a_hidden_sheet() -> None:
    book = load_workbook(io.BytesIO(write(SPEC, ROWS, META)))
    assert book[SPEC.name].column_dimensions["I"].hidden
    assert [book[SPEC.name].cell(FIRST + n, 9).value for n in range(3)] == [r.key for r in ROWS]
    assert book["_gongjin"].sheet_state == "veryHidden"


@pytest.mark.parametrize(
    "text", ["=1+1", "+86", "-5", "@SUM(A1)", '=HYPERLINK("http://x","点")', "#REF!", "TRUE", "007"]
)
def test_a_text_that_looks_like_a_formula_stays_a_text(text: str) -> None:
    cell = sheet_of([row("1", text=text)])["C4"]
    assert (cell.value, cell.data_type) == (text, "s")
    assert cell.quotePrefix or not text.startswith(("=", "+", "-", "@"))


def test_a_filter_takes_the_hidden_identities_along_when_nothing_is_merged() -> None:
    spec = SheetSpec(id="t", name="表", columns=(Column(key="a", title="甲"), Column(key="b", title="乙")))
    sheet = load_workbook(io.BytesIO(write(spec, [SheetRow("1", {"a": "x"})], META)))["表"]
    assert sheet.auto_filter.ref == "A3:C4"
    assert sheet_of(ROWS).auto_filter.ref is None


def test_figures_show_the_decimals_they_have_and_long_ones_are_kept_whole_as_text() -> None:
    long = Decimal("1234567890123.45678")
    sheet = sheet_of([row("1", value=Decimal("16.007")), row("2", value=Decimal("208000")), row("3", value=long)])
    assert (sheet["D4"].value, sheet["D4"].number_format) == (16.007, "#,##0.000")
    assert (sheet["D5"].value, sheet["D5"].number_format) == (208000, "#,##0")
    assert sheet["D6"].value == "1234567890123.45678"


def test_a_row_is_high_enough_for_its_longest_text() -> None:
    sheet = sheet_of([row("1", text="短"), row("2", text="很长的内容" * 40)])
    short, high = (sheet.row_dimensions[n].height for n in (4, 5))
    assert short is not None and high is not None and high > 8 * short


def test_rows_that_share_a_merged_text_are_together_high_enough_for_it() -> None:
    task = "很长的任务名称" * 20  # 280 half-width characters in a column of 20: 15 lines of 16 points
    alone = sheet_of([row("1", task=task)]).row_dimensions
    shared = sheet_of([row("1", task=task), row("2", task=task)]).row_dimensions
    assert (alone[4].height or 0) >= 15 * 16
    assert (shared[4].height or 0) + (shared[5].height or 0) >= 15 * 16 > (shared[4].height or 0)


def test_two_rows_with_one_identity_are_refused() -> None:
    with pytest.raises(ValueError, match="key"):
        write(SPEC, [row("1"), row("1")], META)


def test_a_text_longer_than_a_cell_holds_is_refused_and_not_cut() -> None:
    with pytest.raises(ValueError, match="32767"):
        write(SPEC, [row("1", text="长" * 32_768)], META)


def test_an_empty_table_can_be_written() -> None:
    assert sheet_of([])["A3"].value == "章节"


@pytest.mark.slow
def test_five_thousand_rows_of_fifteen_columns_take_a_few_seconds() -> None:
    columns = tuple(Column(key=f"c{n}", title=f"列{n}", merge=n < 2, editable=True) for n in range(15))
    spec = SheetSpec(id="t", name="大表", columns=columns)
    rows = [SheetRow(str(n), {c.key: f"第{n // 5}项的内容，{c.key}" for c in columns}) for n in range(5000)]
    start = time.process_time()
    write(spec, rows, META)
    assert time.process_time() - start < 15  # about 4 s on an idle core
