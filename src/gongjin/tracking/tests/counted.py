"""A kind of data set for tests of the pages: what was recorded is added up, and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import ClassVar

from gongjin.audit.actions import Act, Action, run
from gongjin.audit.states import StateTable, Text
from gongjin.core.periods import Period
from gongjin.evidence.models import Evidence
from gongjin.ledger.models import Row
from gongjin.ledger.tests.rows import SYSTEM
from gongjin.people.models import Jurisdiction, Unit
from gongjin.tracking import states
from gongjin.tracking.actions.data_sets import AddDataSet
from gongjin.tracking.actions.trackers import SetTracker
from gongjin.tracking.kinds.protocol import Json, Offer, Point, Said, Template, Used, Wording
from gongjin.tracking.models import DataSet
from gongjin.tracking.recording import Draft, record
from gongjin.tracking.rules.asked import Asked
from gongjin.tracking.rules.forecast import Pace
from gongjin.tracking.rules.holdings import Holdings
from gongjin.tracking.rules.progress import Measured
from gongjin.tracking.rules.schedules import Schedule


class Counted:
    """Adds up the facts `value`."""

    name = "counted"
    label: Text = "累计"
    order = 99
    carries = True

    def templates(self) -> Sequence[Template]:
        return (Template("plain", "累计数", "每月记一次新增", {}),)

    def checked_settings(self, settings: Json) -> Json:
        return settings

    def lost(self, before: Json, after: Json, used: Used) -> str:
        return ""

    def checked_rule(self, rule: Json, settings: Json) -> Json:
        return rule

    def rule_words(self, rule: Json, settings: Json) -> str:
        return "各月新增之和"

    def measure(
        self, rule: Json, asked: Asked, holdings: Holdings, on: date, beside: Holdings | None, claimed: frozenset[str]
    ) -> Measured:
        facts = [fact for fact in holdings.about("value") if fact.value is not None]
        if not facts:
            return Measured(None)
        total = sum((fact.value for fact in facts if fact.value is not None), Decimal(0))
        return Measured(total, facts[-1].day, facts[-1].day, facts=tuple(fact.key for fact in facts))

    def claims(self, rule: Json, asked: Asked, holdings: Holdings, on: date) -> frozenset[str]:
        return frozenset()

    def points(self, rule: Json, asked: Asked, holdings: Holdings, beside: Holdings | None) -> Sequence[Point]:
        total, found = Decimal(0), []
        for fact in holdings.about("value"):
            total += fact.value or Decimal(0)
            found.append(Point(fact.day, total, "", fact.provisional))
        return found

    def pace(self, rule: Json, settings: Json) -> Pace:
        return Pace.STANDS

    def own_plan(self, rule: Json, schedule: Schedule) -> bool:
        return False

    def wording(self, aspect: str, word: str, settings: Json) -> Wording:
        return Wording(word)

    def offer(self, said: Said) -> Offer | None:
        return None


@dataclass(frozen=True)
class RecordCounted(Action[DataSet]):
    """Record what was added in some months, by month code; it runs by the rule of an act that there is."""

    code: ClassVar[str] = "tracking.facts.confirm"
    table: ClassVar[StateTable] = states.DATA_SET
    months: dict[str, str]
    proofs: tuple[Evidence, ...] = ()

    def payload(self) -> dict[str, object]:
        return {"months": self.months}

    def change(self, target: DataSet, act: Act) -> DataSet:
        drafts = [
            Draft("value", Period.parse(code), value=Decimal(value), source="月报", proofs=self.proofs)
            for code, value in self.months.items()
        ]
        record(target, drafts, act)
        return target


def counted_set(of: Jurisdiction, name: str, unit: Unit | None = None, measure: str = "个") -> DataSet:
    """A data set of the kind."""
    return run(AddDataSet(jurisdiction=of, kind="counted", name=name, unit=unit, unit_of_measure=measure), actor=SYSTEM)


def track(row: Row, data_set: DataSet, **asked: object) -> Row:
    """Tie a row to it."""
    return run(SetTracker(data_set=data_set, rule={}, asked=asked), actor=SYSTEM, on=row)


def add(data_set: DataSet, *proofs: Evidence, **months: str) -> DataSet:
    """Record months named `m2024_03`."""
    named = {month.removeprefix("m").replace("_", "-"): value for month, value in months.items()}
    return run(RecordCounted(named, proofs), actor=SYSTEM, on=data_set)
