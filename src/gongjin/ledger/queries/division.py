"""What the pages and sheets of the division show: rows by block, the units concerned, both origins side by side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import Case, Count, IntegerField, Min, QuerySet, Value, When

from gongjin.ledger.models import (
    Deadline,
    Division,
    DivisionEntry,
    DivisionPart,
    OfficeValues,
    Plan,
    PlanVersion,
    Reading,
    Responsibility,
    Row,
    RowKind,
    Section,
)
from gongjin.ledger.queries.division_gaps import Gaps, Standing, standing_of
from gongjin.ledger.typed_values import FIELDS
from gongjin.people.models import Unit

PAGE = 100
ROLE_ORDER = ("lead", "responsible", "cooperate", "supervise")


@dataclass(frozen=True, slots=True)
class Block:
    """A top section of the version: how many rows it holds, and how many of its tasks lack who sums up."""

    section: Section
    sections: tuple[int, ...]
    rows: int
    tasks: int
    lacking: int


@dataclass(frozen=True, slots=True)
class PlanUnit:
    """What the plan says of one unit for a row. `unit` is None where a name is matched to nobody in the directory."""

    unit: int | None
    written: str
    role: str
    open_ended: bool


@dataclass(frozen=True)
class DivisionRow:
    """One row: the plan's words, what the plan says of units and dates, and what the office settled.

    `closed` rows are held by a division that is fixed; `added` ones came after it was fixed and are open; `undivided`
    tasks are left with nobody.
    """

    row: Row
    reading: Reading
    top: Section
    task: DivisionRow | None
    said: tuple[PlanUnit, ...] = ()
    plan_due: str = ""
    entries: dict[int, str] = field(default_factory=dict)
    values: OfficeValues | None = None
    closed: bool = False
    added: bool = False
    undivided: bool = False

    @property
    def key(self) -> str:
        return str(self.row.public_id)

    @property
    def code(self) -> str:
        return self.row.code

    @property
    def title(self) -> str:
        """Its name, or its words where it has no name of its own."""
        return self.reading.title or self.reading.text.replace("\u2028", " ")

    @property
    def is_task(self) -> bool:
        return self.row.kind == RowKind.TASK

    @property
    def due(self) -> str:
        return FIELDS["due"].of(self.values)

    @property
    def cadence(self) -> str:
        return FIELDS["cadence"].of(self.values)

    @property
    def note(self) -> str:
        return FIELDS["note"].of(self.values)

    @cached_property
    def in_force(self) -> tuple[PlanUnit, ...]:
        """The plan's units of the row; of its task, where the row names none of its own."""
        return self.said or (self.task.said if self.task else ())

    @property
    def inherited(self) -> bool:
        """Whether the plan's units are those of the task."""
        return not self.said and self.task is not None

    @cached_property
    def role_of(self) -> dict[int, str]:
        """The plan's role of each unit; of two roles the one that binds more."""
        found: dict[int, str] = {}
        for said in self.in_force:
            if said.unit is not None:
                known = found.get(said.unit, said.role)
                found[said.unit] = min(known, said.role, key=_rank)
        return found

    @property
    def sums_up(self) -> int | None:
        """The unit that sums up, if the office has named one."""
        return next((unit for unit, part in self.entries.items() if part == DivisionPart.SUMS_UP), None)

    @property
    def suggested(self) -> tuple[int, str] | None:
        """A unit that may be asked to sum up and why: 'lead' if the plan names one lead, 'first' the first listed.

        A suggestion only, for a task without one: it takes effect when the office confirms it.
        """
        if not self.is_task or self.sums_up is not None or self.undivided or self.closed:
            return None
        leads = [said.unit for said in self.said if said.role == "lead" and said.unit is not None]
        if len(set(leads)) == 1:
            return leads[0], "lead"
        first = next((said.unit for said in self.said if said.role in ("lead", "responsible")), None)
        return (first, "first") if first is not None else None


def _rank(role: str) -> int:
    return ROLE_ORDER.index(role) if role in ROLE_ORDER else len(ROLE_ORDER)


def division_of(plan: Plan) -> Division | None:
    """The plan's division, or None before a version is published."""
    return Division.objects.filter(plan=plan).select_related("plan__jurisdiction").first()


def _readings(version: PlanVersion) -> QuerySet[Reading, Reading]:
    """The readings of the rows in force, as they stand in the document, a task before what it holds."""
    task_first = Case(When(row__kind=RowKind.TASK, then=Value(0)), default=Value(1), output_field=IntegerField())
    return (
        Reading.objects.filter(version=version, row__state="current")
        .select_related("row")
        .order_by("section__order", task_first, "start", "-end", "order")
    )


def blocks(version: PlanVersion, gaps: Gaps) -> list[Block]:
    """The top sections that hold rows, in order; `gaps` are those of the version."""
    sections = {section.pk: section for section in Section.objects.filter(version=version).order_by("order")}
    rows = Reading.objects.filter(version=version, row__state="current").order_by()
    counts: Counter[int] = Counter()
    tasks: Counter[int] = Counter()
    for section_id, kind, count in rows.values_list("section_id", "row__kind").annotate(Count("pk")):
        counts[section_id] += count
        tasks[section_id] += count if kind == RowKind.TASK else 0
    below: dict[int, list[int]] = {}
    for section in sections.values():
        below.setdefault(_top(section, sections).pk, []).append(section.pk)
    found: list[Block] = []
    for top, inner in below.items():
        among = (counts, tasks, gaps.by_section)
        rows_in, tasks_in, lacking_in = (sum(each[pk] for pk in inner) for each in among)
        if rows_in:
            found.append(Block(sections[top], tuple(inner), rows_in, tasks_in, lacking_in))
    return found


