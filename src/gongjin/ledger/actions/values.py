"""What the office settles for rows: due date, cadence, metric and the like. It never touches what the plan says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from django.utils.translation import gettext as _

from gongjin.audit.actions import Act, Action
from gongjin.audit.errors import Conflict, Invalid, NotAllowed, WrongState
from gongjin.audit.states import StateTable
from gongjin.ledger import states
from gongjin.ledger.models import OfficeValues, Row
from gongjin.ledger.queries.division_gaps import standing_of
from gongjin.ledger.typed_values import FIELDS, Value

IN_DIVISION = frozenset({"due", "cadence"})
"""Values that a fixed division holds too: they are open to change only while the division is, or its row is new."""


@dataclass(frozen=True, slots=True)
class RowValues:
    """Values for one more row of the same act: field to what was typed, and what was seen before."""

    row: Row
    values: Mapping[str, str]
    revision: int | None = None
    seen: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class SettleValues(Action[Row]):
    """Settle values of a row, and of `others` in the same act: all or none. An empty text takes the value back.

    `seen` holds, for a field, the settled value that its author saw, as pages show it: another act that does not move
    the row (the division's) is then noticed too. Raises `Invalid` (a field that is not known, does not fit the row or
    cannot be read; nothing to change), `Conflict` (a value or one of the others was changed meanwhile), `WrongState`
    (one of the others is dropped; the division is fixed).
    """

    code: ClassVar[str] = "ledger.row.settle"
    table: ClassVar[StateTable] = states.ROW
    values: Mapping[str, str]
    others: tuple[RowValues, ...] = ()
    seen: Mapping[str, str] = field(default_factory=dict)

    def payload(self) -> dict[str, object]:
        return {
            "values": dict(self.values),
            "others": {str(other.row.public_id): dict(other.values) for other in self.others},
        }

    def change(self, target: Row, act: Act) -> Row:
        rows = {target.pk: target, **self._locked(target)}
        wanted = {target.pk: self.values, **{other.row.pk: other.values for other in self.others}}
        seen = {target.pk: self.seen, **{other.row.pk: other.seen for other in self.others}}
        if len(wanted) != 1 + len(self.others):
            raise Invalid(_("同一条目在一次提交中出现了两次，没有保存。"))
        self._check_divisions(rows, wanted)
        kept = {values.row_id: values for values in OfficeValues.objects.filter(row__in=rows)}
        changed = False
        for pk, row in rows.items():
            _check_seen(row, kept.get(pk), seen[pk])
            changed |= _settle(row, kept.get(pk), wanted[pk], act)
        if not changed:
            raise Invalid(_("与现有内容相同，没有需要保存的改动。"))
        return target

    def _locked(self, target: Row) -> dict[int, Row]:
        """The other rows, locked and checked as the frame checks the first one."""
        if not self.others:
            return {}
        wanted = {other.row.pk: other for other in self.others}
        found = Row.objects.select_for_update(of=("self",)).select_related("plan__jurisdiction")
        rows = {row.pk: row for row in found.filter(pk__in=wanted).order_by("pk")}
        before = self.table.rule(self.code).before
        for pk, other in wanted.items():
            row = rows.get(pk)
            if row is None:
                raise Conflict(_("有条目已被删除，请刷新页面。"))
            if row.audit_chain != target.audit_chain:
                raise NotAllowed(_("不能在一次操作中修改不同辖区的条目。"))
            if row.state not in before:
                raise WrongState(_("%(row)s 已取消，不能修改。") % {"row": row})
            if other.revision is not None and row.revision != other.revision:
                raise Conflict(_("%(row)s 刚被他人修改过，本次改动都没有保存。请查看最新内容后再改。") % {"row": row})
        return rows

    def _check_divisions(self, rows: Mapping[int, Row], wanted: Mapping[int, Mapping[str, str]]) -> None:
        held = [row for pk, row in rows.items() if IN_DIVISION & set(wanted[pk])]
        standings = {plan: standing_of(plan) for plan in {row.plan_id for row in held}}
        if any(standings[row.plan_id].closed(row.pk) for row in held):
            raise WrongState(_("任务分解表已确定，时限和填报周期不能单独修改；请先重新打开分工。"))


def _check_seen(row: Row, kept: OfficeValues | None, seen: Mapping[str, str]) -> None:
    for name, text in seen.items():
        if name in FIELDS and FIELDS[name].of(kept) != text:
            shown = {"row": row, "label": FIELDS[name].label, "now": FIELDS[name].of(kept) or _("未设定")}
            raise Conflict(_("%(row)s 的“%(label)s”刚被他人改为“%(now)s”，您的改动没有保存。请核对后再改。") % shown)


def _settle(row: Row, kept: OfficeValues | None, wanted: Mapping[str, str], act: Act) -> bool:
    """Put the values on one row; whether anything changed. The row goes up too, so that conflicts are seen on it."""
    read: dict[str, Value] = {}
    for name, text in wanted.items():
        if name not in FIELDS:
            raise Invalid(_("“%(name)s”不是可以修改的内容。") % {"name": name[:30]}, name)
        read[name] = FIELDS[name].read(text, row.kind)
    values = kept or OfficeValues(row=row)
    changes = {name: value for name, value in read.items() if getattr(values, name) != value}
    if not changes:
        return False
    for name, value in changes.items():
        setattr(values, name, value)
    if kept is None:
        act.create(values)
    else:
        act.save(values)
    act.save(row)
    return True
