"""Periods as tables of others write them: 2024年1-6月, 前三季度, 2024.6, 6月上旬, 2024Q2."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime

from gongjin.core.periods import Period, PeriodError, PeriodKind

_NUMERALS = {"一": 1, "二": 2, "三": 3, "四": 4}
_YEAR = re.compile(r"(?<!\d)(20\d\d|19\d\d)(?:年度?)?(?!\d)")
_RANGE = re.compile(r"(?:(\d{4})[年.\-/]?)?(?:1|一)月?[-~至到](\d{1,2})月?份?(?:累计)?")
_MONTH = re.compile(r"(?:(\d{4})[年.\-/])?(\d{1,2})(?:月份?)?(?:末|底)?")
_COMPACT = re.compile(r"(\d{4})(0[1-9]|1[0-2])")
_DAY = re.compile(r"(?:(\d{4})[年.\-/])(\d{1,2})[月.\-/](\d{1,2})日?")
_TEN = re.compile(r"(?:(\d{4})[年.\-/]?)?(\d{1,2})月([上中下])旬")
_QUARTER = re.compile(r"(?:(\d{4})年?)?(?:第?([一二三四1-4])季度?|Q([1-4]))")
_FIRST_THREE = re.compile(r"(?:(\d{4})年?)?前三季度(?:累计)?")
_HALF = re.compile(r"(?:(\d{4})年?)?([上下])半年")
_WHOLE = re.compile(r"(\d{4})(?:年度?|年?全年)?|全年")


@dataclass(frozen=True, slots=True)
class Written:
    """A period as written. `so_far` says that it runs from the year's beginning (1—6月), so that the words tell a
    cumulative value; then the period is the whole stretch where there is such a one, else its last month."""

    period: Period
    so_far: bool = False


def year_in(text: str) -> int | None:
    """The first year that a heading names."""
    found = _YEAR.search(unicodedata.normalize("NFKC", text))
    return int(found[1]) if found else None


def read_period(raw: object, year: int | None = None) -> Written | None:
    """The period of a cell; `year` is that of the heading, for cells that name none. None where it is no period."""
    if isinstance(raw, datetime):
        raw = raw.date()
    if isinstance(raw, date):
        # Excel turns 2024-6 into the first of that month.
        kind = PeriodKind.MONTH if raw.day == 1 else PeriodKind.DAY
        return Written(Period.containing(raw, kind))
    if isinstance(raw, float) and raw.is_integer():
        raw = int(raw)
    text = re.sub(r"\s", "", unicodedata.normalize("NFKC", str(raw))).translate(str.maketrans("—–－一", "---一"))
    text = re.sub("-+", "-", text)
    try:
        return _coded(text) or _worded(text, year)
    except PeriodError:
        return None


def _coded(text: str) -> Written | None:
    try:
        return Written(Period.parse(text))
    except PeriodError:
        return None


def _worded(text: str, year: int | None) -> Written | None:
    if found := _RANGE.fullmatch(text):
        return _so_far(_year(found[1], year), int(found[2]))
    if found := _FIRST_THREE.fullmatch(text):
        return _so_far(_year(found[1], year), 9)
    if found := _TEN.fullmatch(text):
        place = (int(found[2]) - 1) * 3 + "上中下".index(found[3]) + 1
        return Written(Period(PeriodKind.TEN_DAYS, _year(found[1], year), place))
    if found := _QUARTER.fullmatch(text):
        number = found[2] or found[3]
        return Written(Period(PeriodKind.QUARTER, _year(found[1], year), _NUMERALS.get(number) or int(number)))
    if found := _HALF.fullmatch(text):
        return Written(Period(PeriodKind.HALF, _year(found[1], year), 1 if found[2] == "上" else 2))
    if found := _COMPACT.fullmatch(text):
        return Written(Period.of_month(int(found[1]), int(found[2])))
    if found := _DAY.fullmatch(text):
        return _of_day(found)
    if found := _WHOLE.fullmatch(text):
        return Written(Period.of_year(_year(found[1], year)))
    if (found := _MONTH.fullmatch(text)) and (found[1] or "月" in text):
        return Written(Period.of_month(_year(found[1], year), int(found[2])))
    return None


def _of_day(found: re.Match[str]) -> Written | None:
    try:
        day = date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return None
    return Written(Period.containing(day, PeriodKind.DAY))


def _year(text: str | None, year: int | None) -> int:
    if text:
        return int(text)
    if year is None:
        raise PeriodError("no year")
    return year


def _so_far(year: int, month: int) -> Written | None:
    whole = {
        1: Period.of_month(year, 1), 2: Period(PeriodKind.JANUARY_FEBRUARY, year),
        3: Period(PeriodKind.QUARTER, year, 1), 6: Period(PeriodKind.HALF, year, 1), 12: Period.of_year(year),
    }  # fmt: skip
    if not 1 <= month <= 12:
        return None
    return Written(whole.get(month) or Period.of_month(year, month), True)
