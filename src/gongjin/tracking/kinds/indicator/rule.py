"""What an indicator's settings and rules may say, in their one form, and the rules in words."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum

from gongjin.audit.errors import Invalid
from gongjin.core.figures import FigureError, canonical, parse
from gongjin.core.periods import Period, PeriodError
from gongjin.core.texts import gettext as _
from gongjin.tracking.rules.forecast import Pace

Json = Mapping[str, object]


class Sort(StrEnum):
    """What sort of figure a series holds: only a flow adds up over time, only flows and stocks over townships."""

    FLOW = "flow"
    STOCK = "stock"
    RATE = "rate"
    RANK = "rank"
    SHARE = "share"


class Read(StrEnum):
    """What is read from a series."""

    LATEST = "latest"
    SUM = "sum"
    SAME_PERIOD_GROWTH = "same_period_growth"
    CUMULATIVE_GROWTH = "cumulative_growth"
    CHANGE_FROM_BASE = "change_from_base"
    DIFFERENCE = "difference"
    RANK = "rank"
    COVERAGE = "coverage"
    DIRECTION = "direction"


ADDABLE = frozenset({Sort.FLOW, Sort.STOCK})
GROWING = frozenset({Read.SAME_PERIOD_GROWTH, Read.CUMULATIVE_GROWTH})
JUMP = Decimal(50)
"""From how many percent of change on a value has to be confirmed, where the data set states none of its own."""
TOLERANCE = Decimal(1)
"""What 基本同步 allows where nobody stated a tolerance: one percentage point."""


def settings_from(raw: Json) -> dict[str, object]:
    """The settings of an indicator. Raises `Invalid`."""
    try:
        sort = Sort(str(raw.get("measure") or Sort.FLOW))
    except ValueError as error:
        raise Invalid(_("请选择指标类型：期间数、时点数、比率、位次或占比。"), "measure") from error
    accumulates, rollup = bool(raw.get("accumulates")), bool(raw.get("rollup"))
    if accumulates and sort is not Sort.FLOW:
        raise Invalid(_("只有期间数（如产值、收入）才按年内累计填报。"), "accumulates")
    if rollup and sort not in ADDABLE:
        raise Invalid(_("比率、位次和占比不能由各乡镇相加得出。"), "rollup")
    jump = figure(raw, "jump", JUMP)
    if jump is None or jump <= 0:
        raise Invalid(_("波动提示的百分比应大于 0。"), "jump")
    found: dict[str, object] = {
        "measure": sort.value, "accumulates": accumulates, "rollup": rollup, "jump": canonical(jump),
        "decimals": _decimals(raw),
    }  # fmt: skip
    if sort is Sort.RANK:
        found["peers"] = _peers(raw.get("peers"))
    return found


def _decimals(raw: Json) -> int:
    text = str(raw.get("decimals", 5) if raw.get("decimals") not in (None, "") else 5)
    if text not in set("012345"):
        raise Invalid(_("小数位数应在 0 至 5 之间。"), "decimals")
    return int(text)


def _peers(raw: object) -> dict[str, str]:
    given = raw if isinstance(raw, Mapping) else {}
    found = {name: str(given.get(name) or "").strip()[:60] for name in ("name", "class", "publisher", "count")}
    if found["count"] and not (found["count"].isdigit() and int(found["count"]) > 0):
        raise Invalid(_("参评单位数应是大于 0 的整数。"), "peers")
    return found


def figure(raw: Json, name: str, default: Decimal | None = None) -> Decimal | None:
    """A figure of settings or a rule. Raises `Invalid`."""
    text = raw.get(name)
    if text in (None, ""):
        return default
    try:
        return parse(str(text))
    except FigureError as error:
        raise Invalid(str(error), name) from error


def rule_from(raw: Json, settings: Json) -> dict[str, object]:
    """A tracker's rule. Raises `Invalid` for what the series cannot tell."""
    sort = Sort(str(settings.get("measure") or Sort.FLOW))
    try:
        read = Read(str(raw.get("read") or (Read.RANK if sort is Sort.RANK else Read.LATEST)))
    except ValueError as error:
        raise Invalid(_("请选择指标的读法。"), "read") from error
    if read is Read.SUM and sort is not Sort.FLOW:
        raise Invalid(_("只有期间数才能逐期相加；时点数、比率、位次和占比请读最新一期。"), "read")
    if read in GROWING and sort not in ADDABLE:
        raise Invalid(_("增速由总量计算；本指标填报的已是比率或位次，请读最新一期。"), "read")
    if (read is Read.RANK) != (sort is Sort.RANK) and read is not Read.DIRECTION:
        raise Invalid(_("位次只能由位次类指标读出，位次类指标也只能读位次或升降。"), "read")
    where = raw.get("where")
    item = str(where.get("item") or "") if isinstance(where, Mapping) else ""
    found: dict[str, object] = {"read": read.value, "where": {"item": item} if item else {}}
    if read is Read.CHANGE_FROM_BASE:
        found["percent"] = bool(raw.get("percent"))
    if raw.get("base_period"):
        found["base_period"] = _period(str(raw["base_period"]))
    if read is Read.DIFFERENCE:
        tolerance = figure(raw, "tolerance")
        if tolerance is not None and tolerance < 0:
            raise Invalid(_("容差不能小于 0。"), "tolerance")
        if tolerance is not None:
            found["tolerance"] = canonical(tolerance)
        found["compared_with"] = str(raw.get("compared_with") or "").strip()[:60]
    return found


