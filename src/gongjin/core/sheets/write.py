"""Rows to a workbook as an office prints it: A4 landscape, header on every page, equal cells merged, page numbers."""

from __future__ import annotations

import io
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise

from openpyxl import Workbook
from openpyxl.cell import Cell, MergedCell
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.worksheet import Worksheet

from gongjin.core.sheets.cells import DATE_FORMAT, number_format, shown
from gongjin.core.sheets.columns import ColumnKind, SheetMeta, SheetRow, SheetSpec, clean, digest, mark, token
from gongjin.core.texts import gettext as _

SCHEMA = "gongjin.sheet/1"
HIDDEN_SHEET = "_gongjin"
# What stands on the hidden sheet before the rows, in this order.
FACTS = ("schema", "spec", "title", "subject", "version", "note", "digest", "columns", "rows")
HEADER_ROW = 3
FIRST_ROW = HEADER_ROW + 1
INJECTS = ("=", "+", "-", "@", "\t")
POINTS_A_LINE, MOST_POINTS = 16.0, 400.0
LISTS_FROM = 3
LIST_LIMIT = 255  # what Excel takes as an inline list of choices


def key_title() -> str:
    """The header over the hidden column of identities."""
    return _("行标识（请勿修改）")


@dataclass(frozen=True, slots=True)
class Look:
    """Names of fonts; a workbook cannot name a second choice, so the one that every Windows since 7 has is the default.

    An office that has 仿宋_GB2312 and 方正小标宋简体 installed may name them.
    """

    body: str = "仿宋"
    header: str = "黑体"
    title: str = "方正小标宋简体"


def write(
    spec: SheetSpec, rows: Sequence[SheetRow], meta: SheetMeta, look: Look | None = None, spare: int = 0
) -> bytes:
    """The workbook of a table, with `spare` empty lines below it to be filled in, lists to choose from and all.

    Raises `ValueError` for two rows with one key, or a text that no cell holds."""
    if len({row.key for row in rows}) != len(rows):
        raise ValueError("two rows share a key")
    book = Workbook()
    book.remove(book.worksheets[0])
    sheet: Worksheet = book.create_sheet(spec.name[:31])
    styles = _Styles(book, spec, look or Look())
    _head(sheet, spec, meta, styles)
    lines = _body(sheet, spec, rows, styles)
    _merge(sheet, spec, rows, lines)
    for number, count in enumerate(lines, FIRST_ROW):
        sheet.row_dimensions[number].height = min(MOST_POINTS, count * POINTS_A_LINE + 6)
    for number in range(FIRST_ROW + len(rows), FIRST_ROW + len(rows) + spare):
        for place, style in enumerate(styles.columns, 1):
            sheet.cell(number, place).style = style
    _print_setup(sheet, spec, len(rows))
    _validate(sheet, spec, len(rows) + spare, _hide(book, spec, rows, meta))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


class _Styles:
    """Named styles made once: a style object a cell would take most of the time of writing."""

    def __init__(self, book: Workbook, spec: SheetSpec, look: Look) -> None:
        line = Side(style="thin", color="FF808080")
        border = Border(left=line, right=line, top=line, bottom=line)

        def add(name: str, font: Font, horizontal: str, **more: object) -> str:
            style = NamedStyle(
                name=name,
                font=font,
                alignment=Alignment(horizontal=horizontal, vertical="center", wrap_text=True),
            )
            for attribute, value in more.items():
                setattr(style, attribute, value)
            book.add_named_style(style)
            return name

        grey = PatternFill("solid", fgColor="FFEDEFF2")
        self.title = add("gj-title", Font(name=look.title, size=20, charset=134), "center")
        self.note = add("gj-note", Font(name=look.body, size=11, charset=134), "left")
        self.header = add("gj-header", Font(name=look.header, size=11, charset=134), "center", border=border, fill=grey)
        body = Font(name=look.body, size=11, charset=134)
        # Cells that may be changed are white, the others faintly grey: it says where to write without protection.
        faint = PatternFill("solid", fgColor="FFF7F7F7")
        self.columns: list[str] = []
        for number, column in enumerate(spec.columns):
            more: dict[str, object] = {"border": border}
            if not column.editable:
                more["fill"] = faint
            if column.kind is ColumnKind.DATE:
                more["number_format"] = DATE_FORMAT
            self.columns.append(add(f"gj-{number}", body, column.alignment.value, **more))


