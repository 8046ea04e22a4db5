"""What the pages of monitoring read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from gongjin.core import clock
from gongjin.core.figures import canonical, rounded
from gongjin.core.periods import Period, PeriodKind
from gongjin.tracking.kinds.monitoring.means import (
    BELOW,
    PLACES,
    READING,
    SOURCE,
    Monthly,
    body_of,
    monthly,
    stations_of,
)
from gongjin.tracking.kinds.monitoring.rule import parameters_of
from gongjin.tracking.kinds.monitoring.sheets import reading_text
from gongjin.tracking.kinds.monitoring.standards.gb3838 import PARAMETERS, Parameter, WaterBody, class_name
from gongjin.tracking.kinds.monitoring.trend import Trend, trend_of
from gongjin.tracking.models import DataSet, Item
from gongjin.tracking.queries.holdings import holdings
from gongjin.tracking.rules.holdings import Holdings, Known

MONTHS, TENS = 12, 9
"""How many past periods the page offers."""


@dataclass(frozen=True, slots=True)
class ReadingCell:
    """A reading to fill: known for the period, and the last one with its class beside it."""

    item: Item
    parameter: str
    known: str
    last: str
    last_period: str
    last_class: str

    @property
    def key(self) -> str:
        """The name of its field."""
        return f"{self.parameter}.{self.item.code}"

    @property
    def label(self) -> str:
        """What it is, for those who hear the page."""
        return f"{self.item.name} {PARAMETERS[self.parameter].name}"


@dataclass(frozen=True, slots=True)
class StationLine:
    """A station with its cells in the order of the parameters."""

    item: Item
    cells: tuple[ReadingCell, ...]


def station_lines(data_set: DataSet, period: Period) -> list[StationLine]:
    """The stations of a data set with their readings of a period and the last ones before it."""
    held = holdings(data_set, date.max)
    by_place: dict[tuple[str, str], list[Known]] = {}
    for fact in held.facts:
        by_place.setdefault((fact.aspect, fact.item), []).append(fact)
    items = [item for item in data_set.items.filter(withdrawn_at=None) if item.fields.get("role") != SOURCE]
    codes = parameters_of(data_set.settings)
    return [
        StationLine(
            item,
            tuple(
                _cell(held, item, code, period, by_place.get((f"{READING}{code}", str(item.public_id)), []))
                for code in codes
            ),
        )
        for item in items
    ]


def _cell(held: Holdings, item: Item, code: str, period: Period, facts: list[Known]) -> ReadingCell:
    known = next((fact for fact in facts if fact.period == period), None)
    before = [fact for fact in facts if fact.day < period.end and fact.period != period]
    if not before:
        return ReadingCell(item, code, _text(known), "", "", "")
    last = before[-1]
    thing = held.things[str(item.public_id)]
    number = None if last.value is None else PARAMETERS[code].class_of(last.value, body_of(held, thing))
    return ReadingCell(
        item, code, _text(known), _text(last), last.period.label, "" if number is None else class_name(number)
    )


def _text(fact: Known | None) -> str:
    return "" if fact is None or fact.value is None else reading_text(fact.value, below=fact.word == BELOW)


@dataclass(frozen=True, slots=True)
class YearLine:
    """A year of one parameter: its mean, the class of that, and of how many months it is."""

    year: int
    mean: Decimal
    class_name: str
    months: int

    @property
    def shown(self) -> str:
        """The mean without trailing zeros."""
        return canonical(self.mean)


@dataclass(frozen=True, slots=True)
class ParameterCourse:
    """A parameter over the years at all stations of one water body, with its trend."""

    parameter: Parameter
    body: WaterBody
    years: tuple[YearLine, ...]
    trend: Trend


def courses(data_set: DataSet) -> list[ParameterCourse]:
    """Yearly means, classes and the trend of each parameter that was read, by water body."""
    held = holdings(data_set, clock.today())
    found = []
    for body in WaterBody:
        stations = [key for key, thing in stations_of(held).items() if body_of(held, thing) is body]
        for code in parameters_of(data_set.settings) if stations else ():
            means = monthly(held, code, stations, date.min, clock.today())
            if means.by_month:
                found.append(_course(PARAMETERS[code], body, means))
    return found


def _course(row: Parameter, body: WaterBody, means: Monthly) -> ParameterCourse:
    by_month = {month: sum(there.values(), Fraction(0)) / len(there) for month, there in means.by_month.items()}
    lines = []
    for year in sorted({month.year for month in by_month}, reverse=True):
        values = [value for month, value in by_month.items() if month.year == year]
        mean = rounded(sum(values, Fraction(0)) / len(values), PLACES)
        number = row.class_of(mean, body)
        lines.append(YearLine(year, mean, "" if number is None else class_name(number), len(values)))
    return ParameterCourse(row, body, tuple(lines), trend_of(by_month))


def parameters_shown(data_set: DataSet) -> list[Parameter]:
    """The columns of the grid."""
    return [PARAMETERS[code] for code in parameters_of(data_set.settings)]


def kinds_of(data_set: DataSet) -> frozenset[PeriodKind]:
    """What periods are filled in by hand: months, ten days, and the cycle's."""
    return frozenset({PeriodKind.MONTH, PeriodKind.TEN_DAYS, PeriodKind(data_set.cycle)})


def periods_offered(chosen: Period) -> list[Period]:
    """Months and ten days that have ended, the latest first, and the one chosen."""
    today = clock.today()
    months = [Period.containing(today, PeriodKind.MONTH).shifted(-n) for n in range(1, MONTHS + 1)]
    tens = [Period.containing(today, PeriodKind.TEN_DAYS).shifted(-n) for n in range(1, TENS + 1)]
    return sorted({*months, *tens, chosen}, key=lambda period: (period.days > 20, period.end), reverse=True)


def last_ended(data_set: DataSet) -> Period:
    """The last period of the cycle that has ended."""
    return Period.containing(clock.today(), PeriodKind(data_set.cycle)).previous
