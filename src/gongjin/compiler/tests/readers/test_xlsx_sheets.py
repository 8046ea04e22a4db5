"""The visible sheets of a workbook are tables, with their merged cells and their titles, as they are shown."""

from __future__ import annotations

import time

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.worksheet.worksheet import Worksheet

from gongjin.compiler.files import read_document
from gongjin.compiler.readers.xlsx.flow import read_workbook
from gongjin.compiler.tests.readers.books import HEADER, bare, codes, grid, paragraphs, saved, table, workbook

ROWS = [HEADER, ["1", "新建充电桩80个", "县发改局", "年底"], ["2", "改造公路25公里", "县交通局", "6月底前"]]


def test_a_sheet_is_a_table_of_its_cells() -> None:
    assert grid(workbook(ROWS)) == ROWS
    assert table(workbook(ROWS))[5] == (1, 1, 1, 1, "新建充电桩80个")


def test_a_workbook_is_read_by_its_content_whatever_its_name() -> None:
    assert "新建充电桩80个" in read_document(workbook(ROWS), "方案.docx").text


def test_every_visible_sheet_is_a_table_in_order_under_its_name() -> None:
    book = Workbook()
    first = book.worksheets[0]
    first.title = "工业"
    for name in ("农业", "Sheet3"):
        book.create_sheet(name)
    for sheet in book.worksheets:
        for row in ROWS:
            sheet.append(row)
    document = read_workbook(saved(book))
    assert paragraphs(document) == ["工业", "农业"]
    assert {block.table for block in document.blocks} == {None, 0, 1, 2}


def test_an_empty_sheet_leaves_nothing_and_one_sheet_needs_no_name() -> None:
    book = Workbook()
    book.worksheets[0].title = "空表"
    other = book.create_sheet("清单")
    for row in ROWS:
        other.append(row)
    document = read_workbook(saved(book))
    assert paragraphs(document) == []
    assert len(document.blocks) == 12


def test_titles_above_the_header_are_paragraphs() -> None:
    def merge(sheet: Worksheet) -> None:
        sheet.merge_cells("A2:D2")

    rows = [["附件2"], ["青禾县重点任务清单"], ["填报单位：县府办"], *ROWS]
    data = workbook(rows, merge)
    assert paragraphs(read_workbook(data)) == ["附件2", "青禾县重点任务清单", "填报单位：县府办"]
    assert grid(data) == ROWS


def test_a_row_that_is_one_merged_cell_below_the_header_stays_in_the_table() -> None:
    def merge(sheet: Worksheet) -> None:
        sheet.merge_cells("A2:D2")

    data = workbook([HEADER, ["一、工业发展"], *ROWS[1:]], merge)
    assert table(data)[4] == (1, 0, 1, 4, "一、工业发展")
    assert len(table(data)) == 4 + 1 + 8


def test_merged_cells_are_one_block_at_their_first_row_and_column() -> None:
    def merge(sheet: Worksheet) -> None:
        sheet.merge_cells("A2:A3")
        sheet.merge_cells("C2:D3")

    found = table(workbook([HEADER, ["一", "甲", "县水利局", None], [None, "乙", None, None]], merge))
    assert found[4:] == [(1, 0, 2, 1, "一"), (1, 1, 1, 1, "甲"), (1, 2, 2, 2, "县水利局"), (2, 1, 1, 1, "乙")]


def test_what_a_merged_range_covers_is_not_read() -> None:
    cells = (
        '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c><c r="C1"><v>7</v></c></row>'
        '<row r="2"><c r="A2"><v>3</v></c><c r="B2"><v>4</v></c><c r="C2"><v>8</v></c></row>'
    )
    data = bare(f'<sheetData>{cells}</sheetData><mergeCells><mergeCell ref="A1:B2"/></mergeCells>')
    assert table(data) == [(0, 0, 2, 2, "1"), (0, 2, 1, 1, "7"), (1, 2, 1, 1, "8")]


def test_empty_cells_are_blocks_and_the_empty_area_around_is_not() -> None:
    def wide(sheet: Worksheet) -> None:
        sheet["XFD900"] = " "
        sheet["A500"] = None
        sheet.merge_cells("F1:Z9")

    assert grid(workbook([["甲", None, "乙"], [], [None, "丙", None]], wide)) == [["甲", "", "乙"], ["", "丙", ""]]


