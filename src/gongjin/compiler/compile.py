"""The pipeline, in one screen: a document in, a typed plan out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from gongjin.compiler.rules.citations import documents, programmes
from gongjin.compiler.clauses import cut
from gongjin.compiler.rules.commitments import commitments
from gongjin.compiler.rules.deadlines import deadlines
from gongjin.compiler.document import Document
from gongjin.compiler.front import Front, front
from gongjin.compiler.lint import lint
from gongjin.compiler.rules.measures import measures
from gongjin.compiler.outline import outline
from gongjin.compiler.parties import parties
from gongjin.compiler.plan import CompiledPlan, Deadline, DeadlineKind, Row
from gongjin.compiler.rules.source import carried
from gongjin.compiler.rules.targets import targets
from gongjin.compiler.rules.taskforce import task_force
from gongjin.compiler.tidy import Tidy

R = TypeVar("R", bound=Row)
_YEAR = re.compile("20[0-9]{2}(?=年)")
_ANY_YEAR = re.compile("20[0-9]{2}")
_NUMBERED = re.compile(r"[〔【\[（](20[0-9]{2})[〕】\]）][^。\n]{0,10}号")


def compile_document(document: Document) -> CompiledPlan:
    """Everything that is understood of a document. Raises nothing: what is not understood stays empty."""
    tidy = Tidy(document)
    found = outline(tidy)
    sections = found.sections
    head = front(tidy, sections[0].span.start if sections else len(tidy.text))
    answers = parties(tidy, sections)
    run_on = {section.id for section, heading in zip(sections, found.headings, strict=True) if heading.run_on}
    clauses = cut(tidy, sections, answers.places, run_on)
    figures = targets(tidy, clauses)
    dates = deadlines(tidy, sections, _own_year(tidy, head))
    force = task_force(tidy, sections)
    answering = {row.section for row in answers.rows}
    steps = measures(tidy, clauses)
    plan = CompiledPlan(
        text=tidy.text,
        title=head.title,
        title_span=head.title_span,
        attachment=head.attachment,
        issued=head.issued,
        years=_years(head, dates),
        preface=head.preface,
        sections=tuple(replace(section, task=section.id in answering) for section in sections),
        measures=steps,
        responsibilities=answers.rows,
        targets=_tied(figures, steps),
        commitments=_tied(commitments(tidy, clauses, figures), steps),
        deadlines=_tied(dates, steps),
        documents=documents(tidy),
        programmes=programmes(tidy),
        task_force=force,
    )
    plan = carried(plan, tidy)
    return replace(plan, findings=lint(plan))


def _tied(rows: Sequence[R], measures: Sequence[Row]) -> tuple[R, ...]:
    """The rows, each with the id of the measure that its words stand in."""
    result: list[R] = []
    index = 0
    spans = [(measure.span, getattr(measure, "id", None)) for measure in measures]
    for row in sorted(rows, key=lambda row: row.span):
        while index + 1 < len(spans) and spans[index + 1][0].start <= row.span.start:
            index += 1
        inside = spans and spans[index][0].start <= row.span.start < spans[index][0].end
        result.append(replace(row, measure=spans[index][1]) if inside else row)  # type: ignore[call-arg]
    return tuple(result)


def _own_year(tidy: Tidy, head: Front) -> int | None:
    """The year that the document states as its own: in its title, else the day of issue, else its number."""
    titled = set(_ANY_YEAR.findall(head.title or "")) | set(_ANY_YEAR.findall(_subtitle(tidy, head)))
    if titled:
        return int(titled.pop()) if len(titled) == 1 else None
    if head.issued:
        return int(head.issued[:4])
    numbered = _NUMBERED.search(tidy.text, 0, 1500)
    return int(numbered.group(1)) if numbered else None


def _subtitle(tidy: Tidy, head: Front) -> str:
    """The line below the title, where （2024—2026年） may stand."""
    if head.title_span is None:
        return ""
    rest = tidy.text[head.title_span.end : head.title_span.end + 40].lstrip("\n ")
    return rest.split("\n")[0] if rest.startswith("（") else ""


def _years(head: Front, dates: Sequence[Deadline]) -> tuple[int, ...]:
    """The years that the plan is for: those of its title, else the single years that its text names."""
    titled = _YEAR.findall(head.title or "")
    named = titled or [row.date[:4] for row in dates if row.date and row.start is None and row.kind is not DeadlineKind.CADENCE]
    return tuple(sorted({int(year) for year in named}))


