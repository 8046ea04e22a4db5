"""Addresses and forms with a NUL character: no keyboard writes one, and not every database takes it."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict

from gongjin.core.sent import is_text
from gongjin.web.errors import bad_request
from gongjin.web.middleware import Handler


class SentMiddleware:
    """Refuses what was sent if a part of it is no text; JSON is read strictly where it is read."""

    def __init__(self, get_response: Handler) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self._get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponseBase], args: object, kwargs: object
    ) -> HttpResponse | None:
        """Called by Django before the view; None lets it run."""
        if is_text(request.path) and _readable(request.GET) and _readable(request.POST):
            return None
        return bad_request(request)


def _readable(sent: QueryDict) -> bool:
    return all(is_text(name) and all(map(is_text, values)) for name, values in sent.lists())
