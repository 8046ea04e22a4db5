"""The year of monitoring: a reading of each parameter a station and month, and tonnes given off less by source."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from gongjin.cli.example_year.days import Month
from gongjin.cli.example_year.desk import Desk, Work
from gongjin.cli.example_year.places import point
from gongjin.cli.example_year.story import around
from gongjin.core.periods import PeriodKind
from gongjin.core.texts import gettext as _
from gongjin.tracking.actions.data_sets import AddItems, NewItem
from gongjin.tracking.actions.facts import VoidFact
from gongjin.tracking.kinds.monitoring.actions import LOAD_KINDS, NewLoad, NewReading, RecordLoads, RecordReadings
from gongjin.tracking.kinds.monitoring.means import SOURCE
from gongjin.tracking.kinds.monitoring.rule import Read, parameters_of
from gongjin.tracking.kinds.monitoring.standards.gb3838 import PARAMETERS, WaterBody
from gongjin.tracking.models import Fact, Item

STATIONS: Final = 3
SUMMER: Final = frozenset({6, 7, 8, 9})
"""Warm months, in which lakes are worse."""


@dataclass(slots=True)
class Stations:
    """See `Chapter`."""

    desk: Desk
    work: Work
    stations: list[Item] = field(default_factory=list)
    sources: list[Item] = field(default_factory=list)
    wrong: Fact | None = None
    told_wrong: bool = False

    @property
    def _loads(self) -> bool:
        return any(aim.rule.get("read") == Read.LOAD.value for aim in self.work.aims)

    def begin(self, month: Month) -> None:
        """The stations, and the sources where tonnes are asked for."""
        work = self.work
        new: list[NewItem] = []
        for number in range(1, STATIONS + 1):
            town = work.townships[number % len(work.townships)]
            name = _("%(n)d号断面（演示数据）") % {"n": number}
            new.append(NewItem(name, township=town, place=point(work.townships, town, work.dice)))
        if self._loads:
            new += [NewItem(_("%(n)d号来源（演示数据）") % {"n": n}, fields={"role": SOURCE}) for n in (1, 2)]
        self.desk.act(AddItems(new), work.actor, work.data_set)
        for item in work.data_set.items.all():
            (self.sources if item.fields.get("role") == SOURCE else self.stations).append(item)

    def figures(self, month: Month) -> bool:
        """The readings of the month before."""
        if month.last.year < min((aim.asked.starts.year for aim in self.work.aims), default=0):
            return False
        readings = [
            NewReading(station, code, month.last, self._reading(code, month))
            for code in parameters_of(self.work.data_set.settings)
            for station in self.stations
        ]
        self.desk.act(RecordReadings(readings, confirmed=True), self.work.actor, self.work.data_set)
        if self._loads:
            self._less(month)
        if not self.told_wrong and self.work.dice.random() < 0.3:
            told = Fact.objects.filter(data_set=self.work.data_set, period=str(month.last), item=self.stations[-1])
            self.wrong, self.told_wrong = told.first(), True
        return True

    def close(self, month: Month) -> bool:
        """Readings come with the next month's figures."""
        return False

    def correct(self, month: Month) -> bool:
        """A reading of a bottle that was mixed up."""
        if self.wrong is None:
            return False
        void = VoidFact(self.wrong, _("样品编号混淆，该读数作废（演示数据）。"))
        self.desk.act(void, self.work.actor, self.work.data_set)
        self.wrong = None
        return True

    def _reading(self, code: str, month: Month) -> Decimal:
        row, dice = PARAMETERS[code], self.work.dice
        body = WaterBody(str(self.work.data_set.settings.get("water_body") or WaterBody.RIVER))
        if row.band is not None:
            return around(dice, sum(row.band, Decimal(0)) / 2, 4).quantize(Decimal("0.01"))
        limits = row.limits_in(body) or (Decimal(1),) * 5
        third = limits[2]
        if row.at_least:
            return around(dice, third * Decimal("1.3") * min(self.work.fate.pace, Decimal("1.1")), 5).quantize(
                Decimal("0.01")
            )
        asked = next((aim.asked.value for aim in self.work.aims if aim.rule.get("parameter") == code), None)
        level = (asked or third) * Decimal("0.92") / self.work.fate.pace
        if month.last.start.month in SUMMER:
            level *= Decimal("1.15")
        return around(dice, level, 6).quantize(Decimal("0.0001"))

    def _less(self, month: Month) -> None:
        kind = PeriodKind(self.work.data_set.cycle)
        period = month.over(kind if kind in LOAD_KINDS else PeriodKind.MONTH)
        if period is None:
            return
        goal = next((aim.asked.value for aim in self.work.aims if aim.asked.value is not None), Decimal(12))
        share = goal * self.work.fate.pace * period.days / 365 / len(self.sources)
        loads = [NewLoad(item, period, share.quantize(Decimal("0.01"))) for item in self.sources]
        self.desk.act(RecordLoads(loads), self.work.actor, self.work.data_set)
