"""The year of a project: milestones planned over the year, reached early or late, and money paid by quarters."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from gongjin.cli.example_year.days import Month, is_workday
from gongjin.cli.example_year.desk import Desk, Work
from gongjin.core.periods import Period, PeriodKind
from gongjin.core.texts import gettext as _
from gongjin.tracking.kinds.project.actions import (
    ForecastMilestone,
    NewMilestone,
    PlanMilestones,
    ReportMilestone,
    ReviseMilestone,
)
from gongjin.tracking.kinds.project.actions_amounts import Amount, RecordFigure, RecordMoney
from gongjin.tracking.kinds.project.aspects import BUDGET, IN_PLACE, PAID, MilestoneKind
from gongjin.tracking.kinds.project.settings import PHYSICAL, figures_of
from gongjin.tracking.models import Item

WAN: Final = "万元"
INVESTED: Final = 2400
"""What a project costs in 万元, where no row says so."""


@dataclass(slots=True)
class Step:
    """A milestone with the day on which the story has it done."""

    new: NewMilestone
    done: date
    item: Item | None = None
    told: bool = False
    expected: date | None = None


@dataclass(slots=True)
class Project:
    """See `Chapter`."""

    desk: Desk
    work: Work
    steps: list[Step] = field(default_factory=list)
    revised: bool = False

    def begin(self, month: Month) -> None:
        """Plan the milestones and the money."""
        self.steps = self._planned(month)
        plan = PlanMilestones([step.new for step in self.steps])
        self.desk.act(plan, self.work.actor, self.work.data_set)
        items = {item.name: item for item in self.work.data_set.items.all()}
        for step in self.steps:
            step.item = items[step.new.name]
        if self._builds:
            budget = Amount(BUDGET, self._source, Period.of_year(month.period.year), self._cost, WAN)
            self.desk.act(RecordMoney([budget]), self.work.actor, self.work.data_set)

    def figures(self, month: Month) -> bool:
        """Nothing: milestones and money are told at the end of the month."""
        return False

    def close(self, month: Month) -> bool:
        """Report what was done, say when what is late is expected, and tell the money of a quarter."""
        done = [step for step in self.steps if not step.told and step.done <= month.close]
        if done:
            proof = self.desk.proof(self.work, month)
            for step in done:
                report = ReportMilestone(self._item(step), step.done, (proof,))
                self.desk.act(report, self.work.actor, self.work.data_set)
                step.told = True
        moved = self._late(month) or bool(done)
        if self._builds and month.number % 3 == 0:
            self._money(month)
            moved = True
        return self._physical(month) or moved

    def correct(self, month: Month) -> bool:
        """Nothing is told wrong of projects."""
        return False

    @property
    def _builds(self) -> bool:
        kinds = {step.new.kind for step in self.steps}
        reads = {aim.rule.get("read") for aim in self.work.aims}
        return MilestoneKind.CONSTRUCTION.value in kinds or bool(reads & {PAID, IN_PLACE})

    @property
    def _source(self) -> str:
        sources = self.work.data_set.settings.get("sources")
        return str(sources[0]) if isinstance(sources, list) and sources else ""

    @property
    def _cost(self) -> Decimal:
        asked = [aim.asked.value for aim in self.work.aims if aim.rule.get("read") in {PAID, IN_PLACE}]
        return next((value for value in asked if value is not None), Decimal(INVESTED))

    def _planned(self, month: Month) -> list[Step]:
        listed = self.work.data_set.settings.get("milestones")
        suggested = [dict(item) for item in listed] if isinstance(listed, list) else []
        wanted = max(
            (int(aim.asked.value) for aim in self.work.aims if aim.rule.get("read") == "outputs" and aim.asked.value),
            default=1,
        )
        for number in range(len(suggested), wanted):
            suggested.append({"name": _("阶段成果%(n)d") % {"n": number + 1}, "kind": "output", "weight": "1"})
        whole = sum(Decimal(item["weight"]) for item in suggested)
        first = month.period.start
        last = min((aim.asked.due for aim in self.work.aims), default=date(first.year, 12, 31))
        steps, so_far = list[Step](), Decimal(0)
        for item in suggested:
            so_far += Decimal(item["weight"])
            days = int((last - first).days * so_far / whole)
            planned = _workday(first + timedelta(days=days))
            actual = int(days / self.work.fate.pace) + self.work.dice.randint(-6, 6)
            weight = Decimal(item["weight"])
            new = NewMilestone(item["name"], item["kind"], weight, planned, unit=self.work.data_set.unit)
            steps.append(Step(new, _workday(first + timedelta(days=max(5, actual)))))
        return steps

    def _late(self, month: Month) -> bool:
        """Each quarter the next milestone that is overdue gets the day on which it is expected, one another plan."""
        late = next(
            (step for step in self.steps if not step.told and (step.new.planned or date.max) < month.close), None
        )
        if late is None or month.number % 3:
            return False
        if not self.revised and self.work.dice.random() < 0.3:
            why = _("前期手续办理时间延长，报专班同意调整（演示数据）。")
            planned = _workday(month.close + timedelta(days=30))
            self.desk.act(ReviseMilestone(self._item(late), why, planned), self.work.actor, self.work.data_set)
            self.revised = True
            return True
        expected = max(late.done, month.close + timedelta(days=7))
        if expected == late.expected:
            return False
        late.expected = expected
        forecast = ForecastMilestone(self._item(late), expected, _("演示数据"))
        self.desk.act(forecast, self.work.actor, self.work.data_set)
        return True

    def _money(self, month: Month) -> None:
        quarter = Period.containing(month.close, PeriodKind.QUARTER)
        share = (self._cost * min(self.work.fate.pace, Decimal(1)) / 4).quantize(Decimal("0.01"))
        amounts = [
            Amount(IN_PLACE, self._source, quarter, share, WAN),
            Amount(PAID, self._source, quarter, (share * Decimal("0.9")).quantize(Decimal("0.01")), WAN),
        ]
        proof = self.desk.proof(self.work, month)
        self.desk.act(RecordMoney(amounts, proofs=(proof,)), self.work.actor, self.work.data_set)

    def _physical(self, month: Month) -> bool:
        """Work done in its own unit, where a row counts it."""
        told = False
        for aim in self.work.aims:
            code = str(aim.rule.get("read") or "").removeprefix(PHYSICAL)
            if code not in figures_of(self.work.data_set.settings) or aim.asked.value is None:
                continue
            amount = (aim.asked.value * self.work.fate.pace / 12).quantize(Decimal("0.001"))
            record = RecordFigure(code, month.period, amount, proofs=(self.desk.proof(self.work, month),))
            self.desk.act(record, self.work.actor, self.work.data_set)
            told = True
        return told

    @staticmethod
    def _item(step: Step) -> Item:
        assert step.item is not None  # noqa: S101 (set as soon as it is planned)
        return step.item


def _workday(day: date) -> date:
    """The day, or the last working day before it."""
    while not is_workday(day):
        day -= timedelta(days=1)
    return day
