"""A period (时期): year, half, quarter, month, January–February, ten days (旬), day, or years. Never a string.

Statistics are published for January–February together, hydrology and farming report by ten days, a plan may run for
years; all are one type with order and containment. Its code (`str`) is what is stored and exchanged:
`2024`, `2024H1`, `2024Q3`, `2024-06`, `2024-01/02`, `2024-06-T1`, `2024-06-30`, `2023/2026`.
"""

from __future__ import annotations

import re
from calendar import isleap, monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import total_ordering

from gongjin.core.texts import gettext as _

FIRST_YEAR, LAST_YEAR = 1900, 2199


class PeriodError(ValueError):
    """A code that names no period, or a step out of 1900 to 2199; the message is Chinese."""


class PeriodKind(StrEnum):
    """The sorts of period, longest first."""

    YEARS = "years"
    YEAR = "year"
    HALF = "half"
    QUARTER = "quarter"
    JANUARY_FEBRUARY = "january_february"
    MONTH = "month"
    TEN_DAYS = "ten_days"
    DAY = "day"


_IN_A_YEAR = {
    PeriodKind.HALF: 2,
    PeriodKind.QUARTER: 4,
    PeriodKind.MONTH: 12,
    PeriodKind.TEN_DAYS: 36,
}
_CODE = re.compile(
    r"(?P<year>\d{4})(?:/(?P<last>\d{4})|H(?P<half>[12])|Q(?P<quarter>[1-4])|(?P<janfeb>-01/02)"
    r"|-(?P<month>0[1-9]|1[0-2])(?:-T(?P<ten>[123])|-(?P<day>\d{2}))?)?",
    re.ASCII,
)


