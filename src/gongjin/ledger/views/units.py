"""A unit's page: everything that the plans and the office have given it."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_GET

from gongjin.audit.page_rules import may_see
from gongjin.ledger.queries.units import unit_by_id, unit_detail
from gongjin.people.access import roles_of, signed_in


@require_GET
def unit(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Everything about a unit, of all plans or of the one chosen by `plan`."""
    found = unit_by_id(signed_in(request).jurisdiction, public_id)
    if found is None:
        raise Http404
    plan = request.GET.get("plan", "").strip()[:30]
    may_edit = may_see(roles_of(signed_in(request)), "people:unit-change")
    context = {"detail": unit_detail(found, plan), "plan": plan, "may_edit": may_edit}
    return render(request, "ledger/units/unit.html", context)


patterns = [path("units/<uuid:public_id>/", unit, name="unit")]
