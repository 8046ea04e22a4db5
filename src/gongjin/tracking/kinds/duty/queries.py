"""What the pages of a duty read: a year's calendar with its table, the records."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from django.db.models import QuerySet

from gongjin.core import clock
from gongjin.tracking.kinds.duty.count import Read
from gongjin.tracking.kinds.duty.form import COUNT, RECORD, Form, form_of
from gongjin.tracking.kinds.duty.rule import COMPLETENESS, Rule
from gongjin.tracking.models import DataSet, Fact
from gongjin.tracking.queries.holdings import holdings
from gongjin.tracking.rules.asked import Asked, Wanted
from gongjin.tracking.rules.holdings import Known

STEP, LEFT, TOP = 14, 30, 20


@dataclass(frozen=True, slots=True)
class Day:
    """A day in the calendar: its place in the drawing, how many records it has as a shade from 0 to 3, whether the
    season has it, and whether a stretch that ends on it lacks something."""

    day: date
    x: int
    y: int
    records: int
    off: bool
    missed: bool

    @property
    def shade(self) -> int:
        """From 0 to 3."""
        return min(self.records, 3)


@dataclass(frozen=True, slots=True)
class Month:
    """A month in the table beside the calendar; due and done are those of stretches that end in it."""

    first: date
    x: int
    due: int
    done: int
    records: int
    people: Decimal
    findings: int

    @property
    def missed(self) -> int:
        """How many were due and not made."""
        return self.due - self.done


@dataclass(frozen=True, slots=True)
class Calendar:
    """A year of a duty."""

    year: int
    days: tuple[Day, ...]
    months: tuple[Month, ...]
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Entry:
    """A record as the page lists it; `counts` are (label, amount, unit)."""

    fact: Fact
    counts: tuple[tuple[str, str, str], ...]
    gone: bool

    @property
    def files(self) -> list[object]:
        """What proves it."""
        return [proof.evidence for proof in self.fact.proofs.all()]


def duty_by_id(jurisdiction: int, public_id: UUID) -> DataSet | None:
    """A duty of a jurisdiction."""
    found = DataSet.objects.select_related("jurisdiction", "unit")
    return found.filter(jurisdiction=jurisdiction, public_id=public_id, kind="duty").first()


def calendar(data_set: DataSet, year: int) -> Calendar:
    """A year, day by day and month by month, up to today."""
    first, last, today = date(year, 1, 1), date(year, 12, 31), clock.today()
    form = form_of(data_set.settings)
    held = holdings(data_set, min(last, today))
    read = Read(form, Rule(COMPLETENESS), Asked(Wanted.GE, None, "", first, last), held)
    per_day = Counter(fact.day for fact in read.records)
    missed = {slot.end for slot in read.missed(today)}
    offset = first.weekday()
    days: list[Day] = []
    for number in range((last - first).days + 1):
        day = first + timedelta(days=number)
        column, row = divmod(number + offset, 7)
        off = bool(form.months) and day.month not in form.months
        days.append(Day(day, LEFT + column * STEP, TOP + row * STEP, per_day[day], off, day in missed))
    months = tuple(_month(read, form, date(year, month, 1), today, offset) for month in range(1, 13))
    return Calendar(year, tuple(days), months, LEFT + 54 * STEP, TOP + 7 * STEP)


def _month(read: Read, form: Form, first: date, today: date, offset: int) -> Month:
    records = [fact for fact in read.records if (fact.day.year, fact.day.month) == (first.year, first.month)]
    ended = [slot for slot in read.all_slots if slot.end.month == first.month and slot.end <= today]
    made = read.made(today)
    done = sum(min(made[slot, place], form.times) for slot in ended for place in read.places)
    column = ((first - date(first.year, 1, 1)).days + offset) // 7
    return Month(
        first=first, x=LEFT + column * STEP, due=form.times * len(read.places) * len(ended), done=done,
        records=len(records), people=sum((fact.value or Decimal(0) for fact in records), Decimal(0)),
        findings=sum(_findings(fact) for fact in records),
    )  # fmt: skip


def _findings(fact: Known) -> int:
    text = fact.detail.get("findings", "")
    return len(text.split("、")) if text else 0


def records(data_set: DataSet) -> QuerySet[Fact, Fact]:
    """All records, the latest first, with the void ones."""
    found = data_set.facts.filter(aspect=RECORD).select_related("item").prefetch_related("proofs__evidence")
    return found.order_by("-ends", "-recorded_at", "-pk")


def entries(data_set: DataSet, facts: Sequence[Fact]) -> list[Entry]:
    """Some records as the page lists them: what says that an earlier one never held is not listed by itself."""
    form = form_of(data_set.settings)
    replaced = set(data_set.facts.filter(replaces__in=[fact.pk for fact in facts]).values_list("replaces", flat=True))
    return [
        Entry(
            fact,
            tuple(
                (item.label, fact.detail[COUNT + item.key], item.unit)
                for item in form.counts
                if COUNT + item.key in fact.detail
            ),
            fact.pk in replaced,
        )
        for fact in facts
        if not fact.void
    ]
