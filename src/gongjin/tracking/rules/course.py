"""The line of what should have been reached, for the chart: pure values from what is asked."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

from gongjin.core.figures import rounded
from gongjin.tracking.rules.asked import Asked, Mode
from gongjin.tracking.rules.schedules import ScheduleKind


def expected_course(asked: Asked) -> tuple[tuple[date, Decimal], ...]:
    """What should have been reached by which day, the first and last day included; empty where no figure is asked.

    A level or a ceiling is a flat line at its figure. Between two points the line runs straight, but for milestones
    it is a step (`is_stepped`).
    """
    if asked.value is None:
        return ()
    if asked.mode is Mode.LEVEL or (asked.less_is_better and asked.mode is Mode.ACCUMULATE):
        return (asked.starts, asked.value), (asked.due, asked.value)
    base = Decimal(0)
    if asked.mode is Mode.CHANGE:
        if asked.base is None:
            return ()
        base = asked.base
    way = Fraction(asked.value - base)
    days = {asked.starts: Fraction(0), asked.due: Fraction(1)}
    days |= {day: share for day, share in asked.schedule.points if asked.starts <= day < asked.due}
    return tuple((day, rounded(Fraction(base) + days[day] * way, 5)) for day in sorted(days))


def is_stepped(asked: Asked) -> bool:
    """Whether the line stands still between its points."""
    return asked.schedule.kind is ScheduleKind.MILESTONES
