"""A register's workbook that came back: what it would change, and by cell what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from gongjin.audit.errors import Invalid
from gongjin.core import clock
from gongjin.core.figures import canonical
from gongjin.core.sheets import (
    CellChange,
    CellError,
    Reading,
    ReadRow,
    SheetRefused,
    Value,
    changes,
    read,
)
from gongjin.people.models import Unit
from gongjin.tracking.kinds.register.applied import Change, Changed
from gongjin.tracking.kinds.register.checks import checked_fields, checked_move, checked_place, unlike
from gongjin.tracking.kinds.register.form import Form, form_of
from gongjin.tracking.kinds.register.likeness import Names
from gongjin.tracking.kinds.register.queries import Line, lines_of
from gongjin.tracking.kinds.register.sheets import FIELD, FIGURE, row_of, spec_of
from gongjin.tracking.models import DataSet


@dataclass(frozen=True, slots=True)
class Shown:
    """A change as the preview shows it; a new entry has `old` empty in every cell and no code."""

    place: str
    code: str
    name: str
    title: str
    old: str
    new: str
    conflict: bool = False


@dataclass(frozen=True, slots=True)
class Preview:
    """What would be done. With errors nothing is. `unproved` entries move to a stage whose files are still to come;
    `alike` are pairs of names that are nearly the same."""

    changed: tuple[Changed, ...]
    shown: tuple[Shown, ...]
    errors: tuple[CellError, ...]
    added: int = 0
    removed: tuple[str, ...] = ()
    unproved: int = 0
    alike: tuple[tuple[str, str], ...] = ()
    missing_columns: tuple[str, ...] = ()
    extra_columns: tuple[str, ...] = ()

    @property
    def conflicts(self) -> int:
        """How many cells somebody else has changed since the export."""
        return sum(1 for item in self.shown if item.conflict)


def read_back(data_set: DataSet, data: bytes) -> Preview:
    """The preview of a workbook. Raises `SheetRefused` for one that is not of this register."""
    form = form_of(data_set.settings)
    reading = read(data, spec_of(form))
    if reading.meta.subject != str(data_set.public_id):
        raise SheetRefused("other-register", _("这是另一个名录的工作簿，请在对应的名录中上传。"))
    return _Reader(data_set, form, reading).preview()


@dataclass
class _Reader:
    data_set: DataSet
    form: Form
    reading: Reading
    errors: list[CellError] = field(default_factory=list)
    shown: list[Shown] = field(default_factory=list)
    changed: list[Changed] = field(default_factory=list)
    units: dict[str, Unit] = field(default_factory=dict)
    new_rows: dict[int, ReadRow] = field(default_factory=dict)
    unproved: int = 0

    def preview(self) -> Preview:
        lines = {line.key: line for line in lines_of(self.data_set, clock.today())}
        self.units = {unit.name: unit for unit in Unit.objects.filter(jurisdiction=self.data_set.jurisdiction_id)}
        self.new_rows = {row.row: row for row in self.reading.added}
        rows = [row_of(self.form, line) for line in lines.values()]
        by_row: dict[str, list[CellChange]] = {}
        for change in changes(rows, self.reading):
            by_row.setdefault(change.key, []).append(change)
        for key, cells in by_row.items():
            self._existing(lines[key], cells, self.reading.rows[key])
        for row in self.reading.added:
            self._new(row)
        self._columns_of_money(lines.values())
        near = self._twice(lines.values())
        return Preview(
            changed=tuple(self.changed), shown=tuple(self.shown),
            errors=tuple(sorted((*self.reading.errors, *self.errors), key=lambda error: (error.row, error.column))),
            added=sum(1 for item in self.changed if not item.key),
            removed=tuple(lines[key].item.name for key in self.reading.removed if key in lines),
            unproved=self.unproved, alike=near, missing_columns=self.reading.missing_columns,
            extra_columns=self.reading.extra_columns,
        )  # fmt: skip

    def _existing(self, line: Line, cells: Sequence[CellChange], row: ReadRow) -> None:
        made = [Change(cell.column, _text(cell.old), _text(cell.new)) for cell in cells]
        for cell in cells:
            self.shown.append(
                Shown(f"{cell.letter}{cell.row}", line.item.code, line.item.name, cell.title,
                      self._said(cell.column, cell.old), self._said(cell.column, cell.new), cell.conflict)
            )  # fmt: skip
        touched = {cell.column for cell in cells}
        if touched == {"on"} or touched == {"why"} or touched == {"on", "why"}:
            self._error(
                row, "on" if "on" in touched else "why", _("只改了日期或说明：请同时改阶段或数据，或在系统中更正。")
            )
            return
        if "stage" in touched and row.values.get("stage") is not None and "on" not in touched:
            self._error(row, "on", _("改了阶段，请填写到达新阶段的日期。"))
            return
        changed = Changed(line.key, row.row, tuple(made))
        if self._checked(changed, row, line):
            self.changed.append(changed)

    def _new(self, row: ReadRow) -> None:
        made = tuple(Change(key, "", _text(value)) for key, value in row.values.items() if value is not None)
        if row.values.get("name") is None:
            return  # already an error of its cell
        changed = Changed("", row.row, made)
        if self._checked(changed, row, None):
            self.changed.append(changed)
            titles = {column.key: column.title for column in self.reading.spec.columns}
            said = "；".join(
                f"{titles[item.column]} {self._said(item.column, row.values[item.column])}" for item in made
            )
            self.shown.append(Shown(f"{row.row}", "", changed.new("name"), _("新增条目"), "", said))

    def _checked(self, changed: Changed, row: ReadRow, line: Line | None) -> bool:
        """Whether a row can be applied; what cannot is an error of its cell."""
        before = len(self.errors)
        for column in ("unit", "township"):
            name = changed.new(column)
            if name and name not in self.units:
                self._error(row, column, _("单位名录中没有“%(name)s”，请写全称，或先在“单位”中登记。") % {"name": name})
        fields = {key.removeprefix(FIELD): _text(value) for key, value in row.values.items() if key.startswith(FIELD)}
        self._try(row, FIELD, lambda: checked_fields(self.form, fields))
        self._try(row, "", lambda: checked_place({name: _text(row.values.get(name)) for name in ("lon", "lat")}))
        for key, value in row.values.items():
            if key.startswith(FIGURE) and isinstance(value, Decimal) and value < 0:
                self._error(row, key, _("不能是负数。"))
        self._day(changed, row)
        stage, on = changed.new("stage"), row.values.get("on")
        if stage:
            if not isinstance(on, date):
                self._error(row, "on", _("填写了阶段，请填写日期。"))
            else:
                name, steps = changed.new("name") or (line.item.name if line else ""), line.steps if line else ()
                self._try(
                    row, "", lambda: checked_move(self.form, name, steps, stage, on, _text(row.values.get("why")))
                )
                rank = self.form.rank(stage)
                self.unproved += any(item.evidence for item in self.form.stages[: rank + 1])
        elif line is not None and changed.has("stage"):
            self._error(row, "stage", _("阶段不能清空；要退回，请填写退回到的阶段、日期和原因。"))
        return len(self.errors) == before

    def _day(self, changed: Changed, row: ReadRow) -> None:
        on = row.values.get("on")
        if changed.has("on") and isinstance(on, date) and on > clock.today():
            self._error(row, "on", _("日期还没有到，不能提前填报。"))
        for item in changed.changes:
            if item.column.startswith(FIGURE) and not item.new and changed.key:
                self._error(row, item.column, _("数据不能清空；填错了的，请在系统中更正或作废。"))

    def _try(self, row: ReadRow, prefix: str, check: object) -> None:
        try:
            check()  # type: ignore[operator]
        except Invalid as refusal:
            self._error(row, f"{prefix}{refusal.field}", refusal.message)

    def _columns_of_money(self, lines: Iterable[Line]) -> None:
        there = list(lines)
        for declared in self.form.figures:
            key = FIGURE + declared.key
            fresh = [(item, Decimal(item.new(key))) for item in self.changed if item.new(key)]
            moved = {item.key for item, _value in fresh}
            known = [
                line.figures[declared.key] for line in there if line.key not in moved and declared.key in line.figures
            ]
            odd = unlike(declared, [value for _item, value in fresh], known) if fresh else None
            if odd is not None:
                item = next(item for item, value in fresh if value == odd)
                row = self.reading.rows.get(item.key) or self.new_rows[item.row]
                text = _("与本列其他数据相差上千倍，疑似把元填成%(unit)s；请核对，确实如此的请在系统中填报。")
                self._error(row, key, text % {"unit": declared.unit})

    def _twice(self, lines: Iterable[Line]) -> tuple[tuple[str, str], ...]:
        near: list[tuple[str, str]] = []
        names, taken = Names(), set()
        for line in lines:
            where = line.item.township.name if line.item.township else ""
            names.add(line.item.name, where)
            taken.add((line.item.name, where))
        for item in self.changed:
            if item.key:
                continue
            name, town = item.new("name"), item.new("township")
            if (name, town) in taken:
                self._error(self.new_rows[item.row], "name", _("“%(name)s”已在名录中，请勿重复登记。") % {"name": name})
            else:
                near += [(name, other) for other in names.like(name, town)]
            names.add(name, town)
            taken.add((name, town))
        return tuple(near)

    def _said(self, column: str, value: Value) -> str:
        return self.form.label(str(value)) if column == "stage" and value is not None else _text(value)

    def _error(self, row: ReadRow, column: str, message: str) -> None:
        titles: Mapping[str, str] = {item.key: item.title for item in self.reading.spec.columns}
        self.errors.append(CellError(row.row, row.letters.get(column, ""), titles.get(column, ""), message))


def _text(value: Value) -> str:
    match value:
        case None:
            return ""
        case Decimal():
            return canonical(value)
        case date():
            return value.isoformat()
        case _:
            return value
