"""A user's saved views of a list."""

from __future__ import annotations

from gongjin.ledger.models import SavedView
from gongjin.people.models import User


def saved_views(user: User, page: str) -> list[SavedView]:
    """The user's own views of a page, the oldest first."""
    return list(SavedView.objects.filter(user=user, page=page).order_by("pk"))
