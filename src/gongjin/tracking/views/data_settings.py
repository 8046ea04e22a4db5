"""A data set's settings: name, owner, cycle and the kind's own, in words; taken out of use and put back."""

from __future__ import annotations

from http import HTTPStatus
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from gongjin.audit.actions import Action, run
from gongjin.audit.errors import Conflict, Invalid, Refused
from gongjin.core.sent import whole
from gongjin.people.access import signed_in
from gongjin.people.actors import actor_of
from gongjin.tracking.actions.data_sets import ChangeDataSet, CloseDataSet, ReopenDataSet
from gongjin.tracking.kinds.rule_forms import kept_text, sent
from gongjin.tracking.kinds.settings_forms import (
    CODE,
    DROP,
    ORDER,
    PREFIX,
    Line,
    Table,
    kept_lines,
    sent_lines,
    settings_form,
    settings_from,
)
from gongjin.tracking.models import DataSet
from gongjin.tracking.views.data_fields import filled, unit_sent, units_of
from gongjin.tracking.views.frame import CYCLES, frame_of
from gongjin.tracking.views.shown import data_set_of
from gongjin.tracking.views.shown_fields import ShownField, grouped_fields


@require_http_methods(["GET", "POST"])
def settings(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The page; `more` asks for further empty lines and saves nothing."""
    found = data_set_of(request, public_id)
    invalid: Refused | None = None
    if request.method == "POST" and "more" not in request.POST:
        try:
            seen = whole(request.POST.get("seen"))
            run(_setting(request, found), actor=actor_of(signed_in(request)), on=found, expect=seen)
        except (Invalid, Conflict) as error:
            invalid = error
            found.refresh_from_db()  # the page shows what is kept beside what was typed
        else:
            messages.success(request, _("已保存。"))
            return HttpResponseRedirect(reverse("tracking:data-settings", args=[found.public_id]))
    shown = {
        **frame_of(request, found, "tracking:data-settings"),
        "seen": request.POST.get("seen") if "more" in request.POST else found.revision,
        "filled": filled(request, found),
        "own": _own(request, found),
        "invalid": invalid,
        "units": units_of(request),
        "cycles": CYCLES.items(),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if invalid else HTTPStatus.OK
    return render(request, "tracking/data/settings.html", shown, status=status)


def _setting(request: HttpRequest, found: DataSet) -> Action[DataSet]:
    given = request.POST
    if given.get("do") == "close":
        return CloseDataSet()
    if given.get("do") == "reopen":
        return ReopenDataSet()
    return ChangeDataSet(
        name=given.get("name", "")[:120],
        unit=unit_sent(request),
        unit_of_measure=given.get("unit_of_measure", "")[:30],
        cycle=given.get("cycle", ""),
        lag_days=whole(given.get("lag_days")) or 0,
        settings=settings_from(found.kind, dict(given.lists()), found.settings, _registers(request)),
    )


def _own(request: HttpRequest, found: DataSet) -> dict[str, object]:
    """The kind's own fields and lists, as they were sent, else as they are kept."""
    form, posted = settings_form(found.kind), dict(request.POST.lists())
    fields = form.fields(found.settings, _registers(request))
    typed = bool(posted)
    groups = grouped_fields(
        fields, PREFIX, lambda item: sent(item, posted, PREFIX) if typed else kept_text(found.settings, item)
    )
    lists = []
    for table in form.tables(found.settings):
        lines = sent_lines(table, posted, whole=True) if typed else kept_lines(table, found.settings)
        if request.POST.get("more") == table.name:
            lines = [*lines, {CODE: ""}, {CODE: ""}]
        lists.append({"table": table, "lines": [_line(table, line, number) for number, line in enumerate(lines)]})
    return {"groups": groups, "lists": lists}


def _line(table: Table, line: Line, number: int) -> dict[str, object]:
    start = f"{PREFIX}{table.name}-{number}-"
    fields = [ShownField(start + column.name, column, line.get(column.name, "")) for column in table.columns]
    return {
        "start": start,
        "code": line.get(CODE, ""),
        "order": line.get(ORDER) or number + 1,
        "dropped": bool(line.get(DROP)),
        "first": fields[0],
        "boxes": [item for item in fields[1:] if not item.field.flag],
        "flags": [item for item in fields[1:] if item.field.flag],
    }


def _registers(request: HttpRequest) -> list[tuple[str, str]]:
    of = signed_in(request).jurisdiction
    found = DataSet.objects.filter(jurisdiction=of, kind="register", state="open").order_by("code")
    return [(str(key), name) for key, name in found.values_list("public_id", "name")]


patterns = [path("data/<uuid:public_id>/settings/", settings, name="data-settings")]
