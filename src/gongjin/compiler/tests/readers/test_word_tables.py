"""Tables of Word files: merged cells, cells of several paragraphs, tables in tables, rows that revisions took away."""

from __future__ import annotations

import io

import docx
from docx.document import Document as WordDocument
from docx.table import Table

from gongjin.compiler.document import Block, BlockKind
from gongjin.compiler.readers.docx.reader import DocxReader
from gongjin.compiler.tests.readers.samples import bare, paragraph

WIDE, FIRST, BELOW = "<w:gridSpan w:val='2'/>", "<w:vMerge w:val='restart'/>", "<w:vMerge/>"


def filled(document: WordDocument, rows: int, columns: int) -> Table:
    table: Table = document.add_table(rows, columns)
    for row in range(rows):
        for column in range(columns):
            table.cell(row, column).text = f"格{row}{column}"
    return table


def saved(document: WordDocument) -> list[Block]:
    buffer = io.BytesIO()
    document.save(buffer)
    return list(DocxReader().read(buffer.getvalue()).blocks)


def cell(text: str, props: str = "") -> str:
    return f"<w:tc><w:tcPr>{props}</w:tcPr>{''.join(paragraph(part) for part in text.split('/'))}</w:tc>"


def places(blocks: list[Block]) -> list[tuple[str, int | None, int | None, int, int]]:
    return [(b.text, b.row, b.column, b.row_span, b.column_span) for b in blocks if b.kind is BlockKind.CELL]


def of(rows: str) -> list[Block]:
    return list(DocxReader().read(bare(f"<w:tbl>{rows}</w:tbl>{paragraph('表后')}")).blocks)


def test_cells_that_word_merged_are_one_block_that_says_how_far_it_reaches() -> None:
    document = docx.Document()
    table = filled(document, 4, 4)
    for text, first, last in (("横", (0, 0), (0, 1)), ("竖", (1, 0), (3, 0)), ("块", (2, 2), (3, 3))):
        table.cell(*first).merge(table.cell(*last)).text = text
    assert places(saved(document)) == [
        ("横", 0, 0, 1, 2), ("格02", 0, 2, 1, 1), ("格03", 0, 3, 1, 1),
        ("竖", 1, 0, 3, 1), ("格11", 1, 1, 1, 1), ("格12", 1, 2, 1, 1), ("格13", 1, 3, 1, 1),
        ("格21", 2, 1, 1, 1), ("块", 2, 2, 2, 2),
        ("格31", 3, 1, 1, 1),
    ]  # fmt: skip


def test_words_left_in_a_merged_cell_follow_those_of_the_first() -> None:
    rows = f"<w:tr>{cell('修渠', FIRST)}{cell('甲')}</w:tr><w:tr>{cell('清淤', BELOW)}{cell('乙')}</w:tr>"
    assert [b.text for b in of(rows)] == ["修渠\u2028清淤", "甲", "乙", "表后"]


def test_a_continued_cell_below_nothing_is_a_cell_of_its_own() -> None:
    rows = f"<w:tr>{cell('甲', BELOW)}{cell('乙')}</w:tr><w:tr>{cell('丙')}{cell('丁')}</w:tr>"
    assert places(of(rows))[0] == ("甲", 0, 0, 1, 1)


def test_cells_joined_to_the_left_in_the_old_way_widen_the_first() -> None:
    begun = "<w:hMerge w:val='restart'/>"
    rows = (
        f"<w:tr>{cell('甲', begun)}{cell('', '<w:hMerge/>')}{cell('乙')}</w:tr>"
        f"<w:tr>{cell('丙')}{cell('丁')}{cell('戊')}</w:tr>"
    )
    assert places(of(rows))[:2] == [("甲", 0, 0, 1, 2), ("乙", 0, 2, 1, 1)]


def test_a_row_that_begins_later_keeps_its_columns() -> None:
    rows = (
        f"<w:tr>{cell('一')}{cell('二')}{cell('三')}</w:tr>"
        f"<w:tr><w:trPr><w:gridBefore w:val='1'/></w:trPr>{cell('四')}{cell('五')}</w:tr>"
    )
    assert [place[2] for place in places(of(rows))] == [0, 1, 2, 1, 2]


def test_a_cell_of_several_paragraphs_and_breaks_is_one_block() -> None:
    document = docx.Document()
    table = filled(document, 1, 2)
    table.cell(0, 1).text = "第一段\n软换行"
    table.cell(0, 1).add_paragraph("")
    table.cell(0, 1).add_paragraph("第三段")
    assert [b.text for b in saved(document) if b.table == 0] == ["格00", "第一段\u2028软换行\u2028第三段"]


def test_a_table_in_a_cell_stays_in_its_cell_line_by_line() -> None:
    document = docx.Document()
    outer = filled(document, 2, 2)
    inner = outer.cell(0, 1).add_table(2, 2)
    for number in range(4):
        inner.cell(number // 2, number % 2).text = f"内{number}"
    document.add_paragraph("表后")
    found = saved(document)
    assert places(found)[1] == ("格01\u2028内0\u2028内1\u2028内2\u2028内3", 0, 1, 1, 1)
    assert {b.table for b in found} == {0, None}


def test_two_tables_have_two_numbers() -> None:
    document = docx.Document()
    filled(document, 1, 2)
    document.add_paragraph("之间")
    filled(document, 1, 2)
    assert [b.table for b in saved(document)] == [0, 0, None, 1, 1]


def test_a_row_and_a_cell_that_revisions_took_away_are_gone() -> None:
    gone = f"<w:tr><w:trPr><w:del/></w:trPr>{cell('旧')}{cell('行')}</w:tr>"
    narrowed = f"<w:tr>{cell('甲')}{cell('旧格', '<w:cellDel/>')}{cell('乙')}</w:tr>"
    assert [b.text for b in of(gone + narrowed)] == ["甲", "乙", "表后"]


def test_rows_and_cells_inside_content_controls_are_read() -> None:
    row = f"<w:tr><w:sdt><w:sdtContent>{cell('甲')}</w:sdtContent></w:sdt>{cell('乙')}</w:tr>"
    assert [b.text for b in of(f"<w:sdt><w:sdtContent>{row}</w:sdtContent></w:sdt>{row}")][:4] == ["甲", "乙"] * 2


def test_a_note_and_a_text_box_in_a_table_follow_the_row() -> None:
    box = f"<w:r><w:pict><w:txbxContent>{paragraph('框')}</w:txbxContent></w:pict></w:r>"
    first = f"<w:tc><w:p><w:r><w:t>甲</w:t><w:footnoteReference w:id='2'/></w:r>{box}</w:p></w:tc>"
    data = bare(
        f"<w:tbl><w:tr>{first}{cell('乙')}</w:tr><w:tr>{cell('丙')}{cell('丁')}</w:tr></w:tbl>",
        footnotes=f"<w:footnote w:id='2'>{paragraph('注')}</w:footnote>",
    )
    found = DocxReader().read(data).blocks
    assert [(b.text, b.kind.value) for b in found] == [
        ("甲", "cell"), ("乙", "cell"), ("注", "footnote"), ("框", "paragraph"), ("丙", "cell"), ("丁", "cell"),
    ]  # fmt: skip


def test_absurd_widths_in_the_file_stay_numbers() -> None:
    wide, negative = "<w:gridSpan w:val='99999999'/>", "<w:gridSpan w:val='-3'/>"
    rows = f"<w:tr>{cell('甲', wide)}{cell('乙', negative)}</w:tr>"
    assert [b.column for b in of(rows)][:2] == [0, 1000]
