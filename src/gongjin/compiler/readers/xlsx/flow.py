"""From the bytes of a workbook to its blocks: one table a sheet, its titles above it as paragraphs."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import Final

from gongjin.compiler.apart import too_complex
from gongjin.compiler.document import Document, Notice
from gongjin.compiler.marks import refuse_marked_lines
from gongjin.compiler.readers.blocks import Blocks, Cell
from gongjin.compiler.readers.docx.package import is_zip
from gongjin.compiler.readers.notices import comments, headers
from gongjin.compiler.readers.xlsx.new import read_new
from gongjin.compiler.readers.xlsx.old import read_old
from gongjin.compiler.readers.xlsx.sheet import Merge, Sheet, Workbook
from gongjin.core.texts import gettext as _

MAX_BLOCKS: Final = 400_000
"""Cells of all tables together, empty ones as well."""
MAX_REACH: Final = 1_000_000
"""Columns that the merged ranges of a sheet cover, counted for each."""
_UNNAMED: Final = re.compile(r"(?:Sheet|工作表|表)\s*\d*", re.IGNORECASE)


def read_workbook(data: bytes) -> Document:
    """The blocks of a workbook; raises `RefusedFile`."""
    book = read_new(data) if is_zip(data) else read_old(data)
    margins = [text for sheet in book.sheets for text in sheet.margins]
    refuse_marked_lines([*margins, *book.boxes])
    out = Blocks()
    shown = [(sheet, _Layout(sheet)) for sheet in book.sheets]
    filled = [(sheet, layout) for sheet, layout in shown if layout.cells]
    if sum(layout.area for _sheet, layout in filled) > MAX_BLOCKS:
        raise too_complex()
    for sheet, layout in filled:
        if len(filled) > 1 and not _UNNAMED.fullmatch(sheet.name.strip()):
            out.paragraph(sheet.name, emphasis=True)
        layout.put(out)
    return Document(tuple(out.done), tuple(_notices(book, [layout for _sheet, layout in shown], margins)))


class _Layout:
    """The visible rows and columns of a sheet that hold anything, numbered anew from 0, and the cells in them."""

    def __init__(self, sheet: Sheet) -> None:
        self.name = sheet.name
        covered = _Covered(sheet)
        self.hidden_rows = len({row for row, _column in sheet.texts if row in sheet.hidden_rows})
        self.hidden_columns = len({column for _row, column in sheet.texts if column in sheet.hidden_columns})
        placed: list[tuple[int, int, str, Merge | None]] = []
        for (row, column), text in sheet.texts.items():
            merge = covered.at(row, column)
            if merge is not None and (row, column) != (merge.top, merge.left):
                continue  # what a merged range covers is not shown
            seen = covered.seen(merge or Merge(row, column, row, column))
            if seen is not None:
                placed.append((*seen, text, merge))
        self._rows = sorted({row for row, *_rest in placed})
        columns = {column for _row, column, *_rest in placed}
        last = max(columns, default=-1)
        first = min(columns, default=0)
        self._columns = [column for column in range(first, last + 1) if column not in sheet.hidden_columns]
        self.cells = [self._cell(*each) for each in sorted(placed, key=lambda each: each[:2])]

    @property
    def area(self) -> int:
        """How many cells the table has at most."""
        return len(self._rows) * len(self._columns)

    def _cell(self, row: int, column: int, text: str, merge: Merge | None) -> Cell:
        at, across = bisect_left(self._rows, row), bisect_left(self._columns, column)
        row_span = column_span = 1
        if merge is not None:
            row_span = max(1, bisect_right(self._rows, merge.bottom) - at)
            column_span = max(1, bisect_right(self._columns, merge.right) - across)
        return Cell(text, at, across, row_span, column_span)

    def put(self, out: Blocks) -> None:
        """Add the titles and the table."""
        by_row: dict[int, list[Cell]] = {}
        for cell in self.cells:
            by_row.setdefault(cell.row, []).append(cell)
        first = 0
        while first in by_row and len(by_row[first]) == 1 and by_row[first][0].row_span == 1:
            out.paragraph(by_row[first][0].text)
            first += 1
        if first not in by_row:
            return
        number = out.table()
        taken: set[tuple[int, int]] = set()
        for row in range(first, len(self._rows)):
            here = {cell.column: cell for cell in by_row.get(row, [])}
            for column in range(len(self._columns)):
                if column not in here and (row, column) in taken:
                    continue
                cell = here.get(column, Cell("", row, column))
                taken.update(
                    (r, c)
                    for r in range(row, row + cell.row_span)
                    for c in range(column, column + cell.column_span)
                    if (r, c) != (row, column)
                )
                cell.row = row - first
                out.cell(number, cell)


class _Covered:
    """Which merged range covers a cell, and where a range begins that can be seen."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self._by_column: dict[int, list[Merge]] = {}
        last = max((column for _row, column in sheet.texts), default=-1)
        reach = 0
        for merge in sheet.merges:
            right = min(merge.right, last)
            reach += max(0, right - merge.left + 1)
            if reach > MAX_REACH:
                raise too_complex()
            for column in range(merge.left, right + 1):
                self._by_column.setdefault(column, []).append(merge)
        for column, merges in self._by_column.items():
            self._by_column[column] = sorted(merges)

    def at(self, row: int, column: int) -> Merge | None:
        """The range that covers a cell."""
        merges = self._by_column.get(column, [])
        index = bisect_right(merges, row, key=lambda merge: merge.top) - 1
        return merges[index] if index >= 0 and merges[index].bottom >= row else None

    def seen(self, merge: Merge) -> tuple[int, int] | None:
        """The first row and column of a range that are not hidden; None where all of it is."""
        row, column = merge.top, merge.left
        while row <= merge.bottom and row in self._sheet.hidden_rows:
            row += 1
        while column <= merge.right and column in self._sheet.hidden_columns:
            column += 1
        return (row, column) if row <= merge.bottom and column <= merge.right else None


def _notices(book: Workbook, layouts: list[_Layout], margins: list[str]) -> Iterator[Notice]:
    if book.hidden:
        yield Notice("hidden-sheets", _("隐藏的工作表（%(names)s）没有读入。") % {"names": "、".join(book.hidden[:10])})
    for layout in layouts:
        if layout.hidden_rows or layout.hidden_columns:
            yield Notice(
                "hidden-cells",
                _("工作表“%(name)s”里隐藏的 %(rows)d 行、%(columns)d 列没有读入；如需读入，请取消隐藏或筛选后再上传。")
                % {"name": layout.name, "rows": layout.hidden_rows, "columns": layout.hidden_columns},
            )
    uncounted = sum(sheet.uncounted for sheet in book.sheets)
    if uncounted:
        yield Notice(
            "uncounted-formulas",
            _("有 %(count)d 个公式没有保存计算结果，这些格为空；请用 Excel 或 WPS 打开并保存一次后再上传。")
            % {"count": uncounted},
        )
    errors = sum(sheet.errors for sheet in book.sheets)
    if errors:
        yield Notice(
            "cell-errors", _("有 %(count)d 格显示的是错误值（如 #REF!），请改正后再上传。") % {"count": errors}
        )
    if book.boxes:
        yield Notice("text-boxes", _("工作簿里有文本框，其中的文字没有读入。"))
    if book.comments:
        yield comments(book.comments)
    yield from headers(margins)
