"""The year of an indicator: last year's values, then one value a cycle; now and then one that is wrong."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Final

from gongjin.cli.example_year.days import Month
from gongjin.cli.example_year.desk import Desk, Work
from gongjin.cli.example_year.story import around
from gongjin.core.periods import Period, PeriodKind
from gongjin.core.texts import gettext as _
from gongjin.tracking.actions.data_sets import AddItems, NewItem
from gongjin.tracking.actions.facts import CorrectFact
from gongjin.tracking.kinds.indicator.actions import NewValue, RecordValues
from gongjin.tracking.kinds.indicator.rule import GROWING, Read, Sort
from gongjin.tracking.kinds.indicator.series import PART, VALUE, WHOLE
from gongjin.tracking.models import Fact, Item

WHOLE_OF_COVERAGE: Final = 40
USUAL: Final = {Sort.FLOW: 1200, Sort.STOCK: 1000, Sort.RATE: 6, Sort.RANK: 30, Sort.SHARE: 40}
"""About how large a figure of a sort is, where no row says so."""
HIGH: Final = 50
"""From here on a rate is one of hundred, and what is missing of it is small."""
NOISE: Final = 2
ERRS: Final = 0.25
LAST: Final = 12
"""December's figures come when the year is over, and nobody is there to correct them."""
SLIPPED: Final = Decimal("1.06")
"""What a figure that is told wrong is times the right one."""


