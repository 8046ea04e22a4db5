"""A register's workbook out, and back with a preview before anything is applied."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gongjin.audit.actions import run
from gongjin.audit.errors import Invalid
from gongjin.core.sheets import SheetRefused
from gongjin.people.access import signed_in
from gongjin.people.actors import actor_of
from gongjin.people.workbooks import returned_workbook, workbook_answer
from gongjin.tracking.kinds.register.applied import ApplySheet, seal, unseal
from gongjin.tracking.kinds.register.asked_of import may_write, register_of
from gongjin.tracking.kinds.register.read_back import read_back
from gongjin.tracking.kinds.register.sheets import export

SHOWN_AT_MOST = 200


@require_GET
def exported(request: HttpRequest, data_set: UUID) -> HttpResponse:
    """The workbook of a register."""
    found = register_of(request, data_set)
    return workbook_answer(export(found), f"{found.code} {found.name}")


@require_http_methods(["GET", "POST"])
def sheet(request: HttpRequest, data_set: UUID) -> HttpResponse:
    """Upload a workbook that was exported here; the answer is what it would change."""
    found = register_of(request, data_set)
    context: dict[str, object] = {"data_set": found, "may_write": may_write(request, found)}
    if request.method == "GET":
        return render(request, "tracking/register/sheet.html", context)
    try:
        file_name, data = returned_workbook(request)
        preview = read_back(found, data)
    except (SheetRefused, Invalid) as refusal:
        return render(request, "tracking/register/sheet.html", {**context, "error": refusal.message}, status=422)
    actor = actor_of(signed_in(request)).actor_id
    can_apply = not preview.errors and bool(preview.changed)
    context |= {
        "preview": preview,
        "file_name": file_name,
        "shown": preview.shown[:SHOWN_AT_MOST],
        "more": max(0, len(preview.shown) - SHOWN_AT_MOST),
        "sealed": seal(preview.changed, register=str(found.public_id), actor=actor) if can_apply else "",
    }
    return render(request, "tracking/register/sheet.html", context)


@require_POST
def apply(request: HttpRequest, data_set: UUID) -> HttpResponse:
    """Apply exactly the preview that was shown, all of it as one act."""
    found = register_of(request, data_set)
    actor = actor_of(signed_in(request))
    changed = unseal(request.POST.get("sealed", ""), register=str(found.public_id), actor=actor.actor_id)
    run(ApplySheet(changed, request.POST.get("file_name", "")[:120]), actor=actor, on=found)
    messages.success(request, _("已应用工作簿中 %(n)s 行的改动。") % {"n": len(changed)})
    return redirect("tracking:register", found.public_id)


patterns = [
    path("data/<uuid:data_set>/register/export.xlsx", exported, name="register-export"),
    path("data/<uuid:data_set>/register/sheet/", sheet, name="register-sheet"),
    path("data/<uuid:data_set>/register/sheet/apply/", apply, name="register-sheet-apply"),
]
