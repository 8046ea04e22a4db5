"""What each row of a plan is offered to be measured by, and which rows have nothing yet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from gongjin.core.texts import gettext as _
from gongjin.ledger.models import Plan, Reading, Row, RowKind, Section
from gongjin.ledger.queries.light import around
from gongjin.ledger.queries.lines import Line, assemble
from gongjin.people.models import Unit
from gongjin.tracking.kinds import all_kinds
from gongjin.tracking.kinds.protocol import Offer, Said
from gongjin.tracking.models import DataSet, Tracker
from gongjin.tracking.queries.asked import years_of
from gongjin.tracking.rules.asked import Mode
from gongjin.tracking.rules.metrics import same_metric
from gongjin.tracking.rules.schedules import Schedule, ScheduleKind

COUNTED_KINDS = frozenset({RowKind.TASK, RowKind.TARGET, RowKind.COMMITMENT})
"""What has to have a tracker (or a decision for none) before a plan counts as covered; a measure may have one."""
INDICATOR = "indicator"
"""The kind whose data sets can be compared with one another."""


@dataclass(frozen=True, slots=True)
class Beside:
    """What a relative row is compared with: a data set that is there, else one to be made as `offer` says, for `unit`.
    `row` is the row of the same plan whose series it is or will be."""

    name: str
    data_set: DataSet | None = None
    offer: Offer | None = None
    unit: Unit | None = None
    row: Row | None = None


@dataclass(frozen=True, slots=True)
class Offered:
    """One row with how it is measured, or what it is offered. `there` is a data set that exists already and fits;
    `beside` what a relative row would be compared with, as far as the plan or the data sets have it."""

    line: Line
    tracker: Tracker | None
    offer: Offer | None
    there: DataSet | None
    unit: Unit | None
    beside: Beside | None = None

    @property
    def row(self) -> Row:
        return self.line.row

    @property
    def settled(self) -> bool:
        """It has a tracker, or the recorded decision that nothing measures it."""
        return self.tracker is not None

    @property
    def is_relative(self) -> bool:
        """Whether what is offered compares two data sets."""
        return self.offer is not None and is_relative(self.offer.rule)

    @property
    def kind_label(self) -> str:
        """The kind of data set that measures it or would."""
        if self.tracker is not None:
            return str(all_kinds()[self.tracker.data_set.kind].label) if self.tracker.data_set else ""
        return str(all_kinds()[self.offer.kind].label) if self.offer else ""

    @property
    def rule_words(self) -> str:
        """What counts, in words."""
        if self.tracker is not None:
            data_set = self.tracker.data_set
            return all_kinds()[data_set.kind].rule_words(self.tracker.rule, data_set.settings) if data_set else ""
        if self.offer is None:
            return ""
        settings = self.there.settings if self.there is not None else self.offer.settings
        return all_kinds()[self.offer.kind].rule_words(self.offer.rule, settings)

    @property
    def beside_words(self) -> str:
        """What a relative row is or would be compared with; that it has to be chosen where nothing was found."""
        if self.tracker is not None:
            return _("与“%(name)s”比较") % {"name": self.tracker.beside.name} if self.tracker.beside else ""
        if not self.is_relative:
            return ""
        if self.beside is not None:
            return _("与“%(name)s”比较") % {"name": self.beside.name}
        return _("方案没有写明参照哪个指标，确定后请在条目页选择与哪个指标比较")


def offered(plan: Plan) -> list[Offered]:
    """Every task, target and commitment of the version in force, in its order, with its tracker or its offer."""
    found = Reading.objects.filter(version__plan=plan, version__state="published", row__kind__in=COUNTED_KINDS)
    lines = assemble(list(around(found).order_by("order")))
    rows = [line.row.pk for line in lines]
    trackers = {
        tracker.row_id: tracker
        for tracker in Tracker.objects.filter(row__in=rows, replaced_at=None).select_related("data_set", "beside")
    }
    above = _headings(lines)
    there = _in_use(plan)
    items = [_offered(line, trackers.get(line.row.pk), above[line.reading.section_id], there) for line in lines]
    return [replace(item, beside=_beside(item, items, there)) if item.is_relative else item for item in items]


def offered_row(row: Row) -> Offered | None:
    """What one row is offered, whether or not it is settled already."""
    found = Reading.objects.filter(version__plan=row.plan_id, version__state="published")
    lines = assemble(list(around(found.filter(row=row))))
    if not lines:
        return None
    line, there = lines[0], _in_use(row.plan)
    item = _offered(line, None, _headings(lines)[line.reading.section_id], there)
    return replace(item, beside=_beside(item, offered(row.plan), there)) if item.is_relative else item


def _in_use(plan: Plan) -> list[DataSet]:
    return list(DataSet.objects.filter(jurisdiction=plan.jurisdiction_id, state="open").order_by("pk"))


def is_relative(rule: Mapping[str, object]) -> bool:
    """Whether a rule compares its data set with another."""
    return rule.get("read") == "difference"


def _beside(item: Offered, rows: Sequence[Offered], there: Sequence[DataSet]) -> Beside | None:
    """The series of a target of the same plan with the figure that the row refers to, else a data set of that figure,
    else one of its own."""
    reference = item.line.reading.reference
    for other in rows:
        if other.row == item.row or other.row.kind != RowKind.TARGET:
            continue
        if not same_metric(reference, other.line.reading.title):
            continue
        measured = other.tracker.data_set if other.tracker else other.there
        if measured is not None and measured.kind == INDICATOR:
            return Beside(measured.name, measured, row=other.row)
        if other.offer is not None and other.offer.kind == INDICATOR:
            return Beside(other.offer.name, None, other.offer, other.unit, other.row)
    found = next((each for each in there if each.kind == INDICATOR and same_metric(reference, each.name)), None)
    if found is not None:
        return Beside(found.name, found)
    own = item.offer.beside if item.offer else None
    return Beside(own.name, None, own) if own else None


def _offered(line: Line, tracker: Tracker | None, above: tuple[str, ...], there: Sequence[DataSet]) -> Offered:
    unit = _owner(line)
    if tracker is not None:
        return Offered(line, tracker, None, None, unit)
    offer = best_offer(said_of(line.reading, above))
    return Offered(line, None, offer, existing(offer, there) if offer else None, unit)


def said_of(reading: Reading, above: tuple[str, ...] = ()) -> Said:
    """What the plan says of a row in plain values."""
    years = years_of(reading)
    return Said(
        row_kind=reading.row.kind,
        title=reading.title,
        text=reading.text,
        above=above,
        comparator=reading.comparator,
        value="" if reading.value is None else f"{reading.value:f}",
        unit=reading.unit_of_measure,
        target_kind=reading.target_kind,
        accrual=reading.accrual,
        scope=reading.scope,
        commitment_kind=reading.commitment_kind,
        reference=reading.reference,
        years=years or (),
    )


def best_offer(said: Said) -> Offer | None:
    """The offer of the kind that fits best; of equal ones the kind that pages name first."""
    made = [offer for item in all_kinds().values() if (offer := item.offer(said)) is not None]
    best = max(made, key=lambda offer: offer.fit, default=None)
    return best if best is None else at_the_end_if_one(best, said)


def at_the_end_if_one(offer: Offer, said: Said) -> Offer:
    """With a schedule for what is one thing: nothing of it is due before its day, while of several a share is."""
    value = str(offer.asked.get("value") or said.value)
    one = value in {"1", "1.0"} and offer.rule.get("count") == "entries" and "of" not in offer.rule
    if not one or not said.years or offer.asked.get("mode") == Mode.LEVEL:
        return offer
    schedule = Schedule(ScheduleKind.MILESTONES, ((date(max(said.years), 12, 31), Fraction(1)),))
    return replace(offer, asked={**offer.asked, "schedule": schedule.as_json()})


def existing(offer: Offer, there: Iterable[DataSet]) -> DataSet | None:
    """A data set in use that the offer can be counted in: of its kind and name, and in its unit of measure."""
    for data_set in there:
        same_unit = data_set.unit_of_measure == offer.unit_of_measure
        if data_set.kind == offer.kind and data_set.name == offer.name and same_unit:
            return data_set
    return None


def _owner(line: Line) -> Unit | None:
    """Who sums up by the division; else the lead that the plan names, else the only unit that answers."""
    if line.sums_up is not None:
        return line.sums_up.unit
    named = [item for item in line.responsibilities if item.unit is not None]
    leads = [item.unit for item in named if item.role == "lead"]
    if leads:
        return leads[0]
    return named[0].unit if len(named) == 1 else None


def _headings(lines: Sequence[Line]) -> dict[int, tuple[str, ...]]:
    """For each section the titles that lead to it, itself included."""
    versions = {line.reading.version_id for line in lines}
    sections = {section.pk: section for section in Section.objects.filter(version__in=versions)}

    def path(pk: int | None) -> Iterator[str]:
        while pk is not None:
            yield sections[pk].title
            pk = sections[pk].parent_id

    return {pk: tuple(reversed(list(path(pk)))) for pk in sections}
