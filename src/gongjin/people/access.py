"""Who may look at a page. What may be done is the state tables' matter; this is only about reading."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from gongjin.audit.errors import NotAllowed
from gongjin.people.models import User
from gongjin.people.roles import Role

View = Callable[..., HttpResponse]


def signed_in(request: HttpRequest) -> User:
    """The user of a request; raises `NotAllowed` for a stranger."""
    if not isinstance(request.user, User):
        raise NotAllowed(_("请先登录。"))
    return request.user


def readers(*roles: Role) -> Callable[[View], View]:
    """Let only holders of one of these roles see a page; with none named, holders of any role."""

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
            user = signed_in(request)
            if not (user.holds(*roles) if roles else user.role_names):
                raise NotAllowed(_("您的角色不能查看本页，如确有需要请联系系统管理员。"))
            return view(request, *args, **kwargs)

        return guarded

    return guard
