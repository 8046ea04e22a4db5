"""计量方式确认: each row of a plan with what it is offered, confirmed one by one or in bulk, or left unquantified."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from gongjin.audit.actions import run
from gongjin.ledger.models import Plan, Row
from gongjin.people.access import signed_in
from gongjin.people.actors import actor_of
from gongjin.tracking.actions.offers import AcceptOffers
from gongjin.tracking.actions.trackers import LeaveUnquantified
from gongjin.tracking.queries.offers import offered


def _plan(request: HttpRequest, public_id: UUID) -> Plan:
    found = Plan.objects.filter(jurisdiction=signed_in(request).jurisdiction, public_id=public_id).first()
    if found is None:
        raise Http404
    return found


def _row(plan: Plan, public_id: str) -> Row:
    try:
        found = Row.objects.filter(plan=plan, public_id=UUID(public_id)).first()
    except ValueError:
        found = None
    if found is None:
        raise Http404
    return found


@require_GET
def page(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The rows that wait, then those that are settled."""
    plan = _plan(request, public_id)
    lines = offered(plan)
    waiting = [line for line in lines if not line.settled]
    settled = [line for line in lines if line.settled]
    context = {
        "plan": plan,
        "waiting": waiting,
        "settled": settled,
        "offers": sum(line.offer is not None for line in waiting),
    }
    return render(request, "tracking/settle/page.html", context)


@require_POST
def accept(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Confirm the rows that were ticked, or with `all` every offer."""
    plan = _plan(request, public_id)
    rows = None if "all" in request.POST else [_row(plan, key) for key in request.POST.getlist("row")]
    if rows == []:
        messages.warning(request, _("请先勾选要确认的行。"))
    else:
        waiting = sum(line.offer is not None and not line.settled for line in offered(plan))
        run(AcceptOffers(rows), actor=actor_of(signed_in(request)), on=plan)
        messages.success(request, _("已确认 %(n)d 行的计量方式。") % {"n": waiting if rows is None else len(rows)})
    return HttpResponseRedirect(reverse("tracking:settle", args=[plan.public_id]))


@require_POST
def leave(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Record that nothing measures a row."""
    plan = _plan(request, public_id)
    row = _row(plan, request.POST.get("row", ""))
    run(LeaveUnquantified(request.POST.get("why", "")), actor=actor_of(signed_in(request)), on=row)
    messages.success(request, _("%(row)s 已记为不量化。") % {"row": row})
    return HttpResponseRedirect(reverse("tracking:settle", args=[plan.public_id]))


patterns = [
    path("progress/plans/<uuid:public_id>/settle/", page, name="settle"),
    path("progress/plans/<uuid:public_id>/settle/accept/", accept, name="settle-accept"),
    path("progress/plans/<uuid:public_id>/settle/leave/", leave, name="settle-leave"),
]
