"""What a review still waits for, and its names and matches; the page 核对 has reads of its own in `review_page`."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet

from gongjin.ledger.models import DraftName, DraftPairing, DraftRow, PlanVersion, Reading
from gongjin.ledger.review.naming import used_names


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many rows are open, names unsettled and matches unconfirmed; nothing waits when all are 0."""

    rows: int
    names: int
    matches: int

    @property
    def nothing(self) -> bool:
        """Whether the version can be published."""
        return not (self.rows or self.names or self.matches)


def rows(of: PlanVersion, *, only_open: bool = False) -> QuerySet[DraftRow, DraftRow]:
    """The rows of a review in the order of the text, removed ones too; or only those still to be checked."""
    found = of.drafts.filter(status="open") if only_open else of.drafts.all()
    return found.order_by("start", "order")


def open_count(of: PlanVersion) -> int:
    """How many rows are still to be checked."""
    return of.drafts.filter(status="open").count()


def names(of: PlanVersion) -> list[DraftName]:
    """The written names that live rows use, open ones first, then in the order of the document."""
    used = list(used_names(of))
    found = {name.written: name for name in of.names.select_related("unit")}
    ordered = [found[written] for written in used if written in found]
    return sorted(ordered, key=lambda name: name.status != "open")


def matches(of: PlanVersion) -> QuerySet[DraftPairing, DraftPairing]:
    """The proposed and confirmed matches with both sides, unconfirmed ones first."""
    return of.pairings.select_related("row", "draft").order_by("confirmed", "draft__start", "row__code", "pk")


def last_readings(of: PlanVersion) -> dict[int, Reading]:
    """What the version in force says, by row: the left side of a match."""
    found = Reading.objects.filter(version__plan=of.plan, version__state="published").select_related("row", "section")
    return {reading.row_id: reading for reading in found}


def waiting(of: PlanVersion) -> Waiting:
    """What has to be done before publishing. The action counts again; this is what a page shows."""
    unsettled = sum(name.status == "open" for name in names(of))
    return Waiting(open_count(of), unsettled, of.pairings.filter(confirmed=False).count())
