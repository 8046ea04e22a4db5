"""Data sets for their list and their pages: what they measure, how fresh they are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max, Q, QuerySet

from gongjin.core.periods import Period, PeriodError, PeriodKind
from gongjin.people.models import Jurisdiction
from gongjin.tracking.kinds import all_kinds
from gongjin.tracking.models import DataSet, Fact, Tracker
from gongjin.tracking.rules.holdings import PLANNED
from gongjin.tracking.rules.progress import is_stale

PERIODS_OFFERED = 24


@dataclass(frozen=True, slots=True)
class Listed:
    """A data set in the list. `stale` says that its last fact is older than its cycle allows."""

    data_set: DataSet
    facts: int
    last: date | None
    stale: bool
    trackers: list[Tracker]


@dataclass(frozen=True, slots=True)
class OfKind:
    """The data sets of one kind."""

    name: str
    label: str
    listed: list[Listed]


def data_sets_by_kind(of: Jurisdiction, on: date) -> list[OfKind]:
    """Every data set, kind by kind, in a number of queries that does not grow with them."""
    found = list(DataSet.objects.filter(jurisdiction=of).select_related("unit").order_by("code"))
    told = Fact.objects.filter(data_set__jurisdiction=of, void=False).order_by()
    known = ~Q(aspect__startswith=PLANNED)
    facts = {
        key: (count, last)
        for key, count, last in told.values_list("data_set").annotate(n=Count("pk"), last=Max("ends", filter=known))
    }
    trackers: dict[int, list[Tracker]] = {}
    current = Tracker.objects.filter(data_set__jurisdiction=of, replaced_at=None, row__state="current")
    for tracker in current.select_related("row__plan").order_by("row__plan__code", "row__code"):
        trackers.setdefault(tracker.data_set_id or 0, []).append(tracker)
    listed = [_listed(item, *facts.get(item.pk, (0, None)), trackers.get(item.pk, []), on) for item in found]
    groups = [
        OfKind(name, str(kind.label), [item for item in listed if item.data_set.kind == name])
        for name, kind in all_kinds().items()
    ]
    return [group for group in groups if group.listed]


def _listed(data_set: DataSet, facts: int, last: date | None, trackers: list[Tracker], on: date) -> Listed:
    stale = data_set.state == "open" and is_stale(last, on, PeriodKind(data_set.cycle), 1, data_set.lag_days)
    return Listed(data_set, facts, last, stale, trackers)


def facts_of(data_set: DataSet) -> QuerySet[Fact, Fact]:
    """The facts that hold or were voided, the newest first; what they replaced is told beside them."""
    found = Fact.objects.filter(data_set=data_set, replaced_by=None)
    return found.select_related("item").prefetch_related("proofs__evidence").order_by("-ends", "-recorded_at", "-pk")


def trackers_of(data_set: DataSet) -> list[Tracker]:
    """The trackers that count in it now."""
    found = Tracker.objects.filter(data_set=data_set, replaced_at=None, row__state="current")
    return list(found.select_related("row__plan").order_by("row__plan__code", "row__code"))


def periods_to_freeze(data_set: DataSet, on: date) -> list[Period]:
    """The last periods of its cycle that are over and not frozen, the newest first."""
    frozen = set(data_set.frozen.filter(reopened_at=None).values_list("period", flat=True))
    periods: list[Period] = []
    period = Period.containing(on, PeriodKind(data_set.cycle))
    try:
        for _number in range(PERIODS_OFFERED):
            period = period.previous
            periods.append(period)
    except PeriodError:
        return periods
    return [item for item in periods if str(item) not in frozen]
