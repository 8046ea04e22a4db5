"""Everything about one unit in the current plans: what it answers for, sums up, belongs to, and has to reach."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from gongjin.ledger.models import (
    DivisionEntry,
    DivisionPart,
    Part,
    Plan,
    PlanVersion,
    Reading,
    Responsibility,
    TaskForceMember,
)
from gongjin.ledger.queries.light import around
from gongjin.ledger.queries.lines import Line, assemble
from gongjin.people.models import Jurisdiction, Unit

ROLES = ("lead", "responsible", "cooperate", "supervise")


@dataclass(frozen=True, slots=True)
class Answer:
    """A row that the unit is named for, as the plan writes it."""

    line: Line
    written: str
    role: str
    open_ended: bool
    inferred: bool


@dataclass(frozen=True, slots=True)
class TargetPart:
    """What the unit has to reach of a target; `reading` is None once no current version has the target."""

    part: Part
    reading: Reading | None


@dataclass(frozen=True, slots=True)
class UnitDetail:
    """A unit's page. `answers` by role in the order of the words, `entries` by part of the division."""

    unit: Unit
    plans: list[Plan]
    answers: dict[str, list[Answer]]
    entries: dict[str, list[Line]]
    parts: list[TargetPart]
    memberships: list[TaskForceMember]
    written: list[str]

    @property
    def empty(self) -> bool:
        return not (self.answers or self.entries or self.parts or self.memberships)


def unit_by_id(of: Jurisdiction, public_id: UUID) -> Unit | None:
    """A unit of this government with its other names."""
    found = Unit.objects.filter(jurisdiction=of, public_id=public_id)
    return found.select_related("parent").prefetch_related("aliases").first()


def unit_detail(unit: Unit, plan: str = "") -> UnitDetail:
    """Everything about a unit, of one plan (by its code) or all, with a number of queries that does not grow."""
    named = Responsibility.objects.filter(unit=unit, version__state="published")
    divided = DivisionEntry.objects.filter(unit=unit, row__state="current").order_by("pk")
    parts = Part.objects.filter(unit=unit).select_related("parts__row__plan").order_by("pk")
    members = (
        TaskForceMember.objects.filter(unit=unit, version__state="published")
        .select_related("version__plan")
        .defer(*PlanVersion.HEAVY)
    )
    plans = Plan.objects.filter(jurisdiction=unit.jurisdiction_id, versions__state="published").distinct()
    if plan:
        named, divided = named.filter(row__plan__code=plan), divided.filter(row__plan__code=plan)
        parts, members = parts.filter(parts__row__plan__code=plan), members.filter(version__plan__code=plan)
    answering, given, shares = list(named), list(divided), list(parts)
    wanted = {item.row_id for item in answering} | {item.row_id for item in given}
    wanted |= {item.parts.row_id for item in shares}
    readings = Reading.objects.filter(version__state="published", row__in=wanted)
    lines = assemble(list(around(readings).order_by("row__plan__code", "order", "pk")))
    by_row = {line.reading.row_id: line for line in lines}
    place = {row: number for number, row in enumerate(by_row)}
    answers: dict[str, list[Answer]] = {}
    for role in ROLES:
        of_role = sorted((r for r in answering if r.role == role and r.row_id in by_row), key=lambda r: place[r.row_id])
        found = [Answer(by_row[r.row_id], r.written, role, r.open_ended, r.inferred) for r in of_role]
        if found:
            answers[role] = found
    entries: dict[str, list[Line]] = {}
    for part in DivisionPart.values:
        rows = sorted((e.row_id for e in given if e.part == part and e.row_id in by_row), key=lambda row: place[row])
        if rows:
            entries[part] = [by_row[row] for row in rows]
    targets = [
        TargetPart(share, by_row[share.parts.row_id].reading if share.parts.row_id in by_row else None)
        for share in shares
    ]
    memberships = list(members)
    written = {item.written for item in answering} | {item.written for item in memberships}
    return UnitDetail(unit, list(plans.order_by("-code")), answers, entries, targets, memberships, sorted(written))
