"""An indicator's answer for a row, and its course."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction

from gongjin.core.figures import FigureError, grouped, rounded
from gongjin.core.periods import Period, PeriodError, PeriodKind
from gongjin.core.texts import gettext as _
from gongjin.tracking.kinds.indicator.reads import Case, Figure, named
from gongjin.tracking.kinds.indicator.rule import Json, Read, Sort
from gongjin.tracking.kinds.indicator.series import Entry, span_words
from gongjin.tracking.kinds.protocol import Point
from gongjin.tracking.rules.asked import Asked
from gongjin.tracking.rules.holdings import Holdings
from gongjin.tracking.rules.progress import Measured

PLACES = 5


def measured(rule: Json, asked: Asked, holdings: Holdings, on: date, beside: Holdings | None) -> Measured:
    """The figure of the last period of the time asked that had ended by a day. A value from before that time is no
    progress: it is named, and the figure stays unknown."""
    case = Case.of(rule, asked, holdings, beside)
    entry = next(case.days(asked.starts, min(on, asked.due)), None)
    if entry is None:
        return Measured(None, missing=_nothing(case))
    try:
        found = case.figure(entry)
    except FigureError as error:
        return Measured(None, missing=str(error), fact_day=entry.day)
    short = _short_of(found)
    if found.value is None or (found.lacking and asked.less_is_better):
        # Too small a sum would look good under a ceiling.
        missing = found.missing or short
        return Measured(None, missing=missing, fact_day=entry.day, facts=found.keys, known=found.known)
    return Measured(
        actual=rounded(found.value, PLACES),
        as_of=entry.day,
        fact_day=entry.day,
        final=not found.lacking and is_last(entry, asked.due, holdings.cycle),
        target=_rounded(found.target),
        base=_rounded(found.base),
        known=found.known,
        facts=found.keys,
        said=_said(case, found, short),
    )


def course(rule: Json, asked: Asked, holdings: Holdings, beside: Holdings | None) -> Iterator[Point]:
    """The figure at the end of each period for which it can be told, the oldest first, with years before the plan."""
    case = Case.of(rule, asked, holdings, beside)
    for entry in reversed(list(case.days(date.min, asked.due))):
        try:
            found = case.figure(entry)
        except FigureError:
            continue
        if found.value is not None:
            label = entry.period.label + (_("（%(short)s）") % {"short": _short_of(found)} if found.lacking else "")
            yield Point(entry.day, rounded(found.value, PLACES), label, found.provisional)


def is_last(entry: Entry, due: date, cycle: PeriodKind) -> bool:
    """Whether no further period of the cycle ends before the day asked."""
    if entry.day >= due:
        return True
    try:
        return Period.containing(entry.day, cycle).next.end > due
    except PeriodError:
        return False


def _short_of(found: Figure) -> str:
    return _("缺 %(what)s") % {"what": named(found.lacking)} if found.lacking else ""


def _said(case: Case, found: Figure, short: str) -> str:
    text = found.said
    own = case.holdings.unit_of_measure
    if not text and found.value is not None and (short or (not case.asked.unit and own)):
        unit = case.asked.unit or own
        text = grouped(rounded(found.value, PLACES)) + (unit if unit == "%" else f" {unit}")
    return _("%(text)s，%(short)s") % {"text": text, "short": short} if short else text


def _rounded(value: Fraction | None) -> Decimal | None:
    return None if value is None else rounded(value, PLACES)


def _nothing(case: Case) -> str:
    before = case.series.before(case.asked.starts)
    last = "" if before is None else grouped(before.value)
    if case.sort is Sort.RANK:
        if last:
            return _("尚未公布（上次为第 %(rank)s 位）") % {"rank": last}
        return _("尚未公布")
    if case.read is Read.DIFFERENCE and case.beside is None:
        return _("没有指定对比的数据集")
    if case.read is Read.DIFFERENCE and next(case.series.within(case.asked.starts, case.asked.due), None) is not None:
        return _("对比指标“%(name)s”还没有同期数据") % {"name": case.beside.name if case.beside else ""}
    span = span_words(case.asked.starts, case.asked.due)
    if last and before is not None:
        shown = {"span": span, "period": before.period.label, "value": last, "unit": case.holdings.unit_of_measure}
        return _("%(span)s还没有数据（%(period)s为 %(value)s%(unit)s）") % shown
    return _("%(span)s还没有数据") % {"span": span}
