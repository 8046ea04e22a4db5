"""A member of the task force that no task names."""

from __future__ import annotations

from collections.abc import Iterator

from gongjin.compiler.lint.rule import found
from gongjin.compiler.lint.unit_spellings import named_in
from gongjin.compiler.plan import CompiledPlan, Finding, Severity
from gongjin.core.texts import gettext as _


class IdleMember:
    """A member without a task sits in meetings, or its task was forgotten."""

    id = "idle-member"
    severity = Severity.MEDIUM
    doc = _("成员单位没有任何任务，要么多列了单位，要么漏写了任务。")

    def check(self, plan: CompiledPlan) -> Iterator[Finding]:
        """One finding for each such member; the unit that hosts the office has that for its work."""
        force = plan.task_force
        if force is None or not plan.responsibilities:
            return
        answering = {row.unit for row in plan.responsibilities} | ({force.office_in} if force.office_in else set())
        for member in force.members:
            if not named_in(member.unit, answering):
                yield found(
                    self,
                    member.span,
                    _("成员单位“%(unit)s”没有承担任何任务。") % {"unit": member.unit},
                    _("写明由它负责或配合的任务，或不列为成员单位。"),
                    confidence=member.confidence,
                )


RULE = IdleMember()
