"""One pass over changed cells of a division: what stands, what collides, what comes of it; then all or nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from gongjin.audit.actions import Act
from gongjin.audit.errors import Conflict, Invalid, WrongState
from gongjin.ledger.actions.previewed import PART, UNDIVIDED, YES, Change
from gongjin.ledger.models import DivisionEntry, DivisionPart, OfficeValues, Plan, Row, RowInDivision, RowKind
from gongjin.ledger.queries.division_gaps import gaps_of, standing_of
from gongjin.ledger.queries.plans import current_version
from gongjin.ledger.typed_values import FIELDS
from gongjin.people.models import Unit

NAMED_AT_MOST = 5
MANY = 500


class NothingToChange(Invalid):
    """All of it is so already: somebody did the same before, or clicked twice."""


def named(codes: Iterable[str]) -> str:
    """The first few of some codes, each once, and how many more there are."""
    each = list(dict.fromkeys(codes))
    text = "、".join(each[:NAMED_AT_MOST])
    return text if len(each) <= NAMED_AT_MOST else _("%(codes)s 等 %(n)d 项") % {"codes": text, "n": len(each)}


@dataclass
class Settling:
    """The changes of one act on one plan's division."""

    plan: Plan
    changes: tuple[Change, ...]
    _rows: dict[str, Row] = field(default_factory=dict)
    _units: dict[str, Unit] = field(default_factory=dict)
    _entries: dict[tuple[int, int], DivisionEntry] = field(default_factory=dict)
    _values: dict[int, OfficeValues] = field(default_factory=dict)
    _marks: dict[int, RowInDivision] = field(default_factory=dict)

    def carry_out(self, act: Act) -> None:
        """Make the changes. Raises `Conflict`, `WrongState` or `Invalid`; then the act is to be given up."""
        self._store(self.checked(), act)

    def checked(self) -> list[Change]:
        """The changes that are not yet so, each in its one form, if all of them together can be made; raises as above.

        A preview asks this too, so that what it lets through is what can be applied.
        """
        self._load()
        wanted = self._wanted()
        if not wanted:
            raise NothingToChange(_("没有需要改动的内容。"))
        self._only_open_rows(wanted)
        self._agree(wanted)
        self._may_be_undivided(wanted)
        return wanted

    def one_by_one(self) -> list[Change | Invalid]:
        """For each change, whatever the others are: its one form, or why it cannot be made."""
        self._load()
        return [self._alone(change) for change in self.changes]

    def _alone(self, change: Change) -> Change | Invalid:
        try:
            if change.name == PART:
                self._unit(change)
            return _checked(change, self._row(change))
        except Invalid as refused:
            return refused

    def _load(self) -> None:
        rows = Row.objects.filter(plan=self.plan)
        units = Unit.objects.filter(jurisdiction_id=self.plan.jurisdiction_id)
        entries = DivisionEntry.objects.filter(row__plan=self.plan)
        values = OfficeValues.objects.filter(row__plan=self.plan)
        marks = RowInDivision.objects.filter(row__plan=self.plan)
        if len(self.changes) <= MANY:  # few cells: ask for their rows alone
            ids = {change.row for change in self.changes}
            rows = rows.filter(public_id__in=ids)
            entries, values = entries.filter(row__public_id__in=ids), values.filter(row__public_id__in=ids)
            marks = marks.filter(row__public_id__in=ids)
        self._rows = {str(row.public_id): row for row in rows}
        self._units = {str(unit.public_id): unit for unit in units}
        self._entries = {(entry.row_id, entry.unit_id): entry for entry in entries}
        self._values = {value.row_id: value for value in values}
        self._marks = {mark.row_id: mark for mark in marks}

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
        if change.name == UNDIVIDED:
            return YES if row.pk in self._marks and self._marks[row.pk].undivided else ""
        return FIELDS[change.name].of(self._values.get(row.pk))

    def _wanted(self) -> list[Change]:
        """The changes that are not yet so. Raises `Conflict` or `Invalid`."""
        wanted, collided, seen = [], [], set()
        for change in self.changes:
            cell = (change.row, change.name, change.unit)
            if cell in seen:
                raise Invalid(_("条目 %(code)s 的同一格被填写了两次。") % {"code": self._row(change).code})
            seen.add(cell)
            try:
                change = _checked(change, self._row(change))  # noqa: PLW2901 - the same change, in its one form
            except Invalid as error:
                message = _("条目 %(code)s：%(why)s") % {"code": self._row(change).code, "why": error.message}
                raise Invalid(message, error.field) from error
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

    def _only_open_rows(self, wanted: Iterable[Change]) -> None:
        standing = standing_of(self.plan.pk)
        closed = [row.code for row in map(self._row, wanted) if standing.closed(row.pk)]
        if closed:
            message = _("%(codes)s 的分工已确定，现在只能填写新增的条目；要调整已确定的，请先重新打开分工。")
            raise WrongState(message % {"codes": named(closed)})

    def _agree(self, wanted: Iterable[Change]) -> None:
        """A task has at most one unit that sums up, and one that is left undivided has none at all."""
        parts: dict[int, dict[int, str]] = {}
        for entry in self._entries.values():
            parts.setdefault(entry.row_id, {})[entry.unit_id] = entry.part
        undivided = {pk for pk, mark in self._marks.items() if mark.undivided}
        touched: dict[int, Row] = {}
        for change in wanted:
            row = self._row(change)
            if change.name == PART:
                touched[row.pk] = row
                parts.setdefault(row.pk, {})[self._unit(change).pk] = change.now
            elif change.name == UNDIVIDED:
                touched[row.pk] = row
                (undivided.add if change.now else undivided.discard)(row.pk)
        given = {pk: [part for part in parts.get(pk, {}).values() if part] for pk in touched}
        twice = [row.code for pk, row in touched.items() if given[pk].count(DivisionPart.SUMS_UP) > 1]
        if twice:
            raise Invalid(_("%(codes)s：一项任务只能有一个汇总单位。") % {"codes": named(twice)}, "unit")
        both = [row.code for pk, row in touched.items() if pk in undivided and given[pk]]
        if both:
            message = _("%(codes)s：标为不分工的任务不能再有承担单位。请先取消不分工，或先清除已填的单位。")
            raise Invalid(message % {"codes": named(both)}, UNDIVIDED)

    def _may_be_undivided(self, wanted: Iterable[Change]) -> None:
        rows = [self._row(change) for change in wanted if change.name == UNDIVIDED and change.now]
        version = current_version(self.plan) if rows else None
        if version is None:
            return
        may = gaps_of(version).unanswered_rows
        not_so = [row.code for row in rows if row.pk not in may]
        if not_so:
            message = _("%(codes)s 有单位负责，或下面还有任务，不能标为不分工。")
            raise Invalid(message % {"codes": named(not_so)}, UNDIVIDED)

    def _store(self, wanted: Iterable[Change], act: Act) -> None:
        """Keep all of it. A row goes up with what is settled for it, so that conflicts are seen on it too."""
        new_entries: list[DivisionEntry] = []
        values: dict[int, OfficeValues] = {}
        marks: dict[int, RowInDivision] = {}
        touched: dict[int, Row] = {}
        for change in wanted:
            row = touched.setdefault(self._row(change).pk, self._row(change))
            if change.name == PART:
                self._store_part(change, new_entries, act)
                continue
            if change.name == UNDIVIDED:
                marks[row.pk] = self._marks.get(row.pk) or RowInDivision(row=row)
                marks[row.pk].undivided = bool(change.now)
                continue
            value = values.setdefault(row.pk, self._values.get(row.pk) or OfficeValues(row=row))
            setattr(value, change.name, FIELDS[change.name].read(change.now, row.kind))
        act.create_all(new_entries)
        act.create_all([value for pk, value in values.items() if pk not in self._values])
        act.create_all([mark for pk, mark in marks.items() if pk not in self._marks])
        for pk in self._values.keys() & values:
            act.save(values[pk])
        for pk in self._marks.keys() & marks:
            act.save(marks[pk])
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
    shown = {"text": change.now[:20]}
    if change.name == PART:
        if change.now and change.now not in DivisionPart.values:
            raise Invalid(_("“%(text)s”不是分工，请用汇总、承担或配合。") % shown, PART)
        if change.now == DivisionPart.SUMS_UP and row.kind != RowKind.TASK:
            raise Invalid(_("不是任务；汇总单位只在任务上指定，这里请用承担或配合。"), PART)
        return change
    if change.name == UNDIVIDED:
        if change.now not in ("", YES):
            raise Invalid(_("“%(text)s”不是分工，请用汇总、承担或配合。") % shown, UNDIVIDED)
        if row.kind != RowKind.TASK:
            raise Invalid(_("不是任务；不分工只标在任务上。"), UNDIVIDED)
        return change
    if change.name not in FIELDS:
        raise Invalid(_("“%(name)s”不是可以修改的内容。") % {"name": change.name[:30]}, change.name)
    known = FIELDS[change.name]
    value = known.read(change.now, row.kind)
    return change._replace(now=known.of(OfficeValues(**{change.name: value})))
