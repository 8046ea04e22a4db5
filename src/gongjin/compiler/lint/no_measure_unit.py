"""A figure without a unit of measure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongjin.compiler.document import Span
from gongjin.compiler.lint.rule import found
from gongjin.compiler.lint.spans import Spans, holding
from gongjin.compiler.plan import CompiledPlan, Finding, Severity
from gongjin.core.texts import gettext as _

_BARE = re.compile(r"\d(?<=[\u4e00-\u9fff]\d)\d{0,8}(?:\.\d{1,4})?(?=以上|以下|以内|左右|[，。；、）\n]|$)")
_AFTER_WORD = re.compile(r"\d(?<=[\u4e00-\u9fff]\d)")
_NAMED = re.compile(r"第$|[号类级版条款项章节期]$|[年月]$")
"""What makes a bare number a name or a date and no quantity."""


class NoMeasureUnit:
    """120 of what: households, people, times? Whoever counts later has to guess."""

    id = "no-measure-unit"
    severity = Severity.MEDIUM
    doc = _("数字没有计量单位，统计时各说各话。")

    def check(self, plan: CompiledPlan) -> Iterator[Finding]:
        """One finding for each such figure inside a measure."""
        numbers = [
            number
            for measure in holding(plan.measures, _AFTER_WORD, plan.text)
            for number in _BARE.finditer(plan.text, *measure.span)
        ]
        if not numbers:
            return
        known = [row.quantity for row in plan.targets] + [row.span for row in plan.deadlines]
        known += [row.span for row in (*plan.documents, *plan.programmes)]
        spans = Spans(known)
        for number in numbers:
            start, end = number.span()
            if spans.touch(start, end) or _NAMED.search(plan.text, max(start - 1, 0), start):
                continue
            yield found(
                self,
                Span(start, end),
                _("“%(number)s”没有计量单位。") % {"number": number.group()},
                _("在数字后写明单位，例如“户”“人次”“公里”。"),
                confidence=0.9,
            )


RULE = NoMeasureUnit()
