"""Standings that pages need are worked out ahead by `gongjin standings`; what is not there yet is made in slices.

A page works out what it can while somebody waits for it; for more it raises `Preparing`, says so, and asks again.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from django.db.models import QuerySet

from gongjin.core import clock
from gongjin.ledger.models import Row
from gongjin.people.models import Jurisdiction
from gongjin.tracking.models import Standing, Tracker
from gongjin.tracking.queries.standings import standings

SLICE = 250
AT_ONCE = 750
"""How many rows one request works out: about a second's work."""


class Preparing(Exception):
    """The standings of a day are being worked out: `done` of `rows` are there."""

    def __init__(self, on: date, done: int, rows: int) -> None:
        super().__init__(f"{on}: {done} of {rows}")
        self.on, self.done, self.rows = on, done, rows


def make_ready(of: Jurisdiction, days: Iterable[date]) -> None:
    """See to it that each tracked row in force has its standing for the days; a query a day once they are there.

    Raises `Preparing` when more is lacking than one request works out; what it did is kept for the next.
    """
    left = AT_ONCE
    for day in sorted(set(days), reverse=True):
        lacking = _lacking(of, day)
        if not lacking:
            continue
        _work_out(lacking[:left], day)
        if len(lacking) > left:
            rows = Row.objects.filter(pk__in=tracked(of)).count()
            raise Preparing(day, rows - len(lacking) + left, rows)
        left -= len(lacking)


def prepare(of: Jurisdiction, days: Iterable[date]) -> int:
    """The same without an end, for the program that works ahead; how many standings were lacking."""
    lacking = 0
    for day in sorted(set(days), reverse=True):
        found = _lacking(of, day)
        _work_out(found, day)
        lacking += len(found)
    return lacking


def days_ahead() -> tuple[date, date]:
    """The days that the first pages of a day ask for: today, and the end of last month."""
    today = clock.today()
    return today, month_end_before(today)


def month_end_before(on: date) -> date:
    """The last day of the month before."""
    return on.replace(day=1) - timedelta(days=1)


def forget_past() -> int:
    """Drop what was worked out for days that no page opens with; who asks for one of them has it made anew."""
    return Standing.objects.exclude(on__in=days_ahead()).delete()[0]


def tracked(of: Jurisdiction) -> QuerySet[Tracker, Any]:
    """Rows in force with a tracker or the decision for none, as a subquery."""
    found = Tracker.objects.filter(row__plan__jurisdiction=of, row__state="current", replaced_at=None)
    return found.order_by().values("row")


def _lacking(of: Jurisdiction, day: date) -> list[int]:
    there = Standing.objects.filter(on=day, row__plan__jurisdiction=of).values("row")
    return list(
        Row.objects.filter(pk__in=tracked(of)).exclude(pk__in=there).order_by("pk").values_list("pk", flat=True)
    )


def _work_out(keys: Sequence[int], day: date) -> None:
    for start in range(0, len(keys), SLICE):
        rows = Row.objects.filter(pk__in=keys[start : start + SLICE])
        standings(rows.select_related("plan__jurisdiction"), day)
