"""A commitment that nobody can check."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongjin.compiler.lint.rule import found
from gongjin.compiler.lint.spans import Spans, holding
from gongjin.compiler.plan import CommitmentKind, CompiledPlan, Finding, Severity
from gongjin.core.texts import gettext as _

# Each alternative begins with one character, so that a search skips at once what none begins with.
_VAGUE = re.compile(r"一大?批|若干|一系列|大批|多[个家项处座所名]|数(?<![0-9]数)[十百千]")


class Uncheckable:
    """A tendency without a base, or a number that is none (一批), is fulfilled by anything and by nothing."""

    id = "uncheckable"
    severity = Severity.LOW
    doc = _("要求没有数字、基数或参照，年底无法判断是否做到。")

    def check(self, plan: CompiledPlan) -> Iterator[Finding]:
        """One finding for each tendency without a reference, and for each vague number in a measure."""
        told = Spans(row.span for row in plan.commitments)
        for row in plan.commitments:
            vague = _VAGUE.search(row.text)
            if vague is None and (row.kind is not CommitmentKind.DIRECTIONAL or row.reference is not None):
                continue
            yield found(
                self,
                row.span,
                _("“%(text)s”没有可以检查的标准。") % {"text": row.text},
                _("写明数量，或写明与什么相比、到什么程度；也可改为可交付的成果（方案、名单、制度）。"),
                confidence=row.confidence,
            )
        for measure in holding(plan.measures, _VAGUE, plan.text):
            vague = _VAGUE.search(plan.text, *measure.span)
            if vague is not None and not told.touch(*measure.span):
                yield found(
                    self,
                    measure.span,
                    _("“%(words)s”是多少没有写明。") % {"words": vague.group()},
                    _("写明数量。"),
                    confidence=measure.confidence,
                )


RULE = Uncheckable()
