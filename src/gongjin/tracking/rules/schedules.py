"""进度安排: what share of the way should be behind one by a date. Shares are exact fractions from 0 to 1."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction


class ScheduleKind(StrEnum):
    """How a schedule was made. All but LINEAR are points; the kind says where they come from."""

    LINEAR = "linear"
    QUARTERS = "quarters"
    MILESTONES = "milestones"
    SEASONAL = "seasonal"
    TYPED = "typed"


class BadSchedule(ValueError):
    """Points that are no schedule; the reason is for the program, an action says it in Chinese."""


@dataclass(frozen=True, slots=True)
class Schedule:
    """Cumulative shares by day. LINEAR has no points and follows the days; others run straight between points.

    MILESTONES are steps: nothing is due between two of them. Raises `BadSchedule` for shares that fall, lie outside
    0 to 1, or days that do not rise.
    """

    kind: ScheduleKind = ScheduleKind.LINEAR
    points: tuple[tuple[date, Fraction], ...] = ()

    def __post_init__(self) -> None:
        if (self.kind is ScheduleKind.LINEAR) != (not self.points):
            raise BadSchedule("linear has no points, any other kind has some")
        days = [day for day, _ in self.points]
        shares = [share for _, share in self.points]
        if days != sorted(set(days)) or shares != sorted(shares):
            raise BadSchedule("days and shares have to rise")
        if shares and not (shares[0] >= 0 and shares[-1] <= 1):
            raise BadSchedule("shares lie between 0 and 1")

    def share(self, on: date, starts: date, due: date) -> Fraction:
        """What should be done by the end of a day: 0 before the start, 1 from the due day on."""
        if on >= due:
            return Fraction(1)
        if on < starts:
            return Fraction(0)
        if not self.points:
            return Fraction((on - starts).days + 1, (due - starts).days + 1)
        before = [(day, share) for day, share in self.points if day <= on]
        after = [(day, share) for day, share in self.points if day > on]
        last_day, last = before[-1] if before else (starts, Fraction(0))
        if self.kind is ScheduleKind.MILESTONES:
            return last
        next_day, following = after[0] if after else (due, Fraction(1))
        return last + (following - last) * Fraction((on - last_day).days, (next_day - last_day).days)

    def as_json(self) -> dict[str, object]:
        """As a tracker keeps it; shares are `n/d`."""
        return {"kind": self.kind.value, "points": [[day.isoformat(), str(share)] for day, share in self.points]}

    @classmethod
    def from_json(cls, raw: Mapping[str, object]) -> Schedule:
        """The schedule that was kept."""
        points = raw.get("points")
        read = [(date.fromisoformat(str(day)), Fraction(str(share))) for day, share in points] if points else []  # type: ignore[attr-defined]
        return cls(ScheduleKind(str(raw.get("kind", "linear"))), tuple(read))


LINEAR = Schedule()
"""Day by day."""


def by_quarters(year: int, weights: Sequence[Decimal | int]) -> Schedule:
    """Shares of the four quarters of a year; raises `BadSchedule` unless there are four that add up to something."""
    whole = sum((Fraction(weight) for weight in weights), Fraction(0))
    if len(weights) != 4 or whole <= 0 or any(weight < 0 for weight in weights):
        raise BadSchedule("four weights, none negative")
    ends = (date(year, 3, 31), date(year, 6, 30), date(year, 9, 30), date(year, 12, 31))
    return _cumulative(ScheduleKind.QUARTERS, list(zip(ends, map(Fraction, weights), strict=True)), whole)


def typed(values: Sequence[tuple[date, Decimal]]) -> Schedule:
    """From cumulative values by day, the last of which is the whole."""
    if not values or values[-1][1] <= 0:
        raise BadSchedule("the last value is the whole and more than nothing")
    whole = Fraction(values[-1][1])
    return Schedule(ScheduleKind.TYPED, tuple((day, Fraction(value) / whole) for day, value in values))


def by_milestones(weights: Sequence[tuple[date, Decimal | int]]) -> Schedule:
    """Steps at the planned days of milestones, by their weights; those of one day make one step."""
    merged: dict[date, Fraction] = {}
    for day, weight in weights:
        merged[day] = merged.get(day, Fraction(0)) + Fraction(weight)
    whole = sum(merged.values(), Fraction(0))
    if whole <= 0:
        raise BadSchedule("weights add up to nothing")
    return _cumulative(ScheduleKind.MILESTONES, sorted(merged.items()), whole)


def seasonal(year: int, past: Sequence[Sequence[Decimal | Fraction]]) -> Schedule:
    """The mean course of past years: each year is twelve monthly amounts, and counts as much as any other year."""
    years = [[Fraction(amount) for amount in months] for months in past]
    if not years or any(len(months) != 12 or sum(months) <= 0 or min(months) < 0 for months in years):
        raise BadSchedule("each past year has twelve amounts that add up to something")
    ends = [date(year + (month == 12), month % 12 + 1, 1) for month in range(1, 13)]
    days = [date.fromordinal(end.toordinal() - 1) for end in ends]
    means = [sum((months[i] / sum(months) for months in years), Fraction(0)) / len(years) for i in range(12)]
    return _cumulative(ScheduleKind.SEASONAL, list(zip(days, means, strict=True)), Fraction(1))


def _cumulative(kind: ScheduleKind, parts: Sequence[tuple[date, Fraction]], whole: Fraction) -> Schedule:
    reached, points = Fraction(0), []
    for day, part in parts:
        reached += part
        points.append((day, min(reached / whole, Fraction(1))))
    return Schedule(kind, tuple(points))
