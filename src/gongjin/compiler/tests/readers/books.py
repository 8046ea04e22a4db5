"""Workbooks for the tests, made on the spot by openpyxl or part by part."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Sequence

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from gongjin.compiler.document import BlockKind, Document
from gongjin.compiler.readers.xlsx.flow import read_workbook
from gongjin.compiler.tests.readers.samples import packed

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
HEADER = ["序号", "工作任务", "责任单位", "完成时限"]


def workbook(rows: Iterable[Sequence[object]], edit: Callable[[Worksheet], None] | None = None) -> bytes:
    """A workbook of one sheet with these rows, after `edit` did something to it."""
    book = Workbook()
    sheet = book.worksheets[0]
    for row in rows:
        sheet.append(list(row))
    if edit is not None:
        edit(sheet)
    return saved(book)


def saved(book: Workbook) -> bytes:
    """The bytes of a workbook."""
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def bare(sheet: str, styles: str = "", texts: str = "", main: str = "") -> bytes:
    """A minimal .xlsx whose one sheet has that inner XML."""
    relations = "".join(
        f'<Relationship Id="{name}" Type="{OFFICE}/{kind}" Target="{name}.xml"/>'
        for name, kind in (("sheet1", "worksheet"), ("styles", "styles"), ("texts", "sharedStrings"))
    )
    return packed(
        {
            "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">{main}'
            '<sheets><sheet name="清单" sheetId="1" r:id="sheet1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": f"<Relationships>{relations}</Relationships>",
            "xl/sheet1.xml": f'<worksheet xmlns="{MAIN}">{sheet}</worksheet>',
            "xl/styles.xml": f'<styleSheet xmlns="{MAIN}">{styles}</styleSheet>',
            "xl/texts.xml": f'<sst xmlns="{MAIN}">{texts}</sst>',
        }
    )


def table(data: bytes, number: int = 0) -> list[tuple[int, int, int, int, str]]:
    """The cells of a table: row, column, rows, columns, text."""
    return [
        (b.row or 0, b.column or 0, b.row_span, b.column_span, b.text)
        for b in read_workbook(data).blocks
        if b.table == number
    ]


def grid(data: bytes) -> list[list[str]]:
    """The texts of the first table, row by row."""
    rows: dict[int, list[str]] = {}
    for row, _column, _rows, _columns, text in table(data):
        rows.setdefault(row, []).append(text)
    return list(rows.values())


def paragraphs(document: Document) -> list[str]:
    """The paragraphs outside tables."""
    return [block.text for block in document.blocks if block.kind is BlockKind.PARAGRAPH]


def codes(data: bytes) -> list[str]:
    """The notices' codes."""
    return [notice.code for notice in read_workbook(data).notices]
