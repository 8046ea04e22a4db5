"""How the pages of delivery put things into words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from gongjin.core import clock
from gongjin.core.figures import grouped
from gongjin.core.workdays import CalendarNotPublished, workdays_between
from gongjin.delivery.models import Assignment
from gongjin.delivery.queries.assignments import Filters
from gongjin.delivery.queries.doubles import Double
from gongjin.delivery.states import ASSIGNMENT, OPEN
from gongjin.ledger.models import Cadence

register = template.Library()

WEEKDAYS = "一二三四五六日"


@register.filter
def reports_text(cadence: str, day: int) -> str:
    """A cadence with its day: 每月25日前."""
    label = str(Cadence(cadence).label) if cadence in Cadence.values else cadence
    if cadence == Cadence.BY_EVENT or not day:
        return label
    if cadence == Cadence.WEEKLY:
        return _("%(cadence)s%(day)s前") % {"cadence": label, "day": WEEKDAYS[day - 1]}
    if cadence == Cadence.MONTHLY:
        return _("%(cadence)s%(day)d日前") % {"cadence": label, "day": day}
    return _("%(cadence)s末月%(day)d日前") % {"cadence": label, "day": day}


@register.filter
def double_text(double: Double) -> str:
    """Why something looks asked already, in one sentence."""
    said = {"what": double.what, "title": double.title[:40], "code": double.code or _("本批")}
    match double.kind:
        case "row":
            return _("这一条已下达给该单位（%(code)s），尚未办结。") % said
        case "data":
            return _("数据集“%(what)s”已由“%(title)s”（%(code)s）向该单位要求。") % said
        case "metric":
            return _("指标“%(what)s”已由“%(title)s”（%(code)s）向该单位要求。") % said
        case _other:
            return _("与“%(title)s”（%(code)s）内容相近。") % said


@register.filter
def field(filters: Filters, name: str) -> str:
    """What a list is narrowed to by one of its filters."""
    return str(getattr(filters, name, ""))


@register.filter
def words(text: str) -> list[str]:
    """The words of a text."""
    return text.split()


@register.filter
def value_of(among: Mapping[str, str], key: str) -> str:
    """What stands under a key, or nothing."""
    return among.get(key, "")


@register.simple_tag
def assignment_state(item: Assignment) -> SafeString:
    """Its state as a mark; one that was not signed for in time says so."""
    late = item.sign_late
    label = _("逾期未签收") if late else str(ASSIGNMENT.states[item.state])
    return format_html('<span class="dl-state dl-{}{}">{}</span>', item.state, " is-late" if late else "", label)


@register.filter
def due_left(item: Assignment) -> str:
    """How much time is left, in working days; empty for what asks nothing any more."""
    if item.state not in OPEN:
        return ""
    return days_left(item.due)


@register.filter
def days_left(day: date) -> str:
    """How far a day is, in working days where they are known."""
    today = clock.today()
    if day < today:
        return _("已过 %(n)d 天") % {"n": (today - day).days}
    if day == today:
        return _("今天")
    try:
        return _("还有 %(n)d 个工作日") % {"n": workdays_between(today, day)}
    except CalendarNotPublished:
        return _("还有 %(n)d 天") % {"n": (day - today).days}


@register.filter
def amount(item: Assignment) -> str:
    """Its figure with the unit; empty where none is asked."""
    return f"{grouped(item.value)} {item.unit_of_measure}".strip() if item.value is not None else ""
