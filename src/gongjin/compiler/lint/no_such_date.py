"""A date that no calendar has."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator

from gongjin.compiler.document import Span
from gongjin.compiler.lint.rule import found
from gongjin.compiler.plan import CompiledPlan, Finding, Severity
from gongjin.core.texts import gettext as _

_DATE = re.compile(r"(?:((?:19|20)[0-9]{2})年)?(?<![0-9])([0-9]{1,2})月(?:([0-9]{1,2})日)?")
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
            year, month, day = (int(part) if part else None for part in date.groups())
            if month is None or (month in range(1, _MONTHS + 1) and (day is None or _in_month(year, month, day))):
                continue
            yield found(
                self,
                Span(*date.span()),
                _("没有“%(date)s”这个日期。") % {"date": date.group()},
                _("核对后改成实有的日期。"),
            )


def _in_month(year: int | None, month: int, day: int) -> bool:
    return 1 <= day <= monthrange(year or _LEAP_YEAR, month)[1]


RULE = NoSuchDate()
