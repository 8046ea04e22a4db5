"""任务清单: the list (grid, cards, print), a row's page and drawer, and settling values."""

from __future__ import annotations

import math
from http import HTTPStatus
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from gongjin.audit.actions import run
from gongjin.audit.errors import Invalid
from gongjin.core.sent import whole
from gongjin.ledger import states
from gongjin.ledger.actions.values import SettleValues
from gongjin.ledger.models import Cadence, Row, RowKind
from gongjin.ledger.queries.row_page import RowDetail, row_detail
from gongjin.ledger.queries.rows import (
    PAGE,
    RowFilters,
    choices,
    lines_of,
    page_of_rows,
    row_by_id,
)
from gongjin.ledger.queries.saved import saved_views
from gongjin.ledger.templatetags.ledger import STRENGTHS
from gongjin.ledger.typed_values import FIELDS
from gongjin.ledger.views.access import actor
from gongjin.ledger.views.beside import are_marked, marks_of, notes_of, panels_of
from gongjin.ledger.views.row_columns import COLUMNS
from gongjin.ledger.views.row_json import rows_json
from gongjin.people.access import signed_in

CARDS = 40
PRINTED = 5000


def may_settle(request: HttpRequest) -> bool:
    """Whether the matrix gives this user the right to settle values; the page then offers it."""
    return bool(actor(request).roles & set(states.ROW.rule(SettleValues.code).roles))


@require_GET
def rows(request: HttpRequest) -> HttpResponse:
    """The list. The grid and the cards fetch their rows themselves."""
    user = signed_in(request)
    filters, editing = RowFilters.read(request.GET.dict()), may_settle(request)
    shown = {
        "filters": filters,
        "choices": choices(user.jurisdiction),
        "kinds": RowKind.choices,
        "saved": saved_views(user, "rows"),
        "strengths": [(name, STRENGTHS[name]) for name in ("ensure", "strive", "plain")],
        "may_settle": editing,
        "columns": [column.as_json(editing) for column in COLUMNS if column.name != "light" or are_marked()],
    }
    return render(request, "ledger/rows/list.html", shown)


@require_GET
def rows_data(request: HttpRequest) -> JsonResponse:
    """One page of the grid as JSON, or the rows named by `row`."""
    of = signed_in(request).jurisdiction
    named = {text for text in request.GET.getlist("row") if _is_uuid(text)}
    if named:
        return JsonResponse({"data": rows_json(lines_of(of, named))})
    size = min(_whole(request.GET.get("size"), PAGE), PAGE)
    number = _whole(request.GET.get("page"), 1)
    found = page_of_rows(of, RowFilters.read(request.GET.dict()), (number - 1) * size, size)
    data = rows_json(found.lines)
    last = max(1, math.ceil(found.places / size))
    return JsonResponse({"data": data, "last_page": last, "last_row": found.total})


@require_GET
def cards(request: HttpRequest) -> HttpResponse:
    """Cards for narrow screens, with one that fetches the next when it is reached."""
    filters = RowFilters.read(request.GET.dict())
    number = _whole(request.GET.get("page"), 1)
    found = page_of_rows(signed_in(request).jurisdiction, filters, (number - 1) * CARDS, CARDS)
    more = number * CARDS < found.places
    on_page = [line.row for line in found.lines]
    marks, notes = marks_of(on_page), notes_of(on_page)
    marked = [(line, marks.get(line.row.pk), notes.get(line.row.pk)) for line in found.lines]
    shown = {
        "found": found,
        "marked": marked,
        "filters": filters,
        "next": number + 1 if more else 0,
        "first": number == 1,
    }
    return render(request, "ledger/rows/cards.html", shown)


@require_GET
def printed(request: HttpRequest) -> HttpResponse:
    """The filtered list as one plain table for paper; it also works without scripts."""
    filters = RowFilters.read(request.GET.dict())
    found = page_of_rows(signed_in(request).jurisdiction, filters, 0, PRINTED)
    return render(request, "ledger/rows/print.html", {"found": found, "filters": filters, "most": PRINTED})


