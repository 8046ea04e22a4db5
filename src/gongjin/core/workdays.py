"""Working days (工作日) by the State Council's yearly notice on holidays, which moves days off and make-up days about.

The published notices come with `chinesecalendar` (2004 to 2026). A year without a notice has no working days that
anybody could know: asking raises `CalendarNotPublished`, and a page shows 待定. A notice that came out later is entered
as a `Notice` and given to a `WorkCalendar`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from chinese_calendar import constants

from gongjin.core.texts import gettext as _

FRIDAY = 4
# The package's own test of a year is a first and a last day: a notice that reaches into January would make it take the
# next year for known. National Day stands in every full notice, and in no other year's.
PUBLISHED_YEARS = frozenset(day.year for day in constants.holidays if day.month == 10)


class CalendarNotPublished(Exception):
    """A day lies in a year whose notice is not known. `year` names it; the message says what to do."""

    def __init__(self, year: int) -> None:
        super().__init__(
            _("%(year)d年的节假日安排尚未公布或尚未录入，工作日待定；公布后请在“系统”中录入。") % {"year": year}
        )
        self.year = year


class BadNotice(ValueError):
    """A notice that contradicts itself; the message names the day."""


@dataclass(frozen=True, slots=True)
class Notice:
    """A year's notice: days off, and weekend days worked instead (调休上班).

    Days of the December before and of the January after may be named, since the New Year's holiday reaches over.
    A notice overrules the published data for the days that it names, as an amended notice does. Raises `BadNotice`.
    """

    year: int
    holidays: frozenset[date]
    makeup_days: frozenset[date] = frozenset()

    def __post_init__(self) -> None:
        both = self.holidays & self.makeup_days
        if both:
            raise BadNotice(_("%(day)s 不能既是放假日又是调休上班日。") % {"day": min(both).isoformat()})
        for day in sorted(self.holidays | self.makeup_days):
            if not date(self.year - 1, 12, 1) <= day <= date(self.year + 1, 1, 31):
                raise BadNotice(
                    _("%(day)s 不属于%(year)d年的节假日安排。") % {"day": day.isoformat(), "year": self.year}
                )
        for day in sorted(self.makeup_days):
            if day.weekday() <= FRIDAY:
                raise BadNotice(_("%(day)s 不是周末，不会是调休上班日。") % {"day": day.isoformat()})
        if not self.holidays:
            raise BadNotice(_("%(year)d年的安排没有任何放假日，请检查。") % {"year": self.year})


class WorkCalendar:
    """The published calendar with the notices entered since. It never changes: make a new one for a new notice."""

    def __init__(self, notices: Iterable[Notice] = ()) -> None:
        self._entered_years: set[int] = set()
        self._named: dict[date, bool] = {}
        for notice in sorted(notices, key=lambda n: n.year):
            self._entered_years.add(notice.year)
            self._named.update(dict.fromkeys(notice.holidays, False))
            self._named.update(dict.fromkeys(notice.makeup_days, True))

    def is_workday(self, day: date) -> bool:
        """Whether offices work on a day. Raises `CalendarNotPublished` for a year without data."""
        named = self._named.get(day)
        if named is not None:
            return named
        if day.year in PUBLISHED_YEARS:
            return day in constants.workdays or (day.weekday() <= FRIDAY and day not in constants.holidays)
        if day.year in self._entered_years:
            return day.weekday() <= FRIDAY
        raise CalendarNotPublished(day.year)

    def add_workdays(self, start: date, count: int) -> date:
        """The `count`-th working day after `start` (before it, when negative); `start` itself is not counted.

        A count of 0 gives `start` if it is a working day, else the first one after it.
        Raises `CalendarNotPublished` when the way leads past the data.
        """
        step = timedelta(days=-1 if count < 0 else 1)
        day, left = start, abs(count)
        if not left:
            while not self.is_workday(day):
                day += step
            return day
        while left:
            day += step
            left -= self.is_workday(day)
        return day

    def workdays_between(self, start: date, end: date) -> int:
        """How many working days come after `start` up to and with `end`; negative when `end` is before `start`.

        So `workdays_between(day, add_workdays(day, n)) == n`. Raises `CalendarNotPublished`.
        """
        if end < start:
            days = (end + timedelta(days=n) for n in range((start - end).days))
            return -sum(self.is_workday(day) for day in days)
        return sum(self.is_workday(start + timedelta(days=n)) for n in range(1, (end - start).days + 1))


PUBLISHED = WorkCalendar()
is_workday = PUBLISHED.is_workday
add_workdays = PUBLISHED.add_workdays
workdays_between = PUBLISHED.workdays_between
