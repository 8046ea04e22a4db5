"""The ledger's rows as the list, the cards and the printed page show them: current versions only, page by page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields, replace
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import CharField, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, Coalesce

from gongjin.ledger.models import (
    Deadline,
    DivisionEntry,
    DivisionPart,
    OfficeValues,
    Plan,
    PlanVersion,
    Reading,
    Responsibility,
    Row,
    Section,
)
from gongjin.ledger.queries.light import around
from gongjin.ledger.queries.lines import LEADS_FIRST, Line, assemble
from gongjin.ledger.queries.row_groups import Group, places_by_unit, section_counts
from gongjin.ledger.queries.search import reading_filter
from gongjin.ledger.typed_values import FIELDS
from gongjin.people.models import Jurisdiction, Unit

PAGE = 200
CURRENT = "published"
_YES_NO = frozenset({"yes", "no"})


@dataclass(frozen=True, slots=True)
class RowFilters:
    """What the list is narrowed to. Empty means all; a value that names nothing finds nothing.

    `plan` is a plan's code, `section` is `plan code:number` with all below it, `unit` a unit's public id, `due` and
    `units` 'yes' or 'no', `state` 'dropped' for what the current version no longer has, `group` 'section' or 'unit',
    `sort` a column with '-' before it for descending.
    """

    words: str = ""
    plan: str = ""
    section: str = ""
    unit: str = ""
    kind: str = ""
    strength: str = ""
    due: str = ""
    units: str = ""
    state: str = ""
    group: str = ""
    sort: str = ""

    @classmethod
    def read(cls, query: Mapping[str, str]) -> RowFilters:
        """From a query string's values (`q` is the words); what it does not know it passes over."""
        known = {item.name: (query.get(item.name) or "").strip()[:120] for item in fields(cls)}
        known["words"] = (query.get("q") or "").strip()[:120]
        return cls(**known)

    def query(self) -> str:
        """The query string that gives the same filters."""
        return urlencode({"q" if name == "words" else name: value for name, value in asdict(self).items() if value})

    def active(self) -> bool:
        """Whether anything is narrowed (grouping and sorting narrow nothing)."""
        return any(value for name, value in asdict(self).items() if name not in {"group", "sort"})


@dataclass(frozen=True, slots=True)
class RowPage:
    """Some lines of the list, how many rows there are in all, and how many lines (by unit a row may stand often)."""

    lines: list[Line]
    total: int
    places: int


def readings_in(of: Jurisdiction, filters: RowFilters) -> QuerySet[Reading, Reading]:
    """What the current versions say of the rows that the filters leave, for a room that counts them."""
    return _filtered(of, filters)


def page_of_rows(of: Jurisdiction, filters: RowFilters, start: int = 0, count: int = PAGE) -> RowPage:
    """Lines `start` to `start + count` of the filtered list, in a number of queries that does not grow with rows."""
    found = _filtered(of, filters)
    ordered, total = _ordered(found, filters), found.count()
    if filters.group == "unit":
        places = places_by_unit(ordered)
        shown = places[start : start + count]
        readings = {
            reading.pk: reading for reading in around(Reading.objects.filter(pk__in={p.reading for p in shown}))
        }
        lines = {line.reading.pk: line for line in assemble(list(readings.values()))}
        return RowPage([replace(lines[place.reading], group=place.group) for place in shown], total, len(places))
    lines_shown = assemble(list(around(ordered)[start : start + count]))
    if filters.group == "section":
        counts = section_counts(found)
        lines_shown = [replace(line, group=_in_section(line, counts)) for line in lines_shown]
    return RowPage(lines_shown, total, total)


def _in_section(line: Line, counts: Mapping[int, int]) -> Group:
    section = line.reading.section
    return Group(f"{section.number} {section.title}", counts.get(section.pk, 0))


def lines_of(of: Jurisdiction, rows: set[str]) -> list[Line]:
    """The lines of rows by public id, in no order."""
    readings = _current(of).filter(row__public_id__in=rows)
    return assemble(list(around(readings)))


def row_by_id(of: Jurisdiction, public_id: UUID) -> Row | None:
    """A row of this government, dropped ones too."""
    found = Row.objects.filter(plan__jurisdiction=of, public_id=public_id)
    return found.select_related("plan__jurisdiction").first()


