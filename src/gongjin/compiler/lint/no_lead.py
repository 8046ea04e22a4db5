"""Several units answer for a section and none leads."""

from __future__ import annotations

from collections.abc import Iterator

from gongjin.compiler.lint.rule import found
from gongjin.compiler.lint.spans import around
from gongjin.compiler.plan import CompiledPlan, Finding, Responsibility, Role, Severity
from gongjin.core.texts import gettext as _

_LEAD, _SUPERVISE = Role.LEAD, Role.SUPERVISE  # looked up once: in Python 3.11 that is slow for an enumeration


class NoLead:
    """Without a lead nobody sums up, and each waits for the others."""

    id = "no-lead"
    severity = Severity.HIGH
    doc = _("多个单位共同负责而没有写明牵头单位，落实时容易互相等待。")

    def check(self, plan: CompiledPlan) -> Iterator[Finding]:
        """One finding for each such section, at its list of units."""
        by_section: dict[str, list[Responsibility]] = {}
        for row in plan.responsibilities:
            if not row.inferred and row.role is not _SUPERVISE:
                by_section.setdefault(row.section, []).append(row)
        for section in plan.sections:
            rows = by_section.get(section.id, ())
            if any(row.role is _LEAD for row in rows):
                continue
            units = {row.unit for row in rows}
            opened = any(row.open_ended for row in rows)
            if len(units) > 1 or opened:
                message = (
                    _("“%(title)s”由 %(count)d 个单位“等”负责，没有写明牵头单位。")
                    if opened
                    else _("“%(title)s”有 %(count)d 个责任单位，没有写明牵头单位。")
                )
                yield found(
                    self,
                    around(rows),
                    message % {"title": section.title, "count": len(units)},
                    _("写明“××牵头，××配合”，或在文中说明列第一位的为牵头单位。"),
                    confidence=min([row.confidence for row in rows]),
                )


RULE = NoLead()
