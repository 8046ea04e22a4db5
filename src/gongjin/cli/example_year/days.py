"""The days on which the year is lived: when last month's figures are handed in, and when the month is closed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from gongjin.core.periods import Period, PeriodKind
from gongjin.core.workdays import CalendarNotPublished, WorkCalendar

FIGURES_BY: Final = 8
"""From which day of a month the figures of the month before are handed in."""
_CALENDAR: Final = WorkCalendar()
_SATURDAY: Final = 5


@dataclass(frozen=True, slots=True)
class Month:
    """A month as it is lived; `last` is the month before, whose figures are handed in on `figures`."""

    period: Period
    workdays: tuple[date, ...]

    @property
    def last(self) -> Period:
        """The month before."""
        return self.period.previous

    @property
    def number(self) -> int:
        """1 to 12."""
        return self.period.start.month

    @property
    def figures(self) -> date:
        """The day of figures and corrections."""
        return next(day for day in self.workdays if day.day >= FIGURES_BY)

    @property
    def close(self) -> date:
        """The day on which what happened in the month is told."""
        return self.workdays[-1]

    def over(self, kind: PeriodKind) -> Period | None:
        """The period of a cycle that ended with the month before, None where none did."""
        ended = Period.containing(self.last.end, kind)
        return ended if ended.end == self.last.end else None


def month_of(year: int, number: int) -> Month:
    """A month of a year."""
    period = Period.of_month(year, number)
    days = (period.start + timedelta(days=passed) for passed in range(period.days))
    return Month(period, tuple(day for day in days if is_workday(day)))


def months_of(year: int, count: int) -> Iterator[Month]:
    """The first months of a year."""
    for number in range(1, count + 1):
        yield month_of(year, number)


def is_workday(day: date) -> bool:
    """Whether offices work on a day; where no notice is out yet, on weekdays."""
    try:
        return _CALENDAR.is_workday(day)
    except CalendarNotPublished:
        return day.weekday() < _SATURDAY