def test_a_table_that_begins_further_right_and_below_is_counted_from_its_own_corner() -> None:
    def edit(sheet: Worksheet) -> None:
        for column, text in enumerate(HEADER, 3):
            sheet.cell(5, column, text)

    assert table(workbook([], edit))[0] == (0, 0, 1, 1, "序号")


def test_hidden_sheets_rows_and_columns_are_left_out_with_a_notice() -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    for row in [*ROWS, ["3", "作废", "县商务局", "已完成"]]:
        sheet.append(row)
    sheet.row_dimensions[4].hidden = True
    sheet.column_dimensions["C"].hidden = True
    for name, state in (("码表", "hidden"), ("底稿", "veryHidden")):
        other = book.create_sheet(name)
        other["A1"] = "县统计局"
        other.sheet_state = state
    data = saved(book)
    assert grid(data) == [[row[0], row[1], row[3]] for row in ROWS]
    notices = {notice.code: notice.message for notice in read_workbook(data).notices}
    assert "码表、底稿" in notices["hidden-sheets"]
    assert "1 行、1 列" in notices["hidden-cells"]


def test_a_merged_cell_whose_first_row_is_hidden_is_read_where_it_is_seen() -> None:
    def edit(sheet: Worksheet) -> None:
        sheet.merge_cells("A2:A4")
        sheet.row_dimensions[2].hidden = True

    found = table(workbook([["类别", "任务"], ["工业", "甲"], [None, "乙"], [None, "丙"]], edit))
    assert found == [
        (0, 0, 1, 1, "类别"),
        (0, 1, 1, 1, "任务"),
        (1, 0, 2, 1, "工业"),
        (1, 1, 1, 1, "乙"),
        (2, 1, 1, 1, "丙"),
    ]


def test_formulas_give_the_result_that_the_file_keeps() -> None:
    cells = (
        '<c><f>SUM(A1:A9)</f><v>12.5</v></c><c t="str"><f>A1&amp;"亩"</f><v>12亩</v></c>'
        '<c t="e"><f>1/0</f><v>#DIV/0!</v></c>'
    )
    data = bare(f"<sheetData><row>{cells}<c><f>NOW()</f></c></row></sheetData>")
    assert grid(data) == [["12.5", "12亩", "#DIV/0!"]]
    assert codes(data) == ["uncounted-formulas", "cell-errors"]


def test_texts_in_pieces_with_readings_escapes_and_line_breaks_are_read_whole() -> None:
    texts = (
        '<si><r><t>新建</t></r><r><rPr><b/></rPr><t xml:space="preserve">充电桩 </t></r>'
        '<rPh sb="0" eb="1"><t>ズ</t></rPh></si>'
        "<si><t>县水利局_x000D_&#10;县林业局\n</t></si>"
    )
    cells = '<c t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="inlineStr"><is><t>年底</t></is></c><c t="s"><v>99</v></c>'
    assert grid(bare(f"<sheetData><row>{cells}</row></sheetData>", texts=texts)) == [
        ["新建充电桩", "县水利局\u2028县林业局", "年底"]
    ]


def test_comments_are_counted_and_headers_named() -> None:
    def edit(sheet: Worksheet) -> None:
        sheet["A1"].comment = Comment("请核对", "某")
        header = sheet.oddHeader
        assert header is not None
        header.center.text = "征求意见稿"

    data = workbook(ROWS, edit)
    assert codes(data) == ["comments", "margins"]
    assert "请核对" not in read_workbook(data).text


def test_rows_and_cells_without_places_follow_one_another() -> None:
    assert grid(bare("<sheetData><row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row></sheetData>")) == [
        ["1", "2"], ["3", ""],
    ]  # fmt: skip


def test_a_list_of_five_thousand_rows_is_read_in_time() -> None:
    rows = [[n, f"第{n}项：新建公路{n}公里", "县交通局、县水利局", "2026年底", *[None] * 15, "是"] for n in range(5000)]
    started = time.monotonic()
    assert len(read_document(workbook(rows)).blocks) == 100_000
    assert time.monotonic() - started < 30
