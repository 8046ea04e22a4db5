"""Means, classes and compliance of readings. Exact fractions; a mean is rounded once, to five places, and its class is
that of the rounded mean, so that figure and class never differ. No Django."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from gongjin.core.figures import rounded
from gongjin.core.periods import Period, PeriodKind
from gongjin.tracking.kinds.monitoring.standards.gb3838 import PARAMETERS, WaterBody, worst
from gongjin.tracking.rules.holdings import Holdings, Known, Thing

READING, LOAD = "reading.", "load"
BELOW = "<"
"""The word of a reading below its limit of detection, which is its value; it counts as half of that limit."""
SOURCE = "source"
PLACES = 5


def amount(fact: Known) -> Fraction:
    """The concentration that a reading counts as."""
    value = Fraction(fact.value or Decimal(0))
    return value / 2 if fact.word == BELOW else value


def stations_of(holdings: Holdings, codes: Sequence[str] = ()) -> dict[str, Thing]:
    """The stations of a data set by key, or those of them that are named; sources of loads are none."""
    return {
        key: thing
        for key, thing in holdings.things.items()
        if thing.fields.get("role") != SOURCE and (not codes or thing.code in codes)
    }


def body_of(holdings: Holdings, thing: Thing) -> WaterBody:
    """The water body that a station stands in: its own, or that of the data set."""
    return WaterBody(thing.fields.get("water_body") or str(holdings.settings.get("water_body") or WaterBody.RIVER))


@dataclass(frozen=True, slots=True)
class Monthly:
    """The monthly means of one parameter by month and station, and the facts that they are made of."""

    parameter: str
    by_month: Mapping[Period, Mapping[str, Fraction]]
    keys: tuple[str, ...]
    below: int = 0

    @property
    def last(self) -> date | None:
        """The last day that is known of."""
        return max((month.end for month in self.by_month), default=None)

    def mean(self, stations: Iterable[str] | None = None) -> Fraction | None:
        """The mean of the months' means, each of which is the mean of the stations read in it."""
        wanted = None if stations is None else set(stations)
        months = [
            [value for key, value in there.items() if wanted is None or key in wanted]
            for there in self.by_month.values()
        ]
        means = [_mean(values) for values in months if values]
        return _mean(means) if means else None

    def missing(self, start: date, stations: Mapping[str, Thing]) -> list[str]:
        """The station-months without a reading, from a day to the last month that is known of."""
        if self.last is None or self.last < start:
            return []
        month, found = Period.containing(start, PeriodKind.MONTH), []
        while month.end <= self.last:
            there = self.by_month.get(month, {})
            if not there:
                found.append(month.label)
            else:
                found += [f"{month.label}{thing.name}" for key, thing in stations.items() if key not in there]
            month = month.next
        return found


def monthly(holdings: Holdings, parameter: str, stations: Iterable[str], start: date, end: date) -> Monthly:
    """Monthly means between two days. Where a month has readings for periods of different length, the longest holds
    (a published monthly mean before its ten-day readings). A reading for more than a month speaks in its last one,
    and only where the station has nothing shorter within it."""
    wanted = set(stations)
    inside = [
        fact
        for fact in holdings.about(f"{READING}{parameter}")
        if fact.item in wanted and fact.value is not None and start <= fact.period.start and fact.day <= end
        and not fact.disproved
    ]  # fmt: skip
    found: dict[Period, dict[str, list[Known]]] = {}
    for fact in inside:
        if _is_long(fact) and any(not _is_long(o) and o.item == fact.item and o.period in fact.period for o in inside):
            continue
        month = Period.containing(fact.day, PeriodKind.MONTH)
        found.setdefault(month, {}).setdefault(fact.item, []).append(fact)
    used: list[Known] = []
    means: dict[Period, dict[str, Fraction]] = {}
    for month in sorted(found):
        for item, facts in found[month].items():
            longest = [fact for fact in facts if _rank(fact) == max(map(_rank, facts))]
            used += longest
            means.setdefault(month, {})[item] = _mean([amount(fact) for fact in longest])
    return Monthly(parameter, means, tuple(fact.key for fact in used), sum(fact.word == BELOW for fact in used))


def _is_long(fact: Known) -> bool:
    return fact.period.days > 31


def _rank(fact: Known) -> tuple[bool, bool, bool]:
    """How long a reading's period is as a sort: ten days of 8 and of 11 days are one sort."""
    return _is_long(fact), fact.period.kind is PeriodKind.MONTH, fact.period.kind is PeriodKind.TEN_DAYS


def _mean(values: Sequence[Fraction]) -> Fraction:
    return sum(values, Fraction(0)) / len(values)


@dataclass(frozen=True, slots=True)
class Classed:
    """The class of several stations together: by water body and parameter, the mean and its class."""

    number: int
    lines: tuple[tuple[str, WaterBody, Decimal, int], ...]
    keys: tuple[str, ...]
    last: date

    @property
    def deciding(self) -> tuple[str, WaterBody, Decimal, int]:
        """The line that the class comes from."""
        return max(self.lines, key=lambda line: line[3])


def classed(
    holdings: Holdings, parameters: Sequence[str], stations: Mapping[str, Thing], start: date, end: date
) -> Classed | None:
    """The class by the worst parameter, of means over the stations that stand in one kind of water body; None where
    nothing was read. Without a parameter named, those that do not make up a section's class are left out."""
    lines: list[tuple[str, WaterBody, Decimal, int]] = []
    keys: list[str] = []
    lasts: list[date] = []
    for code in parameters:
        found = monthly(holdings, code, stations, start, end)
        for body in WaterBody:
            mean = found.mean(key for key, thing in stations.items() if body_of(holdings, thing) is body)
            shown = None if mean is None else rounded(mean, PLACES)
            number = None if shown is None else PARAMETERS[code].class_of(shown, body)
            if shown is not None and number is not None:
                lines.append((code, body, shown, number))
        keys += found.keys
        lasts += [] if found.last is None else [found.last]
    number = worst([line[3] for line in lines])
    return None if number is None else Classed(number, tuple(lines), tuple(keys), max(lasts))


@dataclass(frozen=True, slots=True)
class Compliance:
    """How many station-months were within a class, of how many."""

    met: int
    of: int
    keys: tuple[str, ...]
    last: date


def compliance(
    holdings: Holdings, parameters: Sequence[str], stations: Mapping[str, Thing], wanted: int, start: date, end: date
) -> Compliance | None:
    """Compliance by station and month: a month complies when the worst of its parameters does; None without any."""
    classes: dict[tuple[Period, str], int] = {}
    keys: list[str] = []
    for code in parameters:
        found = monthly(holdings, code, stations, start, end)
        keys += found.keys
        for month, there in found.by_month.items():
            for item, value in there.items():
                body = body_of(holdings, stations[item])
                number = PARAMETERS[code].class_of(rounded(value, PLACES), body)
                if number is not None:
                    classes[month, item] = max(classes.get((month, item), 0), number)
    if not classes:
        return None
    met = sum(number <= wanted for number in classes.values())
    return Compliance(met, len(classes), tuple(keys), max(month.end for month, _item in classes))


def judged(parameters: Iterable[str]) -> list[str]:
    """Those that make up the class of a section."""
    return [code for code in parameters if PARAMETERS[code].judged]
