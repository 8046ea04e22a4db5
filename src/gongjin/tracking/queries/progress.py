"""Progress of rows: any row, any day, as known at any moment."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from gongjin.core.periods import PeriodKind
from gongjin.ledger.models import Row
from gongjin.tracking.kinds import kind
from gongjin.tracking.models import DataSet, PlanLights, Tracker
from gongjin.tracking.queries.asked import default_asked, readings_of
from gongjin.tracking.queries.holdings import holdings_of
from gongjin.tracking.rules.asked import Asked, asked_from
from gongjin.tracking.rules.holdings import Holdings
from gongjin.tracking.rules.light import Light, LightRule
from gongjin.tracking.rules.progress import Measured, Progress, judge


@dataclass(frozen=True, slots=True)
class Tracked:
    """A tracker with all that its figure is worked out from."""

    tracker: Tracker
    asked: Asked
    holdings: Holdings
    beside: Holdings | None
    claimed: frozenset[str] = frozenset()


def progress(row: Row, on: date, as_known_at: datetime | None = None) -> Progress:
    """The progress of one row; see `progress_of`."""
    return progress_of([row], on, as_known_at)[row.pk]


def progress_of(rows: Iterable[Row], on: date, as_known_at: datetime | None = None) -> dict[int, Progress]:
    """The progress of rows by their key, in a number of queries that does not grow with them.

    Facts, trackers and rules of lights are those known at the moment; None means now.
    """
    asked_for = list(rows)
    rules = light_rules({row.plan_id for row in asked_for}, as_known_at)
    trackers = {item.row_id: item for item in trackers_at(as_known_at).filter(row__in=[row.pk for row in asked_for])}
    tracked = tracked_by(trackers.values(), on, as_known_at)
    found: dict[int, Progress] = {}
    for row in asked_for:
        rule = rules.get(row.plan_id, LightRule())
        item = tracked.get(row.pk)
        found[row.pk] = unmeasured(trackers.get(row.pk)) if item is None else progress_from(item, on, rule)
    return found


def progress_from(item: Tracked, on: date, rule: LightRule) -> Progress:
    """The progress of a tracker from what its data set holds."""
    data_set = item.tracker.data_set
    assert data_set is not None  # noqa: S101 (tracked_by leaves out those without)
    return judge(item.asked, measured_on(item, on), on, rule, PeriodKind(data_set.cycle), data_set.lag_days)


def measured_on(item: Tracked, on: date) -> Measured:
    """What a tracker's kind answers for a day."""
    return kind(item.holdings.kind).measure(item.tracker.rule, item.asked, item.holdings, on, item.beside, item.claimed)


def unmeasured(tracker: Tracker | None) -> Progress:
    """The progress of a row that no data set measures: grey, with the reason."""
    if tracker is None:
        return Progress(Light.GREY, _("尚未确定计量方式"))
    return Progress(Light.GREY, _("未量化：%(why)s") % {"why": tracker.why})


def trackers_at(as_known_at: datetime | None = None) -> QuerySet[Tracker, Tracker]:
    """The trackers that held at a moment, with their data sets."""
    found = Tracker.objects.select_related("data_set__jurisdiction", "beside", "row__plan")
    if as_known_at is None:
        return found.filter(replaced_at=None)
    return found.filter(Q(replaced_at=None) | Q(replaced_at__gt=as_known_at), made_at__lte=as_known_at)


def light_rules(plans: Iterable[int], as_known_at: datetime | None = None) -> Mapping[int, LightRule]:
    """The rule of lights of each plan that has one of its own."""
    found = PlanLights.objects.filter(plan__in=list(plans)).order_by("made_at", "pk")
    if as_known_at is not None:
        found = found.filter(made_at__lte=as_known_at)
    return {item.plan_id: LightRule.from_json(item.rule) for item in found}


def tracked_by(trackers: Iterable[Tracker], on: date, as_known_at: datetime | None = None) -> dict[int, Tracked]:
    """By row: each tracker that has a data set with what is asked, what is held, and what others have claimed."""
    own = [item for item in trackers if item.data_set is not None]
    readings = readings_of(item.row for item in own)
    beside = {item.data_set_id for item in own}
    rivals = [
        item for item in trackers_at(as_known_at).filter(data_set__in=beside) if _may_claim(item)
    ]  # those of the same data sets, of whatever row or plan
    readings |= readings_of(item.row for item in rivals if item.row_id not in readings)
    data_sets: list[DataSet] = [item.data_set for item in own if item.data_set is not None]
    held = dict(holdings_of([*data_sets, *(item.beside for item in own if item.beside is not None)], on, as_known_at))
    asked = {item.pk: asked_of(item, readings) for item in [*own, *rivals]}
    claims = _claims(rivals, asked, held, on)
    return {
        item.row_id: Tracked(
            item,
            asked[item.pk],
            held[item.data_set_id or 0],
            held.get(item.beside_id or 0),
            claims.get(item.pk, frozenset()),
        )
        for item in own
        if item.row_id in readings
    }


def asked_of(tracker: Tracker, readings: Mapping[int, object]) -> Asked:
    """What a tracker's row asks after the office's settings."""
    reading = readings.get(tracker.row_id) or readings_of([tracker.row]).get(tracker.row_id)
    if reading is None:
        reading = tracker.row.readings.order_by("-version__number").first()
    return asked_from(tracker.asked, fallback=default_asked(reading))  # type: ignore[arg-type]


def _may_claim(tracker: Tracker) -> bool:
    return bool(tracker.rule.get("added"))


def _claims(
    rivals: list[Tracker], asked: Mapping[int, Asked], held: Mapping[int, Holdings], on: date
) -> dict[int, frozenset[str]]:
    """For each tracker, the things that trackers before it count: the one with the more conditions comes first, then
    the older one, so that nothing is counted twice and the answer does not depend on who asks."""
    taken: dict[int, set[str]] = {}
    found: dict[int, frozenset[str]] = {}
    for item in sorted(rivals, key=lambda item: (-len(item.rule.get("where") or {}), item.made_at, item.pk)):
        data_set = item.data_set_id or 0
        if data_set not in held:
            continue
        before = taken.setdefault(data_set, set())
        found[item.pk] = frozenset(before)
        holdings = held[data_set]
        before |= kind(holdings.kind).claims(item.rule, asked[item.pk], holdings, on) - before
    return found
