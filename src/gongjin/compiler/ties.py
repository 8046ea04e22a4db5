"""What ties the rows together: the measure around each, the period that governs a target, which sections are tasks."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace

from gongjin.compiler.deadlines import governing
from gongjin.compiler.document import Span
from gongjin.compiler.measures import MeasureIndex
from gongjin.compiler.plan import CompiledPlan, Section


def tie(plan: CompiledPlan) -> CompiledPlan:
    """The plan with references between its rows filled in."""
    around = MeasureIndex(plan.measures)
    ruled = list(governing(plan.deadlines, plan.text))
    starts = [start for start, _end, _period in ruled]

    def period(span: Span) -> str | None:
        place = bisect_right(starts, span.end) - 1
        return ruled[place][2] if place >= 0 and span.start < ruled[place][1] and ruled[place][0] < span.end else None

    answered = {row.section for row in plan.responsibilities}
    return replace(
        plan,
        sections=tuple(_with_task(plan.sections, answered)),
        targets=tuple(
            replace(row, measure=around.at(row.span), period=row.period or period(row.quantity)) for row in plan.targets
        ),
        commitments=tuple(replace(row, measure=around.at(row.span)) for row in plan.commitments),
        deadlines=tuple(replace(row, measure=around.at(row.span)) for row in plan.deadlines),
        responsibilities=tuple(replace(row, measure=around.at(row.span)) for row in plan.responsibilities),
    )


def _with_task(sections: tuple[Section, ...], answered: set[str]) -> list[Section]:
    """A task is a section that units answer for, or a leaf beside one at its depth and under its parent."""
    parents = {section.parent for section in sections}
    kinds = {(section.parent, section.level) for section in sections if section.id in answered}
    return [
        replace(
            section,
            task=section.id in answered or (section.id not in parents and (section.parent, section.level) in kinds),
        )
        for section in sections
    ]
