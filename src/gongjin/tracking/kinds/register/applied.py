"""A workbook's changes applied to a register as one act, exactly as the preview showed them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import ClassVar

from django.utils.translation import gettext as _

from gongjin.audit import sealed
from gongjin.audit.actions import Act, Action
from gongjin.audit.errors import Conflict, Invalid
from gongjin.audit.states import StateTable
from gongjin.core import clock
from gongjin.core.figures import canonical
from gongjin.core.periods import Period
from gongjin.people.models import Unit
from gongjin.tracking.kinds.register.actions import AddEntries, ChangeEntry, NewEntry, refuse_twice
from gongjin.tracking.kinds.register.drafts import Amount, Move, figure_drafts, replaced_by, stage_drafts
from gongjin.tracking.kinds.register.form import Form, form_of
from gongjin.tracking.kinds.register.queries import Line, lines_of
from gongjin.tracking.kinds.register.sheets import FIELD, FIGURE, row_of
from gongjin.tracking.kinds.register.states import TABLE
from gongjin.tracking.models import DataSet
from gongjin.tracking.recording import record


@dataclass(frozen=True, slots=True)
class Change:
    """One cell: its column, what the preview saw there and what it shall be, as texts."""

    column: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Changed:
    """A row with changes; `key` is the entry's public id, empty for a new one, `row` its number in the workbook."""

    key: str
    row: int
    changes: tuple[Change, ...]

    def has(self, column: str) -> bool:
        """Whether a column is changed."""
        return any(change.column == column for change in self.changes)

    def new(self, column: str) -> str:
        """What a column shall be; empty where it is not changed."""
        return next((change.new for change in self.changes if change.column == column), "")

    def with_prefix(self, prefix: str) -> dict[str, str]:
        """The changed columns of a prefix, without it."""
        return {
            change.column.removeprefix(prefix): change.new
            for change in self.changes
            if change.column.startswith(prefix)
        }


@dataclass(frozen=True)
class ApplySheet(Action[DataSet]):
    """Apply what a preview showed, all or none. Raises `Conflict` where the register has moved on since the preview,
    and `Invalid` as the actions of the register do."""

    code: ClassVar[str] = "tracking.register.apply"
    table: ClassVar[StateTable] = TABLE
    changed: Sequence[Changed]
    file_name: str = ""

    def payload(self) -> dict[str, object]:
        rows = [[item.key, [[c.column, c.old, c.new] for c in item.changes]] for item in self.changed]
        return {"file_name": self.file_name, "rows": rows}

    def change(self, target: DataSet, act: Act) -> DataSet:
        form = form_of(target.settings)
        if not self.changed:
            raise Invalid(_("没有要应用的改动。"))
        units = {unit.name: unit for unit in Unit.objects.filter(jurisdiction=target.jurisdiction_id)}
        lines = {line.key: line for line in lines_of(target, clock.today())}
        source = _("导入：%(file)s") % {"file": self.file_name} if self.file_name else ""
        moves: list[Move] = []
        amounts: list[Amount] = []
        described: set[int] = set()
        for item in self.changed:
            if not item.key:
                continue
            line = lines.get(item.key)
            if line is None:
                raise Conflict(_("第 %(row)s 行的条目已被撤销，请重新导出后再改。") % {"row": item.row})
            _as_seen(form, line, item)
            if change := _described(line, item, units):
                change.write(form, target, act)
                described.add(line.item.pk)
            on = date.fromisoformat(item.new("on")) if item.new("on") else clock.today()
            if item.new("stage"):
                moves.append(Move(line.item, item.new("stage"), on, why=item.new("why"), source=source))
            figures = {key: Decimal(value) for key, value in item.with_prefix(FIGURE).items() if value}
            if figures:
                amounts.append(Amount(line.item, Period.of_day(on), figures, source=source))
        if described:
            refuse_twice(form, target, described)
        drafts = [
            *(stage_drafts(target, form, moves) if moves else ()),
            *replaced_by(target, figure_drafts(target, form, amounts, may_correct=True), source or _("导入更正")),
        ]
        if drafts:
            record(target, drafts, act)
        new = [_entry(item, units, source) for item in self.changed if not item.key]
        if new:
            AddEntries(new, likeness_seen=True).enter(target, act)
        return target


def _as_seen(form: Form, line: Line, item: Changed) -> None:
    now = row_of(form, line).values
    for change in item.changes:
        value = now.get(change.column)
        text = (
            "" if value is None
            else canonical(value) if isinstance(value, Decimal)
            else value.isoformat() if isinstance(value, date)
            else value
        )  # fmt: skip
        if text != change.old:
            raise Conflict(_("“%(name)s”刚被他人修改过，没有应用任何改动。请重新上传预览。") % {"name": line.item.name})


def _described(line: Line, item: Changed, units: Mapping[str, Unit]) -> ChangeEntry | None:
    """The correction of what is written of an entry; None where only its stage or figures changed."""
    fields = item.with_prefix(FIELD)
    if not fields and not any(item.has(column) for column in ("name", "unit", "township", "lon", "lat")):
        return None
    old = line.item
    place = {axis: item.new(axis) if item.has(axis) else str(old.place.get(axis, "")) for axis in ("lon", "lat")}
    return ChangeEntry(
        old,
        item.new("name") or old.name,
        _unit(units, item.new("unit")) if item.has("unit") else old.unit,
        _unit(units, item.new("township")) if item.has("township") else old.township,
        {key: value for key, value in {**old.fields, **fields}.items() if value},
        place,
    )


def _entry(item: Changed, units: Mapping[str, Unit], source: str) -> NewEntry:
    on = date.fromisoformat(item.new("on")) if item.new("on") else clock.today()
    return NewEntry(
        item.new("name"), item.new("code"), _unit(units, item.new("unit")), _unit(units, item.new("township")),
        item.with_prefix(FIELD), {"lon": item.new("lon"), "lat": item.new("lat")}, item.new("stage"), on,
        {key: Decimal(value) for key, value in item.with_prefix(FIGURE).items() if value}, source=source,
    )  # fmt: skip


def _unit(units: Mapping[str, Unit], name: str) -> Unit | None:
    if not name:
        return None
    if name not in units:
        raise Invalid(_("单位名录中没有“%(name)s”。") % {"name": name}, "unit")
    return units[name]


def seal(changed: Sequence[Changed], *, register: str, actor: str) -> str:
    """A text that carries a preview to the browser and back unaltered, for one register and one actor."""
    plain = [[item.key, item.row, [[c.column, c.old, c.new] for c in item.changes]] for item in changed]
    return sealed.seal(plain, purpose=_purpose(register), actor=actor)


def unseal(text: str, *, register: str, actor: str) -> tuple[Changed, ...]:
    """The changes of a preview. Raises `Invalid` for one that was altered, is older than a day, or somebody else's."""
    refusal = _("这份预览已失效，没有改动任何内容。请重新预览后再确认。")
    found = sealed.unseal(text, purpose=_purpose(register), actor=actor, refusal=refusal)
    return tuple(Changed(key, row, tuple(Change(*cell) for cell in cells)) for key, row, cells in found)


def _purpose(register: str) -> str:
    return f"tracking.register:{register}"
