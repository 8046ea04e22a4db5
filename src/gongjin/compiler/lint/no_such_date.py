"""A date that no calendar has."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator

from gongjin.compiler.document import Span
from gongjin.compiler.lint.rule import found
from gongjin.compiler.plan import CompiledPlan, Finding, Severity
from gongjin.core.texts import gettext as _

_DATE = re.compile(r"([0-9](?<![0-9][0-9])[0-9]?)月(?:([0-9]{1,2})日)?")
_YEAR = re.compile(r"((?:19|20)[0-9]{2})年")
_YEAR_LONG = 5
_LEAP_YEAR = 2024
_MONTHS = 12


class NoSuchDate:
    """2月30日 and 13月 are slips of the pen, and a machine must not round them."""

    id = "no-such-date"
    severity = Severity.HIGH
    doc = _("日历上没有这一天。")

    def check(self, plan: CompiledPlan) -> Iterator[Finding]:
        """One finding for each such date; without a year, 29 February is let pass."""
        for date in _DATE.finditer(plan.text):
            year = _YEAR.fullmatch(plan.text, max(0, date.start() - _YEAR_LONG), date.start())
            if _in_calendar(year and year.group(1), *date.groups()):
                continue
            span = Span(year.start() if year else date.start(), date.end())
            yield found(
                self,
                span,
                _("没有“%(date)s”这个日期。") % {"date": plan.text[span.start : span.end]},
                _("核对后改成实有的日期。"),
            )


def _in_calendar(year: str | None, month: str, day: str | None) -> bool:
    if not 1 <= int(month) <= _MONTHS:
        return False
    return day is None or 1 <= int(day) <= monthrange(int(year or _LEAP_YEAR), int(month))[1]


RULE = NoSuchDate()
