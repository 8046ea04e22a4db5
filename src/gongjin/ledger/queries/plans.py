"""Plans and their versions, as lists and heads of pages need them, and what a review still asks for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Count, QuerySet

from gongjin.ledger.models import DraftName, DraftPairing, DraftRow, Plan, PlanVersion, Reading, Row
from gongjin.ledger.states import VERSION
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


def plan_by_code(of: Jurisdiction, code: str) -> Plan | None:
    """The plan with a printed code."""
    return Plan.objects.select_related("jurisdiction").filter(jurisdiction=of, code=code).first()


def plan_by_id(of: Jurisdiction, public_id: UUID) -> Plan | None:
    """The plan with a public id."""
    return Plan.objects.select_related("jurisdiction").filter(jurisdiction=of, public_id=public_id).first()


def current_version(plan: Plan) -> PlanVersion | None:
    """The published version in force; its large texts are left in the database."""
    versions = PlanVersion.objects.filter(plan=plan, state="published").defer("text", "compiled")
    return versions.order_by("-number").first()


def dropped_rows(of: Plan) -> QuerySet[Row, Row]:
    """Rows that a later version no longer has."""
    return of.rows.filter(state="dropped").order_by("code")


def headings(of: PlanVersion) -> list[tuple[int, int, int]]:
    """Start, end and level of each heading of a published version."""
    return list(of.sections.values_list("start", "end", "level"))


def issued(of: Plan) -> list[PlanVersion]:
    """The versions that were published, the newest first, without their text."""
    found = of.versions.filter(state__in=("published", "superseded")).defer("text", "compiled")
    return list(found.order_by("-number"))
