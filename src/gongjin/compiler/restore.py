"""The way back from the tidied text: every span, and every text that must equal its span, in the
source's characters."""

from __future__ import annotations

from dataclasses import replace

from gongjin.compiler.document import Span
from gongjin.compiler.plan import CompiledPlan, Post, TaskForce
from gongjin.compiler.rows import changed
from gongjin.compiler.tidy import Tidy


def restore(plan: CompiledPlan, tidy: Tidy) -> CompiledPlan:
    """The plan over the source text. Names of units and metrics stay tidied, since they are compared."""
    if tidy.text == tidy.source:
        return plan
    back, words = tidy.back, tidy.slice
    if tidy.same_places:
        return _words_only(plan, tidy)
    return replace(
        plan,
        text=tidy.source,
        title_span=None if plan.title_span is None else back(plan.title_span),
        preface=tuple(back(span) for span in plan.preface),
        sections=tuple(
            changed(
                row,
                span=back(row.span),
                body=back(row.body),
                title=words(Span(row.span.end - len(row.title), row.span.end)),
            )
            for row in plan.sections
        ),
        measures=tuple(changed(row, span=back(row.span), text=words(row.span)) for row in plan.measures),
        responsibilities=tuple(changed(row, span=back(row.span)) for row in plan.responsibilities),
        targets=tuple(
            changed(row, span=back(row.span), text=words(row.span), quantity=back(row.quantity)) for row in plan.targets
        ),
        commitments=tuple(changed(row, span=back(row.span), text=words(row.span)) for row in plan.commitments),
        deadlines=tuple(changed(row, span=back(row.span), text=words(row.span)) for row in plan.deadlines),
        documents=tuple(changed(row, span=back(row.span), name=words(row.span)) for row in plan.documents),
        programmes=tuple(changed(row, span=back(row.span), name=words(row.span)) for row in plan.programmes),
        task_force=None if plan.task_force is None else _task_force(plan.task_force, tidy),
    )


def _post(post: Post, tidy: Tidy) -> Post:
    person = None if post.person is None else tidy.back(post.person)
    return changed(post, span=tidy.back(post.span), person=person)


def _task_force(found: TaskForce, tidy: Tidy) -> TaskForce:
    return changed(
        found,
        span=tidy.back(found.span),
        convener=None if found.convener is None else _post(found.convener, tidy),
        deputies=tuple(_post(post, tidy) for post in found.deputies),
        members=tuple(changed(member, span=tidy.back(member.span)) for member in found.members),
    )


def _words_only(plan: CompiledPlan, tidy: Tidy) -> CompiledPlan:
    """As `restore`, where no character was left out and so no span moves."""
    words = tidy.slice
    return replace(
        plan,
        text=tidy.source,
        sections=tuple(
            changed(row, title=words(Span(row.span.end - len(row.title), row.span.end))) for row in plan.sections
        ),
        measures=tuple(
            changed(row, text=words(row.span)) if row.text != words(row.span) else row for row in plan.measures
        ),
        targets=tuple(
            changed(row, text=words(row.span)) if row.text != words(row.span) else row for row in plan.targets
        ),
        commitments=tuple(
            changed(row, text=words(row.span)) if row.text != words(row.span) else row for row in plan.commitments
        ),
        deadlines=tuple(
            changed(row, text=words(row.span)) if row.text != words(row.span) else row for row in plan.deadlines
        ),
        documents=tuple(changed(row, name=words(row.span)) for row in plan.documents),
        programmes=tuple(changed(row, name=words(row.span)) for row in plan.programmes),
    )