def _period(code: str) -> str:
    try:
        return str(Period.parse(code))
    except PeriodError as error:
        raise Invalid(str(error), "base_period") from error


def pace(rule: Json, settings: Json) -> Pace:
    """How the course goes on: sums of a year begin anew each January, all else is a value for each period."""
    read = str(rule.get("read"))
    yearly = read == Read.SUM or (bool(settings.get("accumulates")) and read in {Read.LATEST, Read.DIRECTION})
    return Pace.ANEW if yearly else Pace.VALUES


def words(rule: Json, settings: Json) -> str:
    """What counts, in one phrase."""
    match Read(str(rule.get("read"))):
        case Read.LATEST:
            text = _("年内累计数") if settings.get("accumulates") else _("最新一期数值")
        case Read.SUM:
            text = _("计划期内逐期相加")
        case Read.SAME_PERIOD_GROWTH:
            text = _("最新一期比上年同期增长（按填报数直接计算，未扣除价格因素）")
        case Read.CUMULATIVE_GROWTH:
            text = _("年内累计比上年同期增长（按填报数直接计算，未扣除价格因素）")
        case Read.CHANGE_FROM_BASE:
            text = _("比基数增长的百分比") if rule.get("percent") else _("比基数增加的数值")
        case Read.DIFFERENCE:
            text = _difference_words(rule)
        case Read.RANK:
            text = _("在%(peers)s中的位次") % {"peers": peers_words(settings)}
        case Read.COVERAGE:
            text = _("已覆盖数占总数的比例")
        case _:
            text = _("与基数相比的升降")
    item = where_item(rule)
    if item:
        return _("“%(item)s”的%(text)s") % {"item": item, "text": text}
    return _("由各乡镇汇总的%(text)s") % {"text": text} if settings.get("rollup") else text


def _difference_words(rule: Json) -> str:
    if rule.get("tolerance"):
        return _("与对比指标相差的百分点，容差 %(points)s 个百分点") % {"points": rule["tolerance"]}
    return _("与对比指标相差的百分点，容差 1 个百分点（系统默认，可修改）")


def where_item(rule: Json) -> str:
    """The code of the part that a rule is about; empty for the whole."""
    where = rule.get("where")
    return str(where.get("item") or "") if isinstance(where, Mapping) else ""


def peers_words(settings: Json) -> str:
    """“县域经济综合竞争力”（Ⅱ类县，共 30 个，省统计局发布）."""
    raw = settings.get("peers")
    peers = raw if isinstance(raw, Mapping) else {}
    parts = [str(peers.get("class") or "")]
    parts += [_("共 %(n)s 个") % {"n": peers["count"]}] if peers.get("count") else []
    parts += [_("%(who)s发布") % {"who": peers["publisher"]}] if peers.get("publisher") else []
    name = _("“%(name)s”榜单") % {"name": peers["name"]} if peers.get("name") else _("同类")
    told = "，".join(part for part in parts if part)
    return f"{name}（{told}）" if told else name
