"""Every read of evidence that a page or another room needs."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from gongjin.evidence.models import Evidence
from gongjin.people.models import Jurisdiction


def evidence_by_id(jurisdiction: Jurisdiction, public_id: UUID) -> Evidence | None:
    """One file of a jurisdiction."""
    return Evidence.objects.select_related("unit").filter(jurisdiction=jurisdiction, public_id=public_id).first()


def evidence_by_ids(jurisdiction: Jurisdiction, ids: Iterable[UUID]) -> list[Evidence]:
    """Some files of a jurisdiction, in the order in which they were handed in."""
    return list(Evidence.objects.filter(jurisdiction=jurisdiction, public_id__in=list(ids)).order_by("added_at", "pk"))
