"""From what was measured and what is asked to a progress with its light and the sentence that says why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from gongjin.core.figures import grouped, rounded
from gongjin.core.periods import Period, PeriodError, PeriodKind
from gongjin.core.texts import gettext as _
from gongjin.tracking.rules.asked import DIRECTIONS, Asked, Mode, Wanted, meets
from gongjin.tracking.rules.light import Light, LightRule

PERCENT_UNITS = frozenset({"%", "％"})
POINT_UNITS = PERCENT_UNITS | {"个百分点", "百分点"}


@dataclass(frozen=True, slots=True)
class Measured:
    """What a kind of data set answers.

    `actual` None means that nothing is known, and `missing` says why. `as_of` is the day up to which the figure speaks:
    a count of entries speaks of the day asked, a series of its last period. `final` says that the figure is that of the
    whole time asked. `share_due` overrides the tracker's schedule where the kind has its own (milestones, cadence).
    `target` and `base` are those that the data state. `said` is the figure in words where a number alone says too
    little (劣Ⅴ类; 已认定 2 家，公示中 1 家). `fact_day` is the day of the last fact, by which freshness is told.
    """

    actual: Decimal | None
    as_of: date | None = None
    fact_day: date | None = None
    final: bool = False
    target: Decimal | None = None
    base: Decimal | None = None
    share_due: Fraction | None = None
    known: tuple[int, int] | None = None
    facts: tuple[str, ...] = ()
    said: str = ""
    missing: str = ""
    late: str = ""
    """Something that makes it red whatever the figure: a milestone long overdue, a cap exceeded."""


@dataclass(frozen=True, slots=True)
class Progress:
    """The answer for one row on one day as known at one moment.

    `ratio` and `expected_ratio` are shares of the way (1 is all of it), exact; `behind` the percentage points between
    them. `reason` is one Chinese sentence. `facts` are the keys of the facts that the figure was counted from.
    """

    light: Light
    reason: str
    actual: Decimal | None = None
    target: Decimal | None = None
    expected: Decimal | None = None
    ratio: Fraction | None = None
    expected_ratio: Fraction | None = None
    behind: Decimal | None = None
    unit: str = ""
    as_of: date | None = None
    due: date | None = None
    stale: bool = False
    near: bool = False
    said: str = ""
    known: tuple[int, int] | None = None
    facts: tuple[str, ...] = ()


def judge(
    asked: Asked, measured: Measured, on: date, rule: LightRule, cycle: PeriodKind, lag_days: int = 0
) -> Progress:
    """The progress of a row. `cycle` is how often its data come, `lag_days` how long after a period they may."""
    asked = asked.with_value(measured.target, measured.base)
    near = on <= asked.due and (asked.due - on).days <= rule.near_days
    actual = measured.actual
    if actual is None:
        light = Light.GREY
        return Progress(
            light, measured.missing or _("还没有数据"), target=asked.value, unit=asked.unit, due=asked.due, near=near,
            said=measured.said, known=measured.known, facts=measured.facts,
        )  # fmt: skip
    attained = meets(actual, asked)
    ratio = way_of(actual, asked)
    share = _share_due(asked, measured, on)
    over = on > asked.due
    stale = is_stale(measured.fact_day or measured.as_of, on, cycle, rule.fresh_cycles, lag_days)
    behind = None if ratio is None else rounded((share - ratio) * 100, 5)
    light, reason = _light(asked, measured, attained, over, behind, rule)
    if stale and light in {Light.GREEN, Light.YELLOW, Light.RED} and not over:
        last = measured.fact_day or measured.as_of
        note = _("数据停在 %(day)s，已超过一个周期") % {"day": _day(last)}
        if light is Light.GREEN:
            light, reason = Light.GREY, note
        else:
            reason = _("%(reason)s；%(note)s") % {"reason": reason, "note": note}
    return Progress(
        light=light,
        reason=reason,
        actual=actual,
        target=asked.value,
        expected=_expected(asked, share),
        ratio=ratio,
        expected_ratio=share,
        behind=behind,
        unit=asked.unit,
        as_of=measured.as_of,
        due=asked.due,
        stale=stale,
        near=near and light is not Light.BLUE,
        said=measured.said,
        known=measured.known,
        facts=measured.facts,
    )


def way_of(actual: Decimal, asked: Asked) -> Fraction | None:
    """The share of the way that is done; None where no share can be told (no target, no base).

    A target of zero is reached or not; a change whose base is its target was reached before it began.
    """
    if asked.wanted in DIRECTIONS:
        if asked.base is None:
            return None
        return Fraction(1) if meets(actual, asked) else Fraction(0)
    target = asked.value
    if target is None:
        return None
    if asked.mode is Mode.CHANGE:
        if asked.base is None:
            return None
        if target == asked.base:
            return Fraction(1) if meets(actual, asked) else Fraction(0)
        return Fraction(actual - asked.base) / Fraction(target - asked.base)
    if asked.less_is_better:
        # How far above a ceiling, as a share of the ceiling: at or below it the way is done.
        if actual <= target:
            return Fraction(1)
        return Fraction(0) if target <= 0 else max(Fraction(0), 2 - Fraction(actual) / Fraction(target))
    if target <= 0:
        return Fraction(1) if meets(actual, asked) else Fraction(0)
    return Fraction(actual) / Fraction(target)


def _share_due(asked: Asked, measured: Measured, on: date) -> Fraction:
    if measured.share_due is not None:
        return measured.share_due
    if asked.mode is Mode.LEVEL or (asked.less_is_better and asked.mode is Mode.ACCUMULATE):
        return Fraction(1)
    until = on if measured.as_of is None or on > asked.due else min(on, measured.as_of)
    return asked.schedule.share(until, asked.starts, asked.due)


def _expected(asked: Asked, share: Fraction) -> Decimal | None:
    if asked.value is None:
        return None
    if asked.mode is Mode.LEVEL or (asked.less_is_better and asked.mode is Mode.ACCUMULATE):
        return asked.value
    if asked.mode is Mode.CHANGE:
        if asked.base is None:
            return None
        return rounded(Fraction(asked.base) + share * Fraction(asked.value - asked.base), 5)
    return rounded(share * Fraction(asked.value), 5)


def _light(
    asked: Asked, measured: Measured, attained: bool, over: bool, behind: Decimal | None, rule: LightRule
) -> tuple[Light, str]:
    shown = {
        "actual": measured.said or _amount(measured.actual, asked.unit),
        "target": _target_words(asked),
        "due": _day(asked.due),
    }
    if measured.late:
        return Light.RED, measured.late
    if asked.less_is_better and asked.mode is Mode.ACCUMULATE and not attained:
        return Light.RED, _("已有 %(actual)s，超过上限（%(target)s）") % shown
    counts = asked.mode is Mode.CHANGE or (asked.mode is Mode.ACCUMULATE and not asked.less_is_better)
    if attained and (counts or measured.final):
        return Light.BLUE, _("实际 %(actual)s，达到目标（%(target)s）") % shown
    if attained and not over:
        return Light.GREEN, _("目前 %(actual)s，符合要求（%(target)s），期满后定") % shown
    if asked.wanted in DIRECTIONS and asked.base is None:
        return Light.GREY, _("实际 %(actual)s，没有可比的基数，无法判断升降") % shown
    if over and not attained and (measured.final or counts or measured.as_of is None or measured.as_of >= asked.due):
        return Light.RED, _("已于 %(due)s 到期，实际 %(actual)s，未达到目标（%(target)s）") % shown
    if over:
        return Light.GREY, _("已于 %(due)s 到期，期末数据尚未公布，最近为 %(actual)s") % shown
    if behind is None:
        return Light.GREY, _("实际 %(actual)s，缺少基数或目标值，无法计算进度") % shown
    light = rule.colour(behind)
    if not counts:
        shown["gap"] = _apart(behind, measured.actual, asked)
        if asked.wanted in DIRECTIONS:
            shown["base"] = _amount(asked.base, asked.unit)
            return Light.YELLOW, _("目前 %(actual)s，与基数 %(base)s 相比未达到要求") % shown
        if asked.value is not None and asked.value <= 0 and not asked.less_is_better:
            # Of a difference that may not fall below -1 no share can be told: it is missed, and how far is said.
            return Light.YELLOW, _("目前 %(actual)s，未达到要求（%(target)s）") % shown
        return light, _("目前 %(actual)s，与目标（%(target)s）相差 %(gap)s") % shown
    return light, _sentence(behind, measured, asked)


def _apart(behind: Decimal, actual: Decimal | None, asked: Asked) -> str:
    """How far a figure lies from what is asked: of what is a percentage itself in points, for a share of a share would
    be read as points; of a range from its nearer end."""
    if asked.unit not in POINT_UNITS or asked.value is None or actual is None:
        return _points(behind) + "%"
    ends = [asked.value, asked.value2] if asked.wanted is Wanted.RANGE else [asked.value]
    return _("%(points)s 个百分点") % {"points": _points(min(abs(actual - end) for end in ends if end is not None))}


def _sentence(behind: Decimal, measured: Measured, asked: Asked) -> str:
    """应完成 62.5%，实际 41%，落后 21.5 个百分点."""
    ratio = way_of(measured.actual or Decimal(0), asked) or Fraction(0)
    done = rounded(ratio * 100, 1)
    due = rounded(ratio * 100 + Fraction(behind), 1)
    gap = due - done
    shown = {"due": _plain(due), "done": _plain(done), "gap": _plain(abs(gap))}
    if gap > 0:
        text = _("应完成 %(due)s%%，实际 %(done)s%%，落后 %(gap)s 个百分点") % shown
    elif gap < 0:
        text = _("应完成 %(due)s%%，实际 %(done)s%%，超前 %(gap)s 个百分点") % shown
    else:
        text = _("应完成 %(due)s%%，实际 %(done)s%%，与序时进度持平") % shown
    return _("%(text)s（%(said)s）") % {"text": text, "said": measured.said} if measured.said else text


def is_stale(last: date | None, on: date, cycle: PeriodKind, cycles: int, lag_days: int) -> bool:
    """Whether more than `cycles` whole cycles have gone by since the one that the last fact speaks of.

    `lag_days` is how long after a period's end its data may take.
    """
    if last is None:
        return True
    try:
        period = Period.containing(last, cycle).shifted(cycles)
    except PeriodError:
        return False
    return on > period.end + timedelta(days=lag_days)


def _target_words(asked: Asked) -> str:
    amount = _amount(asked.value, asked.unit)
    match asked.wanted:
        case Wanted.GE:
            return _("%(amount)s以上") % {"amount": amount}
        case Wanted.GT:
            return _("超过 %(amount)s") % {"amount": amount}
        case Wanted.LE:
            return _("%(amount)s以内") % {"amount": amount}
        case Wanted.LT:
            return _("低于 %(amount)s") % {"amount": amount}
        case Wanted.ABOUT:
            return _("%(amount)s左右") % {"amount": amount}
        case Wanted.RANGE:
            return _("%(low)s—%(high)s") % {"low": _amount(asked.value, ""), "high": _amount(asked.value2, asked.unit)}
        case Wanted.RISE:
            return _("高于基数 %(amount)s") % {"amount": _amount(asked.base, asked.unit)}
        case Wanted.FALL:
            return _("低于基数 %(amount)s") % {"amount": _amount(asked.base, asked.unit)}
        case Wanted.KEEP:
            return _("不低于基数 %(amount)s") % {"amount": _amount(asked.base, asked.unit)}
        case _:
            return amount


def _amount(value: Decimal | None, unit: str) -> str:
    if value is None:
        return _("未定")
    shown = grouped(value)
    return f"{shown}{unit}" if unit in PERCENT_UNITS or not unit else f"{shown} {unit}"


def _points(value: Decimal) -> str:
    shown = abs(rounded(value, 1))
    return _plain(shown if shown else abs(value))


def _plain(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _day(day: date | None) -> str:
    return "" if day is None else _("%(y)d年%(m)d月%(d)d日") % {"y": day.year, "m": day.month, "d": day.day}
