"""总览 and the list of rows by light that it leads to."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_GET

from gongjin.core import clock
from gongjin.ledger.queries.rows import choices
from gongjin.people.access import signed_in
from gongjin.tracking.queries import board
from gongjin.tracking.queries.overview import overview as overview_of
from gongjin.tracking.queries.ready import make_ready
from gongjin.tracking.rules.light import Light
from gongjin.tracking.views.shown import Narrowed

PAGE = 50


@require_GET
def overview(request: HttpRequest) -> HttpResponse:
    """Where everything stands, today or on the day asked."""
    of, narrowed = signed_in(request).jurisdiction, Narrowed.read(request)
    shown = {
        "narrowed": narrowed,
        "choices": choices(of),
        "overview": overview_of(of, narrowed.rows, narrowed.on),
        "lights": list(Light),
    }
    return render(request, "tracking/overview.html", shown)


@require_GET
def lines(request: HttpRequest) -> HttpResponse:
    """Rows on a day, narrowed, the worst first, page by page."""
    of, narrowed = signed_in(request).jurisdiction, Narrowed.read(request)
    on = narrowed.on
    make_ready(of, [on])
    every = board.standing_in(of, narrowed.rows, on)
    found = every.filter(light=narrowed.light) if narrowed.light else every
    if request.GET.get("coming"):
        found = board.coming(found, on)
    else:
        found = found.order_by("order", "-behind", "row__code", "pk")
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    [entries] = board.entries(list(page.object_list))
    shown = {
        "narrowed": narrowed,
        "choices": choices(of),
        "counts": board.counts(every),
        "page": page,
        "entries": entries,
        "on": on,
        "is_today": on == clock.today(),
        "lights": list(Light),
        "coming": bool(request.GET.get("coming")),
    }
    return render(request, "tracking/lines.html", shown)


patterns = [
    path("progress/", overview, name="overview"),
    path("progress/rows/", lines, name="lines"),
]
