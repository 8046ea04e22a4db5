"""The workbook of a project's money out, and back with a preview before anything is recorded."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from http import HTTPStatus
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongjin.audit import sealed
from gongjin.audit.actions import run
from gongjin.audit.errors import Invalid
from gongjin.core.periods import Period
from gongjin.core.sheets import SheetRefused
from gongjin.evidence.handing import handed_in
from gongjin.people.access import signed_in
from gongjin.people.actors import actor_of
from gongjin.people.workbooks import returned_workbook, workbook_answer
from gongjin.tracking.kinds.entry import data_set_of, recorded_by
from gongjin.tracking.kinds.project import states
from gongjin.tracking.kinds.project.actions_amounts import Amount
from gongjin.tracking.kinds.project.actions_money_sheet import ReadBackMoney
from gongjin.tracking.kinds.project.money_sheet import UNIT, Line, preview, workbook
from gongjin.tracking.models import DataSet


@require_safe
def exported(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The workbook of the money."""
    found = data_set_of(request, public_id, "project")
    return workbook_answer(workbook(found), _("%(name)s 项目资金") % {"name": found.name})


@require_http_methods(["GET", "POST"])
def sheet(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Upload a workbook; the answer is what it would record. Nothing is recorded yet."""
    found = data_set_of(request, public_id, "project")
    recorded_by(request, found, states.TABLE, ReadBackMoney.code)
    context: dict[str, object] = {"project": found}
    if request.method == "GET":
        return render(request, "tracking/project/money_sheet.html", context)
    try:
        file_name, data = returned_workbook(request)
        shown = preview(found, data)
    except (SheetRefused, Invalid) as refusal:
        context["error"] = refusal.message
        return render(request, "tracking/project/money_sheet.html", context, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    sealed = _seal(request, found, shown.lines) if shown.lines and not shown.errors else ""
    context |= {"preview": shown, "file_name": file_name, "sealed": sealed}
    return render(request, "tracking/project/money_sheet.html", context)


@require_POST
def apply(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Record exactly what the preview showed, all of it as one act."""
    found = data_set_of(request, public_id, "project")
    recorded_by(request, found, states.TABLE, ReadBackMoney.code)
    amounts = _unseal(request, found, request.POST.get("sealed", ""))
    run(ReadBackMoney(amounts, handed_in(request)), actor=actor_of(signed_in(request)), on=found)
    messages.success(request, _("已记录工作簿中的 %(n)d 笔资金。") % {"n": len(amounts)})
    return redirect("tracking:project", found.public_id)


def _seal(request: HttpRequest, project: DataSet, lines: Sequence[Line]) -> str:
    """The preview, to the browser and back unaltered, for one project and one actor."""
    plain = [
        [line.amount.what, line.amount.source, str(line.amount.period), f"{line.amount.amount:f}", line.amount.how,
         line.why]
        for line in lines
    ]  # fmt: skip
    return sealed.seal(plain, purpose=_purpose(project), actor=_actor(request))


def _unseal(request: HttpRequest, project: DataSet, text: str) -> list[tuple[Amount, str]]:
    refusal = _("这份预览已失效，没有记录任何资金。请重新上传。")
    plain = sealed.unseal(text, purpose=_purpose(project), actor=_actor(request), refusal=refusal)
    return [
        (Amount(what, source, Period.parse(period), Decimal(amount), UNIT, how), why)
        for what, source, period, amount, how, why in plain
    ]


def _purpose(project: DataSet) -> str:
    return f"tracking.project.money:{project.public_id}"


def _actor(request: HttpRequest) -> str:
    return actor_of(signed_in(request)).actor_id


patterns = [
    path("progress/projects/<uuid:public_id>/money.xlsx", exported, name="project-money"),
    path("progress/projects/<uuid:public_id>/money/", sheet, name="project-money-sheet"),
    path("progress/projects/<uuid:public_id>/money/apply/", apply, name="project-money-apply"),
]
