"""A statistics bureau's table read for one indicator: wide (periods across) or long (a line a period). Nothing is
applied here; the preview says of each value whether it is new, and of each cell that cannot be taken why."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from django.utils.translation import gettext as _

from gongjin.core.periods import Period, PeriodKind
from gongjin.core.sheets import CellError, SheetRefused
from gongjin.core.sheets.cells import CellProblem
from gongjin.tracking.kinds.indicator.actions import KINDS
from gongjin.tracking.rules.period_words import Written, read_period, year_in
from gongjin.tracking.tables import Cell, Grid

PERIOD_TITLES = frozenset({"时期", "月份", "期间", "日期", "时间", "年月", "年份", "季度"})
VALUE_TITLES = frozenset({"数值", "数据", "值", "累计", "累计数", "本期", "本期数", "绝对量", "总量"})
UNIT_TITLES = frozenset({"单位", "计量单位"})
ITEM_TITLES = frozenset({"乡镇", "地区", "区域", "单位名称"})
HEADER_WITHIN = 15
_BRACKET = re.compile(r"[（(]([^）()（]{1,8})[）)]\s*$")


@dataclass(frozen=True, slots=True)
class Found:
    """A value of the table: its cell, the part that it is about (empty for the whole), and the unit it is in."""

    cell: Cell
    period: Period
    value: Decimal
    item: str = ""
    unit: str = ""


@dataclass(slots=True)
class Table:
    """What was read: values in the table's order, errors by cell, and the rows that are not this indicator's."""

    found: list[Found] = field(default_factory=list)
    errors: list[CellError] = field(default_factory=list)
    passed_over: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to look for: the names that the indicator may have in the table, its townships, and how it adds up."""

    names: tuple[str, ...]
    items: tuple[str, ...] = ()
    accumulates: bool = False
    year: int | None = None


def read_table(grid: Grid, wanted: Wanted) -> Table:
    """The values of one indicator. Raises `SheetRefused` where the table's header cannot be made out."""
    for place, row in enumerate(grid[:HEADER_WITHIN]):
        titles = {_bare(cell.text): cell.column for cell in row if cell.text}
        named = next((titles[name] for name in titles if name in PERIOD_TITLES), None)
        known = VALUE_TITLES | {_bare(name) for name in wanted.names}
        values = [cell for cell in row if _bare(cell.text) in known]
        if named is not None and values:
            if len(values) > 1:
                shown = "、".join(cell.text for cell in values)
                text = _("表中有几列数值（%(columns)s），请只留一列再导入。") % {"columns": shown}
                raise SheetRefused("two-columns", text)
            return _long(grid, place, named, values[0].column, titles, wanted)
    rows = [(place, _across(grid, place, wanted)) for place in range(min(len(grid), HEADER_WITHIN))]
    # Where the years stand above the months, the row that names more periods is the header.
    place, across = max(rows, key=lambda pair: len({written.period for written in pair[1].values()}), default=(0, {}))
    if across and min(across) > 1:
        return _wide(grid, place, across, wanted)
    text = _("看不出哪里是时期：请让一行写各时期（如 2024年1-6月），或有“时期”和“数值”两列；只写月份的请选年份。")
    raise SheetRefused("no-header", text)


def _across(grid: Grid, place: int, wanted: Wanted) -> dict[int, Written]:
    """The periods of a header row by column; the year may stand in the row above, or in the title."""
    title_year = next((year for row in grid[:place] for cell in row if (year := year_in(cell.text))), None)
    found = {}
    for cell in grid[place]:
        above = [grid[row][cell.column - 1].text for row in range(place) if len(grid[row]) >= cell.column]
        year = next((known for text in reversed(above) if (known := year_in(text))), None)
        written = read_period(cell.raw, year or wanted.year or title_year) if cell.raw is not None else None
        if written is not None:
            found[cell.column] = written
    return found


