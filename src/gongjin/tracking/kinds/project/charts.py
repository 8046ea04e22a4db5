"""The pictures of a project as coordinates: Gantt, S-curve and bars of money. Templates draw them as SVG."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Final

from gongjin.core.figures import rounded
from gongjin.tracking.kinds.project.milestones import Milestone, share
from gongjin.tracking.kinds.project.money import MoneyLine

WIDTH: Final = 960
LABELS: Final = 200
LINE: Final = 30
TOP: Final = 26
CURVE: Final = 240
_MOST_TICKS: Final = 14


@dataclass(frozen=True, slots=True)
class Tick:
    """The first day of a month on the axis."""

    x: int
    label: str


@dataclass(frozen=True, slots=True)
class GanttLine:
    """One milestone: its marks' places from the left, and from where to where its line runs."""

    milestone: Milestone
    y: int
    first: int | None
    planned: int | None
    forecast: int | None
    done: int | None
    start: int
    end: int
    late: bool


@dataclass(frozen=True, slots=True)
class Gantt:
    """Planned, forecast and actual days of milestones, with the line of the day asked."""

    lines: tuple[GanttLine, ...]
    ticks: tuple[Tick, ...]
    today: int
    height: int


@dataclass(frozen=True, slots=True)
class Curve:
    """Planned and done shares as the points of two stepped lines, and the table that says the same."""

    planned: str
    done: str
    ticks: tuple[Tick, ...]
    today: int
    rows: tuple[tuple[date, Decimal, Decimal | None], ...]


@dataclass(frozen=True, slots=True)
class MoneyBar:
    """A source's bars, as long as its money is to the largest amount."""

    line: MoneyLine
    y: int
    budget: int
    in_place: int
    paid: int


def _axis(days: Sequence[date], left: int) -> tuple[Callable[[date], int], tuple[Tick, ...]]:
    """Where a day stands, and the months' ticks."""
    start, end = min(days).replace(day=1), max(days) + timedelta(days=7)
    span = max((end - start).days, 30)

    def place(day: date) -> int:
        return left + (day - start).days * (WIDTH - left - 10) // span

    months: list[date] = [start]
    while (following := _next_month(months[-1])) <= end:
        months.append(following)
    step = -(-len(months) // _MOST_TICKS)
    ticks = [Tick(place(day), f"{day:%Y-%m}" if day.month == 1 or day == start else f"{day:%m}") for day in months]
    return place, tuple(ticks[::step])


def _next_month(day: date) -> date:
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)


def gantt(found: Sequence[Milestone], on: date) -> Gantt | None:
    """None where no milestone has a day."""
    days = [day for item in found for day in (item.first, item.planned, item.forecast, item.done) if day is not None]
    if not days:
        return None
    place, ticks = _axis([*days, on], LABELS)
    lines: list[GanttLine] = []
    for number, item in enumerate(found):
        first, planned, forecast, done = (
            place(day) if day else None for day in (item.first, item.planned, item.forecast, item.done)
        )
        marks = (first, planned, forecast, done)
        known = [mark for mark in marks if mark is not None] or [LABELS]
        late = item.overdue(on) > 0 or (item.slip(on) or 0) > 0
        start, end = min(known), max(known)
        lines.append(GanttLine(item, TOP + number * LINE, first, planned, forecast, done, start, end, late))
    return Gantt(tuple(lines), ticks, place(on), TOP + len(lines) * LINE + 8)


def curve(found: Sequence[Milestone], on: date) -> Curve | None:
    """None where nothing is planned by day."""
    planned = sorted({item.planned for item in found if item.planned is not None})
    done = sorted({item.done for item in found if item.counts and item.done is not None and item.done <= on})
    if not planned:
        return None
    days = sorted({*planned, *done, on})
    place, ticks = _axis(days, 40)
    rows = tuple((day, _planned(found, day), _done(found, day) if day <= on else None) for day in days)
    return Curve(
        _steps([(place(day), due) for day, due, _have in rows]),
        _steps([(place(day), have) for day, _due, have in rows if have is not None]),
        ticks,
        place(on),
        rows,
    )


def _planned(found: Sequence[Milestone], day: date) -> Decimal:
    return _percent(share(found, (item for item in found if item.planned is not None and item.planned <= day)))


def _done(found: Sequence[Milestone], day: date) -> Decimal:
    return _percent(share(found, (i for i in found if i.counts and i.done is not None and i.done <= day)))


def _percent(part: Fraction) -> Decimal:
    return rounded(part * 100, 1)


def _steps(points: Sequence[tuple[int, Decimal]]) -> str:
    """`x,y x,y …`: level until the next day, then up."""
    drawn: list[str] = []
    before = _height(Decimal(0))
    for x, value in points:
        drawn += [f"{x},{before}", f"{x},{_height(value)}"]
        before = _height(value)
    return " ".join(drawn)


def _height(percent: Decimal) -> int:
    return CURVE - 24 - int(percent * (CURVE - 44) / 100)


def bars(lines: Sequence[MoneyLine]) -> tuple[MoneyBar, ...]:
    """The bars of each source; no bar is longer than the picture."""
    largest = max(
        (value or Decimal(0) for item in lines for value in (item.budget, item.in_place, item.paid)), default=0
    )
    room = WIDTH - LABELS - 160

    def length(value: Decimal | None) -> int:
        return int((value or Decimal(0)) * room / largest) if largest else 0

    return tuple(
        MoneyBar(item, TOP + number * 64, length(item.budget), length(item.in_place), length(item.paid))
        for number, item in enumerate(lines)
    )
