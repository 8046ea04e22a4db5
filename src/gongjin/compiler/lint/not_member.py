"""A unit that answers for a task and is not in the task force."""

from __future__ import annotations

from collections.abc import Iterator

from gongjin.compiler.lint.rule import found
from gongjin.compiler.lint.unit_spellings import named_in
from gongjin.compiler.plan import CompiledPlan, Finding, Role, Severity
from gongjin.core.texts import gettext as _

_ABOVE = ("省", "国家")
_BELOW = ("镇", "乡", "街道", "人民政府", "办事处", "村", "社区")


class NotMember:
    """Whoever answers is called to the meetings of the task force; whoever is not a member hears of it late."""

    id = "not-member"
    severity = Severity.MEDIUM
    doc = _("承担任务的单位不在专班成员之内，开会、调度时会漏掉它。")

    def check(self, plan: CompiledPlan) -> Iterator[Finding]:
        """One finding for each such unit, where it is first named; classes, townships and upper levels are left out."""
        force = plan.task_force
        if force is None or not force.members:
            return
        known = [member.unit for member in force.members] + [force.office_in or ""]
        seen: set[str] = set()
        for row in plan.responsibilities:
            outside = row.is_class or row.unit.startswith(_ABOVE) or row.unit.endswith(_BELOW)
            if outside or row.inferred or row.role is Role.SUPERVISE or row.unit in seen:
                continue
            seen.add(row.unit)
            if not named_in(row.unit, known):
                yield found(
                    self,
                    row.span,
                    _("“%(unit)s”承担任务，但不是专班成员单位。") % {"unit": row.unit},
                    _("把它列入专班成员单位，或改由成员单位承担。"),
                    severity=Severity.LOW if force.members_open_ended else None,
                    confidence=min(row.confidence, force.confidence),
                )


RULE = NotMember()
