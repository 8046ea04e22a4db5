"""总览: where do we stand, what is red and yellow, what turned since last month, what is coming."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Count, QuerySet

from gongjin.ledger.models import Section
from gongjin.ledger.queries.rows import RowFilters
from gongjin.people.models import Jurisdiction
from gongjin.tracking.models import Standing
from gongjin.tracking.queries.board import (
    Counts,
    Entry,
    Turned,
    Unsettled,
    coming,
    counts,
    entries,
    standing_in,
    turned,
    unsettled,
    worst,
)
from gongjin.tracking.queries.ready import make_ready, month_end_before
from gongjin.tracking.rules.light import Light

WORST_SHOWN = 12
SIDE_SHOWN = 6
MOST_PARTS = 40


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a plan with its rows by light."""

    plan: str
    number: str
    title: str
    counts: Counts

    @property
    def section(self) -> str:
        """As the filter `section` takes it."""
        return f"{self.plan}:{self.number}"


@dataclass(frozen=True, slots=True)
class Overview:
    """All that the page shows of one day."""

    on: date
    since: date
    counts: Counts
    unsettled: list[Unsettled]
    worst: list[Entry]
    turned: Turned
    coming: list[Entry]
    coming_count: int
    parts: list[Part]

    @property
    def unsettled_count(self) -> int:
        return sum(item.count for item in self.unsettled)

    @property
    def attention(self) -> int:
        """How many rows are red or yellow."""
        return self.counts.of(Light.RED) + self.counts.of(Light.YELLOW)


def overview(of: Jurisdiction, filters: RowFilters, on: date) -> Overview:
    """The overview of a day, in a number of queries that does not grow with rows."""
    since = month_end_before(on)
    make_ready(of, (on, since))
    found = standing_in(of, filters, on)
    bad = list(worst(found)[:WORST_SHOWN])
    change, moved = turned(found, since, SIDE_SHOWN)
    near = list(coming(found, on)[: SIDE_SHOWN + 1])
    near_count = len(near) if len(near) <= SIDE_SHOWN else coming(found, on).count()
    near = near[:SIDE_SHOWN]
    shown_bad, shown_moved, shown_near = entries(bad, moved, near)
    return Overview(
        on=on,
        since=since,
        counts=counts(found),
        unsettled=unsettled(of, filters),
        worst=shown_bad,
        turned=replace(change, entries=shown_moved),
        coming=shown_near,
        coming_count=near_count,
        parts=parts(of, found),
    )


def parts(of: Jurisdiction, found: QuerySet[Standing, Standing]) -> list[Part]:
    """Rows by light of each part of each plan: its chapters, and in a chapter that has parts those; of what has too
    many parts for one look, the chapters alone."""
    current = Section.objects.filter(version__plan__jurisdiction=of, version__state="published")
    ordered = current.filter(level__lte=2).order_by("version__plan__code", "order")
    upper = list(ordered.values_list("version__plan__code", "number", "title", "level"))
    most = 2 if len(upper) <= MOST_PARTS else 1
    places = [(plan, number, title) for plan, number, title, level in upper if level <= most]
    titles = {(plan, number): title for plan, number, title in places}
    lights: dict[tuple[str, str], dict[Light, int]] = {}
    of_rows = found.filter(row__readings__version__state="published").order_by()
    by_section = of_rows.values_list("row__plan__code", "row__readings__section__number", "light").annotate(Count("pk"))
    for plan, number, light, count in by_section:
        place = (plan, _part(number, plan, titles))
        kept = lights.setdefault(place, {})
        kept[Light(light)] = kept.get(Light(light), 0) + count
    return [
        Part(plan, number, titles[plan, number], Counts(lights[plan, number]))
        for plan, number, _title in places
        if (plan, number) in lights
    ]


def _part(number: str, plan: str, titles: Mapping[tuple[str, str], str]) -> str:
    """The section of the first or second level that a section lies in."""
    inner = ".".join(number.split(".")[:2])
    return inner if (plan, inner) in titles else inner.split(".")[0]
