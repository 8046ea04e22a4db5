"""Several units answer and none leads: nobody sums up, and everybody may wait for the others."""

from __future__ import annotations

from collections.abc import Iterator

from gongjin.compiler.document import Span
from gongjin.compiler.plan import CompiledPlan, Finding, Responsibility, Role, Severity
from gongjin.core.texts import gettext as _

ID = "no-lead"
SEVERITY = Severity.HIGH


def check(plan: CompiledPlan) -> Iterator[Finding]:
    """One finding a task whose units are several or open-ended and none of which leads."""
    by_section: dict[str, list[Responsibility]] = {}
    for row in plan.responsibilities:
        by_section.setdefault(row.section, []).append(row)
    for section in plan.sections:
        rows = [row for row in by_section.get(section.id, ()) if row.role is not Role.SUPERVISE]
        several = len(rows) > 1 or any(row.open_ended for row in rows)
        if rows and several and all(row.role is not Role.LEAD for row in rows):
            yield Finding(
                rule=ID,
                severity=SEVERITY,
                message=_("“%(title)s”有 %(n)s 个责任单位，没有写明由谁牵头。") % {"title": section.title, "n": len(rows)},
                suggestion=_("写明牵头单位，例如“（甲牵头，乙、丙配合）”；或在文中规定列第一位的为牵头单位。"),
                span=Span(rows[0].span.start, rows[-1].span.end),
            )
