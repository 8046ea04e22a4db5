"""What a schedule expects by which day, for a table and a small picture beside the form that settles it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from gongjin.core.figures import rounded
from gongjin.tracking.rules.asked import Asked, Mode
from gongjin.tracking.rules.seasons import month_end

MONTHLY = 18
"""Up to so many months each has its line; a longer time is told by quarters, a very long one by years."""
WIDTH, HEIGHT = 3200, 960


@dataclass(frozen=True, slots=True)
class Step:
    """By the end of `day` so much of the way, and so much of the figure where one is asked."""

    day: date
    percent: Decimal
    value: Decimal | None


def has_schedule(asked: Asked) -> bool:
    """Whether anything is due before the end: not for a level, nor for a ceiling."""
    return asked.mode is not Mode.LEVEL and not (asked.less_is_better and asked.mode is Mode.ACCUMULATE)


def expected_steps(asked: Asked) -> tuple[Step, ...]:
    """What is expected at the ends of months, quarters or years and on the due day; nothing where there is no
    schedule."""
    if not has_schedule(asked) or asked.due < asked.starts:
        return ()
    return tuple(_step(asked, day) for day in _days(asked))


def _days(asked: Asked) -> Iterator[date]:
    months = (asked.due.year - asked.starts.year) * 12 + asked.due.month - asked.starts.month + 1
    every = 1 if months <= MONTHLY else 3 if months <= 3 * MONTHLY else 12
    for number in range(asked.starts.year * 12 + asked.starts.month - 1, asked.due.year * 12 + asked.due.month):
        year, month = divmod(number, 12)
        day = month_end(year, month + 1)
        if (month + 1) % every == 0 and day < asked.due:
            yield day
    yield asked.due


def _step(asked: Asked, day: date) -> Step:
    share = asked.schedule.share(day, asked.starts, asked.due)
    value = None
    if asked.value is not None and (asked.mode is not Mode.CHANGE or asked.base is not None):
        base = Fraction(asked.base or 0) if asked.mode is Mode.CHANGE else Fraction(0)
        value = rounded(base + share * (Fraction(asked.value) - base), 2)
    return Step(day, rounded(share * 100, 1), value)


def drawn(asked: Asked) -> str:
    """The line of shares as a path of `WIDTH` by `HEIGHT`; empty where there is no schedule."""
    if not has_schedule(asked) or asked.due <= asked.starts:
        return ""
    days = (asked.due - asked.starts).days
    places = [(x, asked.starts + timedelta(days=round(days * x / WIDTH))) for x in range(0, WIDTH + 1, 20)]
    shares = [(x, asked.schedule.share(day, asked.starts, asked.due)) for x, day in places]
    return "M" + "L".join(f"{x} {round(HEIGHT * (1 - share))}" for x, share in shares)
