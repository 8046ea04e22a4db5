"""Who gets in, and what every answer says about itself."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.shortcuts import resolve_url
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from gongjin.web.middleware import UploadLimitMiddleware

PUBLIC = {"health", "old-browser", "set-language"}


def _names(patterns: list[URLPattern | URLResolver]) -> list[URLPattern]:
    found: list[URLPattern] = []
    for pattern in patterns:
        found += _names(pattern.url_patterns) if isinstance(pattern, URLResolver) else [pattern]
    return found


def test_a_page_wants_a_signed_in_user(client: Client) -> None:
    answer = client.get("/")
    assert answer.status_code == 302
    assert answer.headers["Location"] == f"{resolve_url(settings.LOGIN_URL)}?next=/"


def test_only_named_pages_of_the_frame_are_public() -> None:
    frame = [p for p in get_resolver().url_patterns if isinstance(p, URLPattern)]
    public = {p.name for p in _names(list(frame)) if not getattr(p.callback, "login_required", True)}
    assert public == PUBLIC


def test_a_fragment_asked_for_after_the_session_ended_reloads_the_page(client: Client) -> None:
    answer = client.get("/", headers={"HX-Request": "true"})
    assert answer.status_code == 401
    assert answer.headers["HX-Refresh"] == "true"


def test_no_page_allows_inline_scripts_or_a_frame_around_it(client: Client) -> None:
    headers = client.get("/old-browser").headers
    policy = dict(part.strip().split(" ", 1) for part in headers["Content-Security-Policy"].split(";"))
    assert policy["script-src"] == policy["style-src"] == policy["default-src"] == "'self'"
    assert policy["frame-ancestors"] == policy["object-src"] == "'none'"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.django_db
def test_health_answers_without_a_session(client: Client) -> None:
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json()["status"]) == (200, "ok")


def test_an_upload_over_the_limit_is_refused_before_it_is_read(client: Client) -> None:
    length = str(settings.GONGJIN_UPLOAD_MAX_BYTES + 2 * 1024 * 1024)
    answer = client.post("/language", data=b"", content_type="application/octet-stream", CONTENT_LENGTH=length)
    assert answer.status_code == 413
    assert "50 MB" in answer.content.decode()
    assert UploadLimitMiddleware.__module__ + ".UploadLimitMiddleware" in settings.MIDDLEWARE


def test_the_language_can_be_switched(signed_in: Client) -> None:
    answer = signed_in.post("/language", {"language": "en", "next": "/old-browser"})
    assert answer.status_code == 302
    assert signed_in.cookies[settings.LANGUAGE_COOKIE_NAME].value == "en"


@pytest.mark.parametrize("page", ["/healthz", "/old-browser", "/plans/", "/system/users/"])
def test_head_is_answered_as_get_without_a_body(signed_in: Client, page: str) -> None:
    whole, head = signed_in.get(page), signed_in.head(page)
    assert (head.status_code, head.content) == (whole.status_code, b"")
    assert head["Content-Type"] == whole["Content-Type"]
    assert int(head["Content-Length"]) > 0
