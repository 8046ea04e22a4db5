"""A target or a numbered task that no unit answers for: nobody can be asked about it."""

from __future__ import annotations

from collections.abc import Iterator

from gongjin.compiler.plan import CompiledPlan, Finding, Section, Severity
from gongjin.core.texts import gettext as _

ID = "no-unit"
SEVERITY = Severity.HIGH


def check(plan: CompiledPlan) -> Iterator[Finding]:
    """One finding a section that promises figures without a unit, or that stands beside tasks that have one."""
    by_id = {section.id: section for section in plan.sections}
    answered = {row.section for row in plan.responsibilities}
    parents = {section.parent for section in plan.sections}
    beside = {by_id[identity].parent for identity in answered if identity in by_id}
    with_figures = {target.section for target in plan.targets}
    for section in plan.sections:
        if _answered(section, by_id, answered):
            continue
        promises = section.id in with_figures
        left_out = section.id not in parents and section.parent is not None and section.parent in beside
        if promises or left_out:
            yield Finding(
                rule=ID,
                severity=SEVERITY,
                message=_("“%(title)s”没有写明责任单位。") % {"title": section.title},
                suggestion=_("在段末写明责任单位；全文性的目标可写明由哪个单位汇总。"),
                span=section.span,
            )


def _answered(section: Section, by_id: dict[str, Section], answered: set[str]) -> bool:
    current: Section | None = section
    while current is not None:
        if current.id in answered:
            return True
        current = by_id.get(current.parent) if current.parent else None
    return False
