"""交办一件: something by a resolution or a leader's instruction, without a row of a plan."""

from __future__ import annotations

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from gongjin.audit.actions import run
from gongjin.audit.errors import Invalid
from gongjin.delivery.actions.batches import SendBatch
from gongjin.delivery.forms import NewForm
from gongjin.delivery.queries.assignments import batch_by_once
from gongjin.delivery.views.shown import actor
from gongjin.people.access import signed_in


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """The form; a POST sends it to each unit chosen."""
    of = signed_in(request).jurisdiction
    form = NewForm(of, request.POST if request.method == "POST" else None)
    if not form.is_bound:
        return render(request, "delivery/new.html", {"form": form})
    if form.is_valid():
        values = form.cleaned_data
        done = batch_by_once(of, values["once"])
        if done is None:
            try:
                action = SendBatch(
                    of,
                    values["once"],
                    form.asked(),
                    values["sign_days"],
                    approver=values["approver"],
                    hurry=values["hurry"],
                )
                done = run(action, actor=actor(request))
            except Invalid as error:
                form.add_error(error.field if error.field in form.fields else None, error.message)
            else:
                messages.success(request, _("第 %(code)s 批已下达。") % {"code": done.code})
        if done is not None:
            return HttpResponseRedirect(f"{reverse('delivery:assignments')}?batch={done.code}")
    return render(request, "delivery/new.html", {"form": form}, status=HTTPStatus.UNPROCESSABLE_ENTITY)


patterns = [path("assignments/new/", new, name="new")]
