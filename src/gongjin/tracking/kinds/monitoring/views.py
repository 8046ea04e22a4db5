"""The pages of monitoring: a grid of stations and parameters to type into, a table in, the readings out."""

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
from gongjin.core.figures import FigureError
from gongjin.core.periods import Period
from gongjin.people.access import signed_in
from gongjin.people.actors import actor_of
from gongjin.people.workbooks import workbook_answer
from gongjin.tracking.kinds.entry import (
    data_set_of,
    period_meant,
    period_shown,
    recorded_by,
    table_page,
)
from gongjin.tracking.kinds.monitoring import load_views, sheets
from gongjin.tracking.kinds.monitoring.actions import NewReading, RecordReadings
from gongjin.tracking.kinds.monitoring.queries import (
    StationLine,
    courses,
    kinds_of,
    last_ended,
    parameters_shown,
    periods_offered,
    station_lines,
)
from gongjin.tracking.kinds.monitoring.standards.gb3838 import NAME
from gongjin.tracking.kinds.monitoring.states import TABLE
from gongjin.tracking.rules.findings import NeedsConfirmation
from gongjin.tracking.views.frame import frame_of


@require_http_methods(["GET", "POST"])
def entry(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The readings of one period, with the last ones beside; POST records what was typed, all or none."""
    found = data_set_of(request, public_id, "monitoring")
    given = request.POST if request.method == "POST" else request.GET
    kinds = kinds_of(found)
    period = period_shown(given.get("period", ""), kinds, last_ended(found))
    lines = station_lines(found, period)
    refusal: Invalid | None = None
    if request.method == "POST":
        try:
            period_meant(request.POST.get("period", ""), kinds)
            action = RecordReadings(_typed(request, period, lines), confirmed="confirmed" in request.POST)
            run(action, actor=actor_of(signed_in(request)), on=found)
        except Invalid as error:
            refusal = error
        else:
            text = _("已记录%(period)s的 %(n)d 个监测数据。")
            messages.success(request, text % {"period": period.label, "n": len(action.readings)})
            return redirect("tracking:monitoring-entry", found.public_id)
    shown = {
        **frame_of(request, found, "tracking:monitoring-entry"),
        "period": period,
        "periods": periods_offered(period),
        "parameters": parameters_shown(found),
        "standard": NAME,
        "lines": [(line.item, [(cell, request.POST.get(cell.key, "")) for cell in line.cells]) for line in lines],
        "typed": request.POST,
        "refusal": refusal,
        "confirm": isinstance(refusal, NeedsConfirmation),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if refusal else HTTPStatus.OK
    return render(request, "tracking/monitoring/entry.html", shown, status=status)


def _typed(request: HttpRequest, period: Period, lines: Sequence[StationLine]) -> list[NewReading]:
    """The cells that something was typed into. Raises `Invalid` for what is no reading, naming its cell."""
    readings = []
    for line in lines:
        for cell in line.cells:
            text = request.POST.get(cell.key, "").strip()
            if not text:
                continue
            try:
                value, below = sheets.read_reading(text)
            except FigureError as error:
                shown = {"cell": cell.label, "why": error}
                raise Invalid(_("%(cell)s：%(why)s") % shown, cell.key) from error
            readings.append(
                NewReading(
                    line.item, cell.parameter, period, value, below, "provisional" in request.POST,
                    request.POST.get("source", ""),
                )
            )  # fmt: skip
    return readings


@require_http_methods(["GET", "POST"])
def import_page(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Upload a table; the answer is what it would record. Nothing is recorded yet."""
    found = data_set_of(request, public_id, "monitoring")
    recorded_by(request, found, TABLE, RecordReadings.code)
    context = {**frame_of(request, found, "tracking:monitoring-import"), "parameters": parameters_shown(found)}
    return table_page(
        request,
        found,
        context,
        form="tracking/monitoring/import.html",
        preview="tracking/monitoring/preview.html",
        read=lambda data: sheets.preview(found, data),
        seal=sheets.seal,
    )


@require_POST
def import_apply(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Record exactly what the preview showed, findings included, as one act."""
    found = data_set_of(request, public_id, "monitoring")
    actor = actor_of(signed_in(request))
    readings = sheets.unseal(found, request.POST.get("sealed", ""), actor.actor_id)
    run(RecordReadings(readings, confirmed=True, origin="imported"), actor=actor, on=found)
    messages.success(request, _("已导入 %(n)d 个监测数据。") % {"n": len(readings)})
    return redirect("tracking:monitoring-entry", found.public_id)


@require_GET
def classes(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Yearly means and classes of each parameter, and whether they rise or fall."""
    found = data_set_of(request, public_id, "monitoring")
    shown = [(course, course.trend.words(course.parameter.unit)) for course in courses(found)]
    frame = frame_of(request, found, "tracking:monitoring-classes")
    return render(request, "tracking/monitoring/classes.html", {**frame, "standard": NAME, "courses": shown})


@require_GET
def export(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The readings as a workbook."""
    found = data_set_of(request, public_id, "monitoring")
    return workbook_answer(sheets.workbook(found), f"{found.code} {found.name}")


patterns = [
    path("tracking/monitoring/<uuid:public_id>/entry/", entry, name="monitoring-entry"),
    path("tracking/monitoring/<uuid:public_id>/classes/", classes, name="monitoring-classes"),
    path("tracking/monitoring/<uuid:public_id>/import/", import_page, name="monitoring-import"),
    path("tracking/monitoring/<uuid:public_id>/import/apply/", import_apply, name="monitoring-import-apply"),
    path("tracking/monitoring/<uuid:public_id>/readings.xlsx", export, name="monitoring-export"),
    *load_views.patterns,
]
