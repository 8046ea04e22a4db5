"""Every read of evidence that a page or another room needs."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db.models import QuerySet

from gongjin.evidence.models import Evidence
from gongjin.people.models import Jurisdiction, User
from gongjin.people.roles import OVERVIEW, UNIT_ROLES


def evidence_by_id(jurisdiction: Jurisdiction, public_id: UUID) -> Evidence | None:
    """One file of a jurisdiction."""
    return Evidence.objects.select_related("unit").filter(jurisdiction=jurisdiction, public_id=public_id).first()


def evidence_by_ids(jurisdiction: Jurisdiction, ids: Iterable[UUID]) -> list[Evidence]:
    """Some files of a jurisdiction, in the order in which they were handed in."""
    return list(Evidence.objects.filter(jurisdiction=jurisdiction, public_id__in=list(ids)).order_by("added_at", "pk"))


def evidence_of(user: User, words: str = "", state: str = "") -> QuerySet[Evidence, Evidence]:
    """The files that a user may look at, the latest first: the office and who oversees all, a reporter and a head those
    of the own units and those that belong to none. `state` is valid, revoked or empty for both."""
    found = Evidence.objects.filter(jurisdiction=user.jurisdiction_id).select_related("unit", "jurisdiction")
    if not user.role_names & OVERVIEW:
        own = user.posts.filter(role__in=UNIT_ROLES).values("unit")
        found = found.filter(unit__in=own) | found.filter(unit=None)
    if words:
        found = found.filter(file_name__icontains=words)
    if state:
        found = found.filter(revoked_at__isnull=state == "valid")
    return found.order_by("-added_at", "-pk")


def evidence_seen_by(user: User, found: Iterable[Evidence]) -> list[Evidence]:
    """Those of some files that a user may look at, in their order."""
    asked = list(found)
    seen = set(evidence_of(user).filter(pk__in=[item.pk for item in asked]).values_list("pk", flat=True))
    return [item for item in asked if item.pk in seen]
