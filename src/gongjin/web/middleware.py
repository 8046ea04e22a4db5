"""What every answer needs: messages, the end of a session and the language for pages that are changed in parts, the
size of an upload, HEAD."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.contrib.messages import get_messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotAllowed
from django.shortcuts import resolve_url
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.cache import patch_vary_headers

from gongjin.web.errors import upload_too_large, wrong_method

_FORM_AROUND_A_FILE = 1024 * 1024

Handler = Callable[[HttpRequest], HttpResponseBase]


class FragmentMiddleware:
    """For requests of htmx: a message rides on the answer; a session that ended reloads the page."""

    def __init__(self, get_response: Handler) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self._get_response(request)
        patch_vary_headers(response, ("HX-Request",))
        if request.headers.get("HX-Request") != "true":
            return response
        if response.status_code == 302 and self._wants_sign_in(response):
            ended = HttpResponse(status=401)
            ended["HX-Refresh"] = "true"
            return ended
        waiting = get_messages(request)
        if len(waiting) and isinstance(response, HttpResponse) and self._may_carry_messages(response):
            response.content += render_to_string("web/messages_oob.html", {"messages": waiting}).strip().encode()
        return response

    def _wants_sign_in(self, response: HttpResponseBase) -> bool:
        return response.headers.get("Location", "").split("?")[0] == resolve_url(settings.LOGIN_URL)

    def _may_carry_messages(self, response: HttpResponse) -> bool:
        is_html = response.headers.get("Content-Type", "").startswith("text/html")
        goes_elsewhere = response.headers.keys() & {"HX-Redirect", "HX-Location", "HX-Refresh"}
        return is_html and not goes_elsewhere and (response.status_code == 200 or response.status_code in (409, 422))


class LanguageMiddleware:
    """The language that the user chose, else Chinese: a browser installed in English must not decide for an office."""

    def __init__(self, get_response: Handler) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        with translation.override(chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE):
            response = self._get_response(request)
            response.headers.setdefault("Content-Language", translation.get_language() or settings.LANGUAGE_CODE)
        patch_vary_headers(response, ("Cookie",))
        return response


class UploadLimitMiddleware:
    """Refuses a body that says it is larger than an upload may be, before a byte of it is read."""

    def __init__(self, get_response: Handler) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        length = request.META.get("CONTENT_LENGTH") or "0"
        if length.isdecimal() and int(length) > settings.GONGJIN_UPLOAD_MAX_BYTES + _FORM_AROUND_A_FILE:
            return upload_too_large(request)
        return self._get_response(request)


class HeadMiddleware:
    """HEAD is answered as GET without a body (RFC 9110, 9.3.2), also where a view was written for GET."""

    def __init__(self, get_response: Handler) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.method != "HEAD":
            return self._get_response(request)
        request.method = "GET"
        response = self._get_response(request)
        if isinstance(response, HttpResponse):
            length = len(response.content)
            response.content = b""
            response.headers.setdefault("Content-Length", str(length))
        return response


class MethodMiddleware:
    """A page instead of nothing for an address that was opened though it only takes a form."""

    def __init__(self, get_response: Handler) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self._get_response(request)
        if isinstance(response, HttpResponseNotAllowed):
            return wrong_method(request, response["Allow"])
        return response
