"""What a bulk act would change: computed for a preview, applied only when confirmed. Nothing is written here."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field

from gongjin.ledger.actions.previewed import PART, UNDIVIDED, YES, Change
from gongjin.ledger.models import DivisionPart, OfficeValues, PlanVersion
from gongjin.ledger.queries.division import DivisionRow, division_rows
from gongjin.ledger.typed_values import FIELDS
from gongjin.people.models import Unit


@dataclass
class Proposal:
    """The changes of a bulk act and its counts.

    `set` cells were empty, `replaced` held something else, `same` are so already, `moved` tasks get another unit that
    sums up (the one before then does its part), `skipped` rows are none that this can be said of.
    """

    changes: list[Change] = field(default_factory=list)
    rows: dict[str, DivisionRow] = field(default_factory=dict)
    set: int = 0
    replaced: int = 0
    same: int = 0
    moved: int = 0
    skipped: int = 0
    closed: int = 0

    def put(self, row: DivisionRow, name: str, unit: str, was: str, now: str) -> None:
        """Add one change, unless it is so already."""
        self.rows[row.key] = row
        if was == now:
            self.same += 1
            return
        self.changes.append(Change(row.key, name, unit, was, now))
        if was:
            self.replaced += 1
        else:
            self.set += 1

    @property
    def row_count(self) -> int:
        """How many rows change."""
        return len({change.row for change in self.changes})


Step = Callable[[Proposal, DivisionRow, dict[int, Unit]], None]


def propose(version: PlanVersion, keys: Iterable[str] | None, units: Sequence[Unit], steps: Sequence[Step]) -> Proposal:
    """Run the steps over the chosen rows (None for all) that are open; `units` are those that the steps may name."""
    proposal = Proposal()
    by_id = {unit.pk: unit for unit in units}
    for row in division_rows(version, keys=keys):
        if row.closed:
            proposal.closed += 1
            continue
        for step in steps:
            step(proposal, row, by_id)
    return proposal


def give_part(unit: Unit, part: str) -> Step:
    """Give one unit a part in each row, or take it away with an empty part."""

    def step(proposal: Proposal, row: DivisionRow, units: dict[int, Unit]) -> None:
        was = row.entries.get(unit.pk, "")
        if row.undivided and part:
            proposal.skipped += 1
            return
        if part == DivisionPart.SUMS_UP:
            if not row.is_task:
                proposal.skipped += 1
                return
            before = row.sums_up
            if before is not None and before != unit.pk:
                proposal.moved += 1
                former = str(units[before].public_id)
                proposal.rows[row.key] = row
                proposal.changes.append(Change(row.key, PART, former, DivisionPart.SUMS_UP, DivisionPart.DOES))
        proposal.put(row, PART, str(unit.public_id), was, part)

    return step


def set_value(name: str, value: str) -> Step:
    """Set a value of each row, typed as in a form; an empty one clears it. Raises `Invalid` for what is no value."""

    def step(proposal: Proposal, row: DivisionRow, units: dict[int, Unit]) -> None:
        known = FIELDS[name]
        now = known.of(OfficeValues(**{name: known.read(value, row.row.kind)}))
        proposal.put(row, name, "", known.of(row.values), now)

    return step


def take_over_plan(proposal: Proposal, row: DivisionRow, units: dict[int, Unit]) -> None:
    """Give the units that the plan itself names for a row the part that their role says, in empty cells only.

    The one lead that the plan names sums up its task; without one, or with several, nobody is made to. A task that is
    left undivided stays so.
    """
    if row.undivided:
        proposal.skipped += 1
        return
    leads = {said.unit for said in row.said if said.role == "lead" and said.unit is not None}
    lead = next(iter(leads)) if len(leads) == 1 and row.is_task and row.sums_up is None else None
    proposal.skipped += sum(said.unit is None for said in row.said)
    for unit, role in row.role_of.items() if row.said else ():
        if unit not in units or role == "supervise":
            proposal.skipped += 1
        elif unit in row.entries:
            proposal.same += 1
        else:
            part = DivisionPart.COOPERATES if role == "cooperate" else DivisionPart.DOES
            part = DivisionPart.SUMS_UP if unit == lead else part
            proposal.put(row, PART, str(units[unit].public_id), "", part)


def take_suggestion(proposal: Proposal, row: DivisionRow, units: dict[int, Unit]) -> None:
    """Confirm the suggested unit that sums up, for tasks that have none."""
    suggested = row.suggested
    if suggested is not None and suggested[0] in units:
        unit = suggested[0]
        proposal.put(row, PART, str(units[unit].public_id), row.entries.get(unit, ""), DivisionPart.SUMS_UP)


def leave_undivided(unanswered: Collection[int]) -> Step:
    """Mark the tasks among these rows that nobody answers for (`Gaps.unanswered_rows`) as left undivided (不分工)."""

    def step(proposal: Proposal, row: DivisionRow, units: dict[int, Unit]) -> None:
        if row.undivided:
            proposal.same += 1
        elif row.row.pk in unanswered:
            proposal.put(row, UNDIVIDED, "", "", YES)
        else:
            proposal.skipped += 1

    return step


def divide_again(proposal: Proposal, row: DivisionRow, units: dict[int, Unit]) -> None:
    """Take the mark away again: the task is to be divided like the others."""
    if row.undivided:
        proposal.put(row, UNDIVIDED, "", YES, "")
    else:
        proposal.skipped += 1
