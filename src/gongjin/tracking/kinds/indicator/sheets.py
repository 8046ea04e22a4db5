"""Indicators and Excel: a bureau's table in with a preview, the series out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from gongjin.audit import sealed
from gongjin.audit.errors import Invalid
from gongjin.core.figures import canonical, grouped
from gongjin.core.periods import Period
from gongjin.core.sheets import Column, ColumnKind, SheetMeta, SheetRow, SheetSpec, write
from gongjin.core.sheets.cells import CellProblem
from gongjin.tracking.kinds.indicator.actions import NewValue, converted, possible, quality
from gongjin.tracking.kinds.indicator.bureau import Found, Table, Wanted, read_table
from gongjin.tracking.kinds.indicator.series import VALUE
from gongjin.tracking.kinds.table_preview import DIFFERS, NEW, SAME, TablePreview
from gongjin.tracking.models import DataSet, Item
from gongjin.tracking.queries.holdings import holdings
from gongjin.tracking.tables import grid_of


@dataclass(frozen=True, slots=True)
class Line:
    """A value of the table against what is known: new, the same, or different (`was`), which only correcting mends."""

    place: str
    new: NewValue
    state: str
    was: Decimal | None = None

    @property
    def who(self) -> str:
        """The township that it is about."""
        return self.new.item.name if self.new.item else ""

    @property
    def about(self) -> str:
        """What it tells: 白石镇 2024年6月."""
        return f"{self.who} {self.new.period.label}".strip()

    @property
    def shown(self) -> str:
        """The figure as a page shows it."""
        return grouped(self.new.value)

    @property
    def before(self) -> str:
        """What stands already."""
        return "" if self.was is None else grouped(self.was)


Preview = TablePreview[Line]


def preview(data_set: DataSet, data: bytes, *, name: str = "", year: int | None = None) -> Preview:
    """What a table holds of an indicator. `name` is what it is called there, `year` that of bare months.

    Raises `SheetRefused`.
    """
    items = {item.name: item for item in data_set.items.filter(withdrawn_at=None)}
    names = tuple(text for text in (name.strip(), data_set.name) if text)
    wanted = Wanted(names, tuple(items), bool(data_set.settings.get("accumulates")), year)
    table = read_table(grid_of(data), wanted)
    held = holdings(data_set, date.max)
    known = {(fact.period, fact.item): fact.value for fact in held.facts if fact.aspect == VALUE}
    lines = list(_lines(data_set, table, items, known))
    fresh = [line.new for line in lines if line.state == NEW]
    return Preview(tuple(lines), tuple(table.errors), tuple(quality(data_set, held, fresh)), tuple(table.passed_over))


def _lines(
    data_set: DataSet, table: Table, items: dict[str, Item], known: dict[tuple[Period, str], Decimal | None]
) -> list[Line]:
    lines: dict[tuple[Period, str], Line] = {}
    for found in table.found:
        item = items.get(found.item)
        key = (found.period, "" if item is None else str(item.public_id))
        try:
            new = _new(data_set, found, item)
            if key in lines and lines[key].new.value != new.value:
                raise CellProblem(_("与 %(place)s 是同一时期，两个数不同。") % {"place": lines[key].place})
        except (CellProblem, Invalid) as problem:
            table.errors.append(found.cell.wrong(found.period.label, getattr(problem, "message", str(problem))))
            continue
        was = known.get(key)
        state = NEW if was is None else SAME if was == new.value else DIFFERS
        lines.setdefault(key, Line(found.cell.place, new, state, was))
    return list(lines.values())


def _new(data_set: DataSet, found: Found, item: Item | None) -> NewValue:
    """As it would be recorded, in the data set's unit."""
    typed = NewValue(found.period, found.value, unit=found.unit, item=item)
    new = NewValue(found.period, converted(data_set, typed), item=item)
    possible(data_set, new)
    return new


def seal(data_set: DataSet, shown: Preview, actor: str) -> str:
    """The new values of a preview, to the browser and back unaltered, for one data set and one actor."""
    rows = [
        [str(line.new.period), canonical(line.new.value), "" if line.new.item is None else line.new.item.code]
        for line in shown.fresh
    ]
    return sealed.seal(rows, purpose=_purpose(data_set), actor=actor)


def unseal(data_set: DataSet, text: str, actor: str) -> list[NewValue]:
    """The values of a preview. Raises `Invalid` for one that is altered, too old or somebody else's."""
    refusal = _("这份预览已失效，没有导入任何数据。请重新上传。")
    rows = sealed.unseal(text, purpose=_purpose(data_set), actor=actor, refusal=refusal)
    items = {item.code: item for item in data_set.items.all()}
    return [
        NewValue(Period.parse(period), Decimal(value), item=items.get(code), source=_("统计表导入"))
        for period, value, code in rows
    ]


def _purpose(data_set: DataSet) -> str:
    return f"tracking.indicator:{data_set.public_id}"


def spec(unit: str) -> SheetSpec:
    """The table that a series goes out as; the bureau's reader takes it back in."""
    return SheetSpec(
        id="tracking.indicator",
        name=_("指标数据"),
        columns=(
            Column(key="period", title=_("时期"), width=18),
            Column(key="item", title=_("乡镇"), width=16),
            Column(key="value", title=_("数值"), width=16, kind=ColumnKind.FIGURE, unit=unit),
            Column(key="unit", title=_("计量单位"), width=10),
            Column(key="provisional", title=_("初步数"), width=8),
            Column(key="source", title=_("依据"), width=30),
        ),
    )


def workbook(data_set: DataSet) -> bytes:
    """The whole series as it is known now."""
    held = holdings(data_set, date.max)
    rows = [
        SheetRow(
            fact.key,
            {
                "period": fact.period.label,
                "item": held.things[fact.item].name if fact.item else None,
                "value": fact.value,
                "unit": data_set.unit_of_measure or None,
                "provisional": _("是") if fact.provisional else None,
                "source": fact.source or None,
            },
        )
        for fact in held.facts
        if fact.aspect == VALUE and fact.value is not None
    ]
    meta = SheetMeta(title=data_set.name, subject=data_set.code)
    return write(spec(data_set.unit_of_measure), rows, meta)
