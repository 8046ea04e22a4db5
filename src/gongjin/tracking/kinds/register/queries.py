"""What the pages and sheets of a register read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import UUID

from gongjin.evidence.models import Evidence
from gongjin.tracking.kinds.register.form import STAGE, Form, form_of
from gongjin.tracking.kinds.register.way import NOWHERE, Step, counted_on, stands_on, way
from gongjin.tracking.models import DataSet, Fact, Item
from gongjin.tracking.queries.holdings import holdings
from gongjin.tracking.rules.holdings import Known

_NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True)
class Line:
    """An entry as lists show it: its stage by rank (what is stated, what counts), since when, its latest figures."""

    item: Item
    stands: int
    counts: int
    since: date | None
    figures: Mapping[str, Decimal]
    steps: tuple[Step, ...] = ()

    @property
    def key(self) -> str:
        """Its public id."""
        return str(self.item.public_id)

    @property
    def unproved(self) -> bool:
        """Whether it counts for less than it says."""
        return self.counts < self.stands


@dataclass(frozen=True)
class Bar:
    """A stage in the funnel: how many entries stand there, how many count as at or past it, and the latter's share of
    all entries in percent."""

    code: str
    label: str
    here: int
    reached: int
    share: int


@dataclass(frozen=True)
class Event:
    """A fact of an entry's history, with its files and what it replaced."""

    fact: Fact
    label: str
    shown: str
    files: tuple[Evidence, ...]
    back: bool = False
    replaced: bool = False
    unproved: bool = False


@dataclass(frozen=True)
class Filters:
    """What a list is narrowed to; empty is everything. `fields` by their key."""

    words: str = ""
    stage: str = ""
    township: str = ""
    unproved: bool = False
    fields: Mapping[str, str] = field(default_factory=dict)

    def fits(self, form: Form, line: Line) -> bool:
        """Whether an entry is shown."""
        item = line.item
        texts = (item.name, item.code, *map(str, item.fields.values()))
        return (
            (not self.words or any(self.words.lower() in text.lower() for text in texts))
            and (not self.stage or line.stands == form.rank(self.stage))
            and (not self.township or (item.township is not None and item.township.name == self.township))
            and (not self.unproved or line.unproved)
            and all(item.fields.get(key) == value for key, value in self.fields.items() if value)
        )


def register_by_id(jurisdiction: int, public_id: UUID) -> DataSet | None:
    """A register of a jurisdiction."""
    found = DataSet.objects.select_related("jurisdiction", "unit")
    return found.filter(jurisdiction=jurisdiction, public_id=public_id, kind="register").first()


def lines_of(data_set: DataSet, on: date) -> list[Line]:
    """Its entries as they stand on a day, by code."""
    form = form_of(data_set.settings)
    known = holdings(data_set, on).by_item()
    items = data_set.items.filter(withdrawn_at=None).select_related("unit", "township").order_by("code")
    return [line_of(form, item, known.get(str(item.public_id), ()), on) for item in items]


def line_of(form: Form, item: Item, facts: Sequence[Known], on: date) -> Line:
    """One entry as it stands on a day."""
    steps = way(form, facts)
    before = [step for step in steps if step.day <= on]
    return Line(
        item, stands_on(steps, on), counted_on(steps, on), before[-1].day if before else None,
        figures_of(form, facts, on), steps,
    )  # fmt: skip


def figures_of(form: Form, facts: Iterable[Known], on: date) -> dict[str, Decimal]:
    """The figures of an entry on a day: the latest, or the sum of amounts."""
    found: dict[str, Decimal] = {}
    ordered = sorted(facts, key=lambda fact: (fact.day, fact.recorded_at or _NEVER, fact.key))
    by_aspect = {item.aspect: item for item in form.figures}
    for fact in ordered:
        declared = by_aspect.get(fact.aspect)
        if declared is None or fact.value is None or fact.day > on:
            continue
        found[declared.key] = found.get(declared.key, Decimal(0)) + fact.value if declared.adds else fact.value
    return found


def funnel(form: Form, lines: Sequence[Line]) -> list[Bar]:
    """The stages with how many entries stand at each and how many count as at or past it."""
    whole = len(lines)
    bars: list[Bar] = []
    for rank, stage in enumerate(form.stages):
        reached = sum(1 for line in lines if line.counts >= rank)
        here = sum(1 for line in lines if line.stands == rank)
        bars.append(Bar(stage.code, stage.label, here, reached, round(reached * 100 / whole) if whole else 0))
    return bars


def history(data_set: DataSet, item: Item) -> list[Event]:
    """All facts of an entry, what was replaced with them, the latest first."""
    form = form_of(data_set.settings)
    facts = list(
        item.facts.select_related("replaces").prefetch_related("proofs__evidence").order_by("ends", "recorded_at", "pk")
    )
    replaced = {fact.replaces_id for fact in facts if fact.replaces_id is not None}
    events: list[Event] = []
    before = NOWHERE
    for fact in facts:
        files = tuple(proof.evidence for proof in fact.proofs.all())
        gone = fact.pk in replaced or fact.void
        if fact.aspect == STAGE:
            rank = form.rank(fact.word)
            valid = any(file.revoked_at is None for file in files)
            needs = rank >= 0 and form.stages[rank].evidence
            events.append(
                Event(fact, form.label(fact.word), "", files, rank < before and not gone, gone, needs and not valid)
            )
            before = before if gone else rank
            continue
        declared = next((field for field in form.figures if field.aspect == fact.aspect), None)
        label = declared.label if declared else fact.aspect
        events.append(Event(fact, label, declared.unit if declared else "", files, replaced=gone))
    return events[::-1]
