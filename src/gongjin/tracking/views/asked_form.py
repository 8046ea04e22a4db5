"""What is asked of a row as a form: read from the page into `Tracker.asked`, and shown from it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongjin.audit.errors import Invalid
from gongjin.core import figures
from gongjin.tracking.rules.asked import Asked, Mode, Wanted
from gongjin.tracking.rules.schedules import BadSchedule, Schedule, ScheduleKind, by_milestones, by_quarters, typed
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
    (ScheduleKind.MILESTONES.value, gettext_lazy("按节点（每行：日期 比重）")),
    (ScheduleKind.TYPED.value, gettext_lazy("逐期填写（每行：日期 累计值）")),
)
_FIGURES = ("value", "value2", "base", "tolerance")


def asked_from_form(given: Mapping[str, str], default: Asked) -> dict[str, object]:
    """What was settled over what the row says, in the form that a tracker keeps. Raises `Invalid` by field."""
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
    schedule = _schedule(given, str(settled.get("due") or default.due.isoformat()))
    if schedule.kind is not ScheduleKind.LINEAR:
        settled["schedule"] = schedule.as_json()
    return settled


def _schedule(given: Mapping[str, str], due: str) -> Schedule:
    kind = given.get("schedule", "") or ScheduleKind.LINEAR.value
    try:
        if kind == ScheduleKind.QUARTERS:
            weights = [_figure(given.get(f"quarter{n}", "") or "0", "schedule") for n in (1, 2, 3, 4)]
            return by_quarters(int(due[:4]), weights)
        if kind in {ScheduleKind.MILESTONES, ScheduleKind.TYPED}:
            points = _points(given.get("points", ""))
            return by_milestones(points) if kind == ScheduleKind.MILESTONES else typed(points)
    except BadSchedule as error:
        raise Invalid(_("进度安排有误：日期应依次增大，数值不减，合计大于零。"), "schedule") from error
    return Schedule()


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
    before = Fraction(0)
    lines = []
    for number, (day, share) in enumerate(points, 1):
        step = share - before
        before = share
        if asked.schedule.kind is ScheduleKind.QUARTERS:
            filled[f"quarter{number}"] = figures.canonical(figures.rounded(step * 100, 2))
        elif asked.schedule.kind is ScheduleKind.MILESTONES:
            lines.append(f"{day.isoformat()} {figures.canonical(figures.rounded(step * 100, 2))}")
        else:
            lines.append(f"{day.isoformat()} {figures.canonical(figures.rounded(share * whole, 5))}")
    filled["points"] = "\n".join(lines)
    return filled
