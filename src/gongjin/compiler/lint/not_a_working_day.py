"""A due date on a day off."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from gongjin.compiler.lint.rule import found
from gongjin.compiler.plan import CompiledPlan, DeadlineKind, Finding, Severity
from gongjin.core.texts import gettext as _
from gongjin.core.workdays import CalendarNotPublished, WorkCalendar

_DAY_NAMED = re.compile(r"[0-9０-９]{1,2}[日号]")


class NotAWorkingDay:
    """By the State Council's published calendar; a year that is not published yet is let pass."""

    id = "not-a-working-day"
    severity = Severity.LOW
    doc = _("截止日不是工作日，材料当天无人收、无人报。")

    def check(self, plan: CompiledPlan) -> Iterator[Finding]:
        """One finding for each date with a day of its own; the last of a month that only names the month is no date."""
        calendar = WorkCalendar()
        for row in plan.deadlines:
            words = plan.text[row.span.start : row.span.end]
            if row.kind is not DeadlineKind.DATE or not _DAY_NAMED.search(words):
                continue
            try:
                day = datetime.date.fromisoformat(row.date or "")
                off = not calendar.is_workday(day)
            except (ValueError, CalendarNotPublished):
                continue
            if off:
                yield found(
                    self,
                    row.span,
                    _("%(date)s是休息日或节假日。") % {"date": f"{day.year}年{day.month}月{day.day}日"},
                    _("改为之前或之后的工作日。"),
                    confidence=row.confidence,
                )


RULE = NotAWorkingDay()
