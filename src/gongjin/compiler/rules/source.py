"""Carrying a plan back from the tidied text to the source: every span, and every text that a span gives."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from gongjin.compiler.document import Span
from gongjin.compiler.plan import (
    Citation,
    Commitment,
    CompiledPlan,
    Deadline,
    Measure,
    Member,
    Post,
    Responsibility,
    Row,
    Section,
    Target,
    TaskForce,
)
from gongjin.compiler.tidy import Tidy

R = TypeVar("R", bound=Row)
_ONE = ("span",)
_SPANS: dict[type[Row], tuple[str, ...]] = {
    Section: ("span", "body"),
    Target: ("span", "quantity"),
    Post: ("span", "person"),
    **dict.fromkeys((Measure, Responsibility, Commitment, Deadline, Citation, Member, TaskForce), _ONE),
}


def carried(plan: CompiledPlan, tidy: Tidy) -> CompiledPlan:
    """The same plan with its spans in the source; texts of rows are the source's own characters."""
    if tidy.text == tidy.source:
        return plan

    def row(item: R) -> R:
        changes: dict[str, object] = {}
        if tidy.moved:
            for name in _SPANS[type(item)]:
                value = getattr(item, name)
                if isinstance(value, Span):
                    changes[name] = tidy.back(value)
        if isinstance(item, (Measure, Target, Commitment, Deadline)):
            words = tidy.slice(item.span)
            if words != item.text:
                changes["text"] = words
        if isinstance(item, TaskForce):
            changes["convener"] = row(item.convener) if item.convener else None
            changes["deputies"], changes["members"] = rows(item.deputies), rows(item.members)
        return replace(item, **changes) if changes else item  # type: ignore[arg-type]

    def rows(items: tuple[R, ...]) -> tuple[R, ...]:
        return tuple(row(item) for item in items)

    return replace(
        plan,
        text=tidy.source,
        title_span=tidy.back(plan.title_span) if plan.title_span else None,
        preface=tuple(tidy.back(span) for span in plan.preface),
        sections=rows(plan.sections),
        measures=rows(plan.measures),
        responsibilities=rows(plan.responsibilities),
        targets=rows(plan.targets),
        commitments=rows(plan.commitments),
        deadlines=rows(plan.deadlines),
        documents=rows(plan.documents),
        programmes=rows(plan.programmes),
        task_force=row(plan.task_force) if plan.task_force else None,
    )
