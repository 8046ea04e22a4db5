"""The course of a register's figure, for the chart and the forecast."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from gongjin.core.figures import FigureError
from gongjin.tracking.kinds.protocol import Point
from gongjin.tracking.kinds.register.count import Counted, Entry, share
from gongjin.tracking.rules.progress import PERCENT_UNITS


def course(counted: Counted) -> list[Point]:
    """The figure after each day on which a fact changes it, none where its unit is of another sort than the one asked.
    Each entry is read only on the days of its own facts."""
    changes: dict[date, Decimal] = {}
    for entry in counted.entries:
        before = Decimal(0)
        for day in _days(entry):
            after = counted.amount(entry, day)[0]
            changes[day] = changes.get(day, Decimal(0)) + after - before
            before = after
    points, total = list[Point](), Decimal(0)
    for day in sorted({fact.day for fact in counted.holdings.facts if fact.item}):
        total += changes.get(day, Decimal(0))
        try:
            points.append(Point(day, _as_asked(counted, total, day)))
        except FigureError:
            return []
    return points


def _days(entry: Entry) -> list[date]:
    return sorted({fact.day for fact in entry.facts})


def _as_asked(counted: Counted, total: Decimal, day: date) -> Decimal:
    if counted.rule.of is None or counted.asked.unit not in PERCENT_UNITS:
        return counted.asked_unit(total)
    return share(total, counted.whole_amount(day))
