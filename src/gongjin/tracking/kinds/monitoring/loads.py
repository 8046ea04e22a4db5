"""What the page of reductions reads: the sources, what each gave off less, period by period."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from gongjin.core import clock
from gongjin.core.periods import Period, PeriodKind
from gongjin.tracking.kinds.monitoring.actions import LOAD_KINDS
from gongjin.tracking.kinds.monitoring.means import LOAD, SOURCE
from gongjin.tracking.models import DataSet, Item
from gongjin.tracking.queries.holdings import holdings

OFFERED = 8


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A source in the grid of a year: its tonnes by period, their sum, and what stands for the period to be typed."""

    item: Item
    cells: tuple[Decimal | None, ...]
    whole: Decimal
    known: Decimal | None

    @property
    def key(self) -> str:
        """The name of its field."""
        return f"load.{self.item.code}"


def sources_of(data_set: DataSet) -> list[Item]:
    """The sources in use, in their order."""
    return [
        item for item in data_set.items.filter(withdrawn_at=None).order_by("code") if item.fields.get("role") == SOURCE
    ]


def known_loads(data_set: DataSet) -> dict[tuple[str, str], Decimal]:
    """Tonnes by source and period, as they are known now."""
    return {
        (fact.item, str(fact.period)): fact.value
        for fact in holdings(data_set, date.max).about(LOAD)
        if fact.value is not None
    }


def year_of(data_set: DataSet, period: Period) -> tuple[list[Period], list[SourceLine]]:
    """The periods of the year of one that hold anything, and each source's tonnes in them."""
    known = known_loads(data_set)
    periods = sorted({found for _item, code in known if (found := Period.parse(code)).end.year == period.end.year})
    lines = []
    for item in sources_of(data_set):
        key = str(item.public_id)
        cells = tuple(known.get((key, str(each))) for each in periods)
        whole = sum((cell for cell in cells if cell is not None), Decimal(0))
        lines.append(SourceLine(item, cells, whole, known.get((key, str(period)))))
    return periods, lines


def periods_offered(chosen: Period) -> list[Period]:
    """Periods that have ended, of each length that reductions are told by, the latest first."""
    today = clock.today()
    order = (PeriodKind.QUARTER, PeriodKind.MONTH, PeriodKind.HALF, PeriodKind.YEAR)
    ended = [
        Period.containing(today, kind).shifted(-number)
        for kind in order
        for number in range(1, (OFFERED if kind in {PeriodKind.QUARTER, PeriodKind.MONTH} else 2) + 1)
    ]
    return list(dict.fromkeys([*([chosen] if chosen.kind in LOAD_KINDS else []), *ended]))
