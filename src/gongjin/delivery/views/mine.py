"""我的任务: what waits for the unit's signature and what it has in hand; the page that a reporter begins with."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from gongjin.delivery.actions.assignments import Sign
from gongjin.delivery.queries.assignments import chosen, in_hand, units_of
from gongjin.delivery.views.assignments import each_of
from gongjin.people.access import signed_in
from gongjin.people.roles import UNIT_ROLES


@require_GET
def mine(request: HttpRequest) -> HttpResponse:
    """Everything open of the units that the user speaks for."""
    units = units_of(signed_in(request), UNIT_ROLES)
    return render(request, "delivery/mine.html", {"units": units, "hand": in_hand(units)})


@require_POST
def sign(request: HttpRequest) -> HttpResponse:
    """Sign for all that the page showed, each by an act of its own; what came since is not signed for unseen."""
    found = chosen(signed_in(request).jurisdiction, request.POST.getlist("item"))
    done, refused = each_of(request, [item for item in found if item.state == "sent"], lambda item: Sign())
    if done:
        messages.success(request, _("已签收 %(n)d 项。") % {"n": done})
    elif not refused:
        messages.info(request, _("没有待签收的事项。"))
    for words in refused[:3]:
        messages.warning(request, words)
    return HttpResponseRedirect(reverse("delivery:mine"))


patterns = [
    path("assignments/mine/", mine, name="mine"),
    path("assignments/mine/sign/", sign, name="sign"),
]
