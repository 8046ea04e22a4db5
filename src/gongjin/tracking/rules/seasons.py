"""What a year's course tells of its months: the amounts that came in each, from the figure's points. Pure values."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

MOST_YEARS = 5
"""How many past years are asked; older ones say little of this one."""
FEWEST_POINTS = 4
"""A year with fewer points than quarters tells no season."""

Course = Sequence[tuple[date, Decimal]]


def month_end(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def months_of(course: Course, year: int, start: Fraction, *, held: bool) -> list[Fraction] | None:
    """The amount of each month of a year, counted from `start`; None where the year does not tell.

    Between two points the way is taken as even. With `held` a figure stays where it was last (entries, milestones);
    else the year has to be told to its last day.
    """
    points = [(day, Fraction(value)) for day, value in course if day.year == year]
    if len(points) < FEWEST_POINTS or not (held or points[-1][0] == date(year, 12, 31)):
        return None
    points = [(date(year - 1, 12, 31), start), *points]
    ends = [start, *(_at(points, month_end(year, month)) for month in range(1, 13))]
    return [after - before for before, after in pairwise(ends)]


def _at(points: Sequence[tuple[date, Fraction]], day: date) -> Fraction:
    before = max((point for point in points if point[0] <= day), key=lambda point: point[0])
    after = min((point for point in points if point[0] > day), key=lambda point: point[0], default=None)
    if after is None:
        return before[1]
    return before[1] + (after[1] - before[1]) * Fraction((day - before[0]).days, (after[0] - before[0]).days)


def within(months: Sequence[Fraction], first: int, last: int) -> list[Fraction]:
    """The amounts of some months of the year, nothing in the others."""
    return [amount if first <= month <= last else Fraction(0) for month, amount in enumerate(months, 1)]
