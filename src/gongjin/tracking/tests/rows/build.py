"""What the tests of rows are written with. Each test makes a county, a plan of its own words, a data set and files of
its own; nothing is shared but these functions. All of it is 演示数据."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import TypeVar

from gongjin.audit.actions import Action, run
from gongjin.audit.models import Audited
from gongjin.compiler.plan import CommitmentKind, Comparator, TargetKind
from gongjin.core import clock
from gongjin.core.clock import SHANGHAI
from gongjin.core.periods import Period
from gongjin.evidence.actions import AddEvidence, RevokeEvidence
from gongjin.evidence.models import Evidence
from gongjin.ledger.models import Row
from gongjin.ledger.tests import factory
from gongjin.people.models import Jurisdiction, Unit
from gongjin.tracking.actions.data_sets import AddDataSet, AddItems, NewItem
from gongjin.tracking.actions.trackers import SetTracker
from gongjin.tracking.kinds import kind
from gongjin.tracking.kinds.duty.actions import Occasion, RecordDuty
from gongjin.tracking.kinds.indicator.actions import NewValue, RecordValues
from gongjin.tracking.kinds.monitoring.actions import NewLoad, NewReading, RecordLoads, RecordReadings
from gongjin.tracking.kinds.project.actions import NewMilestone, PlanMilestones, ReportMilestone
from gongjin.tracking.kinds.protocol import Template
from gongjin.tracking.kinds.register.actions import AddEntries, MoveMany, NewEntry, RecordFigures
from gongjin.tracking.kinds.register.drafts import Amount, Move
from gongjin.tracking.models import DataSet, Item
from gongjin.tracking.queries.progress import progress

GREY, RED, YELLOW, GREEN, BLUE = "grey", "red", "yellow", "green", "blue"
O = TypeVar("O", bound=Audited)  # noqa: E741
Shown = tuple[str, Decimal | None]
Line = tuple[str, int, Decimal | None]
STORY: list[Line] = []
"""What a test has seen so far: light, row and figure, or that a file was revoked; `conftest` holds it to its order."""
REVOKED = "revoked"


def d(month: int, day: int, year: int = 2024) -> date:
    """A day of the plan's year."""
    return date(year, month, day)


def noon(day: date) -> datetime:
    """Noon of a day."""
    return datetime.combine(day, time(12), SHANGHAI)


def do(day: date, action: Action[O], on: O | None = None) -> O:
    """Run an action at noon of a day."""
    with clock.at(noon(day)):
        return run(action, actor=factory.SYSTEM, on=on)


@dataclass
class Case:
    """A county with a plan of one task. `rows` are its targets or commitments, else its measure; `row` the first."""

    county: Jurisdiction
    unit: Unit
    rows: list[Row]

    @property
    def row(self) -> Row:
        """The row that the test is about."""
        return self.rows[0]

    def data_set(self, kind_name: str, template_code: str, name: str, **more: object) -> DataSet:
        """A data set of a ready-made form; `more` changes its settings, or cycle, lag_days and unit_of_measure."""
        made = ready(kind_name, template_code)
        cycle = str(more.pop("cycle", made.cycle.value))
        lag = int(str(more.pop("lag_days", 0)))
        measured_in = str(more.pop("unit_of_measure", made.unit_of_measure))
        return do(
            d(1, 3),
            AddDataSet(self.county, kind_name, name, self.unit, measured_in, cycle, lag, template_code,
                       {**made.settings, **more}),
        )  # fmt: skip

    def track(
        self, data_set: DataSet, rule: Mapping[str, object], *, row: Row | None = None, beside: DataSet | None = None,
        **asked: object,
    ) -> None:  # fmt: skip
        """Say how a row is measured."""
        do(d(1, 4), SetTracker(data_set, rule, asked, beside), on=row or self.row)

    def file(self, day: date, name: str) -> Evidence:
        """A file that proves something, handed in on a day."""
        return do(day, AddEvidence(self.county, f"{name}.pdf", f"%PDF-1.4 演示数据 {name}".encode()))

    def township(self, name: str) -> Unit:
        """A township of the county."""
        return factory.enter_units(self.county, name)[name]

    def shown(self, on: date, row: Row | None = None) -> Shown:
        """Light and figure of the row on a day, asked on that day."""
        with clock.at(noon(on)):
            found = progress(row or self.row, on)
        STORY.append((found.light.value, (row or self.row).pk, found.actual))
        return found.light.value, found.actual

    def reason(self, on: date) -> str:
        """The sentence that says why."""
        with clock.at(noon(on)):
            return progress(self.row, on).reason


def ready(kind_name: str, code: str) -> Template:
    """A ready-made form."""
    return next(item for item in kind(kind_name).templates() if item.code == code)


def revoke(day: date, evidence: Evidence) -> None:
    """Take back what a file proves."""
    STORY.append((REVOKED, 0, None))
    do(day, RevokeEvidence("经核查材料有误"), on=evidence)


