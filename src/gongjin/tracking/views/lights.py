"""The plan's rule of lights in words, and its figures to be settled."""

from __future__ import annotations

from decimal import Decimal
from http import HTTPStatus
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from gongjin.audit.actions import run
from gongjin.audit.errors import Invalid
from gongjin.core import figures
from gongjin.core.sent import whole
from gongjin.ledger.models import Plan
from gongjin.people.access import signed_in
from gongjin.people.actors import actor_of
from gongjin.tracking.actions.trackers import SetLights
from gongjin.tracking.queries.progress import light_rules
from gongjin.tracking.rules.light import LightRule


@require_http_methods(["GET", "POST"])
def lights(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The plan's rule of lights in words, and its figures to be settled."""
    plan = Plan.objects.filter(jurisdiction=signed_in(request).jurisdiction, public_id=public_id).first()
    if plan is None:
        raise Http404
    invalid = None
    if request.method == "POST":
        try:
            run(SetLights(_rule(request)), actor=actor_of(signed_in(request)), on=plan)
        except Invalid as error:
            invalid = error
        else:
            messages.success(request, _("已保存进度灯规则，各条目的灯按新规则重新计算。"))
            return HttpResponseRedirect(reverse("tracking:lights", args=[plan.public_id]))
    rule = light_rules([plan.pk]).get(plan.pk, LightRule())
    kept = rule.as_json()
    filled = {name: request.POST.get(name, value) for name, value in kept.items()} if invalid else kept
    context = {"plan": plan, "rule": rule, "filled": filled, "invalid": invalid}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if invalid else HTTPStatus.OK
    return render(request, "tracking/lights.html", context, status=status)


def _rule(request: HttpRequest) -> LightRule:
    def points(name: str) -> Decimal:
        try:
            return figures.parse(request.POST.get(name, ""))
        except ValueError as error:
            raise Invalid(_("请填写百分点数。"), name) from error

    def number(name: str) -> int:
        found = whole(request.POST.get(name, ""), 1000)
        if found is None:
            raise Invalid(_("请填写整数。"), name)
        return found

    return LightRule(points("green"), points("yellow"), number("near_days"), number("fresh_cycles"))


patterns = [path("progress/plans/<uuid:public_id>/lights/", lights, name="lights")]