def _wide(grid: Grid, place: int, across: Mapping[int, Written], wanted: Wanted) -> Table:
    table = Table()
    first = min(across)
    units = next((c.column for c in grid[place] if _bare(c.text) in UNIT_TITLES and c.column < first), None)
    for row in grid[place + 1 :]:
        labels = [cell.text for cell in row if cell.column < first and cell.text and cell.column != units]
        if not labels:
            continue
        item = _matched(labels, wanted)
        if item is None:
            table.passed_over.append(labels[-1][:30])
            continue
        unit = row[units - 1].text if units else _unit_in(labels[-1])
        for column, written in across.items():
            if column <= len(row):
                _take(table, row[column - 1], written, item, unit, wanted)
    if not table.found and not table.errors:
        names = "、".join(table.passed_over[:8])
        raise SheetRefused("no-row", _("表中没有“%(name)s”这一行；表中有：%(names)s。请填写它在表中的名称。") % {
            "name": wanted.names[0], "names": names})  # fmt: skip
    return table


def _long(grid: Grid, place: int, named: int, values: int, titles: Mapping[str, int], wanted: Wanted) -> Table:
    table = Table()
    units = next((column for name, column in titles.items() if name in UNIT_TITLES), None)
    items = next((column for name, column in titles.items() if name in ITEM_TITLES), None)
    head = grid[place][values - 1].text
    for row in grid[place + 1 :]:
        if len(row) < max(named, values) or not any(cell.text for cell in row):
            continue
        written = read_period(row[named - 1].raw, wanted.year)
        if written is None:
            if row[named - 1].text:
                message = _("“%(text)s”看不出是哪个时期，请写成 2024年6月 或 2024年1-6月。")
                table.errors.append(row[named - 1].wrong(_("时期"), message % {"text": row[named - 1].text[:20]}))
            continue
        item = _matched([row[items - 1].text], wanted) if items and row[items - 1].text else ""
        if item is None:
            message = _("“%(name)s”不在本数据集的乡镇中。") % {"name": row[(items or 1) - 1].text[:20]}
            table.errors.append(row[(items or 1) - 1].wrong(_("乡镇"), message))
            continue
        unit = row[units - 1].text if units and len(row) >= units else _unit_in(head)
        _take(table, row[values - 1], written, item, unit, wanted)
    return table


def _take(table: Table, cell: Cell, written: Written, item: str, unit: str, wanted: Wanted) -> None:
    try:
        period = _period(written, wanted)
        value = cell.figure(unit)
    except CellProblem as problem:
        table.errors.append(cell.wrong(written.period.label, str(problem)))
        return
    if value is not None:
        table.found.append(Found(cell, period, value, item, unit))


def _period(written: Written, wanted: Wanted) -> Period:
    """The period that a value is kept under. Raises `CellProblem` for what the indicator does not take."""
    period = written.period
    if period.kind not in KINDS:
        raise CellProblem(_("指标按月、季、半年、年或 1—2 月填报，不能按%(p)s填报。") % {"p": period.label})
    if not written.so_far:
        return period
    if wanted.accumulates:
        # Values of the year so far are kept under their last month, so that a year has one line of them.
        pair = period.kind is PeriodKind.JANUARY_FEBRUARY
        return period if pair else Period.containing(period.end, PeriodKind.MONTH)
    if period.kind is PeriodKind.MONTH and period.number > 1:
        raise CellProblem(_("本指标按期填报，不是累计数，不能填入 1—%(m)d 月的累计。") % {"m": period.number})
    return period


def _matched(labels: list[str], wanted: Wanted) -> str | None:
    """The township that a row is about, '' for the indicator itself, None for another's row."""
    bare = [_bare(label) for label in labels]
    for item in wanted.items:
        if _bare(item) in bare:
            return item
    return "" if any(_bare(name) in bare for name in wanted.names) else None


def _bare(text: str) -> str:
    """A label without its unit, numbering and spaces: 一、社会消费品零售总额（亿元）."""
    text = re.sub(r"\s", "", _BRACKET.sub("", text.strip()))
    return re.sub(r"^(?:[一二三四五六七八九十]+、|[（(]?\d+[）).、．]|#|其中[:：])", "", text)


def _unit_in(label: str) -> str:
    found = _BRACKET.search(label.strip())
    return found[1] if found else ""


def units_named(table: Table) -> Iterator[str]:
    """The units that the table names, each once."""
    yield from dict.fromkeys(found.unit for found in table.found if found.unit)
