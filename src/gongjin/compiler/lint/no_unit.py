"""A task that no unit answers for."""

from __future__ import annotations

from collections.abc import Iterator

from gongjin.compiler.lint.rule import found
from gongjin.compiler.plan import CompiledPlan, Finding, Severity
from gongjin.core.texts import gettext as _


class NoUnit:
    """Looks at leaves that promise something, where neither they nor what they stand under has a unit."""

    id = "no-unit"
    severity = Severity.HIGH
    doc = _("任务没有责任单位，印发后无法交办。")

    def check(self, plan: CompiledPlan) -> Iterator[Finding]:
        """One finding for each such section, at its heading."""
        covered: set[str] = {row.section for row in plan.responsibilities}
        promising = {row.section for row in plan.targets} | {row.section for row in plan.commitments}
        for section in plan.sections:
            if section.parent in covered:
                covered.add(section.id)
        parents = {section.parent for section in plan.sections}
        for section in plan.sections:
            wanted = section.task or (section.id in promising and section.id not in parents)
            if wanted and section.id not in covered:
                yield found(
                    self,
                    section.span,
                    _("“%(title)s”没有写明责任单位。") % {"title": section.title},
                    _("在这一条末尾写明责任单位，例如“（××局牵头，××局配合）”。"),
                    severity=Severity.HIGH if section.task else Severity.MEDIUM,
                    confidence=section.confidence,
                )


RULE = NoUnit()