@total_ordering
@dataclass(frozen=True, slots=True)
class Period:
    """One period. `year` is its (first) year; `number` its place in the year from 1 (for YEARS: how many years; for
    DAY the day of the year).

    Made by the class methods, `parse` or `containing`; the plain constructor checks too and raises `PeriodError`.
    """

    kind: PeriodKind
    year: int
    number: int = 1

    def __post_init__(self) -> None:
        days = 366 if isleap(self.year) else 365
        most = {PeriodKind.YEARS: LAST_YEAR - FIRST_YEAR + 1, PeriodKind.DAY: days, **_IN_A_YEAR}.get(self.kind, 1)
        least = 2 if self.kind is PeriodKind.YEARS else 1
        last = self.year + self.number - 1 if self.kind is PeriodKind.YEARS else self.year
        if not (least <= self.number <= most and self.year >= FIRST_YEAR and last <= LAST_YEAR):
            raise PeriodError(
                _("时期超出范围：年份应在 %(first)d 至 %(last)d 之间。") % {"first": FIRST_YEAR, "last": LAST_YEAR}
            )

    # --- making one ---

    @classmethod
    def of_year(cls, year: int) -> Period:
        """A calendar year."""
        return cls(PeriodKind.YEAR, year)

    @classmethod
    def of_years(cls, first: int, last: int) -> Period:
        """A span of years, both included. A span of one year is that year, so that equal dates are equal periods."""
        if last < first:
            raise PeriodError(_("起始年份 %(a)d 晚于结束年份 %(b)d。") % {"a": first, "b": last})
        return cls.of_year(first) if first == last else cls(PeriodKind.YEARS, first, last - first + 1)

    @classmethod
    def of_plan(cls, years: Iterable[int]) -> Period | None:
        """The whole time of a plan that names these years, or None when it names none: a year is never made up."""
        named = sorted(set(years))
        return cls.of_years(named[0], named[-1]) if named else None

    @classmethod
    def of_month(cls, year: int, month: int) -> Period:
        """A calendar month, 1 to 12."""
        return cls(PeriodKind.MONTH, year, month)

    @classmethod
    def of_day(cls, day: date) -> Period:
        """One day."""
        return cls(PeriodKind.DAY, day.year, day.timetuple().tm_yday)

    @classmethod
    def containing(cls, day: date, kind: PeriodKind) -> Period:
        """The period of a kind in which a day lies. Raises `PeriodError` when there is none (March in 1—2月; YEARS)."""
        if kind is PeriodKind.YEAR:
            return cls.of_year(day.year)
        if kind is PeriodKind.DAY:
            return cls.of_day(day)
        if kind is PeriodKind.TEN_DAYS:
            return cls(kind, day.year, (day.month - 1) * 3 + min((day.day - 1) // 10, 2) + 1)
        if kind in _IN_A_YEAR:
            return cls(kind, day.year, (day.month - 1) // (12 // _IN_A_YEAR[kind]) + 1)
        if kind is PeriodKind.JANUARY_FEBRUARY and day.month <= 2:
            return cls(kind, day.year)
        raise PeriodError(_("%(day)s 不属于任何这样的时期。") % {"day": day.isoformat()})

    @classmethod
    def parse(cls, code: str) -> Period:
        """The period of a code, as `str` gives it. Raises `PeriodError`."""
        found = _CODE.fullmatch(code)
        if found is None:
            raise PeriodError(
                _(
                    "“%(code)s”不是时期，应写成 2024、"
                    "2024H1、2024Q3、2024-06、2024-01/02、2024-06-T1、2024-06-30、2023/2026。"
                )
                % {"code": code[:30]}
            )
        year = int(found["year"])
        if found["last"]:
            last = int(found["last"])
            if last == year:
                raise PeriodError(_("只有一年的时期请写成 %(year)d。") % {"year": year})
            return cls.of_years(year, last)
        if found["half"]:
            return cls(PeriodKind.HALF, year, int(found["half"]))
        if found["quarter"]:
            return cls(PeriodKind.QUARTER, year, int(found["quarter"]))
        if found["janfeb"]:
            return cls(PeriodKind.JANUARY_FEBRUARY, year)
        if found["ten"]:
            return cls(
                PeriodKind.TEN_DAYS,
                year,
                (int(found["month"]) - 1) * 3 + int(found["ten"]),
            )
        if found["day"]:
            month, day = int(found["month"]), int(found["day"])
            if not 1 <= day <= monthrange(year, month)[1]:
                raise PeriodError(_("%(code)s 不是一个存在的日期。") % {"code": code})
            return cls.of_day(date(year, month, day))
        return cls.of_month(year, int(found["month"])) if found["month"] else cls.of_year(year)

    # --- what it is ---

    @property
    def start(self) -> date:
        """Its first day."""
        if self.kind is PeriodKind.DAY:
            return date(self.year, 1, 1) + timedelta(days=self.number - 1)
        if self.kind is PeriodKind.TEN_DAYS:
            return date(self.year, (self.number - 1) // 3 + 1, (self.number - 1) % 3 * 10 + 1)
        if self.kind in _IN_A_YEAR:
            return date(self.year, (self.number - 1) * (12 // _IN_A_YEAR[self.kind]) + 1, 1)
        return date(self.year, 1, 1)

    @property
    def end(self) -> date:
        """Its last day."""
        match self.kind:
            case PeriodKind.YEARS:
                return date(self.year + self.number - 1, 12, 31)
            case PeriodKind.YEAR:
                return date(self.year, 12, 31)
            case PeriodKind.JANUARY_FEBRUARY:
                return _month_end(self.year, 2)
            case PeriodKind.DAY:
                return self.start
            case PeriodKind.TEN_DAYS:
                start = self.start
                return start + timedelta(days=9) if start.day < 21 else _month_end(start.year, start.month)
            case _:
                return _month_end(self.year, self.number * (12 // _IN_A_YEAR[self.kind]))

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.end - self.start).days + 1

    def __str__(self) -> str:
        match self.kind:
            case PeriodKind.YEARS:
                return f"{self.year:04}/{self.year + self.number - 1:04}"
            case PeriodKind.HALF:
                return f"{self.year:04}H{self.number}"
            case PeriodKind.QUARTER:
                return f"{self.year:04}Q{self.number}"
            case PeriodKind.JANUARY_FEBRUARY:
                return f"{self.year:04}-01/02"
            case PeriodKind.MONTH:
                return f"{self.year:04}-{self.number:02}"
            case PeriodKind.DAY:
                return self.start.isoformat()
            case PeriodKind.TEN_DAYS:
                return f"{self.year:04}-{self.start.month:02}-T{(self.number - 1) % 3 + 1}"
            case _:
                return f"{self.year:04}"

    @property
    def label(self) -> str:
        """As a document writes it: 2024年上半年, 2024年1—2月, 2024年6月上旬, 2023—2026年."""
        named = {"year": self.year, "last": self.end.year, "month": self.start.month, "day": self.start.day}
        match self.kind:
            case PeriodKind.YEARS:
                return _("%(year)d—%(last)d年") % named
            case PeriodKind.HALF:
                return (_("%(year)d年上半年"), _("%(year)d年下半年"))[self.number - 1] % named
            case PeriodKind.QUARTER:
                labels = (
                    _("%(year)d年第一季度"),
                    _("%(year)d年第二季度"),
                    _("%(year)d年第三季度"),
                    _("%(year)d年第四季度"),
                )
                return labels[self.number - 1] % named
            case PeriodKind.JANUARY_FEBRUARY:
                return _("%(year)d年1—2月") % named
            case PeriodKind.MONTH:
                return _("%(year)d年%(month)d月") % named
            case PeriodKind.DAY:
                return _("%(year)d年%(month)d月%(day)d日") % named
            case PeriodKind.TEN_DAYS:
                tens = (
                    _("%(year)d年%(month)d月上旬"),
                    _("%(year)d年%(month)d月中旬"),
                    _("%(year)d年%(month)d月下旬"),
                )
                return tens[(self.number - 1) % 3] % named
            case _:
                return _("%(year)d年") % named

    # --- order and containment ---

    def __lt__(self, other: Period) -> bool:
        """In the order of a table: by first day, and the longer before what it contains."""
        return (self.start, -self.days) < (other.start, -other.days)

    def __contains__(self, other: Period | date) -> bool:
        """Whether a day, or all of another period, lies within. A period contains itself."""
        if isinstance(other, Period):
            return self.start <= other.start and other.end <= self.end
        return self.start <= other <= self.end

    def overlaps(self, other: Period) -> bool:
        """Whether they have a day in common."""
        return self.start <= other.end and other.start <= self.end

    # --- neighbours and parts ---

    def shifted(self, steps: int) -> Period:
        """The period of the same kind `steps` after (before, when negative). January–February steps by the year,
        a span by its own length. Raises `PeriodError` out of 1900 to 2199."""
        if self.kind is PeriodKind.YEARS:
            return Period(self.kind, self.year + steps * self.number, self.number)
        if self.kind is PeriodKind.DAY:
            try:
                return Period.of_day(self.start + timedelta(days=steps))
            except OverflowError:
                return Period(self.kind, LAST_YEAR + 1)  # which says that it is out of range
        count = _IN_A_YEAR.get(self.kind, 1)
        year, place = divmod(self.year * count + self.number - 1 + steps, count)
        return Period(self.kind, year, place + 1)

    @property
    def next(self) -> Period:
        """The one after."""
        return self.shifted(1)

    @property
    def previous(self) -> Period:
        """The one before."""
        return self.shifted(-1)

    @property
    def year_before(self) -> Period:
        """The same period one year earlier, for 同比; a span of years moves by one year too."""
        if self.kind is PeriodKind.DAY:
            month, day = self.start.month, self.start.day
            last = monthrange(self.year - 1, month)[1]
            return Period.of_day(date(self.year - 1, month, min(day, last)))  # of 29 February: the 28th
        return Period(self.kind, self.year - 1, self.number)

    def parts(self, kind: PeriodKind) -> tuple[Period, ...]:
        """It split without gap into shorter periods of a kind. Raises `PeriodError` where they do not fit
        (a month into quarters, anything into 1—2月)."""
        first = None if kind in {PeriodKind.YEARS, PeriodKind.JANUARY_FEBRUARY} else Period.containing(self.start, kind)
        if first is None or first not in self:
            raise PeriodError(_("%(period)s 不能这样划分。") % {"period": self.label})
        found = [first]
        while found[-1].end < self.end:
            found.append(found[-1].next)
        return tuple(found)

    def reporting_months(self) -> tuple[Period, ...]:
        """Its months as statistics publish them: January and February of a year as one where both belong to it."""
        found: list[Period] = []
        for month in self.parts(PeriodKind.MONTH):
            pair = Period(PeriodKind.JANUARY_FEBRUARY, month.year)
            if month.number > 2 or pair not in self:
                found.append(month)
            elif month.number == 1:
                found.append(pair)
        return tuple(found)


def _month_end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])
