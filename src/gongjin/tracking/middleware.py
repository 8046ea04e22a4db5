"""A page whose standings are not there yet says so and asks again by itself."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

from gongjin.tracking.queries.ready import Preparing

AGAIN_S = "1"
UNAVAILABLE = 503


class PreparingMiddleware:
    """Views let `Preparing` pass; this turns it into a page that comes back."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self._get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Called by Django for an exception of a view."""
        if not isinstance(exception, Preparing):
            return None
        answer = render(request, "tracking/preparing.html", {"preparing": exception}, status=UNAVAILABLE)
        # The status keeps a script from taking this for the page; a browser comes back either way.
        answer["Retry-After"] = AGAIN_S
        if request.method == "GET":
            answer["Refresh"] = AGAIN_S
        return answer