def _top(section: Section, sections: dict[int, Section]) -> Section:
    while section.parent_id is not None:
        section = sections[section.parent_id]
    return section


def units_concerned(version: PlanVersion) -> list[Unit]:
    """The units that the version names or that the office gave something to: the plan's order first, then by name."""
    named = (
        Responsibility.objects.filter(version=version, unit__isnull=False)
        .values_list("unit_id")
        .order_by("unit_id")
        .annotate(first=Min("start"))
    )
    place = {unit: start for unit, start in named if unit is not None}
    given = (
        DivisionEntry.objects.filter(row__plan_id=version.plan_id, row__state="current")
        .order_by()
        .values_list("unit_id")
    )
    units = Unit.objects.filter(pk__in={*place, *(unit for (unit,) in given.distinct())})
    return sorted(units, key=lambda unit: (place.get(unit.pk, 10**9), unit.sort_key, unit.pk))


def units_to_add(plan: Plan) -> QuerySet[Unit, Unit]:
    """The units in use of the plan's government, by reading."""
    return Unit.objects.filter(jurisdiction_id=plan.jurisdiction_id, active=True).order_by("sort_key", "pk")


def division_rows(
    version: PlanVersion,
    *,
    block: Block | None = None,
    keys: Iterable[str] | None = None,
    start: int = 0,
    count: int | None = None,
    standing: Standing | None = None,
) -> list[DivisionRow]:
    """Rows with everything that the division knows of them, in a number of queries that does not grow with the rows.

    Of a block, of public ids `keys`, or all; `start` and `count` cut a page out of them. `standing` is the division's,
    if it is known already.
    """
    readings = _readings(version)
    if block is not None:
        readings = readings.filter(section__in=block.sections)
    if keys is not None:
        readings = readings.filter(row__public_id__in=set(keys))
    page = list(readings[start : None if count is None else start + count])
    return _Assembly(version, page, standing or standing_of(version.plan_id)).rows()


class _Assembly:
    """Puts together what several tables say of the same rows."""

    def __init__(self, version: PlanVersion, page: Sequence[Reading], standing: Standing) -> None:
        self._page = page
        self._task_of = _task_of(version, page)
        self._sections = {section.pk: section for section in Section.objects.filter(version=version)}
        # A page may begin inside a task: what the plan says of that task is needed all the same.
        away = set(self._task_of.values()) - {reading.row_id for reading in page}
        self._away = list(_readings(version).filter(row__in=away)) if away else []
        wanted = {reading.row_id for reading in (*page, *self._away)}
        self._said: dict[int, list[PlanUnit]] = {}
        for item in _of_rows(Responsibility.objects.filter(version=version), wanted).order_by("row", "order"):
            said = PlanUnit(item.unit_id, item.written, item.role, item.open_ended)
            self._said.setdefault(item.row_id, []).append(said)
        self._due: dict[int, list[str]] = {}
        for deadline in _of_rows(Deadline.objects.filter(version=version), wanted).order_by("start"):
            self._due.setdefault(deadline.row_id, []).append(deadline.text)
        self._entries: dict[int, dict[int, str]] = {}
        for entry in _of_rows(DivisionEntry.objects.filter(row__plan_id=version.plan_id), wanted).order_by("pk"):
            self._entries.setdefault(entry.row_id, {})[entry.unit_id] = entry.part
        values = _of_rows(OfficeValues.objects.filter(row__plan_id=version.plan_id), wanted)
        self._values = {value.row_id: value for value in values}
        self._standing = standing

    def rows(self) -> list[DivisionRow]:
        tasks = {
            reading.row_id: self._row(reading, None)
            for reading in (*self._away, *self._page)
            if reading.row.kind == RowKind.TASK
        }
        return [
            tasks.get(reading.row_id) or self._row(reading, tasks.get(self._task_of.get(reading.row_id, 0)))
            for reading in self._page
        ]

    def _row(self, reading: Reading, task: DivisionRow | None) -> DivisionRow:
        pk = reading.row_id
        return DivisionRow(
            row=reading.row,
            reading=reading,
            top=_top(self._sections[reading.section_id], self._sections),
            task=task,
            said=tuple(self._said.get(pk, ())),
            plan_due="；".join(dict.fromkeys(self._due.get(pk, ()))),
            entries=self._entries.get(pk, {}),
            values=self._values.get(pk),
            closed=self._standing.closed(pk),
            added=pk in self._standing.added,
            undivided=pk in self._standing.undivided,
        )


def _task_of(version: PlanVersion, page: Sequence[Reading]) -> dict[int, int]:
    """The task of each row that is none: what it stands in, or what the measure that it stands in stands in."""
    inner = {reading.row_id: reading.parent_id for reading in page if reading.parent_id is not None}
    parents = Reading.objects.filter(version=version, row__in=set(inner.values()))
    known = {row: (kind, above) for row, kind, above in parents.values_list("row_id", "row__kind", "parent_id")}
    found: dict[int, int] = {}
    for row, parent in inner.items():
        kind, above = known.get(parent, ("", None))
        task = parent if kind == RowKind.TASK else above
        if task is not None:
            found[row] = task
    return found


def _of_rows(found: QuerySet, wanted: set[int]) -> QuerySet:  # type: ignore[type-arg]
    """Only those of the wanted rows; of very many rows all, which is quicker than naming them."""
    return found.filter(row__in=wanted) if len(wanted) <= 2 * PAGE else found
