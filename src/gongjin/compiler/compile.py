"""The pipeline: a document in, a compiled plan out.

The rules run on the tidied text; the last step carries every span and text back to the source.
"""

from __future__ import annotations

from dataclasses import replace

from gongjin.compiler.citations import documents, programmes
from gongjin.compiler.clauses import blank_quotes, cut
from gongjin.compiler.commitments import commitments
from gongjin.compiler.context import contexts
from gongjin.compiler.deadlines import Periods, deadlines, stated
from gongjin.compiler.document import Document
from gongjin.compiler.doubts import doubted
from gongjin.compiler.front import front
from gongjin.compiler.lint import lint
from gongjin.compiler.measures import MeasureIndex, measures
from gongjin.compiler.outline import outline
from gongjin.compiler.parties import parties, with_tasks
from gongjin.compiler.plan import CompiledPlan
from gongjin.compiler.restore import restore
from gongjin.compiler.tables.read import tables
from gongjin.compiler.targets import targets
from gongjin.compiler.targets.of_tables import with_tables
from gongjin.compiler.taskforce import task_force
from gongjin.compiler.tidy import Tidy
from gongjin.compiler.years import base_year, first_year, own_year, plan_years
from gongjin.core.collector import collector_waits


@collector_waits()
def compile_document(document: Document) -> CompiledPlan:
    """Compile a document; every row of the result carries its span in `document.text`. Never raises."""
    tidy = Tidy(document)
    read = tables(tidy)
    found = outline(tidy, read)
    begin = found.sections[0].span.start if found.sections else len(tidy.text)
    head = front(tidy, begin)
    year = first_year(head.title, head.issued, tidy.text[:begin], tidy.text)
    answering = parties(tidy, found.sections, found.rows())
    hidden = blank_quotes(tidy.text)
    clauses = cut(hidden, found.sections, answering.places, found.run_on())
    governed = contexts(clauses.quoted, clauses.outer, clauses.clauses, year)
    force = task_force(tidy, begin)
    done = measures(tidy.text, clauses.clauses, governed, force.span if force else None)
    around = MeasureIndex(done)
    years = plan_years(head.title, head.issued, tidy.text[:begin], tidy.text)
    own = own_year(head.title, head.issued, tidy.text[:begin], years)
    times = deadlines(tidy, hidden, found.sections, year, own, around, found.rows(), head.title_span)
    promised = targets(
        tidy.text, clauses.quoted, clauses.outer, clauses.clauses, governed, around, Periods(times, tidy.text)
    )
    promised = with_tables(tidy.text, promised, read.figures, found.around, base_year(head.title, year))
    plan = CompiledPlan(
        text=tidy.text,
        title=head.title,
        title_span=head.title_span,
        attachment=head.attachment,
        issued=head.issued,
        years=years,
        preface=head.preface,
        sections=with_tasks(found.sections, answering.rows),
        measures=tuple(done),
        responsibilities=answering.rows,
        targets=tuple(promised),
        commitments=tuple(commitments(tidy.text, clauses.outer, clauses.clauses, governed, promised, around)),
        deadlines=stated(times),
        documents=documents(tidy, 0),
        programmes=programmes(tidy, 0 if head.title_span is None else head.title_span.end),
        task_force=force,
    )
    doubted(plan, tidy)
    plan = restore(plan, tidy)
    return replace(plan, findings=tuple(lint(plan)))
