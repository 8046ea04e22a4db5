"""Reductions by source and Excel or CSV: a line a source and period in with a preview, what is known out.

In: 来源 · 时期 · 减排量（吨）; 公斤 in the heading is taken exactly.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from django.utils.translation import gettext as _

from gongjin.audit import sealed
from gongjin.audit.errors import Invalid
from gongjin.core.figures import FigureError, canonical, convert
from gongjin.core.periods import Period
from gongjin.core.sheets import CellError, Column, ColumnKind, SheetMeta, SheetRefused, SheetRow, SheetSpec, write
from gongjin.core.sheets.cells import CellProblem
from gongjin.tracking.kinds.monitoring.actions import NewLoad, possible_load
from gongjin.tracking.kinds.monitoring.loads import known_loads, sources_of
from gongjin.tracking.kinds.table_preview import DIFFERS, NEW, SAME, TablePreview
from gongjin.tracking.models import DataSet, Item
from gongjin.tracking.rules.period_words import read_period
from gongjin.tracking.tables import Cell, Grid, grid_of

SPARE: Final = 40
HEADER_WITHIN: Final = 15
TONNES: Final = "吨"
SOURCE_TITLES: Final = frozenset({"来源", "污染来源", "减排来源", "来源名称", "工程名称", "项目名称"})
PERIOD_TITLES: Final = frozenset({"时期", "日期", "时间", "月份", "季度"})
LOAD_TITLES: Final = frozenset({"减排量", "削减量", "减排吨数", "削减吨数"})
_BRACKET: Final = re.compile(r"[（(]\s*([^）)（(]*?)\s*[）)]\s*$")


@dataclass(frozen=True, slots=True)
class Line:
    """A reduction of the table against what is known: new, the same or different, which only correcting mends."""

    place: str
    new: NewLoad
    state: str
    before: str = ""

    @property
    def about(self) -> str:
        """What it tells: 畜禽养殖 2024年二季度."""
        return f"{self.new.source_item.name} {self.new.period.label}"

    @property
    def shown(self) -> str:
        """The tonnes."""
        return f"{canonical(self.new.tonnes)} {TONNES}"


Preview = TablePreview[Line]


def preview(data_set: DataSet, data: bytes) -> Preview:
    """What a table holds of the sources. Raises `SheetRefused`."""
    grid = grid_of(data)
    place, titles, unit = _header(grid)
    sources = {item.name: item for item in sources_of(data_set)}
    known = known_loads(data_set)
    lines: dict[tuple[str, str], Line] = {}
    errors: list[CellError] = []
    for row in grid[place + 1 :]:
        cells = {cell.column: cell for cell in row}
        named, dated, told = (cells.get(titles[key]) for key in ("source", "period", "load"))
        if named is None or dated is None or told is None or told.text in {"", "-", "—", "/"}:
            continue
        try:
            new = _load(data_set, sources, (named, dated, told), unit)
        except _Wrong as wrong:
            errors.append(wrong.cell.wrong(wrong.title, wrong.message))
            continue
        key = (str(new.source_item.public_id), str(new.period))
        if key in lines:
            text = _("与 %(place)s 是同一来源、同一时期。") % {"place": lines[key].place}
            errors.append(told.wrong(_("减排量"), text))
            continue
        before = known.get(key)
        state = NEW if before is None else SAME if before == new.tonnes else DIFFERS
        lines[key] = Line(told.place, new, state, "" if before is None else f"{canonical(before)} {TONNES}")
    return Preview(tuple(lines.values()), tuple(errors))


class _Wrong(Exception):
    """A cell that cannot be taken."""

    def __init__(self, cell: Cell, title: str, message: str) -> None:
        super().__init__(message)
        self.cell, self.title, self.message = cell, title, message


def _load(data_set: DataSet, sources: Mapping[str, Item], cells: tuple[Cell, Cell, Cell], unit: str) -> NewLoad:
    named, dated, told = cells
    source, written = sources.get(named.text), read_period(dated.raw)
    if source is None:
        raise _Wrong(named, _("来源"), _("“%(name)s”不在本数据集的来源中。") % {"name": named.text[:20]})
    if written is None:
        raise _Wrong(dated, _("时期"), _("“%(text)s”看不出是哪个时期。") % {"text": dated.text[:20]})
    try:
        typed = told.figure()
        if typed is None:
            raise CellProblem(_("这里需要数值。"))
        new = NewLoad(source, written.period, convert(typed, unit, TONNES))
    except (FigureError, CellProblem) as problem:
        raise _Wrong(told, _("减排量"), str(problem)) from problem
    try:
        possible_load(data_set, new)
    except Invalid as refusal:
        cell, title = (dated, _("时期")) if refusal.field == "period" else (told, _("减排量"))
        raise _Wrong(cell, title, refusal.message) from refusal
    return new


def _header(grid: Grid) -> tuple[int, dict[str, int], str]:
    """The header's place, its columns and the unit in which the reductions stand."""
    wanted = {"source": SOURCE_TITLES, "period": PERIOD_TITLES, "load": LOAD_TITLES}
    for place, row in enumerate(grid[:HEADER_WITHIN]):
        titles: dict[str, int] = {}
        unit = TONNES
        for cell in row:
            bare = re.sub(r"\s", "", _BRACKET.sub("", cell.text))
            for key, names in wanted.items():
                if bare in names and key not in titles:
                    titles[key] = cell.column
                    found = _BRACKET.search(cell.text)
                    unit = found[1] if key == "load" and found else unit
        if titles.keys() == wanted.keys():
            return place, titles, _known_unit(unit)
    raise SheetRefused("no-header", _("看不出表头：需要“来源”“时期”“减排量（吨）”三列。"))


