"""The way back from the tidied text: every span, and every text that must equal its span, in the
source's characters."""

from __future__ import annotations

from dataclasses import replace

from gongjin.compiler.document import Span
from gongjin.compiler.plan import CompiledPlan, Post, TaskForce
from gongjin.compiler.rows import complete
from gongjin.compiler.tidy import Tidy


def restore(plan: CompiledPlan, tidy: Tidy) -> CompiledPlan:
    """The plan over the source text, its rows completed in place. Names of units and metrics stay tidied, since they
    are compared."""
    if tidy.text == tidy.source:
        return plan
    back, source = tidy.back, tidy.source
    for section in plan.sections:
        title = tidy.slice(Span(section.span.end - len(section.title), section.span.end))
        complete(section, span=back(section.span), body=back(section.body), title=title)
    for told in (plan.measures, plan.targets, plan.commitments, plan.deadlines):
        for row in told:
            span = back(row.span)
            complete(row, span=span, text=source[span.start : span.end])
    for target in plan.targets:
        complete(target, quantity=back(target.quantity))
    for answer in plan.responsibilities:
        complete(answer, span=back(answer.span))
    for cited in (plan.documents, plan.programmes):
        for citation in cited:
            span = back(citation.span)
            complete(citation, span=span, name=source[span.start : span.end])
    if plan.task_force is not None:
        _task_force(plan.task_force, tidy)
    return replace(
        plan,
        text=source,
        title_span=None if plan.title_span is None else back(plan.title_span),
        preface=tuple(back(span) for span in plan.preface),
    )


def _task_force(found: TaskForce, tidy: Tidy) -> None:
    complete(found, span=tidy.back(found.span))
    for member in found.members:
        complete(member, span=tidy.back(member.span))
    for post in (found.convener, *found.deputies):
        if post is not None:
            _post(post, tidy)


def _post(post: Post, tidy: Tidy) -> None:
    complete(post, span=tidy.back(post.span), person=None if post.person is None else tidy.back(post.person))