@dataclass(slots=True)
class Indicator:
    """See `Chapter`."""

    desk: Desk
    work: Work
    wrong: Fact | None = None
    right: Decimal = Decimal(0)
    erred: bool = False
    so_far: Decimal = Decimal(0)
    items: list[Item] = field(default_factory=list)

    @property
    def sort(self) -> Sort:
        """What sort of figure it holds."""
        return Sort(str(self.work.data_set.settings.get("measure") or Sort.FLOW))

    @property
    def read(self) -> Read:
        """How the first row reads it."""
        aim = next(iter(self.work.aims), None)
        return Read(str(aim.rule.get("read") or Read.LATEST)) if aim else Read.LATEST

    @property
    def goal(self) -> Decimal:
        """The figure that is asked for, or a usual one."""
        found = next((aim.asked.value for aim in self.work.aims if aim.asked.value is not None), None)
        return Decimal(USUAL[self.sort]) if found is None else found

    def begin(self, month: Month) -> None:
        """The values of the year before, and the townships where they are added up."""
        work = self.work
        if work.data_set.settings.get("rollup"):
            towns = [NewItem(town.name, township=town) for town in work.townships]
            self.desk.act(AddItems(towns), work.actor, work.data_set)
            self.items = list(work.data_set.items.all())
        year = Period.of_year(month.period.year - 1)
        kind = PeriodKind(work.data_set.cycle)
        periods = [year] if kind is PeriodKind.YEAR else list(year.parts(kind))
        self._record([new for period in periods for new in self._values(period, last_year=True)])
        self.so_far = Decimal(0)

    def figures(self, month: Month) -> bool:
        """The value of a cycle that is over."""
        period = month.over(PeriodKind(self.work.data_set.cycle))
        if period is None or period.year < month.last.year or period.end < self._starts:
            return False
        if self.work.fate.silent and self.work.dice.random() < 0.5:
            return False
        values = self._values(period)
        if self._errs(values[0]):
            self.right, self.erred = values[0].value, True
            values[0] = replace(values[0], value=self._shaped(self.right * SLIPPED))
            self._record(values)
            told = Fact.objects.filter(data_set=self.work.data_set, aspect=VALUE, period=str(period))
            self.wrong = told.order_by("pk").first()
        else:
            self._record(values)
        return True

    def close(self, month: Month) -> bool:
        """Figures come by cycles; nothing happens between them."""
        return False

    def correct(self, month: Month) -> bool:
        """The value that was wrong."""
        if self.wrong is None:
            return False
        correct = CorrectFact(
            self.wrong, _("抄录有误，按统计报表更正（演示数据）。"), self.right, provisional=self.wrong.provisional
        )
        self.desk.act(correct, self.work.actor, self.work.data_set)
        self.wrong = None
        return True

    def _errs(self, value: NewValue) -> bool:
        """Whether this value is told wrong, once in the year."""
        if (
            self.erred
            or value.period.end.month == LAST  # nobody would be there to correct it
            or value.aspect != VALUE
            or self.sort is Sort.RANK
            or self.work.data_set.settings.get("accumulates")
        ):
            return False
        return self._shaped(value.value * SLIPPED) != value.value and self.work.dice.random() < ERRS

    @property
    def _starts(self) -> date:
        return min((aim.asked.starts for aim in self.work.aims), default=self.desk.today)

    def _record(self, values: list[NewValue]) -> None:
        if values:
            self.desk.act(RecordValues(values, confirmed=True), self.work.actor, self.work.data_set)

    def _values(self, period: Period, *, last_year: bool = False) -> list[NewValue]:
        done = Decimal(0) if last_year else Decimal(period.end.month) / 12
        if self.read is Read.COVERAGE:
            part = min(Decimal(WHOLE_OF_COVERAGE), WHOLE_OF_COVERAGE * done * self.work.fate.pace)
            whole = (
                [] if period.end.month < 12 and not last_year else [NewValue(period, Decimal(WHOLE_OF_COVERAGE), WHOLE)]
            )
            return [NewValue(period, part.quantize(Decimal(1)), PART), *whole]
        value = self._value(done, last_year=last_year)
        if self.work.data_set.settings.get("accumulates"):
            self.so_far += abs(value) / (12 if PeriodKind(self.work.data_set.cycle) is PeriodKind.MONTH else 4)
            value = self.so_far
        if not self.items:
            return [NewValue(period, self._shaped(value), provisional=not last_year and self.sort is Sort.RATE)]
        share = value / len(self.items)
        return [NewValue(period, self._shaped(around(self.work.dice, share, NOISE)), item=item) for item in self.items]

    def _value(self, done: Decimal, *, last_year: bool) -> Decimal:
        """Where the series stands when a share of the year is over."""
        pace, dice, goal = self.work.fate.pace, self.work.dice, self.goal
        usual = Decimal(USUAL[self.sort])
        if self.read is Read.CHANGE_FROM_BASE:
            return usual + (0 if last_year else goal * done * pace)
        if self.read in GROWING:
            grown = 0 if last_year else goal * pace / 100
            return usual * (1 + grown)
        if self.read is Read.DIRECTION:
            worse = self.work.aims[0].asked.less_is_better
            change = (pace - Decimal("0.8")) * usual / 10 * done
            return usual - change if worse else usual + change
        if self.sort is Sort.RANK:
            return goal + (2 if pace < 1 else 0) + (2 if last_year else 0)
        if self.read is Read.SUM or (self.sort is Sort.FLOW and self.read is Read.LATEST):
            return around(dice, goal * (Decimal("0.9") if last_year else pace) / 12, NOISE)
        if self.sort is Sort.STOCK:
            return goal * (Decimal("0.05") if last_year else done * pace)
        if self.read is Read.DIFFERENCE:
            rate = around(dice, Decimal(6) + (pace - Decimal("0.9")) * 4, NOISE)
            if self.sort is Sort.FLOW:  # an amount, whose growth is compared with a rate
                return usual if last_year else usual * (1 + rate / 100)
            return rate
        if goal > HIGH:
            return goal + (pace - Decimal("0.95")) * Decimal(dice.randint(5, 15)) / 50
        return around(dice, goal * (1 + (pace - 1) * Decimal("0.4")), NOISE)

    def _shaped(self, value: Decimal) -> Decimal:
        """As this indicator may be told: whole ranks, shares up to 100, its decimals."""
        if self.sort is Sort.RANK:
            return max(Decimal(1), value.quantize(Decimal(1)))
        if self.work.data_set.unit_of_measure in {"%", "％"} and self.goal > HIGH:
            value = min(value, Decimal("99.99"))
        places = min(2, int(str(self.work.data_set.settings.get("decimals", 2))))
        return value.quantize(Decimal(1).scaleb(-places))
