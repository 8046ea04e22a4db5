"""What is asked of a row as a form: read from the page into `Tracker.asked`, and shown from it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongjin.audit.errors import Invalid
from gongjin.core import figures
from gongjin.tracking.rules.asked import Asked, Mode, Wanted, asked_from
from gongjin.tracking.rules.schedules import (
    LINEAR,
    BadSchedule,
    Schedule,
    ScheduleKind,
    by_milestones,
    by_quarters,
    typed,
)
from gongjin.tracking.views.shown import read_day

MODES: tuple[tuple[str, str | Promise], ...] = (
    (Mode.ACCUMULATE.value, gettext_lazy("从零累计到目标")),
    (Mode.CHANGE.value, gettext_lazy("从基数变到目标")),
    (Mode.LEVEL.value, gettext_lazy("水平或比率，期满看结果")),
)
WANTED: tuple[tuple[str, str | Promise], ...] = (
    (Wanted.GE.value, gettext_lazy("达到（以上）")),
    (Wanted.GT.value, gettext_lazy("超过")),
    (Wanted.LE.value, gettext_lazy("不超过（以内）")),
    (Wanted.LT.value, gettext_lazy("低于")),
    (Wanted.EQ.value, gettext_lazy("等于（至少这么多）")),
    (Wanted.ABOUT.value, gettext_lazy("左右")),
    (Wanted.RANGE.value, gettext_lazy("区间")),
    (Wanted.RISE.value, gettext_lazy("高于基数")),
    (Wanted.FALL.value, gettext_lazy("低于基数")),
    (Wanted.KEEP.value, gettext_lazy("不低于基数")),
)
SCHEDULES: tuple[tuple[str, str | Promise], ...] = (
    (ScheduleKind.LINEAR.value, gettext_lazy("按天均匀")),
    (ScheduleKind.QUARTERS.value, gettext_lazy("按四个季度的比重")),
    (ScheduleKind.MILESTONES.value, gettext_lazy("按节点：到一个日期应多完成多少比重")),
    (ScheduleKind.TYPED.value, gettext_lazy("逐期填写：到一个日期应累计完成多少")),
    (ScheduleKind.SEASONAL.value, gettext_lazy("按往年各月的平均进度")),
)
_FIGURES = ("value", "value2", "base", "tolerance")


def asked_from_form(given: Mapping[str, str], default: Asked, season: Callable[[Asked], Schedule]) -> dict[str, object]:
    """What was settled over what the row says, in the form that a tracker keeps. Raises `Invalid` by field.

    `season` makes the schedule of past years, where that is chosen.
    """
    settled = _settled(given, default)
    asked = asked_from(settled, fallback=replace(default, schedule=LINEAR))
    if asked.due < asked.starts:
        raise Invalid(_("到期日不能早于开始日。"), "due")
    schedule = _schedule(given, asked, season)
    if schedule.kind is not ScheduleKind.LINEAR:
        settled["schedule"] = schedule.as_json()
    return settled


def _settled(given: Mapping[str, str], default: Asked) -> dict[str, object]:
    settled: dict[str, object] = {}
    own = {"wanted": default.wanted.value, "mode": default.mode.value, "unit": default.unit}
    known = {"wanted": {item.value for item in Wanted}, "mode": {item.value for item in Mode}}
    for name, said in own.items():
        text = given.get(name, "").strip()[:30]
        if name in known and text and text not in known[name]:
            raise Invalid(_("请从列表中选择。"), name)
        if text and text != said:
            settled[name] = text
    for name in _FIGURES:
        text = given.get(name, "").strip()
        if text:
            value = _figure(text, name)
            if value != getattr(default, name):
                settled[name] = figures.canonical(value)
    for name in ("starts", "due"):
        text = given.get(name, "").strip()
        if not text:
            continue
        day = read_day(text)
        if day is None:
            raise Invalid(_("日期应写成 2024-06-30 的样子。"), name)
        if day != getattr(default, name):
            settled[name] = day.isoformat()
    return settled


def _schedule(given: Mapping[str, str], asked: Asked, season: Callable[[Asked], Schedule]) -> Schedule:
    kind = given.get("schedule", "") or ScheduleKind.LINEAR.value
    try:
        match kind:
            case ScheduleKind.LINEAR:
                return LINEAR
            case ScheduleKind.QUARTERS:
                weights = [_figure(given.get(f"quarter{n}", "") or "0", "schedule") for n in (1, 2, 3, 4)]
                if asked.starts.year != asked.due.year:
                    raise Invalid(_("按季度比重安排，起算日和到期日应在同一年；跨年的请逐期填写。"), "schedule")
                return by_quarters(asked.due.year, weights)
            case ScheduleKind.MILESTONES:
                return by_milestones(_points(given.get("points", "")))
            case ScheduleKind.TYPED:
                return typed(_points(given.get("points", "")))
            case ScheduleKind.SEASONAL:
                return season(asked)
    except BadSchedule as error:
        raise Invalid(_("进度安排有误：日期应依次增大，数值不减，合计大于零。"), "schedule") from error
    raise Invalid(_("请从列表中选择。"), "schedule")


def _points(text: str) -> list[tuple[date, Decimal]]:
    found = []
    for line in text[:5000].splitlines():
        parts = line.replace("\t", " ").replace("，", " ").replace(",", " ").split()
        if not parts:
            continue
        day = read_day(parts[0].replace("/", "-")) if len(parts) == 2 else None
        if day is None:
            message = _("进度安排的这一行看不懂：%(line)s。每行写日期和数值，例如 2024-06-30 40。")
            raise Invalid(message % {"line": line[:40]}, "schedule")
        found.append((day, _figure(parts[1], "schedule")))
    return found


def _figure(text: str, name: str) -> Decimal:
    try:
        return figures.parse(text)
    except ValueError as error:
        raise Invalid(_("“%(text)s”不是数值。") % {"text": text[:30]}, name) from error


def shown(asked: Asked) -> dict[str, str]:
    """The fields of the form as what is asked fills them."""
    points = asked.schedule.points
    whole = Fraction(asked.value or 100)
    kept = {name: getattr(asked, name) for name in _FIGURES}
    filled = {name: "" if value is None else figures.canonical(value) for name, value in kept.items()}
    filled |= {"wanted": asked.wanted.value, "mode": asked.mode.value, "unit": asked.unit}
    filled |= {"starts": asked.starts.isoformat(), "due": asked.due.isoformat(), "schedule": asked.schedule.kind.value}
    filled |= {f"quarter{number}": "" for number in range(1, 5)}
    before = Fraction(0)
    lines = []
    for number, (day, share) in enumerate(points, 1):
        step = share - before
        before = share
        if asked.schedule.kind is ScheduleKind.QUARTERS:
            filled[f"quarter{number}"] = figures.canonical(figures.rounded(step * 100, 2))
        elif asked.schedule.kind is ScheduleKind.MILESTONES:
            lines.append(f"{day.isoformat()} {figures.canonical(figures.rounded(step * 100, 2))}")
        elif asked.schedule.kind is ScheduleKind.TYPED:
            lines.append(f"{day.isoformat()} {figures.canonical(figures.rounded(share * whole, 5))}")
    filled["points"] = "\n".join(lines)
    return filled
