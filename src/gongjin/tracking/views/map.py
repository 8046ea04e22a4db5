"""The map: townships coloured by their worst light, from an outline that the office uploads."""

from __future__ import annotations

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from gongjin.audit.actions import run
from gongjin.audit.errors import Invalid
from gongjin.ledger.queries.rows import choices
from gongjin.people.access import signed_in
from gongjin.people.actors import actor_of
from gongjin.tracking import states
from gongjin.tracking.actions.outlines import SetOutline
from gongjin.tracking.models import Outline
from gongjin.tracking.queries import groups
from gongjin.tracking.rules.drawing import draw
from gongjin.tracking.rules.light import Light
from gongjin.tracking.views.shown import Narrowed, allowed


@require_GET
def county_map(request: HttpRequest) -> HttpResponse:
    """The map with its table."""
    return _page(request)


@require_POST
def upload(request: HttpRequest) -> HttpResponse:
    """Take an outline in."""
    file = request.FILES.get("file")
    if file is None or file.size is None:
        return _page(request, _("请选择 GeoJSON 文件。"), HTTPStatus.UNPROCESSABLE_ENTITY)
    user = signed_in(request)
    try:
        run(SetOutline(user.jurisdiction, file.name or "", file.read()), actor=actor_of(user))
    except Invalid as error:
        return _page(request, error.message, HTTPStatus.UNPROCESSABLE_ENTITY)
    messages.success(request, _("已更新行政区划轮廓。"))
    return HttpResponseRedirect(reverse("tracking:map"))


def _page(request: HttpRequest, error: str = "", status: int = HTTPStatus.OK) -> HttpResponse:
    of, narrowed = signed_in(request).jurisdiction, Narrowed.read(request)
    on = narrowed.on
    towns = groups.by_township(of, narrowed.rows, on)
    outline = Outline.objects.filter(jurisdiction=of).first()
    drawing = draw(outline.shapes) if outline else None
    by_name = {name: town for town in towns for name in (town.name, town.unit.short_name if town.unit else "") if name}
    shown = {
        "narrowed": narrowed,
        "choices": choices(of),
        "towns": towns,
        "outline": outline,
        "drawing": drawing,
        "shapes": [(shape, by_name.get(shape.name)) for shape in drawing.shapes] if drawing else [],
        "unmatched": [shape.name for shape in drawing.shapes if shape.name not in by_name] if drawing else [],
        "lights": list(Light),
        "may_upload": allowed(request, states.OUTLINE, SetOutline.code, Outline(jurisdiction=of)),
        "error": error,
    }
    return render(request, "tracking/map.html", shown, status=status)


patterns = [
    path("progress/map/", county_map, name="map"),
    path("progress/map/outline/", upload, name="map-outline"),
]
