"""A change without the base that it is counted from."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongjin.compiler.lint.rule import found
from gongjin.compiler.plan import CompiledPlan, Finding, Severity, TargetKind
from gongjin.core.texts import gettext as _

_CHANGES = re.compile(r"提高|提升|下降|降低|减少|压减|压缩|缩短|缩减|节约|翻")
"""Growth (增长, 增速) is counted against the same period of last year by the statistics law's usage; these are not."""
_BASED = re.compile(r"同比|环比|年均|每年|逐年|比|较|从|由|以.{1,12}为基|在.{1,12}基础上|原来|上年|去年|现有|翻.番")


class NoBase:
    """Reduced by 15 %: against last year, the five-year plan's first, or the average of three?"""

    id = "no-base"
    severity = Severity.LOW
    doc = _("升降幅度没有写明与什么时候比，完成没完成说不清。")

    def check(self, plan: CompiledPlan) -> Iterator[Finding]:
        """One finding for each change whose clause names no base."""
        for target in plan.targets:
            if target.kind is not TargetKind.CHANGE or target.base is not None or target.base_period is not None:
                continue
            if not _CHANGES.search(target.text) or _BASED.search(target.text):
                continue
            yield found(
                self,
                target.span,
                _("“%(text)s”没有写明比较的基数或基期。") % {"text": target.text},
                _("写明与哪一年或哪个数相比，例如“比2025年下降”“从58%提高到62%”。"),
                confidence=target.confidence,
            )


RULE = NoBase()
