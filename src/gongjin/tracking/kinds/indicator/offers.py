"""Which rows of a plan an indicator is offered for, from the plan's own words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from gongjin.core.periods import PeriodKind
from gongjin.core.texts import gettext as _
from gongjin.tracking.kinds.indicator.naming import LONGEST, official, series_name
from gongjin.tracking.kinds.indicator.rule import Read
from gongjin.tracking.kinds.indicator.templates_ready import TEMPLATES
from gongjin.tracking.kinds.protocol import Offer, Said

PERCENT = frozenset({"%", "％", "个百分点", "百分点", "‰"})
POINTS = frozenset({"个百分点", "百分点"})
_GROWTH = re.compile("增长|增速|增幅|年均")
_AT_CONSTANT_PRICES = re.compile("生产总值|GDP|增加值|经济增长|实际增长|可比价")
_INCOME = re.compile("收入")
_SHARE = re.compile("占比|比重|比例|占.{1,12}的|城镇化率|化率|化水平|渗透率|普及率")
_RATE = re.compile("率|合格|达标|到位")
_COVERED = re.compile("覆盖|全部实现|实现全")
_CAPACITY = re.compile("容量|装机|产能|能力|储能|储备|保有量|仓容|规模")
_MONEY = re.compile("元$")
_ADDED = re.compile("新增|净增|增加")
_FUNDS = re.compile("产值|营收|营业收入|销售|税收|财政|投资|消费|效益|收益|交易额|贷款")
_OUTPUT = re.compile("产量|总产|投放|贷款|产值|营收|营业收入|销售|税收|财政|投资|收入|交易额|消费")
_RANKED = re.compile("排名|位次|进位|前列|[前第][0-9一二三四五六七八九十百]+[位名强]|百强")
_STEP = re.compile("同步|相适应|相协调|高于.{1,12}(?:增速|增长|水平|平均)")
_ABOVE = re.compile("高于|快于|大于|超过")
_NOT_BELOW = re.compile("不低于|不慢于|不少于|不小于")
_LESS = re.compile("下降|降低|减少|压减|缩小|收窄")
_KEEP = re.compile("稳定|保持|不降低|不低于|不减少")
_MORE = re.compile("提高|提升|增长|增加|扩大|上升|改善|增强|增收")
_FIGURES = re.compile("率|收入|产值|产量|收益|投资|税收|效益|差距|比重|占比|能耗|水平|总量|消费|面积|就业|规模|增收")
_BY_CODE = {template.code: template for template in TEMPLATES}


def offered(said: Said) -> Offer | None:
    """The offer for a row; None for tasks, measures, and whatever can be counted thing by thing."""
    if said.row_kind == "target":
        return _for_target(said)
    return _for_commitment(said) if said.row_kind == "commitment" else None


def _for_target(said: Said) -> Offer | None:
    title, unit = said.title, said.unit
    if said.target_kind == "rank" or unit in {"位", "名"}:
        wanted = said.comparator if said.comparator in {"le", "lt"} else "le"
        asked = {"wanted": wanted, "mode": "level"}
        return _offer(said, "rank", Read.RANK, 90, asked=asked, why=_("排名由上级公布，逐次填报"))
    if unit in PERCENT:
        return _percent(said)
    if said.target_kind == "coverage":
        return _offer(said, "coverage", Read.COVERAGE, 45, unit=unit, why=_("按已覆盖数与总数计算"))
    if _CAPACITY.search(title) and (said.accrual == "added" or _ADDED.search(title)):
        asked, why = {"mode": "accumulate"}, _("新增的规模、能力由时点数与期初数之差得出")
        return _offer(said, "capacity", Read.CHANGE_FROM_BASE, 60, asked=asked, unit=unit, why=why)
    if _CAPACITY.search(title):
        return _offer(said, "capacity", Read.LATEST, 65, unit=unit, why=_("规模、能力取最新时点数"))
    if _MONEY.search(unit) and _OUTPUT.search(title):
        return _offer(said, "year_to_date", Read.SUM, 75, unit=unit, why=_("金额从年初累计，计划期内合计"))
    if _OUTPUT.search(title):
        return _offer(said, "output", Read.SUM, 60, unit=unit, why=_("产量按期填报，计划期内合计"))
    return None


def _percent(said: Said) -> Offer:
    text, level = f"{said.title}{said.text}", {"mode": "level"}
    if _AT_CONSTANT_PRICES.search(said.title) and not _SHARE.search(said.title):
        why = _("增速按可比价由统计部门公布")
        return _offer(said, "growth_rate", Read.LATEST, 92, asked=level, why=why)
    if said.unit in POINTS:
        why = _("比上年末提高的百分点，由数据计算")
        return _offer(said, "share", Read.CHANGE_FROM_BASE, 85, asked=level, unit="%", why=why)
    if said.target_kind == "change" and _LESS.search(text) and not _GROWTH.search(text):
        return _offer(said, "rate", Read.LATEST, 60, asked=level, why=_("降幅按期填报"))
    if _GROWTH.search(text) or said.target_kind == "change":
        template = "income" if _INCOME.search(said.title) else "year_to_date"
        name = official(said.title) or _GROWTH.sub("", said.title).strip("：:，,的") or said.title
        why = _("增速由年内累计数与上年同期计算")
        return _offer(said, template, Read.CUMULATIVE_GROWTH, 88, asked=level, name=name, why=why)
    if _SHARE.search(text):
        return _offer(said, "share", Read.LATEST, 85, asked=level, why=_("占比取最新公布数"))
    if said.target_kind == "coverage" or _COVERED.search(text):
        why = _("按已覆盖数与总数计算")
        return _offer(said, "coverage", Read.COVERAGE, 62, asked=level, unit="个", why=why)
    fit = 80 if _RATE.search(said.title) else 50
    return _offer(said, "rate", Read.LATEST, fit, asked=level, why=_("比率取最新公布数"))


def _for_commitment(said: Said) -> Offer | None:
    text = f"{said.title}{said.text}"
    if said.commitment_kind == "rank" or _RANKED.search(text):
        asked = {"wanted": "fall", "mode": "level"}
        return _offer(said, "rank", Read.DIRECTION, 88, asked=asked, why=_("位次比上次靠前即为进位"))
    if said.commitment_kind == "relative" or _STEP.search(text):
        return _relative(said, text)
    wanted = _direction(text)
    if not wanted or not _FIGURES.search(text):
        return None
    asked = {"wanted": wanted, "mode": "level"}
    return _offer(said, _series_for(said, text), Read.DIRECTION, 45, asked=asked, why=_("与上年比较升降"))


def _relative(said: Said, text: str) -> Offer:
    """Two series: incomes are published as amounts, all else as a rate, and so is what they are compared with."""
    against = official(said.reference) or said.reference
    own = text.split(said.reference, maxsplit=1)[0] if said.reference else text
    template = "income" if _INCOME.search(own) else "growth_rate"
    # What has to be above the other, or not below it, has no leeway; only what keeps in step has.
    exact = bool(_NOT_BELOW.search(text) or _ABOVE.search(text))
    wanted = "gt" if exact and not _NOT_BELOW.search(text) else "ge"
    asked = {"wanted": wanted, "mode": "level", "unit": "个百分点"}
    rule = {"compared_with": against, **({"tolerance": "0"} if exact else {})}
    why = _("与“%(reference)s”比较增速之差") % {"reference": against or _("参照指标")}
    made = _offer(said, template, Read.DIFFERENCE, 88, asked=asked, rule=rule, why=why)
    if not against:
        return made
    beside = _offer(said, "growth_rate", Read.LATEST, 0, name=against, why=_("增速按可比价由统计部门公布"))
    return replace(made, beside=beside)


def _series_for(said: Said, text: str) -> str:
    """Which ready-made series a row without a figure is read off: none is of money unless its words are."""
    if _SHARE.search(text) or _RATE.search(said.title):
        return "share"
    if re.search("居民.{0,6}收入|农民.{0,6}(?:收入|增收)|可支配收入", text):
        return "income"
    return "year_to_date" if _FUNDS.search(text) or _INCOME.search(text) else "capacity"


def _direction(text: str) -> str:
    for wanted, words in (("fall", _LESS), ("keep", _KEEP), ("rise", _MORE)):
        if words.search(text):
            return wanted
    return ""


def _offer(
    said: Said, template: str, read: Read, fit: int, *, asked: Mapping[str, object] | None = None,
    rule: Mapping[str, object] | None = None, name: str = "", unit: str = "", why: str = "",
) -> Offer:  # fmt: skip
    made = _BY_CODE[template]
    return Offer(
        kind="indicator",
        fit=fit,
        template=template,
        name=(name or series_name(said))[:LONGEST],
        unit_of_measure=unit or made.unit_of_measure,
        cycle=PeriodKind(made.cycle),
        settings=dict(made.settings),
        rule={"read": read.value, "where": {}, **(rule or {})},
        asked=dict(asked or {}),
        why=why,
    )
