"""Saving a view of a list. It is scratch that concerns nobody but its user: no state, no chain, no effect."""

from __future__ import annotations

from django.utils.translation import gettext as _

from gongjin.audit.errors import Invalid
from gongjin.ledger.models import SavedView
from gongjin.people.models import User

MOST = 30


def save_view(user: User, page: str, name: str, query: str) -> SavedView:
    """Keep a set of filters under a name; a name in use is overwritten. Raises `Invalid`."""
    name = " ".join(name.split())
    if not name:
        raise Invalid(_("请给视图起个名字，例如“水务局未定时限”。"), "name")
    if len(name) > 40:
        raise Invalid(_("视图名称最多 40 个字。"), "name")
    if len(query) > 1000:
        raise Invalid(_("筛选条件太长，无法保存。"), "query")
    others = SavedView.objects.filter(user=user, page=page).exclude(name=name)
    if others.count() >= MOST:
        raise Invalid(_("最多保存 %(n)d 个视图，请先删除不用的。") % {"n": MOST}, "name")
    view, _made = SavedView.objects.update_or_create(user=user, page=page, name=name, defaults={"query": query})
    return view


def forget_view(user: User, view: int) -> None:
    """Remove one of the user's own views; somebody else's is left alone."""
    SavedView.objects.filter(user=user, pk=view).delete()
