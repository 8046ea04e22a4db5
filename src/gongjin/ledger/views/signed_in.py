"""Who asks. Every page of the ledger is behind sign-in, so that there is always a user."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from gongjin.people.models import User


def user_of(request: HttpRequest) -> User:
    """The signed-in user. Raises `PermissionDenied` where the sign-in middleware was left out."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user
