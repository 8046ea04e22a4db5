"""A list of units that ends in 等: more answer, and nobody knows who."""

from __future__ import annotations

from collections.abc import Iterator

from gongjin.compiler.document import Span
from gongjin.compiler.lint.rule import found
from gongjin.compiler.lint.spans import around
from gongjin.compiler.plan import CompiledPlan, Finding, Responsibility, Severity
from gongjin.core.texts import gettext as _


class OpenList:
    """An open list cannot be handed out whole: the units that 等 stands for never learn of it."""

    id = "open-list"
    severity = Severity.MEDIUM
    doc = _("单位名单以“等”收尾，没有点到名的单位无法交办，也无法考核。")

    def check(self, plan: CompiledPlan) -> Iterator[Finding]:
        """One finding for each section whose list is open, and one for the members of the task force."""
        by_section: dict[str, list[Responsibility]] = {}
        for row in plan.responsibilities:
            if row.open_ended and not row.inferred:
                by_section.setdefault(row.section, []).append(row)
        titles = {section.id: section.title for section in plan.sections}
        for section, rows in by_section.items():
            yield found(
                self,
                around(rows),
                _("“%(title)s”的责任单位以“等”收尾，名单没有列全。") % {"title": titles[section]},
                _("把应当负责的单位逐一列出，删去“等”。"),
                confidence=min([row.confidence for row in rows]),
            )
        force = plan.task_force
        if force is not None and force.members_open_ended and force.members:
            yield found(
                self,
                Span(force.members[0].span.start, force.members[-1].span.end),
                _("专班成员单位以“等”收尾，名单没有列全。"),
                _("把成员单位逐一列出，删去“等”。"),
                severity=Severity.LOW,
                confidence=force.confidence,
            )


RULE = OpenList()
