"""Everything about one row: its readings through the versions, what stands under it, its parts, what was done."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q

from gongjin.ledger.models import (
    Citation,
    Part,
    Parts,
    PartsRule,
    Reading,
    Row,
    RowInDivision,
    Section,
)
from gongjin.ledger.parts_check import PartsCheck, check_parts, default_rule
from gongjin.ledger.queries.light import around
from gongjin.ledger.queries.lines import Line, assemble
from gongjin.ledger.queries.row_history import Happening, history_of
from gongjin.people.models import Unit, UnitKind


@dataclass(frozen=True, slots=True)
class RowDetail:
    """A row's page. `line` is of the current version, or of the last one that had the row."""

    row: Row
    line: Line
    current: bool
    path: list[Section]
    parents: list[Line]
    below: list[Line]
    citations: list[Citation]
    readings: list[Reading]
    parts: PartsView | None
    history: list[Happening]
    undivided: bool = False


@dataclass(frozen=True, slots=True)
class PartsView:
    """A target's parts: the rule that holds or would fit, the items, the check's sentence."""

    rule: str
    stated: bool
    items: list[Part]
    check: PartsCheck

    @property
    def rule_label(self) -> str:
        return str(PartsRule(self.rule).label)


def row_detail(row: Row) -> RowDetail | None:
    """Everything about a row, in a number of queries that does not grow with its rows; None if no version has it."""
    found = Reading.objects.filter(row=row).exclude(version__state__in=["review", "discarded"])
    readings = list(around(found).order_by("-version__number"))
    if not readings:
        return None
    reading = readings[0]
    version = reading.version
    sections = {section.pk: section for section in Section.objects.filter(version=version)}
    beside = around(Reading.objects.filter(version=version))
    above = _ancestors(reading, {item.row_id: item for item in beside.filter(_chain(reading))})
    inside = list(
        beside.filter(Q(parent=row) | Q(parent__in=beside.filter(parent=row).values("row"))).order_by("order")
    )
    lines = assemble([reading, *above, *inside])
    path, section = [reading.section], reading.section
    while section.parent_id is not None:
        section = sections[section.parent_id]
        path.insert(0, section)
    span = reading.section if row.kind == "task" else None
    start, end = (span.start, span.body_end) if span else (reading.start, reading.end)
    return RowDetail(
        row=row,
        line=lines[0],
        current=version.state == "published",
        path=path,
        parents=lines[1 : 1 + len(above)],
        below=lines[1 + len(above) :],
        citations=list(Citation.objects.filter(version=version, start__gte=start, end__lte=end)),
        readings=readings,
        parts=parts_of(reading) if row.kind == "target" else None,
        history=history_of(row, readings),
        undivided=RowInDivision.objects.filter(row=row, undivided=True).exists(),
    )


def _chain(reading: Reading) -> Q:
    """The rows that a reading stands in, two steps up (a target in a measure in a task)."""
    parents = Reading.objects.filter(version=reading.version, row=reading.parent_id).values("parent")
    return Q(row=reading.parent_id) | Q(row__in=parents)


def _ancestors(reading: Reading, by_row: dict[int, Reading]) -> list[Reading]:
    """From the outermost to the nearest."""
    found: list[Reading] = []
    above = by_row.get(reading.parent_id or 0)
    while above is not None and above not in found:
        found.insert(0, above)
        above = by_row.get(above.parent_id or 0)
    return found


def parts_of(reading: Reading) -> PartsView:
    """The parts of a target with their check against its current reading."""
    parts = Parts.objects.filter(row=reading.row_id).first()
    items = list(Part.objects.filter(parts=parts).select_related("unit").order_by("pk")) if parts else []
    rule = parts.rule if parts else default_rule(reading)
    check = check_parts(rule, reading, [item.value for item in items if item.value is not None])
    return PartsView(rule, parts is not None, items, check)


def current_reading(row: Row) -> Reading | None:
    """What the current version says of a row; None once it is dropped."""
    found = Reading.objects.filter(row=row, version__state="published").select_related(
        "row__plan", "section", "version"
    )
    return found.first()


def units_for_parts(row: Row) -> list[Unit]:
    """The units in use that a target may be divided among: townships first, then the others by reading."""
    units = Unit.objects.filter(jurisdiction=row.plan.jurisdiction_id, active=True).prefetch_related("aliases")
    return sorted(units.order_by("sort_key", "pk"), key=lambda unit: unit.kind != UnitKind.TOWNSHIP)