Wanted = tuple[str, str, str, str]
"""Words of the plan, metric, value and unit of a target."""


def target(unit: str, *wanted: Wanted, at: Comparator = Comparator.GE, sort: TargetKind = TargetKind.COUNT) -> Case:
    """A published plan with one task and its targets."""
    c = _composer("，".join(words for words, *_rest in wanted), unit)
    for words, metric, value, measure in wanted:
        c.target(words, metric, value, measure, at, kind=sort)
    return _case(c, unit, "target")


def commitment(unit: str, words: str, sort: CommitmentKind = CommitmentKind.DIRECTIONAL) -> Case:
    """A published plan with one task and a commitment without a figure."""
    c = _composer(words, unit)
    c.commitment(words, sort)
    return _case(c, unit, "commitment")


def measure(unit: str, words: str) -> Case:
    """A published plan with one task and a measure without a figure."""
    c = _composer(words, unit)
    c.measure(words)
    return _case(c, unit, "measure")


def _composer(words: str, unit: str) -> factory.Composer:
    c = factory.Composer(title="安河县年度行动方案")
    c.section("一、", "重点任务", task=True, rest=f"。{words}。（{unit}负责）")
    return c


def _case(c: factory.Composer, unit: str, sort: str) -> Case:
    with clock.at(noon(d(1, 2))):
        c.units(unit)
        county = factory.found()
        own = factory.enter_units(county, unit)[unit]
        plan = factory.published(county, c.compiled())
        return Case(county, own, list(plan.rows.filter(kind=sort).order_by("pk")))


# Registers


def enter(day: date, register: DataSet, *names: str, **more: object) -> list[Item]:
    """Enter entries that are alike but for their names; a stage given is reached on the day."""
    entries = [NewEntry(name, on=day, **more) for name in names]  # type: ignore[arg-type]
    do(day, AddEntries(entries), on=register)
    return [Item.objects.get(data_set=register, name=name) for name in names]


def move(day: date, stage: str, *pairs: tuple[Item, Evidence | None]) -> None:
    """Say that entries are at a stage from a day on, each with what proves it."""
    moves = [Move(item, stage, day, () if file is None else (file,)) for item, file in pairs]
    do(day, MoveMany(moves), on=pairs[0][0].data_set)


def figures(day: date, item: Item, *proofs: Evidence, **values: str) -> None:
    """Record figures of an entry as they are typed."""
    do(day, RecordFigures([Amount(item, Period.of_day(day), values, proofs)]), on=item.data_set)


# Projects


def plan(project: DataSet, *steps: tuple[str, str, int, date | None]) -> list[Item]:
    """Plan milestones of a project: name, kind, weight and planned day."""
    planned = [NewMilestone(name, sort, Decimal(weight), day) for name, sort, weight, day in steps]
    do(d(1, 4), PlanMilestones(planned), on=project)
    return [Item.objects.get(data_set=project, name=name) for name, *_rest in steps]


def done(day: date, milestone: Item, proof: Evidence) -> None:
    """Report a milestone."""
    do(day, ReportMilestone(milestone, day, (proof,)), on=milestone.data_set)


# Indicators, monitoring, duties


def value(
    day: date, series: DataSet, period: str, amount: str, *proofs: Evidence, aspect: str = "value",
    confirmed: bool = False,
) -> None:  # fmt: skip
    """Record a value of an indicator; one that looks odd and is right is `confirmed`."""
    new = NewValue(Period.parse(period), Decimal(amount), aspect, proofs=proofs)
    do(day, RecordValues([new], confirmed), on=series)


def things(data_set: DataSet, *names: str, **fields: str) -> list[Item]:
    """Enter stations, sources or places of duty."""
    do(d(1, 4), AddItems([NewItem(name, fields=fields) for name in names]), on=data_set)
    return [Item.objects.get(data_set=data_set, name=name) for name in names]


def reading(day: date, station: Item, period: str, amount: str, *proofs: Evidence) -> None:
    """Record a reading of total phosphorus."""
    new = NewReading(station, "tp", Period.parse(period), Decimal(amount), proofs=proofs)
    do(day, RecordReadings([new]), on=station.data_set)


def load(day: date, source: Item, period: str, tonnes: str, *proofs: Evidence) -> None:
    """Record what a source gave off less."""
    do(day, RecordLoads([NewLoad(source, Period.parse(period), Decimal(tonnes), proofs=proofs)]), on=source.data_set)


def occasion(
    day: date, duty: DataSet, place: Item | None, on: date, *proofs: Evidence, people: int = 2, **counts: str
) -> None:  # fmt: skip
    """Record, on a day, that a duty was done on another."""
    do(day, RecordDuty([Occasion(on, people, place, counts=counts, proofs=proofs)]), on=duty)
