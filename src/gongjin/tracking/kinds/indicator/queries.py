"""What the pages of an indicator read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from gongjin.core import clock
from gongjin.core.periods import Period, PeriodError, PeriodKind
from gongjin.tracking.kinds.indicator.series import PART, VALUE, WHOLE
from gongjin.tracking.models import DataSet, Item
from gongjin.tracking.queries.holdings import holdings
from gongjin.tracking.rules.holdings import Holdings, Known

COVERAGE = "coverage"
OFFERED = 18
"""How many past periods the page offers."""


@dataclass(frozen=True, slots=True)
class EntryLine:
    """A cell to fill: what it is about, what is known for the period, and what stands beside it."""

    item: Item | None
    aspect: str
    known: Known | None
    last: Known | None
    year_before: Known | None

    @property
    def key(self) -> str:
        """The name of its field."""
        return f"{self.aspect}.{self.item.code if self.item else ''}"


def aspects_of(data_set: DataSet) -> tuple[str, ...]:
    """What is typed of one period: a value, or part and whole of a coverage."""
    return (PART, WHOLE) if data_set.template == COVERAGE else (VALUE,)


def entry_lines(data_set: DataSet, period: Period) -> list[EntryLine]:
    """The cells of a period: one for the whole, or one for each township of a roll-up."""
    held = holdings(data_set, date.max)
    items: list[Item | None] = [None]
    if data_set.settings.get("rollup"):
        items = list(data_set.items.filter(withdrawn_at=None).order_by("code"))
    return [_line(held, item, aspect, period) for item in items for aspect in aspects_of(data_set)]


def _line(held: Holdings, item: Item | None, aspect: str, period: Period) -> EntryLine:
    key = "" if item is None else str(item.public_id)
    own = [fact for fact in held.about(aspect) if fact.item == key and fact.value is not None]
    by_period = {fact.period: fact for fact in own}
    before = [fact for fact in own if fact.day < period.end and fact.period != period]
    last = before[-1] if before else None
    return EntryLine(item, aspect, by_period.get(period), last, by_period.get(period.year_before))


def periods_offered(data_set: DataSet, chosen: Period) -> list[Period]:
    """The periods of the cycle that have ended, the latest first, with January–February for months and the year for
    all, and the one chosen."""
    kind, today = PeriodKind(data_set.cycle), clock.today()
    last = Period.containing(today, kind).previous
    found = [last.shifted(-n) for n in range(OFFERED)]
    if kind is PeriodKind.MONTH:
        found += [Period(PeriodKind.JANUARY_FEBRUARY, year) for year in (today.year, today.year - 1)]
    found += [Period.of_year(today.year - n) for n in (1, 2)]
    ended = {period for period in found if period.end <= today} | {chosen}
    return sorted(ended, key=lambda period: (period.end, period.days), reverse=True)


def kinds_of(data_set: DataSet) -> frozenset[PeriodKind]:
    """What periods are filled in by hand: the cycle's, January–February for months, and a whole year."""
    kind = PeriodKind(data_set.cycle)
    pair = {PeriodKind.JANUARY_FEBRUARY} if kind is PeriodKind.MONTH else set()
    return frozenset({kind, PeriodKind.YEAR} | pair)


def next_period(data_set: DataSet) -> Period:
    """The period that comes next: the one after the last of the cycle that has a value, but none that has not ended;
    without any, the last one that has."""
    kind = PeriodKind(data_set.cycle)
    last_ended = Period.containing(clock.today(), kind).previous
    codes = data_set.facts.filter(aspect__in=aspects_of(data_set), void=False).order_by("-ends").values_list("period")
    known = codes.first()
    if known is None:
        return last_ended
    try:
        following = Period.containing(Period.parse(known[0]).end, kind).next
    except PeriodError:
        return last_ended
    return min(following, last_ended, key=lambda period: period.end)


def shown_by_key(lines: list[EntryLine]) -> Mapping[str, EntryLine]:
    """The cells by the names of their fields."""
    return {line.key: line for line in lines}
