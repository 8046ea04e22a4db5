"""The one way in for time. Moments are aware and in UTC; days are those of the office's wall calendar."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo

# China keeps one time without summer time since 1992, so that a fixed offset is exact and needs no zone database.
SHANGHAI: tzinfo = timezone(timedelta(hours=8), "Asia/Shanghai")

_held: ContextVar[datetime | None] = ContextVar("gongjin_clock", default=None)


def now() -> datetime:
    """This moment, aware and in UTC, to the microsecond."""
    held = _held.get()
    return datetime.now(UTC) if held is None else held


def today(zone: tzinfo = SHANGHAI) -> date:
    """The day on the wall in a zone: before eight in the morning UTC is still yesterday."""
    return now().astimezone(zone).date()


def beginning(day: date, zone: tzinfo = SHANGHAI) -> datetime:
    """The moment at which a day begins on the wall in a zone."""
    return datetime.combine(day, time(), zone).astimezone(UTC)


@contextmanager
def at(moment: datetime) -> Iterator[datetime]:
    """Hold the clock at an aware moment for this context (thread or task); for tests and for replaying.

    Raises `ValueError` for a moment without a zone, which could mean two different instants.
    """
    if moment.tzinfo is None:
        raise ValueError("the clock can only be held at a moment with a zone")
    held = moment.astimezone(UTC)
    token = _held.set(held)
    try:
        yield held
    finally:
        _held.reset(token)
