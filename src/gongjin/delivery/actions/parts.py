"""分解: a unit divides what it signed for among townships, and takes a part back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import ClassVar

from django.utils.translation import gettext as _

from gongjin.audit.actions import Act
from gongjin.audit.errors import Invalid
from gongjin.core import clock
from gongjin.delivery.actions.assignments import OnAssignment, take_away
from gongjin.delivery.actions.said import not_past, usable, written
from gongjin.delivery.models import Assignment
from gongjin.delivery.rules.dates import first_report, sign_by, too_short
from gongjin.delivery.states import OPEN
from gongjin.ledger.models import DivisionPart, Parts, PartsRule, Reading, RowKind
from gongjin.ledger.parts_check import check_parts, default_rule
from gongjin.ledger.queries.row_page import current_reading
from gongjin.people.models import Unit, UnitKind


@dataclass(frozen=True)
class Share:
    """A township's share; `value` where figures are divided."""

    unit: Unit
    value: Decimal | None = None


@dataclass(frozen=True)
class Divide(OnAssignment):
    """Hand parts on to townships, by the due date of the whole or an earlier one.

    Raises `Invalid` for no share, a unit that is no township or has its share already, figures that do not add up to
    the whole where its rule says so, a due date after the whole's, past or too near, and for what is a part itself.
    """

    code: ClassVar[str] = "delivery.assignment.divide"
    shares: tuple[Share, ...]
    due: date | None = None

    def change(self, target: Assignment, act: Act) -> Assignment:
        if target.parent_id is not None:
            raise Invalid(_("分解来的事项不再往下分解。"))
        if not self.shares:
            raise Invalid(_("请选择要分解到的乡镇（街道）。"), "unit")
        before = list(Assignment.objects.filter(parent=target, state__in=OPEN))
        self._townships(target, {child.unit_id for child in before})
        due = self._due(target)
        check_shares(target, [child.value for child in before] + [share.value for share in self.shares])
        number = Assignment.objects.filter(parent=target).count()
        act.create_all(
            _part(target, f"{target.code}.{number + place}", share, due) for place, share in enumerate(self.shares, 1)
        )
        return act.save(target)

    def _townships(self, target: Assignment, have: set[int]) -> None:
        for share in self.shares:
            unit = usable(share.unit, target.jurisdiction_id)
            if unit.kind != UnitKind.TOWNSHIP or unit.pk == target.unit_id:
                raise Invalid(_("“%(unit)s”不是可以分解到的乡镇（街道）。") % {"unit": unit.name}, "unit")
            if unit.pk in have:
                raise Invalid(_("“%(unit)s”已经分解过，没有重复分解。") % {"unit": unit.name}, "unit")
            have.add(unit.pk)

    def _due(self, target: Assignment) -> date:
        due, today = not_past(self.due or target.due, clock.today()), clock.today()
        if due > target.due:
            raise Invalid(_("乡镇的时限不能晚于本单位的时限 %(due)s。") % {"due": target.due.isoformat()}, "due")
        if too_short(today, due):
            raise Invalid(_("离时限不足两个工作日，不再往下分解；如确需分解，请联系专班办公室。"), "due")
        return due

    def payload(self) -> dict[str, object]:
        shares = [
            {"unit": str(share.unit.public_id), "value": None if share.value is None else str(share.value)}
            for share in self.shares
        ]
        return {"shares": shares, "due": self.due.isoformat() if self.due else ""}


def _part(whole: Assignment, code: str, share: Share, due: date) -> Assignment:
    today = clock.today()
    made = Assignment(
        jurisdiction=whole.jurisdiction,
        batch=whole.batch,
        code=code,
        row=whole.row,
        unit=share.unit,
        part=DivisionPart.DOES,
        title=whole.title,
        due=due,
        cadence=whole.cadence,
        report_day=whole.report_day,
        first_report=first_report(whole.cadence, whole.report_day, today, due),
        evidence=whole.evidence,
        unit_of_measure=whole.unit_of_measure,
        authority=whole.authority,
        authority_reference=whole.authority_reference,
        authority_date=whole.authority_date,
        authority_text=whole.authority_text,
        sent_at=clock.now(),
        sign_by=sign_by(today, whole.batch.sign_days),
        parent=whole,
    )
    made.value = share.value
    return made


@dataclass(frozen=True)
class TakeBack(OnAssignment):
    """收回: a part is withdrawn from its township, also one that was declined. Raises `Invalid` without a reason."""

    code: ClassVar[str] = "delivery.assignment.take_back"
    child: Assignment
    reason: str

    def change(self, target: Assignment, act: Act) -> Assignment:
        reason = written(self.reason, _("请写明收回的原因。"), "reason", 300)
        child = Assignment.objects.filter(parent=target, pk=self.child.pk, state__in=OPEN).first()
        if child is None:
            raise Invalid(_("这一项不在本事项分解的范围内，或者已经收回。"))
        take_away(child, reason, act)
        return act.save(target)


def divided_reading(target: Assignment) -> Reading | None:
    """What the plan says of the figure that an assignment divides; None where there is none."""
    if target.row is None or target.row.kind != RowKind.TARGET:
        return None
    return current_reading(target.row)


def rule_of(target: Assignment, reading: Reading) -> str:
    """How the shares make the whole."""
    stated = Parts.objects.filter(row=target.row_id).first()
    return stated.rule if stated else default_rule(reading)


def check_shares(target: Assignment, values: list[Decimal | None]) -> None:
    """Raises `Invalid` if figures are lacking, or do not make the whole by the target's rule."""
    reading = divided_reading(target)
    if reading is None:
        return
    rule = rule_of(target, reading)
    figures = [value for value in values if value is not None]
    if rule == PartsRule.SUM and len(figures) < len(values):
        raise Invalid(_("这一目标按合计分解，请填写每个乡镇的数额。"), "value")
    check = check_parts(rule, reading, figures)
    if not check.holds:
        raise Invalid(check.sentence, "value")
