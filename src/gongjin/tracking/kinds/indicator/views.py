"""The pages of an indicator: a grid to type values in, a bureau's table in, the series out."""

from __future__ import annotations

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
from gongjin.core.sent import whole
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
from gongjin.tracking.kinds.indicator import sheets
from gongjin.tracking.kinds.indicator.actions import NewValue, RecordValues
from gongjin.tracking.kinds.indicator.queries import EntryLine, entry_lines, kinds_of, next_period, periods_offered
from gongjin.tracking.kinds.indicator.states import TABLE
from gongjin.tracking.models import DataSet
from gongjin.tracking.rules.findings import NeedsConfirmation
from gongjin.tracking.views.frame import frame_of


@require_http_methods(["GET", "POST"])
def entry(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The values of one period, with the last and last year's beside; POST records them, all or none."""
    found = data_set_of(request, public_id, "indicator")
    kinds = kinds_of(found)
    given = request.POST if request.method == "POST" else request.GET
    period = period_shown(given.get("period", ""), kinds, next_period(found))
    lines = entry_lines(found, period)
    refusal: Invalid | None = None
    if request.method == "POST":
        try:
            period_meant(request.POST.get("period", ""), kinds)
            action = RecordValues(_typed(request, period, lines), confirmed="confirmed" in request.POST)
            run(action, actor=actor_of(signed_in(request)), on=found)
        except Invalid as error:
            refusal = error
        else:
            text = _("已记录%(period)s的 %(n)d 个数。")
            messages.success(request, text % {"period": period.label, "n": len(action.values)})
            return redirect("tracking:indicator-entry", found.public_id)
    shown = {
        **frame_of(request, found, "tracking:indicator-entry"),
        "period": period,
        "periods": periods_offered(found, period),
        "cells": [(line, request.POST.get(line.key, "")) for line in lines],
        "rollup": bool(found.settings.get("rollup")),
        "typed": request.POST,
        "refusal": refusal,
        "confirm": isinstance(refusal, NeedsConfirmation),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if refusal else HTTPStatus.OK
    return render(request, "tracking/indicator/entry.html", shown, status=status)


def _typed(request: HttpRequest, period: Period, lines: list[EntryLine]) -> list[NewValue]:
    """The cells that something was typed into. Raises `Invalid` for what is no figure, naming its cell."""
    unit = request.POST.get("unit", "").strip()
    values = []
    for line in lines:
        text = request.POST.get(line.key, "").strip()
        if not text:
            continue
        try:
            value = parse(text, unit)
        except FigureError as error:
            who = line.item.name if line.item else period.label
            raise Invalid(_("%(who)s：%(why)s") % {"who": who, "why": error}, line.key) from error
        values.append(
            NewValue(
                period, value, line.aspect, unit, line.item, "provisional" in request.POST,
                request.POST.get("source", ""),
            )
        )  # fmt: skip
    return values


@require_http_methods(["GET", "POST"])
def import_page(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Upload a table; the answer is what it would record. Nothing is recorded yet."""
    found = data_set_of(request, public_id, "indicator")
    recorded_by(request, found, TABLE, RecordValues.code)
    context = {**frame_of(request, found, "tracking:indicator-import"), "typed": request.POST}
    return table_page(
        request,
        found,
        context,
        form="tracking/indicator/import.html",
        preview="tracking/indicator/preview.html",
        read=lambda data: sheets.preview(
            found, data, name=request.POST.get("name", "")[:60], year=whole(request.POST.get("year"))
        ),
        seal=sheets.seal,
    )


@require_POST
def import_apply(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Record exactly what the preview showed, findings included, as one act."""
    found = data_set_of(request, public_id, "indicator")
    actor = actor_of(signed_in(request))
    values = sheets.unseal(found, request.POST.get("sealed", ""), actor.actor_id)
    run(RecordValues(values, confirmed=True, origin="imported"), actor=actor, on=found)
    messages.success(request, _("已导入 %(n)d 个数。") % {"n": len(values)})
    return redirect("tracking:indicator-entry", found.public_id)


@require_GET
def export(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The series as a workbook."""
    found: DataSet = data_set_of(request, public_id, "indicator")
    return workbook_answer(sheets.workbook(found), f"{found.code} {found.name}")


patterns = [
    path("tracking/indicators/<uuid:public_id>/entry/", entry, name="indicator-entry"),
    path("tracking/indicators/<uuid:public_id>/import/", import_page, name="indicator-import"),
    path("tracking/indicators/<uuid:public_id>/import/apply/", import_apply, name="indicator-import-apply"),
    path("tracking/indicators/<uuid:public_id>/values.xlsx", export, name="indicator-export"),
]
