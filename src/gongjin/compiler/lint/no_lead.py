"""Several units answer for a section and none leads."""

from __future__ import annotations

from collections.abc import Iterator

from gongjin.compiler.document import Span
from gongjin.compiler.lint.rule import found
from gongjin.compiler.plan import CompiledPlan, Finding, Responsibility, Role, Severity
from gongjin.core.texts import gettext as _


class NoLead:
    """Without a lead nobody sums up, and each waits for the others."""

    id = "no-lead"
    severity = Severity.HIGH
    doc = _("多个单位共同负责而没有写明牵头单位，落实时容易互相等待。")

    def check(self, plan: CompiledPlan) -> Iterator[Finding]:
        """One finding for each such section, at its list of units."""
        by_section: dict[str, list[Responsibility]] = {}
        for row in plan.responsibilities:
            if row.role is not Role.SUPERVISE and not row.inferred:
                by_section.setdefault(row.section, []).append(row)
        for section in plan.sections:
            rows = by_section.get(section.id, [])
            units = {row.unit for row in rows}
            several = len(units) > 1 or any(row.open_ended for row in rows)
            if several and not any(row.role is Role.LEAD for row in rows):
                first = _("“%(title)s”有 %(count)d 个责任单位，没有写明牵头单位。")
                opened = _("“%(title)s”由 %(count)d 个单位“等”负责，没有写明牵头单位。")
                message = opened if any(row.open_ended for row in rows) else first
                yield found(
                    self,
                    Span(min(row.span.start for row in rows), max(row.span.end for row in rows)),
                    message % {"title": section.title, "count": len(units)},
                    _("写明“××牵头，××配合”，或在文中说明列第一位的为牵头单位。"),
                    confidence=min(row.confidence for row in rows),
                )


RULE = NoLead()
