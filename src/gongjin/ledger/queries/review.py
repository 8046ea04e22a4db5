"""What the page 核对 reads: rows by place or by confidence, counts, steps, and what an act in bulk would do."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Case, Count, IntegerField, QuerySet, Value, When

from gongjin.ledger.models import DraftKind, DraftRow, DraftStep, PlanVersion
from gongjin.ledger.review.values import problem
from gongjin.people.models import Jurisdiction, User


@dataclass(frozen=True, slots=True)
class Counts:
    """How far a review is."""

    open: int = 0
    accepted: int = 0
    removed: int = 0

    @property
    def settled(self) -> int:
        return self.accepted + self.removed

    @property
    def total(self) -> int:
        return self.open + self.settled


@dataclass(frozen=True, slots=True)
class Place:
    """Where a row stands, and what decides whether a filter shows it."""

    start: int
    end: int
    kind: str
    status: str


def version(of: Jurisdiction, public_id: UUID) -> PlanVersion | None:
    """A version with its plan and government."""
    found = PlanVersion.objects.select_related("plan__jurisdiction")
    return found.filter(plan__jurisdiction=of, public_id=public_id).first()


def counts(of: PlanVersion) -> Counts:
    """Rows by status."""
    return Counts(**dict(of.drafts.order_by().values_list("status").annotate(count=Count("pk"))))


def counts_by_kind(of: PlanVersion) -> dict[str, int]:
    """Rows that are not removed, by kind."""
    live = of.drafts.exclude(status="removed").order_by()
    return dict(live.values_list("kind").annotate(count=Count("pk")))


def places(of: PlanVersion) -> list[Place]:
    """The place of every row, in the order of the text."""
    return [Place(*found) for found in of.drafts.values_list("start", "end", "kind", "status")]


def row(of: PlanVersion, public_id: UUID) -> DraftRow | None:
    """One row under review."""
    return of.drafts.filter(public_id=public_id).first()


def rows_touching(of: PlanVersion, first: int, last: int) -> list[DraftRow]:
    """All rows that have words between two offsets, in the order of the text."""
    return list(of.drafts.filter(start__lt=last, end__gte=first).order_by("start", "order"))


def rows_of(of: PlanVersion, ids: Iterable[UUID]) -> list[DraftRow]:
    """The rows of these public ids that exist."""
    return list(of.drafts.filter(public_id__in=list(ids)))


def rows_by_confidence(of: PlanVersion, kind: str = "", status: str = "") -> QuerySet[DraftRow, DraftRow]:
    """The least certain first, what is settled after what is open; removed ones only when they are asked for."""
    found = of.drafts.filter(status=status) if status else of.drafts.exclude(status="removed")
    if kind:
        found = found.filter(kind=kind)
    settled = Case(When(status="open", then=Value(0)), default=Value(1), output_field=IntegerField())
    return found.annotate(settled=settled).order_by("settled", "confidence", "start", "order")


def answering(of: PlanVersion, sections: Iterable[str]) -> list[DraftRow]:
    """Units and dates of some sections, for what a row shows beside it."""
    kinds = (DraftKind.RESPONSIBILITY, DraftKind.DEADLINE)
    keys = list(sections)
    found: list[DraftRow] = []
    for first in range(0, len(keys), 400):
        found += of.drafts.filter(kind__in=kinds, section__in=keys[first : first + 400]).exclude(status="removed")
    return found


def sections(of: PlanVersion) -> list[DraftRow]:
    """The outline that is not removed, in the order of the text."""
    return list(of.drafts.filter(kind=DraftKind.SECTION).exclude(status="removed").order_by("start", "order"))


def linkable(of: PlanVersion, section: str) -> list[DraftRow]:
    """What a row of a section may point at: its measures and targets, and every section."""
    inside = of.drafts.filter(section=section, kind__in=(DraftKind.MEASURE, DraftKind.TARGET))
    outline = of.drafts.filter(kind=DraftKind.SECTION)
    return list((inside | outline).exclude(status="removed").order_by("start", "order"))


def name_spans(of: PlanVersion) -> list[tuple[int, int]]:
    """Where people's names stand in the text; no page shows them."""
    spans: list[tuple[int, int]] = []
    for values in of.drafts.filter(kind=DraftKind.TASK_FORCE).values_list("values", flat=True):
        offsets = [int(offset) for offset in values.get("persons", [])]
        spans += zip(offsets[::2], offsets[1::2], strict=False)
    return spans


def section_at(outline: Iterable[DraftRow], offset: int) -> str:
    """The key of the last section that begins at or before an offset."""
    key = ""
    for section in outline:
        if section.start > offset:
            break
        key = section.key
    return key


def would_accept(of: PlanVersion, section: str, above: float) -> tuple[int, int]:
    """How many rows accepting a section (empty: all) from a confidence on would settle, and how many stay open."""
    waiting = list(of.drafts.filter(status="open").only("version", "kind", "section", "confidence", "values"))
    inside = _below(of, section) if section else None
    count = sum(
        (inside is None or row.section in inside) and row.confidence >= above and not problem(row.kind, row.values)
        for row in waiting
    )
    return count, len(waiting) - count


def _below(of: PlanVersion, section: str) -> set[str]:
    keys = {section}
    for row in sections(of):
        if row.values.get("parent") in keys:
            keys.add(row.key)
    return keys


def last_step(of: PlanVersion, user: User) -> DraftStep | None:
    """The reviewer's last step that holds: what an undo would take back."""
    return of.steps.filter(user=user, undone=False).order_by("-pk").first()


def next_step(of: PlanVersion, user: User) -> DraftStep | None:
    """The step that a redo would do again."""
    last = last_step(of, user)
    return of.steps.filter(user=user, undone=True, pk__gt=last.pk if last else 0).order_by("pk").first()


def last_change(of: PlanVersion, row: DraftRow) -> DraftStep | None:
    """The latest step that touched a row, for saying who was faster."""
    recent = of.steps.select_related("user").order_by("-pk")[:50]
    return next((step for step in recent if str(row.public_id) in step.before), None)


def did_already(of: PlanVersion, row: DraftRow, user: User, status: str) -> bool:
    """Whether the last thing that happened to a row is that this reviewer gave it this status, and nothing else."""
    step = last_change(of, row)
    if step is None or step.undone or step.user_id != user.pk:
        return False
    return (step.after.get(str(row.public_id)) or {}) == {"status": status}


def touched(step: DraftStep | None) -> Mapping[UUID, int | None]:
    """The rows of a step, and where those stood that it made."""
    if step is None:
        return {}
    found: dict[UUID, int | None] = {}
    for key, fields in step.after.items():
        start = (fields or {}).get("start")
        found[UUID(key)] = int(start) if start is not None else None
    return found


def next_alike(of: PlanVersion, row: DraftRow) -> DraftRow | None:
    """The next row of the same kind (in the same section, unless it is a section itself) that is not removed."""
    alike = of.drafts.filter(kind=row.kind).exclude(status="removed").exclude(pk=row.pk)
    if row.kind != DraftKind.SECTION:
        alike = alike.filter(section=row.section)
    after = [item for item in alike.filter(start__gte=row.start) if (item.start, item.order) > (row.start, row.order)]
    return min(after, key=lambda item: (item.start, item.order), default=None)