def rows_by_id(of: Jurisdiction, public_ids: set[str]) -> dict[str, Row]:
    """Rows of this government by public id."""
    ids = {text for text in public_ids if _uuid(text)}
    found = Row.objects.filter(plan__jurisdiction=of, public_id__in=ids).select_related("plan__jurisdiction")
    return {str(row.public_id): row for row in found}


def rows_by_code(of: Jurisdiction, codes: set[str]) -> dict[str, Row]:
    """Rows by their printed code (2024-2.3.1), or by the code alone where only one plan has it."""
    numbers = set(codes) | {part for code in codes for part in _tails(code)}
    found = Row.objects.filter(plan__jurisdiction=of, code__in=numbers).select_related("plan__jurisdiction")
    by_code: dict[str, list[Row]] = {}
    for row in found:
        by_code.setdefault(str(row), []).append(row)
        by_code.setdefault(row.code, []).append(row)
    return {code: rows[0] for code, rows in by_code.items() if code in codes and len(rows) == 1}


def settled_values(rows: Iterable[Row]) -> list[tuple[Row, dict[str, str]]]:
    """For each row what the office has settled, as pages show it; fields without a value are left out."""
    wanted = list(rows)
    kept = {values.row_id: values for values in OfficeValues.objects.filter(row__in=wanted)}
    return [
        (row, {name: text for name, field in FIELDS.items() if (text := field.of(kept.get(row.pk)))}) for row in wanted
    ]


def _tails(code: str) -> list[str]:
    """A plan's code may hold dashes itself: every rest after a dash may be the row's number."""
    parts = code.split("-")
    return ["-".join(parts[place:]) for place in range(1, len(parts))]


MOST_SECTIONS = 200
"""More than this nobody chooses from in a list; then the chapters are offered."""


@dataclass(frozen=True, slots=True)
class Choices:
    """What the filter chips offer."""

    plans: list[Plan]
    sections: list[Section]
    units: list[Unit]


def choices(of: Jurisdiction) -> Choices:
    """Plans with a current version, their sections that hold rows (with those above), and the units they name."""
    plans = list(Plan.objects.filter(jurisdiction=of, versions__state=CURRENT).distinct().order_by("-code"))
    current = Section.objects.filter(version__plan__jurisdiction=of, version__state=CURRENT)
    sections = list(
        current.select_related("version__plan").defer(*PlanVersion.HEAVY).order_by("version__plan__code", "order")
    )
    holding = set(_current(of).order_by().values_list("section", flat=True).distinct())
    by_id = {section.pk: section for section in sections}
    for pk in list(holding):
        above = by_id[pk].parent_id
        while above is not None and above not in holding:
            holding.add(above)
            above = by_id[above].parent_id
    named = Responsibility.objects.filter(version__plan__jurisdiction=of, version__state=CURRENT).values("unit")
    divided = DivisionEntry.objects.filter(row__plan__jurisdiction=of).values("unit")
    units = Unit.objects.filter(Q(pk__in=named) | Q(pk__in=divided)).order_by("sort_key", "pk")
    offered = [section for section in sections if section.pk in holding]
    if len(offered) > MOST_SECTIONS:
        offered = [section for section in offered if section.level == 1]
    return Choices(plans, offered, list(units))


def _current(of: Jurisdiction) -> QuerySet[Reading, Reading]:
    return Reading.objects.filter(version__state=CURRENT, row__plan__jurisdiction=of)


def _dropped(of: Jurisdiction) -> QuerySet[Reading, Reading]:
    """What the last version that had them said of rows that are dropped."""
    said = Reading.objects.filter(row=OuterRef("row")).exclude(version__state__in=("review", "discarded"))
    last = said.order_by("-version__number").values("pk")[:1]
    return Reading.objects.filter(row__plan__jurisdiction=of, row__state="dropped", pk=Subquery(last))


