"""The matches of a version under review with the rows in force: by kind, by row, and what may be matched."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from gongjin.ledger.models import DraftPairing, DraftRow, PairingKind, Plan, PlanVersion, Reading


@dataclass(frozen=True, slots=True)
class Pair:
    """A proposed match with the old reading and the new row, whichever there are."""

    pairing: DraftPairing
    old: Reading | None
    new: DraftRow | None


def pairs(version: PlanVersion, kind: str = "", *, waiting: bool = False) -> list[Pair]:
    """The matches of a version, those to be confirmed first, then by kind and in the order of the text."""
    found = version.pairings.select_related("row", "draft")
    if kind:
        found = found.filter(kind=kind)
    if waiting:
        found = found.filter(confirmed=False)
    readings = last_readings(version)
    lines = [Pair(pairing, readings.get(pairing.row_id or 0), pairing.draft) for pairing in found]
    return sorted(lines, key=lambda line: (line.pairing.confirmed, line.pairing.score, line.pairing.pk))


def pairs_of(version: PlanVersion, ids: Sequence[int]) -> list[Pair]:
    """Some matches with both sides."""
    readings = last_readings(version)
    found = version.pairings.select_related("row", "draft").filter(pk__in=list(ids))
    return [Pair(pairing, readings.get(pairing.row_id or 0), pairing.draft) for pairing in found]


def beside(version: PlanVersion, row_ids: Sequence[int], draft_ids: Sequence[int]) -> list[DraftPairing]:
    """The matches that hold any of these rows, on either side."""
    held = version.pairings.filter(row__in=list(row_ids)) | version.pairings.filter(draft__in=list(draft_ids))
    return list(held.distinct())


@dataclass(frozen=True, slots=True)
class PairKind:
    """How many matches of one kind there are, and how many of them wait to be confirmed."""

    kind: str
    label: str
    count: int
    waiting: int


def pair_kinds(version: PlanVersion) -> list[PairKind]:
    """The matches of a version by kind, in a fixed order; kinds that do not occur are left out."""
    total: Counter[str] = Counter()
    done: Counter[str] = Counter()
    for kind, confirmed in version.pairings.values_list("kind", "confirmed"):
        total[kind] += 1
        done[kind] += confirmed
    kinds = (PairingKind(kind) for kind in PairingKind.values if total[kind])
    return [PairKind(kind.value, str(kind.label), total[kind], total[kind] - done[kind]) for kind in kinds]


def similar(version: PlanVersion, kinds: Sequence[str], above: float) -> list[int]:
    """How many unconfirmed matches of each kind are at least so similar."""
    waiting = version.pairings.filter(confirmed=False, score__gte=above).values_list("kind", flat=True)
    found = Counter(waiting)
    return [found[kind] for kind in kinds]


def old_rows(plan: Plan) -> list[Reading]:
    """The rows in force, for choosing one."""
    return list(
        Reading.objects.filter(version__plan=plan, version__state="published", row__state="current")
        .select_related("row")
        .order_by("order")
    )


def last_readings(of: PlanVersion) -> dict[int, Reading]:
    """What the version in force says, by row: the left side of a match."""
    found = Reading.objects.filter(version__plan=of.plan, version__state="published").select_related("row", "section")
    return {reading.row_id: reading for reading in found}


def draft_choices(version: PlanVersion) -> list[DraftRow]:
    """The rows under review that may match a lasting row, in the order of the text."""
    matched = version.pairings.filter(draft__isnull=False).values("draft")
    return list(version.drafts.filter(pk__in=matched).order_by("start", "order"))
