"""What of a plan's division can be handed out, what cannot and why, and what would be asked twice."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from gongjin.core import clock
from gongjin.core.periods import Period, PeriodError
from gongjin.delivery.queries.doubles import Candidate, Double, doubles_of
from gongjin.delivery.rules.dates import too_short
from gongjin.ledger.models import Cadence, Deadline, DivisionPart, Origin, Plan, PlanVersion, RowKind, Section
from gongjin.ledger.queries.division import Block, DivisionRow, blocks, division_rows
from gongjin.ledger.queries.division_gaps import Gaps, gaps_of
from gongjin.ledger.queries.plans import current_version
from gongjin.people.models import Unit

DAYS: Final[Mapping[str, int]] = {Cadence.WEEKLY: 5, Cadence.BY_EVENT: 0}
"""The day by which a report is due unless the plan says another; 25 of a month."""

MONTHS_END: Final = 25
MOST_WORDS: Final = 3000
_SAID: Final = (
    ("每周", Cadence.WEEKLY),
    ("每半年", Cadence.HALF_YEARLY),
    ("每季", Cadence.QUARTERLY),
    ("按季", Cadence.QUARTERLY),
    ("每月", Cadence.MONTHLY),
    ("按月", Cadence.MONTHLY),
    ("每年", Cadence.YEARLY),
)
_DAY: Final = re.compile(r"(\d{1,2})日")

NOBODY: Final = _("没有单位负责")
NO_SUM: Final = _("没有汇总单位")
NOT_FIXED: Final = _("分工还没有确定")


@dataclass(frozen=True, slots=True)
class Item:
    """A row for one unit. `due` is empty where neither the plan nor the office says it; `origin` is who says it."""

    row: DivisionRow
    unit: Unit
    part: str
    due: date | None
    origin: str
    cadence: str
    report_day: int
    doubles: tuple[Double, ...] = ()

    @property
    def key(self) -> str:
        """By what the form names it."""
        return f"{self.row.row.public_id}:{self.unit.public_id}"

    @property
    def part_label(self) -> str:
        return str(DivisionPart(self.part).label)

    @property
    def cadence_label(self) -> str:
        return str(Cadence(self.cadence).label)

    @property
    def past(self) -> bool:
        """Whether its due date lies before today."""
        return self.due is not None and self.due < clock.today()

    @property
    def hasty(self) -> bool:
        """Whether its due date leaves less than two working days."""
        return self.due is not None and not self.past and too_short(clock.today(), self.due)

    @property
    def sent(self) -> bool:
        """Whether the unit has this very row in hand."""
        return any(double.kind == "row" for double in self.doubles)

    @property
    def value(self) -> Decimal | None:
        """The figure that is asked, of a target."""
        return self.row.reading.value if self.row.row.kind == RowKind.TARGET else None


@dataclass(frozen=True, slots=True)
class NotReady:
    """A row that cannot be handed out, and why."""

    row: DivisionRow
    why: str | Promise


@dataclass(frozen=True, slots=True)
class Ready:
    """A plan's division as it can be handed out: `items` in the plan's order, `lacking` rows, the blocks to choose."""

    version: PlanVersion | None
    state: str
    items: tuple[Item, ...] = ()
    lacking: tuple[NotReady, ...] = ()
    blocks: tuple[Block, ...] = ()

    @property
    def units(self) -> list[Unit]:
        """The units that something is ready for, by reading."""
        found = {item.unit.pk: item.unit for item in self.items}
        return sorted(found.values(), key=lambda unit: (unit.sort_key, unit.pk))


def ready(plan: Plan) -> Ready:
    """What can be handed out, in a number of queries that does not grow with the rows."""
    version = current_version(plan)
    if version is None:
        return Ready(None, "")
    gaps = gaps_of(version)
    rows = division_rows(version, standing=gaps.standing)
    for row in rows:
        row.row.plan = plan  # its code is printed with each row
    if gaps.standing.state == "open":
        return Ready(version, "open")
    units = {unit.pk: unit for unit in Unit.objects.filter(pk__in={pk for row in rows for pk in row.entries})}
    dates, cadences = _said(version)
    items: list[Item] = []
    lacking: list[NotReady] = []
    for row in rows:
        why = _why_not(row, gaps)
        if why:
            lacking.append(NotReady(row, why))
        elif row.entries and not row.undivided:
            items += _items(row, units, dates, cadences)
    doubles = doubles_of(plan.jurisdiction, [candidate_of(item) for item in items])
    found = tuple(_doubled(item, doubles.get(place)) for place, item in enumerate(items))
    return Ready(version, gaps.standing.state, found, tuple(lacking), tuple(blocks(version, gaps)))


def candidate_of(item: Item) -> Candidate:
    """What the search for doubles needs of it."""
    row = item.row.row
    return Candidate(row.pk, row.plan_id, item.unit.pk, item.part, title_of(item))


def title_of(item: Item) -> str:
    """What the assignment is called: the row's name, or its words."""
    reading = item.row.reading
    named = reading.title if item.row.is_task else (reading.text or reading.title)
    return named.replace("\u2028", " ").strip()[:300]


