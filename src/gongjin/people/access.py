"""Who asks. What they see is the page rules' matter (each room's `pages.py`), what they do the state tables'."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import gettext as _

from gongjin.audit.errors import NotAllowed
from gongjin.audit.page_rules import SIGNED_IN
from gongjin.people.models import User
from gongjin.people.roles import Role


def signed_in(request: HttpRequest) -> User:
    """The user of a request; raises `NotAllowed` for a stranger."""
    if not isinstance(request.user, User):
        raise NotAllowed(_("请先登录。"))
    return request.user


def roles_of(user: User) -> frozenset[str]:
    """The roles of the page rules that a user holds, asked once a request; none for an account that is switched off."""
    return (user.role_names & frozenset(Role.values)) | {SIGNED_IN} if user.is_active else frozenset()
