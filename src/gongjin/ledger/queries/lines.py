"""One line of the ledger put together: what the plan says of a row, who answers, and what the office settled."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from django.db.models import Case, IntegerField, Value, When

from gongjin.ledger.models import (
    Deadline,
    DivisionEntry,
    DivisionPart,
    OfficeValues,
    Origin,
    Reading,
    Responsibility,
    Row,
)
from gongjin.ledger.queries.row_groups import Group
from gongjin.ledger.typed_values import FIELDS

LEADS_FIRST: Final = Case(When(role="lead", then=Value(0)), default=Value(1), output_field=IntegerField())


@dataclass(frozen=True, slots=True)
class Stated:
    """A value as a page shows it: the one that counts, where it comes from, and what the plan says beside it."""

    text: str
    origin: str
    plan: str = ""
    also: int = 0

    @property
    def missing(self) -> bool:
        """Neither the plan nor the office says it."""
        return not self.text


@dataclass(frozen=True, slots=True)
class Line:
    """A row with its current reading. `inherited` units are those of the task or measure that the row stands in.

    `group` is where it stands in a list that is grouped.
    """

    reading: Reading
    responsibilities: tuple[Responsibility, ...]
    inherited: bool
    deadlines: tuple[Deadline, ...]
    entries: tuple[DivisionEntry, ...]
    office: OfficeValues | None
    group: Group | None = None

    @property
    def row(self) -> Row:
        return self.reading.row

    @property
    def open_ended(self) -> bool:
        """The plan's list of units ends in 等."""
        return any(item.open_ended for item in self.responsibilities)

    @property
    def sums_up(self) -> DivisionEntry | None:
        """Who sums up, by the office's division."""
        return next((entry for entry in self.entries if entry.part == DivisionPart.SUMS_UP), None)

    @property
    def due(self) -> Stated:
        """The last date that the plan states for the row itself, unless the office settled one."""
        stated = [deadline for deadline in self.deadlines if deadline.date]
        last = max(stated, key=lambda deadline: deadline.date, default=None)
        plan = last.date if last else ""
        settled = FIELDS["due"].of(self.office)
        origin = Origin.OFFICE if settled else (last.origin if last else "")
        return Stated(settled or plan, origin, last.text if last else "", max(0, len(stated) - 1))

    @property
    def cadence(self) -> Stated:
        """How often it is reported: the office's word; the plan's phrase (每月25日前) stands beside it."""
        said = next((deadline for deadline in self.deadlines if deadline.kind == "cadence"), None)
        settled = FIELDS["cadence"].of(self.office)
        plan = (said.rule or said.text) if said else ""
        return Stated(settled or plan, Origin.OFFICE if settled else (said.origin if said else ""), plan)

    def stated(self, name: str) -> Stated:
        """Metric, unit of measure, base, base period, period, note: the office's if settled, else the plan's."""
        settled = FIELDS[name].of(self.office)
        plan = _plan_value(self.reading, name)
        return Stated(settled or plan, Origin.OFFICE if settled else (self.reading.origin if plan else ""), plan)


def _plan_value(reading: Reading, name: str) -> str:
    if name == "note":
        return ""
    if name == "metric":
        return reading.title if reading.value is not None else ""
    kept = OfficeValues(**{name: getattr(reading, name)})
    return FIELDS[name].of(kept)


def assemble(readings: Sequence[Reading]) -> list[Line]:
    """The lines of some readings in their order, in at most six queries however many there are.

    The readings come with `row__plan` and `section` loaded.
    """
    if not readings:
        return []
    versions = {reading.version_id for reading in readings}
    above = _parents(versions, {reading.parent_id for reading in readings if reading.parent_id})
    rows = {reading.row_id for reading in readings}
    around = rows | set(above) | {parent for parent in above.values() if parent}
    named: dict[int, list[Responsibility]] = {}
    found = Responsibility.objects.filter(version__in=versions, row__in=around).select_related("unit")
    for item in found.order_by("row", "order", "pk"):
        named.setdefault(item.row_id, []).append(item)
    deadlines = _by_row(Deadline.objects.filter(version__in=versions, row__in=rows).order_by("start", "pk"))
    entries: dict[int, list[DivisionEntry]] = {}
    for entry in DivisionEntry.objects.filter(row__in=rows).select_related("unit").order_by("pk"):
        entries.setdefault(entry.row_id, []).append(entry)
    office = {values.row_id: values for values in OfficeValues.objects.filter(row__in=rows)}
    lines = []
    for reading in readings:
        own = named.get(reading.row_id, [])
        parent = reading.parent_id
        answer = own or named.get(parent or 0, []) or named.get(above.get(parent or 0) or 0, [])
        lines.append(
            Line(
                reading,
                tuple(answer),
                bool(answer) and not own,
                tuple(deadlines.get(reading.row_id, ())),
                tuple(entries.get(reading.row_id, ())),
                office.get(reading.row_id),
            )
        )
    return lines


def _parents(versions: set[int], rows: set[int]) -> dict[int, int | None]:
    """For rows that others stand in: the row that they stand in themselves."""
    found = Reading.objects.filter(version__in=versions, row__in=rows).order_by()
    return dict(found.values_list("row", "parent"))


def _by_row(deadlines: Iterable[Deadline]) -> dict[int, list[Deadline]]:
    found: dict[int, list[Deadline]] = {}
    for deadline in deadlines:
        found.setdefault(deadline.row_id, []).append(deadline)
    return found
