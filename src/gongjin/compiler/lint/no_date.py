"""Tasks without a date."""

from __future__ import annotations

from collections.abc import Iterator

from gongjin.compiler.lint.rule import found
from gongjin.compiler.plan import CompiledPlan, DeadlineKind, Finding, Section, Severity
from gongjin.core.texts import gettext as _


class NoDate:
    """Where most tasks have a date, one without was forgotten; where hardly any has, the plan as a whole lacks them."""

    id = "no-date"
    severity = Severity.MEDIUM
    doc = _("任务没有完成时限，到期与否无从判断。")

    def check(self, plan: CompiledPlan) -> Iterator[Finding]:
        """One finding for each forgotten task, or a single one for a plan that dates less than half of its tasks."""
        above = {section.id: section.parent for section in plan.sections}
        dated = {row.section for row in plan.deadlines if row.date or row.kind is not DeadlineKind.PERIOD}
        tasks = [section for section in plan.sections if section.task]
        missing = [task for task in tasks if not _has_date(task.id, above, dated)]
        if not missing:
            return
        if 2 * len(missing) < len(tasks):
            for task in missing:
                yield found(self, task.span, *_words(task), confidence=task.confidence)
            return
        yield found(
            self,
            plan.title_span or missing[0].span,
            _("%(count)d 项任务中有 %(missing)d 项没有写明完成时限。") % {"count": len(tasks), "missing": len(missing)},
            _("逐条写明时限，或在文中统一规定完成时间。"),
        )


def _has_date(section: str | None, above: dict[str, str | None], dated: set[str]) -> bool:
    while section is not None:
        if section in dated:
            return True
        section = above[section]
    return False


def _words(task: Section) -> tuple[str, str]:
    message = _("“%(title)s”没有写明完成时限，而多数任务都写了。") % {"title": task.title}
    return message, _("补写完成时限，长期工作写“长期坚持”。")


RULE = NoDate()
