"""Readings and Excel or CSV: a station's table in with a preview, the readings out.

In: a line a station and period, parameters across (站点 · 时期 · 总磷 · 氨氮 …); `<0.01` or 0.01L is below detection.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from gongjin.audit import sealed
from gongjin.audit.errors import Invalid
from gongjin.core.figures import FigureError, canonical, parse
from gongjin.core.periods import Period
from gongjin.core.sheets import CellError, Column, SheetMeta, SheetRefused, SheetRow, SheetSpec, write
from gongjin.core.sheets.cells import CellProblem
from gongjin.tracking.kinds.monitoring.actions import NewReading, possible, quality
from gongjin.tracking.kinds.monitoring.means import BELOW, READING, stations_of
from gongjin.tracking.kinds.monitoring.rule import parameters_of
from gongjin.tracking.kinds.monitoring.standards.gb3838 import PARAMETERS
from gongjin.tracking.kinds.table_preview import DIFFERS, NEW, SAME, TablePreview
from gongjin.tracking.models import DataSet, Item
from gongjin.tracking.queries.holdings import holdings
from gongjin.tracking.rules.holdings import Known
from gongjin.tracking.rules.period_words import read_period
from gongjin.tracking.tables import Cell, Grid, grid_of

STATION_TITLES = frozenset({"站点", "断面", "断面名称", "站点名称", "点位", "点位名称", "监测断面"})
PERIOD_TITLES = frozenset({"时期", "日期", "时间", "月份", "监测时间", "采样日期", "监测日期"})
HEADER_WITHIN = 15
_BRACKET = re.compile(r"[（(][^）()（]*[）)]\s*$")
_MILLIGRAMS = re.compile(r"(?:mg/l|毫克/升)$", re.IGNORECASE)
_MICROGRAMS = re.compile(r"(?:[μµu]g/l|微克/升)$", re.IGNORECASE)
_LOOSE = re.compile(r"^(?:<|＜|未检出<?)?\s*(.*?)\s*(?:L|ND)?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Line:
    """A reading of the table against what is known: new, the same or different, which only correcting mends."""

    place: str
    new: NewReading
    state: str
    before: str = ""

    @property
    def about(self) -> str:
        """What it tells: 湖心 2024年6月 总磷."""
        return f"{self.new.station.name} {self.new.period.label} {PARAMETERS[self.new.parameter].name}"

    @property
    def shown(self) -> str:
        """The reading as typed."""
        return reading_text(self.new.value, below=self.new.below)


Preview = TablePreview[Line]


def reading_text(value: Decimal, *, below: bool) -> str:
    """`0.05`, or `<0.01` below detection."""
    return f"{'<' if below else ''}{canonical(value)}"


def read_reading(text: str) -> tuple[Decimal, bool]:
    """The value of a reading as typed, and whether it is below its limit of detection: `<0.01`, `0.01L`. Its unit may
    stand behind it.

    Raises `FigureError`.
    """
    if _MICROGRAMS.search(text):
        raise FigureError(_("“%(text)s”以微克计，请换算成 mg/L（除以 1000）后只填数字。") % {"text": text.strip()[:20]})
    bare = _MILLIGRAMS.sub("", text.strip()).strip()
    below = bare[:1] in {"<", "＜"} or bare[-1:] in {"L", "l"}
    found = _LOOSE.match(bare)
    value = parse(found[1] if below and found else bare)
    return value, below


def preview(data_set: DataSet, data: bytes) -> Preview:
    """What a table holds of the stations. Raises `SheetRefused`."""
    grid = grid_of(data)
    place, titles = _header(data_set, grid)
    held = holdings(data_set, date.max)
    stations = {item.name: item for item in data_set.items.filter(withdrawn_at=None)}
    stations = {name: item for name, item in stations.items() if str(item.public_id) in stations_of(held)}
    known = {(fact.aspect, fact.period, fact.item): fact for fact in held.facts}
    lines: dict[tuple[str, Period, str], Line] = {}
    errors: list[CellError] = []
    for row in grid[place + 1 :]:
        if any(cell.text for cell in row):
            _row(data_set, row, titles, stations, known, lines, errors)
    fresh = [line.new for line in lines.values() if line.state == NEW]
    return Preview(tuple(lines.values()), tuple(errors), tuple(quality(held, fresh)))


def _header(data_set: DataSet, grid: Grid) -> tuple[int, dict[str, int]]:
    """The header's place and its columns: 'station', 'period', and parameters by code."""
    codes = {PARAMETERS[code].name: code for code in parameters_of(data_set.settings)}
    for place, row in enumerate(grid[:HEADER_WITHIN]):
        titles: dict[str, int] = {}
        for cell in row:
            bare = re.sub(r"\s", "", _BRACKET.sub("", cell.text)) or cell.text
            key = "station" if bare in STATION_TITLES else "period" if bare in PERIOD_TITLES else codes.get(bare)
            key = key or codes.get(cell.text) or codes.get({"pH": "pH 值", "pH值": "pH 值"}.get(bare, ""))
            if key:
                titles.setdefault(key, cell.column)
        if {"station", "period"} <= set(titles) and len(titles) > 2:
            return place, titles
    names = "、".join(codes)
    text = _("看不出表头：需要“站点”“时期”两列，以及监测项目的列（%(names)s）。")
    raise SheetRefused("no-header", text % {"names": names})


