"""The times at which a duty falls due."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from gongjin.core.periods import Period, PeriodKind
from gongjin.core.texts import gettext as _


class Cadence(StrEnum):
    """How often: a week runs from Monday to Sunday, ten days are those of the month (旬)."""

    DAY = "day"
    WEEK = "week"
    TEN_DAYS = "ten_days"
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"

    @property
    def label(self) -> str:
        """As a page says it."""
        return {
            Cadence.DAY: _("每天"), Cadence.WEEK: _("每周"), Cadence.TEN_DAYS: _("每旬"), Cadence.MONTH: _("每月"),
            Cadence.QUARTER: _("每季度"), Cadence.HALF: _("每半年"), Cadence.YEAR: _("每年"),
        }[self]  # fmt: skip


@dataclass(frozen=True, slots=True, order=True)
class Slot:
    """A stretch of days in which the duty has to be done, both days included."""

    start: date
    end: date

    def __contains__(self, day: date) -> bool:
        return self.start <= day <= self.end

    @property
    def label(self) -> str:
        """3月4日—10日, 3月4日."""
        a, b = self.start, self.end
        shown = {"m": a.month, "d": a.day, "n": b.month, "e": b.day}
        if a == b:
            return _("%(m)d月%(d)d日") % shown
        return (_("%(m)d月%(d)d日—%(e)d日") if a.month == b.month else _("%(m)d月%(d)d日—%(n)d月%(e)d日")) % shown


def slot_of(day: date, cadence: Cadence) -> Slot:
    """The stretch in which a day lies."""
    if cadence is Cadence.WEEK:
        monday = day - timedelta(days=day.weekday())
        return Slot(monday, monday + timedelta(days=6))
    period = Period.containing(day, PeriodKind(cadence.value))
    return Slot(period.start, period.end)


def slots(cadence: Cadence, months: Collection[int], first: date, last: date) -> list[Slot]:
    """The stretches that end between two days, in the season: a stretch belongs to the month of its last day."""
    found: list[Slot] = []
    slot = slot_of(first, cadence)
    while slot.end <= last:
        if not months or slot.end.month in months:
            found.append(slot)
        slot = slot_of(slot.end + timedelta(days=1), cadence)
    return found
