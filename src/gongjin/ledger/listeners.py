"""What the ledger does when lower rooms tell of something."""

from __future__ import annotations

from gongjin.audit.actions import Event, listen
from gongjin.ledger.models import SavedView
from gongjin.people.handover_actions import HANDED_OVER
from gongjin.people.models import User


def attach() -> None:
    """Called once, when the program starts."""
    listen(HANDED_OVER, _views_pass_on, within=True)


def _views_pass_on(event: Event) -> None:
    """Saved views go with the posts: the successor gets a copy of those whose name is still free."""
    giver = User.objects.filter(public_id=event.object_id).first()
    taker = User.objects.filter(public_id=event.payload["to"]).first()
    if giver is None or taker is None:
        return
    there = set(SavedView.objects.filter(user=taker).values_list("page", "name"))
    SavedView.objects.bulk_create(
        SavedView(user=taker, page=view.page, name=view.name, query=view.query)
        for view in SavedView.objects.filter(user=giver)
        if (view.page, view.name) not in there
    )
