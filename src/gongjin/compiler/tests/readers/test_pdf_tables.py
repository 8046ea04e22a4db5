"""Tables of a PDF that are drawn with lines are read cell by cell, with their merged cells, over page ends."""

from __future__ import annotations

import pytest

from gongjin.compiler.readers.pdf.flow import read_pages
from gongjin.compiler.tests.readers.pdfs import OFFICIAL, cells, read, texts, typeset

WIDE = (
    OFFICIAL.replace("28mm", "20mm")
    + "#set text(12pt)\n#set par(first-line-indent: 0em, leading: 6pt, justify: false)\n"
)


def table(rows: str, columns: str = "(12mm, 60mm, 50mm, 30mm)", more: str = "") -> bytes:
    return typeset(f"前面一段。\n\n#table(columns: {columns}, {more}\n{rows})\n\n后面一段。", head=WIDE)


def test_a_plain_table_gives_its_cells_in_rows_and_columns() -> None:
    data = table("[序号], [工作任务], [责任单位], [完成时限], [1], [新建充电桩80个], [县发展和改革局], [2025年12月]")
    assert cells(data) == [
        [
            (0, 0, 1, 1, "序号"), (0, 1, 1, 1, "工作任务"), (0, 2, 1, 1, "责任单位"), (0, 3, 1, 1, "完成时限"),
            (1, 0, 1, 1, "1"), (1, 1, 1, 1, "新建充电桩80个"),
            (1, 2, 1, 1, "县发展和改革局"), (1, 3, 1, 1, "2025年12月"),
        ]
    ]  # fmt: skip
    assert read(data) == ["前面一段。", "后面一段。"]


def test_merged_cells_are_one_block_that_says_how_far_it_reaches() -> None:
    data = table(
        "table.cell(colspan: 4)[重点任务清单], table.cell(rowspan: 2)[一], [新建充电桩], [县发改局], [年底],"
        "[改造公路], table.cell(colspan: 2)[县交通运输局]"
    )
    assert cells(data) == [
        [
            (0, 0, 1, 4, "重点任务清单"), (1, 0, 2, 1, "一"), (1, 1, 1, 1, "新建充电桩"), (1, 2, 1, 1, "县发改局"),
            (1, 3, 1, 1, "年底"), (2, 1, 1, 1, "改造公路"), (2, 2, 1, 2, "县交通运输局"),
        ]
    ]  # fmt: skip


def test_wrapped_lines_of_a_cell_are_joined_and_ended_ones_stay_apart() -> None:
    task = "推进环湖公路路基工程和清溪河中小河流治理，完成废弃矿山生态修复，年底前全部完工。"
    data = table(
        f"[1], [{task}], [县交通运输局\\ 县水利局\\ 县自然资源局], [年底], [2], [改造公路], [县水利局], [年底]"
    )
    found = {(row, column): text for row, column, _r, _c, text in cells(data)[0]}
    assert found[0, 1] == task
    assert found[0, 2] == "县交通运输局\u2028县水利局\u2028县自然资源局"


def test_an_empty_cell_is_an_empty_block() -> None:
    assert (0, 2, 1, 1, "") in cells(table("[1], [新建充电桩], [], [年底]"))[0]


@pytest.mark.parametrize("stroke", ["0.5pt + black", '(paint: red, thickness: 1pt, dash: "dashed")', "3pt"])
def test_any_kind_of_line_rules_a_table(stroke: str) -> None:
    assert len(cells(table("[1], [甲], [乙], [丙]", more=f"stroke: {stroke},"))[0]) == 4


def test_a_table_without_outer_sides_reaches_as_far_as_its_lines() -> None:
    more = "stroke: (x, y) => (top: 1pt, bottom: 1pt, left: if x > 0 { 1pt } else { none }, right: none),"
    assert len(cells(table("[1], [甲], [乙], [丙], [2], [丁], [戊], [己]", more=more))[0]) == 8


def test_a_frame_around_text_is_no_table() -> None:
    data = typeset("#block(stroke: 1pt, inset: 8pt)[专栏1：充电设施建设工程。]\n\n后面一段。")
    assert read(data) == ["专栏1：充电设施建设工程。", "后面一段。"]


def test_lines_under_the_letterhead_are_no_table() -> None:
    data = typeset("#line(length: 100%)\n青禾县人民政府\n#line(length: 100%)\n后面一段。\n#line(length: 100%)")
    assert cells(data) == []


