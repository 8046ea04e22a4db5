"""Tables that others made (a statistics bureau's, a monitoring station's), as a grid of cells: .xlsx or CSV.

A workbook of our own goes out and comes back by `core.sheets`; here nothing is known of columns beforehand.
"""

from __future__ import annotations

import csv
import io
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from gongjin.core.sheets import CellError, Column, ColumnKind, SheetRefused, guard
from gongjin.core.sheets.cells import CellProblem, taken
from gongjin.core.sheets.columns import clean

MOST_ROWS, MOST_COLUMNS = 5_000, 200


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell with its place; row and column count from 1."""

    row: int
    column: int
    raw: object = None
    excel_format: str = "General"

    @property
    def text(self) -> str:
        """What it shows, without stray spaces."""
        return "" if self.raw is None else clean(str(self.raw))

    @property
    def place(self) -> str:
        """B3."""
        return f"{get_column_letter(self.column)}{self.row}"

    def figure(self, unit: str = "") -> Decimal | None:
        """Its figure, None for an empty cell or a dash. Raises `CellProblem`."""
        if self.text in {"", "-", "—", "--", "/", "…", "..."}:
            return None
        if isinstance(self.raw, str) and self.raw.startswith("#"):
            raise CellProblem(_("公式出错（%(code)s），请改填正确的内容。") % {"code": self.raw[:20]})
        found = taken(Column(key="figure", title="", kind=ColumnKind.FIGURE, unit=unit), self.raw, self.excel_format)
        return found if isinstance(found, Decimal) else None

    def wrong(self, title: str, message: str) -> CellError:
        """An error at this cell."""
        return CellError(self.row, get_column_letter(self.column), title, message)


Grid = list[list[Cell]]


def grid_of(data: bytes) -> Grid:
    """The first sheet that holds anything, merged cells repeated, or the lines of a CSV (UTF-8 or GB 18030).

    Raises `SheetRefused` for what is neither, or too large.
    """
    if data and not data.startswith((b"PK", guard.OLE)) and b"\0" not in data[:4096]:
        return _of_csv(data)
    guard.check(data)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of extensions that are not kept: nothing is written back
            book = load_workbook(io.BytesIO(data), data_only=True, keep_links=False)
    except Exception as error:  # openpyxl lets whatever a broken part raises through
        raise guard.damaged() from error
    for sheet in book.worksheets:
        if sheet.sheet_state == "visible" and any(cell.value is not None for row in sheet.iter_rows() for cell in row):
            return list(_of_sheet(sheet))
    raise SheetRefused("empty", _("工作簿里没有内容。"))


def _of_sheet(sheet: Worksheet) -> Iterator[list[Cell]]:
    if sheet.max_row > MOST_ROWS or sheet.max_column > MOST_COLUMNS:
        raise _too_large()
    merged = {
        place: sheet.cell(span.min_row, span.min_col).value
        for span in sheet.merged_cells.ranges
        for place in span.cells
    }
    for row in sheet.iter_rows():
        yield [
            Cell(number, place, merged.get((number, place), cell.value), cell.number_format)
            for place, cell in enumerate(row, 1)
            for number in (row[0].row or 1,)
        ]


def _of_csv(data: bytes) -> Grid:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            text = data.decode("gb18030")
        except UnicodeDecodeError as error:
            raise SheetRefused("encoding", _("文件的编码不认识，请在 Excel 中另存为 .xlsx 后再上传。")) from error
    lines = list(csv.reader(io.StringIO(text)))
    if len(lines) > MOST_ROWS or any(len(line) > MOST_COLUMNS for line in lines):
        raise _too_large()
    return [
        [Cell(row, column, value if value.strip() else None) for column, value in enumerate(line, 1)]
        for row, line in enumerate(lines, 1)
    ]


def _too_large() -> SheetRefused:
    return SheetRefused("too-many-cells", _("表格超过 5000 行或 200 列，请只保留需要导入的部分后再上传。"))
