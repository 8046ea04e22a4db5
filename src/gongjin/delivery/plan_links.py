"""The way from a plan's division to handing it out."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from gongjin.core.rooms import PlanLink
from gongjin.delivery.pages import OFFICE
from gongjin.ledger.models import Plan


def links(plan: Plan, state: str, roles: Iterable[str]) -> list[PlanLink]:
    """A link for the office once the division is fixed."""
    if state not in ("fixed", "extended") or OFFICE.isdisjoint(roles):
        return []
    return [PlanLink(_("下达任务"), reverse("delivery:hand-out", args=[plan.public_id]), icon="send")]
