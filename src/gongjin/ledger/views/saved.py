"""Saving and forgetting a user's views of the list."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gongjin.audit.errors import Invalid
from gongjin.ledger.actions.saved import forget_view, save_view
from gongjin.ledger.queries.rows import RowFilters
from gongjin.ledger.queries.saved import saved_views
from gongjin.people.access import signed_in


@require_POST
def save(request: HttpRequest) -> HttpResponse:
    """Keep the filters of `query` under `name`."""
    filters = RowFilters.read(QueryDict(request.POST.get("query", "")).dict())
    user = signed_in(request)
    try:
        view = save_view(user, "rows", request.POST.get("name", ""), filters.query())
    except Invalid as error:
        messages.error(request, error.message)
    else:
        messages.success(request, _("已保存视图“%(name)s”。") % {"name": view.name})
    return _answer(request, filters.query())


@require_POST
def forget(request: HttpRequest, view: int) -> HttpResponse:
    """Remove a view of one's own."""
    forget_view(signed_in(request), view)
    messages.success(request, _("已删除视图。"))
    return _answer(request, "")


def _answer(request: HttpRequest, query: str) -> HttpResponse:
    if request.headers.get("HX-Request"):
        return render(request, "ledger/rows/saved_list.html", {"saved": saved_views(signed_in(request), "rows")})
    return HttpResponseRedirect(f"{reverse('ledger:rows')}?{query}")


patterns = [
    path("ledger/views/", save, name="view-save"),
    path("ledger/views/<key:view>/forget/", forget, name="view-forget"),
]
