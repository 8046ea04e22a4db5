"""Excel both ways: the two workbooks out, and one of them back with a preview before anything is applied."""

from __future__ import annotations

from contextlib import suppress
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gongjin.audit.actions import run
from gongjin.audit.errors import Invalid
from gongjin.core.sheets import SheetRefused
from gongjin.ledger.actions.division import SettleDivision
from gongjin.ledger.actions.division_cells import NothingToChange
from gongjin.ledger.actions.previewed import Change, digest, seal, undone, unseal
from gongjin.ledger.actions.workbook import ReadBack
from gongjin.ledger.models import Division, Plan
from gongjin.ledger.queries.division import division_of
from gongjin.ledger.sheets.division import division_sheet
from gongjin.ledger.sheets.read_back import ReadBackPreview, read_back
from gongjin.ledger.sheets.task_list import task_list
from gongjin.ledger.views.access import actor, may_do, plan_of
from gongjin.people.workbooks import returned_workbook, workbook_answer

TABLES = {"tasks": (task_list, gettext_lazy("任务清单")), "division": (division_sheet, gettext_lazy("任务分解表"))}
UNDO = "read-back-undo"
SHOWN_AT_MOST = 200


@require_GET
def export(request: HttpRequest, plan: UUID, table: str) -> HttpResponse:
    """A workbook: `tasks` is 任务清单, `division` is 任务分解表."""
    found = plan_of(request, plan)
    if table not in TABLES:
        raise Http404
    make, name = TABLES[table]
    return workbook_answer(make(found), f"{found.code} {name}")


@require_http_methods(["GET", "POST"])
def read_back_page(request: HttpRequest, plan: UUID) -> HttpResponse:
    """Upload a workbook that was exported here; the answer is what it would change."""
    found = plan_of(request, plan)
    of = division_of(found)
    context: dict[str, object] = {
        "plan": found,
        "division": of,
        "may_read_back": may_do(request, of, "ledger.division.read_back"),
    }
    if request.method == "GET":
        return render(request, "ledger/workbook/upload.html", context)
    try:
        file_name, data = returned_workbook(request)
        preview = read_back(found, data)
    except (SheetRefused, Invalid) as refusal:
        return render(request, "ledger/workbook/upload.html", {**context, "error": refusal.message}, status=422)
    return render(request, "ledger/workbook/preview.html", {**context, **_shown(request, found, preview, file_name)})


def _shown(request: HttpRequest, plan: Plan, preview: ReadBackPreview, file_name: str) -> dict[str, object]:
    can_apply = not preview.errors and bool(preview.changes)
    whole = _sealed(request, plan, preview, preview.changes) if can_apply else ""
    safe = _sealed(request, plan, preview, preview.safe) if can_apply and preview.conflicts and preview.safe else ""
    return {
        "preview": preview,
        "file_name": file_name,
        "shown": preview.shown[:SHOWN_AT_MOST],
        "more": max(0, len(preview.shown) - SHOWN_AT_MOST),
        "plan_cells": preview.from_plan[:SHOWN_AT_MOST],
        "more_plan_cells": max(0, len(preview.from_plan) - SHOWN_AT_MOST),
        "missing_rows": preview.removed[:SHOWN_AT_MOST],
        "more_missing_rows": max(0, len(preview.removed) - SHOWN_AT_MOST),
        "whole": whole,
        "whole_digest": digest(preview.changes),
        "safe": safe,
        "safe_digest": digest(preview.safe),
    }


def _purpose(preview: str, file_digest: str) -> str:
    return f"read-back:{preview}:{file_digest}"


def _sealed(request: HttpRequest, plan: Plan, preview: ReadBackPreview, changes: tuple[Change, ...]) -> str:
    who = actor(request)
    purpose = _purpose(digest(changes), preview.file_digest)
    return seal(changes, purpose=purpose, plan=str(plan.public_id), actor=who.actor_id)


@require_POST
def read_back_apply(request: HttpRequest, plan: UUID) -> HttpResponse:
    """Apply exactly the preview that was shown, all of it as one act."""
    found = plan_of(request, plan)
    who = actor(request)
    shown, file_digest = request.POST.get("preview", ""), request.POST.get("file_digest", "")
    purpose = _purpose(shown, file_digest)
    changes = unseal(request.POST.get("sealed", ""), purpose=purpose, plan=str(found.public_id), actor=who.actor_id)
    action = ReadBack(
        changes, preview=shown, file_digest=file_digest, file_name=request.POST.get("file_name", "")[:120]
    )
    with suppress(NothingToChange):  # a second click: what was shown stands, and the page says so
        run(action, actor=who, on=_division(found))
    context = {
        "plan": found,
        "count": len(changes),
        "rows": len({change.row for change in changes}),
        "undo": seal(undone(changes), purpose=UNDO, plan=str(found.public_id), actor=who.actor_id),
    }
    return render(request, "ledger/workbook/done.html", context)


@require_POST
def read_back_undo(request: HttpRequest, plan: UUID) -> HttpResponse:
    """Take a read-back back, as a new act."""
    found = plan_of(request, plan)
    who = actor(request)
    changes = unseal(request.POST.get("sealed", ""), purpose=UNDO, plan=str(found.public_id), actor=who.actor_id)
    with suppress(NothingToChange):
        run(SettleDivision(changes), actor=who, on=_division(found))
    return render(request, "ledger/workbook/done.html", {"plan": found, "count": len(changes), "undone": True})


def _division(plan: Plan) -> Division:
    found = division_of(plan)
    if found is None:
        raise Invalid(_("方案还没有发布，不能读回。请先完成核对并发布。"))
    return found


patterns = [
    path("plans/<uuid:plan>/export/<str:table>.xlsx", export, name="export"),
    path("plans/<uuid:plan>/read-back/", read_back_page, name="read_back"),
    path("plans/<uuid:plan>/read-back/apply/", read_back_apply, name="read_back_apply"),
    path("plans/<uuid:plan>/read-back/undo/", read_back_undo, name="read_back_undo"),
]
