"""One unit under two names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import combinations

from gongjin.compiler.document import Span
from gongjin.compiler.lint.rule import found
from gongjin.compiler.lint.unit_spellings import same_unit
from gongjin.compiler.plan import CompiledPlan, Finding, Severity
from gongjin.core.texts import gettext as _


class TwoNames:
    """Counted by name, the work of one unit falls apart into that of two."""

    id = "two-names"
    severity = Severity.LOW
    doc = _("同一个单位写成两种名称，按单位汇总任务时会算成两家。")

    def check(self, plan: CompiledPlan) -> Iterator[Finding]:
        """One finding for each pair, at the first place of the rarer name."""
        counts: Counter[str] = Counter()
        first: dict[str, Span] = {}
        members = plan.task_force.members if plan.task_force else ()
        named = [(row.unit, row.span) for row in plan.responsibilities] + [(row.unit, row.span) for row in members]
        for unit, span in named:
            counts[unit] += 1
            first.setdefault(unit, span)
        for one, other in combinations(first, 2):
            if same_unit(one, other):
                rare, usual = sorted((one, other), key=lambda name: (counts[name], -len(name)))
                yield found(
                    self,
                    first[rare],
                    _("“%(rare)s”与“%(usual)s”像是同一个单位的两种写法。") % {"rare": rare, "usual": usual},
                    _("全文统一用一个名称；第一次出现时可写全称并注明简称。"),
                    confidence=0.9,
                )


RULE = TwoNames()
