"""交办事项: the office's list, taking back several, one assignment with what may be done to it, and its sheet."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from http import HTTPStatus
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from gongjin.audit.actions import may, run
from gongjin.audit.errors import Invalid, Refused
from gongjin.audit.page_rules import may_see
from gongjin.core.sent import whole
from gongjin.delivery.actions.assignments import OnAssignment, Sign, Withdraw
from gongjin.delivery.actions.parts import divided_reading, rule_of
from gongjin.delivery.models import Assignment, Batch
from gongjin.delivery.queries import assignments as queries
from gongjin.delivery.queries.assignments import PAGE, Filters
from gongjin.delivery.queries.timeline import timeline
from gongjin.delivery.states import ASSIGNMENT, BATCH
from gongjin.delivery.views.acts import action_of, back_to
from gongjin.delivery.views.shown import actor, assignment_of, offered
from gongjin.ledger.figure_words import figure_text
from gongjin.ledger.models import Part, PartsRule
from gongjin.people.access import roles_of, signed_in


@require_GET
def assignments(request: HttpRequest) -> HttpResponse:
    """What was handed out, narrowed by unit, state, plan, date or batch."""
    of, filters = signed_in(request).jurisdiction, Filters.read(request.GET.dict())
    page = Paginator(queries.assignments(of, filters), PAGE).get_page(request.GET.get("page"))
    shown = {
        "filters": filters,
        "page": page,
        "counts": queries.counts(of),
        "plans": queries.plans_handed_out(of),
        "units": queries.units_asked(of),
        "states": ASSIGNMENT.states.items(),
        "may_send": may(actor(request), BATCH.rule("delivery.batch.send"), Batch(jurisdiction=of)),
    }
    return render(request, "delivery/list.html", shown)


@require_POST
def withdraw(request: HttpRequest) -> HttpResponse:
    """Withdraw what is ticked, each by an act of its own; what is refused is named and keeps none of the others."""
    of = signed_in(request).jurisdiction
    found = queries.chosen(of, request.POST.getlist("item"))
    reason = request.POST.get("reason", "")
    if not found:
        messages.warning(request, _("请先勾选要撤回的事项。"))
    elif not reason.strip():
        messages.warning(request, _("请写明撤回的原因。"))
    else:
        withdrawn, refused = each_of(request, found, lambda item: Withdraw(reason))
        if withdrawn:
            messages.success(request, _("已撤回 %(n)d 项。") % {"n": withdrawn})
        for words in refused[:3]:
            messages.warning(request, words)
    return HttpResponseRedirect(f"{reverse('delivery:assignments')}?{Filters.read(request.POST.dict()).query()}")


def each_of(
    request: HttpRequest, found: Iterable[Assignment], make: Callable[[Assignment], OnAssignment]
) -> tuple[int, list[str]]:
    """Do the same to each; how many were done, and what was said of those that were not."""
    done, refused, who = 0, [], actor(request)
    for item in found:
        try:
            run(make(item), actor=who, on=item)
            done += 1
        except Refused as error:
            refused.append(f"{item.code}：{error.message}")
    return done, refused


@require_GET
def assignment(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One assignment: what is asked and by what authority, its timeline, its parts, what may be done now."""
    return _page(request, assignment_of(request, public_id))


@require_POST
def act(request: HttpRequest, public_id: UUID, name: str) -> HttpResponse:
    """Do one of the acts that the table allows; what is wrong with a form is shown in its place."""
    found = assignment_of(request, public_id)
    try:
        action = action_of(request, found, name)
        if isinstance(action, Sign) and found.state == "signed":
            return back_to(request, found)  # a second click on what is done already
        result = run(action, actor=actor(request), on=found, expect=_revision(request))
    except Invalid as error:
        return _page(request, assignment_of(request, public_id), name, error)
    messages.success(request, _("已%(label)s。") % {"label": ASSIGNMENT.rule(action.code).label})
    return back_to(request, result)


def _revision(request: HttpRequest) -> int | None:
    return whole(request.POST.get("revision"))


def _page(request: HttpRequest, found: Assignment, name: str = "", error: Invalid | None = None) -> HttpResponse:
    may_do = offered(request, found)
    if error is not None and name not in may_do:
        raise error
    reading = divided_reading(found) if "divide" in may_do else None
    planned = Part.objects.filter(parts__row=found.row_id).select_related("unit") if reading else ()
    values = {str(part.unit.public_id): str(part.value) for part in planned}
    shown = {
        "item": found,
        "may": may_do,
        "steps": timeline(found),
        "children": queries.children_of(found),
        "instead": found.replaced_by.select_related("unit").first(),
        "units": queries.units_to_ask(found.jurisdiction) if "reassign" in may_do else [],
        "townships": queries.townships(found) if "divide" in may_do and found.parent_id is None else [],
        "planned": values,
        "whole": figure_text(reading) if reading and reading.value is not None else "",
        "rule": str(PartsRule(rule_of(found, reading)).label) if reading and reading.value is not None else "",
        "failed": name if error else "",
        "error": error,
        "typed": request.POST if error else {},
        "crumb": _crumb(request),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if error else HTTPStatus.OK
    return render(request, "delivery/assignment.html", shown, status=status)


def _crumb(request: HttpRequest) -> tuple[str, str]:
    """Where the user came from: the office's list or the unit's own."""
    if may_see(roles_of(signed_in(request)), "delivery:assignments"):
        return reverse("delivery:assignments"), _("交办")
    return reverse("delivery:mine"), _("我的任务")


@require_GET
def printed(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """交办单 on one page of paper, with room for signature and seal."""
    found = assignment_of(request, public_id)
    return render(request, "delivery/print.html", {"item": found, "children": queries.children_of(found)})


patterns = [
    path("assignments/", assignments, name="assignments"),
    path("assignments/withdraw/", withdraw, name="withdraw"),
    path("assignments/<uuid:public_id>/", assignment, name="assignment"),
    path("assignments/<uuid:public_id>/print/", printed, name="printed"),
    path("assignments/<uuid:public_id>/act/<str:name>/", act, name="act"),
]