def _row(
    data_set: DataSet, row: list[Cell], titles: Mapping[str, int], stations: Mapping[str, Item],
    known: Mapping[tuple[str, Period, str], Known], lines: dict[tuple[str, Period, str], Line],
    errors: list[CellError],
) -> None:  # fmt: skip
    by_column = {cell.column: cell for cell in row}
    named, dated = by_column.get(titles["station"]), by_column.get(titles["period"])
    if named is None or dated is None:
        return
    station, written = stations.get(named.text), read_period(dated.raw)
    if station is None:
        errors.append(named.wrong(_("站点"), _("“%(name)s”不在本数据集的站点中。") % {"name": named.text[:20]}))
        return
    if written is None:
        errors.append(dated.wrong(_("时期"), _("“%(text)s”看不出是哪个时期。") % {"text": dated.text[:20]}))
        return
    for code in PARAMETERS:
        cell = by_column.get(titles.get(code, 0))
        if cell is None or cell.text in {"", "-", "—", "/"}:
            continue
        try:
            value, below = _value(cell)
            new = NewReading(station, code, written.period, value, below)
            possible(data_set, new)
            key = (f"{READING}{code}", written.period, str(station.public_id))
            if key in lines:
                raise CellProblem(_("与 %(place)s 是同一站点、同一时期。") % {"place": lines[key].place})
        except (FigureError, CellProblem, Invalid) as problem:
            errors.append(cell.wrong(PARAMETERS[code].name, getattr(problem, "message", str(problem))))
            continue
        lines[key] = _against(cell, new, known.get(key))


def _value(cell: Cell) -> tuple[Decimal, bool]:
    if isinstance(cell.raw, str):
        return read_reading(cell.raw)
    value = cell.figure()
    if value is None:
        raise CellProblem(_("这里需要数值。"))
    return value, False


def _against(cell: Cell, new: NewReading, fact: Known | None) -> Line:
    if fact is None or fact.value is None:
        return Line(cell.place, new, NEW)
    below = fact.word == BELOW
    state = SAME if (fact.value, below) == (new.value, new.below) else DIFFERS
    return Line(cell.place, new, state, reading_text(fact.value, below=below))


def seal(data_set: DataSet, shown: Preview, actor: str) -> str:
    """The new readings of a preview, to the browser and back unaltered, for one data set and one actor."""
    rows = [[line.new.station.code, line.new.parameter, str(line.new.period), line.shown] for line in shown.fresh]
    return sealed.seal(rows, purpose=_purpose(data_set), actor=actor)


def unseal(data_set: DataSet, text: str, actor: str) -> list[NewReading]:
    """The readings of a preview. Raises `Invalid` for one that is altered, too old or somebody else's."""
    refusal = _("这份预览已失效，没有导入任何数据。请重新上传。")
    rows = sealed.unseal(text, purpose=_purpose(data_set), actor=actor, refusal=refusal)
    items = {item.code: item for item in data_set.items.all()}
    found = []
    for code, parameter, period, shown in rows:
        value, below = read_reading(shown)
        found.append(NewReading(items[code], parameter, Period.parse(period), value, below, source=_("监测数据表导入")))
    return found


def _purpose(data_set: DataSet) -> str:
    return f"tracking.monitoring:{data_set.public_id}"


def workbook(data_set: DataSet) -> bytes:
    """All readings as they are known now, a line a station and period; the reader above takes it back in."""
    held = holdings(data_set, date.max)
    codes = parameters_of(data_set.settings)
    by_line: dict[tuple[Period, str], dict[str, str]] = {}
    for fact in held.facts:
        code = fact.aspect.removeprefix(READING)
        if code in codes and fact.aspect.startswith(READING) and fact.value is not None:
            text = reading_text(fact.value, below=fact.word == BELOW)
            by_line.setdefault((fact.period, fact.item), {})[code] = text
    rows = [
        SheetRow(f"{item} {period}", {"station": held.things[item].name, "period": period.label, **readings})
        for (period, item), readings in by_line.items()
    ]
    spec = SheetSpec(
        id="tracking.monitoring",
        name=_("监测数据"),
        columns=(
            Column(key="station", title=_("站点"), width=18),
            Column(key="period", title=_("时期"), width=18),
            *(Column(key=code, title=_title(code), width=14) for code in codes),
        ),
    )
    return write(spec, rows, SheetMeta(title=data_set.name, subject=data_set.code))


def _title(code: str) -> str:
    row = PARAMETERS[code]
    return f"{row.name}（{row.unit}）" if row.unit else row.name
