"""进度安排 by season: the course of a data set's past years, as the rule reads it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from django.utils.translation import gettext as _

from gongjin.audit.errors import Invalid
from gongjin.core.figures import FigureError
from gongjin.tracking.kinds import kind
from gongjin.tracking.models import DataSet
from gongjin.tracking.queries.holdings import holdings
from gongjin.tracking.rules.asked import Asked, Mode
from gongjin.tracking.rules.forecast import Pace
from gongjin.tracking.rules.holdings import Holdings
from gongjin.tracking.rules.schedules import BadSchedule, Schedule, seasonal
from gongjin.tracking.rules.seasons import MOST_YEARS, Course, months_of, within


@dataclass(frozen=True, slots=True)
class Season:
    """A schedule and the years that it was made from."""

    schedule: Schedule
    years: tuple[int, ...]


def seasonal_schedule(data_set: DataSet, rule: Mapping[str, object], asked: Asked) -> Season:
    """The mean course of the past years that are told month by month. Raises `Invalid` with what to do instead."""
    if asked.mode is Mode.LEVEL:
        raise Invalid(_("水平或比率期满看结果，不用进度安排。"), "schedule")
    if asked.starts.year != asked.due.year:
        raise Invalid(_("按往年各月进度安排，起算日和到期日应在同一年。"), "schedule")
    there = holdings(data_set, date(asked.starts.year - 1, 12, 31))
    stands = kind(there.kind).pace(rule, data_set.settings) is Pace.STANDS
    found = dict(_told(there, rule, asked, stands=stands))
    if not found:
        message = _("“%(set)s”没有逐月（或逐季）完整的往年数据，不能按往年安排；请选别的安排，或先补录往年数据。")
        raise Invalid(message % {"set": data_set}, "schedule")
    try:
        return Season(seasonal(asked.starts.year, list(found.values())), tuple(sorted(found)))
    except BadSchedule as error:
        raise Invalid(_("往年数据看不出各月进度，请选别的安排。"), "schedule") from error


def _told(
    there: Holdings, rule: Mapping[str, object], asked: Asked, *, stands: bool
) -> Iterator[tuple[int, list[Fraction]]]:
    for year in range(asked.starts.year - 1, asked.starts.year - 1 - MOST_YEARS, -1):
        course = _course(there, rule, replace(asked, starts=date(year, 1, 1), due=date(year, 12, 31)))
        before = [value for day, value in course if day.year < year]
        if asked.mode is Mode.CHANGE and not before and asked.base is None:
            continue
        carried = kind(there.kind).carries or asked.mode is Mode.CHANGE
        start = Fraction(before[-1] if before else asked.base or 0) if carried else Fraction(0)
        months = months_of(course, year, start, held=stands)
        if months is None:
            continue
        if asked.mode is Mode.CHANGE and sum(months) < 0:
            months = [-amount for amount in months]
        months = within(months, asked.starts.month, asked.due.month)
        if min(months) >= 0 and sum(months) > 0:
            yield year, months


def _course(there: Holdings, rule: Mapping[str, object], asked: Asked) -> Course:
    try:
        points = kind(there.kind).points(rule, asked, there, None)
    except FigureError:
        return ()
    return [(point.day, point.value) for point in points]
