"""Which rows of a division are open, which tasks lack who sums up, and for which nobody answers at all."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple
from uuid import UUID

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from gongjin.ledger.models import (
    Division,
    DivisionEntry,
    DivisionPart,
    PlanVersion,
    Reading,
    Responsibility,
    RowInDivision,
    RowKind,
    Section,
)


@dataclass(frozen=True)
class Standing:
    """A division's state, with the rows in force that were added after it was fixed, and those left undivided."""

    state: str
    added: frozenset[int] = frozenset()
    undivided: frozenset[int] = frozenset()

    def is_open(self, row: int) -> bool:
        """Whether the row (its primary key) may be settled now."""
        return self.state == "open" or (self.state == "extended" and row in self.added)

    def closed(self, row: int) -> bool:
        """Whether the row is held by the division being fixed; before a first version is published none is."""
        return self.state in ("fixed", "extended") and not self.is_open(row)

    @property
    def words(self) -> str:
        """The state as pages and sheets say it."""
        match self.state:
            case "fixed":
                return _("已确定")
            case "extended":
                return _("已确定，%(n)d 条新增待分工") % {"n": len(self.added)}
            case _:
                return _("征求意见")


def standing_of(plan: int) -> Standing:
    """How a plan's division stands (by its primary key); its state is empty before a version is published."""
    state = Division.objects.filter(plan=plan).values_list("state", flat=True).first()
    marks = RowInDivision.objects.filter(row__plan=plan, row__state="current")
    found = list(marks.values_list("row_id", "added", "undivided"))
    return Standing(
        state or "",
        frozenset(row for row, added, _undivided in found if added),
        frozenset(row for row, _added, undivided in found if undivided),
    )


class OpenTask(NamedTuple):
    """A task without who sums up: its row's primary key and public id, its code, the primary key of its section."""

    row: int
    public_id: UUID
    code: str
    section: int


@dataclass(frozen=True)
class Gaps:
    """What a division still wants. `lacking` tasks have somebody who answers and nobody who sums up.

    `unanswered` are tasks that nobody answers for, neither by the plan nor by the office, themselves or in a row below
    them, and that hold no other task: chapters of goals, of safeguards, of background. They lack nobody who sums up;
    the office gives them a unit or leaves them undivided. A task left undivided that a later version names a unit for
    is lacking again. Of an extended division only the added rows count.
    """

    standing: Standing
    lacking: tuple[OpenTask, ...]
    unanswered: tuple[OpenTask, ...]

    @cached_property
    def lacking_rows(self) -> frozenset[int]:
        return frozenset(task.row for task in self.lacking)

    @cached_property
    def unanswered_rows(self) -> frozenset[int]:
        return frozenset(task.row for task in self.unanswered)

    @cached_property
    def by_section(self) -> Counter[int]:
        """How many tasks of each section lack who sums up."""
        return Counter(task.section for task in self.lacking)


def gaps_of(version: PlanVersion) -> Gaps:
    """The gaps of the version in force, in its order, by a number of queries that does not grow with the rows."""
    standing = standing_of(version.plan_id)
    tasks = Reading.objects.filter(version=version, row__state="current", row__kind=RowKind.TASK)
    sums_up = DivisionEntry.objects.filter(row=OuterRef("row"), part=DivisionPart.SUMS_UP)
    found = tasks.annotate(summed_up=Exists(sums_up)).order_by("section__order", "start")
    columns = found.values_list("summed_up", "row_id", "row__public_id", "row__code", "section_id")
    all_tasks = [(OpenTask(row, key, code, section), summed_up) for summed_up, row, key, code, section in columns]
    answered = _answered(version)
    wanting = [
        task
        for task, summed_up in all_tasks
        if not summed_up
        and (task.row in answered or task.row not in standing.undivided)
        and (standing.state != "extended" or task.row in standing.added)
    ]
    holding = _holding({task.section for task, _summed_up in all_tasks}, version)
    unanswered = tuple(task for task in wanting if task.row not in answered and task.section not in holding)
    alone = set(unanswered)
    return Gaps(standing, tuple(task for task in wanting if task not in alone), unanswered)


def _answered(version: PlanVersion) -> set[int | None]:
    """The rows that a unit answers for, by the plan or by the office, and the rows that these stand in."""
    named = Responsibility.objects.filter(version=version)
    given = DivisionEntry.objects.filter(row__plan_id=version.plan_id, row__state="current")
    readings = Reading.objects.filter(version=version, parent__isnull=False).order_by()
    inside = readings.filter(Q(row__in=named.values("row")) | Q(row__in=given.values("row")))
    deeper = readings.filter(row__in=inside.values("parent"))
    rows = (given.values("row"), inside.values("parent"), deeper.values("parent"))
    return {row for (row,) in named.order_by().values_list("row").union(*(each.order_by() for each in rows))}


def _holding(sections: set[int], version: PlanVersion) -> set[int]:
    """The sections that stand above one of these."""
    above: dict[int, int | None] = dict(
        Section.objects.filter(version=version).order_by().values_list("pk", "parent_id")
    )
    found: set[int] = set()
    for section in sections:
        parent = above.get(section)
        while parent is not None and parent not in found:
            found.add(parent)
            parent = above.get(parent)
    return found
