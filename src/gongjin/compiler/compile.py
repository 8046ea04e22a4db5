"""The pipeline, in one screen: a document in, a typed plan out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from gongjin.compiler.clauses import cut
from gongjin.compiler.document import Document
from gongjin.compiler.front import Front, front
from gongjin.compiler.lint import lint
from gongjin.compiler.outline import outline
from gongjin.compiler.parties import parties
from gongjin.compiler.plan import CompiledPlan, Deadline, DeadlineKind
from gongjin.compiler.rules.citations import documents, programmes
from gongjin.compiler.rules.commitments import commitments
from gongjin.compiler.rules.deadlines import deadlines
from gongjin.compiler.rules.measures import measure_at, measures
from gongjin.compiler.rules.source import carried
from gongjin.compiler.rules.targets import targets
from gongjin.compiler.rules.taskforce import task_force
from gongjin.compiler.tidy import Tidy

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
    steps = measures(tidy, clauses)
    measure = measure_at(steps)
    figures = targets(tidy, clauses, measure)
    dates = deadlines(tidy, sections, _own_year(tidy, head), measure)
    answering = {row.section for row in answers.rows}
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
        targets=figures,
        commitments=commitments(tidy, clauses, figures, measure),
        deadlines=dates,
        documents=documents(tidy),
        programmes=programmes(tidy),
        task_force=task_force(tidy, sections),
    )
    plan = carried(plan, tidy)
    return replace(plan, findings=lint(plan))


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