ROWS = ", ".join(
    f"[{n}], [第{n}项工作任务，推进环湖公路路基工程和清溪河中小河流治理], [县水利局], [年底]" for n in range(1, 61)
)


def test_a_table_over_several_pages_is_one_and_its_repeated_header_comes_once() -> None:
    found = cells(table("table.header([序号], [工作任务], [责任单位], [完成时限])," + ROWS))
    assert len(found) == 1
    assert [text for _row, column, _r, _c, text in found[0] if column == 0] == ["序号", *map(str, range(1, 61))]
    assert {row for row, *_rest in found[0]} == set(range(61))
    assert all(text.endswith("河流治理") for row, column, _r, _c, text in found[0] if column == 1 and row)


def test_a_table_over_several_pages_without_a_repeated_header_is_one() -> None:
    found = cells(table("[序号], [工作任务], [责任单位], [完成时限]," + ROWS))
    assert [text for _row, column, _r, _c, text in found[0] if column == 0] == ["序号", *map(str, range(1, 61))]


def test_a_row_that_a_page_end_parts_is_one_row() -> None:
    task = "推进环湖公路路基工程和清溪河中小河流治理，" * 9 + "完工。"
    rows = ", ".join(f"[{n}], [{task}], [县水利局], [年底]" for n in range(1, 8))
    found = cells(table("[序号], [工作任务], [责任单位], [完成时限]," + rows))
    assert len(found) == 1
    assert [text for row, column, _r, _c, text in found[0] if column == 1 and row] == [task] * 7
    assert [text for _row, column, _r, _c, text in found[0] if column == 0] == ["序号", *map(str, range(1, 8))]


def test_a_merged_cell_reaches_over_a_page_end() -> None:
    rows = ", ".join(
        f"[{n}], [第{n}项工作任务，推进环湖公路路基工程和清溪河中小河流治理], [县水利局]" for n in range(1, 41)
    )
    data = table(f"table.cell(rowspan: 40)[基础设施], {rows}")
    found = cells(data)
    assert len(found) == 1
    assert [cell for cell in found[0] if cell[1] == 0] == [(0, 0, 40, 1, "基础设施")]
    assert [text for _row, column, _r, _c, text in found[0] if column == 1] == [str(n) for n in range(1, 41)]


def test_two_tables_on_one_page_are_two() -> None:
    two = "#table(columns: 2)[甲][乙]\n\n中间一段。\n\n#table(columns: 2)[丙][丁]"
    data = typeset(two, head=WIDE)
    assert [[text for *_place, text in one] for one in cells(data)] == [["甲", "乙"], ["丙", "丁"]]
    assert [block.text for block in read_pages(data).blocks] == ["甲", "乙", "中间一段。", "丙", "丁"]


def test_tables_with_other_columns_on_the_next_page_are_two() -> None:
    two = "#table(columns: (50mm, 50mm))[甲][乙]\n#pagebreak()\n#table(columns: (30mm, 80mm))[丙][丁]"
    assert len(cells(typeset(two, head=WIDE))) == 2


def test_a_table_on_a_turned_page_is_read() -> None:
    wide = "#set page(flipped: true)\n#table(columns: 4)[序号][任务][单位][时限][1][新建充电桩][县发改局][年底]"
    turned = typeset(wide, head=WIDE).replace(b"/Type/Page/", b"/Type/Page/Rotate 90/")
    assert len(cells(turned)[0]) == 8
    sideways = "#rotate(-90deg, reflow: true, table(columns: 4)[序号][任务][单位][时限][1][新建充电桩][县发改局][年底])"
    assert [text for *_place, text in cells(typeset(sideways, head=WIDE + "#set page(footer: none)\n"))[0]] == [
        "序号", "任务", "单位", "时限", "1", "新建充电桩", "县发改局", "年底",
    ]  # fmt: skip


def test_words_written_downwards_in_a_narrow_cell_are_one_word() -> None:
    data = table(
        "[组\\ 织\\ 保\\ 障], [成立专班，每月调度一次，推进各项工作任务落实到位，年底前完成], [县府办], [年底]",
        columns="(7.5mm, 60mm, 50mm, 30mm)",
    )
    assert cells(data)[0][0][4] == "组织保障"
    assert texts(read_pages(data)) == ["前面一段。", "后面一段。"]
