"""下达: hand out any number of assignments as one act."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import ClassVar
from uuid import UUID

from django.utils.translation import gettext as _

from gongjin.audit.actions import Act, Action
from gongjin.audit.actors import Actor
from gongjin.audit.errors import Conflict, Invalid
from gongjin.audit.states import StateTable
from gongjin.core import clock
from gongjin.delivery import states
from gongjin.delivery.actions.said import approved, not_past, short, usable, written
from gongjin.delivery.models import Assignment, Authority, Batch
from gongjin.delivery.queries.doubles import Candidate, doubles_of
from gongjin.delivery.rules.dates import first_report, is_day_of, sign_by
from gongjin.ledger.models import Cadence, DivisionEntry, DivisionPart, Row
from gongjin.ledger.queries.division_gaps import Standing, standing_of
from gongjin.people.models import Jurisdiction, Unit

MOST_SIGN_DAYS = 30


@dataclass(frozen=True)
class Asked:
    """One thing asked of one unit. `why` is the reason to send it although it looks asked already."""

    unit: Unit
    title: str
    due: date
    cadence: str
    report_day: int
    authority: str
    reference: str
    dated: date
    text: str
    row: Row | None = None
    part: str = DivisionPart.SUMS_UP.value
    value: Decimal | None = None
    unit_of_measure: str = ""
    evidence: str = ""
    why: str = ""

    @property
    def candidate(self) -> Candidate:
        """What the search for doubles needs of it."""
        plan = self.row.plan_id if self.row else None
        return Candidate(self.row.pk if self.row else None, plan, self.unit.pk, self.part, self.title)


@dataclass(frozen=True)
class SendBatch(Action[Batch]):
    """Hand out assignments.

    Raises `Conflict` when this page was sent before or the division says something else by now, and `Invalid` for
    nothing to send, what is not complete, what falls due at short notice without approval, and what is asked of the
    unit already without a reason to ask all the same.
    """

    code: ClassVar[str] = "delivery.batch.send"
    table: ClassVar[StateTable] = states.BATCH
    jurisdiction: Jurisdiction
    once: UUID
    asked: tuple[Asked, ...]
    sign_days: int
    note: str = ""
    approver: str = ""
    hurry: str = ""

    def new(self, actor: Actor) -> Batch:
        return Batch(jurisdiction=self.jurisdiction, once=self.once)

    def change(self, target: Batch, act: Act) -> Batch:
        if Batch.objects.filter(once=self.once).exists():
            raise Conflict(_("这一批已经下达，没有重复下达。"))
        if not self.asked:
            raise Invalid(_("没有选中要下达的事项。"))
        if not 1 <= self.sign_days <= MOST_SIGN_DAYS:
            raise Invalid(_("签收期限请填 1 至 %(n)d 个工作日。") % {"n": MOST_SIGN_DAYS}, "sign_days")
        today = clock.today()
        self._check(today)
        now = clock.now()
        target.code = self._code(today.year)
        target.note = short(self.note, "note", 500)
        target.approver = short(self.approver, "approver", 60)
        target.hurry = short(self.hurry, "hurry", 300)
        target.sent_at, target.sent_by, target.sign_days = now, act.actor.actor_id, self.sign_days
        batch = act.create(target)
        limit = sign_by(today, self.sign_days)
        made = (self._assignment(batch, number, asked, limit) for number, asked in enumerate(self.asked, 1))
        act.create_all(made)
        return batch

    def _assignment(self, batch: Batch, number: int, asked: Asked, limit: date | None) -> Assignment:
        made = Assignment(
            jurisdiction=self.jurisdiction,
            batch=batch,
            code=f"{batch.code}-{number}",
            row=asked.row,
            unit=asked.unit,
            part=asked.part,
            title=asked.title.strip(),
            due=asked.due,
            cadence=asked.cadence,
            report_day=asked.report_day,
            first_report=first_report(asked.cadence, asked.report_day, clock.today(), asked.due),
            evidence=asked.evidence.strip(),
            unit_of_measure=asked.unit_of_measure,
            authority=asked.authority,
            authority_reference=asked.reference.strip(),
            authority_date=asked.dated,
            authority_text=asked.text.strip(),
            why=asked.why.strip(),
            sent_at=batch.sent_at,
            sign_by=limit,
        )
        made.value = asked.value
        return made

    def _code(self, year: int) -> str:
        """The next number of the year; who writes holds the chain, so that no two take the same."""
        found = Batch.objects.filter(jurisdiction=self.jurisdiction, code__startswith=f"{year}-").count()
        return f"{year}-{found + 1}"

    def _check(self, today: date) -> None:
        for asked in self.asked:
            _complete(asked, self.jurisdiction.pk, today)
        rows = {asked.row.pk: asked.row for asked in self.asked if asked.row}
        standings = {plan: standing_of(plan) for plan in {row.plan_id for row in rows.values()}}
        found = DivisionEntry.objects.filter(row__in=rows).values_list("row_id", "unit_id", "part")
        parts = {(row, unit): part for row, unit, part in found}
        current = set(Row.objects.filter(pk__in=rows, state="current").values_list("pk", flat=True))
        seen: set[tuple[int, int]] = set()
        for asked in self.asked:
            if asked.row is not None:
                _as_divided(asked, asked.row, parts, current, standings)
                if (asked.row.pk, asked.unit.pk) in seen:
                    raise Invalid(_("同一批中有重复的事项：%(what)s。") % {"what": _named(asked)})
                seen.add((asked.row.pk, asked.unit.pk))
        approved([asked.due for asked in self.asked], today, self.approver, self.hurry)
        doubles = doubles_of(self.jurisdiction, [asked.candidate for asked in self.asked])
        again = [asked for place, asked in enumerate(self.asked) if doubles.get(place) and not asked.why.strip()]
        if again:
            message = _("有 %(n)d 项可能重复下达，例如 %(what)s。请写明仍然下达的原因，或者不下达。")
            raise Invalid(message % {"n": len(again), "what": _named(again[0])}, "why")

    def payload(self) -> dict[str, object]:
        asked = [
            {
                "row": str(item.row.public_id) if item.row else "",
                "unit": str(item.unit.public_id),
                "part": item.part,
                "due": item.due.isoformat(),
                "why": item.why,
            }
            for item in self.asked
        ]
        said = {"note": self.note, "approver": self.approver, "hurry": self.hurry, "sign_days": self.sign_days}
        return {"once": str(self.once), "asked": asked, **said}


def _named(asked: Asked) -> str:
    return f"{asked.unit.name}“{asked.title[:20]}”"


def _complete(asked: Asked, jurisdiction: int, today: date) -> None:
    usable(asked.unit, jurisdiction)
    written(asked.title, _("请写明交办的事项。"), "title", 300)
    not_past(asked.due, today)
    if asked.part not in DivisionPart.values:
        raise Invalid(_("请选择单位承担的分工。"), "part")
    if asked.cadence not in Cadence.values or not is_day_of(asked.cadence, asked.report_day):
        raise Invalid(_("填报周期和填报日不相符，请检查。"), "report_day")
    if asked.authority not in Authority.values or (asked.authority == Authority.PLAN) != (asked.row is not None):
        raise Invalid(_("请选择来源依据。"), "authority")
    written(asked.reference, _("请写明依据的文号或名称。"), "reference", 200)
    written(asked.text, _("请写明依据的内容，例如批示或议定的原话。"), "text", 5000)
    if asked.dated > today:
        raise Invalid(_("依据的日期不能晚于今天。"), "dated")
    short(asked.evidence, "evidence", 300)
    short(asked.why, "why", 300)


def _as_divided(
    asked: Asked,
    row: Row,
    parts: Mapping[tuple[int, int], str],
    current: set[int],
    standings: Mapping[int, Standing],
) -> None:
    """Raises what `SendBatch` raises for a row that is not (or no longer) divided so."""
    if row.plan.jurisdiction_id != asked.unit.jurisdiction_id:
        raise Invalid(_("所选条目不属于本辖区。"))
    settled = row.pk in current and standings[row.plan_id].closed(row.pk)
    if not settled or parts.get((row.pk, asked.unit.pk)) != asked.part:
        raise Conflict(_("“%(what)s”的分工在预览之后有改动，没有下达。请刷新后再看。") % {"what": row})