def _put_text(cell: Cell | MergedCell, text: str) -> None:
    """A text that stays text: openpyxl takes `=…` for a formula and `#REF!` for an error, Excel `+…` when edited."""
    cell.value = text
    cell.data_type = "s"
    if text.startswith(INJECTS):
        cell.quotePrefix = True


def _head(sheet: Worksheet, spec: SheetSpec, meta: SheetMeta, styles: _Styles) -> None:
    last = len(spec.columns)
    for number, text, style, height in ((1, meta.title, styles.title, 36.0), (2, meta.note, styles.note, 18.0)):
        cell = sheet.cell(number, 1)
        cell.style = style
        _put_text(cell, clean(text))
        if last > 1:
            sheet.merge_cells(start_row=number, end_row=number, start_column=1, end_column=last)
        sheet.row_dimensions[number].height = height
    for number, column in enumerate(spec.columns, 1):
        cell = sheet.cell(HEADER_ROW, number)
        cell.style = styles.header
        _put_text(cell, column.title)
        sheet.column_dimensions[get_column_letter(number)].width = column.width
    sheet.cell(HEADER_ROW, last + 1, key_title())
    lines = max((_lines(column.title, column.width) for column in spec.columns), default=1)
    sheet.row_dimensions[HEADER_ROW].height = lines * POINTS_A_LINE + 8


def _body(sheet: Worksheet, spec: SheetSpec, rows: Sequence[SheetRow], styles: _Styles) -> list[int]:
    """Write the cells; how many lines each row takes, merging columns left out."""
    heights: list[int] = []
    key_column = len(spec.columns) + 1
    for number, row in enumerate(rows, FIRST_ROW):
        lines = 1
        for place, column in enumerate(spec.columns, 1):
            cell = sheet.cell(number, place)
            cell.style = styles.columns[place - 1]
            value = shown(column, row.values.get(column.key))
            if isinstance(value, str):
                _put_text(cell, value)
                if not column.merge:
                    lines = max(lines, _lines(value, column.width))
            elif isinstance(value, Decimal):
                cell.value = int(value) if value == value.to_integral_value() else value
                cell.number_format = number_format(value)
            elif isinstance(value, date):
                cell.value = value
                cell.number_format = DATE_FORMAT
        _put_text(sheet.cell(number, key_column), row.key)
        heights.append(lines)
    return heights


def _lines(text: str, width: int) -> int:
    """How many lines a text takes in a column; a Chinese character is as wide as two others, 5% more than the unit."""
    return sum(
        max(1, math.ceil(len(part.encode("gbk", "replace")) * 1.05 / max(1, width))) for part in text.split("\n")
    )


def _groups(spec: SheetSpec, rows: Sequence[SheetRow]) -> Iterator[tuple[int, int, int]]:
    """Equal neighbours, or a row by itself, as (place of the column, first row, row after the last), counted from 0.

    A group of one merging column ends where one of a merging column before it ends.
    """
    ends = {0, len(rows)}
    for place, column in enumerate(spec.columns):
        if not column.merge:
            continue
        values = [token(row.values.get(column.key)) for row in rows]
        ends |= {n for n in range(1, len(rows)) if values[n] != values[n - 1]}
        for start, end in pairwise(sorted(ends)):
            if values[start]:
                yield place, start, end


