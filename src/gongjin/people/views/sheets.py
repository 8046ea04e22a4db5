"""Units and users out to Excel and back: a preview, then all of it at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongjin.audit.errors import Invalid
from gongjin.audit.states import Text
from gongjin.core.sheets import SheetRefused, SheetRow, SheetSpec, read
from gongjin.people.access import signed_in
from gongjin.people.actors import actor_of
from gongjin.people.models import Jurisdiction
from gongjin.people.sheets import units as units_sheet
from gongjin.people.sheets import users as users_sheet
from gongjin.people.sheets.lines import Apply, Line, Rejected, apply, lines_of, seal, tried, unseal
from gongjin.people.workbooks import returned_workbook, workbook_answer

SHOWN_AT_MOST = 300


@dataclass(frozen=True, slots=True)
class Table:
    """A table that goes out and comes back, and the addresses of its pages."""

    name: str
    label: Text
    back: str
    spec: Callable[[Jurisdiction], SheetSpec]
    rows: Callable[[Jurisdiction], tuple[list[SheetRow], dict[str, int]]]
    export: Callable[[Jurisdiction], bytes]
    apply: Apply

    @property
    def addresses(self) -> dict[str, str]:
        return {what: f"people:{self.name}-{what}" for what in ("export", "sheet")} | {
            "apply": f"people:{self.name}-sheet-apply"
        }


UNITS = Table(
    "units", gettext_lazy("单位名录"), "people:units", units_sheet.spec, units_sheet.rows, units_sheet.export,
    units_sheet.apply,
)  # fmt: skip
USERS = Table(
    "users", gettext_lazy("用户"), "people:users", users_sheet.spec, users_sheet.rows, users_sheet.export,
    users_sheet.apply,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Shown:
    """A proposed cell, as the preview shows it."""

    place: str
    row: str
    title: str
    old: str
    new: str


@require_safe
def export(request: HttpRequest, table: Table) -> HttpResponse:
    """The workbook as it stands; with empty rows, so that it is the template as well."""
    return workbook_answer(table.export(signed_in(request).jurisdiction), str(table.label))


@require_http_methods(["GET", "POST"])
def sheet(request: HttpRequest, table: Table) -> HttpResponse:
    """Upload a workbook; the answer is what it would change, or every cell that is wrong."""
    if request.method == "GET":
        return _page(request, table)
    user = signed_in(request)
    try:
        file_name, data = returned_workbook(request)
        spec = table.spec(user.jurisdiction)
        reading = read(data, spec)
        if reading.meta.subject != user.jurisdiction.code:
            raise Invalid(_("这是另一个辖区的工作簿，请从本系统导出。"), "workbook")
        if reading.missing_columns:
            titles = "、".join(reading.missing_columns)
            raise Invalid(_("缺少“%(titles)s”列，请重新导出后再改。") % {"titles": titles}, "workbook")
    except (SheetRefused, Invalid) as refusal:
        return _page(request, table, {"error": refusal.message}, status=422)
    lines = lines_of(reading, *table.rows(user.jurisdiction))
    actor = actor_of(user)
    errors = reading.errors or tried(user.jurisdiction, actor, spec, lines, table.apply)
    shown = _shown(spec, lines)
    context: dict[str, object] = {
        "preview": True,
        "file_name": file_name,
        "errors": errors,
        "shown": shown[:SHOWN_AT_MOST],
        "more": max(0, len(shown) - SHOWN_AT_MOST),
        "lines": len(lines),
        "added": sum(not line.key for line in lines),
        "sealed": seal(lines, table=table.name, actor=actor.actor_id) if lines and not errors else "",
    }
    return _page(request, table, context)


@require_POST
def sheet_apply(request: HttpRequest, table: Table) -> HttpResponse:
    """Apply exactly the preview that was shown, all of it or nothing."""
    user = signed_in(request)
    actor = actor_of(user)
    try:
        lines = unseal(request.POST.get("sealed", ""), table=table.name, actor=actor.actor_id)
        apply(user.jurisdiction, actor, table.spec(user.jurisdiction), lines, table.apply)
    except Invalid as refusal:
        return _page(request, table, {"error": refusal.message}, status=422)
    except Rejected as rejected:
        return _page(request, table, {"preview": True, "errors": rejected.errors}, status=409)
    messages.success(request, _("已从工作簿应用 %(n)d 行。") % {"n": len(lines)})
    return redirect(table.back)


def _page(
    request: HttpRequest, table: Table, context: dict[str, object] | None = None, status: int = 200
) -> HttpResponse:
    return render(request, "people/sheet.html", {"table": table, **(context or {})}, status=status)


def _shown(spec: SheetSpec, lines: list[Line]) -> list[Shown]:
    found = []
    for line in lines:
        for column in spec.columns:
            new, labels = line.text(column.key), dict(column.choices)
            if column.key in line.was or (not line.key and new):
                old = line.was.get(column.key, "")
                place = f"{line.letters.get(column.key, '')}{line.row}"
                name = line.text(spec.columns[0].key)
                found.append(Shown(place, name, column.title, labels.get(old, old), labels.get(new, new)))
    return found
