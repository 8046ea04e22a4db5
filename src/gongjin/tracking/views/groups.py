"""Progress by section, by unit and by township; two dates compared; the big screen."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import parse_qsl

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_GET

from gongjin.core import clock
from gongjin.ledger.queries.rows import choices
from gongjin.people.access import signed_in
from gongjin.tracking.queries import board, groups
from gongjin.tracking.queries.compare import MOST
from gongjin.tracking.queries.compare import compare as compare_dates
from gongjin.tracking.queries.ready import make_ready, month_end_before
from gongjin.tracking.queries.row_progress import row_progress
from gongjin.tracking.rules.light import Light
from gongjin.tracking.views.chart_data import series_of
from gongjin.tracking.views.shown import Narrowed, day_of

SCREENS = 200


@require_GET
def sections(request: HttpRequest) -> HttpResponse:
    """Rows by light of every section."""
    of, narrowed = signed_in(request).jurisdiction, Narrowed.read(request)
    on = narrowed.on
    found = groups.by_section(of, narrowed.rows, on)
    shown = {"narrowed": narrowed, "choices": choices(of), "found": found, "on": on, "lights": list(Light)}
    return render(request, "tracking/sections.html", shown)


@require_GET
def units(request: HttpRequest) -> HttpResponse:
    """Rows by light of every unit, and what was attained of what is due."""
    of, narrowed = signed_in(request).jurisdiction, Narrowed.read(request)
    on = narrowed.on
    found = groups.by_unit(of, narrowed.rows, on)
    shown = {"narrowed": narrowed, "choices": choices(of), "found": found, "on": on, "lights": list(Light)}
    return render(request, "tracking/units.html", {**shown, "tab": "units"})


@require_GET
def townships(request: HttpRequest) -> HttpResponse:
    """The same for townships, and what lies in them."""
    of, narrowed = signed_in(request).jurisdiction, Narrowed.read(request)
    on = narrowed.on
    found = groups.by_township(of, narrowed.rows, on)
    shown = {"narrowed": narrowed, "choices": choices(of), "found": found, "on": on, "lights": list(Light)}
    return render(request, "tracking/units.html", {**shown, "tab": "townships"})


@require_GET
def compare(request: HttpRequest) -> HttpResponse:
    """What turned between two dates: without any, the last month's end and today."""
    of, narrowed = signed_in(request).jurisdiction, replace(Narrowed.read(request), day=None)
    on = day_of(request)
    since = min(day_of(request, "since", month_end_before(on)), on)
    found = compare_dates(of, narrowed.rows, since, on)
    shown = {
        "narrowed": narrowed,
        "kept": parse_qsl(narrowed.query()),
        "choices": choices(of),
        "found": found,
        "lights": [(light, found.before.of(light), found.after.of(light)) for light in Light],
        "today": clock.today(),
        "most": MOST,
    }
    return render(request, "tracking/compare.html", shown)


@require_GET
def screen(request: HttpRequest) -> HttpResponse:
    """One item a screen, for the meeting room: first where everything stands, then red and yellow one by one."""
    of, narrowed = signed_in(request).jurisdiction, Narrowed.read(request)
    on = narrowed.on
    make_ready(of, [on])
    every = board.standing_in(of, narrowed.rows, on)
    found = list((every.filter(light=narrowed.light) if narrowed.light else board.worst(every))[:SCREENS])
    number = min(_number(request), len(found))
    shown: dict[str, object] = {"narrowed": narrowed, "number": number, "last": len(found), "on": on}
    if number == 0:
        shown |= {"counts": board.counts(every), "lights": list(Light)}
    else:
        row = found[number - 1].row
        item = row_progress(row, on)
        shown |= {"found": item, "chart": series_of(item) if item else None}
    return render(request, "tracking/screen.html", shown)


def _number(request: HttpRequest) -> int:
    text = request.GET.get("i", "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 6 else 0


patterns = [
    path("progress/sections/", sections, name="sections"),
    path("progress/units/", units, name="units"),
    path("progress/townships/", townships, name="townships"),
    path("progress/compare/", compare, name="compare"),
    path("progress/screen/", screen, name="screen"),
]
