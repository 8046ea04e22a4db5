"""Carrying a plan back from the tidied text to the source: every span, and every text that a span gives."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TypeVar

from gongjin.compiler.document import Span
from gongjin.compiler.plan import CompiledPlan, Row
from gongjin.compiler.tidy import Tidy

R = TypeVar("R", bound=Row)


def carried(plan: CompiledPlan, tidy: Tidy) -> CompiledPlan:
    """The same plan with its spans in the source; texts of rows are the source's own characters."""

    def row(item: R) -> R:
        changes: dict[str, object] = {}
        for field in fields(item):
            value = getattr(item, field.name)
            if isinstance(value, Span):
                changes[field.name] = tidy.back(value)
            elif isinstance(value, Row):
                changes[field.name] = row(value)
            elif isinstance(value, tuple) and value and isinstance(value[0], Row):
                changes[field.name] = tuple(row(inner) for inner in value)
        if hasattr(item, "text"):
            changes["text"] = tidy.slice(item.span)
        return replace(item, **changes)  # type: ignore[arg-type]

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
