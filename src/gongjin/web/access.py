"""Nobody sees a page that no page rule opens to one of their roles."""

from __future__ import annotations

import logging
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _

from gongjin.audit.errors import NotAllowed
from gongjin.audit.page_rules import has_rule, may_see
from gongjin.people.access import roles_of
from gongjin.people.models import User
from gongjin.web.middleware import Handler
from gongjin.web.refusals import answer

_log = logging.getLogger(__name__)


class PageRuleMiddleware:
    """Asks the page rules before a view runs. Views for strangers (`login_not_required`) are open to users as well."""

    def __init__(self, get_response: Handler) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self._get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponseBase], args: object, kwargs: object
    ) -> HttpResponse | None:
        """Called by Django before the view; None lets it run. Strangers were sent to the sign-in page before."""
        if not getattr(view, "login_required", True):
            return None
        address = request.resolver_match.view_name if request.resolver_match else ""
        roles = roles_of(request.user) if isinstance(request.user, User) else frozenset()
        if may_see(roles, address):
            return None
        if not has_rule(address):
            _log.error("No page rule names %s: it is closed to everybody.", address)
        return answer(request, NotAllowed(_("您的角色不能查看本页，如确有需要请联系系统管理员。")))