def _merge(sheet: Worksheet, spec: SheetSpec, rows: Sequence[SheetRow], lines: list[int]) -> None:
    """Join the groups, and make the last row of each high enough for the text that they share.

    `Worksheet.merge_cells` would look through all ranges for each, and drop the inner cells' borders.
    """
    for place, start, end in _groups(spec, rows):
        text = sheet.cell(FIRST_ROW + start, place + 1).value
        if isinstance(text, str):
            lines[end - 1] += max(0, _lines(text, spec.columns[place].width) - sum(lines[start:end]))
        if end - start == 1:
            continue
        for number in range(start + 1, end):
            sheet.cell(FIRST_ROW + number, place + 1).value = None
        letter = get_column_letter(place + 1)
        sheet.merged_cells.ranges.add(CellRange(f"{letter}{FIRST_ROW + start}:{letter}{FIRST_ROW + end - 1}"))


def _validate(sheet: Worksheet, spec: SheetSpec, count: int, hidden: Worksheet) -> None:
    """Lists of choices; a long one, or one with commas, stands on the hidden sheet, to the right of what is read."""
    for place, column in enumerate(spec.columns, 1):
        labels = [label for _value, label in column.choices]
        if not (column.editable and labels and count):
            continue
        formula = f'"{",".join(labels)}"'
        if len(formula) - 2 > LIST_LIMIT or any("," in label for label in labels):
            letter = get_column_letter(LISTS_FROM + place)
            for number, label in enumerate(labels, 1):
                _put_text(hidden.cell(number, LISTS_FROM + place), label)
            formula = f"{HIDDEN_SHEET}!${letter}$1:${letter}${len(labels)}"
        rule = DataValidation(type="list", formula1=formula, allow_blank=not column.required)
        rule.error = _("请从列表中选择。")
        letter = get_column_letter(place)
        rule.add(f"{letter}{FIRST_ROW}:{letter}{FIRST_ROW + count - 1}")
        sheet.add_data_validation(rule)


def _print_setup(sheet: Worksheet, spec: SheetSpec, count: int) -> None:
    last = get_column_letter(len(spec.columns))
    key = get_column_letter(len(spec.columns) + 1)
    sheet.freeze_panes = f"A{FIRST_ROW}"
    sheet.print_title_rows = f"{HEADER_ROW}:{HEADER_ROW}"
    sheet.print_area = f"A1:{last}{HEADER_ROW + count}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9  # A4
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True  # type: ignore[union-attr]
    sheet.print_options.horizontalCentered = True
    margins = sheet.page_margins
    margins.left = margins.right = 0.5
    margins.top, margins.bottom, margins.footer = 0.7, 0.7, 0.3
    footer = HeaderFooterItem()
    footer.center.text = _("第 &P 页，共 &N 页")
    sheet.HeaderFooter.oddFooter = footer
    sheet.column_dimensions[key].hidden = True
    if count and not any(column.merge for column in spec.columns):
        # The hidden column is part of the range: what is sorted by the filter keeps its identity.
        sheet.auto_filter.ref = f"A{HEADER_ROW}:{key}{HEADER_ROW + count}"


def _hide(book: Workbook, spec: SheetSpec, rows: Sequence[SheetRow], meta: SheetMeta) -> Worksheet:
    """What the read-back needs to know, on a sheet that Excel's menus do not show."""
    sheet: Worksheet = book.create_sheet(HIDDEN_SHEET)
    sheet.sheet_state = "veryHidden"
    facts = {
        "schema": SCHEMA,
        "spec": spec.id,
        "title": clean(meta.title),
        "subject": meta.subject,
        "version": meta.version,
        "note": clean(meta.note),
        "digest": digest(spec, rows),
        "columns": " ".join(column.key for column in spec.columns),
        "rows": str(len(rows)),
    }
    pairs = [*((name, facts[name]) for name in FACTS), *((row.key, _marks(spec, row)) for row in rows)]
    for number, pair in enumerate(pairs, 1):
        for place, text in enumerate(pair, 1):
            _put_text(sheet.cell(number, place), text)
    return sheet


def _marks(spec: SheetSpec, row: SheetRow) -> str:
    return " ".join(mark(row.values.get(column.key)) for column in spec.columns)