@require_GET
def row(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Everything about a row: its page, or the drawer beside the list when htmx asks."""
    found = _row(request, public_id)
    return _render_row(request, found, _detail(found))


@require_POST
def settle(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Settle values from the form of a row's page; the answer is the same page with the values in place."""
    found = _row(request, public_id)
    given = {name: request.POST[name] for name in FIELDS if name in request.POST}
    seen = {name: request.POST[f"seen_{name}"] for name in given if f"seen_{name}" in request.POST}
    wanted = {name: text for name, text in given.items() if text.strip() != seen.get(name, "")}
    if not wanted:
        shown = {"invalid": Invalid(_("与现有内容相同，没有需要保存的改动。")), "typed": given}
        return _render_row(request, found, _detail(found), shown, HTTPStatus.UNPROCESSABLE_ENTITY)
    action = SettleValues(wanted, seen={name: seen[name] for name in wanted if name in seen})
    try:
        found = run(action, actor=actor(request), on=found, expect=_revision(request))
    except Invalid as error:
        shown = {"invalid": error, "typed": given}
        return _render_row(request, found, _detail(found), shown, HTTPStatus.UNPROCESSABLE_ENTITY)
    answer = _render_row(request, found, _detail(found), {"undo": {name: seen.get(name, "") for name in wanted}})
    answer["HX-Trigger"] = "gongjin:row-changed"
    return answer


def _render_row(
    request: HttpRequest,
    found: Row,
    detail: RowDetail,
    more: dict[str, object] | None = None,
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    more = more or {}
    typed, invalid = more.get("typed") or {}, more.get("invalid")
    fields = [
        {
            "field": field,
            "now": field.of(detail.line.office),
            "typed": typed.get(name, field.of(detail.line.office)) if isinstance(typed, dict) else "",
            "plan": _plan_words(detail, name),
            "error": invalid.message if isinstance(invalid, Invalid) and invalid.field == name else "",
        }
        for name, field in FIELDS.items()
        if found.kind in field.kinds
    ]
    undo = more.get("undo")
    shown = {
        "detail": detail,
        "panels": panels_of(found),
        "fields": fields,
        "invalid": invalid if isinstance(invalid, Invalid) and not any(item["error"] for item in fields) else None,
        "cadences": Cadence.choices,
        "undo": [{"name": name, "was": was, "now": FIELDS[name].of(detail.line.office)} for name, was in undo.items()]
        if isinstance(undo, dict)
        else [],
        "may_settle": may_settle(request) and detail.current and found.state == "current",
        "drawer": "drawer" in request.GET or "drawer" in request.POST,
    }
    template = "ledger/rows/row_body.html" if request.headers.get("HX-Request") else "ledger/rows/row.html"
    return render(request, template, shown, status=status)


def _plan_words(detail: RowDetail, name: str) -> str:
    if name == "due":
        return detail.line.due.plan
    return detail.line.cadence.plan if name == "cadence" else detail.line.stated(name).plan


def _row(request: HttpRequest, public_id: UUID) -> Row:
    found = row_by_id(signed_in(request).jurisdiction, public_id)
    if found is None:
        raise Http404
    return found


def _detail(found: Row) -> RowDetail:
    detail = row_detail(found)
    if detail is None:
        raise Http404
    return detail


def _revision(request: HttpRequest) -> int | None:
    return whole(request.POST.get("revision"))


def _whole(text: str | None, default: int) -> int:
    return max(1, int(text)) if text and text.isascii() and text.isdecimal() and len(text) < 9 else default


def _is_uuid(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


patterns = [
    path("ledger/", rows, name="rows"),
    path("ledger/rows.json", rows_data, name="rows-data"),
    path("ledger/cards/", cards, name="rows-cards"),
    path("ledger/print/", printed, name="rows-print"),
    path("ledger/rows/<uuid:public_id>/", row, name="row"),
    path("ledger/rows/<uuid:public_id>/values/", settle, name="row-settle"),
]