def _answering(units: Q) -> Q:
    """Readings for which units answer: named for the row, else for the task or measure that it stands in."""
    named = Responsibility.objects.filter(version__state=CURRENT)
    some, of_units = named.values("row"), named.filter(units).values("row")
    inner = Reading.objects.filter(version__state=CURRENT)
    below_units = inner.filter(parent__in=of_units).values("row")
    return (
        Q(row__in=of_units)
        | (~Q(row__in=some) & Q(parent__in=of_units))
        | (~Q(row__in=some) & ~Q(parent__in=some) & Q(parent__in=below_units))
    )


def _filtered(of: Jurisdiction, filters: RowFilters) -> QuerySet[Reading, Reading]:
    found = _dropped(of) if filters.state == "dropped" else _current(of)
    if filters.plan:
        found = found.filter(row__plan__code=filters.plan)
    if filters.section:
        plan, _colon, number = filters.section.rpartition(":")
        inside = Q(section__number=number) | Q(section__number__startswith=f"{number}.")
        found = found.filter(inside, row__plan__code=plan)
    if filters.kind:
        found = found.filter(row__kind__in=filters.kind.split(","))
    if filters.strength:
        found = found.filter(strength=filters.strength)
    if filters.unit:
        found = found.filter(_of_unit(filters.unit))
    if filters.due in _YES_NO:
        stated = Deadline.objects.filter(version__state=CURRENT).exclude(date="").values("row")
        settled = OfficeValues.objects.filter(due__isnull=False).values("row")
        has_due = Q(row__in=stated) | Q(row__in=settled)
        found = found.filter(has_due if filters.due == "yes" else ~has_due)
    if filters.units in _YES_NO:
        has_unit = _answering(Q()) | Q(row__in=DivisionEntry.objects.values("row"))
        found = found.filter(has_unit if filters.units == "yes" else ~has_unit)
    if filters.words:
        found = found.filter(reading_filter(found, filters.words))
    return found


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _of_unit(public_id: str) -> Q:
    """Rows that a unit answers for by the plan, or has a part in by the office's division."""
    unit = _uuid(public_id)
    if unit is None:
        return Q(pk__in=[])
    given = DivisionEntry.objects.filter(unit__public_id=unit).values("row")
    return _answering(Q(unit__public_id=unit)) | Q(row__in=given)


def _first_unit() -> Combinable:
    """The sort key of one unit to sort a row by: who sums up, else the lead, else the first that is named."""
    key = Coalesce("unit__sort_key", "written")
    named = Responsibility.objects.filter(version=OuterRef("version")).annotate(key=key)
    by_role = named.order_by(LEADS_FIRST, "order", "pk")
    sums_up = DivisionEntry.objects.filter(row=OuterRef("row"), part=DivisionPart.SUMS_UP).order_by("pk")
    above = by_role.filter(row=OuterRef("parent"))
    task = Reading.objects.filter(version=OuterRef("version"), row=OuterRef("parent"))
    return Coalesce(
        Subquery(sums_up.values("unit__sort_key")[:1]),
        Subquery(by_role.filter(row=OuterRef("row")).values("key")[:1]),
        Subquery(above.values("key")[:1]),
        Subquery(task.annotate(key=Subquery(above.values("key")[:1])).values("key")[:1]),
    )


def _due() -> Combinable:
    stated = Deadline.objects.filter(version=OuterRef("version"), row=OuterRef("row")).exclude(date="")
    return Coalesce(Cast("row__office_values__due", CharField()), Subquery(stated.order_by("-date").values("date")[:1]))


_SORTS: dict[str, str] = {"code": "order", "kind": "row__kind", "section": "section__order", "text": "text"}


def _ordered(found: QuerySet[Reading, Reading], filters: RowFilters) -> QuerySet[Reading, Reading]:
    place = ("row__plan__code", "version", "order", "pk")
    sort, falling = filters.sort.lstrip("-"), filters.sort.startswith("-")
    by: list[Combinable] = []
    if filters.group == "section":
        by += [F("row__plan__code").asc(), F("section__order").asc()]
    column: str | None = _SORTS.get(sort)
    if sort == "due":
        found, column = found.annotate(due_text=_due()), "due_text"
    if sort == "units":
        found, column = found.annotate(first_unit=_first_unit()), "first_unit"
    if column:
        by.append(F(column).desc(nulls_last=True) if falling else F(column).asc(nulls_last=True))
    return found.order_by(*by, *place)
