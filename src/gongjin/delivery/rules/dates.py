"""When reports are due, by when to sign, and what is too short a notice."""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from typing import Final

from gongjin.core.workdays import CalendarNotPublished, add_workdays, workdays_between
from gongjin.ledger.models import Cadence

SIGN_DAYS: Final = 3
"""Working days in which a unit signs, unless the office says another number."""

SHORT_NOTICE: Final = 2
"""Working days of notice below which somebody has to approve that a unit is asked."""

UNKNOWN_NOTICE: Final = timedelta(days=7)
"""Days that are notice enough where the year's working days are not published."""

_MONTHS: Final = {
    Cadence.MONTHLY.value: range(1, 13),
    Cadence.QUARTERLY.value: (3, 6, 9, 12),
    Cadence.HALF_YEARLY.value: (6, 12),
    Cadence.YEARLY.value: (12,),
}
_MOST: Final = {Cadence.WEEKLY.value: 7, Cadence.BY_EVENT.value: 0}


def is_day_of(cadence: str, day: int) -> bool:
    """Whether the day rule makes sense: 1 to 7 a week, 1 to 31 of a month, none by event."""
    most = _MOST.get(cadence, 31)
    return (1 <= day <= most) if most else day == 0


def next_report(cadence: str, day: int, after: date) -> date | None:
    """The first day after `after` by which a report is due; None by event. A short month's last day is meant by 31."""
    if cadence == Cadence.BY_EVENT:
        return None
    if cadence == Cadence.WEEKLY:
        return after + timedelta(days=(day - after.isoweekday() - 1) % 7 + 1)
    year, month = after.year, after.month
    while True:
        if month in _MONTHS[cadence]:
            found = date(year, month, min(day, calendar.monthrange(year, month)[1]))
            if found > after:
                return found
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)


def too_short(today: date, day: date) -> bool:
    """Whether less than two working days lie between today and the day."""
    try:
        return workdays_between(today, day) < SHORT_NOTICE
    except CalendarNotPublished:
        return day - today < UNKNOWN_NOTICE


def first_report(cadence: str, day: int, today: date, due: date) -> date | None:
    """The first report that leaves two working days' notice; the due date where that comes first. None by event."""
    found = next_report(cadence, day, today)
    while found is not None and found < due and too_short(today, found):
        found = next_report(cadence, day, found)
    return None if found is None else min(found, due)


def sign_by(today: date, days: int) -> date | None:
    """The last day to sign; None where the year's working days are not published (待定)."""
    try:
        return add_workdays(today, days)
    except CalendarNotPublished:
        return None
