"""Every read of the chain that a page needs."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, QuerySet

from gongjin.audit.models import Audited, ChainHead, Record, Touched
from gongjin.audit.telling import actions_on, called
from gongjin.core import clock


def heads_of(chains: Iterable[str]) -> list[ChainHead]:
    """Some chains with their last record, in the order asked for; those that have none yet are left out."""
    found = {head.chain: head for head in ChainHead.objects.filter(chain__in=list(chains))}
    return [found[chain] for chain in chains if chain in found]


def records(
    chain: str, *, kind: str = "", words: str = "", first: date | None = None, last: date | None = None
) -> QuerySet[Record, Record]:
    """A chain's records, the latest first: of acts on a sort of object, of objects called so, of some days (by the
    office's wall clock, both ends included)."""
    found = Record.objects.filter(chain=chain)
    if kind:
        found = found.filter(action__in=actions_on(kind))
    if words:
        found = found.filter(Exists(Touched.objects.filter(record=OuterRef("pk"), object_id__in=called(words))))
    if first is not None:
        found = found.filter(at__gte=clock.beginning(first))
    if last is not None:
        found = found.filter(at__lt=clock.beginning(last + timedelta(days=1)))
    return found.order_by("-sequence")


def record_at(chain: str, sequence: int) -> Record | None:
    """One record with what it was given."""
    return Record.objects.filter(chain=chain, sequence=sequence).select_related("payload").first()


def records_of(targets: list[Audited]) -> QuerySet[Record, Record]:
    """The records that touched one of these objects, the latest first."""
    ids = [target.public_id for target in targets]
    found = Record.objects.filter(touched__object_id__in=ids).select_related("payload").distinct()
    return found.order_by("-at", "-sequence")
