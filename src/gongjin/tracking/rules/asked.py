"""What a row asks for, in the form that progress is judged by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum

from gongjin.tracking.rules.schedules import LINEAR, Schedule


class Mode(StrEnum):
    """How a figure behaves over time, which decides whether a schedule applies and when it is attained.

    ACCUMULATE grows from nothing towards the target (counts, sums): R = A/T, attained once reached.
    CHANGE moves from a base towards the target: R = (A-B)/(T-B), attained once reached.
    LEVEL is a state or a rate (growth, share, mean, class, rank): no schedule; attained when the whole time is over.
    """

    ACCUMULATE = "accumulate"
    CHANGE = "change"
    LEVEL = "level"


class Wanted(StrEnum):
    """The comparators. 以上, 以下 and 以内 include the figure, 超过 and 不满 do not (Civil Code art. 1259).

    RISE, FALL and KEEP are those of a commitment without a figure: better than, below, or not worse than its base.
    """

    EQ = "eq"
    GE = "ge"
    GT = "gt"
    LE = "le"
    LT = "lt"
    ABOUT = "about"
    RANGE = "range"
    RISE = "rise"
    FALL = "fall"
    KEEP = "keep"


LESS_IS_BETTER = frozenset({Wanted.LE, Wanted.LT, Wanted.FALL})
DIRECTIONS = frozenset({Wanted.RISE, Wanted.FALL, Wanted.KEEP})
"""What is asked without a figure, against a base."""
ABOUT_PERCENT = Decimal(5)
"""What 左右 allows where nobody stated a tolerance: five percent of the figure either way."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked: comparator and value in `unit`, between `starts` and `due`, along `schedule`.

    `tolerance` is in percent of the value for ABOUT and in units for a difference; `base` is what CHANGE and the
    directions count from. `lower_rank_is_better` is said by less-is-better comparators, as for any other figure.
    """

    wanted: Wanted
    value: Decimal | None
    unit: str
    starts: date
    due: date
    mode: Mode = Mode.ACCUMULATE
    value2: Decimal | None = None
    base: Decimal | None = None
    tolerance: Decimal | None = None
    schedule: Schedule = LINEAR

    @property
    def less_is_better(self) -> bool:
        """Whether a smaller figure is the better one."""
        return self.wanted in LESS_IS_BETTER

    def with_value(self, value: Decimal | None, base: Decimal | None = None) -> Asked:
        """The same with a target (and base) that the data state: the number of all schools, a national target."""
        return replace(
            self,
            value=self.value if value is None else value,
            base=self.base if base is None else base,
        )


def asked_from(raw: Mapping[str, object], *, fallback: Asked) -> Asked:
    """What is asked after the office's settings, over what the row says. Figures are texts; see `asked_as_json`."""

    def figure(name: str, own: Decimal | None) -> Decimal | None:
        value = raw.get(name)
        return own if value in (None, "") else Decimal(str(value))

    def day(name: str, own: date) -> date:
        value = raw.get(name)
        return own if value in (None, "") else date.fromisoformat(str(value))

    schedule = raw.get("schedule")
    return Asked(
        wanted=Wanted(str(raw.get("wanted") or fallback.wanted)),
        value=figure("value", fallback.value),
        unit=str(raw.get("unit") or fallback.unit),
        starts=day("starts", fallback.starts),
        due=day("due", fallback.due),
        mode=Mode(str(raw.get("mode") or fallback.mode)),
        value2=figure("value2", fallback.value2),
        base=figure("base", fallback.base),
        tolerance=figure("tolerance", fallback.tolerance),
        schedule=Schedule.from_json(schedule) if isinstance(schedule, Mapping) else fallback.schedule,
    )


def meets(value: Decimal, asked: Asked) -> bool:
    """Whether a figure is what is asked, at the border as the law reads the words. Without a target, never."""
    match asked.wanted:
        case Wanted.RISE:
            return asked.base is not None and value > asked.base
        case Wanted.FALL:
            return asked.base is not None and value < asked.base
        case Wanted.KEEP:
            return asked.base is not None and value >= asked.base
    target = asked.value
    if target is None:
        return False
    match asked.wanted:
        case Wanted.GE | Wanted.EQ:
            # A bare figure is a promise of at least that much: 8 schools for 7 promised is no failure.
            return value >= target
        case Wanted.GT:
            return value > target
        case Wanted.LE:
            return value <= target
        case Wanted.LT:
            return value < target
        case Wanted.ABOUT:
            share = ABOUT_PERCENT if asked.tolerance is None else asked.tolerance
            return value >= target - abs(target) * share / 100
        case _:
            return value >= target and (asked.value2 is None or value <= asked.value2 or asked.mode != Mode.LEVEL)
