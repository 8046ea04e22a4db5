"""Addresses. A room's `urls.py` is found by itself and is mounted at the root: its paths are the full ones."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.urls import URLPattern, URLResolver, include, path
from django.views.i18n import set_language

from gongjin.core.rooms import offered_by_rooms
from gongjin.web import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.home, name="home"),
    path("healthz", views.health, name="health"),
    path("old-browser", views.old_browser, name="old-browser"),
    path("language", login_not_required(set_language), name="set-language"),
    *(path("", include(module)) for module in offered_by_rooms("urls") if module.__name__ != __name__),
]

handler400 = "gongjin.web.errors.bad_request"
handler403 = "gongjin.web.errors.forbidden"
handler404 = "gongjin.web.errors.not_found"
handler500 = "gongjin.web.errors.server_error"
