"""The few pages that belong to no room: home, health, the note for old browsers, the language switch."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from gongjin import __version__
from gongjin.people.access import roles_of, signed_in
from gongjin.people.queries import administrators
from gongjin.web.context import menu_for


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """The first line of this user's menu; somebody whose role sees none is told whom to ask."""
    user = signed_in(request)
    lines = [line for line in menu_for(roles_of(user), request.path) if line.url != request.path]
    if lines:
        return HttpResponseRedirect(lines[0].url)
    return render(request, "web/home.html", {"administrators": administrators(user.jurisdiction)})


@login_not_required
@never_cache
@require_GET
def health(request: HttpRequest) -> HttpResponse:
    """200 when the site and its database answer, else 503; for monitors and for `gongjin up`."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            cursor.fetchone()
    except Exception:
        return JsonResponse({"status": "unavailable", "version": __version__}, status=503)
    return JsonResponse({"status": "ok", "version": __version__})


@login_not_required
@require_GET
def old_browser(request: HttpRequest) -> HttpResponse:
    """A page without script and style that says which browsers work; head.js sends older ones here."""
    return render(request, "web/old_browser.html")
