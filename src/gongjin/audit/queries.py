"""Every read of the chain that a page needs."""

from __future__ import annotations

from django.db.models import QuerySet

from gongjin.audit.models import Audited, ChainHead, Record


def heads() -> list[ChainHead]:
    """The chains with their last record, by name."""
    return list(ChainHead.objects.order_by("chain"))


def records(chain: str) -> QuerySet[Record, Record]:
    """A chain's records, the latest first, with what each touched."""
    return (
        Record.objects.filter(chain=chain).select_related("payload").prefetch_related("touched").order_by("-sequence")
    )


def records_of(targets: list[Audited]) -> QuerySet[Record, Record]:
    """The records that touched one of these objects, the latest first."""
    ids = [target.public_id for target in targets]
    found = Record.objects.filter(touched__object_id__in=ids).select_related("payload").distinct()
    return found.order_by("-at", "-sequence")