def _known_unit(unit: str) -> str:
    try:
        convert(Decimal(1000), unit, TONNES)
    except FigureError as error:
        text = _("减排量的单位应为吨或公斤，表头写的是“%(unit)s”。") % {"unit": unit[:20]}
        raise SheetRefused("unit", text) from error
    return unit


def seal(data_set: DataSet, shown: Preview, actor: str) -> str:
    """The new reductions of a preview, to the browser and back unaltered, for one data set and one actor."""
    rows = [[line.new.source_item.code, str(line.new.period), canonical(line.new.tonnes)] for line in shown.fresh]
    return sealed.seal(rows, purpose=_purpose(data_set), actor=actor)


def unseal(data_set: DataSet, text: str, actor: str) -> list[NewLoad]:
    """The reductions of a preview. Raises `Invalid` for one that is altered, too old or somebody else's."""
    refusal = _("这份预览已失效，没有导入任何数据。请重新上传。")
    rows = sealed.unseal(text, purpose=_purpose(data_set), actor=actor, refusal=refusal)
    items = {item.code: item for item in data_set.items.all()}
    return [
        NewLoad(items[code], Period.parse(period), Decimal(tonnes), _("减排量表导入")) for code, period, tonnes in rows
    ]


def _purpose(data_set: DataSet) -> str:
    return f"tracking.monitoring.loads:{data_set.public_id}"


def workbook(data_set: DataSet) -> bytes:
    """What is known, a line a source and period, and empty lines with the sources to choose from."""
    sources = {str(item.public_id): item for item in sources_of(data_set)}
    rows = [
        SheetRow(
            f"{item} {period}",
            {"source": sources[item].name, "period": Period.parse(period).label, "load": tonnes},
        )
        for (item, period), tonnes in sorted(known_loads(data_set).items(), key=lambda pair: pair[0][::-1])
        if item in sources
    ]
    choices = tuple((item.name, item.name) for item in sources.values())
    spec = SheetSpec(
        id="tracking.monitoring.loads",
        name=_("减排量"),
        columns=(
            Column(key="source", title=_("来源"), width=24, kind=ColumnKind.CHOICE, choices=choices, editable=True),
            Column(key="period", title=_("时期"), width=18, editable=True),
            Column(key="load", title=_("减排量（吨）"), width=16, kind=ColumnKind.FIGURE, editable=True),
        ),
    )
    note = _("请在下方空行填写后上传：时期写成 2024年6月、2024年二季度；已填报的数如有误，请在系统中更正。")
    return write(spec, rows, SheetMeta(title=data_set.name, subject=data_set.code, note=note), spare=SPARE)
