"""Where a figure is heading: the chance to reach its target, and an 80 % band, by one simple method.

The method: the figure goes on by changes drawn from its own past changes, in short stretches (moving block bootstrap:
Kuensch, 1989), each path drawing first the past that it believes in, so that the band also holds what so few values
leave unknown of the pace. Where
each season still to come was seen in two years or more, changes are the season's mean and a drawn departure from it.
Below `LEAST` values nothing is said. A forecast is an estimate: it never enters a figure, a light or a score.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from math import sqrt
from typing import Final

from gongjin.core.figures import from_scaled, to_scaled
from gongjin.core.periods import Period, PeriodError, PeriodKind
from gongjin.core.texts import gettext as _
from gongjin.tracking.rules.asked import DIRECTIONS, Asked, Mode, meets

LEAST: Final = 6
"""Values below which no forecast is made."""
LONGEST_STRETCH: Final = 2
PATHS: Final = 1000
LOW, HIGH = 0.1, 0.9
MOST_STEPS: Final = 120


class Pace(StrEnum):
    """How a course goes on from one of its points."""

    STANDS = "stands"
    """A count: it stands until another fact changes it."""
    VALUES = "values"
    """A value for each period: nothing is known between two of them."""
    ANEW = "anew"
    """Values that add up within a year and begin anew each January."""


@dataclass(frozen=True, slots=True)
class Step:
    """The band for one day to come."""

    day: date
    low: Decimal
    middle: Decimal
    high: Decimal


@dataclass(frozen=True, slots=True)
class Forecast:
    """The chance in whole percent (never said as 0 or 100: 1 to 99), the band by period, and how it was made."""

    chance: int
    steps: tuple[Step, ...]
    values: int
    seasonal: bool
    last: date

    @property
    def method(self) -> str:
        """The method in words, with what it was made from."""
        shown = {"n": self.values, "day": self.last.isoformat(), "paths": PATHS}
        if self.seasonal:
            return _("按截至 %(day)s 的 %(n)d 个数值的历年同期变化推算（重抽样 %(paths)d 次，80%% 区间）") % shown
        return _("按截至 %(day)s 的 %(n)d 个数值自身的变化推算（重抽样 %(paths)d 次，80%% 区间）") % shown


def forecast(
    values: Sequence[tuple[date, Decimal]], asked: Asked, cycle: PeriodKind, *, restarts: bool = False, seed: str = ""
) -> Forecast | None:
    """The forecast of a series until the due day, or None where there are too few values or nothing lies ahead.

    `values` are by day, the oldest first, one a `cycle`; `restarts` says that they add up from each January anew.
    `seed` (a data set's key) makes it the same whoever asks.
    """
    if len(values) < LEAST or asked.due <= values[-1][0] or not _has_goal(asked):
        return None
    try:
        ahead = _ahead(values[-1][0], asked.due, cycle)
    except PeriodError:
        return None
    if not ahead or len(ahead) > MOST_STEPS:
        return None
    scaled = [(day, to_scaled(value)) for day, value in values]
    changes = _changes(scaled, restarts)
    if restarts and ahead[0].start.month == 1:
        return None  # the year is over: what comes next counts for the next one
    ends, seasonal = paths(changes, [_season(period.end) for period in ahead], scaled[-1][1], seed)
    steps = tuple(_step(period.end, [path[i] for path in ends]) for i, period in enumerate(ahead))
    reached = sum(meets(from_scaled(path[-1]), asked) for path in ends)
    if asked.mode is Mode.ACCUMULATE and not asked.less_is_better:
        reached = sum(any(meets(from_scaled(value), asked) for value in path) for path in ends)
    chance = min(99, max(1, round(100 * reached / len(ends))))
    return Forecast(chance, steps, len(values), seasonal, values[-1][0])


def at_ends(
    values: Sequence[tuple[date, Decimal]], starts: date, on: date, cycle: PeriodKind
) -> list[tuple[date, Decimal]]:
    """What stood at the end of each period that is over by a day, from values that stand until the next one.

    Changes of a count come whenever something happens: only by period are they like each other, and so a pace. Nothing
    stood from the start until the first value.
    """
    if not values:
        return []
    found: list[tuple[date, Decimal]] = []
    standing, left = Decimal(0), list(values)
    try:
        period = Period.containing(min(starts, values[0][0]), cycle)
        while period.end <= on:
            while left and left[0][0] <= period.end:
                standing = left.pop(0)[1]
            found.append((period.end, standing))
            period = period.next
    except PeriodError:
        pass
    return found


def _has_goal(asked: Asked) -> bool:
    """Whether a figure can reach what is asked: without a target, or a base that does not move with it, none can."""
    return asked.base is not None if asked.wanted in DIRECTIONS else asked.value is not None


def paths(
    changes: Sequence[tuple[int, int]], seasons: Sequence[int], start: int, seed: str, count: int = PATHS
) -> tuple[list[list[int]], bool]:
    """Possible courses from `start`, a value for each of the `seasons` to come, and whether seasons were used.

    `changes` are pairs of season and change, in units of 10⁻⁵.
    """
    draw = random.Random(f"gongjin forecast {seed}")  # noqa: S311 (no secret: the same for whoever asks)
    by_season: dict[int, list[int]] = {}
    for season, change in changes:
        by_season.setdefault(season, []).append(change)
    seasonal = len(by_season) > 1 and all(len(by_season.get(season, ())) > 1 for season in seasons)
    if seasonal:
        means = {season: sum(found) / len(found) for season, found in by_season.items()}
        # Departures from a mean of n values are too small by the share (n-1)/n of their variance.
        pool = [
            (change - means[season]) * sqrt(len(by_season[season]) / (len(by_season[season]) - 1))
            for season, change in changes
            if len(by_season[season]) > 1
        ]
    else:
        means = {}
        pool = [float(change) for _season_, change in changes]
    length = max(1, min(LONGEST_STRETCH, len(pool) // 3))
    found: list[list[int]] = []
    for _path in range(count):
        believed = _stretches(draw, pool, len(pool), length)
        drawn = _stretches(draw, believed, len(seasons), length)
        reached, course = float(start), []
        for season, departure in zip(seasons, drawn, strict=True):
            reached += means.get(season, 0.0) + departure
            course.append(round(reached))
        found.append(course)
    return found, seasonal


def _stretches(draw: random.Random, pool: list[float], count: int, length: int) -> list[float]:
    """`count` values of the pool, drawn by stretches of neighbours: a slow spell or a spurt lasts (Kuensch, 1989)."""
    found: list[float] = []
    while len(found) < count:
        begin = draw.randrange(len(pool))
        found.extend(pool[(begin + i) % len(pool)] for i in range(length))
    return found[:count]


def _ahead(last: date, due: date, cycle: PeriodKind) -> list[Period]:
    period = Period.containing(last, cycle)
    found: list[Period] = []
    while True:
        period = period.next
        if period.end > due or len(found) > MOST_STEPS:
            return found
        found.append(period)


def _changes(scaled: Sequence[tuple[date, int]], restarts: bool) -> list[tuple[int, int]]:
    """From each value to the next; of a series that restarts each January, the first value of a year is its change."""
    found: list[tuple[int, int]] = []
    for i, (day, value) in enumerate(scaled):
        fresh = restarts and (i == 0 or scaled[i - 1][0].year != day.year)
        if i or fresh:
            found.append((_season(day), value if fresh else value - scaled[i - 1][1]))
    return found


def _season(day: date) -> int:
    return day.month


def _step(day: date, values: list[int]) -> Step:
    ordered = sorted(values)
    low, middle, high = (ordered[int(share * (len(ordered) - 1))] for share in (LOW, 0.5, HIGH))
    return Step(day, from_scaled(low), from_scaled(middle), from_scaled(high))
