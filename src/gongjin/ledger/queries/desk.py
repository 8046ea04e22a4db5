"""What waits for the office today: reviews to finish, divisions to settle, gaps of the ledger, what falls due."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from gongjin.core import clock
from gongjin.ledger.models import OfficeValues, Plan, Reading
from gongjin.ledger.queries.division_gaps import gaps_of
from gongjin.ledger.queries.plans import PlanLine, current_version, plans
from gongjin.ledger.queries.rows import RowFilters, page_of_rows
from gongjin.ledger.states import OPEN_ROWS
from gongjin.people.models import Jurisdiction

SOON = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class DivisionLine:
    """A plan whose division is not fixed: how many tasks lack the unit that sums up, and how many nobody answers for.

    `added` rows came after it was fixed.
    """

    plan: Plan
    lacking: int
    unanswered: int
    added: int


@dataclass(frozen=True, slots=True)
class Gap:
    """How many targets lack something, and the filters that list them."""

    name: str
    count: int
    query: str


@dataclass(frozen=True, slots=True)
class Due:
    """A row that the office gave a date, that is near or past; `days` is below zero when it is past."""

    reading: Reading
    due: date
    days: int


@dataclass(frozen=True, slots=True)
class Desk:
    """All of it. `reviews` are plans with a version under review."""

    plans: int
    reviews: list[PlanLine]
    divisions: list[DivisionLine]
    gaps: list[Gap]
    dues: list[Due]

    @property
    def nothing(self) -> bool:
        return not (self.reviews or self.divisions or self.dues or any(gap.count for gap in self.gaps))


def desk(of: Jurisdiction) -> Desk:
    """What waits; the number of queries grows with the plans in force (a few), not with their rows."""
    lines = plans(of)
    in_force = [line.plan for line in lines if line.published]
    return Desk(
        plans=len(lines),
        reviews=[line for line in lines if line.under_review],
        divisions=[line for line in map(_division, in_force) if line is not None],
        gaps=_gaps(of) if in_force else [],
        dues=_dues(of),
    )


def _division(plan: Plan) -> DivisionLine | None:
    version = current_version(plan)
    gaps = gaps_of(version) if version is not None else None
    if gaps is None or gaps.standing.state not in OPEN_ROWS:
        return None
    return DivisionLine(plan, len(gaps.lacking), len(gaps.unanswered), len(gaps.standing.added))


def _gaps(of: Jurisdiction) -> list[Gap]:
    wanted = {
        "units": RowFilters(kind="target", units="no"),
        "due": RowFilters(kind="target", due="no"),
    }
    return [Gap(name, page_of_rows(of, filters, 0, 0).total, filters.query()) for name, filters in wanted.items()]


def _dues(of: Jurisdiction, most: int = 12) -> list[Due]:
    today = clock.today()
    found = OfficeValues.objects.filter(
        row__plan__jurisdiction=of, row__state="current", due__isnull=False, due__lte=today + SOON
    ).order_by("due", "pk")[:most]
    dates = {values.row_id: values.due for values in found if values.due is not None}
    readings = Reading.objects.filter(row__in=dates, version__state="published").select_related("row__plan")
    dues = [Due(r, dates[r.row_id], (dates[r.row_id] - today).days) for r in readings]
    return sorted(dues, key=lambda item: (item.due, item.reading.order))
