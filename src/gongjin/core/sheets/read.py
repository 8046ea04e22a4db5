"""A workbook that came back: known by its hidden sheet, its titles and row identities, whatever else moved."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell, MergedCell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet import merge as openpyxl_merge
from openpyxl.worksheet.merge import MergedCellRange
from openpyxl.worksheet.worksheet import Worksheet

from gongjin.core.sheets import guard
from gongjin.core.sheets.cells import CellProblem, taken
from gongjin.core.sheets.columns import (
    CellError,
    Column,
    Reading,
    ReadRow,
    SheetMeta,
    SheetRefused,
    SheetSpec,
    Value,
    clean,
    mark,
)
from gongjin.core.sheets.write import FACTS, HIDDEN_SHEET, SCHEMA, key_title
from gongjin.core.texts import gettext as _

HEADER_WITHIN: Final = 20
MOST_ROWS: Final = 20_000
MOST_COLUMNS: Final = 200


def read(data: bytes, spec: SheetSpec) -> Reading:
    """What a workbook holds of a table. Raises `SheetRefused` when it is not one of this table at all.

    All else is in the result: a cell that cannot be taken is a `CellError` and has no value.
    """
    guard.check(data)
    book = _load(data, cached=False)
    facts, marks = _hidden(book, spec)
    sheet, header_row = _find_table(book, spec)
    if sheet.max_row > header_row + MOST_ROWS or sheet.max_column > MOST_COLUMNS:
        raise SheetRefused(
            "too-many-cells",
            _("工作表超过 20000 行或 200 列（也可能是下方有大量空白格式行），请删除多余的行列后再上传。"),
        )
    reader = _Reader(spec, data, sheet, header_row, marks)
    reader.run()
    return Reading(
        spec=spec,
        meta=SheetMeta(**{name: facts.get(name, "") for name in ("title", "subject", "version", "note", "digest")}),
        rows=reader.rows,
        added=tuple(reader.added),
        removed=tuple(key for key in marks if key not in reader.rows),
        errors=tuple(sorted(reader.errors, key=lambda e: (e.row, len(e.column), e.column))),
        missing_columns=tuple(c.title for c in spec.columns if c.key not in reader.places),
        extra_columns=tuple(reader.extra),
    )


def table_of(data: bytes) -> str:
    """The id of the table that a workbook says it is of, empty for none; quick, as it reads no table.

    Raises `SheetRefused` for what is no workbook.
    """
    guard.check(data)
    try:
        book = load_workbook(io.BytesIO(data), read_only=True)
        sheet = book[HIDDEN_SHEET] if HIDDEN_SHEET in book.sheetnames else None
        pairs = [] if sheet is None else list(sheet.iter_rows(max_col=2, max_row=20, values_only=True))
    except Exception as error:  # openpyxl lets whatever a broken part raises through
        raise guard.damaged() from error
    return next((str(pair[1]) for pair in pairs if len(pair) == 2 and pair[0] == "spec"), "")


class _UnpaintedRange(MergedCellRange):
    """A merged range whose border is not drawn again while reading: on 5,000 rows that takes ten times the rest."""

    def format(self) -> None:
        """Nothing: no file that is read here is written again."""


# openpyxl takes no other class for this; only its reader looks it up in this place.
setattr(openpyxl_merge, "MergedCellRange", _UnpaintedRange)  # noqa: B010


def _load(data: bytes, *, cached: bool) -> Workbook:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of extensions that are not kept: nothing is written back to this file
            return load_workbook(io.BytesIO(data), data_only=cached, keep_links=False)
    except Exception as error:  # openpyxl lets whatever a broken part raises through
        raise guard.damaged() from error


def _hidden(book: Workbook, spec: SheetSpec) -> tuple[Mapping[str, str], Mapping[str, Mapping[str, str]]]:
    """The facts of the hidden sheet, and for each row the marks of its cells by column."""
    if HIDDEN_SHEET not in book.sheetnames:
        raise SheetRefused("foreign", _("这不是系统导出的工作簿；请先从系统导出，在导出的表里修改后再上传。"))
    pairs = [
        (str(a), "" if b is None else str(b))
        for a, b in book[HIDDEN_SHEET].iter_rows(max_col=2, max_row=MOST_ROWS + 100, values_only=True)
        if a is not None
    ]
    facts = dict(pairs[: len(FACTS)])
    if facts.get("schema") != SCHEMA or not facts.get("rows", "").isdigit():
        raise SheetRefused("schema", _("工作簿的版本与系统不符，请重新导出后再改。"))
    if facts.get("spec") != spec.id:
        raise SheetRefused("other-table", _("这是另一张表的工作簿，这里需要“%(name)s”。") % {"name": spec.name})
    keys = facts.get("columns", "").split()
    rows = {key: dict(zip(keys, text.split(), strict=False)) for key, text in pairs[len(FACTS) :]}
    if len(rows) != int(facts["rows"]):
        raise SheetRefused("tampered", _("工作簿的隐藏页被改动过，无法核对；请重新导出后再改。"))
    return facts, rows


def _title(value: object) -> str:
    return "".join(clean(str(value)).split()) if value is not None else ""


def _find_table(book: Workbook, spec: SheetSpec) -> tuple[Worksheet, int]:
    """The sheet and row of the header: rows may have been put above it, sheets renamed or added."""
    key = _title(key_title())
    for sheet in book.worksheets:
        if sheet.title == HIDDEN_SHEET:
            continue
        for row in sheet.iter_rows(max_row=HEADER_WITHIN, max_col=min(sheet.max_column, MOST_COLUMNS)):
            if any(_title(cell.value) == key for cell in row):
                return sheet, row[0].row or 1
    raise SheetRefused("no-header", _("找不到表头或隐藏的行标识列，可能被删除；请重新导出，只改需要改的格子后再上传。"))


@dataclass
class _Reader:
    """One pass over the rows below the header."""

    spec: SheetSpec
    data: bytes
    sheet: Worksheet
    header_row: int
    marks: Mapping[str, Mapping[str, str]]
    rows: dict[str, ReadRow] = field(default_factory=dict)
    added: list[ReadRow] = field(default_factory=list)
    errors: list[CellError] = field(default_factory=list)
    places: dict[str, int] = field(default_factory=dict)
    extra: list[str] = field(default_factory=list)
    key_place: int = 0
    _origins: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    _cached: Worksheet | None = None

    def run(self) -> None:
        """Fill rows, added, errors, places and extra."""
        self._find_columns()
        for span in self.sheet.merged_cells.ranges:
            for row, column in span.cells:
                self._origins[row, column] = (span.min_row, span.min_col)
        for cells in self.sheet.iter_rows(min_row=self.header_row + 1):
            self._row(cells)

    def _find_columns(self) -> None:
        by_title = {_title(column.title): column.key for column in self.spec.columns}
        for place, cell in enumerate(self.sheet[self.header_row], 1):
            title = _title(cell.value)
            if title == _title(key_title()):
                self.key_place = place
            elif title in by_title and by_title[title] in self.places:
                self._error(self.header_row, place, title, _("表头“%(t)s”出现了两次，请删去一列。") % {"t": title})
            elif title in by_title:
                self.places[by_title[title]] = place
            elif title:
                self.extra.append(title)

    def _error(self, row: int, place: int, title: str, message: str) -> None:
        self.errors.append(CellError(row, get_column_letter(place), title, message))

    def _row(self, cells: tuple[Cell | MergedCell, ...]) -> None:
        number = cells[0].row or 0
        raw_key = self.sheet.cell(number, self.key_place).value
        key = clean(str(raw_key)) if raw_key is not None else ""
        if not key and all(cell.value is None for cell in cells):
            return
        if key in self.rows:
            message = _("本行与第 %(row)d 行重复（可能是整行复制）；要新增，请插入空行再填写。") % {
                "row": self.rows[key].row
            }
            self._error(number, self.key_place, key_title(), message)
            return
        if key and key not in self.marks:
            self._error(number, self.key_place, key_title(), _("行标识被改动过，无法对应；请重新导出后再改。"))
            return
        before = self.marks.get(key, {})
        values = dict(self._values(number, before))
        untouched = frozenset(name for name, value in values.items() if before.get(name) == mark(value))
        letters = {name: get_column_letter(place) for name, place in self.places.items()}
        row = ReadRow(number, values, untouched, letters, before)
        if key:
            self.rows[key] = row
        elif any(value is not None for value in values.values()):
            self.added.append(row)

    def _values(self, number: int, before: Mapping[str, str]) -> Iterator[tuple[str, Value]]:
        for column in self.spec.columns:
            place = self.places.get(column.key)
            if place is None:
                continue
            try:
                value = self._value(column, number, place)
                self._allowed(column, value, before)
            except CellProblem as problem:
                self._error(number, place, column.title, str(problem))
            else:
                yield column.key, value

    def _allowed(self, column: Column, value: Value, before: Mapping[str, str]) -> None:
        was = before.get(column.key)
        if was is not None and not column.editable and was != mark(value):
            raise CellProblem(_("这一列不能在表中修改，请改回原样，或在系统中修改。"))
        # A cell that was empty when it was exported may stay empty: nobody has to make something up.
        if column.required and value is None and was != "-":
            raise CellProblem(_("此格必须填写。"))

    def _value(self, column: Column, number: int, place: int) -> Value:
        origin = self._origins.get((number, place), (number, place))
        if origin[1] != place:
            raise CellProblem(_("这一格与左边的列合并了，原内容已丢失；请取消合并后重填。"))
        cell = self.sheet.cell(*origin)
        raw: object = cell.value
        kind = cell.data_type
        if kind == "f":
            cached = self._cached_sheet().cell(*origin)
            raw, kind = cached.value, cached.data_type
            if raw is None:
                raise CellProblem(_("公式没有算出结果；请在 Excel 中打开并保存一次，或直接填写数值。"))
        if kind == "e":
            raise CellProblem(_("公式出错（%(code)s），请改填正确的内容。") % {"code": str(raw)})
        return taken(column, raw, cell.number_format)

    def _cached_sheet(self) -> Worksheet:
        """The same sheet with the results that the office program left; opened only when there is a formula."""
        if self._cached is None:
            self._cached = _load(self.data, cached=True)[self.sheet.title]
        return self._cached