def _doubled(item: Item, doubles: Sequence[Double] | None) -> Item:
    return replace(item, doubles=tuple(doubles)) if doubles else item


def _why_not(row: DivisionRow, gaps: Gaps) -> str | Promise:
    """Why a row cannot be handed out; empty where it can, or where nothing is to be handed out."""
    if not row.closed:
        return NOT_FIXED if row.is_task or row.entries else ""
    if row.is_task:
        if row.row.pk in gaps.unanswered_rows:
            return NOBODY
        return NO_SUM if row.row.pk in gaps.lacking_rows else ""
    lone = row.entries and row.task is not None and row.task.sums_up is None and not row.task.undivided
    return NO_SUM if lone else ""


def _items(
    row: DivisionRow,
    units: Mapping[int, Unit],
    dates: Mapping[int, date],
    cadences: Mapping[int, tuple[str, int]],
) -> list[Item]:
    due, origin = _due(row, dates)
    cadence, day = _cadence(row, cadences)
    order = list(DivisionPart.values)
    entries = sorted(row.entries.items(), key=lambda entry: order.index(entry[1]))
    return [Item(row, units[unit], part, due, origin, cadence, day) for unit, part in entries]


def _due(row: DivisionRow, dates: Mapping[int, date]) -> tuple[date | None, str]:
    """The row's own date, the office's before the plan's; else its task's."""
    for each in (row, row.task):
        if each is None:
            continue
        if each.values is not None and each.values.due is not None:
            return each.values.due, Origin.OFFICE.value
        if each.row.pk in dates:
            return dates[each.row.pk], Origin.PLAN.value
    return None, ""


def _cadence(row: DivisionRow, said: Mapping[int, tuple[str, int]]) -> tuple[str, int]:
    for each in (row, row.task):
        if each is None:
            continue
        plan = said.get(each.row.pk)
        if each.values is not None and each.values.cadence:
            same = plan is not None and plan[0] == each.values.cadence
            return (each.values.cadence, plan[1]) if plan and same else with_day(each.values.cadence)
        if plan is not None:
            return plan
    return with_day(Cadence.MONTHLY)


def with_day(cadence: str) -> tuple[str, int]:
    """A cadence with the day that is usual for it."""
    return str(cadence), DAYS.get(cadence, MONTHS_END)


def _said(version: PlanVersion) -> tuple[dict[int, date], dict[int, tuple[str, int]]]:
    """The last date and the cadence that the plan states for each row."""
    dates: dict[int, date] = {}
    cadences: dict[int, tuple[str, int]] = {}
    for deadline in Deadline.objects.filter(version=version).order_by("start", "pk"):
        day = last_day(deadline.date) if deadline.kind != "cadence" else None
        if day is not None:
            dates[deadline.row_id] = max(day, dates.get(deadline.row_id, day))
        cadence = _read_cadence(deadline.rule or deadline.text) if deadline.kind == "cadence" else None
        if cadence is not None:
            cadences.setdefault(deadline.row_id, cadence)
    return dates, cadences


def last_day(prefix: str) -> date | None:
    """The last day of an ISO prefix (2024, 2024-06, 2024-06-30); None for what is none."""
    try:
        return Period.parse(prefix).end
    except PeriodError:
        return None


def _read_cadence(text: str) -> tuple[str, int] | None:
    cadence = next((cadence for words, cadence in _SAID if words in text), None)
    if cadence is None:
        return None
    found = _DAY.search(text)
    day = int(found[1]) if found else 0
    return (cadence.value, day) if found and 1 <= day <= 31 and cadence != Cadence.WEEKLY else with_day(cadence)


def words_of(version: PlanVersion, items: Sequence[Item]) -> dict[int, str]:
    """What the plan says of each row: a task's whole passage, the words of the others."""
    text = PlanVersion.objects.values_list("text", flat=True).get(pk=version.pk)
    sections = Section.objects.filter(version=version).in_bulk()
    found = {}
    for item in items:
        reading = item.row.reading
        section = sections[reading.section_id]
        passage = text[section.start : section.body_end].strip() if item.row.is_task else reading.text
        found[item.row.row.pk] = (passage or reading.text or reading.title)[:MOST_WORDS]
    return found
