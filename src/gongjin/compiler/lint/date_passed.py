"""A due date before the plan itself."""

from __future__ import annotations

from collections.abc import Iterator

from gongjin.compiler.lint.rule import found
from gongjin.compiler.plan import CompiledPlan, DeadlineKind, Finding, Severity
from gongjin.core.texts import gettext as _


class DatePassed:
    """What was due before the plan was issued cannot be met; mostly a year left over from last year's text."""

    id = "date-passed"
    severity = Severity.HIGH
    doc = _("时限早于方案印发的时间，多半是沿用旧稿没有改年份。")

    def check(self, plan: CompiledPlan) -> Iterator[Finding]:
        """One finding for each date that ends before the month of issue, or before the plan's first year."""
        begin = plan.issued or (str(min(plan.years)) if plan.years else None)
        if begin is None:
            return
        for row in plan.deadlines:
            if row.kind is DeadlineKind.DATE and row.date is not None:
                exact = min(len(begin), len(row.date))
                if row.date[:exact] < begin[:exact]:
                    yield found(
                        self,
                        row.span,
                        _("时限“%(text)s”早于方案的时间（%(begin)s）。") % {"text": row.text, "begin": begin},
                        _("核对年份。"),
                        confidence=row.confidence,
                    )


RULE = DatePassed()
