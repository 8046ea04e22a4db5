"""A row's progress: facts at the top, the course, how it is counted, the facts behind it, the office's judgement."""

from __future__ import annotations

from http import HTTPStatus
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from gongjin.audit.actions import run
from gongjin.audit.errors import Invalid
from gongjin.core import clock
from gongjin.ledger.models import Row
from gongjin.people.access import signed_in
from gongjin.people.actors import actor_of
from gongjin.tracking import states
from gongjin.tracking.actions.trackers import JudgeRow
from gongjin.tracking.queries.row_progress import row_progress
from gongjin.tracking.views.chart_data import series_of
from gongjin.tracking.views.shown import allowed, day_of, end_of_day, read_day, row_of


@require_GET
def row(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The page; `on` asks for another day, `known` for what was known at the end of one."""
    return _page(request, row_of(request, public_id))


@require_POST
def judge(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Record the office's word on the row."""
    found = row_of(request, public_id)
    words = request.POST.get("words", "")
    try:
        run(JudgeRow(words), actor=actor_of(signed_in(request)), on=found)
    except Invalid as error:
        return _page(request, found, {"error": error.message, "typed": words}, HTTPStatus.UNPROCESSABLE_ENTITY)
    messages.success(request, _("已记录研判意见。"))
    return HttpResponseRedirect(reverse("tracking:row", args=[found.public_id]))


def _page(
    request: HttpRequest, found: Row, more: dict[str, object] | None = None, status: int = HTTPStatus.OK
) -> HttpResponse:
    known = read_day(request.GET.get("known", ""))
    moment = end_of_day(known) if known and known < clock.today() else None
    on = day_of(request, default=known)
    detail = row_progress(found, on, moment)
    if detail is None:
        raise Http404
    shown = {
        "found": detail,
        "chart": series_of(detail),
        "today": clock.today(),
        "known": known if moment else None,
        "may_judge": allowed(request, states.ROW, JudgeRow.code, found),
        "may_set": allowed(request, states.ROW, "tracking.tracker.set", found),
        **(more or {}),
    }
    return render(request, "tracking/row.html", shown, status=status)


patterns = [
    path("progress/rows/<uuid:public_id>/", row, name="row"),
    path("progress/rows/<uuid:public_id>/judge/", judge, name="row-judge"),
]
