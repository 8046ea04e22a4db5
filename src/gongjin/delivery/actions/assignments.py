"""What a unit and the office do with one assignment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from django.utils.translation import gettext as _

from gongjin.audit.actions import Act, Action
from gongjin.audit.errors import Invalid
from gongjin.audit.states import StateTable
from gongjin.core import clock
from gongjin.delivery import states
from gongjin.delivery.actions.said import approved, not_past, usable, written
from gongjin.delivery.models import Assignment
from gongjin.delivery.rules.dates import first_report, sign_by
from gongjin.delivery.states import OPEN
from gongjin.people.models import Unit, UnitKind


class OnAssignment(Action[Assignment]):
    """An act on one assignment."""

    table: ClassVar[StateTable] = states.ASSIGNMENT


@dataclass(frozen=True)
class Sign(OnAssignment):
    """签收."""

    code: ClassVar[str] = "delivery.assignment.sign"

    def change(self, target: Assignment, act: Act) -> Assignment:
        target.state, target.signed_at = "signed", clock.now()
        return act.save(target)


@dataclass(frozen=True)
class Decline(OnAssignment):
    """退回, with the reason. Raises `Invalid` without one."""

    code: ClassVar[str] = "delivery.assignment.decline"
    reason: str

    def change(self, target: Assignment, act: Act) -> Assignment:
        missing = _("请写明退回的原因，例如“不属本单位职责，建议由县水利局承担”。")
        target.reason = written(self.reason, missing, "reason", 300)
        target.state = "declined"
        return act.save(target)


@dataclass(frozen=True)
class PassOn(OnAssignment):
    """转办 inside the unit, to an office or post; never to a named person. Raises `Invalid` without it."""

    code: ClassVar[str] = "delivery.assignment.pass_on"
    handler: str

    def change(self, target: Assignment, act: Act) -> Assignment:
        missing = _("请写明承办的科室或岗位，例如“水政科”。")
        target.handler = written(self.handler, missing, "handler", 60)
        return act.save(target)


@dataclass(frozen=True)
class Insist(OnAssignment):
    """不同意退回: the unit is asked again, with a new date to sign. Raises `Invalid` without a reason."""

    code: ClassVar[str] = "delivery.assignment.insist"
    reason: str

    def change(self, target: Assignment, act: Act) -> Assignment:
        target.reason = written(self.reason, _("请写明不同意退回的原因。"), "reason", 300)
        target.state = "sent"
        target.sign_by = sign_by(clock.today(), target.batch.sign_days)
        return act.save(target)


@dataclass(frozen=True)
class Reassign(OnAssignment):
    """改派: another unit is asked instead; the answer is the new assignment, linked to the old one.

    Its due date is the old one's unless another is given. Raises `Invalid` without a reason, for a unit that may not be
    asked or has the row in hand already, and for a due date that is past or too near without approval.
    """

    code: ClassVar[str] = "delivery.assignment.reassign"
    unit: Unit
    reason: str
    due: date | None = None
    approver: str = ""
    hurry: str = ""

    def change(self, target: Assignment, act: Act) -> Assignment:
        reason = written(self.reason, _("请写明改派的原因。"), "reason", 300)
        unit, today = usable(self.unit, target.jurisdiction_id), clock.today()
        if unit.pk == target.unit_id:
            raise Invalid(_("请改派给另一个单位；仍由原单位承担的，请用“不同意退回”。"), "unit")
        if target.parent_id is not None and unit.kind != UnitKind.TOWNSHIP:
            raise Invalid(_("分解给乡镇的事项只能改派给乡镇（街道）。"), "unit")
        if _in_hand(target, unit):
            raise Invalid(_("“%(unit)s”已有这一事项，没有重复下达。") % {"unit": unit.name}, "unit")
        due = not_past(self.due or target.due, today)
        approved([due], today, self.approver, self.hurry)
        new = Assignment.objects.get(pk=target.pk)
        instead = act.create(self._instead(new, target, unit, due))
        target.state, target.reason = "reassigned", reason
        act.save(target)
        return instead

    def _instead(self, new: Assignment, old: Assignment, unit: Unit, due: date) -> Assignment:
        today, number = clock.today(), Assignment.objects.filter(batch=old.batch, parent=None).count() + 1
        fresh = Assignment()
        new.pk, new.public_id, new.revision = None, fresh.public_id, fresh.revision
        new._state.adding = True
        new.code = f"{old.batch.code}-{number}"
        if old.parent is not None:
            new.code = f"{old.parent.code}.{old.parent.children.count() + 1}"
        new.unit, new.due, new.instead_of, new.state = unit, due, old, "sent"
        new.first_report = first_report(new.cadence, new.report_day, today, due)
        new.sent_at, new.sign_by = clock.now(), sign_by(today, old.batch.sign_days)
        new.reason = new.handler = new.handed_over = ""
        new.handed_over_at = new.signed_at = None
        new.why = _("经%(who)s批准：%(why)s") % {"who": self.approver, "why": self.hurry} if self.approver else ""
        return new


def _in_hand(target: Assignment, unit: Unit) -> bool:
    """Whether the unit has the same thing in hand already."""
    same = Assignment.objects.filter(unit=unit, state__in=OPEN)
    if target.parent_id is not None:
        return same.filter(parent=target.parent_id).exists()
    return target.row_id is not None and same.filter(row=target.row_id, parent=None).exists()


@dataclass(frozen=True)
class Withdraw(OnAssignment):
    """撤回, with what was divided among townships. Raises `Invalid` without a reason."""

    code: ClassVar[str] = "delivery.assignment.withdraw"
    reason: str

    def change(self, target: Assignment, act: Act) -> Assignment:
        reason = written(self.reason, _("请写明撤回的原因。"), "reason", 300)
        for child in Assignment.objects.filter(parent=target, state__in=OPEN).select_related("jurisdiction"):
            take_away(child, reason, act)
        return take_away(target, reason, act)


def take_away(target: Assignment, reason: str, act: Act) -> Assignment:
    """Withdraw one assignment."""
    target.state, target.reason = "withdrawn", reason
    return act.save(target)


@dataclass(frozen=True)
class HandOver(OnAssignment):
    """Mark as handed over to the supervision office, by the number of its paper. Raises `Invalid` without one."""

    code: ClassVar[str] = "delivery.assignment.hand_over"
    reference: str

    def change(self, target: Assignment, act: Act) -> Assignment:
        target.handed_over = written(self.reference, _("请写明移交督查的文号或函件。"), "reference", 120)
        target.handed_over_at = clock.now()
        return act.save(target)
