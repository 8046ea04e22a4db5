"""Settling who does what, fixing the division, extending it with a version's new rows, and opening it again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext as _

from gongjin.audit.actions import Act, Action
from gongjin.audit.errors import Invalid
from gongjin.audit.states import StateTable
from gongjin.ledger import states
from gongjin.ledger.actions.division_cells import Settling, named
from gongjin.ledger.actions.previewed import Change
from gongjin.ledger.models import Division, Plan, Row, RowInDivision
from gongjin.ledger.queries.division_gaps import gaps_of
from gongjin.ledger.queries.plans import current_version


@dataclass(frozen=True)
class SettleDivision(Action[Division]):
    """Set, change or clear any number of cells and office values as one act.

    Raises `Conflict` naming the rows where somebody changed a cell after the author saw it, `WrongState` for rows that
    the fixed part of an extended division holds, and `Invalid` for a row or unit that may not be used, two units that
    sum up one task, units for a task left undivided, a value that is none, or nothing to change.
    """

    code: ClassVar[str] = "ledger.division.settle"
    table: ClassVar[StateTable] = states.DIVISION
    changes: tuple[Change, ...]

    def change(self, target: Division, act: Act) -> Division:
        Settling(target.plan, self.changes).carry_out(act)
        return act.save(target)

    def payload(self) -> dict[str, object]:
        return {"changes": [change._asdict() for change in self.changes]}


@dataclass(frozen=True)
class FixDivision(Action[Division]):
    """Fix the division after comment, or again with the rows that a version added.

    Raises `Invalid` while a task that somebody answers for lacks who sums up and no note says why.
    """

    code: ClassVar[str] = "ledger.division.fix"
    table: ClassVar[StateTable] = states.DIVISION
    note: str = ""

    def change(self, target: Division, act: Act) -> Division:
        version = current_version(target.plan)
        lacking = gaps_of(version).lacking if version is not None else ()
        if lacking and not self.note.strip():
            message = _("还有 %(n)d 项任务没有汇总单位：%(codes)s。请补上，或写明原因后再确定。")
            raise Invalid(message % {"n": len(lacking), "codes": named([task.code for task in lacking])}, "note")
        no_longer_added(target.plan, act)
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
        no_longer_added(target.plan, act)
        target.state = "open"
        return act.save(target)


def no_longer_added(plan: Plan, act: Act) -> None:
    """Let the plan's added rows be rows like the others: the division is fixed with them, or wholly open."""
    for mark in RowInDivision.objects.filter(row__plan=plan, added=True):
        mark.added = False
        act.save(mark)


def extend_division(plan: Plan, new: Iterable[Row], act: Act) -> None:
    """Give a plan its division when its first version is published; to a fixed one add the new rows, which are open.

    What was settled for the rows that stayed is not touched. A division all of whose added rows are gone again is
    fixed as before.
    """
    division = Division.objects.filter(plan=plan).first()
    if division is None:
        act.create(Division(plan=plan))
    elif division.state != "open":
        act.create_all(RowInDivision(row=row, added=True) for row in new)
        added = RowInDivision.objects.filter(row__plan=plan, row__state="current", added=True).exists()
        state = "extended" if added else "fixed"
        if state != division.state:
            division.state = state
            act.save(division)
