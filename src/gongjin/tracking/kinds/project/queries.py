"""What the page of a project shows: milestones, money, land, work done and photos, in few queries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from gongjin.core.figures import rounded
from gongjin.evidence.models import Evidence
from gongjin.people.models import Jurisdiction
from gongjin.tracking.kinds.project import aspects
from gongjin.tracking.kinds.project.milestones import Milestone, done_share, due_share, milestones
from gongjin.tracking.kinds.project.money import MoneyLine, by_source, summed, total
from gongjin.tracking.kinds.project.reading import late_words
from gongjin.tracking.kinds.project.settings import figures_of
from gongjin.tracking.models import DataSet, Item, Proof
from gongjin.tracking.queries.holdings import holdings, holdings_of
from gongjin.tracking.rules.holdings import Holdings


@dataclass(frozen=True, slots=True)
class Photo:
    """A photo with its day and what it shows."""

    day: date
    caption: str
    milestone: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class FigureLine:
    """Work done until the day."""

    code: str
    label: str
    unit: str
    value: Decimal | None


@dataclass(frozen=True, slots=True)
class LandLine:
    """Land in mu; `conforms` None where nobody said."""

    needed: Decimal | None
    approved: Decimal | None
    conforms: bool | None


@dataclass(frozen=True, slots=True)
class ProjectPage:
    """All that the page of a project shows for a day."""

    data_set: DataSet
    on: date
    holdings: Holdings
    milestones: Sequence[Milestone]
    money: Sequence[MoneyLine]
    figures: Sequence[FigureLine]
    land: LandLine

    @property
    def done(self) -> Decimal:
        """What is done and counts, in percent of the weights."""
        return rounded(done_share(self.milestones) * 100, 1)

    @property
    def due(self) -> Decimal | None:
        """What should be done by the plan, in percent."""
        due = due_share(self.milestones, self.on)
        return None if due is None else rounded(due * 100, 1)

    @property
    def totals(self) -> MoneyLine:
        """All sources together."""
        return MoneyLine(
            "",
            summed(line.budget for line in self.money),
            summed(line.in_place for line in self.money),
            summed(line.paid for line in self.money),
        )


@dataclass(frozen=True, slots=True)
class ProjectLine:
    """A project in the list: how many milestones are done, what share should be, and what is longest overdue."""

    data_set: DataSet
    done: int
    of: int
    share: Decimal
    due: Decimal | None
    late: str
    next: Milestone | None


def project_lines(jurisdiction: Jurisdiction, on: date) -> list[ProjectLine]:
    """All projects in use, in a few queries however many there are; those that are late first."""
    found = list(DataSet.objects.select_related("unit").filter(jurisdiction=jurisdiction, kind="project", state="open"))
    held = dict(holdings_of(found, on))
    lines = [_line(item, held[item.pk], on) for item in found]
    return sorted(lines, key=lambda line: (not line.late, line.data_set.code))


def _line(item: DataSet, held: Holdings, on: date) -> ProjectLine:
    steps = milestones(held, on)
    due = due_share(steps, on)
    open_ones = [step for step in steps if not step.counts]
    return ProjectLine(
        item,
        len(steps) - len(open_ones),
        len(steps),
        rounded(done_share(steps) * 100, 1),
        None if due is None else rounded(due * 100, 1),
        late_words(steps, held, on),
        next(iter(open_ones), None),
    )


def project_by_id(jurisdiction: Jurisdiction, public_id: UUID) -> DataSet | None:
    """A project of a jurisdiction."""
    found = DataSet.objects.select_related("unit", "jurisdiction")
    return found.filter(jurisdiction=jurisdiction, public_id=public_id, kind="project").first()


def milestone_by_id(data_set: DataSet, public_id: UUID) -> Item | None:
    """A milestone of a project that was not withdrawn."""
    return Item.objects.filter(data_set=data_set, public_id=public_id, withdrawn_at=None).first()


def project_page(data_set: DataSet, on: date, as_known_at: datetime | None = None) -> ProjectPage:
    """What is known of a project for a day."""
    held = holdings(data_set, on, as_known_at)
    required = data_set.settings.get("proof", True) is not False
    figures = [
        FigureLine(
            code,
            label,
            unit,
            total((fact for fact in held.about(aspects.FIGURE + code) if fact.proofs or not required), on),
        )
        for code, (label, unit) in figures_of(data_set.settings).items()
    ]
    return ProjectPage(data_set, on, held, milestones(held, on), by_source(held, on), figures, _land(held, required))


def _land(held: Holdings, required: bool) -> LandLine:
    needed = list(held.about(aspects.LAND_NEEDED))
    approved = [fact for fact in held.about(aspects.LAND) if fact.proofs or not required]
    conforms = list(held.about(aspects.CONFORMS))
    return LandLine(
        needed[-1].value if needed else None,
        approved[-1].value if approved else None,
        conforms[-1].word == "yes" if conforms else None,
    )


def photos(data_set: DataSet) -> list[Photo]:
    """The photos that still hold, the newest day first."""
    found = Proof.objects.filter(
        data_set=data_set,
        fact__aspect=aspects.PHOTO,
        fact__void=False,
        fact__replaced_by=None,
        evidence__revoked_at=None,
    ).select_related("fact__item", "evidence")
    return [_photo(proof) for proof in found.order_by("-fact__ends", "pk")]


def _photo(proof: Proof) -> Photo:
    item = proof.fact.item
    return Photo(proof.fact.ends, proof.fact.word, "" if item is None else item.name, proof.evidence)
