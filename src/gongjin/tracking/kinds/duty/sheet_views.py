"""A duty's workbook out, and back with a preview before anything is recorded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gongjin.audit import sealed
from gongjin.audit.actions import run
from gongjin.audit.errors import Conflict, Invalid
from gongjin.core.sheets import SheetRefused
from gongjin.evidence.handing import handed_in
from gongjin.people.access import signed_in
from gongjin.people.actors import actor_of
from gongjin.people.models import Unit
from gongjin.people.workbooks import returned_workbook, workbook_answer
from gongjin.tracking.kinds.duty.actions import Occasion, RecordDuty
from gongjin.tracking.kinds.duty.findings import Finding
from gongjin.tracking.kinds.duty.sheets import Line, preview, workbook
from gongjin.tracking.kinds.duty.states import TABLE
from gongjin.tracking.kinds.entry import data_set_of, recorded_by
from gongjin.tracking.models import DataSet

SHOWN_AT_MOST: Final = 200


@require_GET
def exported(request: HttpRequest, data_set: UUID) -> HttpResponse:
    """The workbook of a duty."""
    found = data_set_of(request, data_set, "duty")
    return workbook_answer(workbook(found), f"{found.code} {found.name}")


@require_http_methods(["GET", "POST"])
def sheet(request: HttpRequest, data_set: UUID) -> HttpResponse:
    """Upload a workbook that was exported here; the answer is what it would record. Nothing is recorded yet."""
    found = data_set_of(request, data_set, "duty")
    recorded_by(request, found, TABLE, RecordDuty.code)
    context: dict[str, object] = {"data_set": found}
    if request.method == "GET":
        return render(request, "tracking/duty/sheet.html", context)
    try:
        file_name, data = returned_workbook(request)
        shown = preview(found, data)
    except (SheetRefused, Invalid) as refusal:
        return render(request, "tracking/duty/sheet.html", {**context, "error": refusal.message}, status=422)
    context |= {
        "preview": shown,
        "file_name": file_name,
        "shown": shown.lines[:SHOWN_AT_MOST],
        "more": max(0, len(shown.lines) - SHOWN_AT_MOST),
        "sealed": _seal(request, found, shown.lines) if shown.lines and not shown.errors else "",
    }
    return render(request, "tracking/duty/sheet.html", context)


@require_POST
def apply(request: HttpRequest, data_set: UUID) -> HttpResponse:
    """Record exactly what the preview showed, all of it as one act, with the files that prove it."""
    found = data_set_of(request, data_set, "duty")
    recorded_by(request, found, TABLE, RecordDuty.code)
    occasions = _unseal(request, found, request.POST.get("sealed", ""))
    files = handed_in(request)
    act = RecordDuty([replace(occasion, proofs=files) for occasion in occasions], origin="imported")
    run(act, actor=actor_of(signed_in(request)), on=found)
    messages.success(request, _("已登记工作簿中的 %(n)d 条记录。") % {"n": len(occasions)})
    return redirect("tracking:duty", found.public_id)


def _seal(request: HttpRequest, data_set: DataSet, lines: Sequence[Line]) -> str:
    """A text that carries a preview to the browser and back unaltered, for one duty and one actor."""
    plain = [
        [
            each.on.isoformat(), each.people, each.place.code if each.place else "", each.time, each.by, each.note,
            dict(each.counts), [finding.words for finding in each.findings],
            next((str(finding.unit.public_id) for finding in each.findings if finding.unit), ""),
            next((finding.due.isoformat() for finding in each.findings if finding.due), ""),
        ]
        for each in (line.occasion for line in lines)
    ]  # fmt: skip
    return sealed.seal(plain, purpose=_purpose(data_set), actor=_actor(request))


def _unseal(request: HttpRequest, data_set: DataSet, text: str) -> list[Occasion]:
    """The records of a preview. Raises `Invalid` for one that is altered, too old or somebody else's, and `Conflict`
    for a place that was withdrawn meanwhile."""
    refusal = _("这份预览已失效，没有登记任何记录。请重新上传。")
    plain = sealed.unseal(text, purpose=_purpose(data_set), actor=_actor(request), refusal=refusal)
    places = {item.code: item for item in data_set.items.filter(withdrawn_at=None)}
    units = {str(unit.public_id): unit for unit in Unit.objects.filter(jurisdiction=data_set.jurisdiction_id)}
    occasions = []
    for on, people, place, time, by, note, counts, words, unit, due in plain:
        if place and place not in places:
            raise Conflict(_("有地点已被撤销，没有登记任何记录。请重新导出后再填。"))
        until = date.fromisoformat(due) if due else None
        found = tuple(Finding(each, units.get(unit), due=until) for each in words)
        occasions.append(
            Occasion(date.fromisoformat(on), people, places.get(place), time, by, note, counts, found)
        )  # fmt: skip
    return occasions


def _purpose(data_set: DataSet) -> str:
    return f"tracking.duty:{data_set.public_id}"


def _actor(request: HttpRequest) -> str:
    return actor_of(signed_in(request)).actor_id


patterns = [
    path("data/<uuid:data_set>/duty/records.xlsx", exported, name="duty-export"),
    path("data/<uuid:data_set>/duty/sheet/", sheet, name="duty-sheet"),
    path("data/<uuid:data_set>/duty/sheet/apply/", apply, name="duty-sheet-apply"),
]
