"""What the pages around a review read: the list of plans, what is left to do, names, matches, the summary."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from django.db.models import Count

from gongjin.ledger.models import DraftName, DraftPairing, DraftRow, PairingKind, Plan, PlanVersion, Reading, Row
from gongjin.ledger.queries.review import last_readings
from gongjin.ledger.states import VERSION
from gongjin.people.models import Jurisdiction, Unit
from gongjin.people.queries import units


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

    @property
    def state(self) -> str:
        """The state in words."""
        return str(VERSION.states[self.version.state])


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


def _by_version(
    model: type[DraftRow] | type[DraftPairing], versions: Sequence[int], **condition: object
) -> dict[int, int]:
    found = model._default_manager.filter(version__in=versions, **condition).order_by().values_list("version")
    return dict(found.annotate(count=Count("pk")))


def _open_names(versions: Sequence[int]) -> dict[int, int]:
    waiting = DraftName.objects.filter(version__in=versions, status="open").values_list("version_id", "written")
    used: dict[int, set[str]] = {}
    rows = DraftRow.objects.filter(version__in=versions, kind__in=("responsibility", "member")).exclude(
        status="removed"
    )
    for version, values in rows.values_list("version_id", "values"):
        used.setdefault(version, set()).add(str(values.get("unit") or ""))
    return Counter(version for version, written in waiting if written in used.get(version, ()))


def left(version: PlanVersion) -> Left:
    """What is left to do before this version can be published, in a fixed number of queries."""
    return Left(
        version.drafts.filter(status="open").count(),
        _open_names([version.pk]).get(version.pk, 0),
        version.pairings.filter(confirmed=False).count(),
    )


def names(version: PlanVersion, written: Collection[str]) -> list[DraftName]:
    """The names among these, those to be settled first, the least certain of them on top."""
    found = [name for name in version.names.select_related("unit") if name.written in written]
    return sorted(found, key=lambda name: (name.status != "open", name.score, name.pk))


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


@dataclass(frozen=True, slots=True)
class Spoken:
    """Words of a published version and what they are; `row` leads to the row's page if they are one."""

    kind: str
    start: int
    end: int
    row: Row | None = None
    figure: tuple[int, int] | None = None


def spoken(version: PlanVersion) -> list[Spoken]:
    """What a published version says and where, in a fixed number of queries."""
    figures = {
        (start, end): tuple(values["quantity"])
        for start, end, values in version.drafts.filter(kind="target").values_list("start", "end", "values")
        if len(values.get("quantity") or ()) == 2
    }
    found = [
        Spoken(str(r.row.kind), r.start, r.end, r.row, figures.get((r.start, r.end)))
        for r in version.readings.select_related("row", "row__plan").order_by("start", "order")
    ]
    for kind, places in (
        ("responsibility", version.responsibilities.values_list("start", "end")),
        ("member", version.members.values_list("start", "end")),
        ("deadline", version.deadlines.values_list("start", "end")),
        ("citation", version.citations.values_list("start", "end")),
    ):
        found += [Spoken(kind, start, end) for start, end in places.order_by().distinct()]
    return [said for said in found if said.end > said.start]


def times_written(version: PlanVersion) -> dict[str, int]:
    """How often live rows have each unit name; only names that are written at all."""
    rows = version.drafts.filter(kind__in=("responsibility", "member")).exclude(status="removed")
    return Counter(str(values["unit"]) for values in rows.values_list("values", flat=True) if values.get("unit"))


def pairs_of(version: PlanVersion, ids: Sequence[int]) -> list[Pair]:
    """Some matches with both sides."""
    readings = last_readings(version)
    found = version.pairings.select_related("row", "draft").filter(pk__in=list(ids))
    return [Pair(pairing, readings.get(pairing.row_id or 0), pairing.draft) for pairing in found]


def beside(version: PlanVersion, row_ids: Sequence[int], draft_ids: Sequence[int]) -> list[DraftPairing]:
    """The matches that hold any of these rows, on either side."""
    held = version.pairings.filter(row__in=list(row_ids)) | version.pairings.filter(draft__in=list(draft_ids))
    return list(held.distinct())


def issued(of: Plan) -> list[PlanVersion]:
    """The versions that were published, the newest first, without their text."""
    found = of.versions.filter(state__in=("published", "superseded")).defer("text", "compiled")
    return list(found.order_by("-number"))


def unit_called(of: Jurisdiction, words: str) -> Unit | None:
    """The unit in use of exactly this name, else of this short or other name if it is the only one."""
    found = list(units(of, words).filter(active=True)[:50])
    exact = [unit for unit in found if unit.name == words]
    others = [unit for unit in found if words in {unit.short_name, *(alias.name for alias in unit.aliases.all())}]
    candidates = exact or others
    return candidates[0] if len(candidates) == 1 else None


def draft_choices(version: PlanVersion) -> list[DraftRow]:
    """The rows under review that may match a lasting row, in the order of the text."""
    matched = version.pairings.filter(draft__isnull=False).values("draft")
    return list(version.drafts.filter(pk__in=matched).order_by("start", "order"))
