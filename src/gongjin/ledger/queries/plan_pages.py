"""What the pages around a review read: the list of plans, what is left to do, names, matches, the summary."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db.models import Count
from gongjin.ledger.models import DraftName, DraftPairing, DraftRow, Plan, PlanVersion, Reading
from gongjin.ledger.queries.review import last_readings
from gongjin.people.models import Jurisdiction


@dataclass(frozen=True, slots=True)
class Left:
    """What a version's review still asks for."""

    rows: int = 0
    names: int = 0
    pairings: int = 0

    @property
    def nothing(self) -> bool:
        return not (self.rows or self.names or self.pairings)


@dataclass(slots=True)
class VersionLine:
    """A version in the list of plans."""

    version: PlanVersion
    left: Left = field(default_factory=Left)
    rows: int = 0


@dataclass(slots=True)
class PlanLine:
    """A plan in the list, with its versions, the newest first."""

    plan: Plan
    versions: list[VersionLine] = field(default_factory=list)

    @property
    def under_review(self) -> VersionLine | None:
        return next((line for line in self.versions if line.version.state == "review"), None)

    @property
    def published(self) -> VersionLine | None:
        return next((line for line in self.versions if line.version.state == "published"), None)


def plans(of: Jurisdiction) -> list[PlanLine]:
    """All plans that were not given up, the newest first, in a fixed number of queries."""
    lines = {plan.pk: PlanLine(plan) for plan in Plan.objects.filter(jurisdiction=of).order_by("-pk")}
    versions = (
        PlanVersion.objects.filter(plan__jurisdiction=of)
        .exclude(state="discarded")
        .defer("text", "compiled")
        .order_by("-number")
    )
    by_version = {version.pk: VersionLine(version) for version in versions}
    for line in by_version.values():
        lines[line.version.plan_id].versions.append(line)
    reviewing = [line.version.pk for line in by_version.values() if line.version.state == "review"]
    open_rows = _by_version(DraftRow, reviewing, status="open")
    pairings = _by_version(DraftPairing, reviewing, confirmed=False)
    names = _open_names(reviewing)
    readings = Reading.objects.filter(version__in=list(by_version)).order_by().values_list("version")
    rows = dict(readings.annotate(count=Count("pk")))
    for pk, line in by_version.items():
        line.left = Left(open_rows.get(pk, 0), names.get(pk, 0), pairings.get(pk, 0))
        line.rows = rows.get(pk, 0)
    return [line for line in lines.values() if line.versions]


def _by_version(model: type[DraftRow] | type[DraftPairing], versions: Sequence[int], **condition: object) -> dict[int, int]:
    found = model._default_manager.filter(version__in=versions, **condition).order_by().values_list("version")
    return dict(found.annotate(count=Count("pk")))


def _open_names(versions: Sequence[int]) -> dict[int, int]:
    waiting = DraftName.objects.filter(version__in=versions, status="open").values_list("version_id", "written")
    used: dict[int, set[str]] = {}
    rows = DraftRow.objects.filter(version__in=versions, kind__in=("responsibility", "member")).exclude(status="removed")
    for version, values in rows.values_list("version_id", "values"):
        used.setdefault(version, set()).add(str(values.get("unit") or ""))
    return Counter(version for version, written in waiting if written in used.get(version, ()))


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


def pair_counts(version: PlanVersion) -> dict[str, tuple[int, int]]:
    """By kind: how many matches, and how many of them are confirmed."""
    total: Counter[str] = Counter()
    done: Counter[str] = Counter()
    for kind, confirmed in version.pairings.values_list("kind", "confirmed"):
        total[kind] += 1
        done[kind] += confirmed
    return {kind: (count, done[kind]) for kind, count in total.items()}


def old_rows(plan: Plan) -> list[Reading]:
    """The rows in force, for choosing one."""
    return list(
        Reading.objects.filter(version__plan=plan, version__state="published", row__state="current")
        .select_related("row")
        .order_by("order")
    )


def readings_at(version: PlanVersion) -> list[Reading]:
    """What a published version says, in the order of its text."""
    return list(version.readings.select_related("row").order_by("start", "order"))


def times_written(version: PlanVersion) -> dict[str, int]:
    """How often live rows have each unit name."""
    rows = version.drafts.filter(kind__in=("responsibility", "member")).exclude(status="removed")
    return Counter(str(values.get("unit") or "") for values in rows.values_list("values", flat=True))


def pairs_of(version: PlanVersion, ids: Sequence[int]) -> list[Pair]:
    """Some matches with both sides."""
    readings = last_readings(version)
    found = version.pairings.select_related("row", "draft").filter(pk__in=list(ids))
    return [Pair(pairing, readings.get(pairing.row_id or 0), pairing.draft) for pairing in found]


def beside(version: PlanVersion, row_ids: Sequence[int], draft_ids: Sequence[int]) -> list[DraftPairing]:
    """The matches that hold any of these rows, on either side."""
    held = version.pairings.filter(row__in=list(row_ids)) | version.pairings.filter(draft__in=list(draft_ids))
    return list(held.distinct())
