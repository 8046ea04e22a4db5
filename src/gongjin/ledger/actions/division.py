"""Settling who does what, fixing the division, and opening it again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import ClassVar

from django.utils.translation import gettext as _

from gongjin.audit.actions import Act, Action
from gongjin.audit.errors import Conflict, Invalid
from gongjin.audit.states import StateTable
from gongjin.ledger import states
from gongjin.ledger.actions.previewed import PART, Change
from gongjin.ledger.models import Division, DivisionEntry, DivisionPart, OfficeValues, Plan, Row, RowKind
from gongjin.ledger.queries.division import tasks_without_sum_up
from gongjin.ledger.typed_values import FIELDS
from gongjin.people.models import Unit

NAMED_AT_MOST = 5
MANY = 500


@dataclass(frozen=True)
class SettleDivision(Action[Division]):
    """Set, change or clear any number of cells and office values as one act.

    Raises `Conflict` naming the rows where somebody changed a cell after the author saw it, and `Invalid` for a row or
    unit that may not be used, two units that sum up one task, a value that is none, or nothing to change.
    """

    code: ClassVar[str] = "ledger.division.settle"
    table: ClassVar[StateTable] = states.DIVISION
    changes: tuple[Change, ...]

    def change(self, target: Division, act: Act) -> Division:
        _Settling(target.plan, self.changes).carry_out(act)
        return act.save(target)

    def payload(self) -> dict[str, object]:
        return {"changes": [change._asdict() for change in self.changes]}


@dataclass(frozen=True)
class FixDivision(Action[Division]):
    """Fix the division after comment. Raises `Invalid` while a task lacks who sums up and no note says why."""

    code: ClassVar[str] = "ledger.division.fix"
    table: ClassVar[StateTable] = states.DIVISION
    note: str = ""

    def change(self, target: Division, act: Act) -> Division:
        lacking = tasks_without_sum_up(target.plan)
        if lacking and not self.note.strip():
            message = _("还有 %(n)d 项任务没有汇总单位：%(codes)s。请补上，或写明原因后再确定。")
            raise Invalid(message % {"n": len(lacking), "codes": named([task.code for task in lacking])}, "note")
        target.state = "fixed"
        return act.save(target)


@dataclass(frozen=True)
class ReopenDivision(Action[Division]):
    """Open a fixed division again, for a reason that is kept in the record. Raises `Invalid` without one."""

    code: ClassVar[str] = "ledger.division.reopen"
    table: ClassVar[StateTable] = states.DIVISION
    reason: str

    def change(self, target: Division, act: Act) -> Division:
        if not self.reason.strip():
            raise Invalid(_("请写明重新打开的原因，例如“牵头科室调整”。"), "reason")
        target.state = "open"
        return act.save(target)


def named(codes: Iterable[str]) -> str:
    """The first few of some codes, each once, and how many more there are."""
    each = list(dict.fromkeys(codes))
    text = "、".join(each[:NAMED_AT_MOST])
    return text if len(each) <= NAMED_AT_MOST else _("%(codes)s 等 %(n)d 项") % {"codes": text, "n": len(each)}


@dataclass
class _Settling:
    """One pass over the changes: what stands, what collides, what would come out of it; then all of it or nothing."""

    plan: Plan
    changes: tuple[Change, ...]
    _rows: dict[str, Row] = field(default_factory=dict)
    _units: dict[str, Unit] = field(default_factory=dict)
    _entries: dict[tuple[int, int], DivisionEntry] = field(default_factory=dict)
    _values: dict[int, OfficeValues] = field(default_factory=dict)

    def carry_out(self, act: Act) -> None:
        self._load()
        wanted = self._wanted()
        if not wanted:
            raise Invalid(_("没有需要改动的内容。"))
        self._one_sums_up(wanted)
        self._store(wanted, act)

    def _load(self) -> None:
        rows = Row.objects.filter(plan=self.plan)
        units = Unit.objects.filter(jurisdiction_id=self.plan.jurisdiction_id)
        entries = DivisionEntry.objects.filter(row__plan=self.plan)
        values = OfficeValues.objects.filter(row__plan=self.plan)
        if len(self.changes) <= MANY:  # few cells: ask for their rows alone
            ids = {change.row for change in self.changes}
            rows = rows.filter(public_id__in=ids)
            entries, values = entries.filter(row__public_id__in=ids), values.filter(row__public_id__in=ids)
        self._rows = {str(row.public_id): row for row in rows}
        self._units = {str(unit.public_id): unit for unit in units}
        self._entries = {(entry.row_id, entry.unit_id): entry for entry in entries}
        self._values = {value.row_id: value for value in values}

    def _row(self, change: Change) -> Row:
        row = self._rows.get(change.row)
        if row is None or row.state != "current":
            code = row.code if row else change.row
            raise Invalid(_("条目 %(code)s 已不在现行方案中，请刷新页面后再填。") % {"code": code}, "row")
        return row

    def _unit(self, change: Change) -> Unit:
        unit = self._units.get(change.unit)
        if unit is None or (change.now and not unit.active):
            name = unit.name if unit else change.unit
            raise Invalid(_("单位“%(name)s”不在名录中或已停用，请先在单位页处理。") % {"name": name}, "unit")
        return unit

    def present(self, change: Change) -> str:
        """What stands in the cell of a change."""
        row = self._row(change)
        if change.name == PART:
            entry = self._entries.get((row.pk, self._unit(change).pk))
            return entry.part if entry else ""
        return FIELDS[change.name].of(self._values.get(row.pk))

    def _wanted(self) -> list[Change]:
        """The changes that are not yet so. Raises `Conflict` or `Invalid`."""
        wanted, collided, seen = [], [], set()
        for change in self.changes:
            cell = (change.row, change.name, change.unit)
            if cell in seen:
                raise Invalid(_("条目 %(code)s 的同一格被填写了两次。") % {"code": self._row(change).code})
            seen.add(cell)
            change = _checked(change, self._row(change))  # noqa: PLW2901 - the same change, in its one form
            present = self.present(change)
            if present == change.now:
                continue
            if present != change.was:
                collided.append(self._row(change).code)
            wanted.append(change)
        if collided:
            message = _("%(codes)s 刚被他人修改过，这次的改动一处也没有保存。请刷新，查看最新内容后再改。")
            raise Conflict(message % {"codes": named(collided)})
        return wanted

    def _one_sums_up(self, wanted: Iterable[Change]) -> None:
        sums_up: dict[int, set[int]] = {}
        for entry in self._entries.values():
            if entry.part == DivisionPart.SUMS_UP:
                sums_up.setdefault(entry.row_id, set()).add(entry.unit_id)
        touched: dict[int, Row] = {}
        for change in wanted:
            if change.name == PART:
                row, unit = self._row(change), self._unit(change)
                touched[row.pk] = row
                summing = sums_up.setdefault(row.pk, set())
                summing.discard(unit.pk)
                if change.now == DivisionPart.SUMS_UP:
                    summing.add(unit.pk)
        twice = [touched[pk].code for pk in touched if len(sums_up[pk]) > 1]
        if twice:
            raise Invalid(_("%(codes)s：一项任务只能有一个汇总单位。") % {"codes": named(twice)}, "unit")

    def _store(self, wanted: Iterable[Change], act: Act) -> None:
        """Keep all of it. A row goes up with what is settled for it, so that conflicts are seen on it too."""
        new_entries: list[DivisionEntry] = []
        values: dict[int, OfficeValues] = {}
        touched: dict[int, Row] = {}
        for change in wanted:
            row = touched.setdefault(self._row(change).pk, self._row(change))
            if change.name == PART:
                self._store_part(change, new_entries, act)
                continue
            value = values.setdefault(row.pk, self._values.get(row.pk) or OfficeValues(row=row))
            setattr(value, change.name, FIELDS[change.name].read(change.now, row.kind))
        act.create_all(new_entries)
        act.create_all([value for pk, value in values.items() if pk not in self._values])
        for pk, value in values.items():
            if pk in self._values:
                act.save(value)
        for row in touched.values():
            act.save(row)

    def _store_part(self, change: Change, new_entries: list[DivisionEntry], act: Act) -> None:
        row, unit = self._row(change), self._unit(change)
        entry = self._entries.get((row.pk, unit.pk))
        if entry is None:
            new_entries.append(DivisionEntry(row=row, unit=unit, part=change.now))
        elif change.now:
            entry.part = change.now
            act.save(entry)
        else:
            act.remove(entry)


def _checked(change: Change, row: Row) -> Change:
    """The change with its new value in the one form in which it is compared. Raises `Invalid` if it is no value."""
    shown = {"code": row.code, "text": change.now[:20]}
    if change.name == PART:
        if change.now and change.now not in DivisionPart.values:
            raise Invalid(_("条目 %(code)s：“%(text)s”不是分工，请用汇总、承担或配合。") % shown, PART)
        if change.now == DivisionPart.SUMS_UP and row.kind != RowKind.TASK:
            raise Invalid(_("条目 %(code)s 不是任务；汇总单位只在任务上指定，这里请用承担或配合。") % shown, PART)
        return change
    if change.name not in FIELDS:
        raise Invalid(_("“%(name)s”不是可以修改的内容。") % {"name": change.name[:30]}, change.name)
    known = FIELDS[change.name]
    try:
        value = known.read(change.now, row.kind)
    except Invalid as error:
        message = _("条目 %(code)s：%(why)s") % {"code": row.code, "why": error.message}
        raise Invalid(message, error.field) from error
    return change._replace(now=known.of(OfficeValues(**{change.name: value})))
