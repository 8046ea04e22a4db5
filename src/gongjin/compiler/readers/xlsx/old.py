"""From the bytes of an .xls or .et to its visible sheets, by xlrd."""

from __future__ import annotations

import io
import os
import struct
from typing import Any, Final

import olefile
import xlrd
import xlrd.formula

from gongjin.compiler.errors import RefusedFile
from gongjin.compiler.readers.xlsx.new import refuse_macros
from gongjin.compiler.readers.xlsx.numbers import GENERAL, shown, text_shown
from gongjin.compiler.readers.xlsx.parts import MAX_LENGTH, damaged
from gongjin.compiler.readers.xlsx.sheet import Sheet, Workbook
from gongjin.core.texts import gettext as _

_MACROS: Final = "_vba_project_cur"
_STREAMS: Final = ("Workbook", "Book")
_BROKEN: Final = (
    xlrd.XLRDError, xlrd.formula.FormulaError, struct.error, ValueError, LookupError, AssertionError,
    TypeError, AttributeError, OverflowError, EOFError, NotImplementedError, UnboundLocalError, ZeroDivisionError,
    RecursionError, OSError,
)  # fmt: skip
"""What olefile and xlrd let through when a file is not as its format says."""


def read_old(data: bytes) -> Workbook:
    """The workbook; raises `RefusedFile`: damaged, encrypted, macro, too-complex."""
    try:
        # xlrd walks a bent container in circles; olefile does not.
        records = _records(data)
        with open(os.devnull, "w", encoding="utf-8") as nowhere:  # noqa: PTH123  # xlrd talks to its log file
            book = xlrd.open_workbook(file_contents=records, formatting_info=True, logfile=nowhere, ragged_rows=True)
            return _taken(book)
    except _BROKEN as error:
        if "encrypt" in str(error).lower() or "password" in str(error).lower():
            raise RefusedFile(
                "encrypted", _("工作簿设有打开密码。请在 Excel 或 WPS 里去掉密码，另存后再上传。")
            ) from error
        raise damaged() from error


def _records(data: bytes) -> bytes:
    """The stream that holds the workbook's records."""
    with olefile.OleFileIO(io.BytesIO(data)) as container:
        if any(_MACROS in (name.lower() for name in path) for path in container.listdir(streams=True, storages=True)):
            raise refuse_macros()
        for name in _STREAMS:
            if container.exists(name):
                return bytes(container.openstream(name).read())
    raise damaged()


def _taken(book: Any) -> Workbook:
    found = Workbook()
    for index in range(book.nsheets):
        sheet = book.sheet_by_index(index)
        if sheet.visibility:
            found.hidden.append(sheet.name)
        else:
            found.sheets.append(_sheet(book, sheet))
    return found


def _sheet(book: Any, source: Any) -> Sheet:
    sheet = Sheet(source.name)
    for row in range(source.nrows):
        for column in range(source.row_len(row)):
            text = _text(book, sheet, source.cell(row, column))
            if text:
                sheet.put(row, column, text)
    for top, bottom, left, right in source.merged_cells:
        sheet.merge(top, left, bottom - 1, right - 1)
    sheet.hidden_rows.update(row for row, info in source.rowinfo_map.items() if info.hidden)
    sheet.hidden_columns.update(column for column, info in source.colinfo_map.items() if info.hidden)
    return sheet


def _text(book: Any, sheet: Sheet, cell: Any) -> str:
    if cell.ctype in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK):
        return ""
    if cell.ctype == xlrd.XL_CELL_ERROR:
        sheet.errors += 1
        return str(xlrd.error_text_from_code.get(cell.value, "#N/A"))
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return "TRUE" if cell.value else "FALSE"
    code = _format(book, cell)
    if cell.ctype == xlrd.XL_CELL_TEXT:
        return text_shown(str(cell.value)[:MAX_LENGTH], code)
    return shown(float(cell.value), code, bool(book.datemode))


def _format(book: Any, cell: Any) -> str:
    index = cell.xf_index
    if index is None or not 0 <= index < len(book.xf_list):
        return GENERAL
    known = book.format_map.get(book.xf_list[index].format_key)
    return known.format_str if known is not None and known.format_str else GENERAL
