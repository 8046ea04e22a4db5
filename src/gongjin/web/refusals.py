"""How a refused action reaches the user: a page, a fragment for htmx, JSON for a script; nothing has changed."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse, RawPostDataException
from django.utils.translation import gettext as _

from gongjin.audit.errors import Conflict, Invalid, NotAllowed, Refused, WrongState
from gongjin.web.errors import Trouble, error_page
from gongjin.web.middleware import Handler

_STATUS: dict[type[Refused], int] = {NotAllowed: 403, WrongState: 409, Conflict: 409, Invalid: 422}


def status_of(refusal: Refused) -> int:
    """The HTTP status of a refusal: 403, 409 or 422."""
    return next((status for kind, status in _STATUS.items() if isinstance(refusal, kind)), 422)


def answer(request: HttpRequest, refusal: Refused) -> HttpResponse:
    """A refusal in the form that was asked for: JSON, a message on a fragment, or a page with a way out."""
    status = status_of(refusal)
    if "application/json" in request.headers.get("Accept", ""):
        field = refusal.field if isinstance(refusal, Invalid) else None
        kind = type(refusal).__name__
        return JsonResponse({"message": refusal.message, "field": field, "kind": kind}, status=status)
    if request.headers.get("HX-Request") == "true":
        # Nothing of the page is replaced; the message rides on the answer (see FragmentMiddleware).
        messages.error(request, refusal.message)
        fragment = HttpResponse(status=status)
        fragment["HX-Reswap"] = "none"
        return fragment
    trouble = Trouble(_("没有办成"), refusal.message, _("没有改动任何数据。可返回上一页继续。"))
    if isinstance(refusal, NotAllowed):
        trouble = Trouble(_("没有权限"), refusal.message, _("没有改动任何数据。"))
    return error_page(request, trouble, status)


class RefusalMiddleware:
    """Views let `Refused` pass; this turns it into an answer."""

    def __init__(self, get_response: Handler) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self._get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Called by Django for an exception of a view; None leaves what is neither refusal nor misuse to the others."""
        if isinstance(exception, RawPostDataException):  # a form was sent where the view reads JSON
            exception = Invalid(_("提交的内容无法识别，没有改动任何数据。请刷新页面后再试。"))
        return answer(request, exception) if isinstance(exception, Refused) else None
