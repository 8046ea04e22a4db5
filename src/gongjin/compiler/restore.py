"""The way back from the tidied text: every span, and every text that must equal its span, in the
source's characters."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Protocol, cast

from gongjin.compiler.document import Span
from gongjin.compiler.plan import CompiledPlan, Post, TaskForce
from gongjin.compiler.rows import complete
from gongjin.compiler.tidy import Tidy


class _Placed(Protocol):
    """A row whose place may still be written: the many are completed by plain assignment, which costs least."""

    span: Span


class _Told(_Placed, Protocol):
    """A row with its words."""

    text: str


class _Headed(_Placed, Protocol):
    """A section."""

    title: str
    body: Span


class _Counted(Protocol):
    """A target, by its figure."""

    quantity: Span


def restore(plan: CompiledPlan, tidy: Tidy) -> CompiledPlan:
    """The plan over the source text, its rows completed in place. Names of units and metrics stay tidied, since they
    are compared."""
    if tidy.text == tidy.source:
        return plan
    back, source = tidy.back, tidy.source
    for section in cast("Iterable[_Headed]", plan.sections):
        _start, end = section.span
        section.title = tidy.slice(Span(end - len(section.title), end))
        section.span, section.body = back(section.span), back(section.body)
    for row in cast("Iterable[_Told]", (*plan.measures, *plan.targets, *plan.commitments, *plan.deadlines)):
        row.span = start, end = back(row.span)
        row.text = source[start:end]
    for target in cast("Iterable[_Counted]", plan.targets):
        target.quantity = back(target.quantity)
    for answer in cast("Iterable[_Placed]", plan.responsibilities):
        answer.span = back(answer.span)
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
