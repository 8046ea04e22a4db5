"""Where everything stands on a day: counts and lists over the kept standings, in queries that do not grow with rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery

from gongjin.ledger.models import Plan, Reading, Row
from gongjin.ledger.queries.light import around
from gongjin.ledger.queries.lines import Line, assemble
from gongjin.ledger.queries.rows import RowFilters, readings_in
from gongjin.people.models import Jurisdiction
from gongjin.tracking.models import Standing
from gongjin.tracking.queries.offers import COUNTED_KINDS
from gongjin.tracking.queries.ready import tracked
from gongjin.tracking.queries.standings import progress_from_json
from gongjin.tracking.rules.light import Light
from gongjin.tracking.rules.progress import Progress

COMING_DAYS = 30


@dataclass(frozen=True, slots=True)
class Entry:
    """A row with its progress on the day; `before` is its light at the earlier date, where one is compared."""

    line: Line
    progress: Progress
    before: Light | None = None

    @property
    def row(self) -> Row:
        return self.line.row

    @property
    def better(self) -> bool:
        """Whether it stands in a better light than then; grey is worse than green, for nothing is known."""
        return self.before is not None and self.progress.light.worse_first > self.before.worse_first


@dataclass(frozen=True, slots=True)
class Counts:
    """How many rows stand in each light. `unquantified` of the grey ones are so by decision, not for lack of data."""

    by_light: Mapping[Light, int]
    unquantified: int = 0

    @property
    def total(self) -> int:
        return sum(self.by_light.values())

    @property
    def measured(self) -> int:
        """Those of which something is known: all that are not grey."""
        return self.total - self.by_light.get(Light.GREY, 0)

    def of(self, light: Light) -> int:
        return self.by_light.get(light, 0)


@dataclass(frozen=True, slots=True)
class Turned:
    """What changed its light between two days."""

    since: date
    worse: int
    better: int
    entries: list[Entry]


@dataclass(frozen=True, slots=True)
class Unsettled:
    """A plan with rows that have no tracker and no decision for none."""

    plan: Plan
    count: int


def standing_in(of: Jurisdiction, filters: RowFilters, on: date) -> QuerySet[Standing, Standing]:
    """The standings of a day that the filters of the list leave; `ready.make_ready` comes first."""
    found = Standing.objects.filter(on=on, row__plan__jurisdiction=of, row__state="current")
    narrow = replace(filters, group="", sort="")
    return found.filter(row__in=readings_in(of, narrow).order_by().values("row")) if narrow.active() else found


def counts(found: QuerySet[Standing, Standing]) -> Counts:
    """How many rows stand in each light, in one query."""
    unquantified = Count("pk", filter=Q(tracker__data_set=None))
    rows = found.order_by().values_list("light").annotate(n=Count("pk"), left=unquantified)
    by_light, left = dict.fromkeys(Light, 0), 0
    for light, count, without in rows:
        by_light[Light(light)] = count
        left += without
    return Counts(by_light, left)


def worst(found: QuerySet[Standing, Standing]) -> QuerySet[Standing, Standing]:
    """Red before yellow, and within each the furthest behind first."""
    behind = F("behind").desc(nulls_first=True)
    return found.filter(light__in=[Light.RED, Light.YELLOW]).order_by("order", behind, "row__code", "pk")


def coming(found: QuerySet[Standing, Standing], on: date) -> QuerySet[Standing, Standing]:
    """What is due within thirty days and not attained, the nearest first."""
    until = on + timedelta(days=COMING_DAYS)
    open_ones = found.filter(due__gte=on, due__lte=until).exclude(light=Light.BLUE)
    return open_ones.order_by("due", "order", "row__code", "pk")


def moved(found: QuerySet[Standing, Standing], since: date) -> QuerySet[Standing, Standing]:
    """What stood in another light at an earlier day (`was`), what got worse first."""
    then = Standing.objects.filter(row=OuterRef("row"), on=since)
    other = found.filter(Exists(then.exclude(order=OuterRef("order"))))
    return other.annotate(was=Subquery(then.values("order")[:1])).order_by("order", "row__code", "pk")


def turned(found: QuerySet[Standing, Standing], since: date, most: int) -> tuple[Turned, list[Standing]]:
    """How many got worse and better since a day, and the standings to be shown (worse first)."""
    rows = list(moved(found, since).values_list("pk", "order", "was"))  # type: ignore[misc]  # annotated in `moved`
    worse = [pk for pk, order, was in rows if order < was]
    better = [pk for pk, order, was in rows if order > was]
    shown = [*worse, *better][:most]
    by_pk = Standing.objects.in_bulk(shown)
    was_of = {pk: was for pk, _order, was in rows}
    kept = [by_pk[pk] for pk in shown]
    for item in kept:
        item.was = was_of[item.pk]  # type: ignore[attr-defined]
    return Turned(since, len(worse), len(better), []), kept


def entries(*groups: Sequence[Standing]) -> list[list[Entry]]:
    """Rows with their progress, group by group in the order given, in a few queries however many."""
    rows = {item.row_id for group in groups for item in group}
    readings = Reading.objects.filter(row__in=rows, version__state="published")
    lines = {line.row.pk: line for line in assemble(list(around(readings)))}
    return [
        [Entry(lines[item.row_id], progress_from_json(item.body), _was(item)) for item in group if item.row_id in lines]
        for group in groups
    ]


def _was(item: Standing) -> Light | None:
    was = getattr(item, "was", None)
    return None if was is None else list(Light)[was]


def unsettled(of: Jurisdiction, filters: RowFilters) -> list[Unsettled]:
    """By plan, how many of its tasks, targets and commitments have neither a tracker nor the decision for none."""
    found = readings_in(of, replace(filters, group="", sort="")).filter(row__kind__in=COUNTED_KINDS)
    lacking = found.exclude(row__in=tracked(of)).order_by().values_list("row__plan").annotate(Count("pk"))
    by_plan = dict(lacking)
    plans = Plan.objects.filter(pk__in=by_plan).order_by("-code")
    return [Unsettled(plan, by_plan[plan.pk]) for plan in plans]
