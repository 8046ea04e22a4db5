"""The page of reductions by source: what is known, a period to type, a table in, a workbook out."""

from __future__ import annotations

from collections.abc import Sequence
from http import HTTPStatus
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gongjin.audit.actions import run
from gongjin.audit.errors import Invalid
from gongjin.core.figures import FigureError, parse
from gongjin.core.periods import Period
from gongjin.evidence.handing import handed_in
from gongjin.people.access import signed_in
from gongjin.people.actors import actor_of
from gongjin.people.workbooks import workbook_answer
from gongjin.tracking.actions.data_sets import AddItems, NewItem
from gongjin.tracking.kinds.entry import (
    data_set_of,
    period_meant,
    period_shown,
    recorded_by,
    table_page,
)
from gongjin.tracking.kinds.monitoring import load_sheets as sheets
from gongjin.tracking.kinds.monitoring.actions import LOAD_KINDS, NewLoad, RecordLoads
from gongjin.tracking.kinds.monitoring.loads import SourceLine, periods_offered, year_of
from gongjin.tracking.kinds.monitoring.means import SOURCE
from gongjin.tracking.kinds.monitoring.queries import last_ended
from gongjin.tracking.kinds.monitoring.states import TABLE
from gongjin.tracking.views.frame import frame_of


@require_http_methods(["GET", "POST"])
def loads(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The reductions of a year; POST records what was typed for one period, all or none."""
    found = data_set_of(request, public_id, "monitoring")
    given = request.POST if request.method == "POST" else request.GET
    period = period_shown(given.get("period", ""), LOAD_KINDS, last_ended(found))
    periods, lines = year_of(found, period)
    refusal: Invalid | None = None
    if request.method == "POST":
        try:
            period_meant(request.POST.get("period", ""), LOAD_KINDS)
            action = RecordLoads(_typed(request, period, lines))
            run(action, actor=actor_of(signed_in(request)), on=found)
        except Invalid as error:
            refusal = error
        else:
            text = _("已记录%(period)s %(n)d 个来源的减排量。")
            messages.success(request, text % {"period": period.label, "n": len(action.loads)})
            return redirect("tracking:monitoring-loads", found.public_id)
    shown = {
        **frame_of(request, found, "tracking:monitoring-loads"),
        "period": period,
        "offered": periods_offered(period),
        "periods": periods,
        "lines": [(line, request.POST.get(line.key, "")) for line in lines],
        "typed": request.POST,
        "refusal": refusal,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if refusal else HTTPStatus.OK
    return render(request, "tracking/monitoring/loads.html", shown, status=status)


def _typed(request: HttpRequest, period: Period, lines: Sequence[SourceLine]) -> list[NewLoad]:
    """The fields that something was typed into. Raises `Invalid` for what is no figure, naming its field."""
    typed = []
    for line in lines:
        text = request.POST.get(line.key, "").strip()
        if not text:
            continue
        try:
            typed.append((line.item, parse(text, sheets.TONNES)))
        except FigureError as error:
            raise Invalid(_("%(source)s：%(why)s") % {"source": line.item.name, "why": error}, line.key) from error
    files = handed_in(request) if typed else ()
    source = request.POST.get("source", "")
    return [NewLoad(item, period, tonnes, source, files) for item, tonnes in typed]


@require_POST
def add_source(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Enter a source."""
    found = data_set_of(request, public_id, "monitoring")
    made = NewItem(request.POST.get("name", ""), fields={"role": SOURCE})
    run(AddItems([made]), actor=actor_of(signed_in(request)), on=found)
    messages.success(request, _("已登记来源“%(name)s”。") % {"name": made.name})
    return redirect("tracking:monitoring-loads", found.public_id)


@require_http_methods(["GET", "POST"])
def import_page(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Upload a table; the answer is what it would record. Nothing is recorded yet."""
    found = data_set_of(request, public_id, "monitoring")
    recorded_by(request, found, TABLE, RecordLoads.code)
    context = frame_of(request, found, "tracking:monitoring-loads")
    return table_page(
        request,
        found,
        context,
        form="tracking/monitoring/loads_import.html",
        preview="tracking/monitoring/loads_import.html",
        read=lambda data: sheets.preview(found, data),
        seal=sheets.seal,
    )


@require_POST
def import_apply(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Record exactly what the preview showed as one act."""
    found = data_set_of(request, public_id, "monitoring")
    actor = actor_of(signed_in(request))
    made = sheets.unseal(found, request.POST.get("sealed", ""), actor.actor_id)
    run(RecordLoads(made, origin="imported"), actor=actor, on=found)
    messages.success(request, _("已导入 %(n)d 个减排量。") % {"n": len(made)})
    return redirect("tracking:monitoring-loads", found.public_id)


@require_GET
def export(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The reductions as a workbook, with empty lines to be filled in."""
    found = data_set_of(request, public_id, "monitoring")
    return workbook_answer(sheets.workbook(found), _("%(code)s %(name)s 减排量") % {"code": found.code, "name": found})


patterns = [
    path("tracking/monitoring/<uuid:public_id>/loads/", loads, name="monitoring-loads"),
    path("tracking/monitoring/<uuid:public_id>/loads/source/", add_source, name="monitoring-source"),
    path("tracking/monitoring/<uuid:public_id>/loads/import/", import_page, name="monitoring-loads-import"),
    path("tracking/monitoring/<uuid:public_id>/loads/import/apply/", import_apply, name="monitoring-loads-apply"),
    path("tracking/monitoring/<uuid:public_id>/loads.xlsx", export, name="monitoring-loads-export"),
]
