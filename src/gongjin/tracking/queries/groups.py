"""Rows by light for sections, units and townships, and what was attained of what is due."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, Q

from gongjin.ledger.models import Reading, Section
from gongjin.ledger.queries.row_groups import NOBODY, places_by_unit
from gongjin.ledger.queries.rows import RowFilters
from gongjin.people.models import Jurisdiction, Unit, UnitKind
from gongjin.tracking.models import Item
from gongjin.tracking.queries.board import Counts, standing_in
from gongjin.tracking.queries.ready import make_ready
from gongjin.tracking.rules.light import Light


@dataclass(slots=True)
class Tally:
    """Rows by light. `due` are those whose day has come and whose outcome is known, `attained` those of them that are
    blue; `open` are due but not told yet (a figure to be published). What is not yet due is in none of the three."""

    by_light: dict[Light, int] = field(default_factory=lambda: dict.fromkeys(Light, 0))
    due: int = 0
    attained: int = 0
    open: int = 0

    def add(self, light: Light, due: bool, count: int = 1) -> None:
        """Count rows in."""
        self.by_light[light] += count
        if due and light is Light.GREY:
            self.open += count
        elif due:
            self.due += count
            self.attained += count if light is Light.BLUE else 0

    @property
    def counts(self) -> Counts:
        return Counts(self.by_light)

    @property
    def worst(self) -> Light | None:
        """The worst light that any row stands in: no average hides a red."""
        return next((light for light in Light if self.by_light[light]), None)


@dataclass(frozen=True, slots=True)
class SectionTally:
    """A section with all that lies below it."""

    plan: str
    section: Section
    tally: Tally

    @property
    def value(self) -> str:
        """As the filter `section` takes it."""
        return f"{self.plan}:{self.section.number}"


@dataclass(frozen=True, slots=True)
class UnitTally:
    """A unit (or the name that the plan writes for several) with the rows that it answers for or has a part in."""

    name: str
    unit: Unit | None
    tally: Tally
    things: int = 0


def by_section(of: Jurisdiction, filters: RowFilters, on: date) -> list[SectionTally]:
    """Each section that holds rows with a tracker, and those above it, in the order of the plans."""
    make_ready(of, [on])
    sections = {
        section.pk: section
        for section in Section.objects.filter(version__plan__jurisdiction=of, version__state="published")
        .select_related("version__plan")
        .defer("version__text", "version__compiled")
        .order_by("version__plan__code", "order")
    }
    tallies: dict[int, Tally] = {}
    found = standing_in(of, filters, on).filter(row__readings__version__state="published").order_by()
    counted = found.values_list("row__readings__section", "light").annotate(
        n=Count("pk"), over=Count("pk", filter=Q(due__lte=on))
    )
    for place, light, count, due in counted:
        above: int | None = place
        while above is not None:
            tally = tallies.setdefault(above, Tally())
            tally.add(Light(light), True, due)
            tally.add(Light(light), False, count - due)
            above = sections[above].parent_id
    return [
        SectionTally(section.version.plan.code, section, tallies[pk])
        for pk, section in sections.items()
        if pk in tallies
    ]


def by_unit(of: Jurisdiction, filters: RowFilters, on: date) -> list[UnitTally]:
    """Each unit that answers for a tracked row or has a part in it, in the order of the directory.

    Rows for which nobody is named come last, without a name.
    """
    make_ready(of, [on])
    lights = {
        row: (Light(light), due is not None and due <= on)
        for row, light, due in standing_in(of, filters, on).order_by().values_list("row", "light", "due")
    }
    found = Reading.objects.filter(version__state="published", row__plan__jurisdiction=of).order_by("order", "pk")
    rows = dict(found.values_list("pk", "row"))
    tallies: dict[str, Tally] = {}
    for place in places_by_unit(found):
        standing = lights.get(rows[place.reading])
        if standing is not None:
            tallies.setdefault(place.group.name, Tally()).add(*standing)
    units = {unit.name: unit for unit in Unit.objects.filter(jurisdiction=of, name__in=list(tallies))}
    return [UnitTally(name, units.get(name), tally) for name, tally in tallies.items()]


def by_township(of: Jurisdiction, filters: RowFilters, on: date) -> list[UnitTally]:
    """Every township: its rows by light, and how many things of registers and projects lie in it."""
    tallies = {item.unit.pk: item.tally for item in by_unit(of, filters, on) if item.unit is not None}
    there = Item.objects.filter(data_set__jurisdiction=of, withdrawn_at=None).exclude(township=None)
    things = dict(there.order_by().values_list("township").annotate(Count("pk")))
    towns = Unit.objects.filter(jurisdiction=of, kind=UnitKind.TOWNSHIP).order_by("sort_key", "pk")
    return [UnitTally(unit.name, unit, tallies.get(unit.pk, Tally()), things.get(unit.pk, 0)) for unit in towns]


def without_name(found: Iterable[UnitTally]) -> int:
    """How many rows nobody is named for."""
    return sum(item.tally.counts.total for item in found if item.name == NOBODY)
