"""What may be written of an occasion. Each raises `Invalid` and says what to do."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Final

from django.utils.translation import gettext as _

from gongjin.audit.errors import Invalid
from gongjin.core import figures
from gongjin.core.figures import FigureError, canonical
from gongjin.core.periods import Period, PeriodError
from gongjin.tracking.kinds.duty.form import COUNT, Form

EARLIEST: Final = date(1949, 10, 1)
MOST_PEOPLE: Final = 10_000
WHOLE: Final = frozenset({"只", "个", "人", "处", "次", "户", "名", "头", "株", "项"})
"""Units of what comes in whole pieces."""
_TIME = re.compile(
    r"(?P<a>[01]?\d|2[0-3])[:：](?P<b>[0-5]\d)(?:\s*[-—–~至]\s*(?P<c>[01]?\d|2[0-3])[:：](?P<d>[0-5]\d))?"
)


def checked_day(day: date) -> Period:
    """The day as a period."""
    if day < EARLIEST:
        raise Invalid(_("日期 %(day)s 过早，请检查年份。") % {"day": day.isoformat()}, "on")
    try:
        return Period.of_day(day)
    except PeriodError as error:
        raise Invalid(_("日期 %(day)s 超出范围，请检查年份。") % {"day": day.isoformat()}, "on") from error


def checked_people(people: int) -> Decimal:
    """How many took part."""
    if not 1 <= people <= MOST_PEOPLE:
        raise Invalid(_("参加人数应在 1 至 10000 之间。"), "people")
    return Decimal(people)


def checked_time(text: str) -> str:
    """A time of the day or a stretch of it: 09:30 or 09:30—11:20."""
    if not text.strip():
        return ""
    found = _TIME.fullmatch(text.strip())
    if found is None:
        raise Invalid(_("时间“%(time)s”应写成 9:30 或 9:30-11:20。") % {"time": text.strip()[:20]}, "time")
    start = f"{int(found['a']):02}:{found['b']}"
    if found["c"] is None:
        return start
    end = f"{int(found['c']):02}:{found['d']}"
    if end <= start:
        raise Invalid(_("结束时间 %(end)s 应晚于开始时间 %(start)s。") % {"end": end, "start": start}, "time")
    return f"{start}—{end}"


def checked_counts(form: Form, raw: Mapping[str, str]) -> dict[str, str]:
    """What was counted, by `count.` and its key; empty cells are left out, a nought is kept."""
    found: dict[str, str] = {}
    for key, typed in raw.items():
        declared = form.count(key)
        if declared is None:
            raise Invalid(_("这项工作没有“%(key)s”这个计数项目。") % {"key": key[:30]}, key)
        if not typed.strip():
            continue
        try:
            value = figures.parse(typed, declared.unit)
        except FigureError as error:
            raise Invalid(_("“%(count)s”：%(why)s") % {"count": declared.label, "why": str(error)}, key) from error
        if value < 0:
            raise Invalid(_("“%(count)s”不能是负数。") % {"count": declared.label}, key)
        if declared.unit in WHOLE and value != value.to_integral_value():
            shown = {"count": declared.label, "unit": declared.unit}
            raise Invalid(_("“%(count)s”按%(unit)s计，应为整数。") % shown, key)
        found[f"{COUNT}{key}"] = canonical(value)
    return found
