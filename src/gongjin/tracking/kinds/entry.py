"""What the entry pages of several kinds share: the data set of an address, who may record, files in and out."""

from __future__ import annotations

from collections.abc import Callable, Collection
from http import HTTPStatus
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from gongjin.audit.actions import may
from gongjin.audit.errors import Invalid, NotAllowed
from gongjin.audit.states import StateTable
from gongjin.core.periods import Period, PeriodError, PeriodKind
from gongjin.core.sheets import SheetRefused
from gongjin.people.access import signed_in
from gongjin.people.actors import actor_of
from gongjin.people.workbooks import sent_file
from gongjin.tracking.kinds.table_preview import L, TablePreview
from gongjin.tracking.models import DataSet
from gongjin.tracking.recording import refuse_early

SHOWN_AT_MOST = 200
"""Lines of a preview that are listed; the others are counted."""


def data_set_of(request: HttpRequest, public_id: UUID, kind: str) -> DataSet:
    """The data set of an address; raises `Http404` for another government's or another kind's."""
    found = DataSet.objects.select_related("jurisdiction", "unit").filter(
        jurisdiction=signed_in(request).jurisdiction, kind=kind, public_id=public_id
    )
    data_set = found.first()
    if data_set is None:
        raise Http404
    return data_set


def recorded_by(request: HttpRequest, data_set: DataSet, table: StateTable, action: str) -> None:
    """Raise `NotAllowed` unless the user may record here: a page that only leads to a refusal spares no work."""
    rule = table.rule(action)
    if not may(actor_of(signed_in(request)), rule, data_set):
        raise NotAllowed(_("“%(set)s”由其责任单位或专班办公室填报，您没有填报的权限。") % {"set": data_set})


def uploaded(request: HttpRequest, name: str) -> tuple[str, bytes]:
    """The name and bytes of a table that others made. Raises `Invalid` without one, or for one that is too large."""
    return sent_file(
        request,
        name,
        missing=_("没有收到文件，请选择 .xlsx 或 .csv 文件。"),
        large=_("文件过大，没有读取。请只保留需要导入的工作表。"),
    )


def period_meant(text: str, kinds: Collection[PeriodKind]) -> Period:
    """The period that a form is sent for. Raises `Invalid` for none, for one of another length, and for one before
    there was any such figure: what was typed for one period is never recorded for another."""
    try:
        period = Period.parse(text)
    except PeriodError as error:
        raise Invalid(_("请选择时期，本次没有保存。"), "period") from error
    if period.kind not in kinds:
        raise Invalid(_("这里不能按%(period)s填报，请从列出的时期中选择。") % {"period": period.label}, "period")
    refuse_early(period)
    return period


def period_shown(text: str, kinds: Collection[PeriodKind], default: Period) -> Period:
    """The period that a page is opened for; the default where the address names none that it may be for."""
    try:
        return period_meant(text, kinds)
    except Invalid:
        return default


def table_page(
    request: HttpRequest,
    data_set: DataSet,
    context: dict[str, object],
    *,
    form: str,
    preview: str,
    read: Callable[[bytes], TablePreview[L]],
    seal: Callable[[DataSet, TablePreview[L], str], str],
) -> HttpResponse:
    """Upload a table that others made; the answer is what it would record. Nothing is recorded yet.

    `form` and `preview` are the templates before and after, `read` may refuse the table.
    """
    if request.method == "GET":
        return render(request, form, context)
    try:
        file_name, data = uploaded(request, "table")
        shown = read(data)
    except (SheetRefused, Invalid) as refusal:
        return render(request, form, {**context, "error": refusal.message}, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    sealed = seal(data_set, shown, actor_of(signed_in(request)).actor_id) if shown.fresh else ""
    told = {"preview": shown, "file_name": file_name, "shown": shown.fresh[:SHOWN_AT_MOST], "sealed": sealed}
    return render(request, preview, {**context, **told})
